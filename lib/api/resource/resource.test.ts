import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Validator } from '@seriousme/openapi-schema-validator'
import { openApi } from '@/lib/api/openapi'
import { parametersOf } from '@/lib/api/query'
import { respond } from '@/lib/api/serve'
import { brackets } from '@/lib/api/spelling'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { offers, offersResource } from '@/lib/testing/offers-resource'
import { createWorld, type World } from '@/lib/testing/world'

// A resource with every kind of field and every verb: what filters, sorting, bodies, and bulk verbs do, on a real database.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let integration: string

beforeAll(async () => {
  world = await createWorld(database, events)
  integration = await newIntegration(world)
})

const newIntegration = async ({ organizationId }: World) =>
  (await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })).id

type Verb = keyof typeof offers
type Options = { id?: string; query?: string; body?: unknown; type?: string; key?: string; status?: number }

async function call(
  verb: Verb,
  { id = '', query = '', body, type = 'application/json', key = world.admin.key, status = 200 }: Options = {},
) {
  const { contract } = offers[verb]
  const path = contract.path.replace('{offerID}', id)
  const request = new Request(`http://localhost:3000${path}${query === '' ? '' : `?${query}`}`, {
    method: contract.method,
    headers: { 'API-KEY': key, 'content-type': type },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await respond(offers[verb], request, { offerID: id })
  const text = await response.text()
  expect(response.status, text).toBe(status)
  return z.unknown().parse(JSON.parse(text))
}

const problem = z.object({
  error: z.object({ message: z.string(), details: z.array(z.object({ field: z.string(), message: z.string() })) }),
})
const refused = async (verb: Verb, options: Options) =>
  problem.parse(await call(verb, { status: 400, ...options })).error

const body = (more: object = {}) => ({ name: 'Shoes', integration_id: integration, advertiser_id: 1, ...more })
const create = async (more: object = {}) =>
  offersResource.contracts.create.response.parse(await call('create', { body: body(more) })).created_item_id
const read = async (id: string) => offersResource.contracts.read.response.parse(await call('read', { id })).data
const list = async (query: string, options: Options = {}) =>
  offersResource.contracts.list.response.parse(await call('list', { query, ...options }))
const names = async (query: string) => (await list(query)).data.map((offer) => offer.name)
const stored = (id: string) => database.prisma.offer.findUniqueOrThrow({ where: { id } })

describe('create and read', () => {
  test('cover nested fields, exact amounts, lists, and references', async () => {
    const id = await create({
      default_payout: { payout_type: 'CPAxCPS', payout: '123456789012.000001', revenue: 0.1 },
      deep_link_enabled: true,
      deep_link_hosts: ['Shop.Example.com'],
      advertiser_id: 2,
    })
    const row = await stored(id)
    expect([row.payout.toFixed(6), row.revenue.toFixed(6)]).toEqual(['123456789012.000001', '0.100000'])
    expect(await read(id)).toMatchObject({
      id,
      name: 'Shoes',
      active: true,
      visibility: 'Public',
      fallback_url: null,
      integration_id: integration,
      advertiser_id: 2,
      advertiser: { id: row.advertiserId, incremental_id: 2, name: 'Alpha Store' },
      default_payout: {
        payout_type: 'CPAxCPS',
        payout: Number('123456789012.000001'),
        revenue_type: 'RPA',
        revenue: 0.1,
      },
      deep_link_hosts: ['shop.example.com'],
    })
    expect((await read(String(row.incrementalId))).id).toBe(id)
  })

  test('take an advertiser by ID too, and form-encoded bodies', async () => {
    const { id: advertiserId } = await database.prisma.advertiser.findFirstOrThrow({
      where: { organizationId: world.organizationId, incrementalId: 3 },
    })
    expect(await read(await create({ advertiser_id: advertiserId }))).toMatchObject({ advertiser_id: 3 })
    const form = `name=12&integration_id=${integration}&advertiser_id=3&default_payout[payout]=0.10&deep_link_hosts=a.example,b.example&active=false`
    const made = await call('create', { body: form, type: 'application/x-www-form-urlencoded' })
    const { created_item_id: id } = offersResource.contracts.create.response.parse(made)
    expect(await read(id)).toMatchObject({
      name: '12',
      advertiser_id: 3,
      active: false,
      deep_link_hosts: ['a.example', 'b.example'],
    })
    expect((await stored(id)).payout.toFixed(6)).toBe('0.100000')
  })

  test.each([
    [{ name: undefined }, 'name', 'is required'],
    [{ name: 5 }, 'name', 'must be a string'],
    [{ active: 'yes' }, 'active', 'true or false'],
    [{ visibility: 'Secret' }, 'visibility', 'one of Public'],
    [{ default_payout: { payout: -1 } }, 'default_payout.payout', '0 or more'],
    [{ default_payout: { payout: '0.0000001' } }, 'default_payout.payout', '6 decimal places'],
    [{ default_payout: { payout: true } }, 'default_payout.payout', 'must be a string or a number'],
    [{ default_payout: { fee: 1 } }, 'default_payout.fee', 'isn’t recognized'],
    [{ default_payout: 5 }, 'default_payout', 'must be an object'],
    [{ deep_link_hosts: ['a.example', 'no host'] }, 'deep_link_hosts.1', 'must be a hostname'],
    [{ deep_link_hosts: 'a.example' }, 'deep_link_hosts', 'must be an array'],
    [{ deep_link_enabled: true }, 'deep_link_hosts', 'must list the hosts'],
    [{ advertiser_id: undefined }, 'advertiser_id', 'must be an ID, such as 42'],
    [{ advertiser_id: 99 }, 'advertiser_id', 'No advertiser with the ID 99.'],
    [{ advertiser_id: randomUUID() }, 'advertiser_id', 'No advertiser with the ID'],
    [{ advertiser_id: 0 }, 'advertiser_id', 'must be an ID'],
    [{ advertiser_id: 1.5 }, 'advertiser_id', 'must be an ID'],
    [{ advertiser_id: null }, 'advertiser_id', 'must be an ID'],
    [{ advertiser_id: 'zebra' }, 'advertiser_id', 'must be an ID'],
    [{ integration_id: randomUUID() }, 'integration_id', 'No integration with the ID'],
    [{ color: 'red' }, 'color', 'isn’t recognized'],
  ])('refuse %j and name the field', async (wrong, field, hint) => {
    const { details } = await refused('create', { body: body(wrong) })
    expect(details.map((detail) => detail.field)).toEqual([field])
    expect(details[0]?.message).toContain(hint)
  })

  test('accept a response, and ignore what can’t be set', async () => {
    const item = await read(await create())
    const id = await create({ ...item, incremental_id: 999_999, currency: undefined, archived: true })
    expect(await read(id)).toMatchObject({ name: item.name, archived: false })
    expect((await read(id)).incremental_id).not.toBe(999_999)
  })

  test('need the permission of a field to set it', async () => {
    await database.prisma.apiKey.update({
      where: { id: world.admin.keyId },
      data: { access: ['users:manage', 'users:read'] },
    })
    const { details } = await refused('create', { body: body({ currency: 'EUR' }), status: 403 })
    expect(details).toEqual([
      { field: 'currency', message: 'You need the "organization:manage" permission to set this.' },
    ])
    await create()
  })
})

describe('update and archive', () => {
  test('change only what’s given, by ID or number', async () => {
    const id = await create({ default_payout: { payout: '1.10', revenue: '2.20' }, description: 'Old' })
    const before = await read(id)
    expect(await call('update', { id, body: {} })).toEqual({})
    expect(await read(id)).toEqual(before)
    await call('update', {
      id: String(before.incremental_id),
      body: { default_payout: { payout: 3 }, advertiser_id: 2 },
    })
    expect(await read(id)).toEqual({
      ...before,
      default_payout: { ...before.default_payout, payout: 3 },
      advertiser_id: 2,
      advertiser: expect.objectContaining({ incremental_id: 2 }),
    })
    await call('archive', { id })
    expect(await read(id)).toMatchObject({ archived: true })
    await call('update', { id, body: { archived: false } })
    expect(await read(id)).toMatchObject({ archived: false })
  })

  test('keep rules about several fields for what the change results in', async () => {
    const id = await create({ deep_link_hosts: ['shop.example.com'] })
    await call('update', { id, body: { deep_link_enabled: true } })
    for (const wrong of [{ deep_link_hosts: [] }, { deep_link_enabled: true, deep_link_hosts: [] }]) {
      const { details } = await refused('update', { id, body: wrong })
      expect(details).toEqual([
        { field: 'deep_link_hosts', message: 'must list the hosts that deep links may lead to' },
      ])
    }
    await call('update', { id, body: { deep_link_enabled: false, deep_link_hosts: [] } })
    const { details } = await refused('update', { id, body: { deep_link_enabled: true } })
    expect(details.map(({ field }) => field)).toEqual(['deep_link_hosts'])
    expect(await read(id)).toMatchObject({ deep_link_enabled: false })
  })

  test('accept a field that’s only set on creation if it stays the same', async () => {
    const id = await create()
    const other = await newIntegration(world)
    await call('update', { id, body: { ...(await read(id)), currency: undefined, name: 'Boots' } })
    expect(await read(id)).toMatchObject({ name: 'Boots', integration_id: integration })
    const { details } = await refused('update', { id, body: { integration_id: other } })
    expect(details).toEqual([{ field: 'integration_id', message: 'can’t be changed' }])
  })

  test('answer 404 for what isn’t there or isn’t theirs', async () => {
    const other = await createWorld(database, events)
    const theirs = await create()
    for (const id of ['abc', '999999', randomUUID(), '0']) {
      for (const [verb, change] of [
        ['read', undefined],
        ['update', { name: 'x' }],
        ['archive', undefined],
      ] as const)
        await call(verb, { id, body: change, status: 404 })
    }
    for (const [verb, change] of [
      ['read', undefined],
      ['update', { name: 'x' }],
      ['archive', undefined],
    ] as const)
      await call(verb, { id: theirs, body: change, key: other.admin.key, status: 404 })
    expect(await stored(theirs)).toMatchObject({ name: 'Shoes', archived: false })
  })
})

test('another organization’s records can’t be seen, referred to, or changed', async () => {
  const other = await createWorld(database, events)
  const mine = await create()
  expect((await list('', { key: other.admin.key })).meta.total_count).toBe(0)
  const advertiser = await database.prisma.advertiser.findFirstOrThrow({
    where: { organizationId: other.organizationId },
  })
  expect((await refused('create', { body: body({ advertiser_id: advertiser.id }) })).details[0]?.field).toBe(
    'advertiser_id',
  )
  for (const [verb, change] of [
    ['bulkStatus', { active: false, data: [mine] }],
    ['bulkArchive', { data: [mine] }],
  ] as const)
    expect((await refused(verb, { body: change, key: other.admin.key })).details[0]?.field).toBe('data.0')
  expect(await stored(mine)).toMatchObject({ active: true, archived: false })
})

describe('bulk verbs', () => {
  const mine = () => Promise.all([create(), create(), create()])
  const states = async (ids: string[]) => Promise.all(ids.map(async (id) => (await stored(id)).active))

  test('change the status of all, by ID or number, each once', async () => {
    const ids = await mine()
    const number = String((await stored(ids[0])).incrementalId)
    expect(
      await call('bulkStatus', { body: { active: false, data: [...ids.slice(1), number, ids[1].toUpperCase()] } }),
    ).toEqual({})
    expect(await states(ids)).toEqual([false, false, false])
    const form = `active=1&data[]=${ids[0]}&data[]=${ids[2]}`
    await call('bulkStatus', { body: form, type: 'application/x-www-form-urlencoded' })
    expect(await states(ids)).toEqual([true, false, true])
  })

  test('archive all', async () => {
    const ids = await mine()
    expect(await call('bulkArchive', { body: { data: ids } })).toEqual({})
    expect(await Promise.all(ids.map(async (id) => (await read(id)).archived))).toEqual([true, true, true])
  })

  test('restore all', async () => {
    const ids = await mine()
    await call('bulkArchive', { body: { data: ids } })
    expect(await call('bulkStatus', { body: { archived: false, data: ids } })).toEqual({})
    expect(await Promise.all(ids.map(async (id) => (await read(id)).archived))).toEqual([false, false, false])
  })

  test('refuse a change that says nothing, and archiving, which is a DELETE', async () => {
    const data = await mine()
    for (const [wrong, field, message] of [
      [{}, 'active', 'must be true or false, unless you set archived'],
      [{ archived: true }, 'archived', 'must be false, which restores them. To archive them, delete them'],
      [{ active: true, name: 'x' }, 'name', expect.any(String)],
    ] as const)
      expect((await refused('bulkStatus', { body: { ...wrong, data } })).details).toEqual([{ field, message }])
  })

  test('change nothing if one ID is unknown, and name it', async () => {
    const ids = await mine()
    const unknown = randomUUID()
    for (const verb of ['bulkStatus', 'bulkArchive'] as const) {
      const given = { data: [ids[0], unknown, 'abc', ids[1]], ...(verb === 'bulkStatus' ? { active: false } : {}) }
      const { message, details } = await refused(verb, { body: given })
      expect(message).toBe(`data: No offer with these IDs: ${unknown}, abc. Nothing was changed.`)
      expect(details).toEqual([
        { field: 'data.1', message: `No offer with the ID ${unknown}.` },
        { field: 'data.2', message: 'No offer with the ID abc.' },
      ])
    }
    expect(await states(ids)).toEqual([true, true, true])
  })

  test('change nothing if a rule refuses one', async () => {
    const ids = [await create(), await create({ name: 'locked' })]
    await refused('bulkStatus', { body: { active: false, data: ids }, status: 402 })
    expect(await states(ids)).toEqual([true, true])
  })

  test('create all or none, and name the item at fault', async () => {
    const count = () => database.prisma.offer.count({ where: { organizationId: world.organizationId } })
    const before = await count()
    for (const [wrong, field] of [
      [{ name: '' }, 'data.1.name'],
      [{ default_payout: { payout: 'x' } }, 'data.1.default_payout.payout'],
      [{ advertiser_id: 99 }, 'data.1.advertiser_id'],
      [{ deep_link_enabled: true }, 'data.1.deep_link_hosts'],
    ] as const) {
      const { details } = await refused('bulkCreate', { body: { data: [body(), body(wrong)] } })
      expect(details.map((detail) => detail.field)).toEqual([field])
    }
    expect(await count()).toBe(before)
    expect(await call('bulkCreate', { body: { data: [body({ name: 'A' }), body({ name: 'B' })] } })).toEqual({})
    expect(await count()).toBe(before + 2)
  })

  test('name every item that refers to nothing', async () => {
    const { details } = await refused('bulkCreate', {
      body: { data: [body({ advertiser_id: 98 }), body(), body({ integration_id: randomUUID(), advertiser_id: 99 })] },
    })
    expect(details.map(({ field }) => field).toSorted()).toEqual([
      'data.0.advertiser_id',
      'data.2.advertiser_id',
      'data.2.integration_id',
    ])
  })

  test('cost a handful of queries, however many items there are', async () => {
    const { id: advertiserId } = await database.prisma.advertiser.findFirstOrThrow({
      where: { organizationId: world.organizationId, incrementalId: 3 },
    })
    const items = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        body({ name: `Bulk ${index}`, advertiser_id: index % 3 === 0 ? advertiserId.toUpperCase() : 1 + (index % 2) }),
      )
    const queries = vi.spyOn(Client.prototype, 'query')
    const costOf = async (verb: Verb, given: object) => {
      queries.mockClear()
      await call(verb, { body: given })
      return queries.mock.calls.length
    }
    const three = await costOf('bulkCreate', { data: items(3) })
    expect(three).toBeLessThan(20)
    expect(await costOf('bulkCreate', { data: items(1000) })).toBe(three)
    const made = await database.prisma.offer.findMany({
      where: { organizationId: world.organizationId, name: { startsWith: 'Bulk' } },
      select: { id: true },
    })
    const ids = made.map(({ id }) => id)
    expect(ids).toHaveLength(1003)
    const status = await costOf('bulkStatus', { active: false, data: ids.slice(0, 3) })
    expect(status).toBeLessThan(20)
    expect(await costOf('bulkStatus', { active: true, data: ids.slice(0, 1000) })).toBe(status)
    queries.mockRestore()
  })

  test.each([
    ['bulkStatus', { active: true, data: [] }, 'data'],
    ['bulkStatus', { active: 'on', data: ['1'] }, 'active'],
    ['bulkStatus', { data: ['1'] }, 'active'],
    ['bulkArchive', { data: Array.from({ length: 1001 }, () => '1') }, 'data'],
    ['bulkArchive', { data: [1] }, 'data.0'],
    ['bulkArchive', {}, 'data'],
    ['bulkCreate', { data: [] }, 'data'],
  ] as const)('%s refuses %j', async (verb, wrong, field) => {
    expect((await refused(verb, { body: wrong })).details.map((detail) => detail.field)).toEqual([field])
  })
})

test.each([
  ['create', { body: {} }],
  ['read', { id: '1' }],
  ['update', { id: '1', body: {} }],
  ['archive', { id: '1' }],
  ['bulkArchive', { body: { data: ['1'] } }],
] as const)('%s refuses query parameters, which it doesn’t have, by name', async (verb, options) => {
  const { details } = await refused(verb, { ...options, query: 'force=true&page[size]=1' })
  const message = 'isn’t recognized; there are no query parameters here'
  expect(details).toEqual([
    { field: 'force', message },
    { field: 'page[size]', message },
  ])
})

describe('lists', () => {
  beforeAll(async () => {
    world = await createWorld(database, events)
    integration = await newIntegration(world)
    await create({
      name: 'One',
      default_payout: { payout: '1.10', payout_type: 'CPA' },
      deep_link_hosts: ['a.example'],
    })
    await create({
      name: 'Two',
      advertiser_id: 2,
      default_payout: { payout: '1.100001', payout_type: 'CPAxCPS' },
      deep_link_hosts: ['a.example', 'b.example'],
      fallback_url: 'https://x.example',
    })
    await create({ name: 'Ten%', advertiser_id: 3, default_payout: { payout: '10' }, active: false })
  })

  test.each([
    ['', ['One', 'Two', 'Ten%']],
    ['filter[incremental_id]=2', ['Two']],
    ['filter[incremental_id][eq_n]=2', ['Two']],
    ['filter[incremental_id][ne]=2', ['One', 'Ten%']],
    ['filter[incremental_id][in]=1,3', ['One', 'Ten%']],
    ['filter[incremental_id][gt]=1&filter[incremental_id][lte]=2', ['Two']],
    ['filter[name][like]=%25', ['Ten%']],
    ['filter[name][in]=One,Two', ['One', 'Two']],
    ['filter[active]=false', ['Ten%']],
    ['filter[active]=true', ['One', 'Two']],
    ['filter[active][ne]=true', ['Ten%']],
    ['filter[active][in]=false', ['Ten%']],
    ['filter[active][in]=true,false', ['One', 'Two', 'Ten%']],
    ['filter[visibility][ne]=Private', ['One', 'Two', 'Ten%']],
    ['filter[fallback_url][ne]=https://x.example', ['One', 'Ten%']],
    ['filter[default_payout.payout]=1.1', ['One']],
    ['filter[default_payout.payout][eq_n]=1.100001', ['Two']],
    ['filter[default_payout.payout][gte]=1.100001', ['Two', 'Ten%']],
    ['filter[default_payout.payout][lt]=1.100001', ['One']],
    ['filter[default_payout.payout][in]=1.10,10.000', ['One', 'Ten%']],
    ['filter[default_payout.payout][gt]=-5&filter[default_payout.payout_type]=CPAxCPS', ['Two']],
    ['filter[deep_link_hosts]=a.example', ['One', 'Two']],
    ['filter[deep_link_hosts][ne]=b.example', ['One', 'Ten%']],
    ['filter[deep_link_hosts][in]=b.example,c.example', ['Two']],
    ['filter[advertiser_id]=2', ['Two']],
    ['filter[advertiser_id][ne]=2', ['One', 'Ten%']],
    ['filter[advertiser_id][in]=1,3', ['One', 'Ten%']],
    ['filter[advertiser_id]=99', []],
    ['filter[created_at][gte]=2020-01-01', ['One', 'Two', 'Ten%']],
    ['sort=-default_payout.payout', ['Ten%', 'Two', 'One']],
    ['sort=-advertiser_id', ['Ten%', 'Two', 'One']],
    ['sort=active,-name', ['Ten%', 'Two', 'One']],
    ['sort=-default_payout.payout_type,name', ['Two', 'One', 'Ten%']],
    ['q=alpha', ['Two']],
    ['q=zebra%20on', ['One']],
    ['page[size]=1&page[number]=2', ['Two']],
  ])('support ?%s', async (query, expected) => {
    expect((await names(query)).toSorted()).toEqual([...expected].toSorted())
    if (query.startsWith('sort') || query === '') expect(await names(query)).toEqual(expected)
  })

  test('filter by the advertiser’s ID too', async () => {
    const { advertiser } = (await list('filter[name]=Two')).data[0] ?? {}
    expect(await names(`filter[advertiser_id]=${advertiser?.id}`)).toEqual(['Two'])
    expect(await names(`filter[advertiser_id][in]=1,${advertiser?.id}`)).toEqual(['One', 'Two'])
    expect(await names(`filter[id]=${(await list('q=two')).data[0]?.id}`)).toEqual(['Two'])
  })

  test.each([
    ['filter[incremental_id]=x', 'filter[incremental_id]', 'whole number'],
    ['filter[incremental_id]=99999999999', 'filter[incremental_id]', 'whole number'],
    ['filter[incremental_id][like]=1', 'filter[incremental_id][like]', 'filter[incremental_id][gte]'],
    ['filter[default_payout.payout]=cheap', 'filter[default_payout.payout]', 'must be a number such as 12.50'],
    ['filter[default_payout.payout][in]=1,x', 'filter[default_payout.payout][in]', 'each value must be a number'],
    ['filter[default_payout.payout]=1e400', 'filter[default_payout.payout]', 'must be a number'],
    ['filter[default_payout.fee]=1', 'filter[default_payout.fee]', 'filter[default_payout.payout]'],
    ['filter[default_payout]=1', 'filter[default_payout]', 'filter[default_payout.payout]'],
    ['filter[default_payout.payout_type]=CPX', 'filter[default_payout.payout_type]', 'one of CPA'],
    ['filter[deep_link_hosts][like]=a', 'filter[deep_link_hosts][like]', 'filter[deep_link_hosts][in]'],
    ['filter[advertiser_id]=zebra', 'filter[advertiser_id]', 'must be an ID, such as 42'],
    ['filter[advertiser_id][gt]=1', 'filter[advertiser_id][gt]', 'filter[advertiser_id][ne]'],
    ['filter[advertiser]=x', 'filter[advertiser]', 'isn’t recognized'],
    ['filter[active]=1', 'filter[active]', 'true or false'],
    ['filter[active]=maybe', 'filter[active]', 'true or false'],
    ['filter[created_at]=0000-01-01', 'filter[created_at]', '2026-01-31'],
    ['filter[created_at]=0001-01-01T00:00:00%2B14:00', 'filter[created_at]', '2026-01-31'],
    [
      'sort=deep_link_hosts',
      'sort',
      'can’t be "deep_link_hosts"; use id, incremental_id, name, description, active, archived, visibility, fallback_url, currency, integration_id, advertiser_id, default_payout.payout_type, default_payout.payout, default_payout.revenue_type, default_payout.revenue, deep_link_enabled, created_at, with - before a field for descending order',
    ],
    ['sort=name,-advertiser', 'sort', 'can’t be "-advertiser"; use'],
    ['sort=', 'sort', 'can’t be ""; use'],
    ['sort=name,-name', 'sort', 'only once'],
  ])('refuse ?%s and name the parameter', async (query, field, hint) => {
    const { details } = await refused('list', { query })
    expect(details.map((detail) => detail.field)).toEqual([field])
    expect(details[0]?.message).toContain(hint)
  })
})

test('tools get plain names: the same list, asked as a structure', async () => {
  const asked = offersResource.listing.query.parse({
    filter: { default_payout: { payout: { gte: '1.100001' } }, advertiser_id: { in: [2, 3] } },
    sort: ['-default_payout.payout'],
    page: { size: 1 },
  })
  const { where, orderBy, skip, take } = offersResource.listing.read(asked)
  const rows = await database.forOrganization(world.organizationId).offer.findMany({ where, orderBy, skip, take })
  expect(rows.map(({ name }) => name)).toEqual(['Ten%'])
})

test('the documentation has every field with its type, in named schemas', async () => {
  const document = openApi(
    Object.values(offers).map(({ contract }) => contract),
    'https://analytics.example',
  )
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
  expect(document).toMatchObject({
    components: {
      schemas: {
        TestOffer: {
          properties: {
            name: { type: 'string' },
            default_payout: { properties: { payout: { type: 'number' } } },
          },
        },
        TestOfferCreate: {
          required: ['name', 'integration_id', 'advertiser_id'],
          properties: {
            description: { description: 'What publishers read.' },
            advertiser_id: { anyOf: [{ type: 'integer' }, { format: 'uuid' }] },
          },
        },
        TestOfferUpdate: { properties: { active: { type: 'boolean' }, name: { type: 'string' } } },
        Integr8Error: {},
      },
    },
  })
  expect(JSON.stringify(document)).not.toContain('#/$defs')
  const types = new Map(
    parametersOf(offersResource.listing.query, brackets).map(({ names: [name], schema }) => [name, schema]),
  )
  expect(types.get('filter[active]')).toMatchObject({
    type: 'boolean',
    description: 'Only items whose active equals this value.',
  })
  expect(types.get('filter[deep_link_hosts]')).toMatchObject({
    type: 'string',
    description: 'Only items whose deep_link_hosts includes this value.',
  })
  expect(types.get('page[size]')).toMatchObject({ type: 'integer', maximum: 100, default: 25 })
})
