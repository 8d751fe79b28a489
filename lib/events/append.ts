import { setTimeout as sleep } from 'node:timers/promises'
import type { Journal } from './journal'

/** Stores lines (one row each); with the same token they are stored once. */
export type Insert = (token: string, lines: string) => Promise<void>

export type AppenderOptions = {
  insert: Insert
  /** Whether the store will refuse these lines however often it is asked (bad data), rather than being away. */
  isRefusal: (error: unknown) => boolean
  journal: Journal
  log: (line: string) => void
  /**
   * Shortest time between the starts of two inserts, in ms. An insert costs the store 20 ms however few its rows are, and a part to merge:
   * 12,000 clicks/s take a third of a core in batches of 200 ms, and more than a whole one in batches of 20.
   */
  spacing?: number
  /** First and longest pause between two attempts to reach a store that is away, in ms. */
  retry?: { first: number; longest: number }
}

/** How long closing goes on storing, in ms; what is left stays in the journal for the next start. */
const LAST_ORDERS = 5_000

/**
 * Appends to one table. Rows are answered for as soon as they are in the journal on disk. From there they go to the store in batches, one at a time and
 * oldest first; a batch leaves the journal when the store has it. So a store that is away, slow or refuses, and a process that is killed
 * anywhere, are one case: the batch is sent again under the same token.
 */
export class Appender {
  readonly #options: Required<AppenderOptions>
  #shipping: Promise<void> | undefined
  #closing = new AbortController()
  /** When closing gives up on the store, by performance.now(). */
  #deadline = Infinity
  #away = false

  constructor(options: AppenderOptions) {
    this.#options = { spacing: 200, retry: { first: 100, longest: 5_000 }, ...options }
    this.#ship()
  }

  /** Resolves when the lines are durable. Rejects if the disk does not take them. */
  async append(lines: readonly string[]): Promise<void> {
    if (this.#closing.signal.aborted) throw new Error('The event log is closed.')
    if (lines.length === 0) return
    await this.#options.journal.append(lines)
    this.#ship()
  }

  /** Resolves when the store has everything appended so far: while it is away, never. */
  async flush(): Promise<void> {
    while (this.#shipping) await this.#shipping
  }

  /** Takes no more, gives the store what it takes, and resolves when nothing is under way. What is left stays for the next start. */
  async close(): Promise<void> {
    this.#deadline = performance.now() + LAST_ORDERS
    this.#closing.abort()
    await this.#options.journal.close()
    await this.flush()
    this.#ship()
    await this.flush()
  }

  #ship(): void {
    if (this.#options.journal.isEmpty) return
    this.#shipping ??= this.#shipAll().finally(() => {
      this.#shipping = undefined
      // What came in after the last look.
      if (!this.#closing.signal.aborted) this.#ship()
    })
  }

  async #shipAll(): Promise<void> {
    const { journal, retry, spacing, log } = this.#options
    const { signal } = this.#closing
    let pause = retry.first
    while (performance.now() < this.#deadline) {
      const token = await journal.take()
      if (token === undefined) {
        if (this.#away) log('The event store has all rows that were kept on disk.')
        this.#away = false
        return
      }
      const started = performance.now()
      const outcome = await this.#shipBatch(token)
      if (outcome === 'stored') {
        pause = retry.first
        await sleep(Math.max(0, started + spacing - performance.now()), undefined, { signal }).catch(() => undefined)
      } else if (outcome === 'kept') {
        if (signal.aborted) return
        await sleep(pause, undefined, { signal }).catch(() => undefined)
        pause = Math.min(pause * 2, retry.longest)
      }
    }
  }

  async #shipBatch(token: string): Promise<'stored' | 'kept' | 'split'> {
    const { journal, insert, isRefusal, log } = this.#options
    try {
      const text = await journal.read(token)
      try {
        if (text !== '') await insert(token, text)
        await journal.remove(token)
        return 'stored'
      } catch (error) {
        if (!isRefusal(error)) {
          if (!this.#away) log(`The event store does not take rows. They are kept on disk and sent again: ${messageOf(error)}`)
          this.#away = true
          return 'kept'
        }
        const lines = text.split('\n')
        // Find the bad row by halves.
        if (lines.length > 1) await journal.split(token, lines)
        else log(`The event store refuses a row: ${messageOf(error)} It is in ${await journal.refuse(token, lines)}`)
        return 'split'
      }
    } catch (error) {
      log(`The journal of the event log could not be read or written: ${messageOf(error)}`)
      return 'kept'
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n', 1).join('') : String(error)
}
