import type { z } from 'zod'
import type { publisherFields } from '@/lib/catalog/rules/publisher'
import type { Database } from '@/lib/database/client'
import type { Prisma, Publisher } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'
import { checkManagers, createPublishers } from './create'
import { audited, changesOf, requireUnchanged, type Editing } from './editing'
import { refuseOthersLinks } from './link-domains'
import { byValue, sameFor, updateEach, type ChangeOf } from './many'
import { includeTags, setTags } from './tags'

type Fields = { [Name in keyof typeof publisherFields]: z.output<(typeof publisherFields)[Name]> } & {
  managerId: string | null
  groupId: string | null
  tagIds: string[]
  trackingDomainIds: string[]
}

/** Changes to a publisher. Absent fields stay unchanged. */
export type PublisherChange = Partial<Fields> & { archived?: boolean }

export const withPublisherRelations = {
  manager: true,
  group: true,
  tags: includeTags,
  trackingDomains: { include: { trackingDomain: true }, orderBy: { trackingDomainId: 'asc' } },
} as const satisfies Prisma.PublisherInclude

export type PublisherRow = Prisma.PublisherGetPayload<{ include: typeof withPublisherRelations }>

/** A publisher to create. */
export type PublisherInput = Partial<Fields> & { name: string }

/** Creates a publisher. Account managers need to be able to edit all publishers, or they might not see it afterwards. */
export async function createPublisher(
  database: Database,
  caller: Caller,
  input: PublisherInput,
): Promise<{ id: string }> {
  const [made] = await change(database, caller, (changing) => addPublishers(changing, caller, [input]))
  if (!made) throw new Error('The publisher wasn’t created')
  return made
}

/** Creates all of these publishers or none, within a change. */
export async function addPublishers(
  { database: store, record }: Change,
  caller: Caller,
  inputs: readonly PublisherInput[],
): Promise<Publisher[]> {
  if (caller.reach.publishers.edit !== 'all')
    throw new Refused(
      'forbidden',
      'Only admins and account managers who can edit all publishers can create publishers.',
    )
  await checkGroups(store, inputs)
  const made = await createPublishers(
    store,
    inputs.map(({ tagIds: _tags, trackingDomainIds: _domains, ...fields }) => ({
      ...fields,
      lastUpdatedById: caller.user.id,
    })),
  )
  const given = made.map(({ id }, index) => ({ id, input: inputs[index] ?? { name: '' } }))
  await setLinks(store, given)
  await record(
    made.map((row, index) => ({
      action: 'create',
      entity: 'publisher',
      entityId: row.id,
      after: {
        ...audited(row),
        tagIds: inputs[index]?.tagIds,
        trackingDomainIds: inputs[index]?.trackingDomainIds,
      },
    })),
  )
  return made
}

/** Changes all of these publishers or none. Archived and inactive publishers' users can't sign in, and their links go to the fallback. */
export function changePublishers(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: PublisherChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, (changing) => changeEachPublisher(changing, caller, sameFor(ids, input), editing))
}

/** Changes each of these publishers, or none, within a change. */
export async function changeEachPublisher(
  changing: Change,
  caller: Caller,
  changes: readonly ChangeOf<PublisherChange>[],
  editing: Editing = {},
): Promise<void> {
  const { database: store, record } = changing
  const ids = changes.map(({ id }) => id)
  const all = await rowsOf(store, ids)
  if (all.length < ids.length) throw new Refused('not_found', 'No publisher with this ID.')
  requireReach(caller, all)
  for (const row of all) requireUnchanged(row, editing)
  await checkManagers(
    store,
    changes.map(({ input }) => input),
  )
  await checkGroups(
    store,
    changes.map(({ input }) => input),
  )
  await updateEach(
    changing,
    caller,
    'publisher',
    (query) => store.publisher.updateMany(query),
    changes.map(({ id, input: { tagIds: _tags, trackingDomainIds: _domains, ...input } }) => ({ id, input })),
  )
  await setLinks(store, changes)
  await record(changesOf('publisher', all.map(flat), (await rowsOf(store, ids)).map(flat)))
}

/** @throws Refused if one of the groups doesn't exist or is archived */
async function checkGroups(
  store: OrganizationTransaction,
  rows: readonly { groupId?: string | null | undefined }[],
): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ groupId }) => groupId ?? []))]
  if (ids.length === 0) return
  if ((await store.publisherGroup.count({ where: { id: { in: ids }, archived: false } })) < ids.length)
    throw new Refused('invalid', 'must be a publisher group that isn’t archived', 'groupId')
}

