import { Temporal } from 'temporal-polyfill'
import type { Day } from './days'

export * from './days'
export * from './time-zone'

/** The zone's name in the case that the IANA database has it in, which is all that ClickHouse knows. */
export const spelledZone = (timezone: string): string => new Temporal.ZonedDateTime(0n, timezone).timeZoneId

/** When the day starts in the zone: at midnight, or at the first instant after it if clocks skip midnight. */
export function startOfDay(day: Day, timezone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timezone).epochMilliseconds)
}

/** When it's the same time of day in the zone on another day. A time that clocks skip that day moves on by as much as they do. */
export function sameTimeOn(day: Day, timezone: string, instant: Date): Date {
  const clock = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone).toPlainTime()
  return new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: timezone, plainTime: clock }).epochMilliseconds,
  )
}

/**
 * The instant of a local time such as `2026-11-21 09:00:00` in the zone. Of a time that clocks show twice, it's the earlier or the later one. Of one that
 * they skip, it's that much before or after they do.
 */
export function instantOf(local: string, timezone: string, disambiguation: 'earlier' | 'later'): Date {
  const zoned = Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(timezone, { disambiguation })
  return new Date(zoned.epochMilliseconds)
}
