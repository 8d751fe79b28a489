import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, type Sql } from '@/lib/events/sql'
import { addDays, today, type Day } from '@/lib/time'
import type { Sum } from './metrics'
import { sourceOf } from './plan'
import type { Question } from './question'
import type { Range } from './range'
import { conditions, measured } from './sql'

// How many clicks a list has per day, and so on which days a page of it is. A page of one publisher's clicks spans a day or two: reading only
// those takes a tenth of reading the whole range.

/** Which clicks a list has: all, or without bots, or only theirs. */
export type Bots = 'include' | 'exclude' | 'only'

/** Categories of clicks. They're disjoint, so they add up. */
const counted: Readonly<Record<Bots, readonly Sum[]>> = {
  include: ['clicks', 'rejected', 'bots'],
  exclude: ['clicks', 'rejected'],
  only: ['bots'],
}

export const botConditions: Readonly<Record<Bots, readonly Sql[]>> = {
  include: [],
  exclude: [literal('NOT bot')],
  only: [literal('bot')],
}

/** Whether a list's clicks per day are known without reading them. */
export const hasClicksPerDay = (question: Question, bots: Bots): boolean =>
  counted[bots].every((sum) => sourceOf(question, ['day'], sum) === 'click_daily')

/** Clicks per day of a list that `hasClicksPerDay`. */
export async function clicksPerDay(question: Question, bots: Bots): Promise<ReadonlyMap<Day, number>> {
  const total = join(
    counted[bots].map((sum) => measured(sum, 'click_daily')),
    ' + ',
  )
  const rows = await eventLog().query({
    sql: sql`SELECT day, ${total} AS clicks FROM click_daily WHERE ${conditions(question, 'click_daily')}
             GROUP BY day HAVING clicks > 0`,
    row: z.object({ day: z.string(), clicks: z.number() }),
  })
  return new Map(rows.map(({ day, clicks }) => [day, clicks]))
}

/** All clicks of a list. */
export async function countClicks(question: Question, bots: Bots): Promise<number> {
  const [row] = await eventLog().query({
    sql: sql`SELECT count() AS clicks FROM click WHERE ${conditions(question, 'click', botConditions[bots])}`,
    row: z.object({ clicks: z.number() }),
  })
  return row?.clicks ?? 0
}

/** Where a page of clicks begins, and in which direction from there it goes. Without an instant, it begins at the newest click. */
export type PageStart = { from: Date | null; direction: 'older' | 'newer' }

/** The day that a page begins on. Null if it isn't in the range, or if days say nothing about when clicks were, because they're of another zone. */
function startDay({ range, zoneChangedAt }: Question, from: Date | null): Day | null {
  if (range.instants || zoneChangedAt) return null
  const start = from ? today(range.timezone, from) : range.to
  return start < range.from || start > range.to ? null : start
}

/** The first two days that a page can be on. Most pages are, so they're read while the days' clicks are counted. */
export function firstDaysOfPage(question: Question, { from, direction }: PageStart): Range | null {
  const { range } = question
  const start = startDay(question, from)
  if (start === null) return null
  const [before, after] = [addDays(start, -1), addDays(start, 1)]
  return direction === 'older'
    ? { ...range, from: before < range.from ? range.from : before, to: start }
    : { ...range, from: start, to: after > range.to ? range.to : after }
}

/**
 * The days that `needed` clicks from a page's start on are on. The day that it starts on is one of them, but may not have any. `isEnough` if
 * they're sure to have that many.
 */
export function daysOfPage(
  question: Question,
  perDay: ReadonlyMap<Day, number>,
  { from, direction, needed }: PageStart & { needed: number },
): { range: Range; isEnough: boolean } {
  const { range } = question
  const start = startDay(question, from)
  if (start === null) return { range, isEnough: false }
  const isOlder = direction === 'older'
  const ahead = [...perDay]
    .filter(([day]) => from === null || (isOlder ? day < start : day > start))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  let found = 0
  const last = (isOlder ? ahead.toReversed() : ahead).find(([, clicks]) => (found += clicks) >= needed)
  const end = last?.[0] ?? (isOlder ? range.from : range.to)
  return {
    range: isOlder ? { ...range, from: end, to: start } : { ...range, from: start, to: end },
    isEnough: last !== undefined,
  }
}
