import { randomUUID } from 'node:crypto'
import type { Data } from '@/lib/access/matrix'
import type { Ask, MatrixRow, Target } from './matrix-rows'

// Rows of what offers share: lib/testing/matrix-rows.ts.

type Make = (target: Target) => Promise<string>

const tagOf: Make = async ({ database, world: { organizationId }, mark }) =>
  (await database.prisma.tag.create({ data: { organizationId, name: `${mark} ${randomUUID()}` } })).id

const integrationOf: Make = async ({ database, world: { organizationId }, mark }) =>
  (await database.prisma.integration.create({ data: { organizationId, name: mark } })).id

const trackingDomainOf: Make = async ({ database, world: { organizationId }, mark }) =>
  (
    await database.prisma.trackingDomain.create({
      data: { organizationId, host: `${randomUUID()}.example`, description: mark },
    })
  ).id

const targetingGroupOf: Make = async ({ database, world: { organizationId }, mark }) =>
  (await database.prisma.targetingGroup.create({ data: { organizationId, name: `${mark} ${randomUUID()}` } })).id

const fraudFilterGroupOf: Make = async ({ database, world: { organizationId }, mark }) =>
  (await database.prisma.fraudFilterGroup.create({ data: { organizationId, name: `${mark} ${randomUUID()}` } })).id

/** Requests about a record made for each of them, and those that create one, which have no place but the caller's own. */
function rowsOf(data: Data, one: string, path: string, make: Make, created: () => object, bulkStatus = true) {
  const many = `${one}s`
  const url = `/api/v2/${path}`
  const row = (ask: (target: Target) => Promise<Ask>): MatrixRow => ({
    data,
    ask: async (target) => [await ask(target)],
  })
  return {
    [`list${many}`]: row(async (target) => ({ url: `${url}?filter[id]=${await make(target)}` })),
    [`create${one}`]: { data, ask: ({ place }) => (place === 'own' ? [{ url, body: created() }] : []) },
    [`get${one}`]: row(async (target) => ({ url: `${url}/${await make(target)}` })),
    [`update${one}`]: row(async (target) => ({ url: `${url}/${await make(target)}`, body: { archived: true } })),
    [`delete${one}`]: row(async (target) => ({ url: `${url}/${await make(target)}` })),
    [`bulkDelete${many}`]: row(async (target) => ({ url: `${url}/bulk`, body: { data: [await make(target)] } })),
    ...(bulkStatus
      ? {
          [`bulkUpdate${many}Status`]: row(async (target) => ({
            url: `${url}/bulk`,
            body: { active: false, data: [await make(target)] },
          })),
        }
      : {}),
  } satisfies Record<string, MatrixRow>
}

const named = () => ({ name: randomUUID() })

export const groupRows: Readonly<Record<string, MatrixRow>> = {
  ...rowsOf('groups', 'Tag', 'tags', tagOf, named, false),
  ...rowsOf('connections', 'Integration', 'integrations', integrationOf, named),
  ...rowsOf('connections', 'TrackingDomain', 'tracking-domains', trackingDomainOf, () => ({
    host: `${randomUUID()}.example`,
  })),
  ...rowsOf('groups', 'TargetingGroup', 'targeting-groups', targetingGroupOf, named, false),
  ...rowsOf('groups', 'FraudFilterGroup', 'fraud-filter-groups', fraudFilterGroupOf, named),
  previewFraudFilters: {
    data: 'groups',
    ask: ({ place }) =>
      place === 'own'
        ? [{ url: '/api/v2/fraud-filter-groups/preview', body: { filters: [{ kind: 'bot', action: 'Flag' }] } }]
        : [],
  },
  previewFraudFilterGroup: {
    data: 'groups',
    ask: async (target) => [
      { url: `/api/v2/fraud-filter-groups/${await fraudFilterGroupOf(target)}/preview`, body: {} },
    ],
  },
}
