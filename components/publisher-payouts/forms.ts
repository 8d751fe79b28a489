import { customPayoutsResource, type CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { customPriceValues } from '@/components/catalog/price-text'
import { defineForm } from '@/components/forms/define'

/** What the form shows for a custom payout, or for a new one. */
export const payoutValues = (payout: CustomPayoutAnswer | null) => ({
  publisher_incremental_id: String(payout?.publisher_incremental_id ?? ''),
  offer_incremental_id: payout?.offer.id ?? '',
  event_incremental_id: payout?.event?.id ?? '',
  ...customPriceValues(payout),
})

export type PayoutValues = ReturnType<typeof payoutValues>

const { create, update } = customPayoutsResource.contracts

export const newPayoutForm = defineForm({ to: create, values: payoutValues(null) })
export const payoutForm = defineForm({ to: update, values: payoutValues(null) })
