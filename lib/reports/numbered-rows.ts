import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, value, type Sql } from '@/lib/events/sql'
import { click, conversion } from '@/lib/events/tables'
import { instantsOf } from './buckets'
import { nearest } from './near'
import { columnsOf, fromPlace } from './places'
import type { Question } from './question'
import type { PlacedRow, RowTable } from './row-pages'
import { conditions } from './sql'

/** Beyond so many rows, a page's first row is looked for by its place alone, which are two of fifty columns. */
const SHALLOW = 1_000

const tables = { click, conversion }

const place = z.object({ id: z.string(), time: z.string() })

/**
 * Individual rows by page number, in the order of time and ID. Rows before the page have to be read, too: 24 bytes of each.
 * @param only narrows them down
 */
export async function numberedRows<R extends PlacedRow>(
  question: Question,
  {
    source,
    row,
    order,
    offset,
    size,
    only,
  }: {
    source: keyof typeof tables
    row: R
    order: 'asc' | 'desc'
    offset: number
    size: number
    only: readonly Sql[]
  },
): Promise<z.infer<R>[]> {
  const table: RowTable = tables[source]
  const isFinal = table.keepHighest !== undefined
  const listed = sql`${literal(isFinal ? `${table.name} FINAL` : table.name)} WHERE ${conditions(question, source, only)}`
  const ordered = literal(order === 'asc' ? 'ORDER BY time ASC, id ASC' : 'ORDER BY time DESC, id DESC')
  const rowsFrom = (from: readonly Sql[], skipped: number) =>
    eventLog().query({
      sql: sql`SELECT ${columnsOf(table, row)} FROM ${join([listed, ...from], ' AND ')} ${ordered}
               LIMIT ${value('UInt32', size)} OFFSET ${value('UInt64', skipped)}`,
      row,
    })
  if (offset >= SHALLOW) {
    const [first] = await eventLog().query({
      sql: sql`SELECT id, time FROM ${listed} ${ordered} LIMIT 1 OFFSET ${value('UInt64', offset)}`,
      row: place,
    })
    return first ? rowsFrom([fromPlace(order === 'asc' ? 'before' : 'after', first)], 0) : []
  }
  // A table that's read with FINAL isn't read in its order.
  if (!isFinal) return rowsFrom([], offset)
  const { start } = instantsOf(question.range, question.range.timezone)
  return nearest(
    question.range,
    order === 'asc'
      ? { from: start, direction: 'before', needed: size }
      : { from: null, direction: 'after', needed: size },
    (near) => rowsFrom(near, offset),
  )
}
