import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { query, type Connection } from './client'
import type { Topology } from './ddl'
import { literal } from './sql'
import { eventTables } from './tables'

/** More free space than any disk has. */
const NEVER = 2n ** 62n

/**
 * Runs work while no tracker inserts into the server, which several may share. Their inserts fail with an error that isn't about the rows, so they
 * keep them in their journals and retry.
 */
export async function withoutInserts<T>(
  connection: Connection,
  topology: Topology,
  work: () => Promise<T>,
): Promise<T> {
  try {
    for (const table of fenced(topology))
      await connection.command(`ALTER TABLE ${table} MODIFY SETTING min_free_disk_bytes_to_perform_insert = ${NEVER}`)
    while (await isInserting(connection, topology)) await sleep(50)
    return await work()
  } finally {
    for (const statement of liftFence(topology)) await connection.command(statement)
  }
}

/** Renders the statements that let trackers insert again. Also cleans up after a process killed with the fence up. */
export function liftFence(topology: Topology): string[] {
  return fenced(topology).map((table) => `ALTER TABLE ${table} RESET SETTING min_free_disk_bytes_to_perform_insert`)
}

function fenced({ cluster }: Topology): string[] {
  return eventTables.map(({ name }) => (cluster ? `${name}_local ON CLUSTER ${cluster}` : name))
}

async function isInserting(connection: Connection, { cluster }: Topology): Promise<boolean> {
  const processes = cluster ? `clusterAllReplicas(${cluster}, system.processes)` : 'system.processes'
  const [row] = await query(connection, {
    work: 'fence',
    sql: literal(`SELECT count() AS inserts FROM ${processes} WHERE query_kind = 'Insert'`),
    row: z.object({ inserts: z.number() }),
  })
  return (row?.inserts ?? 0) > 0
}
