import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { ownSubIds, subIds } from './sub-ids'

// Contract: PublisherSubIDs in the Integr8 document, and our decisions about it.

const database = await testDatabase()
const events = await testEventLog()
let world: World

beforeAll(async () => {
  world = await createWorld(database, events)
})

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Options = { status?: number; key?: string; headers?: Record<string, string> }

async function ask(method: Method, path: string, body?: unknown, options: Options = {}) {
  const { status = 200, key = world.admin.key, headers } = options
  const reply = await send(method, `/api/v2/${path}`, { headers: { 'API-KEY': key, ...headers }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}

const mine = 'publishers/1/sub-ids'
const list = async (path = mine, options: Options = {}) =>
  subIds.list.contract.response.parse(await ask('GET', path, undefined, options))
const get = async (id: string) => subIds.read.contract.response.parse(await ask('GET', `${mine}/${id}`)).data
const create = async (body: object = {}, path = mine) =>
  subIds.create.contract.response.parse(
    await ask('POST', path, { external_id: randomUUID(), name: 'A source', ...body }),
  ).created_item_id
const patch = (id: string, body: object, options: Options = {}, path = mine) =>
  ask('PATCH', `${path}/${id}`, body, options)
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})
const total = async () => (await list()).meta.total_count

/** The document's request sample. Its `external_link` isn't a link, so it's sent as a link here and refused as printed below. */
const sample = { description: 'string', external_id: 'string', external_link: 'https://string.example', name: 'string' }

test('the document’s samples create, get, update, list, delete, and restore a sub ID', async () => {
  const publisher = await database.prisma.publisher.findFirstOrThrow({
    where: { organizationId: world.organizationId, incrementalId: 1 },
  })
  const id = await create(sample)
  expect(await get(id)).toEqual({
    ...sample,
    id,
    organization: world.organizationId,
    publisher_id: publisher.id,
    archived: false,
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: world.admin.userId,
  })
  const changed = { description: '', external_id: 'other', external_link: '', name: 'Other' }
  expect(await patch(id, changed)).toEqual({})
  expect(await get(id)).toMatchObject(changed)
  expect((await list(`${mine}?filter[external_id]=other&sort=-name`)).data.map((row) => row.id)).toEqual([id])
  expect((await list(`publishers/2/sub-ids`)).data).toEqual([])
  expect(await ask('DELETE', `${mine}/${id}`)).toEqual({})
  expect((await list(`${mine}?filter[archived]=true`)).data.map((row) => row.id)).toEqual([id])
  await patch(id, { archived: false })
  expect((await list(`${mine}?q=othe`)).data.map((row) => row.id)).toEqual([id])
  const entries = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action }) => action)).toEqual(['create', 'update', 'archive', 'restore'])
})

test('searched words of one or two letters begin a word, and longer ones are anywhere', async () => {
  const items = [
    ['q-Xy1', 'Nothing'],
    ['q_x-2', 'Above (Xylophone)'],
    ['qaxy', 'Maxy'],
    ['q-3', '東京都'],
  ] as const
  const data = items.map(([external_id, name]) => ({ external_id, name }))
  await ask('POST', `${mine}/bulk`, { data })
  const found = async (q: string) =>
    (await list(`${mine}?q=${encodeURIComponent(q)}&filter[external_id][like]=q&sort=id`)).data.map(
      (row) => row.external_id,
    )
  const [dash, underscore, inside, japanese] = items.map(([id]) => id)
  expect(await found('xy')).toEqual([dash, underscore])
  expect(await found('X')).toEqual([dash, underscore])
  expect(await found('axy')).toEqual([inside])
  expect(await found('q')).toEqual([dash, underscore, inside, japanese])
  expect(await found('京都')).toEqual([japanese])
  expect(await found('_')).toEqual([underscore])
  expect(await found('q xy ab')).toEqual([underscore])
})

test('form-encoded bodies work', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const form = 'data[0][external_id]=f-1&data[0][name]=One&data[1][external_id]=f-2&data[1][name]=Two'
  expect(await ask('POST', `${mine}/bulk`, form, { headers })).toEqual({})
  expect((await list(`${mine}?filter[external_id][in]=f-1,f-2`)).data.map(({ name }) => name)).toEqual(['One', 'Two'])
})

