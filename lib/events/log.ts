import { join } from 'node:path'
import { z } from 'zod'
import { singleton } from '../singleton'
import { Appender } from './append'
import { connect, engineFolder, query, type Connection, type EventStore, type Query } from './client'
import { addColumns, changeSettings, createRollUp, createTable } from './ddl'
import { DiskWatch, type DiskWatchOptions } from './disk'
import { encoder, insertStatement } from './encode'
import { liftFence, withoutInserts } from './fence'
import { forget, type Forgotten } from './forget'
import { Journal } from './journal'
import type { EventTable, Row } from './schema'
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot'
import { literal } from './sql'
import { eventTables, rollUps } from './tables'
import { checkRollUps, rebuildRollUps, type Upkeep } from './upkeep'

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
  /** Looks for damage, compares roll-ups with the clicks, and rebuilds those that don't match. What it finds goes to the log. */
  checkRollUps(): Promise<void>
  /** Makes the roll-ups anew from the clicks. */
  rebuildRollUps(): Promise<void>
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

export type EventLogOptions = EventStore & {
  log?: (line: string) => void
  /** As of the Appender. */
  spacing?: number
  /** As of the DiskWatch. */
  measure?: DiskWatchOptions['measure']
}

/** Opens the event log, creates or extends its tables, and takes up what an earlier process left in the journal. */
export async function openEventLog(store: EventLogOptions): Promise<EventLog> {
  const log = store.log ?? console.error
  const isEmbedded = store.url === undefined
  const connection = await connect(store, store.log)
  const disk = new DiskWatch({
    folder: store.dataDir,
    log,
    ...(store.measure && { measure: store.measure }),
    ...(isEmbedded && {
      stopStore: () => stopMerges(connection),
      startStore: async () => {
        await connection.control('SYSTEM START MERGES')
        // The disk may have filled up faster than it's looked at.
        check().catch((error: unknown) => log(`The roll-ups couldn't be checked: ${messageOf(error)}`))
      },
    }),
  })
  try {
    await disk.look()
    await migrate(connection, store)
    // Tables that are new don't know yet.
    if (isEmbedded && disk.room !== 'ample') await stopMerges(connection)
  } catch (error) {
    await connection.close()
    throw error
  }
  const appenders = new Map(
    eventTables.map((table) => [
      table.name,
      {
        encode: encoder(table),
        appender: new Appender({
          insert: (token, lines) => connection.command(insertStatement(table, token, lines, store.cluster !== undefined, isEmbedded ? disk.floor : 0)),
          isRefusal,
          journal: new Journal(join(store.dataDir, 'journal', table.name), { log }),
          log,
          disk,
          mayStore: () => !isEmbedded || disk.room === 'ample',
          ...(store.spacing !== undefined && { spacing: store.spacing }),
        }),
      },
    ]),
  )

  /** What changes, compares or copies whole tables takes turns. */
  let turn: Promise<unknown> = Promise.resolve()
  function afterOthers<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work)
    turn = next.catch(() => undefined)
    return next
  }
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    afterOthers(() => {
      if (isEmbedded && disk.room !== 'ample') throw new Error(`The disk is almost full: ${disk.inWords}.`)
      return work()
    })
  const closing = new AbortController()
  const upkeep: Upkeep = {
    connection,
    topology: store,
    log,
    signal: closing.signal,
    hold: (work) => {
      const alone: typeof work = isEmbedded ? work : () => withoutInserts(connection, store, work)
      return [...appenders.values()].reduce<typeof work>((inner, { appender }) => () => appender.hold(inner), alone)()
    },
  }
  const check = () => inTurn(() => checkRollUps(upkeep))
  await disk.start()

  return {
    append(table, rows) {
      const target = appenders.get(table.name)
      if (!target) return Promise.reject(new Error(`The event log has no table ${table.name}.`))
      return target.appender.append(rows.map(target.encode))
    },
    flush: async () => {
      await Promise.all([...appenders.values()].map(({ appender }) => appender.flush()))
    },
    query: (question) => query(connection, question),
    command: (statement) => connection.command(statement),
    forget: (what) => inTurn(() => forget(connection, store, what)),
    checkRollUps: check,
    rebuildRollUps: () => inTurn(() => rebuildRollUps(upkeep)),
    // Between two batches: a batch is in the clicks and in the roll-ups, or in neither. Links to files need no room, so a full disk can be backed up.
    snapshot: () => afterOthers(() => upkeep.hold(() => takeSnapshot(connection, engineFolder(store)))),
    restore: (folder) => restoreSnapshot(connection, folder),
    close: async () => {
      closing.abort(new Error('The event log is closed.'))
      await disk.stop()
      await Promise.all([...appenders.values()].map(({ appender }) => appender.close()))
      await turn
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
  const nameOnly = z.object({ name: z.string() })
  for (const table of eventTables) {
    await run(createTable(table, store))
    const columns = await query(connection, {
      operation: 'migrate',
      sql: literal(`SELECT name FROM system.columns WHERE database = currentDatabase() AND table = '${table.name}'`),
      row: nameOnly,
    })
    await run(addColumns(table, new Set(columns.map(({ name }) => name)), store))
  }
  for (const rollUp of rollUps) await run(createRollUp(rollUp, store))
  const tables = await query(connection, {
    operation: 'migrate',
    sql: literal(`SELECT name, create_table_query AS created FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'`),
    row: nameOnly.extend({ created: z.string() }),
  })
  const ours = new Set([...eventTables, ...rollUps].map(({ name }) => name))
  for (const { name, created } of tables) if (ours.has(name)) await run(changeSettings(name, created, store))
  if (tables.some(({ created }) => created.includes('min_free_disk_bytes_to_perform_insert'))) await run(liftFence(store))
}

/** Deletions go with them: they would wait, and with them whoever asked. */
async function stopMerges(connection: Connection): Promise<void> {
  await connection.control('SYSTEM STOP MERGES')
  await connection.control('KILL MUTATION WHERE database = currentDatabase() AND NOT is_done')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

const opened = singleton<{ log?: EventLog }>('eventLog', () => ({}))

/** Makes it the process's event log, for eventLog(). */
export function setEventLog(log: EventLog): void {
  opened.log = log
}

/** The process's event log. @throws Error before the server opens it. */
export function eventLog(): EventLog {
  if (!opened.log) throw new Error("The event log isn't open yet.")
  return opened.log
}
