import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Organization } from '@/lib/database/generated/client'
import { setAway } from '@/lib/testing/absence'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import {
  createAdvertisers,
  createCampaigns,
  createIntegrations,
  createLandingPages,
  createNetworks,
  createOffers,
  createOrganization,
  createPublishers,
  setApprovals,
} from '@/lib/testing/catalog'
import { type Catalog, type FollowedCatalog, followCatalog, loadCatalog } from './snapshot'

let database: TestDatabase
let organization: Organization
const lines: string[] = []
const log = (line: string) => void lines.push(line)
let followed: FollowedCatalog | undefined

beforeEach(async () => {
  lines.length = 0
  database = await testDatabase()
  organization = await createOrganization(database, { name: 'Acme', timezone: 'Asia/Kathmandu', ipStorage: 'full' })
})
afterEach(async () => {
  await followed?.close()
  followed = undefined
})

/** An edit must be live within a second, but a test machine may be busy. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 5000, interval: 10 })

async function furnish() {
  const [network] = await createNetworks(database, organization.id, [{ name: 'Awin' }])
  const [advertiser] = await createAdvertisers(database, organization.id, [{ name: 'Shoes', networkId: network?.id }])
  const [publisher, other] = await createPublishers(database, organization.id, [
    { name: 'Daily Deals' },
    { name: 'Coupon Hero' },
  ])
  const [integration] = await createIntegrations(database, organization.id, [{ name: 'Main' }])
  if (!network || !advertiser || !publisher || !other || !integration) throw new Error('The catalog is incomplete')
  const [offer] = await createOffers(database, organization.id, [
    {
      name: 'Summer sale',
      integrationId: integration.id,
      advertiserId: advertiser.id,
      payoutType: 'CPC',
      payout: '0.1',
      revenue: '12345678901.000001',
      deepLinkEnabled: true,
      deepLinkHosts: ['shop.example'],
      visibility: 'Private',
      landingPages: [
        { name: 'First', redirectUrl: 'https://shop.example/1' },
        { name: 'Second', redirectUrl: 'https://shop.example/2' },
      ],
    },
  ])
  const [campaign] = await createCampaigns(database, organization.id, [
    { publisherId: publisher.id, externalId: 'spring-7', name: 'Spring', kind: 'broadcast', channel: 'email' },
  ])
  const [first, second] = offer?.landingPages ?? []
  if (!offer || !campaign || !first || !second) throw new Error('The catalog is incomplete')
  await setApprovals(database, organization.id, [{ offerId: offer.id, publisherId: publisher.id, status: 'Approved' }])
  return { network, advertiser, publisher, other, integration, offer, campaign, first, second }
}

const of = (catalog: Catalog) => {
  const found = catalog.organizations.get(organization.id)
  if (!found) throw new Error('The organization isn’t in the catalog')
  return found
}

describe('the catalog in memory', () => {
  test('finds every record by ID, number, and slug', async () => {
    const { network, advertiser, publisher, offer, campaign, first, second } = await furnish()
    const catalog = await loadCatalog(database)
    const acme = of(catalog)
    expect(acme).toMatchObject({
      slug: 'acme',
      name: 'Acme',
      timezone: 'Asia/Kathmandu',
      ipStorage: 'full',
      plan: 'Business',
    })
    expect(catalog.organizationsBySlug.get('acme')).toBe(acme)
    expect(catalog.onlyOrganization()).toBe(acme)
    expect(acme.networks.byId.get(network.id)).toMatchObject({ incrementalId: 1, slug: 'awin', name: 'Awin' })
    expect(acme.advertisers.bySlug.get('shoes')).toMatchObject({
      id: advertiser.id,
      networkId: network.id,
      active: true,
    })
    expect(acme.publishers.byIncrementalId.get(1)).toBe(acme.publishers.byId.get(publisher.id))
    expect(acme.publishers.bySlug.get('coupon-hero')?.incrementalId).toBe(2)
    expect(catalog.offers.get(offer.id)).toBe(acme.offers.byIncrementalId.get(1))
    expect(catalog.offers.get(offer.id)).toMatchObject({
      organizationId: acme.id,
      payout: '0.1',
      revenue: '12345678901.000001',
      payoutType: 'CPC',
      deepLinkHosts: ['shop.example'],
    })
    expect(acme.landingPagesOf.get(offer.id)?.map((page) => page.id)).toEqual([first.id, second.id])
    expect(acme.landingPages.byIncrementalId.get(2)?.redirectUrl).toBe('https://shop.example/2')
    expect(acme.landingPagesOf.get(offer.id)?.[0]).toMatchObject({ id: first.id, active: true })
    expect(acme.approvals.get(offer.id)?.get(publisher.id)).toBe('Approved')
    expect(acme.campaigns.byId.get(campaign.id)).toMatchObject({ channel: 'email', kind: 'broadcast' })
    expect(acme.campaignsOf.get(publisher.id)?.get('spring-7')?.id).toBe(campaign.id)
  })

  test('keeps organizations apart', async () => {
    await furnish()
    const second = await createOrganization(database, { name: 'Other' })
    await createPublishers(database, second.id, [{ name: 'Daily Deals' }])
    const catalog = await loadCatalog(database)
    expect(catalog.onlyOrganization()).toBeUndefined()
    const other = catalog.organizations.get(second.id)
    expect(other?.publishers.byIncrementalId.get(1)?.id).not.toBe(of(catalog).publishers.byIncrementalId.get(1)?.id)
    expect(other?.offers.byId.size).toBe(0)
  })

  test('reads tables larger than a page', async () => {
    await createPublishers(
      database,
      organization.id,
      Array.from({ length: 4100 }, (_, index) => ({ name: `Publisher ${index}` })),
    )
    const catalog = await loadCatalog(database)
    expect(of(catalog).publishers.byIncrementalId.size).toBe(4100)
  })
})

describe('live edits', () => {
  test('update records of every kind', async () => {
    followed = await followCatalog(database, { log })
    const { catalog } = followed
    const { network, advertiser, publisher, other, offer, campaign, first, second } = await furnish()
    const acme = of(catalog)
    await soon(() => {
      expect(acme.landingPagesOf.get(offer.id)?.map(({ id }) => id)).toEqual([first.id, second.id])
      expect(acme.approvals.get(offer.id)?.get(publisher.id)).toBe('Approved')
      expect(acme.campaigns.byId.size).toBe(1)
    })

    await database.prisma.organization.update({
      where: { id: organization.id },
      data: { slug: 'acme-2', timezone: 'Europe/Berlin', ipStorage: 'none' },
    })
    await soon(() => expect(acme).toMatchObject({ slug: 'acme-2', timezone: 'Europe/Berlin', ipStorage: 'none' }))
    expect(catalog.organizationsBySlug.get('acme-2')).toBe(acme)
    expect(catalog.organizationsBySlug.has('acme')).toBe(false)

    await database.prisma.network.update({ where: { id: network.id }, data: { name: 'Awin AG' } })
    await soon(() => expect(acme.networks.byId.get(network.id)?.name).toBe('Awin AG'))

    await database.prisma.advertiser.update({ where: { id: advertiser.id }, data: { active: false, networkId: null } })
    await soon(() => expect(acme.advertisers.byId.get(advertiser.id)).toMatchObject({ active: false, networkId: null }))

    await database.prisma.publisher.update({ where: { id: publisher.id }, data: { slug: 'new-name', active: false } })
    await soon(() => expect(acme.publishers.bySlug.get('new-name')).toMatchObject({ id: publisher.id, active: false }))
    expect(acme.publishers.bySlug.has('daily-deals')).toBe(false)

    await database.prisma.offer.update({
      where: { id: offer.id },
      data: { active: false, fallbackUrl: 'https://fall.example/', payout: '2.50' },
    })
    await soon(() =>
      expect(catalog.offers.get(offer.id)).toMatchObject({
        active: false,
        fallbackUrl: 'https://fall.example/',
        payout: '2.5',
      }),
    )
    expect(acme.offers.byIncrementalId.get(1)).toBe(catalog.offers.get(offer.id))

    await database.prisma.landingPage.update({ where: { id: first.id }, data: { active: false } })
    await soon(() => expect(acme.landingPagesOf.get(offer.id)?.[0]).toMatchObject({ id: first.id, active: false }))
    const [third] = await createLandingPages(database, organization.id, [
      { offerId: offer.id, name: 'Third', redirectUrl: 'https://shop.example/3' },
    ])
    await soon(() => expect(acme.landingPagesOf.get(offer.id)).toHaveLength(3))
    await database.prisma.landingPage.delete({ where: { id: third?.id } })
    await soon(() => expect(acme.landingPagesOf.get(offer.id)).toHaveLength(2))
    expect(acme.landingPages.byIncrementalId.has(3)).toBe(false)

    await setApprovals(database, organization.id, [
      { offerId: offer.id, publisherId: publisher.id, status: 'Rejected' },
      { offerId: offer.id, publisherId: other.id, status: 'Approved' },
    ])
    await soon(() =>
      expect(Object.fromEntries(acme.approvals.get(offer.id) ?? [])).toEqual({
        [publisher.id]: 'Rejected',
        [other.id]: 'Approved',
      }),
    )
    await database.prisma.offerApproval.deleteMany({ where: { publisherId: publisher.id } })
    await soon(() => expect(acme.approvals.get(offer.id)?.has(publisher.id)).toBe(false))

    await database.prisma.campaign.update({
      where: { id: campaign.id },
      data: { externalId: 'spring-8', publisherId: other.id },
    })
    await soon(() => expect(acme.campaignsOf.get(other.id)?.get('spring-8')?.id).toBe(campaign.id))
    expect(acme.campaignsOf.get(publisher.id)?.has('spring-7')).toBe(false)
    await database.prisma.campaign.delete({ where: { id: campaign.id } })
    await soon(() => expect(acme.campaigns.byId.size).toBe(0))
    expect(acme.campaignsOf.get(other.id)?.size).toBe(0)

    await database.prisma.offer.delete({ where: { id: offer.id } })
    await soon(() => expect(catalog.offers.has(offer.id)).toBe(false))
    expect(acme.landingPagesOf.has(offer.id)).toBe(false)
    expect(lines).toEqual([])
  })

  test('add and remove an organization with everything it owns', async () => {
    followed = await followCatalog(database, { log })
    const { catalog } = followed
    const { offer } = await furnish()
    await soon(() => expect(catalog.offers.has(offer.id)).toBe(true))
    await database.prisma.organization.delete({ where: { id: organization.id } })
    await soon(() => expect(catalog.organizations.size).toBe(0))
    expect(catalog.offers.size).toBe(0)
    expect(catalog.organizationsBySlug.size).toBe(0)
    const again = await createOrganization(database, { name: 'Acme' })
    await createPublishers(database, again.id, [{ name: 'New' }])
    await soon(() => expect(catalog.organizationsBySlug.get('acme')?.publishers.bySlug.has('new')).toBe(true))
  })

  test('let two publishers swap slugs', async () => {
    const { publisher, other } = await furnish()
    followed = await followCatalog(database, { log })
    const { publishers } = of(followed.catalog)
    await database.prisma.$transaction([
      database.prisma.publisher.update({ where: { id: publisher.id }, data: { slug: 'between' } }),
      database.prisma.publisher.update({ where: { id: other.id }, data: { slug: 'daily-deals' } }),
      database.prisma.publisher.update({ where: { id: publisher.id }, data: { slug: 'coupon-hero' } }),
    ])
    await soon(() => expect(publishers.bySlug.get('daily-deals')?.id).toBe(other.id))
    expect(publishers.bySlug.get('coupon-hero')?.id).toBe(publisher.id)
    expect([...publishers.bySlug.keys()].toSorted()).toEqual(['coupon-hero', 'daily-deals'])
  })

  test('update many rows at once', async () => {
    await createPublishers(
      database,
      organization.id,
      Array.from({ length: 3000 }, (_, index) => ({ name: `Publisher ${index}` })),
    )
    followed = await followCatalog(database, { log })
    const { publishers } = of(followed.catalog)
    await database.prisma.publisher.updateMany({ data: { active: false } })
    await soon(() => expect([...publishers.byId.values()].every(({ active }) => !active)).toBe(true))
    await database.prisma.publisher.deleteMany({ where: { incrementalId: { gt: 10 } } })
    await soon(() => expect(publishers.byId.size).toBe(10))
  })

  test('become visible in the order they’re made in', async () => {
    const { offer } = await furnish()
    const { prisma } = database
    await prisma.offer.update({ where: { id: offer.id }, data: { active: false } })
    let meanwhile: (() => Promise<void>) | undefined
    const slow = prisma.$extends({
      query: {
        offer: {
          findMany: async ({ args, query }) => {
            const work = meanwhile
            meanwhile = undefined
            await work?.()
            return query(args)
          },
        },
      },
    })
    // The extension changes nothing about the client's type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    followed = await followCatalog({ ...database, prisma: slow as unknown as typeof prisma }, { log })
    const { catalog } = followed
    meanwhile = async () => {
      await prisma.cap.create({
        data: { organizationId: organization.id, offerId: offer.id, metric: 'Clicks', period: 'Day', limit: 1 },
      })
      await prisma.offer.update({ where: { id: offer.id }, data: { active: true } })
    }
    await prisma.offer.update({ where: { id: offer.id }, data: { name: 'Renamed' } })
    while (catalog.offers.get(offer.id)?.active !== true) await new Promise((resolve) => setImmediate(resolve))
    expect(catalog.organizations.get(organization.id)?.caps.ofClick(offer.id, offer.id, '')).toHaveLength(1)
  })

  test('reach every process that follows the catalog', async () => {
    const { offer } = await furnish()
    followed = await followCatalog(database, { log })
    const second = await followCatalog(database, { log })
    await database.prisma.offer.update({ where: { id: offer.id }, data: { active: false } })
    await soon(() =>
      expect([followed, second].map((each) => each?.catalog.offers.get(offer.id)?.active)).toEqual([false, false]),
    )
    await second.close()
    await database.prisma.offer.update({ where: { id: offer.id }, data: { active: true } })
    await soon(() => expect(followed?.catalog.offers.get(offer.id)?.active).toBe(true))
    expect(second.catalog.offers.get(offer.id)?.active).toBe(false)
  })

  test('reload everything after an unknown notification', async () => {
    followed = await followCatalog(database, { log })
    const { catalog } = followed
    await database.prisma.$executeRaw`alter table "Publisher" disable trigger user`
    await createPublishers(database, organization.id, [{ name: 'Quiet' }])
    for (const payload of ['', '{', '{"table":"Unheard","all":true}', 'null'])
      await database.prisma.$executeRaw`select pg_notify('catalog', ${payload})`
    await soon(() => expect(of(catalog).publishers.bySlug.has('quiet')).toBe(true))
    expect(lines.filter((line) => line.includes("couldn't be parsed"))).toHaveLength(4)
  })
})

describe('while PostgreSQL is away', () => {
  test('keeps the catalog, and reloads it afterwards', async () => {
    const { offer, publisher } = await furnish()
    followed = await followCatalog(database, { log })
    const { catalog } = followed
    await setAway(database, true)
    expect(catalog.offers.get(offer.id)?.active).toBe(true)
    expect(of(catalog).publishers.byId.has(publisher.id)).toBe(true)
    await setAway(database, false)
    // A change that sends no notification.
    await database.prisma.$executeRaw`alter table "Offer" disable trigger user`
    await database.prisma.offer.update({ where: { id: offer.id }, data: { active: false } })
    await vi.waitFor(() => expect(catalog.offers.get(offer.id)?.active).toBe(false), { timeout: 10_000 })
    await database.prisma.$executeRaw`alter table "Offer" enable trigger user`
    await database.prisma.offer.update({ where: { id: offer.id }, data: { active: true } })
    await soon(() => expect(catalog.offers.get(offer.id)?.active).toBe(true))
  })

  test('refuses to start', async () => {
    await setAway(database, true)
    await expect(followCatalog(database, { log })).rejects.toThrow()
    await expect(loadCatalog(database)).rejects.toThrow()
    await setAway(database, false)
  })
})
