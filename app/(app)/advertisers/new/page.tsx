import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { NewAdvertiser } from '@/components/advertisers/new-advertiser'
import { personChoices } from '@/app/choices'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { advertiserAt } from '@/app/(app)/advertisers/[id]/advertiser'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('advertisers.create')
  return { title: t('title') }
}

export default async function NewAdvertiserPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('advertisers:manage')])
  if (caller.reach.advertisers.edit !== 'all') notFound()
  const like = params.get('like')
  const source = like === null ? null : (await advertiserAt(like)).data
  return <NewAdvertiser like={source?.data ?? null} countries={personChoices.countries} />
}
