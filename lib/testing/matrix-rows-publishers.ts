import { randomInt, randomUUID } from 'node:crypto'
import { blockedSubIdsResource } from '@/lib/api/v2/blocked-sub-ids.contract'
import { publishersImport, publishersResource } from '@/lib/api/v2/publishers.contract'
import { ownSubIdsResource, subIdsImport, subIdsResource } from '@/lib/api/v2/sub-ids.contract'
import type { MatrixRow, Target } from './matrix-rows'
import { importRows, resourceRows } from './resource-rows'

// Rows of publishers and their sub IDs: lib/testing/matrix-rows.ts.

/** A number and slug that nothing else has. */
const numbered = () => ({ incrementalId: randomInt(1_000_000, 2_000_000_000), slug: randomUUID() })

/** Creates a publisher that lists show last, and which is assigned to the caller in their own place. @returns its ID */
async function publisherOf({ database, world: { organizationId }, place, person }: Target): Promise<string> {
  const managerId = place === 'own' ? person.userId : null
  return (await database.prisma.publisher.create({ data: { ...numbered(), organizationId, name: 'Zz', managerId } })).id
}

/** Creates a sub ID of the publisher whose name is the mark. @returns its ID */
async function subIdOf({ database, world: { organizationId }, publisher, mark }: Target): Promise<string> {
  const data = { organizationId, publisherId: publisher.id, externalId: randomUUID(), name: mark }
  return (await database.prisma.publisherSubId.create({ data })).id
}

const OFFER = 999_999_999

/** The offer of the matrix. @returns its ID */
async function offerOf({ database, world: { organizationId } }: Target): Promise<string> {
  const where = { organizationId, incrementalId: OFFER }
  const found = await database.prisma.offer.findFirst({ where })
  if (found) return found.id
  const { id: advertiserId } = await database.prisma.advertiser.findFirstOrThrow({ where: { organizationId } })
  const { id: integrationId } = await database.prisma.integration.create({ data: { organizationId, name: 'Matrix' } })
  const data = { ...where, slug: 'matrix', name: 'Offer of the matrix', advertiserId, integrationId }
  return (await database.prisma.offer.create({ data })).id
}

/** Blocks a sub ID of the publisher, whose name is the mark. @returns the block's ID */
async function blockOf(target: Target): Promise<string> {
  const { database, world, publisher } = target
  const data = { organizationId: world.organizationId, publisherId: publisher.id, offerId: await offerOf(target) }
  return (await database.prisma.blockedSubId.create({ data: { ...data, subId: newSubId() } })).id
}

const newSubId = () => randomUUID().slice(0, 23)

const path = '/api/v2/publishers'

const publishers = resourceRows(publishersResource, {
  data: 'publishers',
  path: () => path,
  item: publisherOf,
  query: ({ publisher }) => `filter[id]=${publisher.id}`,
  body: ({ place }) => (place === 'own' ? { name: 'made in the matrix' } : null),
  change: { description: 'hello' },
})

const subIds = {
  item: subIdOf,
  query: ({ mark }: Target) => `filter[name]=${encodeURIComponent(mark)}`,
  body: () => ({ external_id: randomUUID(), name: 'made in the matrix' }),
  change: { description: 'hello' },
} as const

const blockedSubIds = resourceRows(blockedSubIdsResource, {
  data: 'publishers',
  path: () => '/api/v2/blocked-sub-ids',
  item: blockOf,
  query: ({ publisher }) => `filter[publisher_incremental_id][eq_n]=${publisher.number}`,
  body: ({ publisher, world }) => ({
    organization: world.organizationId,
    publisher_incremental_id: publisher.id,
    offer_incremental_id: OFFER,
    sub_id: newSubId(),
  }),
  change: { description: 'hello' },
})

export const publisherRows: Readonly<Record<string, MatrixRow>> = {
  ...publishers,
  // Unlike changing one, creating one takes access to all of them.
  createPublisher: { data: 'networks', ask: publishers.createPublisher?.ask ?? (() => []) },
  // Changes are about a new publisher, so that the others stay as they are.
  listPublishers: { data: 'publishers', ask: ({ publisher }) => [{ url: `${path}?filter[id]=${publisher.id}` }] },
  exportPublishers: {
    data: 'publishers',
    ask: ({ publisher }) => [{ url: `${path}/export?filter[id]=${publisher.id}` }],
  },
  getPublisher: { data: 'publishers', ask: ({ publisher }) => [{ url: `${path}/${publisher.id}` }] },
  ...resourceRows(subIdsResource, {
    ...subIds,
    data: 'publishers',
    path: ({ publisher }) => `${path}/${publisher.id}/sub-ids`,
  }),
  ...importRows(publishersImport, 'Publisher', {
    data: 'networks',
    path: () => path,
    row: ({ place }) => (place === 'own' ? { name: 'made in the matrix' } : null),
  }),
  ...importRows(subIdsImport, 'PublisherSubId', {
    data: 'publishers',
    path: ({ publisher }) => `${path}/${publisher.id}/sub-ids`,
    row: () => ({ external_id: randomUUID(), name: 'made in the matrix' }),
  }),
  ...resourceRows(ownSubIdsResource, {
    ...subIds,
    data: 'ownSubIds',
    path: ({ world }) => `/api/v2/organizations/${world.organizationId}/sub-ids`,
  }),
  ...blockedSubIds,
  createBlockedSubId: {
    data: 'publishers',
    ask: async (target) => {
      await offerOf(target)
      return blockedSubIds.createBlockedSubId?.ask(target) ?? []
    },
  },
  // Only admins can.
  bulkDeleteBlockedSubIds: { data: 'bulkUnblocking', ask: blockedSubIds.bulkDeleteBlockedSubIds?.ask ?? (() => []) },
  bulkUpdateBlockedSubIdsStatus: {
    data: 'bulkUnblocking',
    ask: blockedSubIds.bulkUpdateBlockedSubIdsStatus?.ask ?? (() => []),
  },
}
