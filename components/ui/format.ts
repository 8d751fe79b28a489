import { createTranslator } from 'next-intl'
import { countryName as nameOfCountry } from '@/lib/country-name'
import { localTime } from '@/lib/days'
import { spacedZone } from '@/lib/zone-name'
import { settings } from '@/messages/settings'

/**
 * Formats numbers, days and times everywhere: American English with a 24-hour clock, the same on the server and in every browser.
 * Month names are our own, since ICU versions disagree about them and hydration would fail.
 */

const t = createTranslator({ ...settings, namespace: 'common' })

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** 12345 → `12,345` */
export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** 12,345 → `12.3k`, 1,250 → `1.25k`, for axes. */
export function compact(value: number): string {
  const size = Math.abs(value)
  const [divisor, unit] = size >= 1e9 ? [1e9, 'B'] : size >= 1e6 ? [1e6, 'M'] : size >= 1000 ? [1000, 'k'] : [1, '']
  const scaled = value / divisor
  return `${Number(scaled.toPrecision(3))}${unit}`
}

/** `1 click`, `12,345 clicks` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

/** A part of a whole: `12%`, `1.3%`, or `<0.1%` if it's tiny but not zero. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '0%'
  const percent = (part / whole) * 100
  if (percent > 0 && percent < 0.1) return '<0.1%'
  return `${percent >= 9.95 ? percent.toFixed(0) : percent.toFixed(1).replace(/\.0$/, '')}%`
}

/** A rate with two decimal places: `2.31%`. */
export function rate(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(2)}%`
}

export type Change = { direction: 'up' | 'down' | 'same' | 'none'; amount: string }

/** How much a figure changed: `12%`, or `25×` above 999%. Null without a comparison, `none` if the previous value is zero. */
export function change(value: number, previous: number | null): Change | null {
  if (previous === null) return null
  if (value === previous) return { direction: 'same', amount: '0%' }
  if (previous === 0) return { direction: 'none', amount: '' }
  const percent = Math.abs((value - previous) / previous) * 100
  const amount =
    Math.round(percent) > 999
      ? `${number(Math.abs(value / previous))}×`
      : `${percent >= 9.95 ? number(percent) : percent.toFixed(1).replace(/\.0$/, '')}%`
  return { direction: value > previous ? 'up' : 'down', amount }
}

/** `up 12%`, `down 3%`, `no change`, `No earlier data` */
export const changeInWords = ({ direction, amount }: Change): string => t(`change.${direction}`, { amount })

function parts(day: string): { year: number; month: number; date: number; weekday: string } {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return {
    year,
    month: month - 1,
    date,
    weekday: weekdays[new Date(Date.UTC(year, month - 1, date)).getUTCDay()] ?? '',
  }
}

/** `Nov 21` */
export function shortDay(day: string): string {
  const { month, date } = parts(day)
  return `${months[month]} ${date}`
}

/** `Sat, Nov 21, 2026` */
export function fullDay(day: string): string {
  const { year, month, date, weekday } = parts(day)
  return `${weekday.slice(0, 3)}, ${months[month]} ${date}, ${year}`
}

/** `Saturday, November 21, 2026` */
export function dayInWords(day: string): string {
  const { year, month, date, weekday } = parts(day)
  return `${weekday}, ${longMonths[month]} ${date}, ${year}`
}

/** `Oct 23 – Nov 21, 2026`, or a single day in the format of `fullDay`. */
export function dayRange(from: string, to: string): string {
  if (from === to) return fullDay(from)
  const [start, end] = [parts(from), parts(to)]
  const until =
    start.year === end.year && start.month === end.month ? `${end.date}` : `${months[end.month]} ${end.date}`
  return `${months[start.month]} ${start.date}${start.year === end.year ? '' : `, ${start.year}`} – ${until}, ${end.year}`
}

function inZone(iso: string, timezone: string): { day: string; clock: string } {
  const text = localTime(new Date(iso), timezone)
  return { day: text.slice(0, 10), clock: text.slice(11, 19) }
}

/** `Nov 21, 14:03:22`, for lists */
export function shortTime(iso: string, timezone: string): string {
  const { day, clock } = inZone(iso, timezone)
  return `${shortDay(day)}, ${clock}`
}

/** `Sat, Nov 21, 2026 at 14:03:22` */
export function fullTime(iso: string, timezone: string): string {
  const { day, clock } = inZone(iso, timezone)
  return `${fullDay(day)} at ${clock}`
}

/** `14:03` */
export function clockTime(iso: string, timezone: string): string {
  return inZone(iso, timezone).clock.slice(0, 5)
}

/** `Nov 21, 2026` */
export function dayAndYear(day: string): string {
  const { year, month, date } = parts(day)
  return `${months[month]} ${date}, ${year}`
}

/** The same for the day of a time. */
export const dateOnly = (iso: string, timezone: string): string => dayAndYear(inZone(iso, timezone).day)

/** `just now`, `5 minutes ago`, `3 hours ago`, `2 days ago`, and the date after 30 days. */
export function ago(iso: string, timezone: string, now: Date = new Date()): string {
  const seconds = (now.getTime() - Date.parse(iso)) / 1000
  if (seconds < 60) return t('ago.now')
  if (seconds < 3600) return t('ago.minutes', { count: Math.floor(seconds / 60) })
  if (seconds < 86_400) return t('ago.hours', { count: Math.floor(seconds / 3600) })
  if (seconds < 30 * 86_400) return t('ago.days', { count: Math.floor(seconds / 86_400) })
  return dateOnly(iso, timezone)
}

/** `America/New_York` → `New York time`. Show the full name on hover. */
export function zoneName(timezone: string): string {
  if (timezone === 'UTC' || timezone === 'Etc/UTC') return 'UTC'
  return t('zone', { place: spacedZone(timezone.split('/').at(-1) ?? timezone) })
}

/** `DE` → `Germany`; '' → `Unknown`. ICU versions disagree about a few names, so put `suppressHydrationWarning` on the element. */
export function countryName(code: string): string {
  return code === '' ? t('unknown') : nameOfCountry(code)
}

/** An exact decimal string with its currency: `1.25 EUR`. Never rounds. */
export function money(amount: string, currency: string): string {
  const [whole = '0', fraction = ''] = amount.split('.')
  const shown = fraction.replace(/0+$/, '').padEnd(2, '0')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${shown} ${currency}`
}

/** Rounded to cents, for lists: `18.2992` → `18.30 EUR`. Show the exact amount on hover. */
export function roundedMoney(amount: string, currency: string): string {
  return money(Number(amount).toFixed(2), currency)
}

/** `desktop` → `Desktop`; names that are already capitalized stay as they are. */
export function capitalised(word: string): string {
  return word ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : t('unknown')
}
