import { z } from 'zod'
import { capWindow } from '@/lib/catalog/cap-window'
import type { Cap, Prisma } from '@/lib/database/generated/client'
import type { CapRoom } from './caps'
import { countsConversions, currentUses, movedUses, useOf } from './cap-uses'
import type { CapUsed, LedgerRow } from './ledger'
import { exact } from './money'

// Caps on conversions, payout, and revenue are counted where conversions are written, in the same transaction, under a lock on the cap: unlike
// clicks, each of them costs a transaction anyway, so there are no leases.

/** What a conversion's caps are found by. */
export type CapSubject = { offerId: string; publisherId: string; subId: string; time: number }

type Window = { cap: Cap; start: number; used: Prisma.Decimal; isChanged: boolean }

const locked = z.array(z.object({ id: z.string() }))
const windowKey = (capId: string, start: number) => `${capId} ${start}`

/** The caps of offers, locked until the transaction ends. */
export class CapWindows {
  readonly #transaction: Prisma.TransactionClient
  readonly #zones: ReadonlyMap<string, string>
  readonly #caps: readonly Cap[]
  readonly #windows = new Map<string, Window>()

  private constructor(transaction: Prisma.TransactionClient, caps: readonly Cap[], zones: ReadonlyMap<string, string>) {
    this.#transaction = transaction
    this.#caps = caps
    this.#zones = zones
  }

  /** @param zones the organizations' time zones, by ID */
  static async lock(
    transaction: Prisma.TransactionClient,
    offerIds: readonly string[],
    zones: ReadonlyMap<string, string>,
  ): Promise<CapWindows> {
    const where = { offerId: { in: [...offerIds] }, metric: { not: 'Clicks' as const }, active: true, archived: false }
    const found = await transaction.cap.findMany({ where, select: { id: true } })
    if (found.length === 0) return new CapWindows(transaction, [], zones)
    await lockCaps(
      transaction,
      found.map(({ id }) => id),
    )
    return new CapWindows(transaction, await transaction.cap.findMany({ where }), zones)
  }

  get isEmpty(): boolean {
    return this.#caps.length === 0
  }

  /** Reads what's used of the caps in the periods that the subjects are in. */
  async read(subjects: readonly CapSubject[]): Promise<void> {
    const keys = new Map<string, Window>()
    for (const subject of subjects)
      for (const cap of this.#capsOf(subject)) {
        const start = this.#startOf(cap, subject.time)
        keys.set(windowKey(cap.id, start), { cap, start, used: exact(0), isChanged: false })
      }
    if (keys.size === 0) return
    const stored = await this.#transaction.capWindow.findMany({
      where: { OR: [...keys.values()].map(({ cap, start }) => ({ capId: cap.id, start: new Date(start) })) },
    })
    for (const [key, window] of keys) this.#windows.set(key, window)
    for (const { capId, start, used } of stored) {
      const window = this.#windows.get(windowKey(capId, start.getTime()))
      if (window) window.used = exact(used)
    }
  }

  /** What's left of a conversion's caps. */
  roomOf(subject: CapSubject): CapRoom[] {
    return this.#capsOf(subject).flatMap((cap) => {
      const used = this.#windows.get(windowKey(cap.id, this.#startOf(cap, subject.time)))?.used ?? exact(0)
      const room = exact(cap.limit).minus(used)
      return countsConversions(cap.metric) ? [{ id: cap.id, metric: cap.metric, action: cap.action, room }] : []
    })
  }

  /** What a conversion uses of its caps unless it's rejected, including those that it uses nothing of so far. Caps on conversions never count events. */
  usesOf(subject: CapSubject, row: Pick<LedgerRow, 'kind' | 'payout' | 'revenue' | 'decisions'>): CapUsed[] {
    return this.#capsOf(subject).flatMap((cap) =>
      countsConversions(cap.metric) && (cap.metric !== 'Conversions' || row.kind !== 'event')
        ? [{ capId: cap.id, start: this.#startOf(cap, subject.time), amount: useOf(cap.metric, row) }]
        : [],
    )
  }

  /** Counts what a conversion adds to its caps. @param before null if it's new */
  count(before: LedgerRow | null, next: LedgerRow): void {
    for (const { capId, start, amount } of movedUses(before, next)) {
      const window = this.#windows.get(windowKey(capId, start))
      if (!window) continue
      window.used = window.used.plus(amount)
      window.isChanged = true
    }
  }

  /** Writes what's used. */
  async save(): Promise<void> {
    const changed = [...this.#windows.values()].filter(({ isChanged }) => isChanged)
    await saveUsed(
      this.#transaction,
      changed.map(({ cap, start, used }) => ({
        organizationId: cap.organizationId,
        capId: cap.id,
        start,
        used: used.toFixed(),
      })),
    )
  }

  #capsOf({ offerId, publisherId, subId }: CapSubject): Cap[] {
    return this.#caps.filter(
      (cap) =>
        cap.offerId === offerId &&
        (cap.publisherId === null || cap.publisherId === publisherId) &&
        (cap.subId === null || cap.subId === subId),
    )
  }

  #startOf(cap: Cap, time: number): number {
    return capWindow(cap.period, cap.timezone ?? this.#zones.get(cap.organizationId) ?? 'UTC', time).start
  }
}

