import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { query, type Connection } from './client'
import { literal } from './sql'
import { click, tableNames } from './tables'

const located = z.object({ name: z.string(), path: z.string() })

/** The folder of each table's files. The IDs in these paths differ from the table IDs that the engine reports. */
async function foldersOf(connection: Connection): Promise<z.infer<typeof located>[]> {
  const found = await query(connection, {
    work: 'snapshot',
    sql: literal(`SELECT name, data_paths[1] AS path FROM system.tables WHERE database = currentDatabase()`),
    row: located,
  })
  return found.filter(({ name }) => tableNames.includes(name))
}

/** The embedded engine's tables at one moment. It consists of links to immutable files, so it costs nothing. `remove` deletes the links. */
export type Snapshot = {
  /** @returns the number of clicks */
  copyTo(folder: string): Promise<number>
  remove(): Promise<void>
}

/** @param engine the embedded engine's folder */
export async function takeSnapshot(connection: Connection, engine: string): Promise<Snapshot> {
  // The engine would escape hyphens in the folder name.
  const mark = `backup_${randomUUID().replaceAll('-', '_')}`
  const tables = await foldersOf(connection)
  const shadow = join(engine, 'shadow', mark)
  for (const { name } of tables) await connection.command(`ALTER TABLE ${name} FREEZE WITH NAME '${mark}'`)
  return {
    async copyTo(folder) {
      let clicks = 0
      for (const { name, path } of tables) {
        const parts = join(shadow, relative(engine, path))
        await mkdir(join(folder, name), { recursive: true, mode: 0o700 })
        // An empty table has no parts.
        if (!existsSync(parts)) continue
        await cp(parts, join(folder, name), { recursive: true })
        if (name === click.name)
          for (const part of readdirSync(parts)) clicks += Number(readFileSync(join(parts, part, 'count.txt'), 'utf8'))
      }
      return clicks
    },
    remove: () => rm(shadow, { recursive: true, force: true }),
  }
}

/** Loads a snapshot into the embedded engine's empty tables. @returns the number of clicks */
export async function restoreSnapshot(connection: Connection, folder: string): Promise<number> {
  for (const { name, path } of await foldersOf(connection)) {
    const parts = join(folder, name)
    if (!existsSync(parts)) continue
    for (const part of readdirSync(parts)) {
      await cp(join(parts, part), join(path, 'detached', part), { recursive: true })
      await connection.command(`ALTER TABLE ${name} ATTACH PART '${z.string().regex(/^\w+$/).parse(part)}'`)
    }
  }
  const [{ count }] = z.tuple([z.object({ count: z.number() })]).parse(
    await query(connection, {
      work: 'restore',
      sql: literal(`SELECT count() AS count FROM ${click.name}`),
      row: z.object({ count: z.number() }),
    }),
  )
  return count
}
