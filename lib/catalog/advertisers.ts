import type { z } from 'zod'
import type { advertiserFields } from '@/lib/catalog/rules/advertiser'
import type { Database } from '@/lib/database/client'
import type { Advertiser, Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { includes } from '@/lib/identity/scope'
import { checkManagers, createAdvertisers } from './create'
import { audited, changesOf, refuseSome, requireUnchanged, type Editing } from './editing'
import { byValue, sameFor, updateEach, type ChangeOf } from './many'
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

/** An advertiser to create. */
export type AdvertiserInput = Partial<Fields> & { name: string }

/** Creates an advertiser. Account managers need to be able to edit all advertisers, or they might not see it afterwards. */
export async function createAdvertiser(
  database: Database,
  caller: Caller,
  input: AdvertiserInput,
): Promise<{ id: string }> {
  const [made] = await change(database, caller, (changing) => addAdvertisers(changing, caller, [input]))
  if (!made) throw new Error('The advertiser wasn’t created')
  return made
}

/** Creates all of these advertisers or none, within a change. */
export async function addAdvertisers(
  { database: store, record }: Change,
  caller: Caller,
  inputs: readonly AdvertiserInput[],
): Promise<Advertiser[]> {
  if (caller.reach.advertisers.edit !== 'all')
    throw new Refused(
      'forbidden',
      'Only admins and account managers who can edit all advertisers can create advertisers.',
    )
  await requireNetworks(store, inputs)
  const made = await createAdvertisers(
    store,
    inputs.map(({ tagIds: _tags, ...fields }) => ({ ...fields, lastUpdatedById: caller.user.id })),
  )
  const tagsOf = made.map(({ id }, index) => ({ id, value: inputs[index]?.tagIds }))
  for (const { ids, value } of byValue(tagsOf)) await setTags(store, 'advertiserTag', ids, value)
  await record(
    made.map((row, index) => ({
      action: 'create',
      entity: 'advertiser',
      entityId: row.id,
      after: { ...audited(row), tagIds: inputs[index]?.tagIds },
    })),
  )
  return made
}

/** Changes all of these advertisers or none. Advertisers with active offers can't be archived. */
export function changeAdvertisers(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: AdvertiserChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, (changing) => changeEachAdvertiser(changing, caller, sameFor(ids, input), editing))
}

/** Changes each of these advertisers, or none, within a change. */
export async function changeEachAdvertiser(
  changing: Change,
  caller: Caller,
  changes: readonly ChangeOf<AdvertiserChange>[],
  editing: Editing = {},
): Promise<void> {
  const { database: store, record } = changing
  const ids = changes.map(({ id }) => id)
  const all = await rowsOf(store, ids)
  if (all.length < ids.length) throw new Refused('not_found', 'No advertiser with this ID.')
  requireReach(caller, all)
  for (const row of all) requireUnchanged(row, editing)
  const inputs = changes.map(({ input }) => input)
  await requireNetworks(store, inputs)
  await checkManagers(store, inputs)
  const archived = new Set(changes.flatMap(({ id, input }) => (input.archived ? [id] : [])))
  await refuseActiveOffers(
    store,
    all.filter(({ id }) => archived.has(id)),
  )
  await updateEach(
    changing,
    caller,
    'advertiser',
    (query) => store.advertiser.updateMany(query),
    changes.map(({ id, input: { tagIds: _tags, ...input } }) => ({ id, input })),
  )
  for (const one of byValue(changes.map(({ id, input }) => ({ id, value: input.tagIds }))))
    await setTags(store, 'advertiserTag', one.ids, one.value)
  await record(changesOf('advertiser', all.map(flat), (await rowsOf(store, ids)).map(flat)))
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

/** Advertisers' networks can't be archived. */
async function requireNetworks(
  store: OrganizationTransaction,
  rows: readonly { networkId?: string | null }[],
): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ networkId }) => networkId ?? []))]
  if (ids.length === 0) return
  if ((await store.network.count({ where: { id: { in: ids }, archived: false } })) < ids.length)
    throw new Refused('invalid', 'must be a network that isn’t archived', 'networkId')
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
