import { randomInt, randomUUID } from 'node:crypto'
import { advertisersImport, advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { networksResource } from '@/lib/api/v2/networks.contract'
import type { MatrixRow, Target } from './matrix-rows'
import { importRows, resourceRows } from './resource-rows'

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

const own =
  (body: object) =>
  ({ place }: Target): object | null =>
    place === 'own' ? body : null

const advertisers = resourceRows(advertisersResource, {
  data: 'advertisers',
  path: () => '/api/v2/advertisers',
  item: advertiserOf,
  query: ({ mark }) => `filter[name]=${encodeURIComponent(mark)}`,
  body: own({ name: 'made in the matrix' }),
  change: { description: 'hello' },
})

export const catalogRows: Readonly<Record<string, MatrixRow>> = {
  ...resourceRows(networksResource, {
    data: 'networks',
    path: () => '/api/v2/networks',
    item: networkOf,
    query: ({ mark }) => `filter[name]=${encodeURIComponent(mark)}`,
    body: own({ name: 'made in the matrix' }),
    change: { description: 'hello' },
  }),
  ...advertisers,
  ...importRows(advertisersImport, 'Advertiser', {
    data: 'networks',
    path: () => '/api/v2/advertisers',
    row: ({ place }) => (place === 'own' ? { name: 'made in the matrix' } : null),
  }),
  // Unlike changing one, creating one takes access to all of them.
  createAdvertiser: { data: 'networks', ask: advertisers.createAdvertiser?.ask ?? (() => []) },
}
