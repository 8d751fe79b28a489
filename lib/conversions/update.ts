import type { Database } from '@/lib/database/client'
import { eventLog } from '@/lib/events/log'
import type { AuditRecord } from '@/lib/identity/audit'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { includes } from '@/lib/identity/scope'
import { hashOf } from './hash'
import type { LedgerRow } from './ledger'
import { exact } from './money'
import { ship } from './outbox'
import { reasonInWords } from './reasons'
import type { Unchanged } from './unchanged'
import { changeConversions, type ConversionChange } from './write'

/** What someone changes about a conversion, and which version of it they saw. */
export type ConversionUpdate = {
  id: string
  /** When it happened, if they say so. */
  time?: Date
  /** Of the version: lib/conversions/hash.ts. */
  hash: string
  status?: LedgerRow['status']
  /** Exact decimals in the conversion's currency. */
  payout?: string
  revenue?: string
  /** The value of the sale, in the currency it was reported in or, without one so far, the conversion's. Null for none. Doesn't change the price. */
  amount?: string | null
  /** Why it's rejected, in someone's words. */
  rejectionReason?: string
}

/**
 * Changes conversions, each on its own: one that isn't as the person saw it stays as it is, and the others change.
 * @param isOfOffer whether those of the offer with this number can change
 * @returns why each stays as it is, or null if it changed, in the same order
 */
export async function updateConversions(
  database: Database,
  caller: Caller,
  updates: readonly ConversionUpdate[],
  isOfOffer?: (offer: number) => boolean,
): Promise<(Unchanged | null)[]> {
  return change(database, caller, (changing) => updateWithin(changing, database, caller, updates, isOfOffer))
}

/** Who changes conversions, and which ones they can change. */
export type Updater = Pick<Caller, 'organization' | 'user' | 'reach'>

/** The same within a change. */
export async function updateWithin(
  { unscoped, record, afterCommit }: Change,
  database: Database,
  updater: Updater,
  updates: readonly ConversionUpdate[],
  isOfOffer: (offer: number) => boolean = () => true,
): Promise<(Unchanged | null)[]> {
  const asked = new Map(updates.map((update) => [update.id, update]))
  const outcomes = new Map<string, Unchanged | null>()
  const before = new Map<string, LedgerRow>()
  const { rows, shipments, frozen } = await changeConversions(
    unscoped,
    updater.organization.id,
    [...asked.keys()],
    (row) => {
      const update = asked.get(row.id)
      const outcome = update && isOfOffer(row.facts.offer) ? changeOf(updater, row, update) : notFound
      if ('code' in outcome) {
        outcomes.set(row.id, outcome)
        return undefined
      }
      outcomes.set(row.id, null)
      before.set(row.id, row)
      return outcome
    },
  )
  await record(rows.flatMap((row) => auditOf(before.get(row.id), row)))
  afterCommit(() => ship(database, eventLog(), shipments))
  for (const [id, statement] of frozen)
    outcomes.set(id, { code: 'frozen', message: `It’s in ${statement}, so it can’t change anymore.` })
  return updates.map(({ id }) => (outcomes.has(id) ? (outcomes.get(id) ?? null) : notFound))
}

const notFound: Unchanged = { code: 'not_found', message: 'No conversion has this tx_id.' }
const mismatch = (message: string): Unchanged => ({ code: 'mismatch', message })

/** What an update makes of a conversion, or why it makes nothing of it. */
function changeOf(updater: Updater, row: LedgerRow, update: ConversionUpdate): ConversionChange | Unchanged {
  if (!mayChange(updater, row.facts)) return notFound
  if (update.time !== undefined && row.time.getTime() !== update.time.getTime())
    return mismatch('Its conversion_time is another one.')
  if (hashOf(row) !== update.hash) return mismatch('It has changed since: its hash is another one now. Read it again.')
  const status = update.status ?? row.status
  const reason =
    update.rejectionReason ?? (status === row.status ? row.reason : status === 'Rejected' ? 'rejected_by_hand' : '')
  const amount = update.amount === undefined ? row.amount : update.amount
  const next = {
    status,
    reason: status === 'Approved' ? '' : reason,
    payout: update.payout ?? row.payout,
    revenue: update.revenue ?? row.revenue,
    amount,
    amountCurrency: amount === null ? '' : row.amount === null ? row.currency : row.amountCurrency,
  }
  const isSame =
    next.status === row.status &&
    next.reason === row.reason &&
    exact(next.payout).equals(row.payout) &&
    exact(next.revenue).equals(row.revenue) &&
    isSameAmount(amount, row.amount)
  if (isSame) return { code: 'same', message: 'It’s like that already.' }
  const { terms: _terms, ...priceSource } = row.priceSource
  return {
    ...next,
    // Once someone has set the price, it doesn't wait for an exchange rate anymore.
    ...(update.payout !== undefined || update.revenue !== undefined ? { priceSource } : {}),
    ...(status === row.status
      ? {}
      : {
          // Nothing else decides about it anymore.
          holdUntil: null,
          decisions: [
            ...row.decisions,
            { rule: 'person', id: updater.user.id, reason: next.reason, effect: effects[status], detail: '' },
          ],
        }),
    lastUpdatedById: updater.user.id,
  }
}

const isSameAmount = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : exact(one).equals(other)

const effects = { Approved: 'approve', Pending: 'pend', Rejected: 'reject' } as const

/** Whether it's of a publisher or an advertiser that they can change. */
export function mayChange(
  { reach }: Pick<Updater, 'reach'>,
  { publisher, advertiser }: { publisher: number; advertiser: number },
): boolean {
  return includes(reach.publishers.edit, publisher) || includes(reach.advertisers.edit, advertiser)
}

/** The audit entry of a conversion's change. */
export function auditOf(before: LedgerRow | undefined, after: LedgerRow): AuditRecord | [] {
  if (!before) return []
  const audited = ({ status, reason, payout, revenue, amount }: LedgerRow) => ({
    status,
    reason: reasonInWords(reason),
    payout,
    revenue,
    amount,
  })
  return { action: 'update', entity: 'conversion', entityId: after.id, before: audited(before), after: audited(after) }
}
