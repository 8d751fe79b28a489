import type { z } from 'zod'
import type { fraudFilterGroupFields } from '@/lib/catalog/rules/fraud-filters'
import type { Database } from '@/lib/database/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { changeRecords, createRecord, rowsOf } from './change-records'
import { insertFraudFilterGroups } from './create-groups'
import type { Editing } from './editing'
import { refuseUsed, requireReachOf, usingOffer, type Use } from './offers-in-use'

type Fields = { [Name in keyof typeof fraudFilterGroupFields]: z.output<(typeof fraudFilterGroupFields)[Name]> }

/** Creates a fraud filter group. */
export function createFraudFilterGroup(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  return createRecord(database, caller, 'fraudFilterGroup', (store, by) =>
    insertFraudFilterGroups(store, [{ ...input, ...by }]),
  )
}

/** Changes all of these fraud filter groups or none. Those that offers or their events use can't be archived, which would let fraud through. */
export function changeFraudFilterGroups(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: Partial<Fields> & { archived?: boolean },
  editing: Editing = {},
): Promise<void> {
  return changeRecords(database, caller, 'fraudFilterGroup', {
    ids,
    input,
    editing,
    ...rowsOf((store) => store.fraudFilterGroup),
    check: async (store) => {
      const uses = await usesOf(store, ids)
      requireReachOf(caller, uses, 'fraud filter group')
      if (input.archived)
        refuseUsed(
          uses,
          'Fraud filter groups that offers or their events use can’t be deleted. Remove them from these offers first',
          ids.length,
        )
    },
  })
}

async function usesOf(store: OrganizationTransaction, ids: readonly string[]): Promise<Use[]> {
  const these = { fraudFilterGroupId: { in: [...ids] } }
  const offers = await store.offerFraudFilterGroup.findMany({
    where: { ...these, offer: { archived: false } },
    select: { fraudFilterGroupId: true, offer: { select: usingOffer } },
  })
  const events = await store.offerEventFraudFilterGroup.findMany({
    where: { ...these, offerEvent: { archived: false, offer: { archived: false } } },
    select: { fraudFilterGroupId: true, offerEvent: { select: { offer: { select: usingOffer } } } },
  })
  return [
    ...offers.map(({ fraudFilterGroupId: of, offer }) => ({ of, offer })),
    ...events.map(({ fraudFilterGroupId: of, offerEvent: { offer } }) => ({ of, offer })),
  ]
}
