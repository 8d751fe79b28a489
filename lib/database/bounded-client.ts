import { Duplex } from 'node:stream'
import { Client, type ClientConfig } from 'pg'
import { z } from 'zod'

/** How long a connection may take to be made, and a query to wait for one of the pool's, in ms. */
export const CONNECT_PATIENCE = 3_000

/** How long the server may take to answer a query, in ms. What takes longer by design (migrations, backups) has a client of its own. */
const ANSWER_PATIENCE = 8_000

const connected = z.object({ connection: z.object({ stream: z.instanceof(Duplex) }) })

/**
 * A connection that is cut when the server doesn't answer: one that is frozen, or a network that is gone, would keep it waiting for minutes.
 * The driver's own timeout gives up on the query alone, and leaves the connection in the pool, perhaps in the middle of a transaction.
 */
export class BoundedClient extends Client {
  #timer: NodeJS.Timeout | undefined

  constructor(settings?: string | ClientConfig) {
    super(settings)
    this.#watch('query')
    this.#watch('end')
    for (const event of ['drain', 'end'] as const) this.on(event, () => this.#rest())
  }

  /** Starts the clock with each call; the driver says with `drain` that nothing is under way anymore. */
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