/**
 * Counts what changed conversions use of their caps by now, even past the limit, because a person or an earlier decision wants it so: a rejected one
 * gives back what it used, one that's approved after all takes it, and another payout or revenue counts instead of the one before.
 * @returns the conversions with what they use
 */
export async function moveCapUses<T extends { row: LedgerRow; next: LedgerRow }>(
  transaction: Prisma.TransactionClient,
  changes: readonly T[],
): Promise<T[]> {
  const ids = new Set(changes.flatMap(({ next }) => next.capUses.map(({ capId }) => capId)))
  if (ids.size === 0) return [...changes]
  const caps = await transaction.cap.findMany({ where: { id: { in: [...ids] } }, select: { id: true, metric: true } })
  const metrics = new Map(caps.map(({ id, metric }) => [id, metric]))
  const counted = changes.map((change) => {
    const { next } = change
    return { ...change, next: { ...next, capUses: currentUses(next, metrics) } }
  })
  const sums = new Map<string, CapUsed & { organizationId: string }>()
  for (const { row, next } of counted)
    for (const { capId, start, amount } of movedUses(row, next)) {
      const key = windowKey(capId, start)
      const sum = exact(sums.get(key)?.amount ?? 0).plus(amount)
      sums.set(key, { organizationId: row.organizationId, capId, start, amount: sum.toFixed() })
    }
  const moved = [...sums.values()].filter(({ capId }) => metrics.has(capId))
  await lockCaps(
    transaction,
    moved.map(({ capId }) => capId),
  )
  for (const { organizationId, capId, start, amount } of moved)
    // What was used long ago may be forgotten, and isn't less than nothing.
    await transaction.$executeRaw`
      INSERT INTO "CapWindow" AS "window" ("organizationId", "capId", "start", "used")
      VALUES (${organizationId}::uuid, ${capId}::uuid, ${new Date(start)}, greatest(${amount}::numeric, 0))
      ON CONFLICT ("organizationId", "capId", "start") DO UPDATE SET "used" = "window"."used" + ${amount}::numeric`
  return counted
}

/** Always in the same order, so that two transactions never wait for each other. */
async function lockCaps(transaction: Prisma.TransactionClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  locked.parse(
    await transaction.$queryRaw`
      SELECT "id"::text FROM "Cap" WHERE "id" = ANY(${[...new Set(ids)]}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`,
  )
}

async function saveUsed(
  transaction: Prisma.TransactionClient,
  windows: readonly { organizationId: string; capId: string; start: number; used: string }[],
): Promise<void> {
  if (windows.length === 0) return
  await transaction.$executeRaw`
    INSERT INTO "CapWindow" ("organizationId", "capId", "start", "used")
    SELECT * FROM unnest(${windows.map(({ organizationId }) => organizationId)}::uuid[],
      ${windows.map(({ capId }) => capId)}::uuid[], ${windows.map(({ start }) => new Date(start))}::timestamptz[],
      ${windows.map(({ used }) => used)}::numeric[])
    ON CONFLICT ("organizationId", "capId", "start") DO UPDATE SET "used" = excluded."used"`
}