test.each([
  [{ external_id: undefined }, 'external_id', /required|must be/],
  [{ external_id: '' }, 'external_id', /must not be empty/],
  [{ external_id: 'x'.repeat(51) }, 'external_id', /at most 50 characters/],
  [{ external_id: 'a b' }, 'external_id', /letters A-Z and a-z, digits, hyphens, and underscores/],
  [{ external_id: 'ä' }, 'external_id', /must only contain/],
  [{ external_id: 5 }, 'external_id', /must be/],
  [{ name: undefined }, 'name', /required|must be/],
  [{ name: '' }, 'name', /must not be empty/],
  [{ name: 'x'.repeat(101) }, 'name', /at most 100/],
  [{ description: 'x'.repeat(2001) }, 'description', /at most 2000/],
  [{ external_link: 'string' }, 'external_link', /http:\/\/ or https:\/\//],
  [{ external_link: `https://x.example/${'x'.repeat(238)}` }, 'external_link', /at most 255/],
  [{ sub_id: 'x' }, 'sub_id', /recognized/],
])('a sub ID can’t be %j', async (wrong, field, message) => {
  const body = { external_id: randomUUID(), name: 'X', ...wrong }
  expect(await ask('POST', mine, body, { status: 400 })).toMatchObject(fault(field, message))
  const before = await total()
  const data = [{ external_id: randomUUID(), name: 'X' }, body]
  expect(await ask('POST', `${mine}/bulk`, { data }, { status: 400 })).toMatchObject(fault(`data.1.${field}`, message))
  expect(await total()).toBe(before)
})

test('the document’s limits are inclusive', async () => {
  const longest = { external_id: `${'x'.repeat(46)}A_-9`, name: 'x'.repeat(100), description: 'x'.repeat(2000) }
  const body = { ...longest, external_link: `https://x.example/${'x'.repeat(237)}` }
  expect(await get(await create(body))).toMatchObject(body)
})

describe('a sub ID is unique among a publisher’s that aren’t archived', () => {
  test('one at a time', async () => {
    const first = await create({ external_id: 'one' })
    const again = { external_id: 'one', name: 'Again' }
    expect(await ask('POST', mine, again, { status: 402 })).toMatchObject(fault('external_id', /already used/))
    await create({ external_id: 'one' }, 'publishers/2/sub-ids')
    await create({ external_id: 'ONE' })
    await ask('DELETE', `${mine}/${first}`)
    const second = await create({ external_id: 'one' })
    expect(await patch(first, { archived: false }, { status: 402 })).toMatchObject(fault('external_id', /already/))
    await patch(second, { external_id: 'two' })
    await patch(first, { archived: false })
  })

  test('and in bulk, which creates all or none and names those at fault', async () => {
    const before = await total()
    const item = (external_id: string) => ({ external_id, name: external_id })
    await create({ external_id: 'b-2' })
    await create({ external_id: 'b-3' })
    const taken = { data: ['b-1', 'b-2', 'b-3'].map(item) }
    expect(await ask('POST', `${mine}/bulk`, taken, { status: 402 })).toMatchObject(
      fault('data.1.external_id', /b-2, b-3\. Nothing was changed/),
    )
    const twice = { data: ['b-4', 'b-5', 'b-4'].map(item) }
    expect(await ask('POST', `${mine}/bulk`, twice, { status: 400 })).toMatchObject(
      fault('data.2.external_id', /the same as in item 0: b-4/),
    )
    expect(await total()).toBe(before + 2)
  })
})

test('1,500 sub IDs are created at once, and deleted in bulk', async () => {
  const data = Array.from({ length: 1500 }, (_, index) => ({ external_id: `bulk-${index}`, name: `Source ${index}` }))
  const path = 'publishers/2/sub-ids'
  const before = (await list(path)).meta.total_count
  expect(await ask('POST', `${path}/bulk`, { data })).toEqual({})
  const page = await list(`${path}?page[size]=100&filter[external_id][like]=bulk-`)
  expect(page.meta).toEqual({ total_count: 1500, total_page: 15 })
  expect(
    await database.prisma.auditEntry.count({ where: { entity: 'publisherSubId', action: 'create' } }),
  ).toBeGreaterThan(1499)
  const ids = page.data.map(({ id }) => id)
  const unknown = randomUUID()
  expect(await ask('DELETE', `${path}/bulk`, { data: [...ids, unknown] }, { status: 400 })).toMatchObject(
    fault('data.100', new RegExp(unknown)),
  )
  expect(await ask('DELETE', `${path}/bulk`, { data: ids })).toEqual({})
  expect((await list(path)).meta.total_count).toBe(before + 1400)
  await ask('POST', `${path}/bulk`, { data: [] }, { status: 400 })
  const tooMany = Array.from({ length: 5_001 }, (_, index) => ({ external_id: `m${index}`, name: 'm' }))
  expect(await ask('POST', `${path}/bulk`, { data: tooMany }, { status: 400 })).toMatchObject(fault('data', /5000/))
})

test('a bulk request names sub IDs of its own publisher only', async () => {
  const theirs = await create({}, 'publishers/2/sub-ids')
  await ask('DELETE', `${mine}/bulk`, { data: [theirs] }, { status: 400 })
  await ask('GET', `${mine}/${theirs}`, undefined, { status: 404 })
  await ask('PATCH', `${mine}/${theirs}`, { name: 'X' }, { status: 404 })
  await ask('DELETE', `${mine}/${theirs}`, undefined, { status: 404 })
  for (const path of ['publishers/99/sub-ids', 'publishers/x/sub-ids']) {
    await ask('GET', path, undefined, { status: 404 })
    await ask('POST', path, { external_id: 'x', name: 'X' }, { status: 404 })
  }
})

test('a list’s number of sub IDs is right after every kind of change', async () => {
  const { organizationId } = world
  const { id: publisherId } = await database.prisma.publisher.create({
    data: { organizationId, incrementalId: 78, slug: 'counted', name: 'Counted' },
  })
  const path = `publishers/${publisherId}/sub-ids`
  const counts = async () =>
    Promise.all(
      ['', '?filter[name][ne]=-', '?filter[archived]=true'].map(
        async (query) => (await list(path + query)).meta.total_count,
      ),
    )
  expect(await counts()).toEqual([0, 0, 0])
  const one = await create({}, path)
  await ask('POST', `${path}/bulk`, { data: ['a', 'b', 'c'].map((id) => ({ external_id: id, name: id })) })
  expect(await counts()).toEqual([4, 4, 0])
  await ask('DELETE', `${path}/${one}`)
  await patch(one, { name: 'Archived' }, {}, path)
  expect(await counts()).toEqual([3, 3, 1])
  await patch(one, { archived: false }, {}, path)
  expect(await counts()).toEqual([4, 4, 0])
  // The rest of a deleted publisher goes with it.
  await database.prisma.publisherSubId.deleteMany({ where: { id: one } })
  expect(await counts()).toEqual([3, 3, 0])
  await database.prisma.publisher.delete({ where: { id: publisherId } })
  expect(await database.prisma.subIdCount.count({ where: { publisherId } })).toBe(0)
})

test('If-Match refuses a change to a sub ID that changed since', async () => {
  const id = await create()
  const headers = { 'If-Match': (await get(id)).updated_at }
  await patch(id, { name: 'First' }, { headers })
  await patch(id, { name: 'Second' }, { headers, status: 412 })
  await ask('DELETE', `${mine}/${id}`, undefined, { headers, status: 412 })
  expect(await get(id)).toMatchObject({ name: 'First', archived: false })
})

test('an archived publisher’s sub IDs can be read, but not changed', async () => {
  const { organizationId } = world
  const gone = await database.prisma.publisher.create({
    data: { organizationId, incrementalId: 77, slug: 'gone', name: 'Gone', archived: true },
  })
  const path = `publishers/${gone.id}/sub-ids`
  expect((await list(path)).data).toEqual([])
  expect(await ask('POST', path, { external_id: 'x', name: 'X' }, { status: 402 })).toMatchObject({
    error: { message: expect.stringContaining('Publisher 77 is archived') },
  })
})

describe('a publisher user', () => {
  const own = (path = '') => `organizations/${world.organizationId}/sub-ids${path}`

  test('lists and gets their publisher’s sub IDs, by the organization’s ID or slug', async () => {
    const [first, second] = world.publishers
    const id = await create({ external_id: 'mine' })
    await create({ external_id: 'theirs' }, 'publishers/2/sub-ids')
    const { slug } = await database.prisma.organization.findUniqueOrThrow({ where: { id: world.organizationId } })
    const read = async (path: string, key: string) =>
      ownSubIds.list.contract.response.parse(await ask('GET', path, undefined, { key })).data.map((row) => row.id)
    for (const path of [own(), `organizations/${slug}/sub-ids`])
      expect(await read(`${path}?filter[external_id][in]=mine,theirs`, first.key)).toEqual([id])
    expect(await ask('GET', own(`/${id}`), undefined, { key: first.key })).toEqual({ data: await get(id) })
    await ask('GET', own(`/${id}`), undefined, { key: second.key, status: 404 })
    await ask('GET', `organizations/${randomUUID()}/sub-ids`, undefined, { key: first.key, status: 404 })
    await ask('PATCH', `${mine}/${id}`, { name: 'X' }, { key: first.key, status: 403 })
  })

  test('is the only one with sub IDs of their own', async () => {
    expect(await ask('GET', own(), undefined, { status: 403 })).toMatchObject({
      error: { message: expect.stringContaining('/publishers/{publisherID}/sub-ids') },
    })
  })
})
