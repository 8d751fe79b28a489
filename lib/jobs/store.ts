import { setTimeout as sleep } from 'node:timers/promises'
import { Pool, type QueryResult } from 'pg'
import { isAway } from '../database/away'
import { BoundedClient, CONNECT_PATIENCE } from '../database/bounded-client'
import type { Connection } from '../database/postmaster'

export type JobStore = {
  /** As pg-boss calls it. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  /** Works while no other process does that here. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** From now on, statements fail instead of waiting. */
  hurry(): void
  close(): Promise<void>
}

/** One does most of it. The other one is for when two things happen at once. */
const CONNECTIONS = 2

/** Any number that nobody else locks. */
const LOCK = 7246003

/** Between two attempts while PostgreSQL is away, in ms. */
const PAUSE = 500

/** Ends the statements with which pg-boss completes or fails a job. */
const VERDICT = /SELECT COUNT\(\*\) FROM results\s*$/

/**
 * pg-boss's connections to PostgreSQL. Statements wait while it's away, so a finished job isn't forgotten when it's restarted. pg-boss completes some
 * jobs without looking at the result, and a rejection there would end the process, so those never fail.
 * @param report hears what went wrong
 */
export function openJobStore(connection: Connection, report: (line: string) => void): JobStore {
  // Polling keeps one of them busy enough to stay.
  const patience = { connectionTimeoutMillis: CONNECT_PATIENCE, idleTimeoutMillis: 60_000, keepAlive: true }
  const pool = new Pool({ ...connection, Client: BoundedClient, max: CONNECTIONS, ...patience })
  // An idle connection was cut. The next statement makes a new one, and tells if it can't.
  pool.on('error', () => {})
  const hurry = new AbortController()
  const { signal } = hurry

  async function executeSql(text: string, values?: unknown[]): Promise<Pick<QueryResult<Record<string, unknown>>, 'rows'>> {
    for (;;) {
      try {
        return await pool.query<Record<string, unknown>>(text, values)
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        if (signal.aborted || !isAway(error)) {
          if (!VERDICT.test(text)) throw error
          if (!signal.aborted) report(`A background job's end can't be recorded: ${message}`)
          return { rows: [{ count: 0 }] }
        }
        report(`Background jobs are waiting for PostgreSQL: ${message}`)
        await sleep(PAUSE, undefined, { signal }).catch(() => {})
      }
    }
  }

  return {
    executeSql,
    alone: async (work) => {
      const client = await pool.connect()
      // It may be cut while it does nothing, and nobody else hears that.
      client.on('error', () => {})
      try {
        await client.query('begin')
        await client.query('select pg_advisory_xact_lock($1)', [LOCK])
        return await work()
      } finally {
        // Ends the transaction, whatever state it's in.
        client.release(true)
      }
    },
    hurry: () => hurry.abort(),
    close: async () => {
      hurry.abort()
      await pool.end()
    },
  }
}
