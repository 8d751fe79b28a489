import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { publishers } from './publishers'

// Contract: Publishers in the Integr8 document, and our decisions about it.

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

const list = async (query = '', options: Options = {}) =>
  publishers.list.contract.response.parse(await ask('GET', `publishers${query}`, undefined, options))
const get = async (id: string, options: Options = {}) =>
  publishers.read.contract.response.parse(await ask('GET', `publishers/${id}`, undefined, options)).data
const create = async (body: object, options: Options = {}) =>
  publishers.create.contract.response.parse(await ask('POST', 'publishers', { name: 'Acme', ...body }, options))
    .created_item_id
const patch = (id: string, body: object, options: Options = {}) => ask('PATCH', `publishers/${id}`, body, options)
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})
const domain = (host: string, archived = false) =>
  database.prisma.trackingDomain.create({ data: { organizationId: world.organizationId, host, archived } })

/** The document's own request sample, without manager_id, which must exist. */
const sample = {
  active: true,
  address: '123 Main St',
  city: 'New York',
  company_name: 'Acme Media Ltd',
  countries: ['US', 'CA'],
  country: 'US',
  description: 'Top-tier affiliate publisher',
  email: 'jane.doe@acmemedia.com',
  fraud_visibility_enabled: true,
  messenger: 'jane_doe',
  name: 'Acme Media',
  phone: '+1-555-0100',
  postback_manager_enabled: true,
  promotional_method: ['Content', 'SMS', 'Other'],
  timezone: 'America/New_York',
}
const noBilling = {
  name: '',
  email: '',
  address: '',
  country: '',
  tax_id: '',
  currency: '',
  payment_method: '',
  payment_details: '',
}

describe('the document’s samples', () => {
  test('create, get, update, list, delete, and restore a publisher', async () => {
    const manager_id = world.admin.userId
    const own = await domain('go.acme.example')
    const sent = { ...sample, manager_id, tracking_domain_ids: [own.id], website: 'https://acme.example' }
    const id = await create(sent)
    expect(await get(id)).toEqual({
      ...sent,
      id,
      incremental_id: 3,
      slug: 'acme-media',
      organization: world.organizationId,
      external_id: null,
      archived: false,
      billing: noBilling,
      default_throttle: { active: false, throttle_percentage: 0, throttle_status: 'Pending' },
      manager: { id: manager_id, email: world.admin.email, first_name: 'admin', last_name: '' },
      group_id: null,
      group: null,
      tag_ids: [],
      tags: [],
      tracking_domains: [{ id: own.id, host: 'go.acme.example' }],
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_updated_by: world.admin.userId,
    })
    const changed = { ...sample, name: 'Acme Two', active: false, manager_id: null, tracking_domain_ids: [] }
    expect(await patch(id, changed)).toEqual({})
    expect(await get(id)).toMatchObject({ ...changed, manager: null, tracking_domains: [] })
    expect((await list(`?filter[name]=Acme Two`)).meta).toEqual({ total_count: 1, total_page: 1 })
    expect(await ask('DELETE', `publishers/${id}`)).toEqual({})
    expect(await get(id)).toMatchObject({ archived: true })
    expect((await list(`?filter[name]=Acme Two`)).data).toEqual([])
    expect((await list(`?filter[archived]=true`)).data.map((row) => row.id)).toEqual([id])
    await patch(id, { archived: false })
    expect((await list(`?filter[name]=Acme Two`)).data.map((row) => row.id)).toEqual([id])
    const actions = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
    expect(actions.map(({ action, entity }) => `${action} ${entity}`)).toEqual([
      'create publisher',
      'deactivate publisher',
      'archive publisher',
      'restore publisher',
    ])
    expect(actions[1]).toMatchObject({ before: { trackingDomainIds: [own.id] }, after: { name: 'Acme Two' } })
  })

  test('work form-encoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const form = 'name=Form&promotional_method[]=Email&promotional_method[]=Push&billing[currency]=EUR&countries=de,at'
    const { created_item_id: id } = publishers.create.contract.response.parse(
      await ask('POST', 'publishers', form, { headers }),
    )
    await ask('PATCH', `publishers/${id}`, 'default_throttle[throttle_percentage]=5', { headers })
    expect(await get(id)).toMatchObject({
      name: 'Form',
      promotional_method: ['Email', 'Push'],
      countries: ['DE', 'AT'],
      billing: { currency: 'EUR' },
      default_throttle: { throttle_percentage: 5 },
    })
  })
})

