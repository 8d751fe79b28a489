import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Campaigns } from '@/components/campaigns/campaigns'
import { campaignListing } from '@/components/campaigns/listing'
import { listQuestion } from '@/components/catalog/list'
import { campaignsResource } from '@/lib/api/campaigns.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('campaigns')
  return { title: t('title') }
}

export default async function CampaignsPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('links:read')])
  const asked = listQuestion(campaignListing, params)
  return <Campaigns first={await firstAnswer(campaignsResource.contracts.list, caller, asked)} />
}
