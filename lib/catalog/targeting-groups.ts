import type { z } from 'zod'
import type { targetingGroupFields } from '@/lib/catalog/rules/targeting'
import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { insertTargetingGroups } from './create-groups'
import { audited, changesOf, requireAll, type Editing } from './editing'
import { offersUsing, refuseUsed, requireReachOf } from './offers-in-use'

type Fields = { [Name in keyof typeof targetingGroupFields]: z.output<(typeof targetingGroupFields)[Name]> }

/** Creates a targeting group. */
export function createTargetingGroup(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  return change(database, caller, async ({ database: store, record }) => {
    const [made] = await insertTargetingGroups(store, [{ ...input, lastUpdatedById: caller.user.id }])
    if (!made) throw new Error('The targeting group wasn’t created')
    await record({ action: 'create', entity: 'targetingGroup', entityId: made.id, after: audited(made) })
    return made
  })
}

/** Changes all of these targeting groups or none. Those that offers use can't be archived, which would let everyone through. */
export function changeTargetingGroups(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: Partial<Fields> & { archived?: boolean },
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, async ({ database: store, record }) => {
    const where = { id: { in: [...ids] } }
    const all = await store.targetingGroup.findMany({ where })
    requireAll(all, ids, 'targeting group', editing)
    const uses = await offersUsing(store, { targetingGroupId: { in: [...ids] } }, 'targetingGroupId')
    requireReachOf(caller, uses, 'targeting group')
    if (input.archived)
      refuseUsed(
        uses,
        'Targeting groups that offers use can’t be deleted. Change the targeting of these offers first',
        ids.length,
      )
    await store.targetingGroup.updateMany({ where, data: { ...input, lastUpdatedById: caller.user.id } })
    await record(changesOf('targetingGroup', all, await store.targetingGroup.findMany({ where })))
  })
}
