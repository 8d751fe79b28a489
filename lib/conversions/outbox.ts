import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { EventLog } from '@/lib/events/log'
import { conversion } from '@/lib/events/tables'
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

const taken = z.array(z.object({ sequence: z.bigint(), conversionId: z.string() }))

/** Sends what earlier processes left in the outbox, each conversion as it is now. Several may do this at once. */
export async function shipOutbox(
  { prisma }: Pick<Database, 'prisma'>,
  events: Events,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  for (;;) {
    signal?.throwIfAborted()
    const count = await prisma.$transaction(async (transaction) => {
      const entries = taken.parse(
        await transaction.$queryRaw`
          SELECT "sequence", "conversionId"::text FROM "ConversionOutbox" ORDER BY "sequence" LIMIT ${MOST} FOR UPDATE SKIP LOCKED`,
      )
      const ids = [...new Set(entries.map(({ conversionId }) => conversionId))]
      const found = await transaction.conversion.findMany({ where: { id: { in: ids } } })
      const rows = found.map((row) => eventRowOf(ledgerRowOf(row)))
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
