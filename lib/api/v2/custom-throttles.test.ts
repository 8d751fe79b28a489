import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Offer } from '@/lib/database/generated/client'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { makeOffer } from '@/lib/testing/terms'
import { createWorld, type World } from '@/lib/testing/world'
import { allCustomThrottles, customThrottleOperations } from './custom-throttles'

// Contract: PublisherCustomThrottle in the Integr8 document, and our decisions about it.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
let world: World
let offer: Offer

beforeAll(async () => {
  world = await createWorld(database, events)
  offer = await makeOffer(database, world.organizationId)
})

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Options = { status?: number; key?: string; headers?: Record<string, string>; publisher?: string }

async function ask(method: Method, path: string, body?: unknown, options: Options = {}) {
  const { status = 200, key = world.admin.key, headers, publisher = '1' } = options
  const url = `/api/v2/publishers/${publisher}/custom-throttles${path}`
  const reply = await send(method, url, { headers: { 'API-KEY': key, ...headers }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}

const { list, read } = customThrottleOperations
const ids = async (query: string, options: Options = {}) =>
  list.contract.response.parse(await ask('GET', query, undefined, options)).data.map(({ id }) => id)
const get = async (id: string) => read.contract.response.parse(await ask('GET', `/${id}`)).data
const one = z.strictObject({ created_item_id: z.string() })
const many = z.strictObject({ created_item_ids: z.array(z.string()) })
const create = async (more: object = {}) => one.parse(await ask('POST', '', { ...least(), ...more })).created_item_id
const least = () => ({
  publisher_incremental_id: 1,
  offer_incremental_id: offer.incrementalId,
  throttle_percentage: 10,
})
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})

/** The document's request samples, with IDs that exist. */
const sampleToCreate = () => ({
  active: false,
  additional_filters: {},
  offer_incremental_id: offer.incrementalId,
  publisher_incremental_id: 1,
  throttle_percentage: 100,
  throttle_status: 'Rejected',
})
const sampleToUpdate = () => ({
  active: true,
  additional_filters: {},
  offer_incremental_id: offer.incrementalId,
  throttle_percentage: 0,
  throttle_status: 'Rejected',
})

test('the document’s samples work: create, get, list, update, delete, restore', async () => {
  const id = await create(sampleToCreate())
  expect(await get(id)).toEqual({
    ...sampleToCreate(),
    id,
    organization: world.organizationId,
    archived: false,
    publisher: { id: expect.any(String), incremental_id: 1, name: 'Publisher 1' },
    offer: { id: offer.id, incremental_id: offer.incrementalId, name: 'Shoes' },
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: world.admin.userId,
  })
  expect(await ids(`?filter[throttle_percentage][gte]=100&filter[id]=${id}`)).toEqual([id])
  expect(await ids(`?filter[id]=${id}`, { publisher: '2' })).toEqual([])
  expect(await ask('PATCH', `/${id}`, sampleToUpdate())).toEqual({})
  expect(await get(id)).toMatchObject(sampleToUpdate())
  expect(await ask('DELETE', `/${id}`)).toEqual({})
  expect(await ids(`?filter[id]=${id}`)).toEqual([])
  expect(await ids(`?filter[archived]=true&filter[id]=${id}`)).toEqual([id])
  await ask('PATCH', `/${id}`, { archived: false })
  const log = await prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(log.map(({ action, entity }) => `${action} ${entity}`)).toEqual(
    ['create', 'activate', 'archive', 'restore'].map((action) => `${action} customThrottle`),
  )
})

test('defaults, filters by sub ID, and forms', async () => {
  expect(await get(await create())).toMatchObject({ active: false, throttle_status: 'Pending', additional_filters: {} })
  const additional_filters = { sub_id: { include: ['a', 'b'] }, sub_id_6: { include: [], exclude: ['x-1'] } }
  const id = await create({ additional_filters })
  const stored = { sub_id: { include: ['a', 'b'], exclude: [] }, sub_id_6: { include: [], exclude: ['x-1'] } }
  expect((await get(id)).additional_filters).toEqual(stored)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const form = `publisher_incremental_id=1&offer_incremental_id=${offer.incrementalId}&throttle_percentage=5`
  const filter = '&active=1&additional_filters[sub_id][include][]=a&additional_filters[sub_id][include][]=b'
  const made = one.parse(await ask('POST', '', form + filter, { headers })).created_item_id
  expect(await get(made)).toMatchObject({ active: true, throttle_percentage: 5 })
  expect((await get(made)).additional_filters).toEqual({ sub_id: { include: ['a', 'b'], exclude: [] } })
})

