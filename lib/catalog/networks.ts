import type { z } from 'zod'
import type { networkFields } from '@/lib/catalog/rules/network'
import type { Database } from '@/lib/database/client'
import type { Network } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { changeRecords, createRecord, rowsOf } from './change-records'
import { createNetworks } from './create'
import { refuseSome, type Editing } from './editing'

type Fields = { [Name in keyof typeof networkFields]: z.output<(typeof networkFields)[Name]> }

/** Changes to a network. Absent fields stay unchanged. */
export type NetworkChange = Partial<Fields> & { archived?: boolean }

/** Networks belong to nobody, so only people who can edit all advertisers can edit them. */
function requireAccess({ reach }: Caller): void {
  if (reach.advertisers.edit !== 'all')
    throw new Refused('forbidden', 'Only admins and account managers who can edit all advertisers can edit networks.')
}

export function createNetwork(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<Network> {
  requireAccess(caller)
  return createRecord(database, caller, 'network', (store, by) => createNetworks(store, [{ ...input, ...by }]))
}

/** Changes all of these networks or none. Archived networks can't have active advertisers. */
export function changeNetworks(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: NetworkChange,
  editing: Editing = {},
): Promise<void> {
  requireAccess(caller)
  return changeRecords(database, caller, 'network', {
    ids,
    input,
    editing,
    ...rowsOf((store) => store.network),
    check: async (store, changes) => {
      if (!input.archived) return
      const used = await store.advertiser.findMany({
        where: { networkId: { in: [...ids] }, archived: false },
        select: { networkId: true },
      })
      const usedIds = new Set(used.map(({ networkId }) => networkId))
      refuseSome(
        changes.filter(({ row }) => usedIds.has(row.id)).map(({ row }) => row.incrementalId),
        'Networks with advertisers can’t be deleted. Delete the advertisers or change their network first',
        ids.length,
      )
    },
  })
}
