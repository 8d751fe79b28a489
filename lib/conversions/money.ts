import { Prisma } from '@/lib/database/generated/client'

// Exact decimals, and the one rounding rule: docs/decisions/0024-money.md.

/** A decimal as stored or given. */
export type DecimalValue = Prisma.Decimal | string | number

/** 100 digits hold every product of an amount, a rate, and a percentage, so that only `stored` rounds. */
const Exact = Prisma.Decimal.clone({ precision: 100, rounding: Prisma.Decimal.ROUND_HALF_UP })

/** Decimal places of stored amounts. */
const PLACES = 6
/** Amounts from here on have too many digits to be stored. */
const TOO_LARGE = new Exact('1e12')

/** A decimal to calculate with. */
export function exact(value: DecimalValue): Prisma.Decimal {
  return new Exact(value)
}

/** A percentage of an amount. */
export function percentOf(percent: DecimalValue, amount: Prisma.Decimal): Prisma.Decimal {
  return amount.times(percent).dividedBy(100)
}

/**
 * An amount as it's stored: rounded half up to six decimal places. Nothing else rounds money.
 * @returns undefined if it has too many digits
 */
export function stored(amount: Prisma.Decimal): string | undefined {
  const rounded = amount.toDecimalPlaces(PLACES)
  return rounded.lessThan(TOO_LARGE) ? rounded.toFixed() : undefined
}
