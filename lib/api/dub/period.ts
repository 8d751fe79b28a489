import { addMonths, startOfDay, startOfMonth, today } from '@/lib/time'
import { FIRST_DAY, rangeOfInstants, type Interval, type Range } from '@/lib/reports/range'
import { timeIn } from '@/lib/api/iso-time'
import { invalid } from '@/lib/api/problem'
import type { PeriodName } from './period-names'

// The period that events and analytics are about.

/** How long the rolling ones are, in hours. */
const hours: Readonly<Partial<Record<PeriodName, number>>> = {
  '1h': 1,
  '24h': 24,
  '7d': 7 * 24,
  '30d': 30 * 24,
  '90d': 90 * 24,
}
const HOUR = 3_600_000
const DAY = 24 * HOUR

export type Asked = { interval: PeriodName; start?: string | undefined; end?: string | undefined; timezone: string }

/**
 * The range that's asked for. `start` and `end` win over `interval`; with only an end, the interval ends there.
 * @throws Problem that names the parameter at fault
 */
export function rangeAsked({ interval, start, end, timezone }: Asked, now: Date): Range {
  const from = start === undefined ? undefined : timeIn('start', start, timezone)
  const to = end === undefined ? undefined : timeIn('end', end, timezone)
  // Up to and including that millisecond, which is as exact as events are.
  const until = to ? new Date(to.last.getTime() + 1) : new Date(now.getTime() + 1)
  const since = from?.first ?? startOf(interval, until, timezone)
  if (since >= until)
    throw to ? invalid('end', 'must not be before start') : invalid('start', 'must not be in the future without an end')
  return rangeOfInstants(since, until, timezone, now)
}

/** What a series of the range has one figure for. */
export function intervalOf({ interval, start }: Asked, { instants, days }: Range): Interval {
  if (start === undefined) {
    if (interval === '1h' || interval === '24h') return 'hour'
    return interval === 'ytd' || interval === '1y' || interval === 'all' || interval === 'all_unfiltered'
      ? 'month'
      : 'day'
  }
  const length = instants ? instants.end.getTime() - instants.start.getTime() : days * DAY
  if (length <= 2 * DAY + HOUR) return 'hour'
  return length <= 180 * DAY + HOUR ? 'day' : 'month'
}

/** The first moment of an interval that ends then. */
function startOf(interval: PeriodName, until: Date, timezone: string): Date {
  const length = hours[interval]
  if (length !== undefined) return new Date(until.getTime() - length * HOUR)
  const last = today(timezone, new Date(until.getTime() - 1))
  const month = startOfMonth(last)
  switch (interval) {
    case 'mtd':
      return startOfDay(month, timezone)
    case 'qtd':
      return startOfDay(addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3)), timezone)
    case 'ytd':
      return startOfDay(`${last.slice(0, 4)}-01-01`, timezone)
    case '1y':
      return new Date(until.getTime() - 365 * DAY)
    default:
      return startOfDay(FIRST_DAY, timezone)
  }
}
