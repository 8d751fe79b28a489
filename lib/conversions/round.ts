import type { Catalog } from '@/lib/catalog/records'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { today } from '@/lib/time'
import { newUuid } from '@/lib/uuid'
import { CapWindows } from './cap-windows'
import { decide } from './decide'
import { Customers } from './customers'
import { dedupeKey, repeated, type Earlier } from './duplicates'
import { factsOf, type FoundClick } from './facts'
import type { LedgerRow } from './ledger'
import { attribute, numbersOf, timeOf, untimely, type Attributed, type Subject } from './attribute'
import type { Outcome, Report } from './outcome'
import { priceConversion, type FoundRate, type Sale } from './price'
import { findRates, rateFor, type WantedRate } from './rates'
import { noSubIdRates, type SubIdRates } from './sub-id-rates'
import { Terms } from './terms'
import { insertConversions, type Shipment } from './write'

/** What's known about a report in a round: what became of it, or what's left to decide. */
type Step = { done: Outcome } | { prepared: Subject } | { row: LedgerRow; prepared: Subject }

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
  return prisma.$transaction((transaction) => recordIn(transaction, catalog, round, { ratesOf }))
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
  const windows = await CapWindows.lock(
    transaction,
    [...new Set(prepared.map(({ offer }) => offer.id))],
    new Map(round.map(({ click: { organization } }) => [organization, zoneOf(catalog, organization)])),
  )
  await windows.read(prepared.map(({ capped }) => capped))
  // Read under the lock on their caps, so that what repeats another conversion never counts against one.
  const earlier = await earlierOf(transaction, prepared)

  const rateOf = await findRates(
    transaction,
    prepared.flatMap((subject) => {
      const { organization } = subject.click
      return rateFor(organization, saleOf(subject, zoneOf(catalog, organization))) ?? []
    }),
  )

  const customers = await Customers.read(transaction, prepared, terms)
  const settled = steps.map((step): Step => {
    if (!('prepared' in step)) return step
    const zone = zoneOf(catalog, step.prepared.click.organization)
    return settle(step.prepared, { terms, windows, earlier, customers, ratesOf, rateOf, zone, newId })
  })
  const rows = settled.flatMap((step) => ('row' in step ? [step.row] : []))
  const { added, shipments } = await insertConversions(transaction, rows)
  await windows.save()
  const lost = settled.flatMap((step) => ('row' in step && !added.has(step.row.id) ? [step.prepared] : []))
  const winners = await earlierOf(transaction, lost)
  const outcomes = settled.map((step): Outcome => {
    if ('done' in step) return step.done
    if (!('row' in step)) throw new Error('Every report of a round is settled.')
    const { row, prepared: about } = step
    if (added.has(row.id)) return recorded(row, about)
    // Another process was faster.
    const winner = repeated(winners.get(transactionOf(about)) ?? [], about.compared)
    return duplicate(winner, about)
  })
  return { outcomes, shipments }
}

const zoneOf = (catalog: Catalog, organizationId: string) =>
  catalog.organizations.get(organizationId)?.timezone ?? 'UTC'
const transactionOf = ({ click }: Attributed) => `${click.organization} ${click.id}`

/** What a report says about a sale. */
const saleOf = ({ report, offer }: Subject, zone: string): Omit<Sale, 'rate'> => ({
  amount: report.amount,
  amountCurrency: report.amountCurrency,
  currency: offer.currency,
  day: today(zone, new Date(report.time)),
})

type Surroundings = {
  terms: Terms
  windows: CapWindows
  earlier: Map<string, Earlier[]>
  customers: Customers
  ratesOf: SubIdRates
  rateOf: (wanted: WantedRate) => FoundRate | undefined
  zone: string
  newId: (time: Date) => string
}

