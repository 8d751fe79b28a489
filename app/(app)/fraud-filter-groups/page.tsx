import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { fraudFilterGroupListing } from '@/components/fraud-filter-groups/listing'
import { FraudFilterGroups } from '@/components/fraud-filter-groups/fraud-filter-groups'
import { listQuestion } from '@/components/catalog/list'
import { fraudFilterGroupsResource } from '@/lib/api/v2/fraud-filter-groups.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('fraudFilterGroups')
  return { title: t('title') }
}

export default async function FraudFilterGroupsPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('catalog:manage')])
  const first = await firstAnswer(
    fraudFilterGroupsResource.contracts.list,
    caller,
    listQuestion(fraudFilterGroupListing, params),
  )
  return <FraudFilterGroups first={first} />
}
