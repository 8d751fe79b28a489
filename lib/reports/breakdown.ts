import { z } from 'zod'
import { eventLog } from '../events/log'
import { join, literal, sql, value, type Sql } from '../events/sql'
import type { Day } from '../time'
import type { Dimension } from './filter'
import { countSource, type Question } from './question'
import { previousRange } from './range'

export type Counts = { clicks: number; rejected: number; bots: number }

/** A dimension's value as text, with its clicks in the range and, when comparing, in the range before. */
export type Ranked = { value: string; clicks: number; previous: number | null }

export type Breakdown<D extends Dimension> = {
  /** Days with anything to count, including those of the compared range. */
  perDay: Map<Day, Counts>
  /** Each dimension's values with the most clicks. */
  ranked: Readonly<Record<D, Ranked[]>>
}

/**
 * Counts per day and per value of each dimension in a single pass over the rows: four passes took 174 ms, one takes 61.
 * @param limit number of values per dimension
 */
export async function breakDown<D extends Dimension>(
  operation: string,
  question: Question,
  dimensions: readonly D[],
  { limit, compared }: { limit: number; compared: boolean },
): Promise<Breakdown<D>> {
  const { range } = question
  const whole = compared ? { ...range, from: previousRange(range).from, days: range.days * 2 } : range
  const { table, where, count } = countSource({ ...question, range: whole }, dimensions)
  const columns = ['day', ...dimensions]
  const choose = (chosen: (column: string, index: number) => string) =>
    literal(columns.length === 1 ? chosen('day', 0) : `multiIf(${columns.map((column, index) => `grouping(${column}) = 0, ${chosen(column, index)}`).join(', ')}, ${chosen('day', 0)})`)
  const current = sql`day >= ${value('Date', range.from)}`
  const rows = await eventLog().query({
    operation,
    // `grouping` is 0 for the column that a row describes.
    sql: sql`SELECT ${choose((_, index) => String(index))} AS about, ${choose((column) => `toString(${column})`)} AS name,
                    ${count('clicks', current)} AS clicks_now, ${count('clicks', sql`NOT ${current}`)} AS clicks_before,
                    ${count('rejected')} AS rejected_all, ${count('bots')} AS bots_all
             FROM ${table} WHERE ${where} GROUP BY GROUPING SETS (${join(columns.map((column): Sql => literal(`(${column})`)), ', ')})
             HAVING about = 0 OR clicks_now > 0 ORDER BY about, clicks_now DESC, name LIMIT ${value('UInt32', Math.max(limit, whole.days))} BY about`,
    row: z.object({ about: z.number(), name: z.string(), clicks_now: z.number(), clicks_before: z.number(), rejected_all: z.number(), bots_all: z.number() }),
  })
  const of = (index: number) => rows.filter(({ about }) => about === index)
  const ranked = dimensions.map((dimension, index): [D, Ranked[]] => [
    dimension,
    of(index + 1).slice(0, limit).map((row) => ({ value: row.name, clicks: row.clicks_now, previous: compared ? row.clicks_before : null })),
  ])
  return {
    perDay: new Map(of(0).map((row) => [row.name, { clicks: row.clicks_now + row.clicks_before, rejected: row.rejected_all, bots: row.bots_all }])),
    // There's one entry for each D, which the compiler can't see.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ranked: Object.fromEntries(ranked) as Record<D, Ranked[]>,
  }
}