/** Decides about a report, given everything before it. */
function settle(prepared: Subject, surroundings: Surroundings): Step {
  const { terms, windows, earlier, customers, ratesOf, rateOf, zone, newId } = surroundings
  const { report, click, offer, publisher, event, compared, capped } = prepared
  const others = earlier.get(transactionOf(prepared)) ?? []
  const first = repeated(others, compared)
  if (first) return { done: duplicate(first, prepared) }
  const refusal = untimely(prepared)
  if (refusal) return { done: refusal }
  if (event && !others.some(({ offerEventId }) => offerEventId === null))
    return {
      done: {
        ...numbersOf(prepared),
        result: 'conversion_missing',
        message: `The ${click.isImpression ? 'impression' : 'click'} has no conversion yet. Report it before its event ${event.name}.`,
      },
    }
  const { amount, amountCurrency } = report
  const sale = saleOf(prepared, zone)
  const wanted = rateFor(click.organization, sale)
  const priced = priceConversion(terms.pricesOf(offer, publisher, event), { ...sale, rate: wanted && rateOf(wanted) })
  const rates = ratesOf(click, event?.incrementalId ?? 0)
  const outcome = decide(
    {
      time: report.time,
      clickTime: click.isImpression ? null : timeOf(click),
      country: report.country,
      clickCountry: click.country,
      customerConversions: customers.earlierOf(prepared),
      subIdRecent: rates?.recent ?? null,
      subIdBefore: rates?.before ?? null,
      transactionId: click.id,
      isEvent: event !== undefined,
      subIds: click,
      isViewThrough: click.isImpression,
      clickRejection: rejectionOf(click),
      priced,
    },
    {
      offerId: offer.id,
      fraudFilterGroups: terms.fraudFilterGroupsOf(offer, event),
      blockedSubId: terms.blockOf(click),
      caps: windows.roomOf(capped),
      throttles: terms.throttlesOf(offer, publisher),
      isApprovedByHand: event ? event.manuallyApproveEvents : offer.manuallyApproveConversions,
      approvedBy: event?.id ?? offer.id,
      holdDays: offer.holdDays,
    },
  )
  const final = asReported(outcome, report)
  const id = newId(new Date(report.time))
  const decided: LedgerRow = {
    id,
    organizationId: report.organizationId,
    kind: event ? 'event' : 'conversion',
    name: event?.name ?? (offer.conversionName || 'Conversion'),
    offerId: offer.id,
    offerEventId: event?.id ?? null,
    publisherId: publisher.id,
    advertiserId: terms.advertiserIdOf(click),
    clickId: click.isImpression ? null : click.id,
    impressionId: click.isImpression ? click.id : null,
    customerId: customers.idOf(prepared),
    clickTime: click.isImpression ? null : new Date(timeOf(click)),
    time: new Date(report.time),
    externalId: report.externalId,
    dedupeKey: dedupeKey(compared, id),
    amount,
    amountCurrency: amount === null ? '' : (amountCurrency ?? offer.currency),
    rate: priced.rate,
    rateDate: priced.rateDate,
    payout: outcome.payout,
    revenue: outcome.revenue,
    currency: priced.currency,
    payoutType: priced.payoutType,
    revenueType: priced.revenueType,
    priceSource: {
      payout: priced.payoutSource,
      revenue: priced.revenueSource,
      ...(priced.terms && { terms: priced.terms }),
    },
    status: final.status,
    reason: final.reason,
    decisions: final.decisions,
    capUses: [],
    holdUntil: final.holdUntil,
    facts: factsOf(click, {
      day: sale.day,
      event: event?.incrementalId ?? 0,
      source: report.source,
      flags: outcome.flags,
    }),
    metadata: null,
    paymentProcessor: '',
    isFirstSale: null,
    version: 1,
    statementId: null,
    lastUpdatedById: null,
  }
  const row = { ...decided, capUses: windows.usesOf(capped, decided) }
  windows.count(null, row)
  earlier.set(transactionOf(prepared), [...others, row])
  if (row.status !== 'Rejected') customers.add(prepared)
  return { row, prepared }
}

/** Why a click or impression was rejected, or null if it wasn't. */
function rejectionOf({ bot, isImpression, status, reason }: FoundClick): string | null {
  if (bot) return isImpression ? 'A bot saw the ad.' : 'A bot clicked.'
  return status === 'Rejected' ? reason : null
}

/** A reporter can only be stricter than the rules. */
function asReported(outcome: ReturnType<typeof decide>, { status, transactionId }: Report) {
  const holdUntil = outcome.holdUntil === null ? null : new Date(outcome.holdUntil)
  const reported = (reason: string, effect: string) => [
    ...outcome.decisions,
    { rule: 'reported', id: transactionId, reason, effect, detail: '' },
  ]
  if (status === 'Rejected' && outcome.status !== 'Rejected') {
    const reason = 'reported_rejected'
    return { status, reason, decisions: reported(reason, 'reject'), holdUntil: null }
  }
  if (status === 'Pending' && outcome.status !== 'Rejected') {
    const reason = 'reported_pending'
    // It isn't approved by itself, even if it's also on hold.
    return { status, reason, decisions: reported(reason, 'pend'), holdUntil: null }
  }
  return { ...outcome, holdUntil }
}

/** The conversions in the ledger of the same clicks and impressions, by those. */
async function earlierOf(
  transaction: Prisma.TransactionClient,
  prepared: readonly Attributed[],
): Promise<Map<string, Earlier[]>> {
  const found = new Map<string, Earlier[]>()
  if (prepared.length === 0) return found
  const organizations = new Set(prepared.map(({ click }) => click.organization))
  const idsOf = (isImpression: boolean) => [
    ...new Set(prepared.flatMap(({ click }) => (click.isImpression === isImpression ? [click.id] : []))),
  ]
  const [clicks, impressions] = [idsOf(false), idsOf(true)]
  const rows = await transaction.conversion.findMany({
    where: {
      organizationId: { in: [...organizations] },
      OR: [
        ...(clicks.length > 0 ? [{ clickId: { in: clicks } }] : []),
        ...(impressions.length > 0 ? [{ impressionId: { in: impressions } }] : []),
      ],
    },
    select: {
      id: true,
      organizationId: true,
      clickId: true,
      impressionId: true,
      offerEventId: true,
      externalId: true,
      status: true,
    },
    orderBy: { id: 'asc' },
  })
  for (const row of rows) {
    const key = `${row.organizationId} ${row.clickId ?? row.impressionId}`
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return found
}

function recorded(row: LedgerRow, prepared: Subject): Outcome {
  const { id, status, reason } = row
  const what = prepared.event ? `The event ${prepared.event.name}` : 'The conversion'
  const numbers = numbersOf(prepared)
  const about = { ...numbers, conversionId: id, ...(reason !== '' && { reason }) }
  if (status === 'Approved') return { ...about, result: 'approved', message: `${what} was recorded.` }
  if (status === 'Pending')
    return { ...about, result: 'pending', message: `${what} was recorded and waits for approval.` }
  return { ...about, result: 'rejected', message: `${what} was recorded and rejected.` }
}

function duplicate(first: Earlier | undefined, prepared: Subject): Outcome {
  const what = prepared.event ? `The event ${prepared.event.name}` : 'The conversion'
  return {
    ...numbersOf(prepared),
    ...(first && { conversionId: first.id }),
    result: 'duplicate',
    message: `${what} was recorded before, so nothing changed.`,
  }
}
