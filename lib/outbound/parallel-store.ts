import { z } from 'zod'
import type { Database } from '@/lib/database/client'

// Parallel tracking calls in PostgreSQL, in statements for many of them at once. Times are the database's, so that processes agree on them.

/** A call to an offer's parallel tracking URL. */
export type Call = {
  /** The click's. */
  id: string
  organizationId: string
  offerId: string
  url: string
  host: string
}
export type Failure = { id: string; error: string }
/** Calls that were never saved. */
export type Loss = { organizationId: string; offerId: string; calls: number }

/** For how long a process that takes a call has it, in seconds. Then another one may make it, too. */
export const LEASE = 240
/** When failed calls are made again, in seconds after each failure. After the last one, they're given up. */
export const RETRIES: readonly number[] = [60, 300, 1800, 7200, 21_600]
/** Calls of an offer that may wait. Of more, the oldest are given up. */
export const MOST_WAITING = 100_000
const LONGEST_ERROR = 500

const calls = z.array(
  z.object({ id: z.string(), organizationId: z.string(), offerId: z.string(), url: z.string(), host: z.string() }),
)

/** Saves calls as taken by this process. Those of offers that don't exist anymore are left out. Saving one twice does no harm. */
export async function saveCalls({ prisma }: Database, given: readonly Call[]): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO "ParallelCall" ("id", "organizationId", "offerId", "url", "host", "retryAt")
    SELECT call."id", offer."organizationId", offer."id", call."url", call."host", now() + ${LEASE} * interval '1 second'
    FROM unnest(${given.map(({ id }) => id)}::uuid[], ${given.map(({ offerId }) => offerId)}::uuid[],
      ${given.map(({ url }) => url)}::text[], ${given.map(({ host }) => host)}::text[]) AS call("id", "offerId", "url", "host")
    JOIN "Offer" offer ON offer."id" = call."offerId"
    ON CONFLICT ("id") DO NOTHING`
}

/** Takes calls that are due: at most `each` per host, and none for hosts that are busy. */
export async function takeDue({ prisma }: Database, busy: readonly string[], each: number): Promise<Call[]> {
  return calls.parse(
    await prisma.$queryRaw`
      UPDATE "ParallelCall" AS call SET "retryAt" = now() + ${LEASE} * interval '1 second'
      FROM (SELECT DISTINCT "host" FROM "ParallelCall" WHERE NOT "host" = ANY(${busy}::text[])) AS hosts
      CROSS JOIN LATERAL (
        SELECT "id" FROM "ParallelCall" WHERE "host" = hosts."host" AND "retryAt" <= now() ORDER BY "retryAt" LIMIT ${each}
      ) AS due
      WHERE call."id" = due."id" AND call."retryAt" <= now()
      RETURNING call."id"::text, call."organizationId"::text, call."offerId"::text, call."url", call."host"`,
  )
}

/** Lets any process take calls right away that this one has. */
export async function releaseCalls({ prisma }: Database, ids: readonly string[]): Promise<void> {
  await prisma.$executeRaw`UPDATE "ParallelCall" SET "retryAt" = now() WHERE "id" = ANY(${ids}::uuid[])`
}

/** Removes calls that succeeded, and counts them. */
export async function recordDelivered({ prisma }: Database, ids: readonly string[]): Promise<void> {
  // Rows are always locked in the same order, so that two processes don't wait for each other.
  await prisma.$executeRaw`
    WITH gone AS (DELETE FROM "ParallelCall" WHERE "id" = ANY(${ids}::uuid[]) RETURNING "organizationId", "offerId")
    INSERT INTO "ParallelTracking" AS total ("organizationId", "offerId", "delivered", "lastDeliveredAt")
    SELECT "organizationId", "offerId", count(*), now() FROM gone GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT ("organizationId", "offerId") DO UPDATE SET
      "delivered" = total."delivered" + excluded."delivered", "lastDeliveredAt" = excluded."lastDeliveredAt"`
}

/** Puts off calls that failed, or gives them up and counts them. */
export async function recordFailures({ prisma }: Database, failures: readonly Failure[]): Promise<void> {
  await prisma.$executeRaw`
    WITH failure AS (
      SELECT * FROM unnest(${failures.map(({ id }) => id)}::uuid[],
        ${failures.map(({ error }) => error.slice(0, LONGEST_ERROR))}::text[]) AS failure("id", "error")
    ), kept AS (
      UPDATE "ParallelCall" call SET "attempts" = "attempts" + 1,
        "retryAt" = now() + (${RETRIES}::int[])["attempts" + 1] * interval '1 second'
      FROM failure WHERE call."id" = failure."id" AND "attempts" < ${RETRIES.length}
      RETURNING "organizationId", "offerId", "error", 0 AS gone
    ), gone AS (
      DELETE FROM "ParallelCall" call USING failure WHERE call."id" = failure."id" AND "attempts" >= ${RETRIES.length}
      RETURNING "organizationId", "offerId", "error", 1 AS gone
    )
    INSERT INTO "ParallelTracking" AS total ("organizationId", "offerId", "failed", "lastError", "lastErrorAt")
    SELECT "organizationId", "offerId", sum(gone), max("error"), now()
    FROM (SELECT * FROM kept UNION ALL SELECT * FROM gone) AS failed GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT ("organizationId", "offerId") DO UPDATE SET
      "failed" = total."failed" + excluded."failed", "lastError" = excluded."lastError", "lastErrorAt" = excluded."lastErrorAt"`
}

/** Counts calls that were lost before they were saved. */
export async function recordLosses({ prisma }: Database, losses: readonly Loss[]): Promise<void> {
  const error = 'Too many calls couldn’t be saved, so some were lost.'
  await prisma.$executeRaw`
    INSERT INTO "ParallelTracking" AS total ("organizationId", "offerId", "failed", "lastError", "lastErrorAt")
    SELECT offer."organizationId", offer."id", loss."calls", ${error}, now()
    FROM unnest(${losses.map(({ offerId }) => offerId)}::uuid[], ${losses.map(({ calls: count }) => count)}::bigint[])
      AS loss("offerId", "calls")
    JOIN "Offer" offer ON offer."id" = loss."offerId" ORDER BY 1, 2
    ON CONFLICT ("organizationId", "offerId") DO UPDATE SET
      "failed" = total."failed" + excluded."failed", "lastError" = excluded."lastError", "lastErrorAt" = excluded."lastErrorAt"`
}

/** Gives up the oldest calls of offers that have too many, so that a dead target doesn't fill the database. */
export async function giveUpOldest({ prisma }: Database, most = MOST_WAITING): Promise<void> {
  const error = `More than ${most.toLocaleString('en-US')} calls were waiting, so the oldest were given up.`
  await prisma.$executeRaw`
    WITH crowded AS (SELECT "organizationId", "offerId" FROM "ParallelCall" GROUP BY 1, 2 HAVING count(*) > ${most}),
    gone AS (
      DELETE FROM "ParallelCall" WHERE "id" IN (
        SELECT old."id" FROM crowded CROSS JOIN LATERAL (
          SELECT "id" FROM "ParallelCall" call
          WHERE call."organizationId" = crowded."organizationId" AND call."offerId" = crowded."offerId"
          ORDER BY "createdAt" DESC OFFSET ${most}
        ) AS old
      ) RETURNING "organizationId", "offerId"
    )
    INSERT INTO "ParallelTracking" AS total ("organizationId", "offerId", "failed", "lastError", "lastErrorAt")
    SELECT "organizationId", "offerId", count(*), ${error}, now() FROM gone GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT ("organizationId", "offerId") DO UPDATE SET
      "failed" = total."failed" + excluded."failed", "lastError" = excluded."lastError", "lastErrorAt" = excluded."lastErrorAt"`
}
