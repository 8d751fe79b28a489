import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, copyFile, cp, lstat, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import { dumpContents, dumpDatabase } from '@/lib/database/dump'
import type { EventLog } from '@/lib/events/log'

/** Written last, so a folder without it isn't a backup. */
export const MANIFEST = 'tributary-backup.json'

export const manifest = z.object({
  format: z.literal(1),
  /** When it started. It contains everything acknowledged before that. */
  time: z.iso.datetime(),
  postgres: dumpContents.nullable(),
  /** The number of clicks. Null if they're on an external server. */
  clicks: z.number().nullable(),
})
export type Manifest = z.infer<typeof manifest>

export type Stores = {
  dataDir: string
  database: Database
  events: EventLog
  /** Which stores are embedded. External servers have their own backups. */
  embedded: { postgres: boolean; clickhouse: boolean }
}

/** How long the event log may take to store its journal, in ms. */
const PATIENCE = 60_000

/**
 * Backs up everything in the data directory to a new folder while Tributary is running.
 * Clicks come first. That way, each click's offer is in the PostgreSQL dump, since offers are never deleted.
 * @throws Error when the folder exists, or something can't be read or written; leaves nothing behind
 */
export async function makeBackup(
  { dataDir, database, events, embedded }: Stores,
  target: string,
  say: (line: string) => void,
): Promise<void> {
  const folder = resolve(target)
  if (existsSync(folder)) throw new Error(`${folder} already exists. Choose a folder that doesn't.`)
  if (`${folder}${sep}`.startsWith(`${dataDir}${sep}`))
    throw new Error(
      `${folder} is inside the data directory ${dataDir}. Put the backup elsewhere, ideally on another disk.`,
    )
  if (!embedded.postgres && !embedded.clickhouse)
    throw new Error(
      "DATABASE_URL and CLICKHOUSE_URL are set, so there's nothing here to back up. Use your servers' own backups, and keep AUTH_SECRET.",
    )
  const half = join(dirname(folder), `.${basename(folder)}.${randomUUID()}`)
  const time = new Date().toISOString()
  await mkdir(half, { recursive: true, mode: 0o700 })
  try {
    let clicks: number | null = null
    if (embedded.clickhouse) clicks = await saveClicks(events, join(half, 'clickhouse'), say)
    else say("ClickHouse at CLICKHOUSE_URL isn't included. Use its own backups.")
    let postgres: Manifest['postgres'] = null
    if (embedded.postgres) {
      say('Backing up PostgreSQL')
      await mkdir(join(half, 'postgres'))
      postgres = await dumpDatabase(database.prisma, join(half, 'postgres'))
    } else {
      say("PostgreSQL at DATABASE_URL isn't included. Use its own backups.")
    }
    for (const name of ['auth-secret', 'demo.json'])
      if (existsSync(join(dataDir, name))) await copyFile(join(dataDir, name), join(half, name))
    await saveRefused(join(dataDir, 'journal'), join(half, 'journal'))
    await writeFile(
      join(half, MANIFEST),
      `${JSON.stringify({ format: 1, time, postgres, clicks } satisfies Manifest, null, 2)}\n`,
    )
    say('Writing to disk')
    await protect(half)
    await rename(half, folder)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    throw error
  }
  say(`Backed up to ${folder}`)
}

async function saveClicks(events: EventLog, folder: string, say: (line: string) => void): Promise<number> {
  const late = sleep(PATIENCE, true, { ref: false })
  if (await Promise.race([events.flush().then(() => false), late]))
    throw new Error(
      "The event store isn't accepting the clicks in the journal, so a backup would miss them. See the server log.",
    )
  const snapshot = await events.snapshot()
  try {
    say('Backing up clicks')
    return await snapshot.copyTo(folder)
  } finally {
    await snapshot.remove()
  }
}

/** Includes rows that the store refused, for people to look at. */
async function saveRefused(journal: string, target: string): Promise<void> {
  for (const table of existsSync(journal) ? await readdir(journal) : []) {
    const refused = join(journal, table, 'refused')
    if (existsSync(refused) && (await readdir(refused)).length > 0)
      await cp(refused, join(target, table, 'refused'), { recursive: true })
  }
}

/** Makes the backup readable only by its owner, and syncs it to disk so that it survives a crash. */
async function protect(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if ((await lstat(path)).isDirectory()) await protect(path)
    else {
      await chmod(path, 0o600)
      await sync(path)
    }
  }
  await chmod(folder, 0o700)
  await sync(folder)
}

async function sync(path: string): Promise<void> {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
