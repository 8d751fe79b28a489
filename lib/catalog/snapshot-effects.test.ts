import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Organization } from '@/lib/database/generated/client'
import {
  createAdvertisers,
  createIntegrations,
  createOffers,
  createOrganization,
  createPublishers,
} from '@/lib/testing/catalog'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { type FollowedCatalog, followCatalog, loadCatalog } from './snapshot'

// What decides about clicks besides the records themselves, as read at the start and as followed.

let database: TestDatabase
let organization: Organization
let ids: { organizationId: string; publisherId: string; offerId: string }
let followed: FollowedCatalog

beforeAll(async () => {
  database = await testDatabase()
  organization = await createOrganization(database, { name: 'Acme' })
  const [advertiser] = await createAdvertisers(database, organization.id, [{ name: 'Shoes' }])
  const [publisher] = await createPublishers(database, organization.id, [{ name: 'Daily Deals' }])
  const [integration] = await createIntegrations(database, organization.id, [{ name: 'Main' }])
  if (!advertiser || !publisher || !integration) throw new Error('Missing test data')
  const [offer] = await createOffers(database, organization.id, [
    { name: 'Sale', integrationId: integration.id, advertiserId: advertiser.id },
  ])
  if (!offer) throw new Error('Missing test data')
  ids = { organizationId: organization.id, publisherId: publisher.id, offerId: offer.id }
  followed = await followCatalog(database)
})
afterAll(() => followed.close())

