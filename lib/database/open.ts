import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { opened, type Database } from './client'
import { connectDatabase } from './connect'
import { startEmbedded } from './embedded'
import { explain } from './explain'
import { lockDataDir } from './lock'
import { deploy } from './migrate'
import type { Connection } from './postmaster'

export type OpenOptions = {
  /** Folder for embedded PostgreSQL. Not touched when there's a url. */
  dataDir: string
  /** PostgreSQL server. When absent, PostgreSQL is embedded. */
  url?: string
  /** Gets a line for anything that takes time or is worth knowing. */
  log?: (line: string) => void
  /** Called when embedded PostgreSQL has stopped and can't be restarted. */
  onHopeless?: (error: Error) => void
}

/** A fifth of PostgreSQL's default limit (100), so that several processes can share a server. */
const connections = 20

/** How long to wait for a server that isn't up yet (such as a container starting next to ours), in ms. */
const patience = 30_000

/**
 * Opens and migrates the process's database, embedded or on a server.
 * @throws Error when it's already open, another process holds the data directory, or a migration fails
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  if (opened.database || opened.opening) throw new Error('The database is already open')
  opened.opening = true
  try {
    opened.database = await open(options)
    return opened.database
  } finally {
    opened.opening = false
  }
}

async function open({ dataDir, url, log = () => {}, onHopeless }: OpenOptions): Promise<Database> {
  const { connection, stop } = url
    ? { connection: await serverAt(url, log), stop: async () => {} }
    : await embedded(dataDir, log, onHopeless)
  try {
    await deploy(connection, log)
  } catch (error) {
    await stop()
    throw error
  }
  return connectDatabase(connection, connections, log, async () => {
    opened.database = undefined
    await stop()
  })
}

async function embedded(
  dataDir: string,
  log: (line: string) => void,
  onHopeless: OpenOptions['onHopeless'],
): Promise<{ connection: Connection; stop: () => Promise<void> }> {
  const release = await lockDataDir(dataDir)
  try {
    const postgres = await startEmbedded({ dataDir, log, onHopeless })
    return {
      connection: postgres.address,
      stop: async () => {
        await postgres.close()
        await release()
      },
    }
  } catch (error) {
    await release()
    throw error
  }
}

async function serverAt(url: string, log: (line: string) => void): Promise<Connection> {
  const connection = { connectionString: url }
  const until = Date.now() + patience
  for (let attempt = 1; ; attempt++) {
    const client = new Client({ ...connection, connectionTimeoutMillis: 10_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return connection
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      const notYet = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '57P03'].includes(code)
      if (!notYet || Date.now() > until)
        throw new Error(`PostgreSQL at ${new URL(url).host} (DATABASE_URL) can't be used: ${explain(error)}`, {
          cause: error,
        })
      if (attempt === 1) log(`Waiting for PostgreSQL at ${new URL(url).host}`)
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(500)
  }
}
