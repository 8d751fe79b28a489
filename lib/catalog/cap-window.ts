import { Temporal } from 'temporal-polyfill'
import type { CapPeriod } from '@/lib/database/generated/enums'
import { isTimeZone } from '@/lib/time'

/** A period of a cap, in ms since 1970: from its start up to, but not including, its end. Total starts at 0 and never ends. */
export type CapWindow = { start: number; end: number }

/**
 * The period that a moment is in. Days, weeks (from Monday), and months start at midnight in the zone, or at the first instant after it if clocks
 * skip midnight, and hours when its clocks show a full hour.
 * @param timezone IANA name; names that Intl doesn't know count as UTC
 * @param now ms since 1970
 */
export function capWindow(period: CapPeriod, timezone: string, now: number): CapWindow {
  if (period === 'Total') return { start: 0, end: Infinity }
  const zone = isTimeZone(timezone) ? timezone : 'UTC'
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(zone)
  // Arithmetic on the instant: an hour that clocks repeat is another hour.
  if (period === 'Hour') {
    const start = Math.floor(now) - (local.minute * 60 + local.second) * 1000 - local.millisecond
    return { start, end: start + 3_600_000 }
  }
  const day = local.toPlainDate()
  const [first, next] =
    period === 'Day'
      ? [day, day.add({ days: 1 })]
      : period === 'Week'
        ? [day.subtract({ days: day.dayOfWeek - 1 }), day.add({ days: 8 - day.dayOfWeek })]
        : [day.with({ day: 1 }), day.with({ day: 1 }).add({ months: 1 })]
  return { start: startOf(first, zone), end: startOf(next, zone) }
}

function startOf(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds
}
