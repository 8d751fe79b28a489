import type { ConversionChange } from '@/lib/conversions/write'
import type { LedgerRow } from '@/lib/conversions/ledger'
import type { Random } from './random'

// What becomes of conversions after they're recorded: hold periods end, advertisers cancel, and people decide.

/** A conversion as it was recorded. */
export type RecordedConversion = {
  id: string
  time: number
  status: LedgerRow['status']
  reason: string
  /** The offer's. */
  holdDays: number
}

/** What changes about a conversion, and when. */
export type Later = { id: string; at: number } & (
  | { by: 'hold' }
  | { by: 'advertiser'; reason: string }
  | { by: 'person'; status: 'Approved' | 'Rejected'; reason: string }
)

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

const returns = ['Returned', 'Order canceled', 'Payment failed', 'Partly returned']
const refusals = ['Application declined', 'Customer couldn’t be reached', 'Existing customer', 'Identity not verified']

/**
 * What becomes of a conversion until now, in order of time.
 * @param now ms since 1970
 */
export function laterOf({ id, time, status, reason, holdDays }: RecordedConversion, random: Random, now: number) {
  const changes: Later[] = []
  // Drawn in any case, so that time only adds changes.
  const luck = random.fraction()
  const second = random.fraction()
  const wait = Math.floor(random.between(1.5, 24) * DAY)
  const spoken = { returns: random.pick(returns), refusals: random.pick(refusals) }
  const add = (change: Later) => {
    if (change.at < now) changes.push(change)
  }
  if (status === 'Pending' && reason === 'on_hold') {
    const end = time + holdDays * DAY
    if (luck < 0.09) add({ id, at: Math.min(time + wait, end - HOUR), by: 'advertiser', reason: spoken.returns })
    else {
      add({ id, at: end + 30_000, by: 'hold' })
      if (second < 0.02) add({ id, at: end + wait, by: 'person', status: 'Rejected', reason: spoken.returns })
    }
  } else if (status === 'Pending' && reason !== 'rate_missing') {
    const at = reviewAfter(time + 5 * DAY)
    if (luck < 0.83) add({ id, at, by: 'person', status: 'Approved', reason: '' })
    else {
      add({ id, at, by: 'person', status: 'Rejected', reason: spoken.refusals })
      // The publisher complained.
      if (second < 0.12) add({ id, at: at + wait, by: 'person', status: 'Approved', reason: '' })
    }
  } else if (status === 'Approved' && luck < 0.034) {
    const at = time + wait
    if (luck < 0.022) add({ id, at, by: 'advertiser', reason: spoken.returns })
    else {
      add({ id, at, by: 'person', status: 'Rejected', reason: luck < 0.029 ? 'rejected_by_hand' : spoken.returns })
      if (second < 0.15) add({ id, at: at + 3 * DAY, by: 'person', status: 'Approved', reason: '' })
    }
  }
  return changes
}

/** Someone goes through what's pending every Monday morning. */
function reviewAfter(time: number): number {
  const day = new Date(time)
  day.setUTCHours(8, 15, 0, 0)
  const monday = (8 - day.getUTCDay()) % 7
  const at = day.getTime() + monday * DAY
  return at > time ? at : at + 7 * DAY
}

const effects = { Approved: 'approve', Rejected: 'reject' } as const

/** A change as the ledger has it: like lib/conversions/hold.ts, reject.ts, and update.ts. */
export function changeOf(row: LedgerRow, later: Later, userId: string): ConversionChange {
  if (later.by === 'hold') {
    const reason = row.decisions.find(({ effect }) => effect === 'unpaid')?.reason ?? ''
    return { status: 'Approved', reason, holdUntil: null }
  }
  const { by, reason } = later
  const status = by === 'advertiser' ? 'Rejected' : later.status
  const decision =
    by === 'advertiser'
      ? { rule: 'reported', id: row.clickId ?? '', reason, effect: 'reject', detail: '' }
      : { rule: 'person', id: userId, reason, effect: effects[status], detail: '' }
  return {
    status,
    reason,
    holdUntil: null,
    decisions: [...row.decisions, decision],
    ...(by === 'person' && { lastUpdatedById: userId }),
  }
}
