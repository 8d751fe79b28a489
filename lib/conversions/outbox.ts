import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { EventLog } from '@/lib/events/log'
import { conversion, type ConversionRow } from '@/lib/events/tables'
import { conversionFacts } from './facts'
import { eventRowOf, ledgerRowOf } from './ledger'
import type { Shipment } from './write'

// From the ledger to the event log, at least once: a version leaves the outbox when it's durable in the event log's journal. One that gets there
// twice counts once, because the event log only counts a conversion's highest version.

type Events = Pick<EventLog, 'append'>

/** Versions that are sent together. */
const MOST = 1000

/** Sends versions right after they're committed. */
export async function ship(
  { prisma }: Pick<Database, 'prisma'>,
  events: Events,
  shipments: readonly Shipment[],
): Promise<void> {
  if (shipments.length === 0) return
  await events.append(
    conversion,
    shipments.map(({ row }) => row),
  )
  await remove(
    prisma,
    shipments.map(({ sequence }) => sequence),
  )
}

async function remove(prisma: Pick<Prisma.TransactionClient, '$executeRaw'>, sequences: bigint[]): Promise<void> {
  await prisma.$executeRaw`DELETE FROM "ConversionOutbox" WHERE "sequence" = ANY(${sequences}::bigint[])`
}

const text = z.string()
const storedRow: z.ZodType<ConversionRow> = conversionFacts.extend({
  organization: text,
  id: text,
  version: z.number(),
  time: text,
  click_time: text,
  kind: text,
  name: text,
  click: text,
  impression: text,
  customer: text,
  external_transaction: text,
  status: text,
  reason: text,
  amount: text,
  amount_currency: text,
  payout: text,
  revenue: text,
  currency: text,
})

/** Sends what earlier processes left in the outbox. Several may do this at once. */
export async function shipOutbox(
  { prisma }: Pick<Database, 'prisma'>,
  events: Events,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const taken = z.array(z.object({ sequence: z.bigint(), conversionId: text, row: storedRow.nullable() }))
  for (;;) {
    signal?.throwIfAborted()
    const count = await prisma.$transaction(async (transaction) => {
      const entries = taken.parse(
        await transaction.$queryRaw`
          SELECT "sequence", "conversionId"::text, "row" FROM "ConversionOutbox"
          ORDER BY "sequence" LIMIT ${MOST} FOR UPDATE SKIP LOCKED`,
      )
      const missing = entries.flatMap(({ row, conversionId }) => (row ? [] : [conversionId]))
      const found = await transaction.conversion.findMany({ where: { id: { in: missing } } })
      const current = new Map(found.map((row) => [row.id, eventRowOf(ledgerRowOf(row))]))
      const rows = entries.flatMap(({ conversionId, row }) => row ?? current.get(conversionId) ?? [])
      if (rows.length > 0) await events.append(conversion, rows)
      await remove(
        transaction,
        entries.map(({ sequence }) => sequence),
      )
      return entries.length
    })
    if (count < MOST) return
  }
}
