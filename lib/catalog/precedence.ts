import type { CustomPayoutType, CustomRevenueType } from '@/lib/database/generated/enums'

// Which of several prices counts: the one a publisher has for the event, the one they have for the offer, the event's own, and the offer's, in
// this order. Payout and revenue are decided separately, and a type of Unknown leaves the decision to the next price. Events' prices are absent
// for clicks and for an offer's main conversion.

/** The payout that counts. @param prices in order of precedence; undefined ones are skipped */
export function payoutThatApplies<P extends { payoutType: CustomPayoutType }>(
  prices: readonly (P | undefined)[],
): P | undefined {
  for (const price of prices) if (price && price.payoutType !== 'Unknown') return price
  return undefined
}

/** The revenue that counts. @param prices in order of precedence; undefined ones are skipped */
export function revenueThatApplies<P extends { revenueType: CustomRevenueType }>(
  prices: readonly (P | undefined)[],
): P | undefined {
  for (const price of prices) if (price && price.revenueType !== 'Unknown') return price
  return undefined
}
