import { setTimeout as sleep } from 'node:timers/promises'
import { sparingly } from '../sparingly'
import type { Room } from './disk'
import type { Journal } from './journal'

/** Stores lines (one row each); with the same token they are stored once. */
export type Insert = (token: string, lines: string) => Promise<void>

export type AppenderOptions = {
  insert: Insert
  /** Whether the store will refuse these lines however often it's asked (bad data), rather than being away. */
  isRefusal: (error: unknown) => boolean
  journal: Journal
  log: (line: string) => void
  /** What the disk has room for; everything when absent. */
  disk?: { readonly room: Room; readonly inWords: string }
  /** Whether the store should be given anything now; always when absent. */
  mayStore?: () => boolean
  /**
   * Shortest time between the starts of two inserts, in ms. An insert costs the store 20 ms however few its rows are, and a part to merge:
   * 12,000 clicks/s take a third of a core in batches of 200 ms, and more than a whole one in batches of 20.
   */
  spacing?: number
  /** First and longest pause between two attempts to reach a store that is away, in ms. */
  retry?: { first: number; longest: number }
}

/** How long closing goes on storing, in ms; what's left stays in the journal for the next start. */
const LAST_ORDERS = 5_000

/**
 * Appends to one table. Rows are answered for as soon as they are in the journal on disk. From there they go to the store in batches, one at a time and
 * oldest first; a batch leaves the journal when the store has it. So a store that is away, slow or refuses, and a process that is killed
 * anywhere, are one case: the batch is sent again under the same token.
 */
export class Appender {
  readonly #options: Required<AppenderOptions>
  /** Tries that fail come again every few seconds. */
  readonly #logBroken: (line: string) => void
  #shipping: Promise<void> | undefined
  #closing = new AbortController()
  /** When closing gives up on the store, by performance.now(). */
  #deadline = Infinity
  #away = false
  /** Whether the store may have a part of the oldest batch: it was tried, by this process or the one before, and not finished. */
  #inDoubt: boolean
  #held: { run: () => Promise<void>; drop: (error: Error) => void }[] = []

  constructor(options: AppenderOptions) {
    this.#options = { spacing: 200, retry: { first: 100, longest: 5_000 }, disk: { room: 'ample', inWords: '' }, mayStore: () => true, ...options }
    this.#logBroken = sparingly(options.log)
    this.#inDoubt = !options.journal.isEmpty
    this.#ship()
  }

  /** Resolves when the lines are durable. Rejects if the disk doesn't take them, or should not. */
  async append(lines: readonly string[]): Promise<void> {
    if (this.#closing.signal.aborted) throw new Error('The event log is closed.')
    const { disk, journal } = this.#options
    if (disk.room === 'full') throw new Error(`The disk is full: ${disk.inWords}.`)
    if (lines.length === 0) return
    await journal.append(lines)
    this.#ship()
  }

  /** Resolves when the store has everything appended so far: while it's away, never. */
  async flush(): Promise<void> {
    while (this.#shipping) await this.#shipping
  }

  /**
   * Works between two batches, when the store has each batch whole or not at all. Rows that come in meanwhile wait in the journal.
   * While the store is away this waits, too.
   */
  hold<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = async () => {
        await this.#options.journal.settle()
        await work().then(resolve, reject)
      }
      if (this.#closing.signal.aborted) reject(new Error('The event log is closed.'))
      else this.#held.push({ run: () => run().catch(reject), drop: reject })
      this.#ship()
    })
  }

  /** Takes no more, gives the store what it takes, and resolves when nothing is under way. What's left stays for the next start. */
  async close(): Promise<void> {
    this.#deadline = performance.now() + LAST_ORDERS
    this.#closing.abort()
    for (const { drop } of this.#held.splice(0)) drop(new Error('The event log is closed.'))
    await this.#options.journal.close()
    await this.flush()
    this.#ship()
    await this.flush()
  }

  #ship(): void {
    if (this.#options.journal.isEmpty && this.#held.length === 0) return
    this.#shipping ??= this.#shipAll().finally(() => {
      this.#shipping = undefined
      // What came in after the last look.
      if (!this.#closing.signal.aborted) this.#ship()
    })
  }

  async #shipAll(): Promise<void> {
    const { journal, retry, spacing, log, mayStore } = this.#options
    const { signal } = this.#closing
    const pauseFor = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined)
    let pause = retry.first
    while (performance.now() < this.#deadline) {
      if (!this.#inDoubt) for (const { run } of this.#held.splice(0)) await run()
      if (!mayStore()) {
        if (signal.aborted) return
        await pauseFor(retry.first)
        continue
      }
      const token = await journal.take()
      if (token === undefined) {
        this.#inDoubt = false
        if (this.#away) log('The event store has caught up: it now has all clicks that were kept on disk.')
        this.#away = false
        if (this.#held.length > 0) continue
        return
      }
      const started = performance.now()
      this.#inDoubt = true
      const outcome = await this.#shipBatch(token)
      this.#inDoubt = outcome === 'kept'
      if (outcome === 'stored') {
        pause = retry.first
        await pauseFor(Math.max(0, started + spacing - performance.now()))
      } else if (outcome === 'kept') {
        if (signal.aborted) return
        await pauseFor(pause)
        pause = Math.min(pause * 2, retry.longest)
      }
    }
  }

  async #shipBatch(token: string): Promise<'stored' | 'kept' | 'split'> {
    const { journal, insert, isRefusal, log } = this.#options
    try {
      const rows = await journal.read(token)
      if (!rows) return 'split'
      try {
        if (rows.length > 0) await insert(token, rows.join('\n'))
      } catch (error) {
        if (!isRefusal(error)) {
          if (!this.#away) log(`The event store isn't accepting clicks. They're kept on disk and will be retried: ${messageOf(error)}`)
          this.#away = true
          return 'kept'
        }
        // Find the bad row by halves.
        if (rows.length > 1) await journal.split(token, rows)
        else log(`The event store rejected a row: ${messageOf(error)} It was moved to ${await journal.refuse(token, rows)}`)
        return 'split'
      }
      await journal.remove(token)
      return 'stored'
    } catch (error) {
      this.#logBroken(`The event log's journal can't be read or written: ${messageOf(error)}`)
      return 'kept'
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n', 1).join('') : String(error)
}
