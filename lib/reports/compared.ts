import { addDays, addMonths, countDays, sameTimeOn, today } from '@/lib/time'
import { DAYS_PER_YEAR, type Comparison, type Period, type Range } from './range'

/**
 * The period to compare a range with, day by day. The previous one is the month before for a month, and otherwise as many days right before.
 * A year earlier means the same weekdays. If the range is still running, its period ends at the same point: yesterday until 10:40 for today
 * until 10:40.
 * @returns null if there's nothing to compare with, or the range hasn't started
 */
export function comparedPeriod(range: Range, compare: Comparison, now = new Date()): Period | null {
  if (compare === 'none') return null
  if (range.instants) return instantsBefore(range, compare, now)
  const { from, days, timezone, preset, incomplete } = range
  const isMonth = preset === 'this_month' || preset === 'last_month'
  const start =
    compare === 'year' ? addDays(from, -DAYS_PER_YEAR) : isMonth ? addMonths(from, -1) : addDays(from, -days)
  const end = compare === 'year' ? addDays(start, days - 1) : addDays(from, -1)
  if (!incomplete) return { from: start, to: end, instants: null, until: null }
  const current = today(timezone, now)
  if (current < from) return null
  const reached = addDays(start, countDays(from, current) - 1)
  // The month before may be shorter.
  return reached > end
    ? { from: start, to: end, instants: null, until: null }
    : { from: start, to: reached, instants: null, until: sameTimeOn(reached, timezone, now) }
}

/** As long a time right before, or at the same time by the clock a year earlier. */
function instantsBefore({ instants, timezone }: Range, compare: 'previous' | 'year', now: Date): Period | null {
  if (!instants || now < instants.start) return null
  const { start } = instants
  const reached = instants.end < now ? instants.end : now
  const yearBefore = (instant: Date) => sameTimeOn(addDays(today(timezone, instant), -DAYS_PER_YEAR), timezone, instant)
  const length = instants.end.getTime() - start.getTime()
  const before: typeof yearBefore = compare === 'year' ? yearBefore : (instant) => new Date(instant.getTime() - length)
  const [first, last] = [before(start), before(reached)]
  return { from: today(timezone, first), to: today(timezone, last), instants: { start: first, end: last }, until: null }
}
