import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Offer, OfferEvent } from '@/lib/database/generated/client'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { makeEvent, makeOffer } from '@/lib/testing/terms'
import { createWorld, type World } from '@/lib/testing/world'
import { customPayouts } from './custom-payouts'

// Contract: PublisherCustomPayout in the Integr8 document, and our decisions about it.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
let world: World
let offer: Offer
let event: OfferEvent

beforeAll(async () => {
  world = await createWorld(database, events)
  offer = await makeOffer(database, world.organizationId, { currency: 'EUR' })
  event = await makeEvent(database, offer)
})

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Options = { status?: number; key?: string; headers?: Record<string, string> }

async function ask(method: Method, path: string, body?: unknown, options: Options = {}) {
  const { status = 200, key = world.admin.key, headers } = options
  const reply = await send(method, `/api/v2/custom-payouts${path}`, { headers: { 'API-KEY': key, ...headers }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}

const list = async (query: string, options: Options = {}) =>
  customPayouts.list.contract.response.parse(await ask('GET', query, undefined, options))
const ids = async (query: string, options: Options = {}) => (await list(query, options)).data.map(({ id }) => id)
const get = async (id: string) => customPayouts.read.contract.response.parse(await ask('GET', `/${id}`)).data
const created = (body: unknown) => customPayouts.create.contract.response.parse(body).created_item_id
/** For an offer of its own, so that it conflicts with no other. */
async function create(more: object = {}, options: Options = {}) {
  const { incrementalId } = await makeOffer(database, world.organizationId)
  return created(
    await ask('POST', '', { publisher_incremental_id: 1, offer_incremental_id: incrementalId, ...more }, options),
  )
}
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})

/** The document's request sample, with IDs that exist. */
const sample = () => ({
  event_incremental_id: event.incrementalId,
  meta: {},
  offer_incremental_id: offer.incrementalId,
  payout: 0,
  payout_percent: 100,
  payout_type: 'Unknown',
  platform: 'Unknown',
  publisher_incremental_id: 1,
  revenue: 0,
  revenue_percent: 100,
  revenue_type: 'Unknown',
})

test('the document’s samples work: create, read, list, update, delete, restore', async () => {
  const id = created(await ask('POST', '', sample()))
  const publisher = await prisma.publisher.findFirstOrThrow({
    where: { organizationId: world.organizationId, incrementalId: 1 },
  })
  expect(await get(id)).toEqual({
    ...sample(),
    id,
    organization: world.organizationId,
    archived: false,
    publisher: { id: publisher.id, incremental_id: 1, name: 'Publisher 1' },
    offer: { id: offer.id, incremental_id: offer.incrementalId, name: 'Shoes' },
    event: { id: event.id, incremental_id: event.incrementalId, name: 'Sale' },
    currency: 'EUR',
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: world.admin.userId,
  })
  expect(await ids(`?filter[publisher_incremental_id][eq_n]=1&filter[id]=${id}`)).toEqual([id])
  expect(await ids(`?filter[publisher_incremental_id][eq_n]=2&filter[id]=${id}`)).toEqual([])

  const update = {
    event_incremental_id: event.incrementalId,
    offer_incremental_id: offer.incrementalId,
    payout: 0,
    payout_percent: 0,
    payout_type: 'Unknown',
    revenue: 0,
    revenue_percent: 0,
    revenue_type: 'Unknown',
  }
  expect(await ask('PATCH', `/${id}`, update)).toEqual({})
  expect(await get(id)).toMatchObject({ ...update, platform: 'Unknown', meta: {} })

  expect(await ask('DELETE', `/${id}`)).toEqual({})
  expect(await ids(`?filter[id]=${id}`)).toEqual([])
  expect(await ids(`?filter[archived]=true&filter[id]=${id}`)).toEqual([id])
  await ask('PATCH', `/${id}`, { archived: false })
  expect(await ids(`?filter[id]=${id}`)).toEqual([id])
  const log = await prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(log.map(({ action, entity }) => `${action} ${entity}`)).toEqual(
    ['create', 'update', 'archive', 'restore'].map((action) => `${action} customPayout`),
  )
  await ask('DELETE', `/${id}`)
})

