import type { Catalog } from '@/lib/catalog/records'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { today } from '@/lib/time'
import { newUuid } from '@/lib/uuid'
import { CapWindows } from './cap-windows'
import { decide } from './decide'
import { Customers } from './customers'
import { dedupeKey, hasConverted, repeated, type Earlier } from './duplicates'
import { factsOf, type FoundClick } from './facts'
import type { LedgerRow } from './ledger'
import {
  attribute,
  isOfOffer,
  mainName,
  numbersOf,
  timeOf,
  untimely,
  type Attributed,
  type OfferSubject,
  type Subject,
} from './attribute'
import type { Outcome, Report, Tracked } from './outcome'
import { priceConversion, type FoundRate, type Sale } from './price'
import { findRates, rateFor, type WantedRate } from './rates'
import { noSubIdRates, type SubIdRates } from './sub-id-rates'
import { Terms } from './terms'
import { nameOf, TrackedBefore } from './tracked'
import { insertConversions, type Shipment } from './write'

/** What's known about a report in a round: what became of it, or what's left to decide. */
type Step = { done: Outcome } | { prepared: Subject }

/** What became of a report, or what's to be written for it. */
type Settled = { done: Outcome } | { rows: readonly [LedgerRow, ...LedgerRow[]]; prepared: Subject }

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
const transactionOf = ({ click }: Attributed) => `${click.organization} ${click.id}`

/** What a report says about a sale. */
const saleOf = ({ report, offer }: OfferSubject, zone: string): Omit<Sale, 'rate'> => ({
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
  before: TrackedBefore
  ratesOf: SubIdRates
  rateOf: (wanted: WantedRate) => FoundRate | undefined
  zone: string
  /** The organization's. */
  currency: string
  newId: (time: Date) => string
}

/** Decides about a lead or sale. It's by the terms of the click's offer if these take it, as they'd take a postback, and pays nothing otherwise. */
function settleTracked(prepared: Subject, tracked: Tracked, surroundings: Surroundings): Settled {
  const { before, earlier, customers } = surroundings
  const { click, report } = prepared
  if (tracked.quantity === 0)
    return { done: { result: 'approved', message: 'The customer was stored with the click.', click } }
  const { externalId } = report
  const others = earlier.get(transactionOf(prepared)) ?? []
  // A postback may have reported the same invoice.
  const same = externalId === '' ? undefined : others.find((one) => one.externalId === externalId)
  const first = same ?? before.repeatedBy(prepared, customers.idOf(prepared))
  if (first) return { done: duplicate(first, prepared) }
  const once = (): LedgerRow => {
    const byTerms = isOfOffer(prepared) ? settle(prepared, surroundings) : undefined
    return byTerms && !('result' in byTerms) ? byTerms : plainRow(prepared, tracked, surroundings)
  }
  const rows: [LedgerRow, ...LedgerRow[]] = [once()]
  while (rows.length < tracked.quantity) rows.push(once())
  before.add(prepared, rows[0])
  return { rows, prepared }
}

/** A lead or sale that pays nothing. */
function plainRow(prepared: Subject, tracked: Tracked, surroundings: Surroundings): LedgerRow {
  const { currency, newId } = surroundings
  const { click, report, offer } = prepared
  const id = newId(new Date(report.time))
  const rejection = rejectionOf(click)
  const row: LedgerRow = {
    ...reportedRow(prepared, id, surroundings, offer?.currency ?? currency, []),
    kind: tracked.kind,
    name: nameOf(report),
    offerEventId: null,
    dedupeKey: `each:${id}`,
    rate: null,
    rateDate: null,
    payout: '0',
    revenue: '0',
    payoutType: 'Unknown',
    revenueType: 'Unknown',
    priceSource: {},
    status: rejection === null ? 'Approved' : 'Rejected',
    reason: rejection === null ? '' : 'click_rejected',
    decisions:
      rejection === null
        ? []
        : [{ rule: 'click', id: click.id, reason: 'click_rejected', effect: 'reject', detail: rejection }],
    capUses: [],
    holdUntil: null,
  }
  remember(prepared, row, surroundings)
  return row
}

/** Decides about a report by the terms of its offer, given everything before it. */
function settle(prepared: OfferSubject, surroundings: Surroundings): LedgerRow | Outcome {
  const { terms, windows, earlier, customers, ratesOf, rateOf, zone, newId } = surroundings
  const { report, click, offer, publisher, event, compared, capped } = prepared
  const others = earlier.get(transactionOf(prepared)) ?? []
  const first = repeated(others, compared)
  if (first) return duplicate(first, prepared)
  const refusal = untimely(prepared)
  if (refusal) return refusal
  if (event && !hasConverted(others))
    return {
      ...numbersOf(prepared),
      result: 'conversion_missing',
      message: `The ${click.isImpression ? 'impression' : 'click'} has no conversion yet. Report it before its event ${event.name}.`,
    }
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
    ...reportedRow(prepared, id, surroundings, priced.currency, outcome.flags),
    kind: prepared.kind,
    name: event?.name ?? mainName(offer),
    offerEventId: event?.id ?? null,
    dedupeKey: dedupeKey(compared, id),
    rate: priced.rate,
    rateDate: priced.rateDate,
    payout: outcome.payout,
    revenue: outcome.revenue,
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
  }
  const row = { ...decided, capUses: windows.usesOf(capped, decided) }
  windows.count(null, row)
  remember(prepared, row, surroundings)
  return row
}

/** What a conversion has of its report and its click, whatever is decided about it. */
function reportedRow(
  prepared: Subject,
  id: string,
  { terms, customers, zone }: Surroundings,
  currency: string,
  flags: string[],
) {
  const { report, click, offer, publisher, event } = prepared
  const { amount, amountCurrency, tracked } = report
  const time = new Date(report.time)
  return {
    id,
    organizationId: report.organizationId,
    offerId: offer?.id ?? null,
    publisherId: publisher?.id ?? null,
    advertiserId: terms.advertiserIdOf(click),
    clickId: click.isImpression ? null : click.id,
    impressionId: click.isImpression ? click.id : null,
    customerId: customers.idOf(prepared),
    clickTime: click.isImpression ? null : new Date(timeOf(click)),
    time,
    externalId: report.externalId,
    amount,
    amountCurrency: amount === null ? '' : (amountCurrency ?? currency),
    currency,
    facts: factsOf(click, { day: today(zone, time), event: event?.incrementalId ?? 0, source: report.source, flags }),
    metadata: tracked?.metadata ?? null,
    paymentProcessor: tracked?.paymentProcessor ?? '',
    isFirstSale: customers.isFirstSale(prepared),
    version: 1,
    statementId: null,
    lastUpdatedById: null,
  }
}

/** Lets what follows in the round know about a conversion. */
function remember(prepared: Subject, row: LedgerRow, { earlier, customers }: Surroundings): void {
  const key = transactionOf(prepared)
  earlier.set(key, [...(earlier.get(key) ?? []), row])
  if (row.status !== 'Rejected') customers.add(prepared)
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
      kind: true,
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

function duplicate(first: Pick<Earlier, 'id'> | undefined, prepared: Subject): Outcome {
  const what = prepared.event ? `The event ${prepared.event.name}` : 'The conversion'
  return {
    ...numbersOf(prepared),
    ...(first && { conversionId: first.id }),
    result: 'duplicate',
    message: `${what} was recorded before, so nothing changed.`,
  }
}