/** An edit must be live within a second, but a test machine may be busy. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 5000, interval: 10 })
const of = (catalog = followed.catalog) => {
  const found = catalog.organizations.get(organization.id)
  if (!found) throw new Error('The organization isn’t in the catalog')
  return found
}

test('an offer has its fallbacks and its targeting, simple or by group', async () => {
  const offer = () => followed.catalog.offers.get(ids.offerId)
  const simple = { country: { include: ['DE'], exclude: [] } }
  const edit = (data: Parameters<typeof database.prisma.offer.update>[0]['data']) =>
    database.prisma.offer.update({ where: { id: ids.offerId }, data })
  expect(offer()).toMatchObject({ fallbackUrls: {}, targetingGroupId: null, simpleTargeting: null })

  const group = await database.prisma.targetingGroup.create({
    data: { organizationId: organization.id, name: 'Germans', targeting: simple },
  })
  await edit({ targetingGroupId: group.id, simpleTargeting: simple, fallbackUrls: { cap: 'https://full.example' } })
  await soon(() =>
    expect(offer()).toMatchObject({
      targetingGroupId: group.id,
      simpleTargeting: null,
      fallbackUrls: { cap: 'https://full.example' },
    }),
  )
  await edit({ targetingSimpleEnabled: true })
  await soon(() => expect(offer()).toMatchObject({ targetingGroupId: null, simpleTargeting: simple }))

  expect(of().targetingGroups.get(group.id)).toEqual({ id: group.id, targeting: simple })
  await database.prisma.targetingGroup.update({
    where: { id: group.id },
    // As a newer version might have written it.
    data: { archived: true, targeting: { os: { include: ['iOS'] }, planet: { exclude: ['Mars'] } } },
  })
  await soon(() => expect(of().targetingGroups.get(group.id)?.targeting.os).toEqual({ include: ['iOS'], exclude: [] }))
})

test('a tracking domain belongs to all publishers or to some', async () => {
  const { domains } = followed.catalog
  const domain = await database.prisma.trackingDomain.create({
    data: { organizationId: organization.id, host: 'go.acme.example' },
  })
  await soon(() =>
    expect(domains.get('go.acme.example')).toMatchObject({ organizationId: organization.id, publishers: null }),
  )
  await database.prisma.publisherTrackingDomain.create({
    data: { organizationId: organization.id, publisherId: ids.publisherId, trackingDomainId: domain.id },
  })
  await soon(() => expect(domains.get('go.acme.example')?.publishers).toEqual(new Set([ids.publisherId])))
  await database.prisma.publisherTrackingDomain.deleteMany()
  await soon(() => expect(domains.get('go.acme.example')?.publishers).toBeNull())

  await database.prisma.trackingDomain.update({ where: { id: domain.id }, data: { host: 'to.acme.example' } })
  await soon(() => expect([...domains.keys()]).toEqual(['to.acme.example']))
  await database.prisma.trackingDomain.update({ where: { id: domain.id }, data: { archived: true } })
  await soon(() => expect([...domains.keys()]).toEqual([]))
  // Another organization takes the host over.
  const other = await createOrganization(database, { name: 'Other' })
  await database.prisma.trackingDomain.create({ data: { organizationId: other.id, host: 'to.acme.example' } })
  await soon(() => expect(domains.get('to.acme.example')?.organizationId).toBe(other.id))
  await database.prisma.organization.delete({ where: { id: other.id } })
  await soon(() => expect([...domains.keys()]).toEqual([]))
})

describe('blocked sub IDs', () => {
  const block = (subId: string) => database.prisma.blockedSubId.create({ data: { ...ids, subId } })
  const keys = (catalog = followed.catalog) => [...of(catalog).blockedSubIds.keys()].toSorted()

  test('come and go, and an archived one doesn’t hide one that isn’t', async () => {
    const first = await block('a-1')
    await soon(() => expect(keys()).toEqual(['1 1 a-1']))
    await database.prisma.blockedSubId.update({ where: { id: first.id }, data: { archived: true } })
    await soon(() => expect(keys()).toEqual([]))
    const second = await block('a-1')
    await block('b_2')
    await soon(() => expect(keys()).toEqual(['1 1 a-1', '1 1 b_2']))
    await database.prisma.blockedSubId.update({ where: { id: first.id }, data: { description: 'old' } })
    await database.prisma.blockedSubId.update({ where: { id: second.id }, data: { description: 'new' } })
    await block('c')
    await soon(() => expect(keys()).toEqual(['1 1 a-1', '1 1 b_2', '1 1 c']))
    await database.prisma.blockedSubId.delete({ where: { id: second.id } })
    await soon(() => expect(keys()).toEqual(['1 1 b_2', '1 1 c']))
    expect(keys(await loadCatalog(database))).toEqual(keys())
  })

  test('are read even if there are many, of several organizations', async () => {
    await database.prisma.blockedSubId.createMany({
      data: Array.from({ length: 25_000 }, (_, index) => ({ ...ids, subId: `s${index}` })),
    })
    await soon(() => expect(of().blockedSubIds.size).toBe(25_002))
    expect((await loadCatalog(database)).organizations.get(organization.id)?.blockedSubIds.size).toBe(25_002)
  })
})

test('custom payouts of offers are known, and those of events aren’t', async () => {
  const price = () => of().customPrices.get('1 1')
  const event = await database.prisma.offerEvent.create({
    data: { organizationId: organization.id, offerId: ids.offerId, incrementalId: 1, name: 'Upsell' },
  })
  await database.prisma.customPayout.create({ data: { ...ids, offerEventId: event.id, payoutType: 'CPC', payout: 9 } })
  const custom = await database.prisma.customPayout.create({
    data: { ...ids, payoutType: 'CPC', payout: '123456789012.000010' },
  })
  await soon(() =>
    expect(price()).toEqual({ payoutType: 'CPC', payout: '123456789012.00001', revenueType: 'Unknown', revenue: '0' }),
  )
  expect(of(await loadCatalog(database)).customPrices).toEqual(new Map([['1 1', price()]]))
  await database.prisma.customPayout.update({
    where: { id: custom.id },
    data: { payoutType: 'CPA', revenueType: 'RPC', revenue: '0.5' },
  })
  await soon(() => expect(price()).toMatchObject({ payoutType: 'CPA', revenueType: 'RPC', revenue: '0.5' }))
  await database.prisma.customPayout.update({ where: { id: custom.id }, data: { archived: true } })
  await soon(() => expect(price()).toBeUndefined())
})
