import type { Catalog } from '@/lib/catalog/records'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { newUuid } from '@/lib/uuid'
import { duplicate, recorded } from './answers'
import { attribute, isOfOffer, type Attributed, type Subject } from './attribute'
import { CapWindows } from './cap-windows'
import { Customers } from './customers'
import { repeated } from './duplicates'
import { earlierOf, transactionOf } from './earlier'
import type { Outcome } from './outcome'
import { findRates, rateFor } from './rates'
import { saleOf, settle, settleTracked, type Settled } from './settle'
import { noSubIdRates, type SubIdRates } from './sub-id-rates'
import { Terms } from './terms'
import { TrackedBefore } from './tracked'
import { insertConversions, type Shipment } from './write'

/** What's known about a report in a round: what became of it, or what's left to decide. */
type Step = { done: Outcome } | { prepared: Subject }

/** Another process was faster with what a lead or sale needs, so it has to be decided about again. */
class Overtaken extends Error {}
const MOST_TRIES = 5

type Recorded = { outcomes: Outcome[]; shipments: Shipment[] }

/**
 * Records conversions: all of a round in one transaction, in the order they were reported.
 * @returns an outcome for each, and what to send to the event log
 */
export async function recordRound(
  { prisma }: Pick<Database, 'prisma'>,
  catalog: Catalog,
  round: readonly Attributed[],
  ratesOf: SubIdRates,
): Promise<Recorded> {
  for (let tries = 1; ; tries++)
    try {
      return await prisma.$transaction((transaction) => recordIn(transaction, catalog, round, { ratesOf }))
    } catch (error) {
      if (!(error instanceof Overtaken) || tries === MOST_TRIES) throw error
    }
}

/**
 * The same within a transaction.
 * @param newId makes the ID of a conversion from when it happened
 */
export async function recordIn(
  transaction: Prisma.TransactionClient,
  catalog: Catalog,
  round: readonly Attributed[],
  { newId = newUuid, ratesOf = noSubIdRates }: { newId?: (time: Date) => string; ratesOf?: SubIdRates } = {},
): Promise<Recorded> {
  const terms = await Terms.read(
    transaction,
    catalog,
    round.map(({ click }) => click),
  )
  const steps = round.map((attributed): Step => {
    const subject = attribute(attributed, terms, catalog)
    return 'result' in subject ? { done: subject } : { prepared: subject }
  })
  const prepared = steps.flatMap((step) => ('prepared' in step ? [step.prepared] : []))
  const priced = prepared.filter(isOfOffer)
  const windows = await CapWindows.lock(
    transaction,
    [...new Set(priced.map(({ offer }) => offer.id))],
    new Map(round.map(({ click: { organization } }) => [organization, zoneOf(catalog, organization)])),
  )
  await windows.read(priced.map(({ capped }) => capped))
  const customers = await Customers.read(transaction, prepared, terms)
  // Read under the locks on their caps and customers, so that what repeats another conversion never counts.
  const earlier = await earlierOf(transaction, prepared)
  const before = await TrackedBefore.read(transaction, prepared, customers)

  const rateOf = await findRates(
    transaction,
    priced.flatMap((subject) => {
      const { organization } = subject.click
      return rateFor(organization, saleOf(subject, zoneOf(catalog, organization))) ?? []
    }),
  )

  const settled = steps.map((step): Settled => {
    if ('done' in step) return step
    const { organization } = step.prepared.click
    const zone = zoneOf(catalog, organization)
    const currency = catalog.organizations.get(organization)?.currency ?? 'USD'
    const all = { terms, windows, earlier, customers, before, ratesOf, rateOf, zone, currency, newId }
    const { prepared: subject } = step
    if (subject.report.tracked) return settleTracked(subject, subject.report.tracked, all)
    if (!isOfOffer(subject)) throw new Error('Only leads and sales are of no offer.')
    const row = settle(subject, all)
    return 'result' in row ? { done: row } : { rows: [row], prepared: subject }
  })
  const rows = settled.flatMap((step) => ('rows' in step ? step.rows : []))
  const { added, shipments } = await insertConversions(transaction, rows)
  await windows.save()
  const lost = settled.flatMap((step) => ('rows' in step && !added.has(step.rows[0].id) ? [step.prepared] : []))
  if (lost.some(({ report }) => report.tracked)) throw new Overtaken()
  const winners = await earlierOf(transaction, lost)
  const outcomes = settled.map((step): Outcome => {
    if ('done' in step) return step.done
    const {
      rows: [row],
      prepared: about,
    } = step
    if (added.has(row.id)) return recorded(row, about)
    // Another process was faster.
    const winner = isOfOffer(about) ? repeated(winners.get(transactionOf(about)) ?? [], about.compared) : undefined
    return duplicate(winner, about)
  })
  return { outcomes, shipments }
}

const zoneOf = (catalog: Catalog, organizationId: string) =>
  catalog.organizations.get(organizationId)?.timezone ?? 'UTC'
