import type { z } from 'zod'
import type { networkFields } from '@/lib/catalog/rules/network'
import type { Database } from '@/lib/database/client'
import type { Network } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { createNetworks } from './create'
import { audited, changesOf, refuseSome, requireUnchanged, type Editing } from './editing'

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
  return change(database, caller, async ({ database: store, record }) => {
    const [made] = await createNetworks(store, [{ ...input, lastUpdatedById: caller.user.id }])
    if (!made) throw new Error('The network wasn’t created')
    await record({ action: 'create', entity: 'network', entityId: made.id, after: audited(made) })
    return made
  })
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
  return change(database, caller, async ({ database: store, record }) => {
    const all = await store.network.findMany({ where: { id: { in: [...ids] } } })
    if (all.length < ids.length) throw new Refused('not_found', 'No network with this ID.')
    for (const row of all) requireUnchanged(row, editing)
    if (input.archived) {
      const used = await store.advertiser.findMany({
        where: { networkId: { in: [...ids] }, archived: false },
        select: { networkId: true },
      })
      const usedIds = new Set(used.map(({ networkId }) => networkId))
      refuseSome(
        all.filter(({ id }) => usedIds.has(id)).map(({ incrementalId }) => incrementalId),
        'Networks with advertisers can’t be deleted. Delete the advertisers or change their network first',
        ids.length,
      )
    }
    const where = { id: { in: [...ids] } }
    await store.network.updateMany({ where, data: { ...input, lastUpdatedById: caller.user.id } })
    await record(changesOf('network', all, await store.network.findMany({ where })))
  })
}
