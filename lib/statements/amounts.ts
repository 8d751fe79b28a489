import { exact, type DecimalValue } from '@/lib/conversions/money'
import { Prisma } from '@/lib/database/generated/client'

// Asking Intl takes 60 µs, and pages have hundreds of amounts. It refuses whatever isn't three letters, so there can't be too many.
const places = new Map<string, number>()

/** How many decimal places the currency has: 2 for euros, none for yen. */
export function placesOf(currency: string): number {
  const known = places.get(currency)
  if (known !== undefined) return known
  const found =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  places.set(currency, found)
  return found
}

/** The exact sum of amounts. */
export const sumOf = (amounts: readonly DecimalValue[]): Prisma.Decimal =>
  amounts.reduce<Prisma.Decimal>((sum, amount) => sum.plus(amount), exact(0))

/** An amount that can be paid: in the currency's decimal places, rounded half away from zero. */
export function payable(amount: DecimalValue, currency: string): Prisma.Decimal {
  return exact(amount).toDecimalPlaces(placesOf(currency), Prisma.Decimal.ROUND_HALF_UP)
}

/** What's missing from an exact sum to an amount that can be paid. */
export const roundingOf = (sum: Prisma.Decimal, currency: string): Prisma.Decimal => payable(sum, currency).minus(sum)

/** An amount as people read it: at least the currency's decimal places, and all of its own. */
export function written(amount: DecimalValue, currency: string): string {
  const value = exact(amount)
  return value.toFixed(Math.max(placesOf(currency), value.decimalPlaces()))
}
