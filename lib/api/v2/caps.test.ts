import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Offer } from '@/lib/database/generated/client'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { makeOffer } from '@/lib/testing/terms'
import { createWorld, type World } from '@/lib/testing/world'
import { caps } from './caps'

// Contract: caps of offers, in the style of the Integr8 document.

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
type Options = { status?: number; key?: string; headers?: Record<string, string>; of?: Offer }

async function ask(method: Method, path: string, body?: unknown, options: Options = {}) {
  const { status = 200, key = world.admin.key, headers, of = offer } = options
  const url = `/api/v2/integrations/${of.integrationId}/offers/${of.incrementalId}/caps${path}`
  const reply = await send(method, url, { headers: { 'API-KEY': key, ...headers }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}

const ids = async (query: string, options: Options = {}) =>
  caps.list.contract.response.parse(await ask('GET', query, undefined, options)).data.map(({ id }) => id)
const get = async (id: string) => caps.read.contract.response.parse(await ask('GET', `/${id}`)).data
const least = { metric: 'Clicks', period: 'Day', limit: 100 }
const create = async (more: object = {}, options: Options = {}) =>
  caps.create.contract.response.parse(await ask('POST', '', { ...least, ...more }, options)).created_item_id
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})

test('create, get, list, update, delete, restore', async () => {
  const body = {
    active: false,
    publisher_incremental_id: 1,
    sub_id: 'home-1',
    metric: 'Payout',
    period: 'Month',
    limit: 999.99,
    timezone: 'Europe/Berlin',
    action: 'Accept_Unpaid',
  }
  const id = await create(body)
  expect(await get(id)).toEqual({
    ...body,
    id,
    organization: world.organizationId,
    archived: false,
    offer: { id: offer.id, incremental_id: offer.incrementalId, name: 'Shoes' },
    publisher: { id: expect.any(String), incremental_id: 1, name: 'Publisher 1' },
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: world.admin.userId,
    used: 0,
    remaining: 999.99,
    resets_at: expect.any(String),
    pace: 0,
  })
  expect(await ids(`?filter[publisher_incremental_id][eq_n]=1&filter[limit][gt]=999&sort=-limit`)).toEqual([id])
  expect(await ids('', { of: await makeOffer(database, world.organizationId) })).toEqual([])
  // A client can send back what it read.
  expect(await ask('PATCH', `/${id}`, { ...(await get(id)), active: true, limit: '1000.5', action: 'Block' })).toEqual(
    {},
  )
  expect(await get(id)).toMatchObject({ active: true, limit: 1000.5, action: 'Block', sub_id: 'home-1' })
  await ask('DELETE', `/${id}`)
  expect(await ids(`?filter[id]=${id}`)).toEqual([])
  expect(await ids('?filter[archived]=true')).toEqual([id])
  await ask('PATCH', `/${id}`, { archived: false })
  const log = await prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(log.map(({ action, entity }) => `${action} ${entity}`)).toEqual(
    ['create', 'activate', 'archive', 'restore'].map((action) => `${action} cap`),
  )
})

test('the smallest body, as a form', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const reply = await ask('POST', '', 'metric=Conversions&period=Total&limit=5', { headers })
  const { created_item_id: id } = caps.create.contract.response.parse(reply)
  expect(await get(id)).toMatchObject({
    active: true,
    publisher_incremental_id: null,
    publisher: null,
    sub_id: null,
    metric: 'Conversions',
    period: 'Total',
    limit: 5,
    timezone: null,
    action: 'Fallback',
  })
})

test.each([
  [{ metric: undefined }, 'metric', /one of Clicks/],
  [{ metric: 'Sales' }, 'metric', /one of Clicks, Conversions, Payout, Revenue/],
  [{ period: 'Year' }, 'period', /one of Hour, Day, Week, Month, Total/],
  [{ limit: 0 }, 'limit', /more than 0/],
  [{ limit: -1 }, 'limit', /0 or more/],
  [{ limit: 1.5 }, 'limit', /whole number of clicks/],
  [{ limit: undefined }, 'limit', /./],
  [{ timezone: 'Mars/Olympus' }, 'timezone', /IANA/],
  [{ action: 'Pay' }, 'action', /one of Fallback, Block, Accept_Unpaid/],
  [{ sub_id: 'a' }, 'sub_id', /only allowed with a publisher/],
  [{ sub_id: 'a b', publisher_incremental_id: 1 }, 'sub_id', /letters/],
  [{ publisher_incremental_id: 99 }, 'publisher_incremental_id', /No publisher with the ID 99/],
])('a cap can’t be created with %j', async (wrong, field, message) => {
  expect(await ask('POST', '', { ...least, ...wrong }, { status: 400 })).toMatchObject(fault(field, message))
})

