import { priceUses } from '@/lib/api/v2/offer-options'
import { money } from '@/components/ui/format'

/** An amount in a response as text that's never in scientific notation. */
const exact = (amount: number): string =>
  amount.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 6 })

export const moneyOf = (amount: number, currency: string): string => money(exact(amount), currency)
export const percentOf = (percent: number): string => `${exact(percent)}%`

/** What a type pays or earns, with only the amounts that it uses: `2.50 EUR`, `10%`, `2.50 EUR + 10%`. */
export function priceText(type: keyof typeof priceUses, amount: number, percent: number, currency: string): string {
  const uses = priceUses[type]
  return [...(uses.amount ? [moneyOf(amount, currency)] : []), ...(uses.percent ? [percentOf(percent)] : [])].join(
    ' + ',
  )
}
