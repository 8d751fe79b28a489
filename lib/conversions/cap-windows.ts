import { z } from 'zod'
import { capWindow } from '@/lib/catalog/cap-window'
import type { Cap, Prisma } from '@/lib/database/generated/client'
import type { CapRoom, CapUse } from './caps'
import type { CapUsed, LedgerRow } from './ledger'
import { exact } from './money'

// Caps on conversions, payout, and revenue are counted where conversions are written, in the same transaction, under a lock on the cap: unlike
// clicks, each of them costs a transaction anyway, so there are no leases.

/** What a conversion's caps are found by. */
export type CapSubject = { offerId: string; publisherId: string; subId: string; time: number }

type Window = { cap: Cap; start: number; used: Prisma.Decimal; isChanged: boolean }

const locked = z.array(z.object({ id: z.string() }))
const metrics = ['Conversions', 'Payout', 'Revenue'] as const
type Metric = (typeof metrics)[number]
const isOurs = (metric: string): metric is Metric => metrics.some((one) => one === metric)
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
    const where = { offerId: { in: [...offerIds] }, metric: { in: [...metrics] }, active: true, archived: false }
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
      return isOurs(cap.metric) ? [{ id: cap.id, metric: cap.metric, action: cap.action, room }] : []
    })
  }

  /** Counts what a conversion uses. */
  use(uses: readonly CapUse[], time: number): CapUsed[] {
    return uses.flatMap(({ capId, amount }) => {
      const cap = this.#caps.find(({ id }) => id === capId)
      if (!cap) return []
      const start = this.#startOf(cap, time)
      const window = this.#windows.get(windowKey(capId, start))
      if (!window) return []
      window.used = window.used.plus(amount)
      window.isChanged = true
      return [{ capId, start, amount }]
    })
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
 * Counts what changed conversions use of caps: a rejected one gives back what it used, and gets it again if it's approved after all, even past the
 * limit, because a person decided that.
 */
export async function moveCapUses(
  transaction: Prisma.TransactionClient,
  changes: readonly { row: LedgerRow; next: LedgerRow }[],
): Promise<void> {
  const counts = ({ status }: LedgerRow) => status !== 'Rejected'
  const moved = changes.filter(({ row, next }) => counts(row) !== counts(next) && row.capUses.length > 0)
  if (moved.length === 0) return
  await lockCaps(
    transaction,
    moved.flatMap(({ row }) => row.capUses.map(({ capId }) => capId)),
  )
  const sums = new Map<string, { organizationId: string; capId: string; start: number; sum: Prisma.Decimal }>()
  for (const { row, next } of moved)
    for (const { capId, start, amount } of row.capUses) {
      const key = windowKey(capId, start)
      const { organizationId } = row
      const known = sums.get(key) ?? { organizationId, capId, start, sum: exact(0) }
      sums.set(key, { ...known, sum: counts(next) ? known.sum.plus(amount) : known.sum.minus(amount) })
    }
  for (const { organizationId, capId, start, sum } of sums.values())
    await transaction.$executeRaw`
      UPDATE "CapWindow" SET "used" = "used" + ${sum.toFixed()}::numeric
      WHERE "organizationId" = ${organizationId}::uuid AND "capId" = ${capId}::uuid AND "start" = ${new Date(start)}`
}

/** Always in the same order, so that two transactions never wait for each other. */
async function lockCaps(transaction: Prisma.TransactionClient, ids: readonly string[]): Promise<void> {
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
