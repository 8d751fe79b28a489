import { z } from 'zod'
import { addDays, addMonths, countDays, isDay, startOfMonth, today, type Day } from '../time'

/** Whole days of a zone, both ends included. */
export type Range = { from: Day; to: Day; days: number; timezone: string; incomplete: boolean }

export const presets = ['today', 'yesterday', '7d', '30d', '90d', 'this_month', 'last_month'] as const
export type Preset = (typeof presets)[number]

/** The longest range that pages ask about. */
export const MAX_DAYS = 400

/** A day that exists; in this century, which the store can hold. */
export const dayParameter = z
  .string()
  .refine(isDay, { error: 'must be a day that exists, written as YYYY-MM-DD', abort: true })
  .refine((day) => day >= '2000-01-01' && day <= '2100-12-31', 'must be a day from 2000 to 2100')

export function rangeOf(from: Day, to: Day, timezone: string, now = new Date()): Range {
  return { from, to, days: countDays(from, to), timezone, incomplete: to >= today(timezone, now) }
}

export function presetRange(preset: Preset, timezone: string, now = new Date()): Range {
  const current = today(timezone, now)
  const back = (days: number) => rangeOf(addDays(current, 1 - days), current, timezone, now)
  switch (preset) {
    case 'today':
      return back(1)
    case 'yesterday':
      return rangeOf(addDays(current, -1), addDays(current, -1), timezone, now)
    case '7d':
      return back(7)
    case '30d':
      return back(30)
    case '90d':
      return back(90)
    case 'this_month':
      return rangeOf(startOfMonth(current), current, timezone, now)
    case 'last_month':
      return rangeOf(addMonths(startOfMonth(current), -1), addDays(startOfMonth(current), -1), timezone, now)
  }
}

/** As many days right before. */
export function previousRange(range: Range): Range {
  return { ...range, from: addDays(range.from, -range.days), to: addDays(range.from, -1), incomplete: false }
}
