import type { z } from 'zod'
import type { integrationFields } from '@/lib/catalog/rules/integration'
import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { createIntegrations } from './create'
import { audited, changesOf, requireAll, type Editing } from './editing'
import { offersUsing, refuseUsed } from './offers-in-use'
import { requireAdmin } from './staff'

type Fields = { [Name in keyof typeof integrationFields]: z.output<(typeof integrationFields)[Name]> }

/** Creates an integration. */
export function createIntegration(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  requireAdmin(caller, 'integrations')
  return change(database, caller, async ({ database: store, record }) => {
    const [made] = await createIntegrations(store, [{ ...input, lastUpdatedById: caller.user.id }])
    if (!made) throw new Error('The integration wasn’t created')
    await record({ action: 'create', entity: 'integration', entityId: made.id, after: audited(made) })
    return made
  })
}

/** Changes all of these integrations or none. Integrations with offers can't be archived. */
export function changeIntegrations(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: Partial<Fields> & { archived?: boolean },
  editing: Editing = {},
): Promise<void> {
  requireAdmin(caller, 'integrations')
  return change(database, caller, async ({ database: store, record }) => {
    const where = { id: { in: [...ids] } }
    const all = await store.integration.findMany({ where })
    requireAll(all, ids, 'integration', editing)
    if (input.archived)
      refuseUsed(
        await offersUsing(store, { integrationId: { in: [...ids] } }, 'integrationId'),
        'Integrations with offers can’t be deleted. Delete the offers first',
        ids.length,
      )
    await store.integration.updateMany({ where, data: { ...input, lastUpdatedById: caller.user.id } })
    await record(changesOf('integration', all, await store.integration.findMany({ where })))
  })
}
