import type { z } from 'zod'
import type { targetingGroupFields } from '@/lib/catalog/rules/targeting'
import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { changeRecords, createRecord, rowsOf } from './change-records'
import { insertTargetingGroups } from './create-groups'
import type { Editing } from './editing'
import { offersUsing, refuseUsed, requireReachOf } from './offers-in-use'

type Fields = { [Name in keyof typeof targetingGroupFields]: z.output<(typeof targetingGroupFields)[Name]> }

/** Creates a targeting group. */
export function createTargetingGroup(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  return createRecord(database, caller, 'targetingGroup', (store, by) =>
    insertTargetingGroups(store, [{ ...input, ...by }]),
  )
}

/** Changes all of these targeting groups or none. Those that offers use can't be archived, which would let everyone through. */
export function changeTargetingGroups(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: Partial<Fields> & { archived?: boolean },
  editing: Editing = {},
): Promise<void> {
  return changeRecords(database, caller, 'targetingGroup', {
    ids,
    input,
    editing,
    ...rowsOf((store) => store.targetingGroup),
    check: async (store) => {
      const uses = await offersUsing(store, { targetingGroupId: { in: [...ids] } }, 'targetingGroupId')
      requireReachOf(caller, uses, 'targeting group')
      if (input.archived)
        refuseUsed(
          uses,
          'Targeting groups that offers use can’t be deleted. Change the targeting of these offers first',
          ids.length,
        )
    },
  })
}
