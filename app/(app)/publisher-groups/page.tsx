import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { publisherGroupListing } from '@/components/publisher-groups/listing'
import { PublisherGroups } from '@/components/publisher-groups/publisher-groups'
import { listQuestion } from '@/components/catalog/list'
import { publisherGroupsResource } from '@/lib/api/v2/publisher-groups.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('publisherGroups')
  return { title: t('title') }
}

export default async function PublisherGroupsPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('publishers:manage')])
  const first = await firstAnswer(
    publisherGroupsResource.contracts.list,
    caller,
    listQuestion(publisherGroupListing, params),
  )
  return <PublisherGroups first={first} />
}
