import { messageOf } from '@/lib/message-of'
import { sparingly } from '@/lib/sparingly'
import type { Allowance } from './cap-allowance'
import type { CapLeases } from './cap-leases'

/** How long clicks don't wait for a database that failed, in ms. */
const AWAY = 1000

type Options = {
  leases: Pick<CapLeases, 'exchange'>
  now: () => number
  /** How long a lease is certain after an exchange, in ms. Less than it lasts, so that clicks in progress are recorded by its end. */
  hold: number
  log: (line: string) => void
}

/** Exchanges of allowances with the database: one at a time for each, and those that are asked for meanwhile as one. */
export class CapExchanges {
  readonly #leases: Options['leases']
  readonly now: () => number
  readonly #hold: number
  readonly #logAway: (line: string) => void
  readonly #running = new Map<Allowance, Promise<void>>()
  readonly #queued = new Map<Allowance, { grant: number; done: Promise<void> }>()
  #awayUntil = 0

  constructor({ leases, now, hold, log }: Options) {
    this.#leases = leases
    this.now = now
    this.#hold = hold
    this.#logAway = sparingly(log)
  }

  /** Whether the database failed a moment ago, so clicks shouldn't wait for it. */
  get isAway(): boolean {
    return this.now() < this.#awayUntil
  }

  setAway(reason: string): void {
    this.#awayUntil = this.now() + AWAY
    this.#logAway(`Caps can't be checked, so clicks past their leases count as past the cap: ${reason}`)
  }

  isBusy(allowance: Allowance): boolean {
    return this.#running.has(allowance) || this.#queued.has(allowance)
  }

  /** Asks for one more click, or only for a block (0). Resolves once the database has answered or failed. */
  ask(allowance: Allowance, grant: 0 | 1): Promise<void> {
    const queued = this.#queued.get(allowance)
    if (queued) {
      queued.grant += grant
      return queued.done
    }
    const next = { grant: grant as number, done: Promise.resolve() }
    this.#queued.set(allowance, next)
    next.done = (this.#running.get(allowance) ?? Promise.resolve()).then(() => {
      this.#queued.delete(allowance)
      return this.run([allowance], next.grant)
    })
    return next.done
  }

  /** Exchanges all that aren't exchanging already. @param grant null to only report, and to give back what must be given back */
  async run(allowances: readonly Allowance[], grant: number | null): Promise<void> {
    const mine = allowances.filter((allowance) => !this.#running.has(allowance))
    if (mine.length === 0) return
    const running = this.#exchange(mine, grant)
    for (const allowance of mine) this.#running.set(allowance, running)
    await running
  }

  async #exchange(allowances: readonly Allowance[], grant: number | null): Promise<void> {
    const asked = allowances.map((allowance) => ({ allowance, exchange: allowance.exchange(grant) }))
    const at = { time: this.now(), steady: performance.now(), hold: this.#hold }
    try {
      const answers = await this.#leases.exchange(asked.map(({ exchange }) => exchange))
      for (const { allowance, exchange } of asked) allowance.apply(exchange, answers.get(exchange.lease), at)
      this.#awayUntil = 0
    } catch (error) {
      // It may have worked or not. Totals make the next one right.
      for (const { allowance, exchange } of asked) if (exchange.giveBack) allowance.mustGiveBack = true
      this.setAway(messageOf(error).trim().split('\n').at(-1) ?? '')
    } finally {
      for (const allowance of allowances) this.#running.delete(allowance)
    }
  }
}
