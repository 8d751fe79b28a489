import type { Unit } from '@/lib/reports/metrics'
import { compact, number, rate } from './format'

// How a metric's figure is written, by what it's of.

/** What figures are of, and the currency of those that are amounts. */
export type FigureKind = { unit: Unit; currency: string }

/** A figure that there's none of: a quotient without a divisor. */
const NONE = '–'

/** Larger amounts are shown without cents. */
const WITH_CENTS = 100_000

/** An amount without its currency: `1,234.50`, `0.0355`, `-3.00`, `123,457`. Below 1, two more decimal places tell small ones apart, unless they're zeros. */
export function amount(value: number): string {
  const size = Math.abs(value)
  if (size >= WITH_CENTS) return number(value)
  const [whole = '0', decimals = ''] = size.toFixed(size < 1 ? 4 : 2).split('.')
  const text = `${number(Number(whole))}.${decimals.replace(/(?<=^..)00$/, '')}`
  return value < 0 && Number(`${whole}.${decimals}`) !== 0 ? `-${text}` : text
}

/** A figure without its currency, where that's shown beside it. */
export function bareFigure(value: number | null, unit: Unit): string {
  if (value === null) return NONE
  if (unit === 'money') return amount(value)
  if (unit === 'percent') return rate(value, 100)
  return unit === 'duration' ? duration(value) : number(value)
}

/** `12,345`, `1,234.50 USD`, `2.31%`, `3.2 h`, or a dash if there's none. */
export function figure(value: number | null, { unit, currency }: FigureKind): string {
  const text = bareFigure(value, unit)
  return unit === 'money' && value !== null ? `${text} ${currency}` : text
}

/** The same in little room, for axes. */
export function figureOnAxis(value: number, unit: Unit): string {
  if (unit === 'percent') return `${compact(value)}%`
  return unit === 'duration' ? duration(value) : compact(value)
}

/** `42 s`, `5 min`, `3.2 h`, `2.5 d` */
function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  const [size, unit] = seconds < 86_400 ? [3600, 'h'] : [86_400, 'd']
  return `${(seconds / size).toFixed(1).replace(/\.0$/, '')} ${unit}`
}
