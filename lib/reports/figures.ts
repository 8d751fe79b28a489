import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, value, type Sql } from '@/lib/events/sql'
import { COUNTED } from '@/lib/events/tables'
import { addDays, listDays, today, type Day } from '@/lib/time'
import { comparedPeriod } from './compared'
import { declarationOf } from './dimensions'
import { plan, type Pass } from './plan'
import type { Question } from './question'
import { FIRST_DAY, rangeOf, type Period } from './range'
import type { RecordDimension } from './record-dimensions'
import { conditions, counted, grouped, isBeforeRange, measured, rowsOf } from './sql'

/** What people decide by when they look at a list of records. */
export type RecordFigures = {
  clicks: number
  /** In the period before. Null if the range hasn't started. */
  previous: number | null
  /** Clicks per point of the range, oldest first. The day that isn't over is left out. */
  points: number[]
  /** The last day with a click, whatever the range. */
  lastDay: Day | null
  /** The last click, if it was today or yesterday. */
  lastAt: Date | null
}

/** More points than a small chart can show. */
const MAX_POINTS = 60
/** How far back to look for the last day with a click, where only the clicks themselves can tell. */
const LOOK_BACK = 90

/** How many days of a range each point of a small chart stands for. */
export const daysPerPoint = (days: number): number => Math.ceil(days / MAX_POINTS)

/** The figures of these records, each of which has an entry. */
export async function figuresOf(
  question: Question,
  dimension: RecordDimension,
  ids: readonly number[],
  now = new Date(),
): Promise<ReadonlyMap<number, RecordFigures>> {
  const about: Question = {
    ...question,
    filters: [...question.filters, { dimension, values: ids.map(String), excluded: false }],
  }
  const compared = comparedPeriod(question.range, 'previous', now)
  const [perDay, lastTimes] = await Promise.all([
    clicksPerDay(about, dimension, compared),
    lastTimesOf(about, dimension, now),
  ])
  const lastDays = await lastDaysOf(about, dimension, ids, perDay, now)
  const shown = pointDays(question, now)
  return new Map(
    ids.map((id) => {
      const own = perDay.filter((row) => row.id === id)
      const within = new Map(own.filter((row) => !row.is_before).map((row) => [row.day, row.clicks]))
      const sum = (rows: readonly { clicks: number }[]) => rows.reduce((total, { clicks }) => total + clicks, 0)
      return [
        id,
        {
          clicks: sum(own.filter((row) => !row.is_before)),
          previous: compared ? sum(own.filter((row) => row.is_before)) : null,
          points: shown.map((days) => days.reduce((total, day) => total + (within.get(day) ?? 0), 0)),
          lastDay: lastDays.get(id) ?? null,
          lastAt: lastTimes.get(id) ?? null,
        },
      ]
    }),
  )
}

/** The days of each point, counted back from the last whole day, so that only the first point can have fewer. */
function pointDays({ range }: Question, now: Date): Day[][] {
  const current = today(range.timezone, now)
  const days = listDays(range.from, range.to).filter((day) => day < current || range.days === 1)
  const size = daysPerPoint(range.days)
  const first = days.length % size
  return [
    ...(first > 0 ? [days.slice(0, first)] : []),
    ...Array.from({ length: Math.floor(days.length / size) }, (_, index) =>
      days.slice(first + index * size, first + (index + 1) * size),
    ),
  ]
}

const dayRow = z.object({ id: z.number(), day: z.string(), is_before: z.coerce.boolean(), clicks: z.number() })

/** Clicks per record and day. The period before is one row per record. */
async function clicksPerDay(question: Question, dimension: RecordDimension, compared: Period | null) {
  const passes = plan(question, [{ by: [dimension], sums: ['clicks'] }], { compared })
  if (passes.length === 0) return []
  return eventLog().query({
    sql: sql`SELECT id, on_day AS day, is_before, sum(clicks) AS clicks FROM (${join(
      passes.map((pass) => perDayOf(question, dimension, pass)),
      ' UNION ALL ',
    )}) GROUP BY id, on_day, is_before`,
    row: dayRow,
  })
}

function perDayOf(question: Question, dimension: RecordDimension, pass: Pass): Sql {
  if (pass.source === 'finished')
    throw new Error('These figures are about some records, which finished days don’t keep.')
  const { source, periods, isBefore } = pass
  const start = value('Date', question.range.from)
  const day = grouped('day', source, question)
  const before = isBefore === null ? isBeforeRange(source, question) : literal(String(isBefore))
  return sql`SELECT ${grouped(dimension, source, question)} AS id, ${before} AS is_before, if(is_before, ${start}, ${day}) AS on_day,
                    ${measured('clicks', source)} AS clicks
             FROM ${rowsOf(question, source, periods)} GROUP BY id, is_before, on_day`
}

/** The last day on which each record had a click. Only those without any in a range up to today take a look at all days. */
async function lastDaysOf(
  asked: Question,
  dimension: RecordDimension,
  ids: readonly number[],
  perDay: readonly z.infer<typeof dayRow>[],
  now: Date,
): Promise<ReadonlyMap<number, Day>> {
  const { timezone, to } = asked.range
  const current = today(timezone, now)
  const known = new Map<number, Day>()
  if (to >= current)
    for (const { id, day, is_before, clicks } of perDay)
      if (!is_before && clicks > 0 && day > (known.get(id) ?? '')) known.set(id, day)
  const missing = ids.filter((id) => !known.has(id))
  if (missing.length === 0) return known
  const question: Question = {
    ...asked,
    filters: [...asked.filters, { dimension, values: missing.map(String), excluded: false }],
  }
  const isRolledUp = [dimension, ...question.filters.map((filter) => filter.dimension)].every(
    (one) => declarationOf(one).expression.click_daily !== undefined,
  )
  const source = isRolledUp ? 'click_daily' : 'click'
  const range = rangeOf(isRolledUp ? FIRST_DAY : addDays(current, -LOOK_BACK), current, timezone, null, now)
  const rows = await eventLog().query({
    sql: sql`SELECT ${grouped(dimension, source, { range })} AS id, max(day) AS last FROM ${literal(source)}
             WHERE ${conditions({ ...question, range }, source)} AND ${counted(source)} GROUP BY id`,
    row: z.object({ id: z.number(), last: z.string() }),
  })
  return new Map([...known, ...rows.map(({ id, last }): [number, Day] => [id, last])])
}

/** The time of each record's last click, if it was today or yesterday. */
async function lastTimesOf(
  question: Question,
  dimension: RecordDimension,
  now: Date,
): Promise<ReadonlyMap<number, Date>> {
  const { timezone } = question.range
  const current = today(timezone, now)
  const range = rangeOf(addDays(current, -1), current, timezone, null, now)
  const rows = await eventLog().query({
    sql: sql`SELECT ${grouped(dimension, 'click', { range })} AS id, toUnixTimestamp64Milli(max(time)) AS last FROM click
             PREWHERE ${conditions({ ...question, range }, 'click', [literal(COUNTED)])} GROUP BY id`,
    row: z.object({ id: z.number(), last: z.coerce.number() }),
  })
  return new Map(rows.map(({ id, last }) => [id, new Date(last)]))
}
