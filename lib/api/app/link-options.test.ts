import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Prisma } from '@/lib/database/generated/client'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { getLinkOptions } from './link-options.contract'

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
let world: World
let next = 0

beforeAll(async () => {
  world = await createWorld(database, events)
})

async function createOffer(more: Partial<Prisma.OfferUncheckedCreateInput> = {}) {
  const { organizationId } = world
  const { id: advertiserId } = await prisma.advertiser.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  const { id: integrationId } =
    (await prisma.integration.findFirst({ where: { organizationId } })) ??
    (await prisma.integration.create({ data: { organizationId, name: 'Main' } }))
  next += 1
  const data = { organizationId, integrationId, advertiserId, incrementalId: next, slug: randomUUID(), name: 'Boots' }
  const offer = await prisma.offer.create({ data: { ...data, ...more } })
  const page = { organizationId, offerId: offer.id, redirectUrl: 'https://shop.example' }
  await prisma.landingPage.createMany({
    data: [
      { ...page, incrementalId: next * 10 + 1, name: 'Home', isDefault: true },
      { ...page, incrementalId: next * 10 + 2, name: 'Hidden', hideFromPublishers: true },
      { ...page, incrementalId: next * 10 + 3, name: 'Inactive', active: false },
    ],
  })
  return offer
}

async function ask(query: string, key = world.publishers[0].key, status = 200) {
  const reply = await send('GET', `/api/app/link-options?${query}`, { headers: { 'API-KEY': key } })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}
const options = async (query: string, key?: string) => getLinkOptions.response.parse(await ask(query, key))

test('publishers get what their links can name, best domain first', async () => {
  const { organizationId } = world
  const host = (name: string) => `${name}-${organizationId.slice(-6)}.example`
  const { id } = await createOffer({
    primaryDomain: host('z-primary'),
    deepLinkEnabled: true,
    deepLinkHosts: ['shop.example'],
    offerPreviewEnabled: true,
  })
  const domain = (name: string, more: Partial<Prisma.TrackingDomainUncheckedCreateInput> = {}) =>
    prisma.trackingDomain.create({ data: { organizationId, host: host(name), ...more } })
  const primary = host('z-primary')
  await prisma.trackingDomain.create({ data: { organizationId, host: primary } })
  await domain('inactive', { active: false })
  await domain('archived', { archived: true })
  const [standard, mine, theirs] = [
    await domain('standard', { isDefault: true }),
    await domain('mine'),
    await domain('theirs'),
  ]
  const shared = await domain('shared')
  for (const [index, { id: trackingDomainId }] of [mine, theirs].entries()) {
    const where = { organizationId, incrementalId: index + 1 }
    const { id: publisherId } = await prisma.publisher.findFirstOrThrow({ where })
    await prisma.publisherTrackingDomain.create({ data: { organizationId, publisherId, trackingDomainId } })
  }
  const answer = await options(`offer=${id}`)
  expect(answer).toMatchObject({
    offer: { id, name: 'Boots' },
    publisher: { number: 1 },
    obstacle: null,
    hasPreview: true,
    deepLinkHosts: ['shop.example'],
    landingPages: [{ name: 'Home', isDefault: true }],
    campaigns: [{ id: 'spring', name: 'Spring' }],
  })
  expect(answer.addresses.map(({ kind, url }) => [kind, new URL(url).hostname])).toEqual([
    ['primary', primary],
    ['own', mine.host],
    ['default', standard.host],
    ['installation', 'localhost'],
    ['shared', shared.host],
  ])
})

test('admins get any publisher’s, and learn why its clicks wouldn’t count', async () => {
  const { organizationId, admin } = world
  const of = async (offer: { id: string }) => (await options(`offer=${offer.id}&publisher=2`, admin.key)).obstacle
  expect(await of(await createOffer())).toBeNull()
  expect(await of(await createOffer({ active: false }))).toBe('offer_inactive')
  const asked = await createOffer({ visibility: 'Requires_Approval' })
  expect(await of(asked)).toBe('not_approved')
  const { id: publisherId } = await prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 2 } })
  await prisma.offerApproval.create({ data: { organizationId, offerId: asked.id, publisherId, status: 'Approved' } })
  expect(await of(asked)).toBeNull()
  await prisma.landingPage.updateMany({ where: { offerId: asked.id }, data: { active: false } })
  expect(await of(asked)).toBe('no_landing_page')
})

test('only offers and publishers that the caller can see have links', async () => {
  const { id } = await createOffer()
  const hidden = await createOffer({ visibility: 'Private' })
  await ask(`offer=${hidden.id}`, undefined, 404)
  await ask(`offer=${id}&publisher=2`, undefined, 404)
  await ask('offer=nonsense', undefined, 404)
  await ask(`offer=${id}`, world.admin.key, 400)
  await ask('', undefined, 400)
})
