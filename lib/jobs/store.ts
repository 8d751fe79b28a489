import { setTimeout as sleep } from 'node:timers/promises'
import { Pool, type QueryResult } from 'pg'
import { isAway } from '@/lib/database/away'
import { BoundedClient, CONNECT_PATIENCE } from '@/lib/database/bounded-client'
import type { Connection } from '@/lib/database/postmaster'

export type JobStore = {
  /** The signature that pg-boss expects. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  /** Runs work while no other process runs any. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Makes statements fail instead of waiting for PostgreSQL. */
  hurry(): void
  close(): Promise<void>
}

/** One does most of the work. The other is for when two things happen at once. */
const CONNECTIONS = 2

/** An arbitrary number that nothing else in the project locks. */
const LOCK = 7246003

/** Pause between attempts while PostgreSQL is away, in ms. */
const PAUSE = 500

/** How the statements end that pg-boss completes and fails jobs with. */
const VERDICT = /SELECT COUNT\(\*\) FROM results\s*$/

/**
 * pg-boss's connections to PostgreSQL. Statements wait while it's away, so a restart doesn't forget a finished job. pg-boss completes some jobs
 * without awaiting the result, and an unhandled rejection would end the process, so those statements never fail.
 * @param report gets a line about each problem
 */
export function openJobStore(connection: Connection, report: (line: string) => void): JobStore {
  // Polling keeps one of them open.
  const patience = { connectionTimeoutMillis: CONNECT_PATIENCE, idleTimeoutMillis: 60_000, keepAlive: true }
  const pool = new Pool({ ...connection, Client: BoundedClient, max: CONNECTIONS, ...patience })
  // An idle connection was lost. The next statement opens a new one or reports the failure.
  pool.on('error', () => {})
  const hurry = new AbortController()
  const { signal } = hurry

  async function executeSql(
    text: string,
    values?: unknown[],
  ): Promise<Pick<QueryResult<Record<string, unknown>>, 'rows'>> {
    for (;;) {
      try {
        return await pool.query<Record<string, unknown>>(text, values)
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        if (signal.aborted || !isAway(error)) {
          if (!VERDICT.test(text)) throw error
          if (!signal.aborted) report(`A background job's result can't be recorded: ${message}`)
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
      // It may be lost while idle, and an unhandled error event would end the process.
      client.on('error', () => {})
      try {
        await client.query('begin')
        await client.query('select pg_advisory_xact_lock($1)', [LOCK])
        return await work()
      } finally {
        // Ends the transaction in whatever state it's in.
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
