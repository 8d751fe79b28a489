import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { listQuestion } from '@/components/catalog/list'
import { postbackListing } from '@/components/postbacks/listing'
import { Postbacks } from '@/components/postbacks/postbacks'
import { postbacksResource } from '@/lib/api/v2/postbacks.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('postbacks')
  return { title: t('page') }
}

export default async function PostbacksPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('postbacks:read')])
  const asked = listQuestion(postbackListing, params)
  return <Postbacks first={await firstAnswer(postbacksResource.contracts.list, caller, asked)} />
}
