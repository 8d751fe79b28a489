import type { z } from 'zod'
import type { EventTable } from '@/lib/events/schema'
import { join, literal, sql, storeTime, value, type Sql } from '@/lib/events/sql'
import { uuidTime } from '@/lib/uuid'

// Rows of the event log are ordered by time and ID. Pages of them start and end at these places.

/** `time` as stored: `2026-11-21 09:00:00.123`, UTC. */
export type Place = { time: string; id: string }

/** Rows that come after a place, older ones first in line, or before it. */
export type Direction = 'after' | 'before'

/** Comparing the pair alone wouldn't prune by the sort key; comparing the time does. */
export function beyond(direction: Direction, { time, id }: Place): Sql {
  const at = value("DateTime64(3, 'UTC')", time)
  const after = sql`time <= ${at} AND (time, id) < (${at}, ${value('UUID', id)})`
  const before = sql`time >= ${at} AND (time, id) > (${at}, ${value('UUID', id)})`
  return direction === 'after' ? after : before
}

/** The row at a place, and those beyond it. */
export function fromPlace(direction: Direction, { time, id }: Place): Sql {
  const at = value("DateTime64(3, 'UTC')", time)
  const here = sql`time = ${at} AND id = ${value('UUID', id)}`
  return sql`(${beyond(direction, { time, id })} OR ${here})`
}

/** How far a row's time can be from the one in its ID, in ms. */
const TOLERANCE = 10_000

/**
 * A condition for the row with this ID, which contains its time (UUIDv7, RFC 9562), so it's found without a search.
 * @returns undefined if there's no such row, because its time is outside what the store can compare
 */
export function identified(id: string): Sql | undefined {
  const millis = uuidTime(id)
  if (millis < Date.UTC(2000) || millis > Date.UTC(2100)) return undefined
  const around = (offset: number) => value("DateTime64(3, 'UTC')", storeTime(new Date(millis + offset)))
  return sql`time BETWEEN ${around(-TOLERANCE)} AND ${around(TOLERANCE)} AND id = ${value('UUID', id)}`
}

/** A table's columns for a row schema. Decimals are read as text, since JSON numbers would round them. */
export function columnsOf(table: Pick<EventTable, 'name' | 'columns'>, row: z.ZodObject): Sql {
  return join(
    Object.keys(row.shape).map((name) =>
      literal(table.columns[name]?.startsWith('Decimal') ? `toString(${table.name}.${name}) AS ${name}` : name),
    ),
    ', ',
  )
}
