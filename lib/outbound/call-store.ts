import { z } from 'zod'
import { Prisma } from '@/lib/database/generated/client'
import { CallKind } from '@/lib/database/generated/enums'

// Outgoing calls in PostgreSQL, in statements for many of them at once. Times are the database's, so that processes agree on them.

/** What a postback's call is about, for its log: numbers, or 0. */
export type CallSubject = {
  trigger: string
  postback: number
  offer: number
  publisher: number
  event: number
}

/** A call to a URL that a user supplied, as it's stored. */
export type Call = {
  /** The same for all of its attempts. Targets get it as Idempotency-Key. */
  id: string
  organizationId: string
  kind: CallKind
  /** The offer's or, for a postback, the postback's. */
  targetId: string
  clickId: string | null
  conversionId: string | null
  method: 'GET' | 'POST'
  /** With macros filled in. */
  url: string
  headers: Readonly<Record<string, string>>
  body: string | null
  host: string
  /** Null for anything but postbacks. */
  subject: CallSubject | null
  /** How often it failed. */
  attempts: number
}

/** A call to be stored. */
export type NewCall = Omit<Call, 'attempts'> & {
  /** Says what causes it. Only one call with the same key is stored. */
  uniqueKey: string
  /** After how many seconds it's made. */
  delay: number
  /** Whether this process has it from the start, or leaves it to any of them. */
  isTaken: boolean
}

export type Failure = { id: string; error: string }
export type Target = Pick<Call, 'organizationId' | 'kind' | 'targetId'>
/** Calls that were never stored. */
export type Loss = Target & { calls: number }

/** Only tests have a clock of their own. */
export type Clock = () => Date

/** For how long a process that takes a call has it, in seconds. Then another one may make it, too. */
export const LEASE = 240
/** When failed calls are made again, in seconds after each failure: for almost 24 hours. After the last one, they're given up. */
export const RETRIES: readonly number[] = [60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 28_800]
/** How long calls of a postback that's off wait for it to be switched on again, in seconds. */
export const PATIENCE = 86_400
/** How long postbacks that were delivered or given up can be sent again by hand, in seconds. */
export const KEPT = 7 * 86_400
/** Delivered calls of a postback that are kept for that. Of more, only the latest are. */
export const MOST_KEPT = 100_000
/** Calls to a target that may wait. Of more, the oldest are given up. */
export const MOST_WAITING = 100_000
const LONGEST_ERROR = 500

type Transaction = Pick<Prisma.TransactionClient, '$executeRaw' | '$queryRaw'>
type Store = { prisma: Transaction }

const moment = (clock?: Clock) => (clock ? Prisma.sql`${clock()}::timestamptz` : Prisma.sql`now()`)
const seconds = (count: number) => Prisma.sql`${count} * interval '1 second'`

const calls: z.ZodType<Call[]> = z.array(
  z.object({
    id: z.string(),
    organizationId: z.string(),
    kind: z.enum(CallKind),
    targetId: z.string(),
    clickId: z.string().nullable(),
    conversionId: z.string().nullable(),
    method: z.enum(['GET', 'POST']),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string().nullable(),
    host: z.string(),
    subject: z
      .object({
        trigger: z.string(),
        postback: z.number(),
        offer: z.number(),
        publisher: z.number(),
        event: z.number(),
      })
      .nullable(),
    attempts: z.number(),
  }),
)

/** Stores calls. Those of organizations that don't exist anymore are left out. Storing one twice does no harm. */
export async function insertCalls(
  transaction: Transaction,
  given: readonly NewCall[],
  { clock }: { clock?: Clock } = {},
): Promise<void> {
  if (given.length === 0) return
  const at = moment(clock)
  await transaction.$executeRaw`
    INSERT INTO "OutgoingCall" ("id", "organizationId", "kind", "uniqueKey", "targetId", "clickId", "conversionId", "method", "url", "headers", "body",
      "host", "subject", "createdAt", "dueAt", "retryAt")
    SELECT call."id", call."organizationId", call."kind", call."uniqueKey", call."targetId", call."clickId", call."conversionId", call."method",
      call."url", call."headers", call."body", call."host", call."subject", ${at}, ${at} + call."delay" * interval '1 second',
      ${at} + CASE WHEN call."isTaken" THEN ${LEASE} ELSE call."delay" END * interval '1 second'
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS call("id" uuid, "organizationId" uuid, "kind" "CallKind", "uniqueKey" text,
      "targetId" uuid, "clickId" uuid, "conversionId" uuid, "method" text, "url" text, "headers" jsonb, "body" text, "host" text, "subject" jsonb,
      "delay" int, "isTaken" boolean)
    JOIN "Organization" organization ON organization."id" = call."organizationId"
    ORDER BY call."organizationId", call."uniqueKey"
    ON CONFLICT DO NOTHING`
}

