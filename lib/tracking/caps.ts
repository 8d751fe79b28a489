import { capWindow } from '@/lib/catalog/cap-window'
import type { CapRecord } from '@/lib/catalog/records'
import type { CapAction } from '@/lib/database/generated/client'
import { Allowance } from './cap-allowance'
import type { CapExchanges } from './cap-exchanges'
import type { OfferLink } from './resolve'

/** What caps say about a click. */
export type Claim = {
  /** The click is past a cap, and what to do with it. Undefined when it's within all of them. */
  over: { reason: CapReason; action: CapAction } | undefined
  /** The leases it uses one click of. */
  leases: readonly string[]
  /** Must be called once the click is recorded, or isn't going to be. */
  settle(recorded: boolean): void
}
export type CapReason = 'cap_reached' | 'cap_unknown'

const noLeases: readonly string[] = []
/** The claim of a click that no cap is about. */
export const unclaimed: Claim = { over: undefined, leases: noLeases, settle: () => {} }

/** How long a click near the limit waits for its part of it, in ms. */
const PATIENCE = 1000
/** How soon it asks again when others have the rest, in ms. Twice as late each time. */
const AGAIN = 10

/** From the one that lets a click through to the one that stops it. */
const strictness: readonly CapAction[] = ['Accept_Unpaid', 'Fallback', 'Block']

type Status = 'room' | 'reached' | 'unknown' | 'ask'

/** The caps of all clicks in this process. lib/tracking/cap-upkeep.ts keeps their leases alive and gives them back. */
export class Caps {
  readonly #exchanges: CapExchanges
  /** By cap ID, the one for the current period. */
  readonly #current = new Map<string, Allowance>()
  /** By cap ID, ones leased ahead for the period that's about to start. */
  readonly #next = new Map<string, Allowance>()
  /** Those that clicks no longer use, until everything is reported and given back. */
  readonly #former = new Set<Allowance>()

  constructor(exchanges: CapExchanges) {
    this.#exchanges = exchanges
  }

  /**
   * Counts a click against its caps: all of them or none. It's immediate far from a limit and past it, and takes a query near it.
   * @param counts false for requests that don't use a cap: they only see whether it's reached, as far as this process knows
   */
  claim(
    { organization, offer, publisher }: Pick<OfferLink, 'organization' | 'offer' | 'publisher'>,
    subId: string,
    time: number,
    counts: boolean,
  ): Claim | Promise<Claim> {
    const list = organization.caps.ofClick(offer.id, publisher.id, subId)
    if (list.length === 0) return unclaimed
    const { timezone } = organization
    if (!counts) return this.#look(list, timezone, time)
    const [only] = list
    if (only === undefined) return unclaimed
    const allowance = this.#current.get(only.id)
    if (list.length === 1 && allowance?.isFor(only, only.timezone ?? timezone, time) && allowance.hasRoom(time)) {
      this.#take(allowance)
      return allowance
    }
    return this.#decide(list, timezone, time) ?? this.#wait(list, organization, time)
  }

