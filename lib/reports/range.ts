import { z } from 'zod'
import { addDays, addMonths, countDays, startOfMonth, today, type Day } from '@/lib/days'

// A view's date range and its form in the URL. Safe in the browser: the range picker parses a URL the way the server does.

/** From `start` up to, but not including, `end`. */
export type Instants = { start: Date; end: Date }

/**
 * Whole days in a time zone, including both ends, or the clicks between two instants. Whole days have no `instants`: the day that a click is
 * stored with decides which of them it's on. Instants say themselves what they cover, and `from` and `to` are the days they're on in the zone.
 */
export type Range = {
  from: Day
  to: Day
  days: number
  timezone: string
  instants: Instants | null
  /** Whether it isn't over yet. */
  incomplete: boolean
  preset: Preset | null
}

/** A range, or the one it's compared with, whose last day ends early if there's an `until`. */
export type Period = { from: Day; to: Day; instants: Instants | null; until: Date | null }

/** What a series has one figure for. */
export const intervals = ['hour', 'day', 'week', 'month'] as const
export type Interval = (typeof intervals)[number]

/** The longest range with a figure for each hour, in days. */
export const MAX_DAYS_BY_HOUR = 31

/** What a range is compared with: what came right before it, the same weekdays a year earlier, or nothing. */
export const comparisons = ['previous', 'year', 'none'] as const
export type Comparison = (typeof comparisons)[number]

/** 52 weeks, so that weekdays are compared with the same weekdays. */
export const DAYS_PER_YEAR = 364

export const presets = ['today', 'yesterday', '7d', '30d', '90d', 'this_month', 'last_month'] as const
export type Preset = (typeof presets)[number]
export const DEFAULT_PRESET: Preset = '30d'

/** The longest range that pages may request. */
export const MAX_DAYS = 400

export const FIRST_DAY: Day = '2000-01-01'

/** A real date in this century, which is what the store can hold. */
export const dayParameter = z.iso
  .date({ error: 'must be a valid date in the format YYYY-MM-DD', abort: true })
  .refine((day) => day >= FIRST_DAY && day <= '2100-12-31', 'must be a date from 2000 to 2100')

/** The URL parameters that define a range. */
export const rangeParameters = {
  range: z
    .enum(presets, `must be one of ${presets.join(', ')}`)
    .optional()
    .describe('A named range. Without any dates, the default is 30d.'),
  from: dayParameter.optional().describe('Start date, YYYY-MM-DD. Takes precedence over range.'),
  to: dayParameter.optional().describe('End date, YYYY-MM-DD. Without it, the range ends today.'),
}
export type RangeParameters = z.output<z.ZodObject<typeof rangeParameters>>

/** The days a URL requests, and the preset they come from. */
export type ChosenRange = { preset: Preset | null; from: Day; to: Day }

/** The range that the parameters define, or which of them is invalid and why. */
export function chosenRange(
  { range, from, to }: RangeParameters,
  current: Day,
): ChosenRange | { field: 'from' | 'to'; message: string } {
  if (from === undefined && to === undefined) {
    const preset = range ?? DEFAULT_PRESET
    return { preset, ...presetDays(preset, current) }
  }
  if (from === undefined) return { field: 'from', message: 'must be set when there’s an end date' }
  const end = to ?? current
  if (from > end)
    return to === undefined
      ? { field: 'from', message: 'must not be in the future' }
      : { field: 'to', message: 'must be on or after the start date' }
  if (countDays(from, end) > MAX_DAYS) return { field: 'to', message: `must give a range of at most ${MAX_DAYS} days` }
  return { preset: null, from, to: end }
}

/** Whole days of the organization's time zone. */
export function rangeOf(from: Day, to: Day, timezone: string, preset: Preset | null = null, now = new Date()): Range {
  return {
    from,
    to,
    days: countDays(from, to),
    timezone,
    instants: null,
    incomplete: to >= today(timezone, now),
    preset,
  }
}

/** The instants from `start` up to, but not including, `end`, such as the last hour. Their hours and days are those of any time zone. */
export function rangeOfInstants(start: Date, end: Date, timezone: string, now = new Date()): Range {
  const from = today(timezone, start)
  const to = today(timezone, new Date(Math.max(start.getTime(), end.getTime() - 1)))
  return {
    from,
    to,
    days: countDays(from, to),
    timezone,
    instants: { start, end },
    incomplete: end > now,
    preset: null,
  }
}

function presetDays(preset: Preset, current: Day): { from: Day; to: Day } {
  switch (preset) {
    case 'today':
      return { from: current, to: current }
    case 'yesterday':
      return { from: addDays(current, -1), to: addDays(current, -1) }
    case '7d':
      return { from: addDays(current, -6), to: current }
    case '30d':
      return { from: addDays(current, -29), to: current }
    case '90d':
      return { from: addDays(current, -89), to: current }
    case 'this_month':
      return { from: startOfMonth(current), to: current }
    case 'last_month':
      return { from: addMonths(startOfMonth(current), -1), to: addDays(startOfMonth(current), -1) }
  }
}
