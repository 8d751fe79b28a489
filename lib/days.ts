/**
 * Calendar arithmetic, safe to import in the browser. It runs in UTC, where every day has 24 hours; a time zone only decides which day it is now.
 * For when a day starts in a zone, see lib/time.ts.
 */

/** A calendar day, `YYYY-MM-DD`, in some time zone. */
export type Day = string

const MS_PER_DAY = 86_400_000

const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

/** Whether the text is a real date. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(text)
  // Some engines read February 30 as March 2.
  return !Number.isNaN(ms) && dayOf(ms) === text
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What calendars and clocks in an IANA zone show: `2026-11-21 14:03:22`. */
export function localTime(instant: Date, timezone: string): string {
  let clock = clocks.get(timezone)
  if (!clock) {
    // Swedish writes times this way.
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' })
    clocks.set(timezone, clock)
  }
  return clock.format(instant)
}

/** The current day in an IANA zone. */
export function today(timezone: string, now = new Date()): Day {
  return localTime(now, timezone).slice(0, 10)
}

export function addDays(day: Day, days: number): Day {
  return dayOf(Date.parse(day) + days * MS_PER_DAY)
}

/** The number of days from one to the other, inclusive. */
export function countDays(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / MS_PER_DAY + 1
}

/** Every day from one to the other, inclusive. */
export function listDays(from: Day, to: Day): Day[] {
  return Array.from({ length: Math.max(0, countDays(from, to)) }, (_, index) => addDays(from, index))
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`
}

/** The same day of another month, or that month's last day if it's shorter. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day)
  const firstOfNext = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 1)
  const last = new Date(firstOfNext - MS_PER_DAY)
  return dayOf(Math.min(last.getTime(), Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), date.getUTCDate())))
}

const months = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A day's month in words: `October 2026`. */
export function monthInWords(day: Day): string {
  return months.format(new Date(day))
}
