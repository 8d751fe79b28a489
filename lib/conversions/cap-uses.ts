import type { CapMetric } from '@/lib/database/generated/enums'
import { countedBy, type CapRoom } from './caps'
import type { CapUsed, LedgerRow } from './ledger'
import { exact } from './money'

// A conversion counts toward the caps that were active when it was recorded: each entry of its `capUses` is one of them, even if it adds nothing so
// far. What's used of a cap is the sum of these entries, except those of rejected conversions, whatever changes about a conversion.

type Counting = Pick<LedgerRow, 'status' | 'kind' | 'payout' | 'revenue' | 'decisions' | 'capUses'>
type Metric = CapRoom['metric']

const metrics: readonly Metric[] = ['Conversions', 'Payout', 'Revenue']

/** Whether caps with this metric count conversions. */
export const countsConversions = (metric: CapMetric): metric is Metric => metrics.some((one) => one === metric)

/** How much a cap counts of a conversion, unless it's rejected. One that a cap left unpaid counts once someone sets its price. */
export function useOf(
  metric: Metric,
  { kind, payout, revenue, decisions }: Omit<Counting, 'status' | 'capUses'>,
): string {
  const isFree = exact(payout).isZero() && exact(revenue).isZero()
  const isUnpaid = isFree && decisions.some(({ effect }) => effect === 'unpaid')
  return countedBy(metric, { payout, revenue, isEvent: kind === 'event', isUnpaid })
}

/** A conversion's entries with what it uses by now. Those of caps that don't exist anymore stay as they are. */
export function currentUses(row: Counting, metricOf: ReadonlyMap<string, CapMetric>): CapUsed[] {
  return row.capUses.map((use) => {
    const metric = metricOf.get(use.capId)
    return metric && countsConversions(metric) ? { ...use, amount: useOf(metric, row) } : use
  })
}

/** What a change of a conversion adds to its caps or, below 0, takes from them. @param before null if it's new */
export function movedUses(before: Counting | null, next: Counting): CapUsed[] {
  const moved = new Map<string, { use: CapUsed; sum: ReturnType<typeof exact> }>()
  const add = (row: Counting | null, sign: 1 | -1) => {
    if (!row || row.status === 'Rejected') return
    for (const use of row.capUses) {
      const key = `${use.capId} ${use.start}`
      moved.set(key, { use, sum: (moved.get(key)?.sum ?? exact(0)).plus(exact(use.amount).times(sign)) })
    }
  }
  add(before, -1)
  add(next, 1)
  return [...moved.values()].flatMap(({ use, sum }) => (sum.isZero() ? [] : [{ ...use, amount: sum.toFixed() }]))
}