describe('an array', () => {
  test('creates all, in order', async () => {
    const body = [7, 8, 9].map((throttle_percentage) => ({ ...least(), throttle_percentage }))
    const { created_item_ids: made } = many.parse(await ask('POST', '', body))
    expect(await Promise.all(made.map(async (id) => (await get(id)).throttle_percentage))).toEqual([7, 8, 9])
    expect(many.parse(await ask('POST', '', [least()])).created_item_ids).toHaveLength(1)
  })

  test('creates all or none, and names the item at fault', async () => {
    const gone = await makeOffer(database, world.organizationId, { archived: true })
    const before = await prisma.customThrottle.count()
    for (const [wrong, field, message] of [
      [{ throttle_percentage: 101 }, '1.throttle_percentage', /from 0 to 100/],
      [{ offer_incremental_id: 99 }, '1.offer_incremental_id', /No offer with the ID 99/],
      [{ offer_incremental_id: gone.id }, '1.offer_incremental_id', /isn’t archived/],
      [{ publisher_incremental_id: 2 }, '1.publisher_incremental_id', /publisher in the path: 1/],
      [{ percentage: 1 }, '1.percentage', /isn’t recognized/],
    ] as const)
      expect(await ask('POST', '', [least(), { ...least(), ...wrong }], { status: 400 })).toMatchObject(
        fault(field, message),
      )
    expect(await ask('POST', '', [], { status: 400 })).toMatchObject(fault('body', /at least one item/))
    expect(await ask('POST', '', 'x'.repeat(3), { status: 400 })).toMatchObject({ error: { code: 'bad_request' } })
    expect(await ask('POST', '', '"text"', { status: 400 })).toMatchObject(
      fault('body', /must be an object or an array/),
    )
    expect(await prisma.customThrottle.count()).toBe(before)
  })
})

test.each([
  [{ publisher_incremental_id: 2 }, 'publisher_incremental_id', /publisher in the path: 1/],
  [{ publisher_incremental_id: 99 }, 'publisher_incremental_id', /No publisher/],
  [{ offer_incremental_id: 99 }, 'offer_incremental_id', /No offer with the ID 99/],
  [{ throttle_percentage: undefined }, 'throttle_percentage', /required|whole number/],
  [{ throttle_percentage: 100.5 }, 'throttle_percentage', /whole number from 0 to 100/],
  [{ throttle_percentage: -1 }, 'throttle_percentage', /from 0 to 100/],
  [{ throttle_status: 'Approved' }, 'throttle_status', /one of Rejected, Pending/],
  [{ active: 'yes' }, 'active', /true or false/],
  [{ additional_filters: { sub_id_7: {} } }, 'additional_filters.sub_id_7', /isn’t recognized/],
  [{ additional_filters: { sub_id: { include: ['a b'] } } }, 'additional_filters.sub_id.include.0', /letters/],
  [{ additional_filters: { sub_id: { only: ['a'] } } }, 'additional_filters.sub_id.only', /isn’t recognized/],
  [{ chance: 5 }, 'chance', /isn’t recognized; use .*throttle_percentage/],
])('a custom throttle can’t be created with %j', async (wrong, field, message) => {
  expect(await ask('POST', '', { ...least(), ...wrong }, { status: 400 })).toMatchObject(fault(field, message))
})

test('the offer isn’t archived, not when it’s restored either', async () => {
  const gone = await makeOffer(database, world.organizationId, { archived: true })
  const body = { offer_incremental_id: gone.id }
  expect(await ask('POST', '', { ...least(), ...body }, { status: 400 })).toMatchObject(
    fault('offer_incremental_id', /isn’t archived/),
  )
  const id = await create()
  await ask('PATCH', `/${id}`, body, { status: 400 })
  await ask('DELETE', `/${id}`)
  await prisma.customThrottle.update({ where: { id }, data: { offerId: gone.id } })
  expect(await ask('PATCH', `/${id}`, { archived: false }, { status: 402 })).toMatchObject(
    fault('offer_incremental_id', /isn’t archived/),
  )
})

test('bulk verbs change all or none, of this publisher only', async () => {
  const [a, b, unknown] = [await create(), await create(), randomUUID()]
  expect(await ask('PATCH', '/bulk', { active: true, data: [a, b] })).toEqual({})
  expect([(await get(a)).active, (await get(b)).active]).toEqual([true, true])
  expect(await ask('PATCH', '/bulk', { active: false, data: [a, unknown] }, { status: 400 })).toMatchObject(
    fault('data.1', new RegExp(unknown)),
  )
  await ask('PATCH', '/bulk', { active: false, data: [a] }, { status: 400, publisher: '2' })
  expect((await get(a)).active).toBe(true)
  expect(await ask('DELETE', '/bulk', { data: [a, b] })).toEqual({})
  expect([(await get(a)).archived, (await get(b)).archived]).toEqual([true, true])
})

