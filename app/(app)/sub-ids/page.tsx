import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { listQuestion } from '@/components/catalog/list'
import { ownSubIdListing } from '@/components/sub-ids/own-listing'
import { OwnSubIds } from '@/components/sub-ids/own-sub-ids'
import { ownSubIdsResource } from '@/lib/api/v2/sub-ids.contract'
import { paramsOf, publisherCaller, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ownSubIds')
  return { title: t('title') }
}

export default async function SubIdsPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), publisherCaller()])
  const asked = listQuestion(ownSubIdListing, params)
  const path = { organizationID: caller.organization.id }
  return <OwnSubIds first={await firstAnswer(ownSubIdsResource.contracts.list, caller, asked, path)} />
}
