import type { z } from 'zod'
import type { advertiserFields } from '@/lib/catalog/rules/advertiser'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { includes } from '@/lib/identity/scope'
import { checkManagers, createAdvertisers } from './create'
import { audited, changesOf, refuseSome, requireUnchanged, type Editing } from './editing'
import { includeTags, setTags } from './tags'

type Fields = { [Name in keyof typeof advertiserFields]: z.output<(typeof advertiserFields)[Name]> } & {
  networkId: string | null
  managerId: string | null
  tagIds: string[]
}

/** Changes to an advertiser. Absent fields stay unchanged. */
export type AdvertiserChange = Partial<Fields> & { archived?: boolean }

export const withAdvertiserRelations = {
  network: true,
  manager: true,
  tags: includeTags,
} as const satisfies Prisma.AdvertiserInclude

export type AdvertiserRow = Prisma.AdvertiserGetPayload<{ include: typeof withAdvertiserRelations }>

/** Creates an advertiser. Account managers need to be able to edit all advertisers, or they might not see it afterwards. */
export function createAdvertiser(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  if (caller.reach.advertisers.edit !== 'all')
    throw new Refused(
      'forbidden',
      'Only admins and account managers who can edit all advertisers can create advertisers.',
    )
  const { tagIds, ...fields } = input
  return change(database, caller, async ({ database: store, record }) => {
    await requireNetwork(store, fields.networkId)
    const [made] = await createAdvertisers(store, [{ ...fields, lastUpdatedById: caller.user.id }])
    if (!made) throw new Error('The advertiser wasn’t created')
    await setTags(store, 'advertiserTag', [made.id], tagIds)
    await record({
      action: 'create',
      entity: 'advertiser',
      entityId: made.id,
      after: { ...audited(made), tagIds },
    })
    return made
  })
}

/** Changes all of these advertisers or none. Advertisers with active offers can't be archived. */
export function changeAdvertisers(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: AdvertiserChange,
  editing: Editing = {},
): Promise<void> {
  const { tagIds, ...fields } = input
  return change(database, caller, async ({ database: store, record }) => {
    const all = await rowsOf(store, ids)
    if (all.length < ids.length) throw new Refused('not_found', 'No advertiser with this ID.')
    requireReach(caller, all)
    for (const row of all) requireUnchanged(row, editing)
    await requireNetwork(store, fields.networkId)
    await checkManagers(store, [fields])
    if (input.archived) await refuseActiveOffers(store, all)
    await store.advertiser.updateMany({
      where: { id: { in: [...ids] } },
      data: { ...fields, lastUpdatedById: caller.user.id },
    })
    await setTags(store, 'advertiserTag', ids, tagIds)
    await record(changesOf('advertiser', all.map(flat), (await rowsOf(store, ids)).map(flat)))
  })
}

const rowsOf = (store: OrganizationTransaction, ids: readonly string[]): Promise<AdvertiserRow[]> =>
  store.advertiser.findMany({
    where: { id: { in: [...ids] } },
    include: withAdvertiserRelations,
    orderBy: { incrementalId: 'asc' },
  })

function requireReach({ reach }: Caller, rows: readonly AdvertiserRow[]): void {
  const outside = rows.flatMap(({ incrementalId }) =>
    includes(reach.advertisers.edit, incrementalId) ? [] : [incrementalId],
  )
  if (outside.length > 0)
    throw new Refused(
      'forbidden',
      `You can view ${outside.length === 1 ? 'this advertiser' : 'these advertisers'}, but only ${outside.length === 1 ? 'its account manager' : 'their account managers'} and admins can change ${outside.length === 1 ? 'it' : 'them'}: ${outside.join(', ')}.`,
    )
}

/** An advertiser's network can't be archived. */
async function requireNetwork(store: OrganizationTransaction, networkId: string | null | undefined): Promise<void> {
  if (!networkId) return
  const network = await store.network.findFirst({ where: { id: networkId }, select: { archived: true } })
  if (network?.archived !== false) throw new Refused('invalid', 'must be a network that isn’t archived', 'networkId')
}

async function refuseActiveOffers(store: OrganizationTransaction, rows: readonly AdvertiserRow[]): Promise<void> {
  const offers = await store.offer.groupBy({
    by: ['advertiserId'],
    where: { advertiserId: { in: rows.map(({ id }) => id) }, active: true, archived: false },
  })
  const busy = new Set(offers.map(({ advertiserId }) => advertiserId))
  refuseSome(
    rows.filter(({ id }) => busy.has(id)).map(({ incrementalId }) => incrementalId),
    'Advertisers with active offers can’t be deleted. Deactivate or delete the offers first',
    rows.length,
  )
}

/** The fields that the audit log compares. */
const flat = ({ network: _network, manager: _manager, tags, ...row }: AdvertiserRow) => ({
  ...row,
  tagIds: tags.map(({ tagId }) => tagId),
})
