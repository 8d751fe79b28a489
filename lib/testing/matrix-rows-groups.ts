import { randomUUID } from 'node:crypto'
import { exchangeRatesImport, exchangeRatesResource } from '@/lib/api/v2/exchange-rates.contract'
import { fraudFilterGroupsResource } from '@/lib/api/v2/fraud-filter-groups.contract'
import { integrationsResource } from '@/lib/api/v2/integrations.contract'
import { tagsResource } from '@/lib/api/v2/tags.contract'
import { publisherGroupsResource } from '@/lib/api/v2/publisher-groups.contract'
import { targetingGroupsResource } from '@/lib/api/v2/targeting-groups.contract'
import { trackingDomainsResource } from '@/lib/api/v2/tracking-domains.contract'
import type { MatrixRow, Target } from './matrix-rows'
import { importRows, resourceRows } from './resource-rows'

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

const publisherGroupOf: Make = async ({ database, world: { organizationId }, mark }) =>
  (await database.prisma.publisherGroup.create({ data: { organizationId, name: `${mark} ${randomUUID()}` } })).id
const targetingGroupOf: Make = async ({ database, world: { organizationId }, mark }) =>
  (await database.prisma.targetingGroup.create({ data: { organizationId, name: `${mark} ${randomUUID()}` } })).id

const fraudFilterGroupOf: Make = async ({ database, world: { organizationId }, mark }) =>
  (await database.prisma.fraudFilterGroup.create({ data: { organizationId, name: `${mark} ${randomUUID()}` } })).id

/** Days with a rate, one after the other, because there's one rate a day. */
let days = 0
const nextDay = () => new Date(Date.UTC(2020, 0, ++days))

const exchangeRateOf: Make = async ({ database, world: { organizationId }, mark }) => {
  const rate = { from: 'USD', to: 'EUR', rate: 0.9, validFrom: nextDay(), source: mark.slice(0, 100) }
  return (await database.prisma.exchangeRate.create({ data: { organizationId, ...rate } })).id
}
const rateBody = () => ({ from: 'EUR', to: 'USD', rate: '1.1', valid_from: nextDay().toISOString().slice(0, 10) })

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
  ...resourceRows(publisherGroupsResource, {
    data: 'groups',
    path: () => '/api/v2/publisher-groups',
    item: publisherGroupOf,
    query: byName,
    body: named,
    change: described,
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
  ...resourceRows(exchangeRatesResource, {
    data: 'organization',
    path: () => '/api/v2/exchange-rates',
    item: exchangeRateOf,
    query: ({ mark }) => `filter[source]=${encodeURIComponent(mark)}`,
    body: own(rateBody),
    change: { rate: 0.91 },
  }),
  ...importRows(exchangeRatesImport, 'ExchangeRate', {
    data: 'organization',
    path: () => '/api/v2/exchange-rates',
    row: ({ place }) => (place === 'own' ? rateBody() : null),
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
