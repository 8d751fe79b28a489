import { z } from 'zod'
import { compareNames } from '@/lib/collation'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, value, type Sql } from '@/lib/events/sql'
import { COUNTED } from '@/lib/events/tables'
import { countDays, type Day } from '@/lib/time'
import { namesOf } from './names'
import { declarationOf } from './dimensions'
import { withFinishedDays } from './finished-days'
import { sourceOf, splitDays, type FinishedDays } from './plan'
import type { Question } from './question'
import type { Period, Range } from './range'
import { conditions, counted, finishedRows, measured, rowsOf as readFrom } from './sql'

/**
 * One advertiser × publisher × network's clicks on one day. Entities are given by incrementalId; network 0 means none. Unique clicks are null where
 * they aren't known right away; uniqueClicksOf counts those.
 */
export type DailyRow = {
  day: Day
  advertiser: number
  publisher: number
  network: number
  clicks: number
  uniqueClicks: number | null
}

export type DailyOrder = '-day' | 'day' | '-clicks' | 'clicks'

export type DailyPage = { rows: DailyRow[]; totalCount: number }

/**
 * One page of the daily rows. The order is total, so pages never overlap: the requested column, then day (newest first),
 * clicks (most first), the advertiser's name, and the IDs.
 */
export async function listDailyRows(
  question: Question,
  page: { order: DailyOrder; offset: number; limit: number },
): Promise<DailyPage> {
  const { range, scope } = question
  // Sorted by day, few rows are read, and looking up which days are finished takes longer than reading them from the roll-up.
  return isByClicks(page.order) && isKept(question)
    ? withFinishedDays({ organizationId: scope.organizationId, periods: [range] }, (finished) =>
        listRows(question, page, finished),
      )
    : listRows(question, page, new Map())
}

const isByClicks = (order: DailyOrder) => order === '-clicks' || order === 'clicks'

async function listRows(
  question: Question,
  page: { order: DailyOrder; offset: number; limit: number },
  finished: FinishedDays,
): Promise<DailyPage> {
  const { range, scope } = question
  const rank = await advertiserRank(scope.organizationId)
  const listed = async (period: Period, offset: number) => {
    const rows = await eventLog().query({
      sql: sql`SELECT day, advertiser, publisher, network, total, uniques, has_uniques, count() OVER () AS all_rows
               FROM (${rowsOf(question, period, finished)})
               ORDER BY ${leading[page.order]}, day DESC, total DESC, ${rank}, advertiser, publisher, network
               LIMIT ${value('UInt32', page.limit)} OFFSET ${value('UInt64', offset)}`,
      row: z.object({
        day: z.string(),
        advertiser: z.number(),
        publisher: z.number(),
        network: z.number(),
        total: z.number(),
        uniques: z.number(),
        has_uniques: z.boolean(),
        all_rows: z.number(),
      }),
    })
    return {
      totalCount: rows[0]?.all_rows,
      rows: rows.map(({ day, advertiser, publisher, network, total, uniques, has_uniques }): DailyRow => {
        return { day, advertiser, publisher, network, clicks: total, uniqueClicks: has_uniques ? uniques : null }
      }),
    }
  }
  const whole: Period = { from: range.from, to: range.to, instants: range.instants, until: null }
  const countOf = (sizes: ReadonlyMap<Day, number>) => [...sizes.values()].reduce((sum, rows) => sum + rows, 0)

  // When sorting by clicks, a page can be anywhere, so all rows are read anyway. Only a page past the end doesn't say how many there are.
  if (isByClicks(page.order)) {
    const { rows, totalCount } = await listed(whole, page.offset)
    return { rows, totalCount: totalCount ?? countOf(await rowsPerDay(question, whole, finished)) }
  }
  // When sorting by day, a page spans only a few days. Only those are grouped and sorted, however deep the page.
  const sizes = await rowsPerDay(question, whole, finished)
  const totalCount = countOf(sizes)
  if (page.offset >= totalCount) return { rows: [], totalCount }
  const { days, offset } = daysOfPage(sizes, page)
  const { rows } = await listed(range.instants ? whole : { ...whole, from: min(days), to: max(days) }, offset)
  return { rows, totalCount }
}

/** Whether finished days have all that the question filters by. */
const isKept = ({ range, filters }: Question) =>
  range.instants === null &&
  filters.every(({ dimension }) => declarationOf(dimension).expression.finished_row !== undefined)

/** Where days that aren't finished come from. */
const liveSource = (question: Question) => sourceOf(question, ['advertiser', 'publisher', 'network'], 'clicks')

/** So many days are read from the clicks, which know unique clicks too: 3 ms more for a day of 80,000 clicks, where counting those afterwards takes 12. */
const FEW_DAYS = 2

/** The rows of finished days and those of the others, as SQL. */
function rowsOf(question: Question, period: Period, finished: FinishedDays): Sql {
  const { ready, others } = splitDays(period, finished)
  const isFew = ready.size > 0 && others.reduce((days, { from, to }) => days + countDays(from, to), 0) <= FEW_DAYS
  const source = isFew ? 'click' : liveSource(question)
  const parts = []
  if (ready.size > 0)
    parts.push(sql`SELECT day, advertiser, publisher, network, clicks AS total, unique_clicks AS uniques, true AS has_uniques
               FROM finished_row WHERE ${finishedRows(question, ready)} AND clicks > 0`)
  if (others.length > 0 || parts.length === 0)
    parts.push(sql`SELECT day, advertiser, publisher, network, ${measured('clicks', source)} AS total,
               ${isFew ? measured('uniqueClicks', source) : literal('0')} AS uniques, ${literal(String(isFew))} AS has_uniques
               FROM ${readFrom(question, source, others, { more: [counted(source)] })}
               GROUP BY day, advertiser, publisher, network`)
  return join(parts, ' UNION ALL ')
}

