import type { Preset, RangeChoice } from './url-state'

/** Days are `YYYY-MM-DD`; arithmetic on them is done in UTC, where every day has 24 hours. */

const msPerDay = 86_400_000

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * msPerDay).toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / msPerDay)
}

/** Today in an IANA zone. */
export function todayIn(timezone: string, now: Date = new Date()): string {
  // Swedish writes dates as YYYY-MM-DD.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
}

/** When a day of an IANA zone begins, as an ISO time. */
export function startOfDay(day: string, timezone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' })
  const wanted = Date.parse(day)
  // What clocks there show at a guess tells how far off it is; a second time for days on which clocks change.
  const corrected = (guess: number) => guess - (Date.parse(`${format.format(guess).replace(' ', 'T')}Z`) - wanted)
  return new Date(corrected(corrected(wanted))).toISOString()
}

function presetDays(preset: Preset, today: string): { from: string; to: string } {
  switch (preset) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) }
    case '7d':
      return { from: addDays(today, -6), to: today }
    case '30d':
      return { from: addDays(today, -29), to: today }
    case '90d':
      return { from: addDays(today, -89), to: today }
    case 'this_month':
      return { from: `${today.slice(0, 8)}01`, to: today }
    case 'last_month': {
      const to = addDays(`${today.slice(0, 8)}01`, -1)
      return { from: `${to.slice(0, 8)}01`, to }
    }
  }
}

/** The days that a choice stands for. Answers say it themselves; this is for what is shown before there is one. */
export function rangeDays(choice: RangeChoice, today: string): { from: string; to: string } {
  return 'preset' in choice ? presetDays(choice.preset, today) : choice
}

/** A calendar's Date (local midnight) to a day and back. */
export function dayOfDate(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0')
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`
}

export function dateOfDay(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}