test('the smallest body, other types, exact amounts, migration data, and forms', async () => {
  const least = await create()
  expect(await get(least)).toMatchObject({
    event_incremental_id: null,
    event: null,
    payout_type: 'Unknown',
    payout: 0,
    payout_percent: 0,
    revenue_type: 'Unknown',
    platform: 'Unknown',
    meta: {},
  })
  const meta = { affise_id: 'a-1', tiers: [1, { deep: true }] }
  const both = await create({
    payout_type: 'CPAxCPS',
    payout: '1.234567',
    payout_percent: 12.5,
    revenue_type: 'RPAxRPS',
    revenue: 999_999_999_999,
    revenue_percent: '0.000001',
    platform: 'Affise',
    meta,
  })
  expect(await get(both)).toMatchObject({ payout: 1.234567, payout_percent: 12.5, platform: 'Affise', meta })
  const { payout, revenuePercent } = await prisma.customPayout.findUniqueOrThrow({ where: { id: both } })
  expect([payout.toFixed(), revenuePercent.toFixed()]).toEqual(['1.234567', '0.000001'])

  const { incrementalId } = await makeOffer(database, world.organizationId)
  const form = `publisher_incremental_id=2&offer_incremental_id=${incrementalId}&payout_type=PRV&payout_percent=70&meta[old_id]=7`
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const id = created(await ask('POST', '', form, { headers }))
  expect(await get(id)).toMatchObject({ publisher_incremental_id: 2, payout_type: 'PRV', payout_percent: 70 })
  expect((await get(id)).meta).toEqual({ old_id: '7' })
})

describe('types only have the amounts that they use', () => {
  test.each([
    ['CPA', { payout: 5 }, { payout_percent: 5 }],
    ['CPC', { payout: 5 }, { payout_percent: 5 }],
    ['CPM', { payout: 5 }, { payout_percent: 5 }],
    ['CPS', { payout_percent: 5 }, { payout: 5 }],
    ['PRV', { payout_percent: 100 }, { payout: 5 }],
  ])('payout type %s', async (payout_type, right, wrong) => {
    await create({ payout_type, ...right })
    const { incrementalId } = offer
    const body = { publisher_incremental_id: 1, offer_incremental_id: incrementalId, payout_type, ...right, ...wrong }
    const [field = ''] = Object.keys(wrong)
    expect(await ask('POST', '', body, { status: 400 })).toMatchObject(fault(field, /must be 0 for /))
  })

  test.each([
    ['RPA', { revenue: 5 }, { revenue_percent: 5 }],
    ['RPC', { revenue: 5 }, { revenue_percent: 5 }],
    ['RPM', { revenue: 5 }, { revenue_percent: 5 }],
    ['RPS', { revenue_percent: 5 }, { revenue: 5 }],
  ])('revenue type %s', async (revenue_type, right, wrong) => {
    const id = await create({ revenue_type, ...right })
    const [field = ''] = Object.keys(wrong)
    // What counts is what the change results in.
    expect(await ask('PATCH', `/${id}`, wrong, { status: 400 })).toMatchObject(fault(field, /must be 0 for /))
    await ask('PATCH', `/${id}`, { revenue_type: 'RPAxRPS', ...wrong })
  })
})

