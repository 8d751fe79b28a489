import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { blockedSubIds } from './blocked-sub-ids'

// Contract: PublisherBlockedSubIDs in the Integr8 document, and our decisions about it.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let offerIds: string[]

beforeAll(async () => {
  world = await createWorld(database, events)
  offerIds = await offersOf(world)
})

/** Creates three offers, numbered 1 to 3. The third is archived. */
async function offersOf({ organizationId }: World): Promise<string[]> {
  const { prisma } = database
  const { id: integrationId } = await prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const { id: advertiserId } = await prisma.advertiser.findFirstOrThrow({ where: { organizationId } })
  const made = []
  for (const incrementalId of [1, 2, 3]) {
    const [slug, name, archived] = [`offer-${incrementalId}`, `Offer ${incrementalId}`, incrementalId === 3]
    made.push(
      await prisma.offer.create({
        data: { organizationId, incrementalId, slug, name, archived, advertiserId, integrationId },
      }),
    )
  }
  return made.map(({ id }) => id)
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Options = { status?: number; key?: string; headers?: Record<string, string> }

async function ask(method: Method, path: string, body?: unknown, options: Options = {}) {
  const { status = 200, key = world.admin.key, headers } = options
  const reply = await send(method, `/api/v2/blocked-sub-ids${path}`, { headers: { 'API-KEY': key, ...headers }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}

const list = async (query = '', options: Options = {}) =>
  blockedSubIds.list.contract.response.parse(await ask('GET', query, undefined, options))
const get = async (id: string, options: Options = {}) =>
  blockedSubIds.read.contract.response.parse(await ask('GET', `/${id}`, undefined, options)).data
/** The document's request sample, with numbers that exist. */
const sample = () => ({
  description: 'string',
  offer_incremental_id: 1,
  organization: world.organizationId,
  publisher_incremental_id: 1,
  sub_id: 'string',
})
const bodyOf = (more: object = {}) => ({ ...sample(), sub_id: randomUUID().slice(0, 23), ...more })
const create = async (more: object = {}, options: Options = {}) =>
  blockedSubIds.create.contract.response.parse(await ask('POST', '', bodyOf(more), options)).created_item_id
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})

test('the document’s samples create, get, update, list, delete, and restore a block', async () => {
  const id = await create(sample())
  const publisher = { id: expect.any(String), incremental_id: 1, name: 'Publisher 1' }
  expect(await get(id)).toEqual({
    ...sample(),
    id,
    publisher,
    offer: { id: offerIds[0], incremental_id: 1, name: 'Offer 1' },
    archived: false,
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: world.admin.userId,
  })
  expect(await ask('PATCH', `/${id}`, { description: 'Bots' })).toEqual({})
  expect(await get(id)).toMatchObject({ description: 'Bots' })
  expect(await ask('DELETE', `/${id}`)).toEqual({})
  expect((await list()).data).toEqual([])
  expect((await list('?filter[archived]=true')).data.map((row) => row.id)).toEqual([id])
  await ask('PATCH', `/${id}`, { archived: false })
  expect((await list('?q=STRI')).data.map((row) => row.id)).toEqual([id])
  const entries = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action }) => action)).toEqual(['create', 'update', 'archive', 'restore'])
})

test('the documented filters find a publisher’s and an offer’s blocks', async () => {
  const one = await create({ publisher_incremental_id: 2, offer_incremental_id: 1 })
  const two = await create({ publisher_incremental_id: 2, offer_incremental_id: 2 })
  const ids = async (query: string) => (await list(query)).data.map((row) => row.id)
  expect(await ids('?filter[publisher_incremental_id][eq_n]=2')).toEqual([one, two])
  expect(await ids('?filter[publisher_incremental_id][eq_n]=2&filter[offer_incremental_id][eq_n]=2')).toEqual([two])
  expect(await ids('?filter[publisher_incremental_id]=2&sort=-offer_incremental_id')).toEqual([two, one])
  expect(await ids(`?filter[offer_incremental_id]=${offerIds[1]}`)).toEqual([two])
  expect(await ask('GET', '?filter[publisher_incremental_id][eq_n]=x', undefined, { status: 400 })).toMatchObject(
    fault('filter[publisher_incremental_id][eq_n]', /whole number/),
  )
})

test('the organization can be named by its slug, in a form-encoded body', async () => {
  const { slug } = await database.prisma.organization.findUniqueOrThrow({ where: { id: world.organizationId } })
  const body = `organization=${slug}&publisher_incremental_id=1&offer_incremental_id=2&sub_id=form`
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const made = blockedSubIds.create.contract.response.parse(await ask('POST', '', body, { headers }))
  expect(await get(made.created_item_id)).toMatchObject({ sub_id: 'form', description: '' })
})

