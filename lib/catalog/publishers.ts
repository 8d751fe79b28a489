import type { z } from 'zod'
import type { publisherFields } from '@/lib/catalog/rules/publisher'
import type { Database } from '@/lib/database/client'
import type { Prisma, Publisher } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'
import { checkManagers, createPublishers } from './create'
import { audited, changesOf, requireUnchanged, type Editing } from './editing'
import { includeTags, setTags } from './tags'

type Fields = { [Name in keyof typeof publisherFields]: z.output<(typeof publisherFields)[Name]> } & {
  managerId: string | null
  tagIds: string[]
  trackingDomainIds: string[]
}

/** Changes to a publisher. Absent fields stay unchanged. */
export type PublisherChange = Partial<Fields> & { archived?: boolean }

export const withPublisherRelations = {
  manager: true,
  tags: includeTags,
  trackingDomains: { include: { trackingDomain: true }, orderBy: { trackingDomainId: 'asc' } },
} as const satisfies Prisma.PublisherInclude

export type PublisherRow = Prisma.PublisherGetPayload<{ include: typeof withPublisherRelations }>

/** Creates a publisher. Account managers need to be able to edit all publishers, or they might not see it afterwards. */
export function createPublisher(
  database: Database,
  caller: Caller,
  input: Partial<Fields> & { name: string },
): Promise<{ id: string }> {
  if (caller.reach.publishers.edit !== 'all')
    throw new Refused(
      'forbidden',
      'Only admins and account managers who can edit all publishers can create publishers.',
    )
  const { tagIds, trackingDomainIds, ...fields } = input
  return change(database, caller, async ({ database: store, record }) => {
    const [made] = await createPublishers(store, [{ ...fields, lastUpdatedById: caller.user.id }])
    if (!made) throw new Error('The publisher wasn’t created')
    await setTags(store, 'publisherTag', [made.id], tagIds)
    await setTrackingDomains(store, [made.id], trackingDomainIds)
    await record({
      action: 'create',
      entity: 'publisher',
      entityId: made.id,
      after: { ...audited(made), tagIds, trackingDomainIds },
    })
    return made
  })
}

/** Changes all of these publishers or none. Archived and inactive publishers' users can't sign in, and their links go to the fallback. */
export function changePublishers(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: PublisherChange,
  editing: Editing = {},
): Promise<void> {
  const { tagIds, trackingDomainIds, ...fields } = input
  return change(database, caller, async ({ database: store, record }) => {
    const all = await rowsOf(store, ids)
    if (all.length < ids.length) throw new Refused('not_found', 'No publisher with this ID.')
    requireReach(caller, all)
    for (const row of all) requireUnchanged(row, editing)
    await checkManagers(store, [fields])
    await store.publisher.updateMany({
      where: { id: { in: [...ids] } },
      data: { ...fields, lastUpdatedById: caller.user.id },
    })
    await setTags(store, 'publisherTag', ids, tagIds)
    await setTrackingDomains(store, ids, trackingDomainIds)
    await record(changesOf('publisher', all.map(flat), (await rowsOf(store, ids)).map(flat)))
  })
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
  await store.publisherTrackingDomain.deleteMany({
    where: { publisherId: { in: [...publisherIds] }, trackingDomainId: { notIn: [...ids] } },
  })
  await store.publisherTrackingDomain.createMany({
    data: publisherIds.flatMap((publisherId) =>
      ids.map((trackingDomainId) => ({ organizationId, publisherId, trackingDomainId })),
    ),
    skipDuplicates: true,
  })
}

/** The fields that the audit log compares. */
const flat = ({ manager: _manager, tags, trackingDomains, ...row }: PublisherRow) => ({
  ...row,
  tagIds: tags.map(({ tagId }) => tagId),
  trackingDomainIds: trackingDomains.map(({ trackingDomainId }) => trackingDomainId),
})
