import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import type { EventTable } from '@/lib/events/schema'
import { all, isoTime, literal, sql, value, type Sql } from '@/lib/events/sql'
import { nearest } from './near'
import { beyond, columnsOf, identified, type Direction } from './places'
import type { Question } from './question'
import { eventSources } from './sources'
import { conditions, within } from './sql'

/** A page goes on after, or ends before, the row with this ID. */
export type RowCursor = { direction: Direction; id: string }

export type RowPage<R> = { rows: R[]; hasNext: boolean; hasPrevious: boolean }

/** A table whose columns are named as those of clicks where they mean the same. */
export type RowTable = Pick<EventTable, 'name' | 'columns' | 'keepHighest'>

/** What rows need so that they can be listed. */
export type PlacedRow = z.ZodObject<{ id: z.ZodString; time: z.ZodString }>

const place = z.object({ id: z.string(), time: z.string() })
const found = z.object({ found: z.number() })

/**
 * Individual rows of a table, newest first. `only` narrows them down. A page costs the same at any depth, and pages neither repeat nor skip rows while new ones come in.
 * @returns null if the cursor's row doesn't exist in the question's scope
 */
export async function listRows<R extends PlacedRow>(
  question: Question,
  {
    table,
    row,
    size,
    cursor,
    only = [],
    scoped = within(question.scope),
  }: {
    table: RowTable
    row: R
    size: number
    cursor?: RowCursor | undefined
    only?: readonly Sql[]
    /** For tables that don't have the columns of the scope. */
    scoped?: Sql
  },
): Promise<RowPage<z.infer<R>> | null> {
  const isFinal = table.keepHighest !== undefined
  // Tables of nothing that's counted are only filtered by columns that clicks have, too.
  const kind = eventSources.find((name) => name === table.name) ?? 'click'
  const source = literal(isFinal ? `${table.name} FINAL` : table.name)
  const at = cursor && (await placeOf(scoped, source, cursor.id))
  if (cursor && !at) return null
  const listed = (more: readonly Sql[]) => all([conditions(question, kind, only, undefined, scoped), ...more])
  const direction = cursor?.direction ?? 'after'
  const backwards = direction === 'before'
  const order = literal(backwards ? 'time ASC, id ASC' : 'time DESC, id DESC')
  const from = at ? new Date(isoTime(at.time)) : null
  // Other tables are read in their order, so that a limit is enough.
  const reading = <Found>(
    to: Direction,
    needed: number,
    ask: (near: readonly Sql[]) => Promise<Found[]>,
  ): Promise<Found[]> => (isFinal ? nearest(question.range, { from, direction: to, needed }, ask) : ask([]))
  const [rows, others] = await Promise.all([
    // One more than requested, to find out whether there's another page.
    reading(direction, size + 1, (near) =>
      eventLog().query({
        sql: sql`SELECT ${columnsOf(table, row)} FROM ${source} WHERE ${listed([...(at ? [beyond(direction, at)] : []), ...near])}
               ORDER BY ${order} LIMIT ${value('UInt32', size + 1)}`,
        row,
      }),
    ),
    // Whether there's anything on the cursor's side of the page: the cursor's row itself, or one beyond it.
    at
      ? reading(backwards ? 'after' : 'before', 1, (near) =>
          eventLog().query({
            sql: sql`SELECT 1 AS found FROM ${source} WHERE ${listed([sql`NOT (${beyond(direction, at)})`, ...near])} LIMIT 1`,
            row: found,
          }),
        )
      : [],
  ])
  const page = rows.slice(0, size)
  const [ahead, behind] = [rows.length > size, others.length > 0]
  return backwards
    ? { rows: page.toReversed(), hasNext: behind, hasPrevious: ahead }
    : { rows: page, hasNext: ahead, hasPrevious: behind }
}

async function placeOf(scoped: Sql, from: Sql, id: string) {
  const condition = identified(id)
  if (!condition) return undefined
  const [row] = await eventLog().query({
    sql: sql`SELECT id, time FROM ${from} WHERE ${all([scoped, condition])} LIMIT 1`,
    row: place,
  })
  return row
}
