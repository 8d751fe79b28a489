import type { CapAction, CapMetric } from '@/lib/database/generated/enums'
import type { Decision } from './decision'
import { exact, type DecimalValue } from './money'

/** A cap that a conversion counts against, and what's left of it in the period of the conversion. */
export type CapRoom = {
  id: string
  metric: Exclude<CapMetric, 'Clicks'>
  action: CapAction
  room: DecimalValue
}

/** How much of a cap a conversion uses. An exact decimal. */
export type CapUse = { capId: string; amount: string }

/** What caps count. */
export type Counted = { payout: string; revenue: string; isEvent: boolean }

/**
 * Counts a conversion against its caps: all of them or none. Caps on conversions don't count events, which follow a conversion that was counted.
 * Past several caps, those that reject decide.
 */
export function countAgainstCaps(
  caps: readonly CapRoom[],
  counted: Counted,
): { decisions: readonly Decision[]; uses: readonly CapUse[] } {
  const used = caps
    .map((cap) => ({ cap, amount: exact(amountOf(cap.metric, counted)) }))
    .filter(({ amount }) => !amount.isZero())
    .toSorted((a, b) => (a.cap.id < b.cap.id ? -1 : 1))
  const over = used
    .filter(({ cap, amount }) => amount.greaterThan(cap.room))
    .map(({ cap: { id, metric, action, room }, amount }): Decision => {
      const effect = action === 'Accept_Unpaid' ? 'unpaid' : 'reject'
      const detail = `${metric} cap: ${exact(room).toFixed()} left, ${amount.toFixed()} needed`
      return { rule: 'cap', id, reason: 'cap_reached', effect, detail }
    })
  if (over.length === 0)
    return { decisions: [], uses: used.map(({ cap, amount }) => ({ capId: cap.id, amount: amount.toFixed() })) }
  const rejecting = over.filter(({ effect }) => effect === 'reject')
  return { decisions: rejecting.length > 0 ? rejecting : over, uses: [] }
}

function amountOf(metric: CapRoom['metric'], { payout, revenue, isEvent }: Counted): DecimalValue {
  switch (metric) {
    case 'Conversions':
      return isEvent ? 0 : 1
    case 'Payout':
      return payout
    case 'Revenue':
      return revenue
  }
}
