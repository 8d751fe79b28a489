import { z } from 'zod'
import { Prisma } from '@/lib/database/generated/client'

// Which conversions statements take. Together with write.ts, this is all that writes the ledger.

/** A month of conversions that a statement takes, if they're approved and in no other statement. */
export type Span = {
  statementId: string
  publisherId: string
  currency: string
  /** Its first day. */
  month: string
}

const group = z.object({
  statementId: z.string(),
  month: z.string(),
  offerId: z.string().nullable(),
  offerEventId: z.string().nullable(),
  count: z.number(),
  amount: z.string(),
})
/** Conversions of one offer and event in one month. The amount is what they pay, exactly. */
export type ConversionGroup = z.output<typeof group>

/**
 * Whether a conversion is of a month: its day in the organization's time zone is, as it was when it happened. Wherever that is, its time is within 14
 * hours of the day in UTC, so only those near the month's ends have to say their day.
 */
const inMonth = (month: Prisma.Sql) => Prisma.sql`
  c."time" >= (${month}::timestamp - interval '14 hours') AT TIME ZONE 'UTC'
  AND c."time" < (${month}::timestamp + interval '1 month 14 hours') AT TIME ZONE 'UTC'
  AND ((c."time" >= (${month}::timestamp + interval '14 hours') AT TIME ZONE 'UTC'
      AND c."time" < (${month}::timestamp + interval '1 month' - interval '14 hours') AT TIME ZONE 'UTC')
    OR left(c."facts"->>'day', 7) = to_char(${month}::timestamp, 'YYYY-MM'))`

/** Leads and sales that no offer pays for aren't in statements unless someone gave them a payout. */
const isOpen = Prisma.sql`c."status" = 'Approved' AND c."statementId" IS NULL AND (c."kind" IN ('conversion', 'event') OR c."payout" <> 0)`

const open = (organizationId: string, spans: readonly Span[]) => Prisma.sql`
  FROM json_to_recordset(${JSON.stringify(spans)}::json) AS span("statementId" uuid, "publisherId" uuid, "currency" char(3), "month" date)
  JOIN "Conversion" c ON c."organizationId" = ${organizationId}::uuid
    AND c."publisherId" = span."publisherId" AND c."currency" = span."currency"
    AND ${isOpen} AND ${inMonth(Prisma.sql`span."month"`)}`

const sums = Prisma.sql`"statementId"::text, to_char("month", 'YYYY-MM-DD') AS "month", "offerId"::text, "offerEventId"::text,
  count(*)::int AS "count", sum("payout")::text AS "amount"`
const grouping = Prisma.sql`GROUP BY "statementId", "month", "offerId", "offerEventId"`

/** What statements would take right now. */
export async function openConversions(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  organizationId: string,
  spans: readonly Span[],
): Promise<ConversionGroup[]> {
  if (spans.length === 0) return []
  return z.array(group).parse(
    await prisma.$queryRaw`
      SELECT ${sums} FROM (SELECT span."statementId", span."month", c."offerId", c."offerEventId", c."payout" ${open(organizationId, spans)}) taken
      ${grouping}`,
  )
}

/**
 * Puts conversions into statements. They're locked in the same order as by `changeConversions`, so each change is either in the sums or refused.
 * @returns what was taken
 */
export async function freezeConversions(
  transaction: Pick<Prisma.TransactionClient, '$queryRaw'>,
  organizationId: string,
  spans: readonly Span[],
): Promise<ConversionGroup[]> {
  if (spans.length === 0) return []
  return z.array(group).parse(
    await transaction.$queryRaw`
      WITH locked AS MATERIALIZED (
        SELECT c."id", span."statementId", span."month" ${open(organizationId, spans)} ORDER BY c."id" FOR NO KEY UPDATE OF c
      ), taken AS (
        UPDATE "Conversion" c SET "statementId" = locked."statementId" FROM locked
        WHERE c."organizationId" = ${organizationId}::uuid AND c."id" = locked."id"
        RETURNING c."statementId", locked."month", c."offerId", c."offerEventId", c."payout"
      )
      SELECT ${sums} FROM taken ${grouping}`,
  )
}

/** Takes conversions out of statements that are open again. */
export async function releaseConversions(
  transaction: Pick<Prisma.TransactionClient, '$executeRaw'>,
  organizationId: string,
  statementIds: readonly string[],
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "Conversion" SET "statementId" = NULL
    WHERE "organizationId" = ${organizationId}::uuid AND "statementId" = ANY(${[...statementIds]}::uuid[])`
}

const pair = z.object({ publisherId: z.string(), currency: z.string() })

/**
 * Publishers and currencies with something open for a month's statement: of the month itself, or of earlier months whose statements are approved, unless
 * a draft in between takes it.
 * @param month its first day
 */
export async function openPairs(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  organizationId: string,
  month: string,
): Promise<z.output<typeof pair>[]> {
  return z.array(pair).parse(
    await prisma.$queryRaw`
      SELECT c."publisherId"::text, c."currency" FROM "Conversion" c
      WHERE c."organizationId" = ${organizationId}::uuid AND c."publisherId" IS NOT NULL AND c."payout" <> 0
        AND ${isOpen} AND ${inMonth(Prisma.sql`${month}`)}
      GROUP BY c."publisherId", c."currency"
      UNION
      SELECT s."publisherId"::text, s."currency" FROM "Statement" s
      JOIN "Conversion" c ON c."organizationId" = s."organizationId" AND c."publisherId" = s."publisherId" AND c."currency" = s."currency"
        AND c."payout" <> 0 AND ${isOpen} AND ${inMonth(Prisma.sql`s."month"`)}
      WHERE s."organizationId" = ${organizationId}::uuid AND s."status" <> 'draft' AND s."month" < ${month}::date
        AND NOT EXISTS (
          SELECT FROM "Statement" d WHERE d."organizationId" = s."organizationId" AND d."publisherId" = s."publisherId"
            AND d."currency" = s."currency" AND d."status" = 'draft' AND d."month" > s."month" AND d."month" < ${month}::date
        )`,
  )
}
