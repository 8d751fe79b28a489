import { addDays, instantOf, sameTimeOn, startOfDay, today } from '@/lib/time'
import { invalid } from '@/lib/api/problem'
import type { PeriodQuery } from './time-period'

/** From `start` up to, but not including, `end`. */
export type OpenPeriod = { start: Date | null; end: Date | null }
export type Period = { start: Date; end: Date }

/** The period that a query asks for. @throws Problem that names the parameter at fault */
export function readPeriod({ start_time, end_time, start_date, end_date, timezone }: PeriodQuery): OpenPeriod {
  if (start_time !== undefined && start_date !== undefined)
    throw invalid('start_date', 'must not be set along with start_time')
  if (end_time !== undefined && end_date !== undefined) throw invalid('end_date', 'must not be set along with end_time')
  const start =
    start_time !== undefined
      ? instantOf(start_time, timezone, 'earlier')
      : start_date !== undefined
        ? startOfDay(start_date, timezone)
        : null
  const end =
    end_time !== undefined
      ? new Date(instantOf(end_time, timezone, 'later').getTime() + 1000)
      : end_date !== undefined
        ? startOfDay(addDays(end_date, 1), timezone)
        : null
  if (start && end && start >= end)
    throw invalid(end_time === undefined ? 'end_date' : 'end_time', 'must be after the start')
  return { start, end }
}

/** The same where the start and the end are required, and the period is at most so many days, if there's a limit. */
export function requirePeriod(query: PeriodQuery, mostDays?: number): Period {
  const { start, end } = readPeriod(query)
  if (!start) throw invalid('start_time', 'is required, or start_date')
  if (!end) throw invalid('end_time', 'is required, or end_date')
  const { timezone, end_date: endDate } = query
  if (mostDays !== undefined && end > sameTimeOn(addDays(today(timezone, start), mostDays), timezone, start))
    throw invalid(endDate === undefined ? 'end_time' : 'end_date', `must give a period of at most ${mostDays} days`)
  return { start, end }
}
