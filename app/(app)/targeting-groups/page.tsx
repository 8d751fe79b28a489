import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { targetingChoices } from '@/app/choices'
import { targetingGroupListing } from '@/components/targeting-groups/listing'
import { TargetingGroups } from '@/components/targeting-groups/targeting-groups'
import { listQuestion } from '@/components/catalog/list'
import { targetingGroupsResource } from '@/lib/api/v2/targeting-groups.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('targetingGroups')
  return { title: t('title') }
}

export default async function TargetingGroupsPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('catalog:manage')])
  const first = await firstAnswer(
    targetingGroupsResource.contracts.list,
    caller,
    listQuestion(targetingGroupListing, params),
  )
  return <TargetingGroups choices={targetingChoices} first={first} />
}
