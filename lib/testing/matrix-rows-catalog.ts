import { randomInt, randomUUID } from 'node:crypto'
import type { MatrixRow, Target } from './matrix-rows'

// Rows of the catalog's resources: lib/testing/matrix-rows.ts.

/** A number and slug that nothing else has. */
const numbered = () => ({ incrementalId: randomInt(1_000_000, 2_000_000_000), slug: randomUUID() })

/** Creates a network whose name is the mark. @returns its ID */
async function networkOf({ database, world: { organizationId }, mark }: Target): Promise<string> {
  return (await database.prisma.network.create({ data: { ...numbered(), organizationId, name: mark } })).id
}

/** Creates an advertiser whose name is the mark, and which is assigned to the caller in their own place. @returns its ID */
async function advertiserOf({ database, world: { organizationId }, mark, place, person }: Target): Promise<string> {
  const managerId = place === 'own' ? person.userId : null
  return (await database.prisma.advertiser.create({ data: { ...numbered(), organizationId, name: mark, managerId } }))
    .id
}

const networks = '/api/v2/networks'
const advertisers = '/api/v2/advertisers'

export const catalogRows: Readonly<Record<string, MatrixRow>> = {
  listNetworks: {
    data: 'networks',
    ask: async (target) => [{ url: `${networks}?filter[id]=${await networkOf(target)}` }],
  },
  createNetwork: {
    data: 'networks',
    ask: ({ place }) => (place === 'own' ? [{ url: networks, body: { name: 'made in the matrix' } }] : []),
  },
  getNetwork: { data: 'networks', ask: async (target) => [{ url: `${networks}/${await networkOf(target)}` }] },
  updateNetwork: {
    data: 'networks',
    ask: async (target) => [{ url: `${networks}/${await networkOf(target)}`, body: { description: 'hello' } }],
  },
  deleteNetwork: { data: 'networks', ask: async (target) => [{ url: `${networks}/${await networkOf(target)}` }] },
  bulkDeleteNetworks: {
    data: 'networks',
    ask: async (target) => [{ url: `${networks}/bulk`, body: { data: [await networkOf(target)] } }],
  },

  listAdvertisers: {
    data: 'advertisers',
    ask: async (target) => [{ url: `${advertisers}?filter[id]=${await advertiserOf(target)}` }],
  },
  createAdvertiser: {
    data: 'networks',
    ask: ({ place }) => (place === 'own' ? [{ url: advertisers, body: { name: 'made in the matrix' } }] : []),
  },
  getAdvertiser: {
    data: 'advertisers',
    ask: async (target) => [{ url: `${advertisers}/${await advertiserOf(target)}` }],
  },
  updateAdvertiser: {
    data: 'advertisers',
    ask: async (target) => [{ url: `${advertisers}/${await advertiserOf(target)}`, body: { description: 'hello' } }],
  },
  deleteAdvertiser: {
    data: 'advertisers',
    ask: async (target) => [{ url: `${advertisers}/${await advertiserOf(target)}` }],
  },
  bulkUpdateAdvertisersStatus: {
    data: 'advertisers',
    ask: async (target) => [
      { url: `${advertisers}/bulk`, body: { active: false, data: [await advertiserOf(target)] } },
    ],
  },
  bulkDeleteAdvertisers: {
    data: 'advertisers',
    ask: async (target) => [{ url: `${advertisers}/bulk`, body: { data: [await advertiserOf(target)] } }],
  },
}
