import { addDays, listDays, sameTimeOn, startOfDay, startOfMonth, today, type Day } from '@/lib/time'
import type { Interval, Period, Range } from './range'

// A series has one figure for each hour, day, week, or month of a range: a bucket. The store only counts hours and days: longer buckets add up
// their days. What each bucket is compared with follows from its hours or days, so a week is compared with the days at the same place of the
// period before, even where those aren't a week.

/** An hour or a day, the way the store names it: the second it starts at, or the day. */
export type Slot = string

export type Bucket = {
  /** The first day. */
  day: Day
  /** When it starts, if it's an hour. */
  time: Date | null
  /** Whether some of it is outside of the range or hasn't come yet. */
  incomplete: boolean
  slots: readonly Slot[]
  /** What it's compared with. */
  before: { day: Day; time: Date | null; slots: readonly Slot[] } | null
}

/** What the store has to count for an interval. */
export const slotOf = (interval: Interval): 'hour' | 'day' => (interval === 'hour' ? 'hour' : 'day')

/** All buckets of the range in order, including those without clicks. `found` are slots of the range that have some. */
export function bucketsOf(
  range: Range,
  compared: Period | null,
  interval: Interval,
  now = new Date(),
  found: Iterable<Slot> = [],
): Bucket[] {
  return interval === 'hour' ? hours(range, compared, now, found) : days(range, compared, interval, now)
}

/** When a period starts and ends, if its days are those of the zone. */
export function instantsOf(
  { from, to, instants, until }: Omit<Period, 'until'> & { until?: Date | null },
  timezone: string,
) {
  if (instants) return instants
  return { start: startOfDay(from, timezone), end: until ?? startOfDay(addDays(to, 1), timezone) }
}

/** First and last day of the bucket that a day is in. Weeks start on Monday, as in ISO 8601. */
const limits: Readonly<Record<Exclude<Interval, 'hour'>, (day: Day) => [Day, Day]>> = {
  day: (day) => [day, day],
  week: (day) => {
    const monday = addDays(day, -((new Date(day).getUTCDay() + 6) % 7))
    return [monday, addDays(monday, 6)]
  },
  month: (day) => {
    const first = startOfMonth(day)
    return [first, addDays(startOfMonth(addDays(first, 31)), -1)]
  },
}

function days(range: Range, compared: Period | null, interval: Exclude<Interval, 'hour'>, now: Date): Bucket[] {
  const { timezone } = range
  const reached = Math.min(instantsOf(range, timezone).end.getTime(), now.getTime())
  const begun = instantsOf(range, timezone).start.getTime()
  const daysBefore = compared ? listDays(compared.from, compared.to) : []
  const buckets = new Map<Day, { day: Day; incomplete: boolean; slots: Slot[]; before: Slot[] }>()
  for (const [index, day] of listDays(range.from, range.to).entries()) {
    const [first, last] = limits[interval](day)
    const bucket = buckets.get(first) ?? {
      day,
      incomplete:
        startOfDay(first, timezone).getTime() < begun || startOfDay(addDays(last, 1), timezone).getTime() > reached,
      slots: [],
      before: [],
    }
    buckets.set(first, bucket)
    bucket.slots.push(day)
    const before = daysBefore[index]
    if (before !== undefined) bucket.before.push(before)
  }
  return [...buckets.values()].map(({ before, ...bucket }) => {
    const [first] = before
    return { ...bucket, time: null, before: first === undefined ? null : { day: first, time: null, slots: before } }
  })
}

const HOUR = 3_600_000

const slotAt = (time: number): Slot => String(time / 1000)

/** Hours begin on the hour of the clock, counted from the start of the day. */
function hoursOf(period: Omit<Period, 'until'>, timezone: string): number[] {
  const { start, end } = instantsOf(period, timezone)
  return listDays(period.from, period.to).flatMap((day) => {
    const first = startOfDay(day, timezone).getTime()
    const next = startOfDay(addDays(day, 1), timezone).getTime()
    return Array.from({ length: Math.ceil((next - first) / HOUR) }, (_, index) => first + index * HOUR).filter(
      (time) => time + HOUR > start.getTime() && time < end.getTime(),
    )
  })
}

function hours(range: Range, compared: Period | null, now: Date, found: Iterable<Slot>): Bucket[] {
  const { timezone } = range
  const { start, end } = instantsOf(range, timezone)
  const reached = Math.min(end.getTime(), now.getTime())
  const pair = compared && pairing(range, compared)
  // Days from before the time zone changed can have hours outside of them.
  const times = new Set([...hoursOf(range, timezone), ...[...found].map((slot) => Number(slot) * 1000)])
  return [...times]
    .toSorted((a, b) => a - b)
    .map((time, index) => {
      const before = pair?.(time, index)
      return {
        day: today(timezone, new Date(time)),
        time: new Date(time),
        incomplete: time < start.getTime() || time + HOUR > reached,
        slots: [slotAt(time)],
        before:
          before === undefined
            ? null
            : { day: today(timezone, new Date(before)), time: new Date(before), slots: [slotAt(before)] },
      }
    })
}

/**
 * Which hour an hour is compared with. Hours of days are compared at the same time by the clock, whatever it does in between; an hour that
 * one of the days lacks isn't. Instants are compared in order.
 */
function pairing(range: Range, compared: Period): (time: number, index: number) => number | undefined {
  const { timezone } = range
  const others = hoursOf(compared, timezone)
  if (range.instants) return (_, index) => others[index]
  const offered = new Set(others)
  const daysBefore = listDays(compared.from, compared.to)
  const places = new Map(listDays(range.from, range.to).map((day, index) => [day, daysBefore[index]]))
  return (time) => {
    const day = today(timezone, new Date(time))
    const before = places.get(day)
    if (before === undefined) return undefined
    const other = sameTimeOn(before, timezone, new Date(time))
    const isSame = sameTimeOn(day, timezone, other).getTime() === time
    return isSame && offered.has(other.getTime()) ? other.getTime() : undefined
  }
}
