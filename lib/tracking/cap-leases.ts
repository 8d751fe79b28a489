import { z } from 'zod'
import type { Database } from '@/lib/database/client'

/** What a lease tells and asks. Totals, so that repeating it changes nothing. */
export type Exchange = {
  organization: string
  cap: string
  /** The period's, in ms since 1970. */
  start: number
  lease: string
  used: number
  busy: number
  giveBack: boolean
  /** At least this much, if it remains, or a block. Null for nothing. */
  grant: number | null
}

export type Exchanged = {
  /** Everything the lease has, including what's used. */
  granted: number
  /** What's left for all. */
  remaining: number
  /** What other leases have and haven't used, as far as they reported. */
  elsewhere: number
}

/** A lease whose tracker doesn't say what it used. */
export type OpenLease = { id: string; organizationId: string }

/** A block is one in this many of what remains. When there are fewer, clicks get theirs one by one. */
export const SHARE = 8

/** Exchanges per statement. Each locks its cap until the statement ends. */
const TOGETHER = 50

const answers = z.array(
  z.object({ lease: z.string(), granted: z.number(), remaining: z.number(), elsewhere: z.number() }),
)
const windows = z.array(z.object({ used: z.string() })).length(1)
const openLeases = z.array(z.object({ id: z.string(), organizationId: z.string() }))

type Options = {
  /** This tracker: lib/tracking/cap-holder.ts. */
  holder: string
  /** How long leases last without a sign of life, in ms. */
  lasting: number
}

/** Leases in the database, which decides about all of them. Every change to a lease happens under the lock on its cap's window. */
export class CapLeases {
  readonly #prisma: Database['prisma']
  readonly #holder: string
  readonly #lasting: number

  constructor({ prisma }: Pick<Database, 'prisma'>, { holder, lasting }: Options) {
    this.#prisma = prisma
    this.#holder = holder
    this.#lasting = lasting
  }

  /** @returns answers by lease, without those whose cap is gone */
  async exchange(all: readonly Exchange[]): Promise<Map<string, Exchanged>> {
    const found = new Map<string, Exchanged>()
    // The same order everywhere, so that no two trackers wait for each other's locks.
    const ordered = all.toSorted((a, b) => (a.cap < b.cap ? -1 : a.cap > b.cap ? 1 : a.start - b.start))
    for (let first = 0; first < ordered.length; first += TOGETHER) {
      const rows = ordered
        .slice(first, first + TOGETHER)
        .map(({ giveBack, start, ...row }) => ({ ...row, give_back: giveBack, start: new Date(start) }))
      const answered = await this.#prisma.$queryRaw`
        SELECT asked."lease"::text, "granted"::float8, "remaining"::float8, "elsewhere"::float8
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS asked("organization" uuid, "cap" uuid, "start" timestamptz,
          "lease" uuid, "used" numeric, "busy" numeric, "give_back" boolean, "grant" numeric),
        LATERAL lease_cap(asked."organization", asked."cap", asked."start", asked."lease", ${this.#holder}::uuid, asked."used",
          asked."busy", asked."give_back", asked."grant", ${SHARE}::numeric, ${this.#lasting / 1000}::numeric)`
      for (const { lease, ...answer } of answers.parse(answered)) found.set(lease, answer)
    }
    return found
  }

  /** This tracker's leases from before it was killed. */
  async leftovers(): Promise<OpenLease[]> {
    return openLeases.parse(
      await this.#prisma.$queryRaw`
        SELECT "id"::text, "organizationId"::text FROM "CapLease" WHERE "holder" = ${this.#holder}::uuid AND "amount" > "used"`,
    )
  }

  /** Keeps other trackers from taking them for dead. */
  async renew(leases: readonly OpenLease[]): Promise<void> {
    const ids = leases.map(({ id }) => id)
    await this.#prisma.$executeRaw`
      UPDATE "CapLease" SET "expiresAt" = now() + make_interval(secs => ${this.#lasting / 1000}::float8) WHERE "id" = ANY(${ids}::uuid[])`
  }

  /** Leases of trackers that gave no sign of life, at most some at a time. */
  async expired(): Promise<OpenLease[]> {
    return openLeases.parse(
      await this.#prisma.$queryRaw`
        SELECT "id"::text, "organizationId"::text FROM "CapLease" WHERE "expiresAt" < now() AND "amount" > "used" LIMIT 500`,
    )
  }

  /** Ends a lease of this tracker or an expired one: what wasn't used comes back. @param recorded its recorded clicks */
  async end({ id, organizationId }: OpenLease, recorded: number): Promise<void> {
    await this.#prisma.$transaction(async (transaction) => {
      const key = await transaction.capLease.findFirst({ where: { id, organizationId } })
      if (!key) return
      const [window] = windows.parse(
        await transaction.$queryRaw`
          SELECT "used"::text FROM "CapWindow" WHERE "organizationId" = ${organizationId}::uuid AND "capId" = ${key.capId}::uuid
            AND "start" = ${key.windowStart} FOR UPDATE`,
      )
      // Read again under the lock: its tracker may be back.
      const lease = await transaction.$queryRaw`
        SELECT "used"::text FROM "CapLease" WHERE "id" = ${id}::uuid AND ("expiresAt" < now() OR "holder" = ${this.#holder}::uuid)`
      const [open] = z.array(z.object({ used: z.string() })).parse(lease)
      if (!window || !open) return
      const used = Math.max(Number(open.used), recorded)
      await transaction.capWindow.update({
        where: {
          organizationId_capId_start: { organizationId, capId: key.capId, start: key.windowStart },
        },
        data: { used: { increment: used - Number(open.used) } },
      })
      await transaction.capLease.update({ where: { id }, data: { used, amount: used } })
    })
  }

  /** Forgets leases that no one can come back for. */
  async forget(): Promise<void> {
    await this.#prisma.$executeRaw`
      DELETE FROM "CapLease" WHERE "expiresAt" < now() - interval '1 hour' AND "amount" = "used"`
  }
}
