import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { publisherUsers } from './publisher-users'

// Contract: PublisherUsers in the Integr8 document, and our decisions about it.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let publisherId: string

beforeEach(async () => {
  world = await createWorld(database, events)
  publisherId = (
    await database.prisma.publisher.findFirstOrThrow({
      where: { organizationId: world.organizationId, incrementalId: 1 },
    })
  ).id
})

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

async function ask(method: Method, path: string, body?: unknown, status = 200, key = world.admin.key) {
  const reply = await send(method, `/api/v2/publishers/${path}`, { headers: { 'API-KEY': key }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}

const list = async (path: string) => publisherUsers.list.contract.response.parse(await ask('GET', path))
const get = async (id: string, publisher = '1') =>
  publisherUsers.read.contract.response.parse(await ask('GET', `${publisher}/users/${id}`)).data
const create = async (body: Record<string, unknown>, publisher = '1') =>
  publisherUsers.create.contract.response.parse(
    await ask('POST', `${publisher}/users`, { email: `${randomUUID()}@example.com`, ...body }),
  ).created_item_id

/** The document's own request samples. */
const sampleToCreate = {
  created_at: '2019-08-24T14:15:22Z',
  description: 'Acme Publisher User',
  first_name: 'John',
  fraud_visibility_enabled: true,
  id: 'abc123',
  last_name: 'Smith',
  postback_manager_enabled: true,
  publisher_id: 'def456',
  publisher_incremental_id: 1,
  status: 'Active',
  timezone: 'UTC',
  updated_at: '2019-08-24T14:15:22Z',
}
const sampleToUpdate = { first_name: 'John', last_name: 'Smith', notes: 'Acme Publisher User', timezone: 'UTC' }

test('the document’s samples work: create, get, update, delete', async () => {
  const email = `${randomUUID()}@example.com`
  const id = await create({ ...sampleToCreate, email })
  const made = await get(id)
  expect(made).toEqual({
    id,
    email,
    first_name: 'John',
    last_name: 'Smith',
    description: 'Acme Publisher User',
    notes: '',
    timezone: 'UTC',
    status: 'Active',
    api_access_enabled: true,
    second_factor_enabled: false,
    has_password: false,
    archived: false,
    invited_at: expect.any(String),
    invitation_delivery: null,
    email_verified_at: null,
    publisher_id: publisherId,
    publisher_incremental_id: 1,
    fraud_visibility_enabled: false,
    postback_manager_enabled: false,
    created_at: expect.any(String),
    updated_at: expect.any(String),
  })
  const changed = `${randomUUID()}@example.com`
  expect(await ask('PATCH', `1/users/${id}`, { ...sampleToUpdate, email: changed })).toEqual({})
  expect(await get(id)).toMatchObject({ ...sampleToUpdate, email: changed })
  expect(await ask('DELETE', `1/users/${id}`)).toEqual({})
  expect(await get(id)).toMatchObject({ archived: true })
  await ask('PATCH', `1/users/${id}`, { archived: false })
  expect(await get(id)).toMatchObject({ archived: false })
})

test('users inherit settings from their publisher', async () => {
  await database.prisma.publisher.update({
    where: { id: publisherId },
    data: { fraudVisibilityEnabled: true, postbackManagerEnabled: true },
  })
  expect(await get(world.publishers[0].userId)).toMatchObject({
    fraud_visibility_enabled: true,
    postback_manager_enabled: true,
  })
})

describe('the publisher in the path', () => {
  test('can be given by ID or incremental ID', async () => {
    for (const publisher of ['1', publisherId]) {
      expect((await list(`${publisher}/users`)).data.map((user) => user.id)).toEqual([world.publishers[0].userId])
      expect((await get(world.publishers[0].userId, publisher)).publisher_id).toBe(publisherId)
    }
    expect((await get(await create({}, publisherId), '1')).publisher_incremental_id).toBe(1)
  })

  test('must exist and have the user, or the answer is 404', async () => {
    for (const path of [
      '999/users',
      `${randomUUID()}/users`,
      'abc/users',
      `2/users/${world.publishers[0].userId}`,
      `1/users/${world.admin.userId}`,
      `1/users/${randomUUID()}`,
    ]) {
      expect(await ask('GET', path, undefined, 404)).toMatchObject({ error: { code: 'not_found', details: [] } })
    }
    await ask('POST', '999/users', { email: `${randomUUID()}@example.com` }, 404)
    await ask('PATCH', `2/users/${world.publishers[0].userId}`, { notes: 'x' }, 404)
    await ask('DELETE', `2/users/${world.publishers[0].userId}`, undefined, 404)
  })
})

describe('a new user', () => {
  test('is invited, unless created inactive', async () => {
    const invited = (id: string) => database.prisma.oneTimeToken.count({ where: { userId: id, kind: 'invitation' } })
    expect(await invited(await create({}))).toBe(1)
    const later = await create({ status: 'Deactivated' })
    expect(await invited(later)).toBe(0)
    expect(await get(later)).toMatchObject({ status: 'Deactivated', invited_at: null })
  })

  test.each([
    [{ email: undefined }, 'email'],
    [{ status: 'Sleeping' }, 'status'],
    [{ timezone: 'Mars/Olympus' }, 'timezone'],
    [{ role: 'admin' }, 'role'],
    [{ password: 'long enough 123' }, 'password'],
    [{ description: 'x'.repeat(10_001) }, 'description'],
  ])('can’t be created with %j', async (wrong, field) => {
    const before = await database.prisma.user.count()
    expect(await ask('POST', '1/users', { email: `${randomUUID()}@example.com`, ...wrong }, 400)).toMatchObject({
      error: { details: [{ field }] },
    })
    expect(await database.prisma.user.count()).toBe(before)
  })
})

test('account managers can only manage users of publishers they can change', async () => {
  const manager = await world.accountManager({ publisherManagerAccess: 'Restricted' }, { publishers: [1] })
  await ask('GET', '1/users', undefined, 200, manager.key)
  await ask('PATCH', `1/users/${world.publishers[0].userId}`, { notes: 'hello' }, 200, manager.key)
  await ask('GET', '2/users', undefined, 404, manager.key)
  await ask('PATCH', `2/users/${world.publishers[1].userId}`, { notes: 'hello' }, 404, manager.key)

  const limited = await world.accountManager({ publisherManagerAccess: 'Limited' }, { publishers: [1] })
  await ask('GET', '2/users', undefined, 200, limited.key)
  await ask('PATCH', `2/users/${world.publishers[1].userId}`, { notes: 'hello' }, 403, limited.key)
  await ask('POST', '2/users', { email: `${randomUUID()}@example.com` }, 403, limited.key)
})

test('publisher users can’t manage anyone', async () => {
  await ask('GET', '1/users', undefined, 403, world.publishers[0].key)
  await ask('POST', '1/users', { email: `${randomUUID()}@example.com` }, 403, world.publishers[0].key)
})

test('lists can be filtered, sorted, and paged', async () => {
  await create({ first_name: 'Anna', notes: 'calls on Mondays', status: 'Suspended' })
  await create({ first_name: 'Bert', description: 'Buyer' })
  const names = async (query: string) => (await list(`1/users?${query}`)).data.map((user) => user.first_name)
  expect(await names('filter[status]=Suspended')).toEqual(['Anna'])
  expect(await names('filter[notes][like]=monday')).toEqual(['Anna'])
  expect(await names('filter[description]=Buyer')).toEqual(['Bert'])
  expect(await names('filter[first_name][in]=Anna,Bert&sort=-first_name')).toEqual(['Bert', 'Anna'])
  expect((await list('1/users?page[size]=2&page[number]=2')).meta).toEqual({ total_count: 3, total_page: 2 })
})