/** Whether any call is due. Cheap, so that processes can ask every second. */
export async function isAnyDue({ prisma }: Store, clock?: Clock): Promise<boolean> {
  const [row] = z.array(z.object({ due: z.boolean() })).parse(
    await prisma.$queryRaw`
      SELECT EXISTS (SELECT 1 FROM "OutgoingCall" WHERE "givenUpAt" IS NULL AND "retryAt" <= ${moment(clock)}) AS due`,
  )
  return row?.due ?? false
}

/** Takes calls of these kinds that are due: at most `each` per host, and none for hosts that are busy. */
export async function takeDue(
  { prisma }: Store,
  { busy, each, kinds, clock }: { busy: readonly string[]; each: number; kinds: readonly CallKind[]; clock?: Clock },
): Promise<Call[]> {
  const at = moment(clock)
  const isDue = Prisma.sql`"retryAt" <= ${at} AND "givenUpAt" IS NULL AND "kind" = ANY(${kinds}::"CallKind"[])`
  return calls.parse(
    await prisma.$queryRaw`
      UPDATE "OutgoingCall" AS call SET "retryAt" = ${at} + ${seconds(LEASE)}
      FROM (SELECT DISTINCT "host" FROM "OutgoingCall" WHERE ${isDue} AND NOT "host" = ANY(${busy}::text[])) AS hosts
      CROSS JOIN LATERAL (
        SELECT "id" FROM "OutgoingCall" WHERE "host" = hosts."host" AND ${isDue} ORDER BY "retryAt" LIMIT ${each}
      ) AS due
      WHERE call."id" = due."id" AND call."retryAt" <= ${at}
      RETURNING call."id"::text, call."organizationId"::text, call."kind"::text, call."targetId"::text, call."clickId"::text,
        call."conversionId"::text, call."method", call."url", call."headers", call."body", call."host", call."subject", call."attempts"`,
  )
}

/**
 * Puts aside calls that are due of postbacks that are off, until they'd be given up. Whoever switches the postback on again lets them go.
 */
export async function parkCalls({ prisma }: Store, clock?: Clock): Promise<void> {
  const at = moment(clock)
  await prisma.$executeRaw`
    UPDATE "OutgoingCall" call SET "retryAt" = call."dueAt" + ${seconds(PATIENCE)} FROM "Postback" postback
    WHERE call."kind" = 'postback' AND call."retryAt" <= ${at} AND call."givenUpAt" IS NULL AND call."dueAt" + ${seconds(PATIENCE)} > ${at}
      AND postback."id" = call."targetId" AND (NOT postback."active" OR postback."archived")`
  await prisma.$executeRaw`
    WITH gone AS (
      UPDATE "OutgoingCall" call SET "givenUpAt" = ${at}, "retryAt" = ${at} + ${seconds(KEPT)} FROM "Postback" postback
      WHERE call."kind" = 'postback' AND call."retryAt" <= ${at} AND call."givenUpAt" IS NULL
        AND postback."id" = call."targetId" AND (NOT postback."active" OR postback."archived")
      RETURNING call."organizationId", call."targetId"
    )
    INSERT INTO "CallTotal" AS total ("organizationId", "kind", "targetId", "failed")
    SELECT "organizationId", 'postback', "targetId", count(*) FROM gone GROUP BY 1, 3 ORDER BY 1, 3
    ON CONFLICT ("organizationId", "kind", "targetId") DO UPDATE SET "failed" = total."failed" + excluded."failed"`
}

