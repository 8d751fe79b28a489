import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { z } from 'zod'
import { render, type Sql } from './sql'

/** Where the event log is kept. */
export type EventStore = {
  /** Folder that holds `clickhouse/` when the engine runs in this process. */
  dataDir: string
  /** ClickHouse server; the engine in this process when absent. */
  url?: string
  cluster?: string
}

/** A question to the store. */
export type Query<R extends z.ZodType> = {
  /** Id of the operation that asks, for the store's query log. */
  operation: string
  sql: Sql
  /** Every row is checked against it. */
  row: R
  /** How long it may take; 30 when absent. */
  seconds?: number
}

/**
 * A question may use this much. Two cores are shared with the tracker, so a question takes at most half of a machine's;
 * one that hits a limit fails with code TIMEOUT_EXCEEDED or MEMORY_LIMIT_EXCEEDED.
 */
const LIMITS = {
  max_memory_usage: 4_000_000_000,
  max_threads: Math.max(1, Math.ceil(availableParallelism() / 2)),
}

/** What fails is told by whoever asked, once, and without the rows. */
const log = { level: ClickHouseLogLevel.OFF }

/** Connects to the server, or opens the engine in this process. One process may open a data directory at a time. */
export function connect({ dataDir, url }: EventStore): ClickHouseClient {
  if (url) return createClient({ url, application: 'tributary', request_timeout: 60_000, log })
  const path = join(dataDir, 'clickhouse')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  // @ts-expect-error chdb takes the same interface from another copy of the client's types, which differ in the names of settings only
  return createClient({ connection: createChdbConnection({ path }), log })
}

/** Asks, and checks what comes back. Settings stand in the text, since the embedded engine would keep them for later queries. */
export async function query<R extends z.ZodType>(client: ClickHouseClient, { operation, sql, row, seconds = 30 }: Query<R>): Promise<z.infer<R>[]> {
  const { text, parameters } = render(sql)
  const settings = { ...LIMITS, max_execution_time: seconds, output_format_json_quote_64bit_integers: 0, log_comment: `'${z.string().regex(/^[\w.:-]+$/).parse(operation)}'` }
  const list = Object.entries(settings).map(([name, setting]) => `${name} = ${setting}`)
  const result = await client.query({ query: `${text}\nSETTINGS ${list.join(', ')}`, query_params: parameters, format: 'JSONEachRow' })
  return z.array(row).parse(await result.json())
}
