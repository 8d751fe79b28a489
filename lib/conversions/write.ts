import { z } from 'zod'
import type { Prisma } from '@/lib/database/generated/client'
import type { ConversionRow } from '@/lib/events/tables'
import { firePostbacks } from '@/lib/postbacks/fire'
import { eventRowOf, ledgerRowOf, type LedgerRow } from './ledger'
import { moveCapUses } from './cap-windows'
import { statementsOf } from './in-statement'

// Nothing else writes the ledger, except which statement a conversion is in (freeze.ts): each version is committed together with its entry in the
// outbox, and the postbacks that it causes.

/** A version that's committed, or about to be, and that the event log doesn't have yet. */
export type Shipment = { sequence: bigint; row: ConversionRow }

/** What can change about a conversion. */
export type ConversionChange = Partial<
  Pick<
    LedgerRow,
    | 'status'
    | 'reason'
    | 'decisions'
    | 'priceSource'
    | 'capUses'
    | 'holdUntil'
    | 'amount'
    | 'amountCurrency'
    | 'rate'
    | 'rateDate'
    | 'payout'
    | 'revenue'
    | 'lastUpdatedById'
  >
>

const ids = z.array(z.object({ id: z.string() }))
const entries = z.array(z.object({ sequence: z.bigint(), conversionId: z.string() }))

/**
 * Adds conversions to the ledger, except those whose dedupe key or invoice is taken.
 * @returns which were added
 */
export async function insertConversions(
  transaction: Prisma.TransactionClient,
  rows: readonly LedgerRow[],
): Promise<{ added: ReadonlySet<string>; shipments: Shipment[] }> {
  if (rows.length === 0) return { added: new Set(), shipments: [] }
  const now = new Date()
  const values = JSON.stringify(rows.map((row) => ({ ...row, createdAt: now, updatedAt: now })))
  // In order of the key, so that two transactions with the same ones never wait for each other.
  const found = ids.parse(
    await transaction.$queryRaw`
      INSERT INTO "Conversion" SELECT * FROM json_populate_recordset(NULL::"Conversion", ${values}::json) ORDER BY "organizationId", "dedupeKey"
      ON CONFLICT DO NOTHING RETURNING "id"::text`,
  )
  const added = new Set(found.map(({ id }) => id))
  const recorded = rows.filter(({ id }) => added.has(id))
  await firePostbacks(
    transaction,
    recorded.map((row) => ({ row, before: null })),
  )
  return { added, shipments: await post(transaction, recorded) }
}

/**
 * Changes conversions: each gets a new version. What they use of caps moves with their status, payout, and revenue. Those in an approved statement never change.
 * @param changeOf what changes about it; undefined for one that stays as it is
 * @returns all of them as they are now, and which would have changed if they weren't in a statement, with that statement in words
 */
export async function changeConversions(
  transaction: Prisma.TransactionClient,
  organizationId: string,
  conversionIds: readonly string[],
  changeOf: (row: LedgerRow) => ConversionChange | undefined,
): Promise<{ rows: LedgerRow[]; shipments: Shipment[]; frozen: ReadonlyMap<string, string> }> {
  await transaction.$queryRaw`
    SELECT "id" FROM "Conversion" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${[...conversionIds]}::uuid[])
    ORDER BY "id" FOR NO KEY UPDATE`
  const before = await transaction.conversion.findMany({
    where: { organizationId, id: { in: [...conversionIds] } },
    orderBy: { id: 'asc' },
  })
  const wanted = before.flatMap((stored) => {
    const row = ledgerRowOf(stored)
    const change = changeOf(row)
    return change ? [{ row, next: { ...row, ...change, version: row.version + 1 } }] : []
  })
  const frozen = await statementsOf(
    transaction,
    wanted.map(({ row }) => row),
  )
  const open = wanted.filter(({ row }) => row.statementId === null)
  if (open.length === 0) return { rows: before.map(ledgerRowOf), shipments: [], frozen }
  const changed = await moveCapUses(transaction, open)
  const rows = changed.map(({ next }) => next)
  const values = JSON.stringify(rows.map((row) => ({ ...row, updatedAt: new Date() })))
  await transaction.$executeRaw`
    UPDATE "Conversion" row SET "status" = next."status", "reason" = next."reason", "decisions" = next."decisions",
      "priceSource" = next."priceSource", "capUses" = next."capUses",
      "holdUntil" = next."holdUntil", "amount" = next."amount",
      "amountCurrency" = next."amountCurrency", "rate" = next."rate", "rateDate" = next."rateDate",
      "payout" = next."payout", "revenue" = next."revenue", "version" = next."version",
      "updatedAt" = next."updatedAt", "lastUpdatedById" = next."lastUpdatedById"
    FROM json_populate_recordset(NULL::"Conversion", ${values}::json) next
    WHERE row."organizationId" = ${organizationId}::uuid AND row."id" = next."id"`
  await firePostbacks(
    transaction,
    changed.map(({ row, next }) => ({ row: next, before: row.status })),
  )
  const after = new Map(rows.map((row) => [row.id, row]))
  return {
    rows: before.map((stored) => after.get(stored.id) ?? ledgerRowOf(stored)),
    shipments: await post(transaction, rows),
    frozen,
  }
}

/**
 * Puts versions into the outbox. An entry only says which conversion it's about: its row as JSON, twice per conversion, took a fifth of the time that
 * recording takes.
 */
async function post(transaction: Prisma.TransactionClient, rows: readonly LedgerRow[]): Promise<Shipment[]> {
  if (rows.length === 0) return []
  const posted = entries.parse(
    await transaction.$queryRaw`
      INSERT INTO "ConversionOutbox" ("organizationId", "conversionId", "version")
      SELECT * FROM unnest(${rows.map(({ organizationId }) => organizationId)}::uuid[], ${rows.map(({ id }) => id)}::uuid[],
        ${rows.map(({ version }) => version)}::int[])
      RETURNING "sequence", "conversionId"::text`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return posted.flatMap(({ sequence, conversionId }) => {
    const row = byId.get(conversionId)
    return row ? [{ sequence, row: eventRowOf(row) }] : []
  })
}
