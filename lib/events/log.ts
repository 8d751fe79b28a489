import { join } from 'node:path'
import { z } from 'zod'
import { singleton } from '@/lib/singleton'
import { messageOf } from '@/lib/message-of'
import { Appender } from './append'
import { connect, engineFolder, query, type Connection, type EventStore, type Query } from './client'
import { addColumns, changeSettings, changeView, createRollUp, createTable, dropRollUp } from './ddl'
import { DiskWatch, type DiskWatchOptions } from './disk'
import { encoder, insertStatement } from './encode'
import { liftFence, withoutInserts } from './fence'
import { forget, type Forgotten } from './forget'
import { Journal } from './journal'
import type { EventTable, Row } from './schema'
import { restoreSnapshot, takeSnapshot, type Snapshot } from './snapshot'
import { literal } from './sql'
import { eventTables, finishedTables, formerRollUps, rollUps, tableNames } from './tables'
import { checkRollUps, rebuildRollUps, type Upkeep } from './upkeep'

export type EventLog = {
  /** Resolves when the rows are durable: they're on disk and reach the store a moment later. Each row appears once. */
  append<T extends EventTable>(table: T, rows: readonly Row<T>[]): Promise<void>
  /** Resolves when the store has every row appended so far. Doesn't resolve while the store is unreachable. */
  flush(): Promise<void>
  /** Runs a query and returns validated rows. Fails when the store is unreachable or a limit is hit. */
  query<R extends z.ZodType>(question: Query<R>): Promise<z.infer<R>[]>
  /** Runs a statement that returns no rows. */
  command(statement: string): Promise<void>
  /** Permanently deletes clicks, everything counted from them, and what's about them. */
  forget(what: Forgotten): Promise<void>
  /**
   * Looks for damage, compares roll-ups with the clicks, and rebuilds those that don't match. Findings are logged.
   * On a shared server, only one process may do this at a time.
   */
  checkRollUps(signal?: AbortSignal): Promise<void>
  /** Rebuilds the roll-ups from their events. */
  rebuildRollUps(): Promise<void>
  /** A consistent snapshot of all tables in the embedded engine. */
  snapshot(): Promise<Snapshot>
  /** Fills the embedded engine's empty tables from a folder that a snapshot was copied to. Resolves with the number of clicks. */
  restore(folder: string): Promise<number>
  /** Tries to store what was appended, then disconnects. */
  close(): Promise<void>
}

/** ClickHouse error codes that mean the rows are bad, so retrying won't help. */
const REFUSALS = new Set([
  'CANNOT_PARSE_INPUT_ASSERTION_FAILED',
  'CANNOT_PARSE_TEXT',
  'CANNOT_PARSE_NUMBER',
  'CANNOT_PARSE_QUOTED_STRING',
  'CANNOT_PARSE_ESCAPE_SEQUENCE',
  'CANNOT_PARSE_DATE',
  'CANNOT_PARSE_DATETIME',
  'CANNOT_PARSE_UUID',
  'CANNOT_READ_ARRAY_FROM_TEXT',
  'CANNOT_READ_MAP_FROM_TEXT',
  'INCORRECT_DATA',
  'ARGUMENT_OUT_OF_BOUND',
  'TYPE_MISMATCH',
  'BAD_ARGUMENTS',
  'DECIMAL_OVERFLOW',
  'VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE',
  'UNKNOWN_ELEMENT_OF_ENUM',
])

export type EventLogOptions = EventStore & {
  log?: (line: string) => void
  /** See AppenderOptions. */
  spacing?: number
  /** See DiskWatchOptions. */
  measure?: DiskWatchOptions['measure']
}

/** Opens the event log, creates or extends its tables, and picks up what an earlier process left in the journal. */
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
        // The disk may have filled up between two checks.
        check().catch((error: unknown) => log(`The roll-ups couldn't be checked: ${messageOf(error)}`))
      },
    }),
  })
  try {
    await disk.look()
    await migrate(connection, store)
    // Merges were stopped before any new tables were created.
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
          insert: (token, lines) =>
            connection.command(
              insertStatement(table, token, lines, store.cluster !== undefined, isEmbedded ? disk.floor : 0),
            ),
          isRefusal,
          rows: table.rows,
          journal: new Journal(join(store.dataDir, 'journal', table.name), { log }),
          log,
          disk,
          mayStore: () => !isEmbedded || disk.room === 'ample',
          ...(store.spacing !== undefined && { spacing: store.spacing }),
        }),
      },
    ]),
  )

  /** Work that changes, compares or copies whole tables runs one at a time. */
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
      return [...appenders.values()].reduce<typeof work>(
        (inner, { appender }) =>
          () =>
            appender.hold(inner),
        alone,
      )()
    },
  }
  const check = (signal = closing.signal) =>
    inTurn(() => checkRollUps({ ...upkeep, signal: AbortSignal.any([closing.signal, signal]) }))
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
    // Taken between two batches, so each batch is in both the clicks and the roll-ups or in neither. Links take no space, so a full disk can be backed up.
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

/** Checks the error's shape, because the embedded engine throws another copy of the client's error class. */
function isRefusal(error: unknown): boolean {
  const shape = z.object({ type: z.string() }).safeParse(error)
  return shape.success && REFUSALS.has(shape.data.type)
}

async function migrate(connection: Connection, store: EventStore): Promise<void> {
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await connection.command(statement)
  }
  const nameOnly = z.object({ name: z.string() })
  for (const name of formerRollUps) await run(dropRollUp(name, store))
  for (const table of [...eventTables, ...finishedTables]) {
    await run(createTable(table, store))
    const columns = await query(connection, {
      work: 'migrate',
      sql: literal(`SELECT name FROM system.columns WHERE database = currentDatabase() AND table = '${table.name}'`),
      row: nameOnly,
    })
    await run(addColumns(table, new Set(columns.map(({ name }) => name)), store))
  }
  for (const rollUp of rollUps) await run(createRollUp(rollUp, store))
  const views = await query(connection, {
    work: 'migrate',
    sql: literal(
      `SELECT name, comment FROM system.tables WHERE database = currentDatabase() AND engine = 'MaterializedView'`,
    ),
    row: nameOnly.extend({ comment: z.string() }),
  })
  for (const rollUp of rollUps) {
    const view = views.find(({ name }) => name === `${rollUp.name}_view`)
    await run(changeView(rollUp, view?.comment ?? '', store))
  }
  const tables = await query(connection, {
    work: 'migrate',
    sql: literal(
      `SELECT name, create_table_query AS created FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'`,
    ),
    row: nameOnly.extend({ created: z.string() }),
  })
  const ours = new Set<string>(tableNames)
  for (const { name, created } of tables) if (ours.has(name)) await run(changeSettings(name, created, store))
  if (tables.some(({ created }) => created.includes('min_free_disk_bytes_to_perform_insert')))
    await run(liftFence(store))
}

/** Also cancels deletions, which would otherwise wait for merges and keep their callers waiting. */
async function stopMerges(connection: Connection): Promise<void> {
  await connection.control('SYSTEM STOP MERGES')
  await connection.control('KILL MUTATION WHERE database = currentDatabase() AND NOT is_done')
}

const opened = singleton<{ log?: EventLog }>('eventLog', () => ({}))

/** Sets the process's event log, which eventLog() returns. */
export function setEventLog(log: EventLog): void {
  opened.log = log
}

/** The process's event log. @throws Error if the server hasn't opened it yet */
export function eventLog(): EventLog {
  if (!opened.log) throw new Error("The event log isn't open yet.")
  return opened.log
}
