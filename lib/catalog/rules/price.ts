import type { CustomPayoutType, CustomRevenueType } from '@/lib/database/generated/enums'
import { PayoutType, RevenueType } from '@/lib/database/generated/enums'
import { amount, oneOf, percent } from '@/lib/fields'
import type { Fault } from './faults'

// What an offer, one of its events, or a custom payout pays and earns.

export const priceFields = {
  payoutType: oneOf(PayoutType),
  payout: amount,
  payoutPercent: percent,
  revenueType: oneOf(RevenueType),
  revenue: amount,
  revenuePercent: percent,
} as const

export type Uses = { amount: boolean; percent: boolean }
const onlyAmount = { amount: true, percent: false }
const onlyPercent = { amount: false, percent: true }
const both = { amount: true, percent: true }

/** What each type is calculated from. Unknown has no effect, so it can have anything. */
export const priceUses: Readonly<Record<CustomPayoutType | CustomRevenueType, Uses>> = {
  Unknown: both,
  CPA: onlyAmount,
  CPS: onlyPercent,
  CPAxCPS: both,
  CPC: onlyAmount,
  CPM: onlyAmount,
  PRV: onlyPercent,
  RPA: onlyAmount,
  RPS: onlyPercent,
  RPAxRPS: both,
  RPC: onlyAmount,
  RPM: onlyAmount,
}

/** CPM and RPM are prices of a thousand impressions. */
type PaidFor = 'click' | 'impression' | 'conversion' | 'nothing'

/** What each type is paid for. */
export const paidFor: Readonly<Record<CustomPayoutType | CustomRevenueType, PaidFor>> = {
  Unknown: 'nothing',
  CPA: 'conversion',
  CPS: 'conversion',
  CPAxCPS: 'conversion',
  CPC: 'click',
  CPM: 'impression',
  PRV: 'conversion',
  RPA: 'conversion',
  RPS: 'conversion',
  RPAxRPS: 'conversion',
  RPC: 'click',
  RPM: 'impression',
}

/** A price as stored or given; amounts are decimals in any form. */
export type Price = {
  payoutType: CustomPayoutType
  payout: unknown
  payoutPercent: unknown
  revenueType: CustomRevenueType
  revenue: unknown
  revenuePercent: unknown
}

/** What's wrong with a price: amounts that its types don't use must be 0. */
export function priceFaults(price: Partial<Price>): Fault[] {
  return [...sideFaults(price, 'payout', price.payoutType), ...sideFaults(price, 'revenue', price.revenueType)]
}

function sideFaults(
  price: Partial<Price>,
  side: 'payout' | 'revenue',
  type: CustomPayoutType | CustomRevenueType | undefined,
): Fault[] {
  if (type === undefined) return []
  const { amount: takesAmount, percent: takesPercent } = priceUses[type]
  const percentField = `${side}Percent` as const
  const faults: Fault[] = []
  if (!takesAmount && isSet(price[side]))
    faults.push({ field: side, message: `must be 0 for ${type}, which only uses a percentage` })
  if (!takesPercent && isSet(price[percentField]))
    faults.push({ field: percentField, message: `must be 0 for ${type}, which only uses an amount` })
  return faults
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && Number(value) !== 0
