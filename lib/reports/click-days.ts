import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, type Sql } from '@/lib/events/sql'
import { today, type Day } from '@/lib/time'
import type { Metric } from './metrics'
import { sourceOf } from './plan'
import type { Question } from './question'
import type { Range } from './range'
import { conditions, measured } from './sql'

// How many clicks a list has per day, and so on which days a page of it is. A page of one publisher's clicks spans a day or two: reading only
// those takes a tenth of reading the whole range.

/** Which clicks a list has: all, or without bots, or only theirs. */
export type Bots = 'include' | 'exclude' | 'only'

/** Categories of clicks. They're disjoint, so they add up. */
const counted: Readonly<Record<Bots, readonly Metric[]>> = {
  include: ['clicks', 'rejected', 'bots'],
  exclude: ['clicks', 'rejected'],
  only: ['bots'],
}

export const botConditions: Readonly<Record<Bots, readonly Sql[]>> = {
  include: [],
  exclude: [literal('NOT bot')],
  only: [literal('bot')],
}

/** Clicks per day, or null if only the clicks themselves can tell. */
export async function clicksPerDay(question: Question, bots: Bots): Promise<ReadonlyMap<Day, number> | null> {
  const metrics = counted[bots]
  if (metrics.some((metric) => sourceOf(question, ['day'], metric) !== 'click_daily')) return null
  const sum = join(
    metrics.map((metric) => measured(metric, 'click_daily')),
    ' + ',
  )
  const rows = await eventLog().query({
    sql: sql`SELECT day, ${sum} AS clicks FROM click_daily WHERE ${conditions(question, 'click_daily')}
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

/**
 * The days that `needed` clicks from an instant on are on, backwards or forwards in time, or from the newest click on. The day that the instant is
 * on is one of them, but may not have any. `isEnough` if they're sure to have that many.
 */
export function daysOfPage(
  { range, zoneChangedAt }: Question,
  perDay: ReadonlyMap<Day, number>,
  { from, direction, needed }: { from: Date | null; direction: 'older' | 'newer'; needed: number },
): { range: Range; isEnough: boolean } {
  const start = from ? today(range.timezone, from) : range.to
  // Days of another zone say nothing about when their clicks were.
  if (range.instants || zoneChangedAt || start < range.from || start > range.to) return { range, isEnough: false }
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
