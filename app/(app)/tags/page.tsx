import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { tagListing } from '@/components/tags/listing'
import { Tags } from '@/components/tags/tags'
import { listQuestion } from '@/components/catalog/list'
import { tagsResource } from '@/lib/api/v2/tags.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tags')
  return { title: t('title') }
}

export default async function TagsPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('catalog:manage')])
  const first = await firstAnswer(tagsResource.contracts.list, caller, listQuestion(tagListing, params))
  return <Tags first={first} />
}
