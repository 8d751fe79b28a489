import { campaignsResource } from '@/lib/api/campaigns.contract'
import { defineForm } from '@/components/forms/define'
import { campaignValues } from './forms'

/** Whose a campaign is can't change. */
export const campaignForm = defineForm({
  to: campaignsResource.contracts.update,
  values: campaignValues(null),
  body: ({ publisher_incremental_id: _publisher, ...values }) => values,
})
