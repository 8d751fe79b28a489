import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { lastLineOf } from '@/lib/message-of'
import { isUuid, newUuid } from '@/lib/uuid'
import { catalogChange, catalogChannel } from './change'
import { type Key, readers, type Table } from './reading'
import { Catalog } from './records'

export * from './records'

type Source = Pick<Database, 'prisma' | 'listen'>
type Readable = { prisma: Prisma.TransactionClient }

/** A catalog that follows its database until closed. */
export type FollowedCatalog = { catalog: Catalog; close(): Promise<void> }

/** An edit's notifications arrive together. Waiting this many ms collects them into one read. */
const GATHER = 20
/** Shortest and longest retry delay while PostgreSQL is away, in ms. */
const RETRY = { first: 200, longest: 5000 }
/** With more changed rows than this, the whole table is read. That takes seconds for a million links. */
const mostKeys = (table: Table) => (table === 'Link' ? 50_000 : 1000)
/** How often what changes during a read is read with it. */
const MOST_ROUNDS = 10
/** How long to wait for notifications that are on their way, in ms. If they're lost, everything is reread anyway. */
const LATE = 1000

// The keys are tables by construction, but Object.keys types them as strings.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const tables = Object.keys(readers) as Table[]

/** The rows to reread from each table. */
class Stale {
  readonly #keys = new Map<Table, 'all' | Map<string, Key>>()

  add(table: Table, rows: 'all' | readonly Key[]): void {
    const known = this.#keys.get(table)
    if (known === 'all') return
    const keys = known ?? new Map<string, Key>()
    if (rows !== 'all')
      for (const row of rows) keys.set('id' in row ? row.id : `${row.offerId} ${row.publisherId}`, row)
    this.#keys.set(table, rows === 'all' || keys.size > mostKeys(table) ? 'all' : keys)
  }

  addEverything(): void {
    for (const table of tables) this.add(table, 'all')
  }

  addAll(other: Stale): void {
    for (const [table, keys] of other.entries()) this.add(table, keys)
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0
  }

  /** Referenced tables come before those that refer to them. */
  entries(): [Table, 'all' | readonly Key[]][] {
    return tables.flatMap((table) => {
      const keys = this.#keys.get(table)
      return keys === undefined ? [] : [[table, keys === 'all' ? keys : [...keys.values()]]]
    })
  }
}

/** Tables read at once: PostgreSQL reads one while another one's rows become objects. More would take connections that others need. */
const LANES = 2

/** Reads what's stale. @returns what puts it into a catalog, in this order */
async function read({ prisma }: Readable, stale: Stale): Promise<((catalog: Catalog) => void)[]> {
  const entries = stale.entries()
  const applies = new Map<number, (catalog: Catalog) => void>()
  const todo = entries.entries()
  const lane = async () => {
    for (const [index, [table, keys]] of todo) applies.set(index, await readers[table](prisma, keys))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return entries.flatMap((_, index) => applies.get(index) ?? [])
}

/** Reads the whole catalog once, which can be in a transaction. */
export async function loadCatalog(database: Readable): Promise<Catalog> {
  const catalog = new Catalog()
  const everything = new Stale()
  everything.addEverything()
  for (const apply of await read(database, everything)) apply(catalog)
  return catalog
}

/**
 * Reads the whole catalog and keeps it current. Changed rows are reread about 30 ms after PostgreSQL's notification, and everything is reread after
 * a lost connection. While PostgreSQL is away, the catalog stays as it was.
 */
export async function followCatalog(
  database: Source,
  { log = console.error }: { log?: (line: string) => void } = {},
): Promise<FollowedCatalog> {
  const catalog = new Catalog()
  let stale = new Stale()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let pause = 0
  let closed = false
  const fences = new Map<string, () => void>()
  /** Whether everything was read once. Until then, changes only add to what's stale. */
  let ready = false

  const schedule = (delay: number) => {
    if (ready && !closed && !running) timer ??= setTimeout(run, delay)
  }
  const run = () => {
    timer = undefined
    const batch = stale
    stale = new Stale()
    running = refreshOrRetry(batch).finally(() => {
      running = undefined
      if (!stale.isEmpty) schedule(pause || GATHER)
    })
  }
  const refreshOrRetry = async (batch: Stale) => {
    try {
      await refresh(batch)
      if (pause > 0) log('The catalog is up to date again.')
      pause = 0
    } catch (error) {
      stale.addAll(batch)
      if (pause === 0 && !closed)
        log(`The catalog couldn't be reloaded, so the last version stays in use: ${lastLineOf(error)}`)
      pause = Math.min(pause * 2 || RETRY.first, RETRY.longest)
    }
  }
  /**
   * Reads what's stale, and then all that was committed before it was read, and updates the catalog in one step: no click sees an offer without
   * its landing pages, or one that's active already without the caps it got before that. Adds what it reads to the batch.
   */
  const refresh = async (batch: Stale) => {
    const applies = await read(database, batch)
    for (let round = 1; ; round++) {
      await caughtUp()
      if (stale.isEmpty || round === MOST_ROUNDS) break
      const more = stale
      stale = new Stale()
      batch.addAll(more)
      applies.push(...(await read(database, more)))
    }
    for (const apply of applies) apply(catalog)
    if (catalog.links.table.isWasteful) stale.add('Link', 'all')
  }
  /** Resolves once notifications of everything that's committed by now have arrived. PostgreSQL sends them in order, so ours comes after them. */
  const caughtUp = async () => {
    const fence = newUuid()
    const arrived = new Promise<void>((resolve) => fences.set(fence, resolve))
    const late = setTimeout(() => fences.get(fence)?.(), LATE)
    try {
      await database.prisma.$executeRaw`SELECT pg_notify(${catalogChannel}, ${fence})`
      await arrived
    } finally {
      clearTimeout(late)
      fences.delete(fence)
    }
  }

  // Listen first: anything that changes during the initial read is read again afterwards.
  const stop = await database.listen(
    catalogChannel,
    (payload) => {
      // This process's own, or another one's.
      if (isUuid(payload)) return fences.get(payload)?.()
      const change = parseChange(payload)
      if (!change) {
        log(
          `A catalog change notification couldn't be parsed, so the whole catalog is being reloaded: ${payload.slice(0, 200)}`,
        )
        stale.addEverything()
      } else {
        stale.add(change.table, 'all' in change ? 'all' : change.rows)
      }
      schedule(GATHER)
    },
    () => {
      stale.addEverything()
      // PostgreSQL is back, so don't wait out a long pause.
      pause = Math.min(pause, RETRY.first)
      clearTimeout(timer)
      timer = undefined
      schedule(0)
    },
  )
  const everything = new Stale()
  everything.addEverything()
  try {
    await refresh(everything)
  } catch (error) {
    await stop()
    throw error
  }
  ready = true
  if (!stale.isEmpty) schedule(GATHER)

  return {
    catalog,
    close: async () => {
      closed = true
      for (const pass of fences.values()) pass()
      clearTimeout(timer)
      await stop()
      await running
    },
  }
}

function parseChange(payload: string) {
  try {
    return catalogChange.parse(payload)
  } catch {
    return undefined
  }
}
