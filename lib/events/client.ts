import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { z } from 'zod'
import { logComment } from './asker'
import { serverAt } from './server'
import { render, type Sql } from './sql'

/** Where the event log lives. */
export type EventStore = {
  /** Folder that holds `clickhouse/` when the engine runs in this process. */
  dataDir: string
  /** ClickHouse server. When absent, the embedded engine runs in this process. */
  url?: string
  cluster?: string
}

/** A query for the store. */
export type Query<R extends z.ZodType> = {
  /** Names work that no request asked for, in the store's query log. Requests name themselves: see lib/events/asker.ts. */
  work?: string
  sql: Sql
  /** Validates every row. */
  row: R
  /** Time limit. Defaults to 30. */
  seconds?: number
  /** How many cores it may use. Defaults to all. */
  threads?: number
}

/** A query that hits a limit fails with code TIMEOUT_EXCEEDED or MEMORY_LIMIT_EXCEEDED. */
const LIMITS = { max_memory_usage: 4_000_000_000 }

/** ClickHouse otherwise drops a key that's computed from another one, also from grouping sets that don't have the other. */
const EXACT = { optimize_group_by_function_keys: 0 }

/** Longest statement, in bytes. A scope or sort order may list thousands of IDs. */
const MAX_STATEMENT = 16_000_000

/**
 * An embedded engine connection runs one statement at a time, so there's one for writes, one per core for reads
 * (five concurrent queries took 1,400 ms on one connection and 300 on two), and one to stop merges.
 */
const READERS = Math.max(2, availableParallelism())

/** The client's own logging is off: the caller reports each failure once, without the rows. */
const log = { level: ClickHouseLogLevel.OFF }

/** A connection to the store. */
export type Connection = {
  /** Runs a query that ends in its SETTINGS and returns its rows. */
  ask(statement: string): Promise<unknown>
  command(statement: string): Promise<void>
  /** Runs a statement even while a long one is running. */
  control(statement: string): Promise<void>
  close(): Promise<void>
}

/** The embedded engine's folder. */
export const engineFolder = ({ dataDir }: EventStore): string => join(dataDir, 'clickhouse')

/** Connects to the server, or opens the embedded engine. Only one process can open a data directory at a time. */
export async function connect(
  { dataDir, url }: EventStore,
  say: (line: string) => void = () => {},
): Promise<Connection> {
  if (url) {
    await serverAt(url, say)
    const client = createClient({
      url,
      application: 'tributary',
      request_timeout: 60_000,
      log,
      clickhouse_settings: { max_query_size: String(MAX_STATEMENT) },
    })
    return connectionOf(client, [client], client)
  }
  const path = engineFolder({ dataDir })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const open = async (): Promise<ClickHouseClient> => {
    // @ts-expect-error chdb takes the same interface from another copy of the client's types, which differ only in setting names
    const client = createClient({ connection: createChdbConnection({ path }), log })
    await client.command({ query: `SET max_query_size = ${MAX_STATEMENT}` })
    return client
  }
  const writer = await open()
  const readers: ClickHouseClient[] = []
  while (readers.length < READERS) readers.push(await open())
  return connectionOf(writer, readers, await open())
}

function connectionOf(
  writer: ClickHouseClient,
  readers: readonly ClickHouseClient[],
  controller: ClickHouseClient,
): Connection {
  const pool = readers.map((client) => ({ client, asked: 0 }))
  return {
    async ask(statement) {
      const reader = pool.reduce((least, other) => (other.asked < least.asked ? other : least))
      reader.asked++
      try {
        const result = await reader.client.query({ query: statement, format: 'JSONEachRow' })
        return await result.json()
      } finally {
        reader.asked--
      }
    },
    async command(statement) {
      await writer.command({ query: statement })
    },
    async control(statement) {
      await controller.command({ query: statement })
    },
    async close() {
      for (const client of new Set([writer, ...readers, controller])) await client.close()
    },
  }
}

/** Runs a query and validates its rows. Settings go in the SQL text: passed separately, the embedded engine would keep them for later queries. */
export async function query<R extends z.ZodType>(
  connection: Connection,
  { work, sql, row, seconds = 30, threads }: Query<R>,
): Promise<z.infer<R>[]> {
  const settings = {
    ...LIMITS,
    ...EXACT,
    max_execution_time: seconds,
    ...(threads !== undefined && { max_threads: threads }),
    output_format_json_quote_64bit_integers: 0,
    // As numbers, they'd be rounded.
    output_format_json_quote_decimals: 1,
    log_comment: `'${z
      .string()
      .regex(/^[\w.:-]+$/)
      .parse(logComment(work))}'`,
  }
  const list = Object.entries(settings).map(([name, setting]) => `${name} = ${setting}`)
  return z.array(row).parse(await connection.ask(`${render(sql)}\nSETTINGS ${list.join(', ')}`))
}