test('billing details, default throttling, and tags can be set, filtered, and sorted by', async () => {
  const { organizationId } = world
  const tag = await database.prisma.tag.create({ data: { organizationId, name: 'VIP', color: 'blue' } })
  const billing = {
    name: 'Acme GmbH',
    email: 'billing@acme.example',
    address: 'Main St 1\nBerlin',
    country: 'DE',
    tax_id: 'DE123',
    currency: 'EUR',
    payment_method: 'Wire',
    payment_details: 'IBAN DE00',
  }
  const default_throttle = { active: true, throttle_percentage: 30, throttle_status: 'Rejected' as const }
  const id = await create({ billing, default_throttle, tag_ids: [tag.id] })
  const other = await create({ billing: { name: 'Zulu' } })
  expect(await get(id)).toMatchObject({ billing, default_throttle, tags: [{ name: 'VIP', color: 'blue' }] })
  await patch(id, { billing: { tax_id: 'DE456' } })
  expect(await get(id)).toMatchObject({ billing: { ...billing, tax_id: 'DE456' } })
  const ids = async (query: string) => (await list(query)).data.map((row) => row.id)
  for (const query of [
    `?filter[tag_ids]=${tag.id}`,
    '?filter[billing.tax_id]=DE456',
    '?filter[default_throttle.throttle_percentage][gte]=30',
    '?filter[default_throttle.active]=true',
    '?q=acme&filter[billing.name]=Acme GmbH',
  ])
    expect(await ids(query), query).toEqual([id])
  expect((await ids('?sort=-billing.name')).slice(0, 2)).toEqual([other, id])
  expect(await ask('GET', 'publishers?filter[promotional_method]=Fax', undefined, { status: 400 })).toMatchObject(
    fault('filter[promotional_method]', /Content, Email/),
  )
  expect(await ids('?filter[countries]=CA&filter[promotional_method][in]=SMS,Push')).toHaveLength(1)
})

test('publishers are found by number, and those without an account manager can be listed', async () => {
  const unassigned = await create({ name: 'Found by number' })
  const assigned = await create({ name: 'Found by number', manager_id: world.admin.userId })
  const { incremental_id: number } = await get(unassigned)
  const ids = async (query: string) => (await list(`?filter[name]=Found by number${query}`)).data.map(({ id }) => id)
  expect(await ids(`&q=${number}`)).toEqual([unassigned])
  expect(await ids(`&q=found ${number}`)).toEqual([unassigned])
  expect(await ids('&filter[manager_id]=null')).toEqual([unassigned])
  expect(await ids('&filter[manager_id][ne]=null')).toEqual([assigned])
  expect(await ids(`&filter[manager_id][in]=null,${world.admin.userId}`)).toEqual([unassigned, assigned])
  expect(await ask('GET', 'publishers?filter[manager_id]=none', undefined, { status: 400 })).toMatchObject(
    fault('filter[manager_id]', /or null$/),
  )
})

test.each([
  [{ name: undefined }, 'name', /required|must be/],
  [{ name: '' }, 'name', /must not be empty/],
  [{ email: 'jane' }, 'email', /must be an email address/],
  [{ country: 'USA' }, 'country', /two-letter/],
  [{ countries: ['US', 'XX'] }, 'countries.1', /two-letter/],
  [{ promotional_method: ['Fax'] }, 'promotional_method.0', /Content, Email, Search/],
  [{ timezone: 'New York' }, 'timezone', /IANA time zone/],
  [{ website: 'acme.example' }, 'website', /http/],
  [{ active: 'yes' }, 'active', /true or false/],
  [{ fraud_visibility_enabled: 1 }, 'fraud_visibility_enabled', /true or false/],
  [{ description: 'x'.repeat(2001) }, 'description', /at most 2000/],
  [{ manager_id: 'mgr123' }, 'manager_id', /must be the ID of/],
  [{ tracking_domain_ids: ['x'] }, 'tracking_domain_ids.0', /must be an ID/],
  [{ tracking_domain_ids: [randomUUID()] }, 'tracking_domain_ids', /No tracking domain with the ID/],
  [{ billing: { currency: 'EURO' } }, 'billing.currency', /ISO 4217/],
  [{ default_throttle: { throttle_percentage: 101 } }, 'default_throttle.throttle_percentage', /0 to 100/],
  [{ default_throttle: { throttle_status: 'Approved' } }, 'default_throttle.throttle_status', /Rejected, Pending/],
  [{ payout: 1 }, 'payout', /recognized/],
])('a publisher can’t be created with %j', async (wrong, field, message) => {
  const body = { name: 'Acme', ...wrong }
  expect(await ask('POST', 'publishers', body, { status: 400 })).toMatchObject(fault(field, message))
})

test('tracking domains have to be the organization’s, and neither archived nor the default', async () => {
  const gone = await domain('gone.acme.example', true)
  expect(await ask('POST', 'publishers', { name: 'X', tracking_domain_ids: [gone.id] }, { status: 400 })).toMatchObject(
    fault('tracking_domain_ids', /aren’t archived; gone\.acme\.example is/),
  )
  const main = await database.prisma.trackingDomain.create({
    data: { organizationId: world.organizationId, host: 'main.acme.example', isDefault: true },
  })
  expect(await ask('POST', 'publishers', { name: 'X', tracking_domain_ids: [main.id] }, { status: 400 })).toMatchObject(
    fault('tracking_domain_ids', /main\.acme\.example: it’s the default domain/),
  )
})

