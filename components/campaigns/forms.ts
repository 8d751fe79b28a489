import { campaignsResource, type CampaignAnswer } from '@/lib/api/campaigns.contract'
import { defineForm } from '@/components/forms/define'

/** What the form shows for a campaign, or for a new one. */
export const campaignValues = (campaign: CampaignAnswer | null) => ({
  name: campaign?.name ?? '',
  external_id: campaign?.external_id ?? '',
  kind: campaign?.kind ?? 'broadcast',
  channel: campaign?.channel ?? 'email',
})

export type CampaignValues = ReturnType<typeof campaignValues>

/** Which publisher's it is can't change. '' is the publisher user's own. */
const newValues = { ...campaignValues(null), publisher_incremental_id: '' }
export type NewCampaignValues = typeof newValues

const { create, update } = campaignsResource.contracts

export const newCampaignForm = defineForm({
  to: create,
  values: newValues,
  body: ({ publisher_incremental_id: publisher, ...values }) => ({
    ...values,
    ...(publisher === '' ? {} : { publisher_incremental_id: publisher }),
  }),
})
export const campaignForm = defineForm({ to: update, values: campaignValues(null) })
