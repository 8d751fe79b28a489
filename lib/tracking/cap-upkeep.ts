import type { Catalog } from '@/lib/catalog/records'
import type { Database } from '@/lib/database/client'
import { lastLineOf } from '@/lib/message-of'
import { sparingly } from '@/lib/sparingly'
import type { Allowance } from './cap-allowance'
import { CapExchanges } from './cap-exchanges'
import { CapLeases, type OpenLease } from './cap-leases'
import { Caps } from './caps'

export type CapOptions = {
  database: Pick<Database, 'prisma' | 'listen'>
  catalog: Catalog
  /** lib/tracking/cap-holder.ts */
  holder: string
  /**
   * How many recorded clicks used each lease. @param own whether they're this tracker's own, whose journal must have reached the store first
   */
  countUsed: (leases: readonly OpenLease[], own: boolean) => Promise<ReadonlyMap<string, number>>
  /** ms since 1970 */
  now?: () => number
  log?: (line: string) => void
  /** Time between reports, in ms: how old figures of caps are at most. */
  tick?: number
  /** How long leases last without a sign of life, in ms. */
  lasting?: number
}

/** A lease that no click used for this many ticks goes back. */
const IDLE = 10
/** How many ticks before a period begins its first clicks are leased. */
const AHEAD = 3

/** Caps with leases that are renewed, reported, recalled, and given back. @throws Error when PostgreSQL is away */
export async function openCaps({
  database,
  catalog,
  holder,
  countUsed,
  now = Date.now,
  log = console.error,
  tick = 1000,
  lasting = 120_000,
}: CapOptions): Promise<{ caps: Caps; close: () => Promise<void> }> {
  const leases = new CapLeases(database, { holder, lasting })
  // Half of its time is left for recording what was accepted, and for a store that's behind.
  const hold = lasting / 2
  const exchanges = new CapExchanges({ leases, now, hold, log })
  const caps = new Caps(exchanges)
  const logUpkeep = sparingly(log)
  const idleTicks = new WeakMap<Allowance, number>()
  let isClosed = false

  const stopListening = await database.listen(
    'caps',
    // Someone needs what others have.
    (id) => void exchanges.run(caps.ofCap(id).filter(isWorthRecalling), null),
    () => {},
  )
  function isWorthRecalling(allowance: Allowance): boolean {
    if (exchanges.isBusy(allowance) || (allowance.free <= 0 && allowance.used === allowance.reported)) return false
    allowance.mustGiveBack = true
    allowance.low = -1
    return true
  }

  /** Whether the allowance has something to say now. */
  function prepare(allowance: Allowance, steady: number): boolean {
    allowance.check(steady)
    if (exchanges.isBusy(allowance)) return false
    const cap = catalog.organizations.get(allowance.cap.organizationId)?.caps.byId.get(allowance.cap.id)
    const isOver = now() >= allowance.window.end
    if (!cap || isOver) caps.retire(allowance)
    else if (cap !== allowance.cap) allowance.change(cap)
    const idle = allowance.isTouched ? 0 : (idleTicks.get(allowance) ?? 0) + 1
    allowance.isTouched = false
    idleTicks.set(allowance, idle)
    if (idle < AHEAD && !isOver && now() + AHEAD * tick >= allowance.window.end) caps.lookAhead(allowance)
    if (caps.isFormer(allowance) || (idle >= IDLE && allowance.free > 0)) {
      allowance.mustGiveBack = true
      if (allowance.isSettled) caps.forget(allowance)
    } else if (idle >= 6 * IDLE && allowance.isSettled && !allowance.isFull) caps.retire(allowance)
    return (
      !allowance.isSettled &&
      (allowance.mustGiveBack || allowance.used > allowance.reported || allowance.isDue(steady, hold))
    )
  }

  /** Ends leases whose trackers can't say what they used. */
  async function settle(open: readonly OpenLease[], own: boolean): Promise<void> {
    if (open.length === 0) return
    const used = await countUsed(open, own)
    for (const lease of open) await leases.end(lease, used.get(lease.id) ?? 0)
  }

  let leftovers = await leases.leftovers()
  void settle(leftovers, true).then(
    () => (leftovers = []),
    // They expire, and the next attempt is like that for a dead tracker.
    (error: unknown) => {
      leftovers = []
      if (!isClosed) log(`What caps had left when this tracker was killed comes back later: ${lastLineOf(error)}`)
    },
  )

  let ticks = 0
  async function upkeep(): Promise<void> {
    const steady = performance.now()
    await exchanges.run(
      caps.all.filter((allowance) => prepare(allowance, steady)),
      null,
    )
    const every = (some: number) => ticks % some === 0
    if (leftovers.length > 0 && every(10)) await leases.renew(leftovers)
    if (every(10)) await settle(await leases.expired(), false)
    if (every(1000)) await leases.forget()
    ticks++
  }
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    running ??= upkeep()
      .catch((error: unknown) => logUpkeep(`Leases of caps couldn't be looked after: ${lastLineOf(error)}`))
      .finally(() => (running = undefined))
  }, tick)
  timer.unref()

  return {
    caps,
    close: async () => {
      isClosed = true
      clearInterval(timer)
      await running
      await stopListening()
      const open = caps.all
      for (const allowance of open) allowance.mustGiveBack = true
      await exchanges.run(
        open.filter((allowance) => !allowance.isSettled),
        null,
      )
    },
  }
}
