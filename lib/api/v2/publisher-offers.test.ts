import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Prisma } from '@/lib/database/generated/client'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { publisherOffers } from './publisher-offers'

// What publishers see of offers: those they can run or apply to, with what they're paid, and for which visitors, and never revenue or fraud filters.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
let world: World
let integrationId: string
let next = 0

beforeAll(async () => {
  world = await createWorld(database, events)
  const { organizationId } = world
  integrationId = (await prisma.integration.create({ data: { organizationId, name: 'Main' } })).id
})

const idOf = async (kind: 'advertiser' | 'publisher', incrementalId: number) => {
  const query = { where: { organizationId: world.organizationId, incrementalId } }
  const found =
    kind === 'advertiser' ? prisma.advertiser.findFirstOrThrow(query) : prisma.publisher.findFirstOrThrow(query)
  return (await found).id
}

async function createOffer(more: Partial<Prisma.OfferUncheckedCreateInput> = {}): Promise<string> {
  const { organizationId } = world
  const advertiserId = await idOf('advertiser', 1)
  next += 1
  const data = { organizationId, integrationId, advertiserId, incrementalId: next, slug: randomUUID(), name: 'Boots' }
  return (await prisma.offer.create({ data: { ...data, ...more } })).id
}

async function approve(offerId: string, publisher: number, more: { status?: 'Pending' | 'Rejected' } = {}) {
  const { organizationId } = world
  const publisherId = await idOf('publisher', publisher)
  await prisma.offerApproval.create({ data: { organizationId, offerId, publisherId, status: 'Approved', ...more } })
}

async function ask(path: string, { key = world.publishers[0].key, status = 200, of = world.organizationId } = {}) {
  const reply = await send('GET', `/api/v2/organizations/${of}/offers${path}`, { headers: { 'API-KEY': key } })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}
const list = async (query = '', options = {}) =>
  publisherOffers.list.contract.response.parse(await ask(query, options)).data.map(({ id }) => id)
const get = async (id: string) => publisherOffers.read.contract.response.parse(await ask(`/${id}`)).data

