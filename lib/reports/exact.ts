import { declarationOf, formulaOf, sumDeclarationOf, type Metric, type Sum } from './metrics'

// Sums are whole numbers of any length, so that adding them up is exact. Only a metric's figure is rounded, once, when it's computed from them.

/** Decimal places of amounts in the organization's currency: six of the amount, ten of the exchange rate. */
const PLACES = 16
/** Decimal places of figures. */
const SHOWN = 6

/** What a sum counts in, as parts of its unit. Durations are counted in ms. */
const parts = { count: 1n, money: 10n ** BigInt(PLACES), duration: 1000n } as const

export type Sums = ReadonlyMap<Sum, bigint>

/** A sum as the store writes it: a number, or a decimal as text. */
export function readSum(sum: Sum, written: string | number): bigint {
  if (sumDeclarationOf(sum).unit !== 'money') return BigInt(written)
  const [whole = '0', fraction = ''] = String(written).split('.')
  return BigInt(`${whole}${fraction.slice(0, PLACES).padEnd(PLACES, '0')}`)
}

/** Adds sums to others. */
export function addSums(to: Map<Sum, bigint>, sums: Sums): void {
  for (const [sum, value] of sums) to.set(sum, (to.get(sum) ?? 0n) + value)
}

/**
 * A metric's figure, rounded half away from zero to six decimal places. Percentages are of a hundred, durations in seconds.
 * @returns null for a quotient without a divisor
 */
export function figureOf(metric: Metric, sums: Sums): number | null {
  const { plus, minus, per } = formulaOf(metric)
  const of = (sum: Sum) => sums.get(sum) ?? 0n
  const dividend = of(plus) - (minus ? of(minus) : 0n)
  const divisor = per ? of(per) : 1n
  if (divisor === 0n) return null
  const scale =
    10n ** BigInt(SHOWN) *
    (per ? parts[sumDeclarationOf(per).unit] : 1n) *
    (declarationOf(metric).unit === 'percent' ? 100n : 1n)
  const rounded = divide(dividend * scale, divisor * parts[sumDeclarationOf(plus).unit])
  return Number(rounded) / 10 ** SHOWN
}

/** An amount as a number, rounded likewise. */
export const amountOf = (amount: bigint): number => Number(divide(amount, 10n ** BigInt(PLACES - SHOWN))) / 10 ** SHOWN

function divide(dividend: bigint, divisor: bigint): bigint {
  const isNegative = dividend < 0n !== divisor < 0n
  const [above, below] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor]
  const rounded = (2n * above + below) / (2n * below)
  return isNegative ? -rounded : rounded
}
