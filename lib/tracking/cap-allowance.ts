import type { CapRecord } from '@/lib/catalog/records'
import type { CapWindow } from '@/lib/catalog/cap-window'
import { newUuid } from '@/lib/uuid'
import { type Exchange, type Exchanged, SHARE } from './cap-leases'

/** How long clicks don't ask again for what others have, in ms. */
const REST = 500

/**
 * How much of a cap this process may accept in one period, by its lease. Counting is synchronous, so a click far from the limit costs a comparison
 * and an increment.
 */
export class Allowance {
  /** Never changes, unlike the cap. */
  readonly leases: readonly [string] = [newUuid()]
  readonly over = undefined
  granted = 0
  /** Recorded clicks. */
  used = 0
  /** Clicks that aren't recorded yet. */
  busy = 0
  /** How much of `used` the database knows. */
  reported = 0
  /** Until when the lease is certainly this process's, in ms since 1970. */
  until = 0
  /** The same by a clock that no one sets. */
  #untilSteady = 0
  /** Runs low at this many. Negative when blocks are over, and clicks ask one by one. */
  low = -1
  /** The limit is reached for the rest of the period. */
  isFull = false
  /** Until when clicks don't ask, because others have the rest. In ms since 1970. */
  restUntil = 0
  /** Whether the lease must shrink to what's used at the next exchange. */
  mustGiveBack = false
  /** Whether a click used it since this was last set to false. */
  isTouched = true

  constructor(
    /** Replaced when it's edited. */
    public cap: CapRecord,
    readonly timezone: string,
    readonly window: CapWindow,
  ) {}

  get free(): number {
    return this.granted - this.used - this.busy
  }

  isFor(cap: CapRecord, timezone: string, time: number): boolean {
    return this.cap === cap && this.timezone === timezone && time < this.window.end && time >= this.window.start
  }

  hasRoom(time: number): boolean {
    return this.used + this.busy < this.granted && time < this.until
  }

  take(): void {
    this.busy++
    this.isTouched = true
  }

  /** A click that took one is recorded, or won't be. */
  settle(recorded: boolean): void {
    this.busy--
    if (recorded) this.used++
  }

  /** The cap was edited: the lease is checked against its new limit before the next click. */
  change(cap: CapRecord): void {
    this.cap = cap
    this.until = 0
    this.isFull = false
    this.restUntil = 0
    this.mustGiveBack = true
  }

  /** Nothing left to give back or report. */
  get isSettled(): boolean {
    return this.busy === 0 && this.granted === this.used && this.used === this.reported
  }

  /** What to ask of the database. What's given back can't be used from now on. @param grant null for nothing more */
  exchange(grant: number | null): Exchange {
    if (this.mustGiveBack) this.granted = this.used + this.busy
    const exchange: Exchange = {
      organization: this.cap.organizationId,
      cap: this.cap.id,
      start: this.window.start,
      lease: this.leases[0],
      used: this.used,
      busy: this.busy,
      giveBack: this.mustGiveBack,
      grant,
    }
    this.mustGiveBack = false
    return exchange
  }

  /** @param answer undefined when there's no such cap anymore @param hold how long the lease is certain, in ms */
  apply(
    asked: Exchange,
    answer: Exchanged | undefined,
    { time, steady, hold }: { time: number; steady: number; hold: number },
  ): void {
    if (!answer) {
      this.isFull = true
      this.granted = this.used + this.busy
      this.reported = this.used
      return
    }
    this.granted = answer.granted
    this.reported = Math.max(this.reported, asked.used)
    // Changed in the meantime, so the answer is by the old limit.
    if (this.mustGiveBack) return
    this.until = time + hold
    this.#untilSteady = steady + hold
    if (asked.grant === null) return
    const found = this.free > 0
    this.isFull = !found && asked.grant > 0 && answer.remaining === 0 && answer.elsewhere === 0
    if (found) this.restUntil = 0
    this.low = answer.remaining >= SHARE ? Math.floor(this.free / 2) : -1
  }

  /** No one has anything for the clicks that wait, except others that don't give it back. */
  rest(time: number): void {
    this.restUntil = time + REST
  }

  /** Whether the last attempt found nothing, so that clicks try once instead of waiting. */
  get isResting(): boolean {
    return this.restUntil > 0
  }

  /** A clock that was set back must not prolong the lease. */
  check(steady: number): void {
    if (steady >= this.#untilSteady) this.until = 0
  }

  /** Whether a part of the lease's time has passed. */
  isDue(steady: number, hold: number): boolean {
    return steady > this.#untilSteady - hold / 2
  }
}
