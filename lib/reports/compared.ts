import { addDays, addMonths, countDays, sameTimeOn, today } from '@/lib/time'
import type { Period, Range } from './range'

/**
 * The period to compare a range with, day by day: for a month, the month before; otherwise as many days right before. If the range is still
 * running, its period ends at the same point: yesterday until 10:40 for today until 10:40.
 * @returns null if the range hasn't started
 */
export function previousPeriod({ from, days, timezone, preset, incomplete }: Range, now = new Date()): Period | null {
  const isMonth = preset === 'this_month' || preset === 'last_month'
  const start = isMonth ? addMonths(from, -1) : addDays(from, -days)
  const end = addDays(from, -1)
  if (!incomplete) return { from: start, to: end, until: null }
  const current = today(timezone, now)
  if (current < from) return null
  const reached = addDays(start, countDays(from, current) - 1)
  // The month before may be shorter.
  return reached > end
    ? { from: start, to: end, until: null }
    : { from: start, to: reached, until: sameTimeOn(reached, timezone, now) }
}
