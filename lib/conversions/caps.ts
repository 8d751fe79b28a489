import type { CapAction, CapMetric } from '@/lib/database/generated/enums'
import type { Decision } from './decision'
import { exact, type DecimalValue } from './money'

/** A cap that a conversion counts against, and what's left of it in the period of the conversion. */
export type CapRoom = {
  id: string
  metric: Exclude<CapMetric, 'Clicks'>
  action: CapAction
  room: DecimalValue
  /** What it counts of the conversion already, which isn't part of what's left. */
  counted?: DecimalValue
}

/** What caps count. */
export type Counted = { payout: string; revenue: string; isEvent: boolean; isUnpaid?: boolean }

/**
 * Why a conversion doesn't fit its caps: it counts toward all of them or none. Caps on conversions don't count events, which follow a conversion
 * that was counted. Past several caps, those that reject decide.
 */
export function pastCaps(caps: readonly CapRoom[], conversion: Counted): readonly Decision[] {
  const over = caps
    .map((cap) => ({ cap, amount: exact(countedBy(cap.metric, conversion)).minus(cap.counted ?? 0) }))
    .filter(({ cap, amount }) => amount.greaterThan(0) && amount.greaterThan(cap.room))
    .toSorted((a, b) => (a.cap.id < b.cap.id ? -1 : 1))
    .map(({ cap: { id, metric, action, room }, amount }): Decision => {
      const effect = action === 'Accept_Unpaid' ? 'unpaid' : 'reject'
      const detail = `${metric} cap: ${exact(room).toFixed()} left, ${amount.toFixed()} needed`
      return { rule: 'cap', id, reason: 'cap_reached', effect, detail }
    })
  const rejecting = over.filter(({ effect }) => effect === 'reject')
  return rejecting.length > 0 ? rejecting : over
}

/** How much a cap counts of a conversion, unless it's rejected. An exact decimal. */
export function countedBy(metric: CapRoom['metric'], { payout, revenue, isEvent, isUnpaid }: Counted): string {
  switch (metric) {
    case 'Conversions':
      return isEvent || isUnpaid ? '0' : '1'
    case 'Payout':
      return payout
    case 'Revenue':
      return revenue
  }
}