test.each([
  [{ publisher_incremental_id: undefined }, 'publisher_incremental_id', /must be an ID/],
  [{ publisher_incremental_id: 99 }, 'publisher_incremental_id', /No publisher with the ID 99/],
  [{ offer_incremental_id: undefined }, 'offer_incremental_id', /must be an ID/],
  [{ offer_incremental_id: 0 }, 'offer_incremental_id', /must be an ID/],
  [{ offer_incremental_id: 99 }, 'offer_incremental_id', /No offer with the ID 99/],
  [{ event_incremental_id: 99 }, 'event_incremental_id', /No offer event with the ID 99/],
  [{ payout: -1 }, 'payout', /0 or more/],
  [{ payout: 'cheap' }, 'payout', /amount/],
  [{ payout_percent: 100.1 }, 'payout_percent', /from 0 to 100/],
  [{ revenue_percent: 101 }, 'revenue_percent', /from 0 to 100/],
  [{ payout_type: 'RPA' }, 'payout_type', /one of Unknown, CPA/],
  [{ revenue_type: 'CPA' }, 'revenue_type', /one of Unknown, RPA/],
  [{ platform: 'Tune' }, 'platform', /one of Unknown, HasOffers/],
  [{ meta: 'x' }, 'meta', /object/],
  [{ currency_code: 'EUR' }, 'currency_code', /isn’t recognized/],
])('a custom payout can’t be created with %j', async (wrong, field, message) => {
  const body = { publisher_incremental_id: 1, offer_incremental_id: offer.incrementalId, ...wrong }
  expect(await ask('POST', '', body, { status: 400 })).toMatchObject(fault(field, message))
})

test('migration data has at most 10,000 characters', async () => {
  const body = { publisher_incremental_id: 1, offer_incremental_id: offer.incrementalId }
  expect(await ask('POST', '', { ...body, meta: { x: 'x'.repeat(10_000) } }, { status: 400 })).toMatchObject(
    fault('meta', /10000 characters/),
  )
})

describe('what it’s for', () => {
  test('isn’t archived, and the event is the offer’s', async () => {
    const { organizationId } = world
    const gone = await makeOffer(database, organizationId, { archived: true })
    const goneEvent = await makeEvent(database, offer, { archived: true })
    const gonePublisher = await prisma.publisher.create({
      data: { organizationId, incrementalId: 77, slug: 'gone', name: 'Gone', archived: true },
    })
    const other = await makeOffer(database, organizationId)
    const body = { publisher_incremental_id: 1, offer_incremental_id: offer.incrementalId }
    for (const [wrong, field, message] of [
      [{ offer_incremental_id: gone.id }, 'offer_incremental_id', /isn’t archived/],
      [{ publisher_incremental_id: gonePublisher.id }, 'publisher_incremental_id', /isn’t archived/],
      [{ event_incremental_id: goneEvent.id }, 'event_incremental_id', /one of the offer’s events/],
      [{ offer_incremental_id: other.id, event_incremental_id: event.id }, 'event_incremental_id', /of the offer’s/],
    ] as const)
      expect(await ask('POST', '', { ...body, ...wrong }, { status: 400 })).toMatchObject(fault(field, message))

    const id = await create()
    const wrong = { event_incremental_id: event.incrementalId }
    expect(await ask('PATCH', `/${id}`, wrong, { status: 400 })).toMatchObject(
      fault('event_incremental_id', /one of the offer’s/),
    )
    await ask('PATCH', `/${id}`, { ...wrong, offer_incremental_id: offer.id })
    await ask('PATCH', `/${id}`, { event_incremental_id: null })
    expect(await get(id)).toMatchObject({ offer: { id: offer.id }, event: null })
    await ask('DELETE', `/${id}`)
  })

  test('stays the same publisher', async () => {
    const id = await create()
    await ask('PATCH', `/${id}`, { publisher_incremental_id: 1, payout: 1 })
    expect(await ask('PATCH', `/${id}`, { publisher_incremental_id: 2 }, { status: 400 })).toMatchObject(
      fault('publisher_incremental_id', /can’t be changed/),
    )
  })

  test('has one custom payout that isn’t archived', async () => {
    const one = await makeOffer(database, world.organizationId)
    const sale = await makeEvent(database, one)
    const body = { publisher_incremental_id: 1, offer_incremental_id: one.id }
    const first = created(await ask('POST', '', body))
    expect(await ask('POST', '', body, { status: 402 })).toMatchObject(
      fault('offer_incremental_id', /already has a custom payout/),
    )
    const ofEvent = { ...body, event_incremental_id: sale.id }
    await ask('POST', '', ofEvent)
    expect(await ask('POST', '', ofEvent, { status: 402 })).toMatchObject(fault('event_incremental_id', /already has/))
    await ask('POST', '', { ...body, publisher_incremental_id: 2 })
    await ask('DELETE', `/${first}`)
    await ask('POST', '', body)
    expect(await ask('PATCH', `/${first}`, { archived: false }, { status: 402 })).toMatchObject(
      fault('offer_incremental_id', /already has/),
    )
    await prisma.offer.update({ where: { id: one.id }, data: { archived: true } })
    expect(await ask('PATCH', `/${first}`, { archived: false }, { status: 402 })).toMatchObject(
      fault('offer_incremental_id', /isn’t archived/),
    )
  })
})

