import { payoutTypes, priceUses, revenueTypes } from '@/lib/api/v2/offer-options'
import { money } from '@/components/ui/format'

export type Side = 'payout' | 'revenue'
export type PriceType = keyof typeof priceUses

/** What something pays and earns, in a response. */
export type Priced = Record<'payout' | 'payout_percent' | 'revenue' | 'revenue_percent', number> &
  Record<'payout_type' | 'revenue_type', PriceType>

/** The types of a price. */
export const priceTypes = { payout: payoutTypes, revenue: revenueTypes }
/** The types of a price that may leave the usual one as it is. */
export const customPriceTypes = {
  payout: ['Unknown', ...payoutTypes],
  revenue: ['Unknown', ...revenueTypes],
} as const

const isType = (name: string): name is PriceType => Object.hasOwn(priceUses, name)
const nothing = { amount: false, percent: false }

/** The parts that a price of this type consists of. Unknown has no effect. */
export const usedBy = (type: string): { amount: boolean; percent: boolean } =>
  isType(type) && type !== 'Unknown' ? priceUses[type] : nothing

/** An amount in a response as text that's never in scientific notation. */
const exact = (amount: number): string =>
  amount.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 6 })

export const moneyOf = (amount: number, currency: string): string => money(exact(amount), currency)
export const percentOf = (percent: number): string => `${exact(percent)}%`

/** What something pays or earns, with only the parts that its type uses: `2.50 EUR`, `10%`, `2.50 EUR + 10%`. Empty if it has no effect. */
export function priceText(priced: Priced, side: Side, currency: string): string {
  const { amount, percent } = usedBy(priced[`${side}_type`])
  return [
    ...(amount ? [moneyOf(priced[side], currency)] : []),
    ...(percent ? [percentOf(priced[`${side}_percent`])] : []),
  ].join(' + ')
}

/**
 * What a form shows for a price, or for a new one.
 * @param blank the amounts of a new one
 */
export const priceValues = (
  priced: Priced | null,
  blank = '',
): Record<Side | `${Side}_type` | `${Side}_percent`, string> => ({
  payout_type: priced?.payout_type ?? 'CPA',
  payout: String(priced?.payout ?? blank),
  payout_percent: String(priced?.payout_percent ?? blank),
  revenue_type: priced?.revenue_type ?? 'RPA',
  revenue: String(priced?.revenue ?? blank),
  revenue_percent: String(priced?.revenue_percent ?? blank),
})

/** The same for a custom one. By default, only the payout is. */
export const customPriceValues = (priced: Priced | null): ReturnType<typeof priceValues> => ({
  ...priceValues(priced),
  revenue_type: priced?.revenue_type ?? 'Unknown',
})
