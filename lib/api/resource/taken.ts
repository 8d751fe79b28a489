import { Refused } from '@/lib/identity/refused'
import { columnOf } from './fields'
import type { Condition } from './filters'

const keyOf = (row: object, columns: readonly string[]): string =>
  JSON.stringify(columns.map((column) => String(columnOf(row, column)).toLowerCase()))

const nameOf = (row: { id: string }): string => ('incrementalId' in row ? String(row.incrementalId) : row.id)

/** The condition that finds records whose values restoring these could collide with. Names ignore case. */
const sameValues = (rows: readonly object[], columns: readonly string[]): Condition => ({
  archived: false,
  OR: rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => {
        const value = columnOf(row, column)
        return [column, column === 'name' ? { equals: value, mode: 'insensitive' } : value]
      }),
    ),
  ),
})

/**
 * Names the items at fault if several couldn't be restored because values of theirs are taken.
 * @param rows the items
 * @param find records that match a condition
 */
export async function namingTaken<Row extends { id: string }>(
  error: unknown,
  rows: readonly Row[],
  find: (condition: Condition) => Promise<Row[]>,
): Promise<unknown> {
  if (!(error instanceof Refused) || error.taken.length === 0 || rows.length < 2) return error
  const { kind, message, field, taken } = error
  // Nulls are never taken. Where a column may be null, such as the event of a payout, the others aren't.
  const given = rows.filter((row) => taken.some((column) => columnOf(row, column) !== null))
  const others = await find(sameValues(given, taken))
  const used = new Map<string, string>(others.map((row) => [keyOf(row, taken), row.id]))
  const faulty = given.filter((row) => {
    const key = keyOf(row, taken)
    const isTaken = (used.get(key) ?? row.id) !== row.id
    // The next one with these values collides with this one.
    used.set(key, used.get(key) ?? row.id)
    return isTaken
  })
  if (faulty.length === 0) return error
  return new Refused(kind, `${message}: ${faulty.map(nameOf).join(', ')}. Nothing was changed.`, field, taken)
}
