import { Temporal } from 'temporal-polyfill'
import { dayParameter } from '@/lib/reports/range'
import { addDays, instantOf, startOfDay } from '@/lib/time'
import { invalid } from './problem'

const EXPECTED = 'must be an ISO 8601 date or time from 2000 to 2100, such as 2026-11-21 or 2026-11-21T09:00:00Z'

/**
 * The first and last millisecond of what's given: a day of the zone, or a moment. A time without an offset is the zone's.
 * @throws Problem that names the parameter
 */
export function timeIn(field: string, text: string, timezone: string): { first: Date; last: Date } {
  const given = text.trim()
  if (dayParameter.safeParse(given).success)
    return {
      first: startOfDay(given, timezone),
      last: new Date(startOfDay(addDays(given, 1), timezone).getTime() - 1),
    }
  const parts =
    /^(?<local>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?<offset>Z|[+ -]\d\d(?::?\d\d)?)?$/i.exec(
      given,
    )?.groups
  const local = parts?.local?.replace(' ', 'T')
  if (local === undefined || !dayParameter.safeParse(local.slice(0, 10)).success) throw invalid(field, EXPECTED)
  try {
    if (parts?.offset === undefined)
      return { first: instantOf(local, timezone, 'earlier'), last: instantOf(local, timezone, 'later') }
    // An unescaped + is a space in a URL.
    const offset = parts.offset.toUpperCase().replace(' ', '+')
    const moment = new Date(Temporal.Instant.from(`${local}${offset}`).epochMilliseconds)
    return { first: moment, last: moment }
  } catch {
    // A time that no clock shows, such as 25:00.
    throw invalid(field, EXPECTED)
  }
}