describe('publishers', () => {
  test('see the offers they can run or apply to', async () => {
    const offer = {
      open: await createOffer(),
      applied: await createOffer({ visibility: 'Requires_Approval' }),
      given: await createOffer({ visibility: 'Private' }),
      theirs: await createOffer({ visibility: 'Private' }),
      asked: await createOffer({ visibility: 'Private' }),
      inactive: await createOffer({ active: false }),
      archived: await createOffer({ archived: true }),
      closed: await createOffer({ advertiserId: await idOf('advertiser', 3) }),
    }
    await prisma.advertiser.update({ where: { id: await idOf('advertiser', 3) }, data: { active: false } })
    await approve(offer.applied, 1, { status: 'Pending' })
    await approve(offer.given, 1)
    await approve(offer.theirs, 2)
    await approve(offer.asked, 1, { status: 'Rejected' })
    const visible = [offer.open, offer.applied, offer.given]
    expect(await list()).toEqual(visible)
    for (const id of Object.values(offer)) await ask(`/${id}`, { status: visible.includes(id) ? 200 : 404 })
    expect(await get(offer.open)).toMatchObject({ approval: null })
    expect(await get(offer.applied)).toMatchObject({ approval: { status: 'Pending' } })
    expect(await list('', { key: world.publishers[1].key })).toEqual([offer.open, offer.applied, offer.theirs])
  })

  test('see exactly what’s theirs to see', async () => {
    const { organizationId } = world
    const id = await createOffer({
      name: 'SECRET-FREE',
      categories: ['Shoes'],
      payoutType: 'CPA',
      payout: 5,
      revenue: 987_001,
      revenuePercent: 0,
      fallbackUrl: 'https://secret.example',
      targetingSimpleEnabled: true,
      simpleTargeting: { country: { include: ['DE'], exclude: [] } },
      restrictionNote: 'No coupons',
      termsAndConditions: 'Terms',
      termsAndConditionsEnabled: true,
      externalId: 'secret',
    })
    const part = { organizationId, offerId: id }
    const registration = { ...part, incrementalId: 71, name: 'Registration', payout: 2, revenue: 987_002 }
    const { id: event } = await prisma.offerEvent.create({ data: registration })
    await prisma.offerEvent.create({ data: { ...registration, incrementalId: 72, name: 'secret', active: false } })
    const pages = { ...part, redirectUrl: 'https://secret.example' }
    const home = { ...pages, incrementalId: 81, name: 'Home', previewUrl: 'https://shop.example', isDefault: true }
    const { id: page } = await prisma.landingPage.create({ data: home })
    await prisma.landingPage.createMany({
      data: [
        { ...pages, incrementalId: 82, name: 'secret hidden', hideFromPublishers: true },
        { ...pages, incrementalId: 83, name: 'secret inactive', active: false },
        { ...pages, incrementalId: 84, name: 'secret archived', archived: true },
      ],
    })
    const fraudGroup = await prisma.fraudFilterGroup.create({ data: { organizationId, name: 'secret filters' } })
    await prisma.offerFraudFilterGroup.create({ data: { ...part, fraudFilterGroupId: fraudGroup.id } })
    const tag = await prisma.tag.create({ data: { organizationId, name: 'secret tag' } })
    await prisma.offerTag.create({ data: { ...part, tagId: tag.id } })

    const answer = await get(id)
    expect(JSON.stringify(answer)).not.toMatch(/secret|98700|revenue|fraud/)
    const paid = (payout: number) => ({ payout_type: 'CPA', payout, payout_percent: 0, is_custom: false })
    expect(answer).toMatchObject({
      restriction_note: 'No coupons',
      terms_and_conditions: 'Terms',
      terms_version: 1,
      targeting: { country: { include: ['DE'], exclude: [] } },
      payout: paid(5),
      events: [{ id: event, incremental_id: 71, name: 'Registration', description: '', payout: paid(2) }],
      landing_pages: [
        { id: page, incremental_id: 81, name: 'Home', preview_url: 'https://shop.example', is_default: true },
      ],
    })
    expect(await list('?filter[categories]=Shoes&q=secret-free')).toEqual([id])
    for (const secret of ['default_payout.revenue', 'revenue', 'fallback_url', 'targeting_group_id', 'external_id']) {
      await ask(`?filter[${secret}]=1`, { status: 400 })
      await ask(`?sort=${secret}`, { status: 400 })
    }
  })

  test('see what they’re paid themselves', async () => {
    const { organizationId } = world
    const offerId = await createOffer({ payout: 5 })
    const event = { organizationId, offerId, name: 'Sale', payout: 2 }
    const [first, second] = [
      await prisma.offerEvent.create({ data: { ...event, incrementalId: 91 } }),
      await prisma.offerEvent.create({ data: { ...event, incrementalId: 92 } }),
    ]
    const payouts = async () => {
      const offer = await get(offerId)
      return [offer.payout, ...offer.events.map(({ payout }) => payout)].map((one) => one.payout_percent || one.payout)
    }
    const custom = (publisherId: string, more: object) =>
      prisma.customPayout.create({ data: { organizationId, offerId, publisherId, payoutType: 'CPA', ...more } })
    const [mine, theirs] = [await idOf('publisher', 1), await idOf('publisher', 2)]
    await custom(theirs, { payout: 99 })
    await custom(mine, { payout: 98, archived: true })
    await custom(mine, { offerEventId: second.id, payout: 97, payoutType: 'Unknown' })
    expect(await payouts()).toEqual([5, 2, 2])
    await custom(mine, { offerEventId: first.id, payoutType: 'CPS', payoutPercent: 12.5 })
    expect(await payouts()).toEqual([5, 12.5, 2])
    await custom(mine, { payout: 7 })
    expect(await payouts()).toEqual([7, 12.5, 7])
  })

  test('see what’s left of the caps that apply to them', async () => {
    const { organizationId } = world
    const offerId = await createOffer()
    const [mine, theirs] = [await idOf('publisher', 1), await idOf('publisher', 2)]
    const cap = { organizationId, offerId, metric: 'Clicks', period: 'Total', limit: 100 } as const
    const whole = await prisma.cap.create({ data: cap })
    await prisma.capWindow.create({ data: { organizationId, capId: whole.id, start: new Date(0), used: 30 } })
    await prisma.cap.create({ data: { ...cap, publisherId: mine, subId: 'a', metric: 'Payout', limit: 5.5 } })
    await prisma.cap.createMany({
      data: [
        { ...cap, publisherId: theirs },
        { ...cap, metric: 'Revenue' },
        { ...cap, active: false },
        { ...cap, archived: true },
      ],
    })
    const shown = { period: 'Total', resets_at: null }
    expect((await get(offerId)).caps).toEqual([
      { ...shown, sub_id: null, metric: 'Clicks', limit: 100, remaining: 70 },
      { ...shown, sub_id: 'a', metric: 'Payout', limit: 5.5, remaining: 5.5 },
    ])
  })

  test('find the offers they can run, wait for, and can apply to', async () => {
    const name = 'Access'
    const offers = {
      open: await createOffer({ name }),
      free: await createOffer({ name, visibility: 'Requires_Approval' }),
      refused: await createOffer({ name, visibility: 'Requires_Approval' }),
      asked: await createOffer({ name, visibility: 'Requires_Approval' }),
      given: await createOffer({ name, visibility: 'Requires_Approval' }),
    }
    await approve(offers.free, 2)
    await approve(offers.refused, 1, { status: 'Rejected' })
    await approve(offers.asked, 1, { status: 'Pending' })
    await approve(offers.given, 1)
    const expected = {
      can_run: [offers.open, offers.given],
      waiting: [offers.asked],
      can_apply: [offers.free, offers.refused],
    }
    for (const [access, ids] of Object.entries(expected)) {
      expect(await list(`?q=Access&filter[access]=${access}`)).toEqual(ids)
      for (const id of ids) expect(await get(id)).toMatchObject({ access })
    }
    await ask('?filter[access]=always', { status: 400 })
  })

  test('find offers by their own payout type, and by the countries that they’re for', async () => {
    const { organizationId } = world
    const name = 'Elsewhere'
    const targeted = (country: object) => ({ name, targetingSimpleEnabled: true, simpleTargeting: { country } })
    const group = { name: 'Only DE', targeting: { country: { include: ['DE'], exclude: [] } } }
    const { id: targetingGroupId } = await prisma.targetingGroup.create({ data: { organizationId, ...group } })
    const everyone = await createOffer({ name, payoutType: 'CPC' })
    const german = await createOffer({ payoutType: 'CPC', ...targeted({ include: ['DE'], exclude: [] }) })
    const notGerman = await createOffer({ payoutType: 'CPC', ...targeted({ include: [], exclude: ['DE'] }) })
    const grouped = await createOffer({ name, targetingGroupId })
    const mobile = await createOffer({
      ...targeted({ include: ['FR'], exclude: [] }),
      targetingSimpleEnabled: false,
      simpleTargeting: { device: { include: ['Mobile'], exclude: [] } },
    })
    const publisherId = await idOf('publisher', 1)
    await prisma.customPayout.create({ data: { organizationId, offerId: german, publisherId, payoutType: 'CPA' } })
    expect(await list('?q=Elsewhere&filter[allowed_country]=de')).toEqual([everyone, german, grouped, mobile])
    expect(await list('?q=Elsewhere&filter[allowed_country]=FR')).toEqual([everyone, notGerman, mobile])
    expect(await list('?q=Elsewhere&filter[payout_type]=CPC')).toEqual([everyone, notGerman])
    expect(await list('?q=Elsewhere&filter[payout_type]=CPA')).toEqual([german, grouped, mobile])
    await ask('?filter[allowed_country]=Germany', { status: 400 })
  })

  test('only reach their own organization’s, and nothing the network sees', async () => {
    const { slug } = await prisma.organization.findUniqueOrThrow({ where: { id: world.organizationId } })
    await ask('', { of: slug })
    const other = await createWorld(database, events)
    await ask('', { of: other.organizationId, status: 404 })
    const id = await createOffer()
    const offers = `/api/v2/integrations/${integrationId}/offers`
    for (const path of [offers, `${offers}/${id}`, `${offers}/${id}/events`, `${offers}/${id}/landing-pages`]) {
      const reply = await send('GET', path, { headers: { 'API-KEY': world.publishers[0].key } })
      expect(reply).toMatchObject({
        status: 403,
        body: { error: { message: expect.stringContaining(`/api/v2/organizations/${slug}/offers`) } },
      })
    }
  })
})

test('others have no offers of their own', async () => {
  await ask('', { key: world.admin.key, status: 403 })
})
