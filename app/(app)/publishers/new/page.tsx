import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { NewPublisher } from '@/components/publishers/new-publisher'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { publisherChoices } from '@/app/(app)/publishers/choices'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('publishers.create')
  return { title: t('title') }
}

export default async function NewPublisherPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('publishers:manage')])
  if (caller.reach.publishers.edit !== 'all') notFound()
  const like = params.get('like')
  const source = like === null ? null : (await publisherAt(like)).data
  return <NewPublisher like={source?.data ?? null} choices={publisherChoices} />
}