/** Lets the calls go that were put aside, and forgets that the target failed. */
export async function unparkCalls(transaction: Transaction, postbackIds: readonly string[]): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "OutgoingCall" SET "retryAt" = now()
    WHERE "kind" = 'postback' AND "targetId" = ANY(${postbackIds}::uuid[]) AND "givenUpAt" IS NULL AND "retryAt" = "dueAt" + ${seconds(PATIENCE)}`
  await transaction.$executeRaw`
    UPDATE "CallTotal" SET "failures" = 0, "failingSince" = NULL WHERE "kind" = 'postback' AND "targetId" = ANY(${postbackIds}::uuid[])`
}

/** Lets any process take calls right away that this one has. */
export async function releaseCalls({ prisma }: Store, ids: readonly string[], clock?: Clock): Promise<void> {
  await prisma.$executeRaw`UPDATE "OutgoingCall" SET "retryAt" = ${moment(clock)} WHERE "id" = ANY(${ids}::uuid[])`
}

/**
 * Has a call made now, and from the start of its retries, even if it was delivered before.
 * @returns false if there's no such call, such as because it was delivered long ago
 */
export async function retryCall(
  transaction: Transaction,
  { organizationId, targetId, id }: { organizationId: string; targetId: string; id: string },
): Promise<boolean> {
  const count = await transaction.$executeRaw`
    UPDATE "OutgoingCall" SET "attempts" = 0, "dueAt" = now(), "retryAt" = now(), "givenUpAt" = NULL
    WHERE "organizationId" = ${organizationId}::uuid AND "targetId" = ${targetId}::uuid AND "id" = ${id}::uuid`
  if (count > 0) return true
  const restored = await transaction.$executeRaw`
    WITH kept AS (
      DELETE FROM "DeliveredCall"
      WHERE "organizationId" = ${organizationId}::uuid AND "targetId" = ${targetId}::uuid AND "id" = ${id}::uuid
      RETURNING "call"
    )
    INSERT INTO "OutgoingCall"
    SELECT call.* FROM kept CROSS JOIN LATERAL jsonb_populate_record(NULL::"OutgoingCall",
      kept."call" || jsonb_build_object('attempts', 0, 'createdAt', now(), 'dueAt', now(), 'retryAt', now())) AS call
    ON CONFLICT DO NOTHING`
  return restored > 0
}

/** Removes calls that succeeded, and counts them. Postbacks are kept aside for a while: people can have them made again. */
export async function recordDelivered({ prisma }: Store, ids: readonly string[], clock?: Clock): Promise<void> {
  const at = moment(clock)
  // Rows are always locked in the same order, so that two processes don't wait for each other.
  await prisma.$executeRaw`
    WITH gone AS (
      DELETE FROM "OutgoingCall" WHERE "id" = ANY(${ids}::uuid[]) RETURNING *
    ), kept AS (
      INSERT INTO "DeliveredCall" ("id", "organizationId", "targetId", "call", "deliveredAt")
      SELECT "id", "organizationId", "targetId", to_jsonb(gone) || '{"givenUpAt": null}', ${at} FROM gone
      WHERE "kind" = 'postback' ORDER BY "id"
      ON CONFLICT ("id") DO NOTHING
    )
    INSERT INTO "CallTotal" AS total ("organizationId", "kind", "targetId", "delivered", "lastDeliveredAt")
    SELECT "organizationId", "kind", "targetId", count(*), ${at} FROM gone GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT ("organizationId", "kind", "targetId") DO UPDATE SET
      "delivered" = total."delivered" + excluded."delivered", "lastDeliveredAt" = excluded."lastDeliveredAt",
      "failures" = 0, "failingSince" = NULL`
}

/** Puts off calls that failed, or gives them up. Counts them. Postbacks that are given up are kept for a while: people can have them made again. */
export async function recordFailures({ prisma }: Store, failures: readonly Failure[], clock?: Clock): Promise<void> {
  const at = moment(clock)
  await prisma.$executeRaw`
    WITH failure AS (
      SELECT * FROM unnest(${failures.map(({ id }) => id)}::uuid[],
        ${failures.map(({ error }) => error.slice(0, LONGEST_ERROR))}::text[]) AS failure("id", "error")
    ), kept AS (
      UPDATE "OutgoingCall" call SET "attempts" = "attempts" + 1,
        "retryAt" = ${at} + (${RETRIES}::int[])["attempts" + 1] * interval '1 second'
      FROM failure WHERE call."id" = failure."id" AND "attempts" < ${RETRIES.length}
      RETURNING "organizationId", "kind", "targetId", "error", 0 AS gone
    ), marked AS (
      UPDATE "OutgoingCall" call SET "attempts" = "attempts" + 1, "givenUpAt" = ${at}, "retryAt" = ${at} + ${seconds(KEPT)}
      FROM failure WHERE call."id" = failure."id" AND "attempts" >= ${RETRIES.length} AND "kind" = 'postback' AND "givenUpAt" IS NULL
      RETURNING "organizationId", "kind", "targetId", "error", 1 AS gone
    ), gone AS (
      DELETE FROM "OutgoingCall" call USING failure
      WHERE call."id" = failure."id" AND "attempts" >= ${RETRIES.length} AND "kind" <> 'postback'
      RETURNING "organizationId", "kind", "targetId", "error", 1 AS gone
    )
    INSERT INTO "CallTotal" AS total ("organizationId", "kind", "targetId", "failed", "failures", "failingSince", "lastError", "lastErrorAt")
    SELECT "organizationId", "kind", "targetId", sum(gone), count(*), ${at}, max("error"), ${at}
    FROM (SELECT * FROM kept UNION ALL SELECT * FROM marked UNION ALL SELECT * FROM gone) AS failed GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT ("organizationId", "kind", "targetId") DO UPDATE SET
      "failed" = total."failed" + excluded."failed", "failures" = total."failures" + excluded."failures",
      "failingSince" = coalesce(total."failingSince", excluded."failingSince"),
      "lastError" = excluded."lastError", "lastErrorAt" = excluded."lastErrorAt"`
}

/** Counts calls that were lost before they were stored. */
export async function recordLosses({ prisma }: Store, losses: readonly Loss[]): Promise<void> {
  const error = 'Too many calls couldn’t be saved, so some were lost.'
  await prisma.$executeRaw`
    INSERT INTO "CallTotal" AS total ("organizationId", "kind", "targetId", "failed", "lastError", "lastErrorAt")
    SELECT organization."id", loss."kind", loss."targetId", loss."calls", ${error}, now()
    FROM json_to_recordset(${JSON.stringify(losses)}::json)
      AS loss("organizationId" uuid, "kind" "CallKind", "targetId" uuid, "calls" bigint)
    JOIN "Organization" organization ON organization."id" = loss."organizationId" ORDER BY 1, 2, 3
    ON CONFLICT ("organizationId", "kind", "targetId") DO UPDATE SET
      "failed" = total."failed" + excluded."failed", "lastError" = excluded."lastError", "lastErrorAt" = excluded."lastErrorAt"`
}

/** Gives up the oldest calls to targets that have too many, so that a dead target doesn't fill the database. */
export async function giveUpOldest({ prisma }: Store, most = MOST_WAITING): Promise<void> {
  const error = `More than ${most.toLocaleString('en-US')} calls were waiting, so the oldest were given up.`
  await prisma.$executeRaw`
    WITH crowded AS (
      SELECT "organizationId", "kind", "targetId" FROM "OutgoingCall" WHERE "givenUpAt" IS NULL GROUP BY 1, 2, 3 HAVING count(*) > ${most}
    ), gone AS (
      DELETE FROM "OutgoingCall" WHERE "id" IN (
        SELECT old."id" FROM crowded CROSS JOIN LATERAL (
          SELECT "id" FROM "OutgoingCall" call
          WHERE call."organizationId" = crowded."organizationId" AND call."kind" = crowded."kind" AND call."targetId" = crowded."targetId"
            AND call."givenUpAt" IS NULL
          ORDER BY "createdAt" DESC OFFSET ${most}
        ) AS old
      ) RETURNING "organizationId", "kind", "targetId"
    )
    INSERT INTO "CallTotal" AS total ("organizationId", "kind", "targetId", "failed", "lastError", "lastErrorAt")
    SELECT "organizationId", "kind", "targetId", count(*), ${error}, now() FROM gone GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT ("organizationId", "kind", "targetId") DO UPDATE SET
      "failed" = total."failed" + excluded."failed", "lastError" = excluded."lastError", "lastErrorAt" = excluded."lastErrorAt"`
}

/** Deletes postbacks that were given up or delivered long ago, and of too many delivered ones all but the latest. */
export async function forgetOld({ prisma }: Store, clock?: Clock, most = MOST_KEPT): Promise<void> {
  const at = moment(clock)
  await prisma.$executeRaw`
    DELETE FROM "OutgoingCall" WHERE "givenUpAt" IS NOT NULL AND "retryAt" <= ${at}`
  await prisma.$executeRaw`
    DELETE FROM "DeliveredCall" WHERE "deliveredAt" <= ${at} - ${seconds(KEPT)}`
  await prisma.$executeRaw`
    DELETE FROM "DeliveredCall" WHERE "id" IN (
      SELECT old."id" FROM (SELECT "organizationId", "targetId" FROM "DeliveredCall" GROUP BY 1, 2 HAVING count(*) > ${most}) AS crowded
      CROSS JOIN LATERAL (
        SELECT "id" FROM "DeliveredCall" call
        WHERE call."organizationId" = crowded."organizationId" AND call."targetId" = crowded."targetId"
        ORDER BY "deliveredAt" DESC OFFSET ${most}
      ) AS old
    )`
}
