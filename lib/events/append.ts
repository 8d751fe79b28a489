import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Spool } from './spool'

/** Stores lines; with the same token they are stored once. */
export type Insert = (token: string, lines: readonly string[]) => Promise<void>

export type AppenderOptions = {
  insert: Insert
  /** Whether the store will refuse these lines however often it is asked (bad data), rather than being away. */
  isRefusal: (error: unknown) => boolean
  spool: Spool
  log: (line: string) => void
  /** Rows in one insert. 10,000 take 67 ms, 1,000 take 10 ms. */
  batchRows?: number
  /** Rows that may wait in memory; what comes on top goes to the spool. */
  queueRows?: number
  /** How long a batch waits for the store before it is spooled, in ms. */
  patience?: number
  /** Shortest time between the starts of two inserts, in ms: keeps the number of parts that the store has to merge in bounds. */
  spacing?: number
  /** First and longest pause between two attempts to reach a store that is away, in ms. */
  retry?: { first: number; longest: number }
}

type Waiting = { lines: readonly string[]; resolve: () => void; reject: (error: unknown) => void }

/**
 * Appends to one table in micro-batches: whatever arrived while the last insert ran goes into the next.
 * A batch is answered when the store has it or, if the store is away, slow or overrun, when it is on disk in the spool,
 * from where it is sent again under the same token until the store takes it.
 */
export class Appender {
  readonly #options: Required<AppenderOptions>
  #queue: Waiting[] = []
  #queuedRows = 0
  #writing: Promise<void> | undefined
  #replaying: Promise<void> | undefined
  #closing = new AbortController()
  /** Inserts that ran out of patience but may still arrive, by token: true when the store took them. */
  #late = new Map<string, Promise<boolean>>()
  /** Batches go straight to the spool while the store is known to be away. */
  #away = false

  constructor(options: AppenderOptions) {
    this.#options = { batchRows: 20_000, queueRows: 50_000, patience: 250, spacing: 5, retry: { first: 100, longest: 5_000 }, ...options }
    if (this.#options.spool.waiting().length > 0) this.#replay()
  }

  /** Resolves when the lines are durable. Rejects only if neither the store nor the disk takes them. */
  append(lines: readonly string[]): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.reject(new Error('The event log is closed.'))
    if (lines.length === 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#queue.push({ lines, resolve, reject })
      this.#queuedRows += lines.length
      if (this.#queuedRows > this.#options.queueRows) void this.#spoolBatch(newToken(), this.#takeBatch())
      this.#writing ??= this.#write().finally(() => (this.#writing = undefined))
    })
  }

  /** Resolves when everything appended so far is durable and nothing is under way. What is spooled stays for the next start. */
  async close(): Promise<void> {
    while (this.#writing) await this.#writing
    this.#closing.abort()
    await this.#replaying
  }

  async #write(): Promise<void> {
    // Everything that arrives in this turn of the event loop shares the first insert.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#queue.length > 0) {
      const started = performance.now()
      await this.#store(this.#takeBatch())
      const pause = this.#options.spacing - (performance.now() - started)
      if (pause > 0) await sleep(pause)
    }
  }

  async #store(batch: Waiting[]): Promise<void> {
    const token = newToken()
    if (this.#away) return this.#spoolBatch(token, batch)
    const lines = batch.flatMap((waiting) => waiting.lines)
    const inserted = this.#options.insert(token, lines).then(
      () => true,
      (error: unknown) => {
        this.#options.log(`The event store did not take ${lines.length} rows, so they are kept on disk and sent again: ${messageOf(error)}`)
        return false
      },
    )
    const patience = new AbortController()
    const outcome = await Promise.race([inserted, sleep(this.#options.patience, 'slow' as const, { signal: patience.signal }).catch(() => 'slow' as const)])
    patience.abort()
    if (outcome === true) {
      for (const waiting of batch) waiting.resolve()
      return
    }
    this.#away = true
    if (outcome === 'slow') this.#late.set(token, inserted)
    await this.#spoolBatch(token, batch)
  }

  async #spoolBatch(token: string, batch: Waiting[]): Promise<void> {
    const lines = batch.flatMap((waiting) => waiting.lines)
    try {
      await this.#options.spool.write(token, lines)
      for (const waiting of batch) waiting.resolve()
    } catch (error) {
      this.#options.log(`Neither the event store nor the disk took ${lines.length} rows: ${messageOf(error)}`)
      for (const waiting of batch) waiting.reject(error)
    }
    this.#replay()
  }

  #replay(): void {
    this.#replaying ??= this.#replayAll().finally(() => (this.#replaying = undefined))
  }

  async #replayAll(): Promise<void> {
    const { spool, retry } = this.#options
    let pause = retry.first
    while (!this.#closing.signal.aborted) {
      const [token] = spool.waiting()
      if (token === undefined) {
        this.#away = false
        return
      }
      if (await this.#replayBatch(token)) {
        pause = retry.first
      } else {
        await sleep(pause, undefined, { signal: this.#closing.signal }).catch(() => undefined)
        pause = Math.min(pause * 2, retry.longest)
      }
    }
  }

  /** Whether the batch is settled: stored, split or put aside. */
  async #replayBatch(token: string): Promise<boolean> {
    const { spool, insert, isRefusal, log } = this.#options
    try {
      const late = this.#late.get(token)
      this.#late.delete(token)
      if (await late) {
        await spool.remove(token)
        return true
      }
      const lines = await spool.read(token)
      try {
        await insert(token, lines)
        await spool.remove(token)
        log(`${lines.length} rows kept on disk are in the event store now.`)
      } catch (error) {
        if (!isRefusal(error)) return false
        if (lines.length === 1) {
          log(`The event store refuses a row: ${messageOf(error)} It is in ${await spool.refuse(token, lines)}`)
          return true
        }
        // Find the bad row by halves. The tokens derive from this one, so that a kill between the steps doubles nothing.
        const half = Math.ceil(lines.length / 2)
        await spool.write(`${token}.1`, lines.slice(0, half))
        await spool.write(`${token}.2`, lines.slice(half))
        await spool.remove(token)
      }
      return true
    } catch (error) {
      log(`The spool could not be read or written: ${messageOf(error)}`)
      return false
    }
  }

  #takeBatch(): Waiting[] {
    let rows = 0
    let size = 0
    while (size < this.#queue.length && rows < this.#options.batchRows) rows += this.#queue[size++]?.lines.length ?? 0
    this.#queuedRows -= rows
    return this.#queue.splice(0, size)
  }
}

function newToken(): string {
  return `${Date.now().toString(36).padStart(9, '0')}-${randomUUID()}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n', 1).join('') : String(error)
}
