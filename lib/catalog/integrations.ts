import type { z } from 'zod'
import type { integrationFields } from '@/lib/catalog/rules/integration'
import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { changeRecords, createRecord, rowsOf } from './change-records'
import { createIntegrations } from './create'
import type { Editing } from './editing'
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
  return createRecord(database, caller, 'integration', (store, by) => createIntegrations(store, [{ ...input, ...by }]))
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
  return changeRecords(database, caller, 'integration', {
    ids,
    input,
    editing,
    ...rowsOf((store) => store.integration),
    check: async (store) => {
      if (input.archived)
        refuseUsed(
          await offersUsing(store, { integrationId: { in: [...ids] } }, 'integrationId'),
          'Integrations with offers can’t be deleted. Delete the offers first',
          ids.length,
        )
    },
  })
}
