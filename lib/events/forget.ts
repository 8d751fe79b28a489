import { z } from 'zod'
import { query, type Connection } from './client'
import type { Topology } from './ddl'
import { all, literal, render, sql, value } from './sql'
import { outliving, tableNames } from './tables'

/** What to delete: everything about these organizations, or only what's before a day (`YYYY-MM-DD`). Conversions outlive that. */
export type Forgotten = { organizations: readonly string[]; before?: string }

/** Permanently deletes clicks, everything counted from them, and what's about them. */
export async function forget(
  connection: Connection,
  { cluster }: Topology,
  { organizations, before }: Forgotten,
): Promise<void> {
  const where = all([
    sql`organization IN ${value('Array(UUID)', organizations)}`,
    ...(before === undefined ? [] : [sql`day < ${value('Date', before)}`]),
  ])
  for (const name of tableNames) {
    if (before !== undefined && outliving.has(name)) continue
    const found = await query(connection, {
      work: 'forget',
      sql: sql`SELECT 1 AS any FROM ${literal(name)} WHERE ${where} LIMIT 1`,
      row: z.object({ any: z.number() }),
    })
    if (found.length === 0) continue
    // On a cluster, the rows are in the tables behind the distributed ones (ddl.ts).
    const target = cluster ? `${name}_local ON CLUSTER ${cluster}` : name
    await connection.command(`ALTER TABLE ${target} DELETE WHERE ${render(where)} SETTINGS mutations_sync = 2`)
  }
}
