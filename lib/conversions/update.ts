import type { Database } from '@/lib/database/client'
import { eventLog } from '@/lib/events/log'
import type { AuditRecord } from '@/lib/identity/audit'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { includes } from '@/lib/identity/scope'
import { hashOf } from './hash'
import type { LedgerRow } from './ledger'
import { exact } from './money'
import { ship } from './outbox'
import { changeConversions, type ConversionChange } from './write'

/** What someone changes about a conversion, and which version of it they saw. */
export type ConversionUpdate = {
  id: string
  /** When it happened. */
  time: Date
  /** Of the version: lib/conversions/hash.ts. */
  hash: string
  status?: LedgerRow['status']
  /** Exact decimals in the conversion's currency. */
  payout?: string
  revenue?: string
  /** Why it's rejected, in someone's words. */
  rejectionReason?: string
}

/** Why a conversion stays as it is. Null if it was changed. */
export type Unchanged = string | null

/**
 * Changes conversions, each on its own: one that isn't as the person saw it stays as it is, and the others change.
 * @returns why each stays as it is, in the same order
 */
export async function updateConversions(
  database: Database,
  caller: Caller,
  updates: readonly ConversionUpdate[],
): Promise<Unchanged[]> {
  return change(database, caller, async ({ unscoped, record, afterCommit }) => {
    const asked = new Map(updates.map((update) => [update.id, update]))
    const outcomes = new Map<string, Unchanged>()
    const before = new Map<string, LedgerRow>()
    const { rows, shipments, frozen } = await changeConversions(
      unscoped,
      caller.organization.id,
      [...asked.keys()],
      (row) => {
        const update = asked.get(row.id)
        const outcome = update ? changeOf(caller, row, update) : 'Nobody asked for it.'
        outcomes.set(row.id, typeof outcome === 'string' ? outcome : null)
        if (typeof outcome === 'string') return undefined
        before.set(row.id, row)
        return outcome
      },
    )
    await record(rows.flatMap((row) => auditOf(before.get(row.id), row)))
    afterCommit(() => ship(database, eventLog(), shipments))
    for (const [id, statement] of frozen) outcomes.set(id, `It’s in ${statement}, so it can’t change anymore.`)
    return updates.map(({ id }) => outcomes.get(id) ?? (outcomes.has(id) ? null : 'No conversion has this tx_id.'))
  })
}

/** What an update makes of a conversion, or why it makes nothing of it. */
function changeOf(caller: Caller, row: LedgerRow, update: ConversionUpdate): ConversionChange | string {
  if (!mayChange(caller, row)) return 'No conversion has this tx_id.'
  if (row.time.getTime() !== update.time.getTime()) return 'Its conversion_time is another one.'
  if (hashOf(row) !== update.hash) return 'It has changed since: its hash is another one now. Read it again.'
  const status = update.status ?? row.status
  const reason =
    update.rejectionReason ?? (status === row.status ? row.reason : status === 'Rejected' ? 'rejected_by_hand' : '')
  const next = {
    status,
    reason: status === 'Approved' ? '' : reason,
    payout: update.payout ?? row.payout,
    revenue: update.revenue ?? row.revenue,
  }
  const isSame =
    next.status === row.status &&
    next.reason === row.reason &&
    exact(next.payout).equals(row.payout) &&
    exact(next.revenue).equals(row.revenue)
  if (isSame) return 'It’s like that already.'
  return {
    ...next,
    ...(status === row.status
      ? {}
      : {
          // Nothing else decides about it anymore.
          holdUntil: null,
          decisions: [
            ...row.decisions,
            { rule: 'person', id: caller.user.id, reason: next.reason, effect: effects[status], detail: '' },
          ],
        }),
    lastUpdatedById: caller.user.id,
  }
}

const effects = { Approved: 'approve', Pending: 'pend', Rejected: 'reject' } as const

/** Those of publishers or advertisers that the caller can change. */
function mayChange({ reach }: Caller, { facts }: LedgerRow): boolean {
  return includes(reach.publishers.edit, facts.publisher) || includes(reach.advertisers.edit, facts.advertiser)
}

function auditOf(before: LedgerRow | undefined, after: LedgerRow): AuditRecord | [] {
  if (!before) return []
  const audited = ({ status, reason, payout, revenue }: LedgerRow) => ({ status, reason, payout, revenue })
  return { action: 'update', entity: 'conversion', entityId: after.id, before: audited(before), after: audited(after) }
}
