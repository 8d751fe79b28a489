import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewCampaign } from '@/components/campaigns/new-campaign'
import { callerWith } from '@/app/(app)/caller'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('campaigns.create')
  return { title: t('title') }
}

export default async function NewCampaignPage() {
  await callerWith('links:manage')
  return <NewCampaign />
}
