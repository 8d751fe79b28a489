import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { query, type Connection } from './client'
import { literal } from './sql'
import { eventTables, rollUps } from './tables'

const names = [...eventTables, ...rollUps].map(({ name }) => name)

const located = z.object({ name: z.string(), path: z.string() })

/** Folder of each table's files. The engine calls a table by another ID in its paths than in its answers. */
async function foldersOf(connection: Connection): Promise<z.infer<typeof located>[]> {
  const found = await query(connection, { operation: 'snapshot', sql: literal(`SELECT name, data_paths[1] AS path FROM system.tables WHERE database = currentDatabase()`), row: located })
  return found.filter(({ name }) => names.includes(name))
}

/** Tables of the embedded engine as they are now: links to files that never change, which cost nothing. `remove` lets go of them. */
export type Snapshot = { copyTo(folder: string): Promise<void>; remove(): Promise<void> }

/** @param engine the embedded engine's folder */
export async function takeSnapshot(connection: Connection, engine: string): Promise<Snapshot> {
  const mark = `backup-${randomUUID()}`
  const tables = await foldersOf(connection)
  const shadow = join(engine, 'shadow', mark)
  for (const { name } of tables) await connection.command(`ALTER TABLE ${name} FREEZE WITH NAME '${mark}'`)
  return {
    async copyTo(folder) {
      for (const { name, path } of tables) {
        const parts = join(shadow, relative(engine, path))
        await mkdir(join(folder, name), { recursive: true, mode: 0o700 })
        // A table without rows has none.
        if (existsSync(parts)) await cp(parts, join(folder, name), { recursive: true })
      }
    },
    remove: () => rm(shadow, { recursive: true, force: true }),
  }
}

/** Puts a snapshot's rows into the embedded engine's empty tables. */
export async function restoreSnapshot(connection: Connection, folder: string): Promise<void> {
  for (const { name, path } of await foldersOf(connection)) {
    const parts = join(folder, name)
    if (!existsSync(parts)) continue
    for (const part of readdirSync(parts)) {
      await cp(join(parts, part), join(path, 'detached', part), { recursive: true })
      await connection.command(`ALTER TABLE ${name} ATTACH PART '${z.string().regex(/^\w+$/).parse(part)}'`)
    }
  }
}