test('lists filter and sort by fields of the offer, publisher, and event too', async () => {
  const dear = await create({ payout_type: 'CPA', payout: 20, publisher_incremental_id: 2 })
  const cheap = await create({ payout_type: 'CPA', payout: '10.000001' })
  const both = `filter[id][in]=${dear},${cheap}`
  expect(await ids(`?${both}&filter[payout][gt]=10.000001`)).toEqual([dear])
  expect(await ids(`?${both}&sort=payout`)).toEqual([cheap, dear])
  expect(await ids(`?${both}&sort=-publisher_incremental_id`)).toEqual([dear, cheap])
  expect(await ids(`?${both}&filter[publisher_incremental_id]=2`)).toEqual([dear])
  expect(await ids(`?${both}&filter[currency]=EUR`)).toEqual([])
  expect(await ids(`?${both}&filter[event_incremental_id][ne]=${event.incrementalId}&page[size]=1`)).toHaveLength(1)
  expect(await ask('GET', '?filter[meta]=x', undefined, { status: 400 })).toMatchObject(
    fault('filter[meta]', /isn’t recognized/),
  )
})

test('bulk delete archives all or none, and names what doesn’t exist', async () => {
  const [a, b, unknown] = [await create(), await create(), randomUUID()]
  expect(await ask('DELETE', '/bulk', { data: [a, unknown] }, { status: 400 })).toMatchObject(
    fault('data.1', new RegExp(unknown)),
  )
  expect((await get(a)).archived).toBe(false)
  expect(await ask('DELETE', '/bulk', { data: [a, b] })).toEqual({})
  expect([(await get(a)).archived, (await get(b)).archived]).toEqual([true, true])
})

test('If-Match refuses changes to what changed since', async () => {
  const id = await create()
  const headers = { 'If-Match': (await get(id)).updated_at }
  await ask('PATCH', `/${id}`, { payout: 1 }, { headers })
  await ask('PATCH', `/${id}`, { payout: 2 }, { headers, status: 412 })
  await ask('DELETE', `/${id}`, undefined, { headers, status: 412 })
  expect(await get(id)).toMatchObject({ payout: 1, archived: false })
})

test('account managers change those of publishers that they can edit', async () => {
  const [one, two] = [await create(), await create({ publisher_incremental_id: 2 })]
  const { key } = await world.accountManager({ publisherManagerAccess: 'Limited' }, { publishers: [1] })
  await ask('PATCH', `/${one}`, { payout: 1 }, { key })
  expect(await ask('PATCH', `/${two}`, { payout: 1 }, { key, status: 403 })).toMatchObject({
    error: { message: expect.stringContaining(': 2.') },
  })
  await ask('DELETE', '/bulk', { data: [one, two] }, { key, status: 403 })
  expect((await get(one)).archived).toBe(false)
  const theirs = { publisher_incremental_id: 2, offer_incremental_id: offer.id }
  await ask('POST', '', theirs, { key, status: 403 })
  const restricted = await world.accountManager({}, { publishers: [1] })
  expect(await ids(`?filter[id][in]=${one},${two}`, { key: restricted.key })).toEqual([one])
  await ask('GET', '', undefined, { key: world.publishers[0].key, status: 403 })
})
