import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { chmod, copyFile, cp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { z } from 'zod'
import { loadDump } from '@/lib/database/dump'
import { startEmbedded } from '@/lib/database/embedded'
import { lockDataDir } from '@/lib/database/lock'
import type { Connection } from '@/lib/database/postmaster'
import { openEventLog } from '@/lib/events/log'
import { MANIFEST, manifest, type Manifest } from './backup'

/** Name of a file that marks a data directory while it's being restored. */
const MARK = 'restoring'

/**
 * Creates a data directory from a backup.
 * @throws Error when the directory isn't empty, or the backup is invalid, damaged, or from a newer version; empties the directory if the restore fails
 */
export async function restoreBackup(source: string, dataDir: string, say: (line: string) => void): Promise<void> {
  const folder = resolve(source)
  const contents = readManifest(folder)
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw new Error(
      `${dataDir} isn't empty. Restore into a new folder with --into DIR, or move this one somewhere else.`,
    )
  }
  mkdirSync(dataDir, { recursive: true })
  const release = await lockDataDir(dataDir)
  try {
    writeFileSync(join(dataDir, MARK), '')
    await fill(folder, contents, dataDir, say)
    await rm(join(dataDir, MARK))
  } catch (error) {
    await empty(dataDir)
    throw error
  } finally {
    await release()
  }
  say(`Restored the backup from ${contents.time} to ${dataDir}`)
}

/** @throws Error when a restore into this directory was interrupted */
export function refuseHalfRestored(dataDir: string): void {
  if (existsSync(join(dataDir, MARK)))
    throw new Error(
      `${dataDir} is only partly restored: the restore was interrupted. Remove the folder, and restore the backup again.`,
    )
}

function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST)
  if (!existsSync(path)) throw new Error(`${folder} isn't a backup: it has no ${MANIFEST}.`)
  const parsed = manifest.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!parsed.success)
    throw new Error(`${path} can't be read: the backup is damaged, or was made by a newer version of Tributary.`)
  return parsed.data
}

async function fill(
  folder: string,
  { postgres, clicks, time }: Manifest,
  dataDir: string,
  say: (line: string) => void,
): Promise<void> {
  if (postgres) {
    say('Restoring PostgreSQL')
    const server = await startEmbedded({ dataDir, log: say })
    try {
      await loadDump(server.address, join(folder, 'postgres'), postgres)
      await resendConversions(server.address, new Date(time))
    } finally {
      await server.close()
    }
  }
  if (clicks !== null) {
    say('Restoring clicks')
    const events = await openEventLog({ dataDir, log: say })
    try {
      const restored = await events.restore(join(folder, 'clickhouse'))
      if (restored !== clicks) throw new Error(`The backup is damaged: it has ${restored} clicks instead of ${clicks}.`)
    } finally {
      await events.close()
    }
  }
  for (const name of ['auth-secret', 'demo.json']) {
    if (!existsSync(join(folder, name))) continue
    await copyFile(join(folder, name), join(dataDir, name))
    await chmod(join(dataDir, name), 0o600)
  }
  if (existsSync(join(folder, 'journal')))
    await cp(join(folder, 'journal'), join(dataDir, 'journal'), { recursive: true })
}

/** How far clocks of several processes may be apart, in ms. */
const MARGIN = 300_000

/**
 * Has conversions sent to the event log again that changed since the backup began: those that were sent between the copies of the two stores are only
 * in PostgreSQL's.
 */
async function resendConversions(connection: Connection, since: Date): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  try {
    // Backups from before there were conversions don't have the table.
    const { rows } = await client.query(`select to_regclass('"ConversionOutbox"') as found`)
    if (!z.tuple([z.object({ found: z.string().nullable() })]).parse(rows)[0].found) return
    await client.query(
      `select setval(pg_get_serial_sequence('"ConversionOutbox"', 'sequence'), coalesce(max("sequence"), 0) + 1, false) from "ConversionOutbox"`,
    )
    await client.query(
      `insert into "ConversionOutbox" ("organizationId", "conversionId", "version")
         select "organizationId", "id", "version" from "Conversion" where "updatedAt" >= $1`,
      [new Date(since.getTime() - MARGIN)],
    )
  } finally {
    await client.end()
  }
}

/** Removes what was restored so far, including link targets. The lock stays until it's released. */
async function empty(dataDir: string): Promise<void> {
  for (const name of readdirSync(dataDir).filter((found) => found !== 'lock')) {
    const path = join(dataDir, name)
    if (lstatSync(path).isSymbolicLink()) await rm(readlinkSync(path), { recursive: true, force: true })
    await rm(path, { recursive: true, force: true })
  }
}