test('an email address and time zone can be removed', async () => {
  const id = await create({ email: 'A@b.example', timezone: 'UTC' })
  expect(await get(id)).toMatchObject({ email: 'a@b.example', timezone: 'UTC' })
  await patch(id, { email: '', timezone: null })
  expect(await get(id)).toMatchObject({ email: null, timezone: null })
})

describe('archived publishers', () => {
  test('leave their external ID to others, and can’t be restored while it’s in use', async () => {
    const first = await create({ external_id: '7' })
    await ask('POST', 'publishers', { name: 'Second', external_id: '7' }, { status: 402 })
    await ask('DELETE', `publishers/${first}`)
    const second = await create({ external_id: '7' })
    expect(await patch(first, { archived: false }, { status: 402 })).toMatchObject(fault('external_id', /in use/))
    await ask('DELETE', `publishers/${second}`)
    await patch(first, { archived: false })
  })

  test('have no users who can sign in', async () => {
    const own = await createWorld(database, events)
    const [{ key }] = own.publishers
    await ask('DELETE', 'publishers/1', undefined, { key: own.admin.key })
    await ask('GET', 'publishers', undefined, { key, status: 401 })
    await ask('PATCH', 'publishers/1', { archived: false }, { key: own.admin.key })
    await ask('GET', 'publishers', undefined, { key })
  })
})

test('bulk verbs change all or none, by ID or number, and name what doesn’t exist', async () => {
  const [a, b] = [await create({}), await create({})]
  const { incremental_id: number } = await get(b)
  expect(await ask('PATCH', 'publishers/bulk', { active: false, data: [a, String(number)] })).toEqual({})
  expect([(await get(a)).active, (await get(b)).active]).toEqual([false, false])
  const unknown = randomUUID()
  for (const [method, body] of [
    ['PATCH', { active: true, data: [a, unknown] }],
    ['DELETE', { data: [a, unknown] }],
  ] as const)
    expect(await ask(method, 'publishers/bulk', body, { status: 400 })).toMatchObject(
      fault('data.1', new RegExp(unknown)),
    )
  expect(await get(a)).toMatchObject({ active: false, archived: false })
  await ask('PATCH', 'publishers/bulk', { data: [a] }, { status: 400 })
  expect(await ask('DELETE', 'publishers/bulk', { data: [a, b] })).toEqual({})
  expect([(await get(a)).archived, (await get(b)).archived]).toEqual([true, true])
})

test('If-Match refuses a change to a publisher that changed since', async () => {
  const id = await create({})
  const headers = { 'If-Match': (await get(id)).updated_at }
  await patch(id, { phone: '1' }, { headers })
  await patch(id, { phone: '2' }, { headers, status: 412 })
  await ask('DELETE', `publishers/${id}`, undefined, { headers, status: 412 })
  expect(await get(id)).toMatchObject({ phone: '1', archived: false })
})

describe('access', () => {
  test('account managers see and change what they can access, and only Global ones create', async () => {
    const restricted = await world.accountManager({}, { publishers: [1] })
    expect((await list('', { key: restricted.key })).data.map((row) => row.incremental_id)).toEqual([1])
    await patch('1', { phone: '1' }, { key: restricted.key })
    await patch('2', { phone: '1' }, { key: restricted.key, status: 404 })
    await ask('POST', 'publishers', { name: 'X' }, { key: restricted.key, status: 403 })
    const limited = await world.accountManager({ publisherManagerAccess: 'Limited' }, { publishers: [1] })
    await ask('PATCH', 'publishers/bulk', { active: false, data: ['1', '2'] }, { key: limited.key, status: 403 })
    expect(await get('1')).toMatchObject({ active: true })
    const global = await world.accountManager({ publisherManagerAccess: 'Global' })
    await create({}, { key: global.key })
  })

  test('publisher users see their own publisher, without what only the network may know', async () => {
    const [{ key }] = world.publishers
    const secret = { description: 'Watch out', external_id: 'crm-1', billing: { tax_id: 'T1' } }
    await patch('1', { ...secret, default_throttle: { active: true, throttle_percentage: 9 } })
    const { data, meta } = await list('', { key })
    expect(meta.total_count).toBe(1)
    const hidden = ['external_id', 'description', 'billing', 'default_throttle', 'group_id', 'group', 'tag_ids', 'tags']
    for (const seen of [data[0], await get('1', { key })])
      expect(Object.keys(await get('1')).filter((name) => !Object.hasOwn(seen ?? {}, name))).toEqual(hidden)
    for (const [query, field] of [
      ['filter[default_throttle.active]=true', 'filter[default_throttle]'],
      ['filter[description][like]=watch', 'filter[description]'],
      ['filter[tag_ids]=0190c8a4-7e1b-7c3a-9d2e-5f60718293a4', 'filter[tag_ids]'],
      ['sort=name,-billing.tax_id', 'sort'],
    ] as const)
      expect(await ask('GET', `publishers?${query}`, undefined, { key, status: 403 })).toMatchObject(
        fault(field, /isn’t available to publisher users/),
      )
    await patch('1', { phone: '1' }, { key, status: 403 })
    await ask('GET', 'publishers/2', undefined, { key, status: 404 })
  })
})
