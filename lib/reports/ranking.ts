import { z } from 'zod'
import { eventLog } from '../events/log'
import { literal, sql, value } from '../events/sql'
import type { Dimension } from './filter'
import { countSource, type Question } from './question'
import { previousRange, type Range } from './range'

export type Ranked = { value: string; clicks: number; previous: number | null }

/** The values of a dimension with the most clicks, and what each had in the range before if that is compared. */
export async function rank(operation: string, question: Question, dimension: Dimension, options: { limit: number; compared: boolean }): Promise<Ranked[]> {
  const { range } = question
  const whole: Range = options.compared ? { ...range, from: previousRange(range).from, days: range.days * 2 } : range
  const { table, where, counted, count } = countSource({ ...question, range: whole }, [dimension])
  const rows = await eventLog().query({
    operation,
    sql: sql`SELECT name, sumIf(total, current) AS clicks, sumIf(total, NOT current) AS previous
             FROM (SELECT toString(${literal(dimension)}) AS name, day >= ${value('Date', range.from)} AS current, ${count('clicks')} AS total
                   FROM ${table} WHERE ${where} AND ${counted} GROUP BY name, current)
             GROUP BY name HAVING clicks > 0 ORDER BY clicks DESC, name LIMIT ${value('UInt32', options.limit)}`,
    row: z.object({ name: z.string(), clicks: z.number(), previous: z.number() }),
  })
  return rows.map((row) => ({ value: row.name, clicks: row.clicks, previous: options.compared ? row.previous : null }))
}
