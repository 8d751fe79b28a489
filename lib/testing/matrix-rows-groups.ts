import { randomUUID } from 'node:crypto'
import { fraudFilterGroupsResource } from '@/lib/api/v2/fraud-filter-groups.contract'
import { integrationsResource } from '@/lib/api/v2/integrations.contract'
import { tagsResource } from '@/lib/api/v2/tags.contract'
import { targetingGroupsResource } from '@/lib/api/v2/targeting-groups.contract'
import { trackingDomainsResource } from '@/lib/api/v2/tracking-domains.contract'
import type { MatrixRow, Target } from './matrix-rows'
import { resourceRows } from './resource-rows'

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

const own =
  (body: () => object) =>
  ({ place }: Target): object | null =>
    place === 'own' ? body() : null
const byName = ({ mark }: Target) => `filter[name][like]=${encodeURIComponent(mark)}`
const named = own(() => ({ name: randomUUID() }))
const described = { description: 'hello' }

export const groupRows: Readonly<Record<string, MatrixRow>> = {
  ...resourceRows(tagsResource, {
    data: 'groups',
    path: () => '/api/v2/tags',
    item: tagOf,
    query: byName,
    body: named,
    change: { color: 'blue' },
  }),
  ...resourceRows(integrationsResource, {
    data: 'connections',
    path: () => '/api/v2/integrations',
    item: integrationOf,
    query: byName,
    body: named,
    change: described,
  }),
  ...resourceRows(trackingDomainsResource, {
    data: 'connections',
    path: () => '/api/v2/tracking-domains',
    item: trackingDomainOf,
    query: ({ mark }) => `filter[description]=${encodeURIComponent(mark)}`,
    body: own(() => ({ host: `${randomUUID()}.example` })),
    change: { active: false },
  }),
  ...resourceRows(targetingGroupsResource, {
    data: 'groups',
    path: () => '/api/v2/targeting-groups',
    item: targetingGroupOf,
    query: byName,
    body: named,
    change: described,
  }),
  ...resourceRows(fraudFilterGroupsResource, {
    data: 'groups',
    path: () => '/api/v2/fraud-filter-groups',
    item: fraudFilterGroupOf,
    query: byName,
    body: named,
    change: described,
  }),
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
