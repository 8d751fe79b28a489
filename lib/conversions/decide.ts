import type { FraudFilterGroupRecord } from '@/lib/catalog/records'
import { pastCaps, type CapRoom } from './caps'
import { untilDetail, type Decision } from './decision'
import { fraudDecisions, type FraudFacts } from './fraud'
import type { Priced } from './price'
import type { ConversionReason } from './reasons'
import { throttleDecisions, type SubIds, type Throttles } from './throttle'

export type { Decision } from './decision'

/**
 * What's known about a conversion. For a batch, the ledger fetches:
 * - with the click: its time, country, sub IDs, status, and reason
 * - `customerConversions`, `subIdRecent`, and `subIdBefore`: only if `factsNeeded` says so, one query each for the whole batch, by customer, and by
 *   publisher, offer, event, and sub_id. Conversions of the same batch don't have to be in them.
 * Everything else is in the postback or in `Priced`.
 */
export type ConversionFacts = FraudFacts & {
  /** The click's ID, or the impression's. Without either, whatever stays the same when the postback is repeated. */
  transactionId: string
  isEvent: boolean
  /** Whether an impression led to it instead of a click. */
  isViewThrough: boolean
  subIds: SubIds
  /** Why the click or impression was rejected, or null if it wasn't. */
  clickRejection: string | null
  priced: Priced
}

/** What's known about the offer and the publisher. All lists can be in any order. */
export type ConversionRules = {
  offerId: string
  /** The offer's groups for its main conversion, the event's for an event. */
  fraudFilterGroups: readonly FraudFilterGroupRecord[]
  /** The block of the publisher's sub_id for the offer, without archived ones. */
  blockedSubId: { id: string } | null
  /** Active caps on conversions, payout, and revenue of the offer, of the publisher on it, and of the sub_id, under the lock on their windows. */
  caps: readonly CapRoom[]
  throttles: Throttles
  /** The offer's manuallyApproveConversions, or the event's manuallyApproveEvents. */
  isApprovedByHand: boolean
  /** The ID of the one that says so. */
  approvedBy: string
  /** The offer's. */
  holdDays: number
}

/** What becomes of a conversion. */
export type Outcome = {
  status: 'Approved' | 'Pending' | 'Rejected'
  /** Why it isn't approved, or is unpaid. */
  reason: ConversionReason | ''
  /** The kinds of the fraud filters that caught it. */
  flags: string[]
  /** Everything that had an effect, in the order it was decided. */
  decisions: Decision[]
  /** As priced, or 0 if a cap makes it unpaid. Rejected ones keep their price, which counts if they're approved later. */
  payout: string
  revenue: string
  /** When it's approved by itself, in ms since 1970. Null unless the hold period is all it waits for. */
  holdUntil: number | null
}

const DAY = 86_400_000

/**
 * Decides about a conversion, in this order: rejected clicks, fraud filters, blocked sub IDs, caps, throttle, approval by hand, hold period. The
 * first that rejects it has the last word. What's pending for several reasons has the first of them, a missing price before all others, and keeps
 * all. Equal arguments have equal outcomes.
 */
export function decide(facts: ConversionFacts, rules: ConversionRules): Outcome {
  const { priced, isEvent } = facts
  const fraud = fraudDecisions(rules.fraudFilterGroups, facts)
  const holdUntil = facts.time + rules.holdDays * DAY
  const steps: readonly (readonly Decision[])[] = [
    priceDecisions(facts, rules),
    [...clickDecisions(facts), ...fraud],
    blockDecisions(facts, rules),
    pastCaps(rules.caps, { payout: priced.payout, revenue: priced.revenue, isEvent }),
    throttleDecisions(rules.throttles, facts.transactionId, facts.subIds),
    approvalDecisions(rules),
    holdDecisions(rules, holdUntil),
  ]
  const decisions: Decision[] = []
  for (const step of steps) {
    decisions.push(...step)
    if (step.some(({ effect }) => effect === 'reject')) break
  }

  const of = (sought: Decision['effect']) => decisions.filter(({ effect }) => effect === sought)
  const [rejected] = of('reject')
  const pending = of('pend')
  const [unpaid] = of('unpaid')
  return {
    status: rejected ? 'Rejected' : pending.length > 0 ? 'Pending' : 'Approved',
    reason: (rejected ?? pending[0] ?? unpaid)?.reason ?? '',
    flags: [...new Set(fraud.map(({ reason }) => reason.slice('fraud_'.length)))],
    decisions,
    payout: unpaid ? '0' : priced.payout,
    revenue: unpaid ? '0' : priced.revenue,
    holdUntil: !rejected && pending.length > 0 && pending.every(({ rule }) => rule === 'hold') ? holdUntil : null,
  }
}

function priceDecisions({ priced: { problem } }: ConversionFacts, { offerId }: ConversionRules): Decision[] {
  if (!problem) return []
  return [{ rule: 'price', id: offerId, effect: problem.reason === 'amount_missing' ? 'flag' : 'pend', ...problem }]
}

function clickDecisions({ clickRejection: detail, isViewThrough, transactionId: id }: ConversionFacts): Decision[] {
  if (detail === null) return []
  if (isViewThrough) return [{ rule: 'impression', id, reason: 'impression_rejected', effect: 'reject', detail }]
  return [{ rule: 'click', id, reason: 'click_rejected', effect: 'reject', detail }]
}

function blockDecisions({ subIds }: ConversionFacts, { blockedSubId }: ConversionRules): Decision[] {
  if (!blockedSubId) return []
  const detail = `sub_id ${subIds.sub_id}`
  return [{ rule: 'blocked_sub_id', id: blockedSubId.id, reason: 'sub_id_blocked', effect: 'reject', detail }]
}

function approvalDecisions({ isApprovedByHand, approvedBy }: ConversionRules): Decision[] {
  if (!isApprovedByHand) return []
  return [{ rule: 'approval', id: approvedBy, reason: 'manual_approval', effect: 'pend', detail: '' }]
}

function holdDecisions({ holdDays, offerId }: ConversionRules, until: number): Decision[] {
  if (holdDays <= 0) return []
  return [{ rule: 'hold', id: offerId, reason: 'on_hold', effect: 'pend', detail: untilDetail(until) }]
}
