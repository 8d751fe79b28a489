import { join } from 'node:path'
import { z } from 'zod'
import { singleton } from '../singleton'
import { Appender } from './append'
import { connect, engineFolder, query, type Connection, type EventStore, type Query } from './client'
import { addColumns, createRollUp, createTable } from './ddl'
import { encoder, insertStatement } from './encode'
import { forget, type Forgotten } from './forget'
import { Journal } from './journal'
import type { EventTable, Row } from './schema'
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot'
import { literal } from './sql'
import { eventTables, rollUps } from './tables'

export type EventLog = {
  /** Resolves when the rows are durable: on disk, from where the store takes them a moment later. Rows appear once. */
  append<T extends EventTable>(table: T, rows: readonly Row<T>[]): Promise<void>
  /** Resolves when the store has every row appended so far: while it is away, never. */
  flush(): Promise<void>
  /** Answers a question with checked rows. Fails when the store is away or a limit is hit. */
  query<R extends z.ZodType>(question: Query<R>): Promise<z.infer<R>[]>
  /** Runs a statement that answers nothing. */
  command(statement: string): Promise<void>
  /** Deletes clicks for good, with everything that was counted from them. */
  forget(what: Forgotten): Promise<void>
  /** What the embedded engine has now, at one moment for all tables. */
  snapshot(): Promise<Snapshot>
  /** Fills the embedded engine's empty tables from a folder that a snapshot was copied to. Resolves with how many clicks there are. */
  restore(folder: string): Promise<number>
  /** Gives the store what was appended if it takes it, then disconnects. */
  close(): Promise<void>
}

/** Codes with which ClickHouse says that rows are wrong, not that it is away: they will not get better by waiting. */
const REFUSALS = new Set(['CANNOT_PARSE_INPUT_ASSERTION_FAILED', 'CANNOT_PARSE_TEXT', 'CANNOT_PARSE_NUMBER', 'CANNOT_PARSE_QUOTED_STRING',
  'CANNOT_PARSE_ESCAPE_SEQUENCE', 'CANNOT_PARSE_DATE', 'CANNOT_PARSE_DATETIME', 'CANNOT_PARSE_UUID', 'CANNOT_READ_ARRAY_FROM_TEXT', 'CANNOT_READ_MAP_FROM_TEXT',
  'INCORRECT_DATA', 'ARGUMENT_OUT_OF_BOUND', 'TYPE_MISMATCH', 'BAD_ARGUMENTS', 'DECIMAL_OVERFLOW', 'VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE', 'UNKNOWN_ELEMENT_OF_ENUM'])

/** Opens the event log, makes or extends its tables, and takes up what an earlier process left in the journal. `spacing` as of the Appender. */
export async function openEventLog(store: EventStore & { log?: (line: string) => void; spacing?: number }): Promise<EventLog> {
  const connection = await connect(store, store.log)
  try {
    await migrate(connection, store)
  } catch (error) {
    await connection.close()
    throw error
  }
  // A batch is in the clicks and in what is counted from them, or in neither: snapshots wait for inserts, and inserts for snapshots.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work)
    turn = done.catch(() => {})
    return done
  }
  const appenders = new Map(
    eventTables.map((table) => [
      table.name,
      {
        encode: encoder(table),
        appender: new Appender({
          insert: (token, lines) => inTurn(() => connection.command(insertStatement(table, token, lines, store.cluster !== undefined))),
          isRefusal,
          journal: new Journal(join(store.dataDir, 'journal', table.name)),
          log: store.log ?? console.error,
          ...(store.spacing !== undefined && { spacing: store.spacing }),
        }),
      },
    ]),
  )

  return {
    append(table, rows) {
      const target = appenders.get(table.name)
      if (!target) return Promise.reject(new Error(`There is no table ${table.name} in the event log.`))
      return target.appender.append(rows.map(target.encode))
    },
    flush: async () => {
      await Promise.all([...appenders.values()].map(({ appender }) => appender.flush()))
    },
    query: (question) => query(connection, question),
    command: (statement) => connection.command(statement),
    forget: (what) => forget(connection, store, what),
    snapshot: () => inTurn(() => takeSnapshot(connection, engineFolder(store))),
    restore: (folder) => restoreSnapshot(connection, folder),
    close: async () => {
      await Promise.all([...appenders.values()].map(({ appender }) => appender.close()))
      await connection.close()
    },
  }
}

/** By its shape: the embedded engine's errors are of another copy of the client's class. */
function isRefusal(error: unknown): boolean {
  const shape = z.object({ type: z.string() }).safeParse(error)
  return shape.success && REFUSALS.has(shape.data.type)
}

async function migrate(connection: Connection, store: EventStore): Promise<void> {
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await connection.command(statement)
  }
  for (const table of eventTables) {
    await run(createTable(table, store))
    const columns = await query(connection, {
      operation: 'migrate',
      sql: literal(`SELECT name FROM system.columns WHERE database = currentDatabase() AND table = '${table.name}'`),
      row: z.object({ name: z.string() }),
    })
    await run(addColumns(table, new Set(columns.map(({ name }) => name)), store))
  }
  for (const rollUp of rollUps) await run(createRollUp(rollUp, store))
}

const opened = singleton<{ log?: EventLog }>('eventLog', () => ({}))

/** Makes it the process's event log, for eventLog(). */
export function setEventLog(log: EventLog): void {
  opened.log = log
}

/** The process's event log. @throws Error before the server has opened it. */
export function eventLog(): EventLog {
  if (!opened.log) throw new Error('The event log is not open yet.')
  return opened.log
}
