import type { z } from 'zod'
import type { blockedSubIdFields } from '@/lib/catalog/rules/blocked-sub-id'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { createBlockedSubIds } from './create'
import { audited, changesOf, requireUnchanged, type Editing } from './editing'
import { requirePublisher, requireReach } from './publishers'

type Fields = { [Name in keyof typeof blockedSubIdFields]: z.output<(typeof blockedSubIdFields)[Name]> }

/** A sub ID to block. */
export type BlockedSubIdInput = Pick<Fields, 'subId'> & Partial<Fields> & { publisherId: string; offerId: string }
/** Changes to a blocked sub ID. Absent fields stay unchanged. */
export type BlockedSubIdChange = Partial<Pick<Fields, 'description'>> & { archived?: boolean }

const numbered = { select: { id: true, incrementalId: true, name: true } } as const
export const withBlockedSubIdRelations = {
  publisher: numbered,
  offer: numbered,
} as const satisfies Prisma.BlockedSubIdInclude

export type BlockedSubIdRow = Prisma.BlockedSubIdGetPayload<{ include: typeof withBlockedSubIdRelations }>

/** Keeps a publisher's sub ID from sending clicks to an offer. */
export function blockSubId(database: Database, caller: Caller, input: BlockedSubIdInput): Promise<{ id: string }> {
  return change(database, caller, async ({ database: store, record }) => {
    await requirePublisher(store, caller, input.publisherId, 'publisherIncrementalId')
    await requireOffers(store, [input], 'invalid')
    const [made] = await createBlockedSubIds(store, [{ ...input, lastUpdatedById: caller.user.id }])
    if (!made) throw new Error('The sub ID wasn’t blocked')
    await record({ action: 'create', entity: 'blockedSubId', entityId: made.id, after: audited(made) })
    return made
  })
}

/** Changes all of these blocked sub IDs or none. Archiving one unblocks it. */
export function changeBlockedSubIds(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: BlockedSubIdChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, async ({ database: store, record }) => {
    const where = { id: { in: [...ids] } }
    const all = await store.blockedSubId.findMany({ where, include: withBlockedSubIdRelations })
    if (all.length < ids.length) throw new Refused('not_found', 'No blocked sub ID with this ID.')
    requireReach(
      caller,
      all.map(({ publisher }) => publisher),
    )
    for (const row of all) requireUnchanged(row, editing)
    if (input.archived === false) {
      for (const publisherId of new Set(all.map((row) => row.publisherId)))
        await requirePublisher(store, caller, publisherId)
      await requireOffers(store, all, 'conflict')
    }
    const changed = await store.blockedSubId.updateManyAndReturn({
      where,
      data: { ...input, lastUpdatedById: caller.user.id },
    })
    await record(changesOf('blockedSubId', all.map(flat), changed))
  })
}

/** The fields that the audit log compares. */
const flat = ({ publisher: _publisher, offer: _offer, ...row }: BlockedSubIdRow) => row

/** Only sub IDs of offers that aren't archived can be blocked. */
async function requireOffers(
  store: OrganizationTransaction,
  rows: readonly { offerId: string }[],
  kind: 'invalid' | 'conflict',
): Promise<void> {
  const ids = [...new Set(rows.map(({ offerId }) => offerId))]
  const found = await store.offer.count({ where: { id: { in: ids }, archived: false } })
  if (found < ids.length) throw new Refused(kind, 'must be an offer that isn’t archived', 'offerIncrementalId')
}
