import { setTimeout as sleep } from 'node:timers/promises'
import { sparingly } from '@/lib/sparingly'
import { firstLineOf } from '@/lib/message-of'
import type { Room } from './disk'
import type { Journal } from './journal'

/** Stores lines (one row each). A repeated call with the same token stores nothing new. */
export type Insert = (token: string, lines: string) => Promise<void>

export type AppenderOptions = {
  insert: Insert
  /** Whether the store rejects these lines for good (bad data), as opposed to being unreachable. */
  isRefusal: (error: unknown) => boolean
  journal: Journal
  log: (line: string) => void
  /** What its rows are, for messages. Defaults to clicks. */
  rows?: string
  /** What the disk has room for. Assumes plenty when absent. */
  disk?: { readonly room: Room; readonly inWords: string }
  /** Whether the store can take inserts right now. Defaults to always. */
  mayStore?: () => boolean
  /**
   * Minimum time between the starts of two inserts, in ms. However small, an insert costs the store 20 ms and adds a part to merge:
   * 12,000 clicks/s use a third of a core with a batch every 200 ms, and more than a full core with one every 20 ms.
   */
  spacing?: number
  /** First and longest delay between retries while the store is unreachable, in ms. */
  retry?: { first: number; longest: number }
}

/** How long closing keeps storing rows, in ms. The rest stays in the journal for the next start. */
const LAST_ORDERS = 5_000

/**
 * Appends to one table. Rows are acknowledged as soon as they're in the journal on disk. From there they go to the store in batches, one at a time,
 * oldest first. A batch leaves the journal once the store has it. An unreachable, slow or failing store and a process killed at any point are
 * handled the same way: the batch is sent again with the same token.
 */
export class Appender {
  readonly #options: Required<AppenderOptions>
  /** Rate-limited, since failed attempts repeat every few seconds. */
  readonly #logBroken: (line: string) => void
  #shipping: Promise<void> | undefined
  #closing = new AbortController()
  /** When closing gives up on the store, in performance.now() time. */
  #deadline = Infinity
  #away = false
  /** Whether the store may have part of the oldest batch: this process or the previous one tried to insert it and didn't finish. */
  #inDoubt: boolean
  #held: { run: () => Promise<void>; drop: (error: Error) => void }[] = []

  constructor(options: AppenderOptions) {
    this.#options = {
      spacing: 200,
      retry: { first: 100, longest: 5_000 },
      rows: 'clicks',
      disk: { room: 'ample', inWords: '' },
      mayStore: () => true,
      ...options,
    }
    this.#logBroken = sparingly(options.log)
    this.#inDoubt = !options.journal.isEmpty
    this.#ship()
  }

  /** Resolves when the lines are durable. Rejects if the disk is full or the write fails. */
  async append(lines: readonly string[]): Promise<void> {
    if (this.#closing.signal.aborted) throw new Error('The event log is closed.')
    const { disk, journal } = this.#options
    if (disk.room === 'full') throw new Error(`The disk is full: ${disk.inWords}.`)
    if (lines.length === 0) return
    await journal.append(lines)
    this.#ship()
  }

  /** Resolves when the store has everything appended so far. Doesn't resolve while the store is unreachable. */
  async flush(): Promise<void> {
    while (this.#shipping) await this.#shipping
  }

  /**
   * Runs work between two batches, when the store has each batch either completely or not at all. Rows that arrive meanwhile wait in the journal.
   * While the store is unreachable, this waits too.
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

  /** Stops accepting rows, stores as much as it can, and resolves when nothing is in flight. The rest stays for the next start. */
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
      // Rows may have arrived after the loop last checked.
      if (!this.#closing.signal.aborted) this.#ship()
    })
  }

  async #shipAll(): Promise<void> {
    const { journal, retry, spacing, log, mayStore, rows } = this.#options
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
        if (this.#away) log(`The event store has caught up: it now has all ${rows} that were kept on disk.`)
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
    const { journal, insert, isRefusal, log, rows } = this.#options
    try {
      const lines = await journal.read(token)
      if (!lines) return 'split'
      try {
        if (lines.length > 0) await insert(token, lines.join('\n'))
      } catch (error) {
        if (!isRefusal(error)) {
          if (!this.#away)
            log(
              `The event store isn't accepting ${rows}. They're kept on disk and will be retried: ${firstLineOf(error)}`,
            )
          this.#away = true
          return 'kept'
        }
        // Bisect to find the bad row.
        if (lines.length > 1) await journal.split(token, lines)
        else
          log(
            `The event store rejected a row: ${firstLineOf(error)} It was moved to ${await journal.refuse(token, lines)}`,
          )
        return 'split'
      }
      await journal.remove(token)
      return 'stored'
    } catch (error) {
      this.#logBroken(`The event log's journal can't be read or written: ${firstLineOf(error)}`)
      return 'kept'
    }
  }
}