const leading: Readonly<Record<DailyOrder, Sql>> = {
  '-day': literal('day DESC'),
  day: literal('day'),
  '-clicks': literal('total DESC'),
  clicks: literal('total'),
}

/** The three IDs as one number takes 36 ms; grouping by them takes 50, and counting tuples 62. */
const threeIds = literal(
  'bitOr(bitShiftLeft(toUInt128(publisher), 64), bitOr(bitShiftLeft(toUInt128(advertiser), 32), toUInt128(network)))',
)

async function rowsPerDay(question: Question, period: Period, finished: FinishedDays): Promise<Map<Day, number>> {
  const { ready, others } = splitDays(period, finished)
  const source = liveSource(question)
  const parts = []
  if (ready.size > 0)
    parts.push(
      sql`SELECT day, count() AS rows FROM finished_row WHERE ${finishedRows(question, ready)} AND clicks > 0 GROUP BY day`,
    )
  if (others.length > 0 || parts.length === 0)
    parts.push(sql`SELECT day, uniqExact(${threeIds}) AS rows
             FROM ${readFrom(question, source, others, { more: [counted(source)] })} GROUP BY day`)
  const rows = await eventLog().query({
    sql: sql`SELECT day, rows FROM (${join(parts, ' UNION ALL ')}) ORDER BY day DESC`,
    row: z.object({ day: z.string(), rows: z.number() }),
  })
  return new Map(rows.map((row) => [row.day, row.rows]))
}

/** The days a page spans, and the page's offset within the first of them. `sizes` has the newest day first. */
function daysOfPage(
  sizes: ReadonlyMap<Day, number>,
  { order, offset, limit }: { order: DailyOrder; offset: number; limit: number },
) {
  const days: Day[] = []
  let before = 0
  let start = 0
  for (const [day, rows] of order === 'day' ? [...sizes].toReversed() : sizes) {
    if (before + rows > offset && before < offset + limit) {
      if (days.length === 0) start = offset - before
      days.push(day)
    }
    before += rows
  }
  return { days, offset: start }
}

/** An expression that sorts advertisers by name, since the store has only their numbers. */
async function advertiserRank(organizationId: string): Promise<Sql> {
  const names = [...(await namesOf(organizationId, 'advertiser')).values()]
  const ids = names.toSorted((a, b) => compareNames(a.name, b.name) || a.id - b.id).map(({ id }) => id)
  // `ORDER BY 0` would mean a column by its position.
  if (ids.length === 0) return literal('advertiser')
  const ranks = ids.map((_, index) => index + 1)
  // A lookup per row. `indexOf` searches the list for each: most clicks first took 333 ms with it, and 202 with this.
  return sql`transform(advertiser, ${value('Array(UInt32)', ids)}, ${value('Array(UInt32)', ranks)}, ${value('UInt32', 0)})`
}

/** The range without days before or after those, unless it goes by instants, whose days may be others. */
export const narrowed = (range: Range, days: readonly Day[]): Range =>
  range.instants ? range : { ...range, from: min(days), to: max(days) }

const min = (days: readonly Day[]): Day => days.reduce((a, b) => (a < b ? a : b))
const max = (days: readonly Day[]): Day => days.reduce((a, b) => (a > b ? a : b))

/** Unique clicks of each row: distinct visitors for its day, advertiser, publisher, and network. Keyed by `rowKey`. */
export async function uniqueClicksOf(question: Question, all: readonly DailyRow[]): Promise<Map<string, number>> {
  const known = all.flatMap((row): [string, number][] =>
    row.uniqueClicks === null ? [] : [[rowKey(row), row.uniqueClicks]],
  )
  const rows = all.filter(({ uniqueClicks }) => uniqueClicks === null)
  if (rows.length === 0) return new Map(known)
  const days = rows.map(({ day }) => day)
  const range = narrowed(question.range, days)
  const where = conditions({ ...question, range }, 'click', [
    sql`advertiser IN ${value(
      'Array(UInt32)',
      rows.map(({ advertiser }) => advertiser),
    )}`,
    sql`publisher IN ${value(
      'Array(UInt32)',
      rows.map(({ publisher }) => publisher),
    )}`,
    literal(COUNTED),
  ])
  const found = await eventLog().query({
    sql: sql`SELECT day, advertiser, publisher, network, uniqExact(visitor) AS visitors
             FROM click WHERE ${where} GROUP BY day, advertiser, publisher, network`,
    row: z.object({
      day: z.string(),
      advertiser: z.number(),
      publisher: z.number(),
      network: z.number(),
      visitors: z.number(),
    }),
  })
  return new Map([...known, ...found.map((row): [string, number] => [rowKey(row), row.visitors])])
}

export function rowKey(row: Pick<DailyRow, 'day' | 'advertiser' | 'publisher' | 'network'>): string {
  return `${row.day} ${row.advertiser} ${row.publisher} ${row.network}`
}
