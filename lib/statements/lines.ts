import type { ConversionGroup } from '@/lib/conversions/freeze'
import type { Prisma, Statement, StatementAdjustment, StatementLine } from '@/lib/database/generated/client'
import { payable, roundingOf, sumOf } from './amounts'
import { monthOf, type Month } from './month'
import type { PaidEvents } from './paid-events'

/** A line of a statement. Its amount is exact. */
export type Line = Pick<StatementLine, 'kind' | 'offerId' | 'offerEventId' | 'name' | 'event' | 'count'> & {
  month: Month
  amount: string
}

type Offer = { id: string; name: string; conversionName: string }

/** What offers and events are called, by ID and by number. */
export type OfferNames = {
  offers: ReadonlyMap<string, Offer>
  byNumber: ReadonlyMap<number, Offer>
  events: ReadonlyMap<string, string>
}

type Parts = {
  names: OfferNames
  conversions: readonly ConversionGroup[]
  /** Lines of clicks and impressions that were counted when it was approved before. */
  counted: readonly StatementLine[]
  paid: readonly PaidEvents[]
  adjustments: readonly StatementAdjustment[]
}

/** A statement's lines, in order. They add up to an amount that can be paid. */
export function linesOf(
  { month, currency }: Pick<Statement, 'month' | 'currency'>,
  { names, conversions, counted, paid, adjustments }: Parts,
): Line[] {
  const own = monthOf(month)
  const lines = [
    ...conversions.map((group) => conversionLine(group, names)).toSorted((a, b) => order(a, b, own)),
    ...[...counted.map(lineOf), ...paid.map((one) => paidLine(one, names))].toSorted((a, b) => order(a, b, own)),
    ...adjustments.map(({ reason, amount }) => ({
      ...nothing,
      kind: 'adjustment' as const,
      month: own,
      name: reason,
      amount: amount.toFixed(),
    })),
  ]
  const rounding = roundingOf(sumOf(lines.map(({ amount }) => amount)), currency)
  if (rounding.isZero()) return lines
  return [...lines, roundingLine(own, rounding)]
}

/**
 * Lines as people see them: each in the currency's decimal places, and all of them still adding up to the total, because what that adds up to is in the
 * line for rounding.
 */
export function presented(lines: readonly Line[], { month, currency }: { month: Month; currency: string }): Line[] {
  const shown = lines
    .filter(({ kind }) => kind !== 'rounding')
    .map((line) => ({ ...line, amount: payable(line.amount, currency).toFixed() }))
  const rounding = sumOf(lines.map(({ amount }) => amount)).minus(sumOf(shown.map(({ amount }) => amount)))
  return rounding.isZero() ? shown : [...shown, roundingLine(month, rounding)]
}

const roundingLine = (month: Month, amount: Prisma.Decimal): Line => ({
  ...nothing,
  kind: 'rounding',
  month,
  name: 'Rounding',
  amount: amount.toFixed(),
})

const nothing = { offerId: null, offerEventId: null, event: '', count: 0 }

/** A stored line as it's computed. */
export function lineOf({
  kind,
  month,
  offerId,
  offerEventId,
  name,
  event,
  count,
  amount,
}: Omit<StatementLine, 'id' | 'organizationId' | 'statementId' | 'position'>): Line {
  return { kind, month: monthOf(month), offerId, offerEventId, name, event, count, amount: amount.toFixed() }
}

function conversionLine(group: ConversionGroup, { offers, events }: OfferNames): Line {
  const { month, offerId, offerEventId, count, amount } = group
  const offer = offers.get(offerId ?? '')
  const event = offerEventId === null ? offer?.conversionName || 'Conversion' : (events.get(offerEventId) ?? 'Event')
  return { kind: 'conversions', month, offerId, offerEventId, name: offer?.name ?? 'No offer', event, count, amount }
}

function paidLine({ kind, month, offer: number, count, amount }: PaidEvents, { byNumber }: OfferNames): Line {
  const offer = byNumber.get(number)
  const name = offer?.name ?? `Offer ${number}`
  return { kind, month, offerId: offer?.id ?? null, offerEventId: null, name, event: '', count, amount }
}

const collator = new Intl.Collator('en', { numeric: true })

/** The month's own lines first, then by offer, with its main conversion before its events. */
function order(a: Line, b: Line, own: Month): number {
  return (
    Number(a.month !== own) - Number(b.month !== own) ||
    b.month.localeCompare(a.month) ||
    collator.compare(a.kind, b.kind) ||
    collator.compare(a.name, b.name) ||
    Number(a.offerEventId !== null) - Number(b.offerEventId !== null) ||
    collator.compare(a.event, b.event)
  )
}
