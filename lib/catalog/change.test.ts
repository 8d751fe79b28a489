import { expect, test, vi } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { newUuid } from '@/lib/uuid'
import { catalogChange, catalogChannel, type CatalogChange } from './change'

const database = await testDatabase()
const seen: CatalogChange[] = []
await database.listen(
  catalogChannel,
  (payload) => seen.push(catalogChange.parse(payload)),
  () => {},
)

/** Returns the changes reported since the last call, once there are at least `count`. */
async function told(count: number): Promise<CatalogChange[]> {
  await vi.waitFor(() => expect(seen.length).toBeGreaterThanOrEqual(count), { timeout: 10_000 })
  return seen.splice(0)
}

test('reports which catalog rows changed', async () => {
  const { prisma } = database
  const { id: organizationId } = await prisma.organization.create({ data: { slug: 'north', name: 'North' } })
  expect(await told(1)).toEqual([{ table: 'Organization', rows: [{ organizationId, id: organizationId }] }])

  const publisher = await prisma.publisher.create({ data: { organizationId, incrementalId: 1, slug: 'p', name: 'P' } })
  expect(await told(1)).toEqual([{ table: 'Publisher', rows: [{ organizationId, id: publisher.id }] }])
  await prisma.publisher.update({ where: { id: publisher.id }, data: { active: false } })
  expect(await told(1)).toEqual([{ table: 'Publisher', rows: [{ organizationId, id: publisher.id }] }])

  const integration = await prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const advertiser = await prisma.advertiser.create({
    data: { organizationId, incrementalId: 1, slug: 'a', name: 'A' },
  })
  const offer = await prisma.offer.create({
    data: {
      organizationId,
      incrementalId: 1,
      slug: 'o',
      name: 'O',
      integrationId: integration.id,
      advertiserId: advertiser.id,
    },
  })
  await prisma.offerApproval.create({
    data: { organizationId, offerId: offer.id, publisherId: publisher.id, status: 'Approved' },
  })
  expect(await told(4)).toEqual([
    { table: 'Integration', rows: [{ organizationId, id: integration.id }] },
    { table: 'Advertiser', rows: [{ organizationId, id: advertiser.id }] },
    { table: 'Offer', rows: [{ organizationId, id: offer.id }] },
    { table: 'OfferApproval', rows: [{ organizationId, offerId: offer.id, publisherId: publisher.id }] },
  ])

  // Rows deleted by a cascade are reported too.
  await prisma.offer.delete({ where: { id: offer.id } })
  expect(new Set(await told(2))).toEqual(
    new Set([
      { table: 'Offer', rows: [{ organizationId, id: offer.id }] },
      { table: 'OfferApproval', rows: [{ organizationId, offerId: offer.id, publisherId: publisher.id }] },
    ]),
  )
})

test('reports "all" when many rows change at once, and nothing when none do', async () => {
  const { prisma } = database
  const { id: organizationId } = await prisma.organization.create({ data: { slug: 'many', name: 'Many' } })
  await told(1)
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      organizationId,
      incrementalId: from + index,
      slug: `n${from + index}`,
      name: 'N',
    }))
  await prisma.network.createMany({ data: rows(0, 60) })
  const [few] = await told(1)
  expect(few && 'rows' in few && few.rows.length).toBe(60)
  await prisma.network.createMany({ data: rows(100, 90) })
  expect(await told(1)).toEqual([{ table: 'Network', all: true }])
  await prisma.network.createMany({ data: rows(1000, 5000) })
  expect(await told(1)).toEqual([{ table: 'Network', all: true }])
  await prisma.network.updateMany({ where: { name: 'nobody' }, data: { name: 'N' } })
  await prisma.$executeRaw`truncate "OfferApproval"`
  expect(await told(1)).toEqual([{ table: 'OfferApproval', all: true }])
})

