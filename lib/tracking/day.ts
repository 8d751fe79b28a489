/**
 * Every zone's midnight and every offset change falls on a quarter-hour in UTC, so the day is the same throughout each quarter-hour
 * (lib/tracking/day.test.ts checks this for all zones).
 */
const SLOT = 15 * 60 * 1000

type Zone = { format: Intl.DateTimeFormat; slot: number; day: string }
const zones = new Map<string, Zone>()

/**
 * The calendar day of a moment in a zone, as `2026-11-21`. A lookup, except for the first call in each quarter-hour.
 * @param timezone IANA name; names that Intl doesn't know count as UTC
 * @param now ms since 1970
 */
export function localDay(timezone: string, now: number): string {
  const slot = Math.floor(now / SLOT)
  let zone = zones.get(timezone)
  if (!zone) zones.set(timezone, (zone = { format: formatOf(timezone), slot: NaN, day: '' }))
  if (zone.slot !== slot) {
    zone.slot = slot
    zone.day = dayOf(zone.format, now)
  }
  return zone.day
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const options = {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  } as const
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone })
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' })
  }
}

function dayOf(format: Intl.DateTimeFormat, now: number): string {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const part of format.formatToParts(now)) parts[part.type] = part.value
  return `${parts.year}-${parts.month}-${parts.day}`
}

let second = NaN
let secondText = ''

/** A moment in the event log's format: `2026-11-21 09:00:00.123`, UTC. */
export function eventTime(now: number): string {
  const current = Math.floor(now / 1000)
  if (current !== second) {
    second = current
    secondText = new Date(current * 1000).toISOString().slice(0, 19).replace('T', ' ')
  }
  const milliseconds = Math.floor(now - current * 1000)
  return `${secondText}.${milliseconds < 10 ? '00' : milliseconds < 100 ? '0' : ''}${milliseconds}`
}
