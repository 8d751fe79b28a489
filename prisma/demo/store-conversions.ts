import { recordIn } from '@/lib/conversions/round'
import type { LedgerRow } from '@/lib/conversions/ledger'
import { changeConversions, type Shipment } from '@/lib/conversions/write'
import type { Catalog } from '@/lib/catalog/records'
import { insertRows } from '@/lib/database/insert-rows'
import type { Prisma } from '@/lib/database/generated/client'
import type { PostbackRow } from '@/lib/events/tables'
import { recordChanges, type AuditRecord } from '@/lib/identity/audit'
import type { DemoOrganization } from './catalog'
import { actorOf } from './history'
import { changeOf, laterOf, type Later, type RecordedConversion } from './later'
import { PostbackLog } from './postback-log'
import { storePostbacks } from './postbacks'
import { Random } from './random'
import type { DemoReports } from './reports'

/** Reports recorded at once. */
const ROUND = 2500
/** One in so many postbacks is nothing that can be recorded. */
const FAILURES = 130

const statuses: Readonly<Record<string, LedgerRow['status']>> = {
  approved: 'Approved',
  pending: 'Pending',
  rejected: 'Rejected',
}

/**
 * Records what's reported about an organization's clicks, and what became of it later.
 * @param catalog as it is in the transaction
 * @returns what the event log doesn't have yet
 */
export async function storeConversions(
  transaction: Prisma.TransactionClient,
  demo: DemoOrganization,
  catalog: Catalog,
  { reports, customers }: DemoReports,
  { seed, now }: { seed: string; now: number },
): Promise<{ shipments: Shipment[]; postbacks: PostbackRow[] }> {
  const organizationId = demo.row.id
  const random = new Random(`${seed}/ledger/${demo.row.slug}`)
  const log = new PostbackLog(demo, random.fork('log'))
  const ids = random.fork('ids')
  const lateRandom = random.fork('later')
  const owners = catalog.organizations.get(organizationId)
  await insertRows(
    transaction,
    'Customer',
    customers.map(({ publisher, advertiser, ...customer }) => ({
      ...customer,
      organizationId,
      publisherId: owners?.publishers.byIncrementalId.get(publisher)?.id ?? null,
      advertiserId: owners?.advertisers.byIncrementalId.get(advertiser)?.id ?? null,
      updatedAt: customer.createdAt,
    })),
  )
  const externalIds = new Map(customers.map(({ id, externalId }) => [id, externalId]))
  const shipments: Shipment[] = []
  const changes: Later[][] = []
  const holdDays = new Map(demo.offers.map(({ row }) => [row.incrementalId, row.holdDays ?? 0]))
  const reported = new Map<string, DemoReports['reports'][number]>()
  for (let start = 0; start < reports.length; start += ROUND) {
    const round = reports.slice(start, start + ROUND)
    const recorded = await recordIn(transaction, catalog, round, { newId: (time) => ids.uuid(time.getTime()) })
    shipments.push(...recorded.shipments)
    for (const [index, one] of round.entries()) {
      const outcome = recorded.outcomes[index]
      // What's tracked through the API isn't in the log of postbacks, and stays as it is.
      if (!outcome || one.report.source === 'track') continue
      log.reported(one, outcome, externalIds)
      const status = statuses[outcome.result]
      const { conversionId: id, reason = '' } = outcome
      if (!status || id === undefined) continue
      reported.set(id, one)
      const conversion: RecordedConversion = {
        id,
        time: one.report.time,
        status,
        reason,
        holdDays: holdDays.get(one.click.offer) ?? 0,
      }
      changes.push(laterOf(conversion, lateRandom, now))
    }
  }
  const [first] = reports
  if (first) log.failures(Math.ceil(reports.length / FAILURES), { from: first.report.time, to: now })
  for (const later of changes.flat()) {
    const one = later.by === 'advertiser' ? reported.get(later.id) : undefined
    if (!one || later.by !== 'advertiser') continue
    const { reason } = later
    const report = {
      ...one.report,
      source: 'postback' as const,
      time: later.at,
      amount: null,
      amountCurrency: null,
      status: null,
    }
    log.reported(
      { ...one, report: { ...report, rejectedReason: reason } },
      {
        result: 'rejected',
        reason,
        message: 'The conversion was rejected.',
        conversionId: later.id,
        offer: one.click.offer,
        publisher: one.click.publisher,
      },
      externalIds,
    )
  }
  shipments.push(...(await change(transaction, demo, changes)))
  // They come last, so that nothing of the past is sent.
  const sent = await storePostbacks(transaction, demo, { seed, now })
  return { shipments, postbacks: [...log.rows, ...sent] }
}

/** Makes the changes of conversions, and dates everything. */
async function change(
  transaction: Prisma.TransactionClient,
  demo: DemoOrganization,
  changes: readonly (readonly Later[])[],
): Promise<Shipment[]> {
  const organizationId = demo.row.id
  const actor = actorOf(demo)
  const shipments: Shipment[] = []
  const audited: (AuditRecord & { createdAt: Date })[] = []
  const last = new Map<string, number>()
  const most = Math.max(0, ...changes.map(({ length }) => length))
  for (let turn = 0; turn < most; turn++) {
    const now = new Map(changes.flatMap((of) => of.slice(turn, turn + 1)).map((later) => [later.id, later]))
    const before = new Map<string, LedgerRow>()
    const changed = await changeConversions(transaction, organizationId, [...now.keys()], (row) => {
      const later = now.get(row.id)
      if (!later) return undefined
      before.set(row.id, row)
      last.set(row.id, later.at)
      return changeOf(row, later, actor.user.id)
    })
    shipments.push(...changed.shipments)
    for (const row of changed.rows) {
      const [earlier, later] = [before.get(row.id), now.get(row.id)]
      if (earlier && later?.by === 'person')
        audited.push({
          action: 'update',
          entity: 'conversion',
          entityId: row.id,
          before: { status: earlier.status, reason: earlier.reason },
          after: { status: row.status, reason: row.reason },
          createdAt: new Date(later.at),
        })
    }
  }
  await recordChanges(
    transaction,
    actor,
    audited.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
  )
  const dates = JSON.stringify([...last].map(([id, at]) => ({ id, at: new Date(at) })))
  await transaction.$executeRaw`
    UPDATE "Conversion" row SET "createdAt" = row."time", "updatedAt" = COALESCE(dated."at", row."time")
    FROM "Conversion" same LEFT JOIN json_to_recordset(${dates}::json) AS dated("id" uuid, "at" timestamptz) ON dated."id" = same."id"
    WHERE row."id" = same."id" AND row."organizationId" = ${organizationId}::uuid`
  return shipments
}