test('reports many short links in parts, each of them once', async () => {
  const { prisma } = database
  const { id: organizationId } = await prisma.organization.create({ data: { slug: 'links', name: 'Links' } })
  const tag = await prisma.tag.create({ data: { organizationId, name: 'T', color: 'red' } })
  await told(1)
  const ids = Array.from({ length: 500 }, () => newUuid())
  const data = ids.map((id) => ({ id, organizationId, domain: '', key: id, lookupKey: id, url: 'https://x.example/' }))
  const linksIn = (changes: readonly CatalogChange[]) =>
    changes.flatMap((change) => ('rows' in change ? change.rows.map((row) => ('id' in row ? row.id : '')) : []))
  await prisma.link.createMany({ data })
  const parts = await told(8)
  expect(parts.every(({ table }) => table === 'Link')).toBe(true)
  expect(linksIn(parts).toSorted()).toEqual(ids.toSorted())
  await prisma.linkTag.createMany({
    data: ids.slice(0, 100).map((linkId) => ({ organizationId, linkId, tagId: tag.id })),
  })
  expect(linksIn(await told(2)).toSorted()).toEqual(ids.slice(0, 100).toSorted())
  await prisma.$executeRaw`
    INSERT INTO "Link" ("id", "organizationId", "domain", "key", "lookupKey", "url", "updatedAt")
    SELECT gen_random_uuid(), ${organizationId}::uuid, '', number, number, '', now() FROM generate_series(1, 20001) AS number`
  expect(await told(1)).toEqual([{ table: 'Link', all: true }])
})

test('reports what’s attached to a record as a change to that record', async () => {
  const { prisma } = database
  const { id: organizationId } = await prisma.organization.create({ data: { slug: 'attached', name: 'Attached' } })
  const named = { organizationId, incrementalId: 1, slug: 'x', name: 'X' }
  const publisher = await prisma.publisher.create({ data: named })
  const advertiser = await prisma.advertiser.create({ data: named })
  const integration = await prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const offer = await prisma.offer.create({
    data: { ...named, advertiserId: advertiser.id, integrationId: integration.id },
  })
  await told(5)
  const pair = { organizationId, offerId: offer.id, publisherId: publisher.id }
  const group = await prisma.fraudFilterGroup.create({ data: { organizationId, name: 'Bots' } })
  const targeting = await prisma.targetingGroup.create({ data: { organizationId, name: 'DACH' } })
  const domain = await prisma.trackingDomain.create({ data: { organizationId, host: 'go.shop.example' } })
  const blocked = await prisma.blockedSubId.create({ data: { ...pair, subId: 'x' } })
  const payout = await prisma.customPayout.create({ data: pair })
  const cap = await prisma.cap.create({
    data: { organizationId, offerId: offer.id, metric: 'Clicks', period: 'Day', limit: 10 },
  })
  const tables = { FraudFilterGroup: group, TargetingGroup: targeting, TrackingDomain: domain }
  const expected = Object.entries({ ...tables, BlockedSubId: blocked, CustomPayout: payout, Cap: cap })
  expect(await told(6)).toEqual(expected.map(([table, { id }]) => ({ table, rows: [{ organizationId, id }] })))

  await prisma.offerFraudFilterGroup.create({
    data: { organizationId, offerId: offer.id, fraudFilterGroupId: group.id },
  })
  await prisma.publisherTrackingDomain.create({
    data: { organizationId, publisherId: publisher.id, trackingDomainId: domain.id },
  })
  expect(await told(2)).toEqual([
    { table: 'Offer', rows: [{ organizationId, id: offer.id }] },
    { table: 'TrackingDomain', rows: [{ organizationId, id: domain.id }] },
  ])
})

test('rejects an invalid payload', () => {
  for (const payload of ['', '{', '{"table":"User","all":true}', '{"table":"Offer","rows":[]}', '{"table":"Offer"}']) {
    expect(catalogChange.safeParse(payload).success).toBe(false)
  }
})