/** Sets the publishers' tags and tracking domains. */
async function setLinks(store: OrganizationTransaction, changes: readonly ChangeOf<PublisherChange>[]): Promise<void> {
  for (const { ids, value } of byValue(changes.map(({ id, input }) => ({ id, value: input.tagIds }))))
    await setTags(store, 'publisherTag', ids, value)
  for (const { ids, value } of byValue(changes.map(({ id, input }) => ({ id, value: input.trackingDomainIds }))))
    await setTrackingDomains(store, ids, value)
}

/**
 * Finds a publisher whose belongings the caller can change.
 * @param field the field that names it, if any
 * @throws Refused if the caller can't see or change it, or it's archived
 */
export async function requirePublisher(
  store: OrganizationTransaction,
  caller: Caller,
  id: string,
  field?: string,
): Promise<Pick<Publisher, 'id' | 'incrementalId' | 'name'>> {
  const found = await store.publisher.findFirst({
    where: { AND: [{ id }, among(caller.reach.publishers.see)] },
    select: { id: true, incrementalId: true, name: true, archived: true },
  })
  if (!found) throw new Refused('not_found', 'No publisher with this ID.')
  requireReach(caller, [found])
  if (found.archived && field !== undefined)
    throw new Refused('invalid', 'must be a publisher that isn’t archived', field)
  if (found.archived)
    throw new Refused(
      'conflict',
      `Publisher ${found.incrementalId} is archived. Restore it before you change what belongs to it.`,
    )
  return found
}

/** @throws Refused that names the publishers the caller can only see */
export function requireReach({ reach }: Caller, rows: readonly { incrementalId: number }[]): void {
  const outside = [
    ...new Set(
      rows.flatMap(({ incrementalId }) => (includes(reach.publishers.edit, incrementalId) ? [] : [incrementalId])),
    ),
  ]
  if (outside.length === 1)
    throw new Refused(
      'forbidden',
      `You can view this publisher, but only its account manager and admins can change it: ${outside[0]}.`,
    )
  if (outside.length > 1)
    throw new Refused(
      'forbidden',
      `You can view these publishers, but only their account managers and admins can change them: ${outside.join(', ')}.`,
    )
}

const rowsOf = (store: OrganizationTransaction, ids: readonly string[]): Promise<PublisherRow[]> =>
  store.publisher.findMany({
    where: { id: { in: [...ids] } },
    include: withPublisherRelations,
    orderBy: { incrementalId: 'asc' },
  })

/**
 * Sets which tracking domains publishers have of their own.
 * @param ids if undefined, they stay as they are
 */
async function setTrackingDomains(
  store: OrganizationTransaction,
  publisherIds: readonly string[],
  ids: readonly string[] | undefined,
): Promise<void> {
  if (ids === undefined) return
  const { organizationId } = store
  const found = await store.trackingDomain.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, host: true, archived: true, isDefault: true },
  })
  for (const id of ids) {
    const domain = found.find((one) => one.id === id)
    if (!domain) throw new Refused('invalid', `No tracking domain with the ID ${id}.`, 'trackingDomainIds')
    if (domain.archived)
      throw new Refused(
        'invalid',
        `must be tracking domains that aren’t archived; ${domain.host} is`,
        'trackingDomainIds',
      )
    if (domain.isDefault)
      throw new Refused(
        'invalid',
        `must not include ${domain.host}: it’s the default domain, which is for all publishers`,
        'trackingDomainIds',
      )
  }
  const left = await store.publisherTrackingDomain.findMany({
    where: { publisherId: { in: [...publisherIds] } },
    select: { trackingDomainId: true },
  })
  await store.publisherTrackingDomain.deleteMany({
    where: { publisherId: { in: [...publisherIds] }, trackingDomainId: { notIn: [...ids] } },
  })
  await store.publisherTrackingDomain.createMany({
    data: publisherIds.flatMap((publisherId) =>
      ids.map((trackingDomainId) => ({ organizationId, publisherId, trackingDomainId })),
    ),
    skipDuplicates: true,
  })
  await refuseOthersLinks(store, [...ids, ...left.map(({ trackingDomainId }) => trackingDomainId)])
}

/** The fields that the audit log compares. */
const flat = ({ manager: _manager, tags, trackingDomains, ...row }: PublisherRow) => ({
  ...row,
  tagIds: tags.map(({ tagId }) => tagId),
  trackingDomainIds: trackingDomains.map(({ trackingDomainId }) => trackingDomainId),
})
