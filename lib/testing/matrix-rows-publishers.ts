import { randomInt, randomUUID } from 'node:crypto'
import type { MatrixRow, Target } from './matrix-rows'

// Rows of publishers and their sub IDs: lib/testing/matrix-rows.ts.

/** A number and slug that nothing else has. */
const numbered = () => ({ incrementalId: randomInt(1_000_000, 2_000_000_000), slug: randomUUID() })

/** Creates a publisher whose name is the mark, and which is assigned to the caller in their own place. @returns its ID */
async function publisherOf({ database, world: { organizationId }, mark, place, person }: Target): Promise<string> {
  const managerId = place === 'own' ? person.userId : null
  return (await database.prisma.publisher.create({ data: { ...numbered(), organizationId, name: mark, managerId } })).id
}

/** Creates a sub ID of the publisher whose name is the mark. @returns its ID */
async function subIdOf({ database, world: { organizationId }, publisher, mark }: Target): Promise<string> {
  const data = { organizationId, publisherId: publisher.id, externalId: randomUUID(), name: mark }
  return (await database.prisma.publisherSubId.create({ data })).id
}

/** The number of an offer of the organization. */
async function offerOf({ database, world: { organizationId } }: Target): Promise<{ id: string; number: number }> {
  const where = { organizationId, name: 'Offer of the matrix' }
  const found = await database.prisma.offer.findFirst({ where })
  if (found) return { id: found.id, number: found.incrementalId }
  const { id: advertiserId } = await database.prisma.advertiser.findFirstOrThrow({ where: { organizationId } })
  const { id: integrationId } = await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const made = await database.prisma.offer.create({ data: { ...numbered(), ...where, advertiserId, integrationId } })
  return { id: made.id, number: made.incrementalId }
}

/** Blocks a sub ID of the publisher, whose name is the mark. @returns the block's ID */
async function blockOf(target: Target): Promise<string> {
  const { database, world, publisher } = target
  const data = { organizationId: world.organizationId, publisherId: publisher.id, offerId: (await offerOf(target)).id }
  return (await database.prisma.blockedSubId.create({ data: { ...data, subId: newSubId() } })).id
}

const newSubId = () => randomUUID().slice(0, 23)

const publishers = '/api/v2/publishers'
const subIds = ({ publisher }: Target) => `${publishers}/${publisher.id}/sub-ids`
const ownSubIds = ({ world }: Target) => `/api/v2/organizations/${world.organizationId}/sub-ids`
const blocked = '/api/v2/blocked-sub-ids'

export const publisherRows: Readonly<Record<string, MatrixRow>> = {
  listPublishers: { data: 'publishers', ask: ({ publisher }) => [{ url: `${publishers}?filter[id]=${publisher.id}` }] },
  createPublisher: {
    data: 'networks',
    ask: ({ place }) => (place === 'own' ? [{ url: publishers, body: { name: 'made in the matrix' } }] : []),
  },
  getPublisher: { data: 'publishers', ask: ({ publisher }) => [{ url: `${publishers}/${publisher.id}` }] },
  updatePublisher: {
    data: 'publishers',
    ask: async (target) => [{ url: `${publishers}/${await publisherOf(target)}`, body: { description: 'hello' } }],
  },
  deletePublisher: {
    data: 'publishers',
    ask: async (target) => [{ url: `${publishers}/${await publisherOf(target)}` }],
  },
  bulkUpdatePublishersStatus: {
    data: 'publishers',
    ask: async (target) => [{ url: `${publishers}/bulk`, body: { active: false, data: [await publisherOf(target)] } }],
  },
  bulkDeletePublishers: {
    data: 'publishers',
    ask: async (target) => [{ url: `${publishers}/bulk`, body: { data: [await publisherOf(target)] } }],
  },

  listPublisherSubIds: {
    data: 'publishers',
    ask: async (target) => [{ url: `${subIds(target)}?filter[id]=${await subIdOf(target)}` }],
  },
  createPublisherSubId: {
    data: 'publishers',
    ask: (target) => [{ url: subIds(target), body: { external_id: randomUUID(), name: 'made in the matrix' } }],
  },
  bulkCreatePublisherSubIds: {
    data: 'publishers',
    ask: (target) => [
      { url: `${subIds(target)}/bulk`, body: { data: [{ external_id: randomUUID(), name: 'made in the matrix' }] } },
    ],
  },
  getPublisherSubId: {
    data: 'publishers',
    ask: async (target) => [{ url: `${subIds(target)}/${await subIdOf(target)}` }],
  },
  updatePublisherSubId: {
    data: 'publishers',
    ask: async (target) => [{ url: `${subIds(target)}/${await subIdOf(target)}`, body: { description: 'hello' } }],
  },
  deletePublisherSubId: {
    data: 'publishers',
    ask: async (target) => [{ url: `${subIds(target)}/${await subIdOf(target)}` }],
  },
  bulkDeletePublisherSubIds: {
    data: 'publishers',
    ask: async (target) => [{ url: `${subIds(target)}/bulk`, body: { data: [await subIdOf(target)] } }],
  },
  listOwnSubIds: {
    data: 'ownSubIds',
    ask: async (target) => [{ url: `${ownSubIds(target)}?filter[id]=${await subIdOf(target)}` }],
  },
  getOwnSubId: {
    data: 'ownSubIds',
    ask: async (target) => [{ url: `${ownSubIds(target)}/${await subIdOf(target)}` }],
  },

  listBlockedSubIds: {
    data: 'publishers',
    ask: async (target) => [{ url: `${blocked}?filter[id]=${await blockOf(target)}` }],
  },
  createBlockedSubId: {
    data: 'publishers',
    ask: async (target) => [
      {
        url: blocked,
        body: {
          organization: target.world.organizationId,
          publisher_incremental_id: target.publisher.id,
          offer_incremental_id: (await offerOf(target)).number,
          sub_id: newSubId(),
        },
      },
    ],
  },
  getBlockedSubId: { data: 'publishers', ask: async (target) => [{ url: `${blocked}/${await blockOf(target)}` }] },
  updateBlockedSubId: {
    data: 'publishers',
    ask: async (target) => [{ url: `${blocked}/${await blockOf(target)}`, body: { description: 'hello' } }],
  },
  deleteBlockedSubId: { data: 'publishers', ask: async (target) => [{ url: `${blocked}/${await blockOf(target)}` }] },
  bulkDeleteBlockedSubIds: {
    data: 'bulkUnblocking',
    ask: async (target) => [{ url: `${blocked}/bulk`, body: { data: [await blockOf(target)] } }],
  },
}