  /** All that have something to report, renew, or give back. */
  get all(): readonly Allowance[] {
    return [...this.#current.values(), ...this.#next.values(), ...this.#former]
  }

  isFormer(allowance: Allowance): boolean {
    return this.#former.has(allowance)
  }

  ofCap(id: string): readonly Allowance[] {
    return this.all.filter(({ cap }) => cap.id === id)
  }

  /** Leases the next period's before it starts, so that its first clicks don't wait. */
  lookAhead(allowance: Allowance): void {
    const { cap, timezone, window } = allowance
    if (this.#next.has(cap.id) || this.#current.get(cap.id) !== allowance) return
    const next = new Allowance(cap, timezone, capWindow(cap.period, timezone, window.end))
    this.#next.set(cap.id, next)
    void this.#exchanges.ask(next, 0)
  }

  /** Clicks don't use it anymore. */
  retire(allowance: Allowance): void {
    for (const map of [this.#current, this.#next])
      if (map.get(allowance.cap.id) === allowance) map.delete(allowance.cap.id)
    this.#former.add(allowance)
  }

  forget(allowance: Allowance): void {
    this.#former.delete(allowance)
  }

  #take(allowance: Allowance): void {
    allowance.take()
    if (allowance.free > allowance.low) return
    // Until it's answered.
    allowance.low = -1
    void this.#exchanges.ask(allowance, 0)
  }

  /** The cap's allowance for the period that the time is in. */
  #allowanceOf(cap: CapRecord, timezone: string, time: number): Allowance {
    const known = this.#current.get(cap.id)
    if (known && known.timezone === timezone && time < known.window.end) {
      if (known.cap !== cap) known.change(cap)
      return known
    }
    const next = this.#next.get(cap.id)
    for (const old of [known, next]) if (old) this.retire(old)
    const isNext = next && next.timezone === timezone && next.window.start <= time && time < next.window.end
    const allowance = isNext ? next : new Allowance(cap, timezone, capWindow(cap.period, timezone, time))
    this.#former.delete(allowance)
    if (allowance.cap !== cap) allowance.change(cap)
    this.#current.set(cap.id, allowance)
    return allowance
  }

  #statusOf(allowance: Allowance, time: number): Status {
    // Its period ended while it waited.
    if (time < allowance.window.start) return 'unknown'
    if (allowance.hasRoom(time)) return 'room'
    if (allowance.isFull) return 'reached'
    if (this.#exchanges.isAway) return 'unknown'
    return time < allowance.restUntil ? 'reached' : 'ask'
  }

  /** Decides without waiting, if that's possible. */
  #decide(list: readonly CapRecord[], zone: string, time: number, last?: 'reached' | 'unknown'): Claim | undefined {
    const allowances: Allowance[] = []
    let over: Claim['over']
    for (const cap of list) {
      const allowance = this.#allowanceOf(cap, cap.timezone ?? zone, time)
      allowances.push(allowance)
      const status = this.#statusOf(allowance, time)
      const known = status === 'ask' ? last : status
      if (known === undefined) return undefined
      if (known === 'room') continue
      // So that the database is noticed when it's back.
      if (known === 'unknown' && !this.#exchanges.isBusy(allowance)) void this.#exchanges.ask(allowance, 1)
      over = strictest(over, {
        reason: known === 'unknown' ? 'cap_unknown' : 'cap_reached',
        action: allowance.cap.action,
      })
    }
    if (over) return { over, leases: noLeases, settle: () => {} }
    for (const allowance of allowances) this.#take(allowance)
    const [first] = allowances
    return allowances.length === 1 && first ? first : new Together(allowances)
  }

  async #wait(list: readonly CapRecord[], organization: OfferLink['organization'], time: number): Promise<Claim> {
    const started = performance.now()
    const left = () => PATIENCE - (performance.now() - started)
    for (let pause = AGAIN; ; pause *= 2) {
      const lacking = list
        .map((cap) => this.#allowanceOf(cap, cap.timezone ?? organization.timezone, time))
        .filter((allowance) => this.#statusOf(allowance, time) === 'ask')
      const answered = await within(Promise.all(lacking.map((allowance) => this.#exchanges.ask(allowance, 1))), left())
      if (!answered) this.#exchanges.setAway('PostgreSQL takes too long.')
      const claim = this.#decide(list, organization.timezone, time)
      if (claim) return claim
      // Someone else was faster, here or elsewhere.
      const isHopeless = lacking.some((allowance) => allowance.isResting) || left() <= pause
      if (isHopeless) {
        for (const allowance of lacking) if (!allowance.hasRoom(time)) allowance.rest(this.#exchanges.now())
        return this.#decide(list, organization.timezone, time, 'reached') ?? unclaimed
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  #look(list: readonly CapRecord[], zone: string, time: number): Claim {
    let over: Claim['over']
    for (const cap of list) {
      const allowance = this.#current.get(cap.id)
      if (allowance?.isFor(cap, cap.timezone ?? zone, time) && allowance.isFull && !allowance.hasRoom(time))
        over = strictest(over, { reason: 'cap_reached', action: cap.action })
    }
    return over ? { over, leases: noLeases, settle: () => {} } : unclaimed
  }
}

/** Of several caps that a click is past, the one that decides. */
function strictest(a: Claim['over'], b: NonNullable<Claim['over']>): NonNullable<Claim['over']> {
  return a && strictness.indexOf(a.action) >= strictness.indexOf(b.action) ? a : b
}

/** A claim of several caps. */
class Together implements Claim {
  readonly over = undefined
  readonly leases: readonly string[]
  readonly #allowances: readonly Allowance[]

  constructor(allowances: readonly Allowance[]) {
    this.#allowances = allowances
    this.leases = allowances.map(({ leases }) => leases[0])
  }

  settle(recorded: boolean): void {
    for (const allowance of this.#allowances) allowance.settle(recorded)
  }
}

/** Whether it's done within some ms. */
async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ms)))
  const done = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return done
}
