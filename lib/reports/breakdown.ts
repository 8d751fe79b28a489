import { z } from 'zod'
import { eventLog } from '../events/log'
import { join, literal, sql, value, type Sql } from '../events/sql'
import type { Day } from '../time'
import type { Dimension } from './filter'
import { countSource, type Question } from './question'
import { previousRange } from './range'

export type Counts = { clicks: number; rejected: number; bots: number }

/** A value of a dimension, as text, with its clicks in the range, and in the range before if that is compared. */
export type Ranked = { value: string; clicks: number; previous: number | null }

export type Breakdown<D extends Dimension> = {
  /** Days that have any, also of the compared range. */
  perDay: Map<Day, Counts>
  /** The values of each dimension with the most clicks. */
  ranked: Readonly<Record<D, Ranked[]>>
}

/**
 * Counts per day and per value of some dimensions, all in one pass over the rows: four passes took 174 ms where one takes 61.
 * @param limit how many values of each dimension
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
    // `grouping` is 0 for the column that a row is about.
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
    // One entry for each of D, which the compiler does not see.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ranked: Object.fromEntries(ranked) as Record<D, Ranked[]>,
  }
}
