import { Duplex } from 'node:stream'
import { Client, type ClientConfig } from 'pg'
import { z } from 'zod'

/** Time limit for opening a connection, and for a query waiting on the pool, in ms. */
export const CONNECT_PATIENCE = 3_000

/** How long the server may take to answer a query, in ms. Work that takes longer by design (migrations, backups) uses its own client. */
const ANSWER_PATIENCE = 8_000

const connected = z.object({ connection: z.object({ stream: z.instanceof(Duplex) }) })

/**
 * Cuts its connection when the server doesn't answer. A frozen server or a lost network would otherwise keep callers waiting for minutes.
 * The driver's own timeout only gives up on the query and leaves the connection in the pool, perhaps in the middle of a transaction.
 */
export class BoundedClient extends Client {
  #timer: NodeJS.Timeout | undefined

  constructor(settings?: string | ClientConfig) {
    super(settings)
    this.#watch('query')
    this.#watch('end')
    for (const event of ['drain', 'end'] as const) this.on(event, () => this.#rest())
  }

  /** Restarts the timer with each call. The driver emits `drain` when nothing is in flight anymore. */
  #watch(method: 'query' | 'end'): void {
    const call: unknown = Reflect.get(this, method)
    if (typeof call !== 'function') throw new Error(`pg has changed: its Client has no ${method}`)
    Reflect.set(this, method, (...parameters: unknown[]): unknown => {
      this.#rest()
      this.#timer = setTimeout(() => connected.parse(this).connection.stream.destroy(), ANSWER_PATIENCE).unref()
      return Reflect.apply(call, this, parameters)
    })
  }

  #rest(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
