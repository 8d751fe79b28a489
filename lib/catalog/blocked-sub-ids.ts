import type { z } from 'zod'
import type { blockedSubIdFields } from '@/lib/catalog/rules/blocked-sub-id'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { changeRecords, createRecord } from './change-records'
import { createBlockedSubIds } from './create'
import type { Editing } from './editing'
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
  return createRecord(database, caller, 'blockedSubId', async (store, by) => {
    await requirePublisher(store, caller, input.publisherId, 'publisherIncrementalId')
    await requireOffers(store, [input], 'invalid')
    return createBlockedSubIds(store, [{ ...input, ...by }])
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
  return changeRecords(database, caller, 'blockedSubId', {
    ids,
    input,
    editing,
    find: (store, where) => store.blockedSubId.findMany({ where, include: withBlockedSubIdRelations }),
    update: (store, query) => store.blockedSubId.updateMany(query),
    flat: flat,
    check: async (store, changes) => {
      const rows = changes.map(({ row }) => row)
      requireReach(
        caller,
        rows.map(({ publisher }) => publisher),
      )
      if (input.archived !== false) return
      for (const publisherId of new Set(rows.map((row) => row.publisherId)))
        await requirePublisher(store, caller, publisherId)
      await requireOffers(store, rows, 'conflict')
    },
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