test('If-Match refuses changes to what changed since', async () => {
  const id = await create()
  const headers = { 'If-Match': (await get(id)).updated_at }
  await ask('PATCH', `/${id}`, { active: true }, { headers })
  await ask('PATCH', `/${id}`, { throttle_percentage: 20 }, { headers, status: 412 })
  await ask('DELETE', `/${id}`, undefined, { headers, status: 412 })
  expect(await get(id)).toMatchObject({ throttle_percentage: 10, archived: false })
})

test('account managers change those of publishers that they can edit, and publishers see none', async () => {
  const id = await create()
  const { key } = await world.accountManager({ publisherManagerAccess: 'Limited' }, { publishers: [2] })
  await ask('GET', `/${id}`, undefined, { key })
  await ask('PATCH', `/${id}`, { active: true }, { key, status: 403 })
  await ask('POST', '', least(), { key, status: 403 })
  await ask('POST', '', { ...least(), publisher_incremental_id: 2 }, { key, publisher: '2' })
  const restricted = await world.accountManager({}, { publishers: [2] })
  await ask('GET', '', undefined, { key: restricted.key, status: 404 })
  await ask('GET', '', undefined, { key: world.publishers[0].key, status: 403 })
})

describe('those of all publishers', () => {
  async function all(method: Method, path: string, body?: unknown, { status = 200, key, headers }: Options = {}) {
    const url = `/api/v2/custom-throttles${path}`
    const reply = await send(method, url, { headers: { 'API-KEY': key ?? world.admin.key, ...headers }, body })
    expect(reply.status, JSON.stringify(reply.body)).toBe(status)
    return reply.body
  }
  const found = async (query: string, options: Options = {}) =>
    allCustomThrottles.list.contract.response.parse(await all('GET', query, undefined, options)).data

  test('are listed by offer, read, and changed, also several of different publishers at once', async () => {
    const { id: offerId, incrementalId } = await makeOffer(database, world.organizationId)
    const body = { offer_incremental_id: offerId, throttle_percentage: 10 }
    const first = await create({ ...body, publisher_incremental_id: 1 })
    const second = one.parse(
      await ask('POST', '', { ...body, publisher_incremental_id: 2 }, { publisher: '2' }),
    ).created_item_id
    await create()
    const query = `?filter[offer_incremental_id]=${incrementalId}&sort=created_at`
    expect((await found(query)).map(({ id, publisher }) => [id, publisher.incremental_id])).toEqual([
      [first, 1],
      [second, 2],
    ])
    expect((await found(`${query}&filter[publisher_incremental_id]=2`)).map(({ id }) => id)).toEqual([second])
    expect(await all('PATCH', '/bulk', { active: true, data: [first, second] })).toEqual({})
    expect((await found(query)).map(({ active }) => active)).toEqual([true, true])
    const { updated_at: since } = allCustomThrottles.read.contract.response.parse(await all('GET', `/${first}`)).data
    await all('PATCH', `/${first}`, { throttle_percentage: 20 }, { headers: { 'If-Match': since } })
    await all('PATCH', `/${first}`, { throttle_percentage: 30 }, { headers: { 'If-Match': since }, status: 412 })
    expect((await get(first)).throttle_percentage).toBe(20)
    await all('DELETE', '/bulk', { data: [first, second] })
    expect(await found(query)).toEqual([])
  })

  test('are only those of publishers that account managers see, and publishers see none', async () => {
    const { id: offerId, incrementalId } = await makeOffer(database, world.organizationId)
    const id = await create({ offer_incremental_id: offerId })
    const query = `?filter[offer_incremental_id]=${incrementalId}`
    const limited = await world.accountManager({ publisherManagerAccess: 'Limited' }, { publishers: [2] })
    expect(await found(query, limited)).toHaveLength(1)
    await all('PATCH', '/bulk', { active: true, data: [id] }, { key: limited.key, status: 403 })
    const restricted = await world.accountManager({}, { publishers: [2] })
    expect(await found(query, restricted)).toEqual([])
    await all('PATCH', '/bulk', { active: true, data: [id] }, { key: restricted.key, status: 400 })
    await all('GET', query, undefined, { key: world.publishers[0].key, status: 403 })
  })
})
