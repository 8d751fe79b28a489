import { z } from 'zod'
import { query, type Connection } from './client'
import { createRollUpTable, rolledUp, type Topology } from './ddl'
import type { RollUp } from './schema'
import { literal, render, sql, value, type Sql } from './sql'

/** Day → months (`202611`) of the source partitions with rows for that day. There can be two, since days aren't in UTC but partitions are. */
export type Days = ReadonlyMap<string, readonly number[]>

/** Time limit for each query of a check, in seconds. */
const PATIENCE = 600

/** All days the source has rows for. */
export async function daysOf(connection: Connection, { source }: RollUp): Promise<Days> {
  const rows = await query(connection, {
    work: 'roll-ups',
    sql: sql`SELECT toString(day) AS day, groupUniqArray(toYYYYMM(time)) AS months FROM ${literal(source)} GROUP BY day ORDER BY day`,
    row: z.object({ day: z.string(), months: z.array(z.number()) }),
    seconds: PATIENCE,
  })
  return new Map(rows.map(({ day, months }) => [day, months]))
}

/** All days the roll-up has rows for. */
export async function rolledUpDays(connection: Connection, { name }: RollUp): Promise<string[]> {
  const question = sql`SELECT DISTINCT toString(day) AS day FROM ${literal(name)}`
  const rows = await query(connection, {
    work: 'roll-ups',
    sql: question,
    row: z.object({ day: z.string() }),
    seconds: PATIENCE,
  })
  return rows.map(({ day }) => day)
}

/** Months the roll-up has parts for, without reading the parts. */
export async function monthsOf(connection: Connection, { name }: RollUp, { cluster }: Topology): Promise<number[]> {
  const [parts, table] = cluster
    ? [`clusterAllReplicas(${cluster}, system.parts)`, `${name}_local`]
    : ['system.parts', name]
  const question = literal(
    `SELECT DISTINCT toUInt32(partition) AS month FROM ${parts} WHERE active AND database = currentDatabase() AND table = '${table}'`,
  )
  const rows = await query(connection, {
    work: 'roll-ups',
    sql: question,
    row: z.object({ month: z.number() }),
    seconds: PATIENCE,
  })
  return rows.map(({ month }) => month)
}

/** Whether the roll-up disagrees with its source about a day. */
export async function differs(
  connection: Connection,
  rollUp: RollUp,
  day: string,
  months: readonly number[],
): Promise<boolean> {
  const keys = Object.keys(rollUp.keys).join(', ')
  const measures = Object.entries(rollUp.measures)
  const totals = (sign: '' | '-') =>
    measures.map(([name, { total }]) => `${sign}toInt128(${total}) AS total_${name}`).join(', ')
  const different = measures.map(([name]) => `sum(total_${name}) != 0`).join(' OR ')
  const rows = await query(connection, {
    work: 'roll-ups',
    // One day at a time and on one core: there's no hurry, and a whole month's visitors may not fit in memory.
    sql: sql`SELECT ${literal(keys)} FROM (
               SELECT ${literal(`${keys}, ${totals('')}`)} FROM ${literal(rollUp.name)} WHERE day = ${value('Date', day)} GROUP BY ${literal(keys)}
               UNION ALL
               SELECT ${literal(`${keys}, ${totals('-')}`)} FROM (${literal(rolledUp(rollUp, rollUp.source, render(within(day, months))))}) GROUP BY ${literal(keys)})
             GROUP BY ${literal(keys)} HAVING ${literal(different)} LIMIT 1`,
    row: z.unknown(),
    seconds: PATIENCE,
    threads: 1,
  })
  return rows.length > 0
}

/** Months of a table with damaged files. Replicated tables repair their own. */
export async function damagedMonths(connection: Connection, name: string, { cluster }: Topology): Promise<number[]> {
  if (cluster) return []
  const parts = z.array(z.object({ part_path: z.string(), is_passed: z.number(), message: z.string() }))
  const checked = parts.parse(await connection.ask(`CHECK TABLE ${name} SETTINGS check_query_single_value_result = 0`))
  return [
    ...new Set(checked.filter(({ is_passed }) => !is_passed).map(({ part_path }) => Number(part_path.split('_')[0]))),
  ]
}

/**
 * Rebuilds a month of a roll-up from its source, then swaps it in atomically. Rows that arrive in between would be missing from it, so nothing
 * may be inserted meanwhile.
 */
export async function rebuildMonth(
  connection: Connection,
  rollUp: RollUp,
  month: number,
  days: Days,
  topology: Topology,
  signal: AbortSignal,
): Promise<void> {
  const temporary = `${rollUp.name}_rebuild`
  const { cluster } = topology
  await dropRebuild(connection, rollUp, topology)
  for (const statement of createRollUpTable(rollUp, topology, temporary)) await connection.command(statement)
  try {
    for (const [day, months] of days) {
      if (monthOf(day) !== month) continue
      signal.throwIfAborted()
      const settings = [
        'insert_deduplicate = 0',
        'max_threads = 1',
        ...(cluster ? ['distributed_foreground_insert = 1'] : []),
      ]
      await connection.command(
        `INSERT INTO ${temporary} SETTINGS ${settings.join(', ')} ${rolledUp(rollUp, rollUp.source, render(within(day, months)))}`,
      )
    }
    const [on, suffix] = cluster ? [` ON CLUSTER ${cluster}`, '_local'] : ['', '']
    const target = `ALTER TABLE ${rollUp.name}${suffix}${on}`
    const [filled] = await query(connection, {
      work: 'roll-ups',
      sql: literal(`SELECT count() AS n FROM ${temporary}`),
      row: z.object({ n: z.number() }),
    })
    await connection.command(
      filled?.n
        ? `${target} REPLACE PARTITION ${month} FROM ${temporary}${suffix}`
        : `${target} DROP PARTITION ${month}`,
    )
  } finally {
    await dropRebuild(connection, rollUp, topology)
  }
}

/** Removes the temporary tables that a killed rebuild left behind. */
export async function dropRebuild(connection: Connection, rollUp: RollUp, { cluster }: Topology): Promise<void> {
  const temporary = `${rollUp.name}_rebuild`
  const names = cluster ? [temporary, `${temporary}_local`] : [temporary]
  for (const name of names)
    await connection.command(`DROP TABLE IF EXISTS ${name}${cluster ? ` ON CLUSTER ${cluster}` : ''} SYNC`)
}

/** `202611` for `2026-11-20`: the name of the day's partition. */
export function monthOf(day: string): number {
  return Number(day.slice(0, 7).replace('-', ''))
}

function within(day: string, months: readonly number[]): Sql {
  return sql`day = ${value('Date', day)} AND toYYYYMM(time) IN ${value('Array(UInt32)', months)}`
}
