import { today } from '@/lib/time'
import { duplicate } from './answers'
import { isOfOffer, mainName, numbersOf, timeOf, untimely, type OfferSubject, type Subject } from './attribute'
import type { CapWindows } from './cap-windows'
import type { Customers } from './customers'
import { decide } from './decide'
import { dedupeKey, hasConverted, repeated, type Earlier } from './duplicates'
import { transactionOf } from './earlier'
import { factsOf, type FoundClick } from './facts'
import type { LedgerRow } from './ledger'
import type { Outcome, Report, Tracked } from './outcome'
import { priceConversion, type FoundRate, type Sale } from './price'
import { rateFor, type WantedRate } from './rates'
import type { SubIdRates } from './sub-id-rates'
import type { Terms } from './terms'
import { nameOf, type TrackedBefore } from './tracked'

/** What became of a report, or what's to be written for it. */
export type Settled = { done: Outcome } | { rows: readonly [LedgerRow, ...LedgerRow[]]; prepared: Subject }

/** What a report says about a sale. */
export const saleOf = ({ report, offer }: OfferSubject, zone: string): Omit<Sale, 'rate'> => ({
  amount: report.amount,
  amountCurrency: report.amountCurrency,
  currency: offer.currency,
  day: today(zone, new Date(report.time)),
})

/** What decisions depend on besides the report: what's known at this point of the round. */
export type Surroundings = {
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
export function settleTracked(prepared: Subject, tracked: Tracked, surroundings: Surroundings): Settled {
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
export function settle(prepared: OfferSubject, surroundings: Surroundings): LedgerRow | Outcome {
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