test('each field has to be valid, and refer to what the organization has', async () => {
  const other = await createWorld(database, events)
  await database.prisma.publisher.create({
    data: { organizationId: world.organizationId, incrementalId: 9, slug: 'gone', name: 'Gone', archived: true },
  })
  const bad: [object, string, RegExp][] = [
    [{ sub_id: undefined }, 'sub_id', /required|must be/],
    [{ sub_id: '' }, 'sub_id', /must not be empty/],
    [{ sub_id: 'x'.repeat(31) }, 'sub_id', /at most 30 characters/],
    [{ sub_id: 'a.b' }, 'sub_id', /letters A-Z and a-z, digits, hyphens, and underscores/],
    [{ description: 'x'.repeat(256) }, 'description', /at most 255/],
    [{ organization: undefined }, 'organization', /required|must be/],
    [{ organization: 'string' }, 'organization', /must be your organization’s ID or slug/],
    [{ organization: other.organizationId }, 'organization', /must be your organization’s ID or slug/],
    [{ publisher_incremental_id: undefined }, 'publisher_incremental_id', /required|must be/],
    [{ publisher_incremental_id: 0 }, 'publisher_incremental_id', /must be an ID/],
    [{ publisher_incremental_id: 99 }, 'publisher_incremental_id', /No publisher with the ID 99/],
    [{ publisher_incremental_id: 9 }, 'publisher_incremental_id', /isn’t archived/],
    [{ offer_incremental_id: undefined }, 'offer_incremental_id', /required|must be/],
    [{ offer_incremental_id: 99 }, 'offer_incremental_id', /No offer with the ID 99/],
    [{ offer_incremental_id: 3 }, 'offer_incremental_id', /isn’t archived/],
    [{ active: true }, 'active', /recognized/],
  ]
  const before = await database.prisma.blockedSubId.count()
  for (const [wrong, field, message] of bad)
    expect(await ask('POST', '', bodyOf(wrong), { status: 400 }), field).toMatchObject(fault(field, message))
  expect(await database.prisma.blockedSubId.count()).toBe(before)
})

test('a block’s publisher, offer, and sub ID can be sent back, but not changed', async () => {
  const body = bodyOf()
  const id = await create(body)
  await ask('PATCH', `/${id}`, { ...(await get(id)), description: 'New' })
  expect(await get(id)).toMatchObject({ description: 'New' })
  for (const [field, value] of Object.entries({ publisher_incremental_id: 2, offer_incremental_id: 2, sub_id: 'z' }))
    expect(await ask('PATCH', `/${id}`, { [field]: value }, { status: 400 })).toMatchObject(
      fault(field, /can’t be changed/),
    )
  expect(await get(id)).toMatchObject({ ...body, description: 'New' })
})

test('a sub ID is blocked once for a publisher and offer, and can’t be restored into a conflict', async () => {
  const first = await create({ sub_id: 'a' })
  expect(await ask('POST', '', bodyOf({ sub_id: 'a' }), { status: 402 })).toMatchObject(fault('sub_id', /already/))
  await create({ sub_id: 'a', offer_incremental_id: 2 })
  await create({ sub_id: 'a', publisher_incremental_id: 2 })
  await ask('DELETE', `/${first}`)
  const second = await create({ sub_id: 'a' })
  expect(await ask('PATCH', `/${first}`, { archived: false }, { status: 402 })).toMatchObject(
    fault('sub_id', /already/),
  )
  await ask('DELETE', `/${second}`)
  await ask('PATCH', `/${first}`, { archived: false })
})

test('If-Match refuses a change to a block that changed since', async () => {
  const id = await create()
  const headers = { 'If-Match': (await get(id)).updated_at }
  await ask('PATCH', `/${id}`, { description: '1' }, { headers })
  await ask('PATCH', `/${id}`, { description: '2' }, { headers, status: 412 })
  await ask('DELETE', `/${id}`, undefined, { headers, status: 412 })
})

describe('access', () => {
  test('admins delete several at once, all or none', async () => {
    const ids = [await create(), await create()]
    const unknown = randomUUID()
    expect(await ask('DELETE', '/bulk', { data: [...ids, unknown] }, { status: 400 })).toMatchObject(
      fault('data.2', new RegExp(unknown)),
    )
    const manager = await world.accountManager({ publisherManagerAccess: 'Global' })
    expect(await ask('DELETE', '/bulk', { data: ids }, { key: manager.key, status: 403 })).toMatchObject({
      error: { message: expect.stringContaining('Only admins') },
    })
    expect(await ask('DELETE', '/bulk', { data: ids })).toEqual({})
    for (const id of ids) expect(await get(id)).toMatchObject({ archived: true })
  })

  test('account managers block sub IDs of publishers they can edit', async () => {
    const restricted = await world.accountManager({}, { publishers: [2] })
    const { key } = restricted
    const id = await create({ publisher_incremental_id: 2 }, { key })
    expect((await list('', { key })).data.every((row) => row.publisher_incremental_id === 2)).toBe(true)
    await ask('DELETE', `/${id}`, undefined, { key })
    await ask('POST', '', bodyOf(), { key, status: 400 })
    const limited = await world.accountManager({ publisherManagerAccess: 'Limited' })
    expect(await ask('POST', '', bodyOf(), { key: limited.key, status: 403 })).toMatchObject({
      error: { message: expect.stringContaining('only its account manager') },
    })
    await ask('PATCH', `/${await create()}`, { description: 'x' }, { key: limited.key, status: 403 })
  })

  test('publisher users see their own blocks, without the network’s notes', async () => {
    const [{ key }] = world.publishers
    const [own, other] = [await create(), await create({ publisher_incremental_id: 2 })]
    const { data } = await list('', { key })
    expect(data.map((row) => row.id)).toContain(own)
    expect(data.every((row) => row.publisher_incremental_id === 1)).toBe(true)
    expect(await get(own, { key })).not.toHaveProperty('description')
    await ask('GET', '?filter[description][like]=s', undefined, { key, status: 403 })
    await ask('GET', `/${other}`, undefined, { key, status: 404 })
    await ask('DELETE', `/${own}`, undefined, { key, status: 403 })
  })
})