describe('changes', () => {
  test('keep what’s counted, and a valid limit', async () => {
    const id = await create()
    for (const [field, value] of Object.entries({ metric: 'Payout', period: 'Hour', timezone: 'UTC', sub_id: 'a' }))
      expect(await ask('PATCH', `/${id}`, { [field]: value }, { status: 400 })).toMatchObject(
        fault(field, /can’t be changed/),
      )
    await ask('PATCH', `/${id}`, { publisher_incremental_id: 2 }, { status: 400 })
    expect(await ask('PATCH', `/${id}`, { limit: 2.5 }, { status: 400 })).toMatchObject(fault('limit', /whole number/))
  })

  test('to several change all or none', async () => {
    const [a, b, unknown] = [await create(), await create(), randomUUID()]
    await ask('PATCH', '/bulk', { active: false, data: [a, b] })
    expect([(await get(a)).active, (await get(b)).active]).toEqual([false, false])
    expect(await ask('DELETE', '/bulk', { data: [a, unknown] }, { status: 400 })).toMatchObject(
      fault('data.1', new RegExp(unknown)),
    )
    expect((await get(a)).archived).toBe(false)
    await ask('DELETE', '/bulk', { data: [a, b] })
    expect((await get(b)).archived).toBe(true)
  })

  test('take If-Match', async () => {
    const id = await create()
    const headers = { 'If-Match': (await get(id)).updated_at }
    await ask('PATCH', `/${id}`, { limit: 1 }, { headers })
    await ask('PATCH', `/${id}`, { limit: 2 }, { headers, status: 412 })
    await ask('DELETE', `/${id}`, undefined, { headers, status: 412 })
  })
})

test('show how their current period goes', async () => {
  const { organizationId } = world
  const id = await create({ period: 'Month', timezone: 'Asia/Tokyo', limit: 1000 })
  const now = Temporal.Now.zonedDateTimeISO('Asia/Tokyo')
  const start = now.with({ day: 1 }).startOfDay()
  const end = start.add({ months: 1 })
  const data = { organizationId, capId: id, start: new Date(start.epochMilliseconds), used: 250 }
  await prisma.capWindow.create({ data })
  await prisma.capWindow.create({ data: { ...data, start: new Date(start.subtract({ months: 1 }).epochMilliseconds) } })
  const share = now.since(start).total('minutes') / end.since(start).total('minutes')
  const { pace, ...shown } = await get(id)
  expect(shown).toMatchObject({
    used: 250,
    remaining: 750,
    resets_at: end.toInstant().toString({ smallestUnit: 'millisecond' }),
  })
  expect(pace).toBeCloseTo(0.25 / share, 1)
  await ask('PATCH', `/${id}`, { limit: 200 })
  expect(await get(id)).toMatchObject({ used: 250, remaining: 0 })
  const total = await create({ period: 'Total' })
  expect(await get(total)).toMatchObject({ used: 0, remaining: 100, resets_at: null, pace: null })
})

test('archived offers and publishers get no caps, new or restored', async () => {
  const { organizationId } = world
  const gone = await makeOffer(database, organizationId)
  const data = { organizationId, incrementalId: 77, slug: 'gone', name: 'Gone' }
  const publisher = await prisma.publisher.create({ data })
  const id = await create({ publisher_incremental_id: 77 }, { of: gone })
  await ask('DELETE', `/${id}`, undefined, { of: gone })
  await prisma.publisher.update({ where: { id: publisher.id }, data: { archived: true } })
  expect(await ask('POST', '', { ...least, publisher_incremental_id: 77 }, { status: 400 })).toMatchObject(
    fault('publisher_incremental_id', /isn’t archived/),
  )
  await ask('PATCH', `/${id}`, { archived: false }, { of: gone, status: 402 })
  await prisma.offer.update({ where: { id: gone.id }, data: { archived: true } })
  await ask('POST', '', least, { of: gone, status: 402 })
  await ask('PATCH', `/${id}`, { archived: false }, { of: gone, status: 402 })
})

test('account managers change those of offers that they can edit, and publishers see none here', async () => {
  const id = await create()
  const { key } = await world.accountManager({ advertiserManagerAccess: 'Limited' }, { advertisers: [2] })
  await ask('GET', `/${id}`, undefined, { key })
  await ask('PATCH', `/${id}`, { limit: 1 }, { key, status: 403 })
  await ask('POST', '', least, { key, status: 403 })
  const restricted = await world.accountManager({}, { advertisers: [2] })
  await ask('GET', `/${id}`, undefined, { key: restricted.key, status: 404 })
  await ask('GET', '', undefined, { key: world.publishers[0].key, status: 403 })
})
