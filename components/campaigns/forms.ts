import { campaignsResource, type CampaignAnswer } from '@/lib/api/campaigns.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for a campaign, or for a new one. */
export const campaignValues = (campaign: CampaignAnswer | null) => ({
  name: campaign?.name ?? '',
  external_id: campaign?.external_id ?? '',
  kind: campaign?.kind ?? 'broadcast',
  channel: campaign?.channel ?? 'email',
  /** Of a new one. It can't change later, and '' is the publisher user's own. */
  publisher_incremental_id: '',
})

export type CampaignValues = ReturnType<typeof campaignValues>

const { create } = campaignsResource.contracts

export const newCampaignForm = defineForm({ to: create, values: campaignValues(null) })
