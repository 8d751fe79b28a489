import type { Prisma } from '@/lib/database/generated/client'
import type { CustomPayoutType, CustomRevenueType } from '@/lib/database/generated/enums'
import { payoutThatApplies, revenueThatApplies } from '@/lib/catalog/precedence'
import { paidFor, priceUses } from '@/lib/catalog/rules/price'
import { exact, percentOf, stored, type DecimalValue } from './money'

// What a conversion pays and earns: docs/decisions/0024-money.md.

/** A price as stored with an offer, an event, or a custom payout. */
export type StoredPrice = {
  payoutType: CustomPayoutType
  payout: DecimalValue
  payoutPercent: DecimalValue
  revenueType: CustomRevenueType
  revenue: DecimalValue
  revenuePercent: DecimalValue
}

/** Whose price counts. Stored with the conversion. */
export type PriceSource = 'custom_event' | 'custom_offer' | 'event' | 'offer'

/** The prices that a conversion can have. Those of events are for events only. */
export type Prices = {
  /** The publisher's for the event. */
  custom_event?: StoredPrice
  /** The publisher's for the offer. */
  custom_offer?: StoredPrice
  event?: StoredPrice
  offer: StoredPrice
}

/** An exchange rate, and the day from which it's valid (YYYY-MM-DD). */
export type FoundRate = { rate: DecimalValue; day: string }

/** What's sold, and for how much. */
export type Sale = {
  /** A decimal of 0 or more. Null if the postback doesn't say. */
  amount: DecimalValue | null
  /** Of the amount. Null for the offer's. */
  amountCurrency: string | null
  /** Of the offer, and so of all of its prices. */
  currency: string
  /** The day of the conversion in the organization's time zone, YYYY-MM-DD. */
  day: string
  /** From the amount's currency to the offer's, as lib/conversions/rates.ts finds it. Not needed if they're the same. */
  rate?: FoundRate
}

/** Why part of a price is 0 that otherwise wouldn't be. */
export type PriceProblem = {
  reason: 'rate_missing' | 'amount_too_large' | 'amount_missing'
  detail: string
}

/** A conversion's price. Amounts are exact decimals in the offer's currency. */
export type Priced = {
  payout: string
  payoutType: CustomPayoutType
  payoutSource: PriceSource
  revenue: string
  revenueType: CustomRevenueType
  revenueSource: PriceSource
  currency: string
  /** The rate that the amount was converted by, and its day. Null if it wasn't. */
  rate: string | null
  rateDate: string | null
  problem: PriceProblem | null
  /** Both prices as they are, if the exchange rate is missing: it's priced by them once there's one. */
  terms?: Terms
}

/** A price as stored with a conversion. Amounts and percentages are exact decimals. */
type Terms = Pick<StoredPrice, 'payoutType' | 'revenueType'> &
  Record<'payout' | 'payoutPercent' | 'revenue' | 'revenuePercent', string>

const order: readonly PriceSource[] = ['custom_event', 'custom_offer', 'event', 'offer']

/**
 * Prices a conversion. Revenue comes first, because a payout of type PRV is a percentage of the revenue as stored. What can't be calculated is 0,
 * and `problem` says why.
 */
export function priceConversion(prices: Prices, sale: Sale): Priced {
  const candidates = order.map((source) => prices[source] && { ...prices[source], source })
  const offer = { ...prices.offer, source: 'offer' as const }
  const revenue = revenueThatApplies(candidates) ?? offer
  const payout = payoutThatApplies(candidates) ?? offer
  const { sold, rate } = inCurrencyOfOffer(sale)
  const earned = charge(revenue.revenueType, revenue.revenue, revenue.revenuePercent, sold)
  const paid = charge(
    payout.payoutType,
    payout.payout,
    payout.payoutPercent,
    payout.payoutType === 'PRV' ? { amount: exact(earned.amount) } : sold,
  )
  const problem = earned.problem ?? paid.problem ?? null
  return {
    payout: paid.amount,
    payoutType: payout.payoutType,
    payoutSource: payout.source,
    revenue: earned.amount,
    revenueType: revenue.revenueType,
    revenueSource: revenue.source,
    currency: sale.currency,
    rate: rate ? exact(rate.rate).toFixed() : null,
    rateDate: rate?.day ?? null,
    problem,
    ...(problem?.reason === 'rate_missing' && { terms: termsOf(payout, revenue) }),
  }
}

const termsOf = (
  { payoutType, payout, payoutPercent }: StoredPrice,
  { revenueType, revenue, revenuePercent }: StoredPrice,
): Terms => ({
  payoutType,
  payout: exact(payout).toFixed(),
  payoutPercent: exact(payoutPercent).toFixed(),
  revenueType,
  revenue: exact(revenue).toFixed(),
  revenuePercent: exact(revenuePercent).toFixed(),
})

/** What percentages are of, or why that's unknown. */
type Whole = { amount: Prisma.Decimal } | { problem: PriceProblem }

/** What a conversion costs by one side of a price, without what's paid for clicks and impressions. */
function charge(
  type: CustomPayoutType | CustomRevenueType,
  fixed: DecimalValue,
  percent: DecimalValue,
  whole: Whole,
): { amount: string; problem?: PriceProblem } {
  if (paidFor[type] !== 'conversion') return { amount: '0' }
  const uses = priceUses[type]
  let sum = exact(uses.amount ? fixed : 0)
  let problem: PriceProblem | undefined
  if (uses.percent && !exact(percent).isZero()) {
    if ('problem' in whole) problem = whole.problem
    else sum = sum.plus(percentOf(percent, whole.amount))
  }
  const amount = stored(sum)
  if (amount !== undefined) return { amount, problem }
  return { amount: '0', problem: { reason: 'amount_too_large', detail: `${sum.toFixed()} has more than 12 digits.` } }
}

/** The amount in the offer's currency, exactly. */
function inCurrencyOfOffer({ amount, amountCurrency, currency, day, rate }: Sale): { sold: Whole; rate?: FoundRate } {
  if (amount === null)
    return { sold: { problem: { reason: 'amount_missing', detail: 'The price is a percentage of an amount.' } } }
  if (amountCurrency === null || amountCurrency === currency) return { sold: { amount: exact(amount) } }
  if (rate) return { sold: { amount: exact(amount).times(rate.rate) }, rate }
  const detail = `There’s no exchange rate from ${amountCurrency} to ${currency} for ${day}.`
  return { sold: { problem: { reason: 'rate_missing', detail } } }
}
