import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { advertisers } from './advertisers'
import { networks } from './networks'

// Contract: Advertisers in the Integr8 document, our decisions about it, and Networks, which follow it.

const database = await testDatabase()
const events = await testEventLog()
let world: World

beforeEach(async () => {
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
  advertisers.list.contract.response.parse(await ask('GET', `advertisers${query}`, undefined, options))
const get = async (id: string) => advertisers.read.contract.response.parse(await ask('GET', `advertisers/${id}`)).data
const create = async (body: object, options: Options = {}) =>
  advertisers.create.contract.response.parse(await ask('POST', 'advertisers', { name: 'Acme', ...body }, options))
    .created_item_id
const patch = (id: string, body: object, options: Options = {}) => ask('PATCH', `advertisers/${id}`, body, options)
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})

/** The document's own request sample, without manager_id, which must exist. */
const sample = {
  active: true,
  address: '456 Market St',
  company_name: 'Acme Corporation',
  country: 'US',
  description: 'E-commerce advertiser',
  email: 'john.smith@acmecorp.com',
  first_name: 'John',
  last_name: 'Smith',
  messenger: 'john_smith',
  name: 'Acme Corp',
  phone: '+1-555-0200',
}

describe('the document’s samples', () => {
  test('create, get, update, list, delete, and restore an advertiser', async () => {
    const manager_id = world.admin.userId
    const id = await create({ ...sample, manager_id, website: 'https://acme.example' })
    const made = await get(id)
    expect(made).toEqual({
      ...sample,
      id,
      incremental_id: 4,
      slug: 'acme-corp',
      organization: world.organizationId,
      external_id: null,
      website: 'https://acme.example',
      archived: false,
      network_id: null,
      network: null,
      manager_id,
      manager: { id: manager_id, email: world.admin.email, first_name: 'admin', last_name: '' },
      tag_ids: [],
      tags: [],
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_updated_by: world.admin.userId,
    })
    expect(await patch(id, { ...sample, name: 'Acme Two', active: false, manager_id: null })).toEqual({})
    expect(await get(id)).toMatchObject({ name: 'Acme Two', active: false, manager_id: null, manager: null })
    expect((await list(`?filter[name]=Acme Two`)).meta).toEqual({ total_count: 1, total_page: 1 })
    expect(await ask('DELETE', `advertisers/${id}`)).toEqual({})
    expect(await get(id)).toMatchObject({ archived: true })
    expect((await list(`?filter[name]=Acme Two`)).data).toEqual([])
    expect((await list(`?filter[archived]=true`)).data.map((row) => row.id)).toEqual([id])
    await patch(id, { archived: false })
    expect((await list(`?filter[name]=Acme Two`)).data.map((row) => row.id)).toEqual([id])
    const actions = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
    expect(actions.map(({ action, entity }) => `${action} ${entity}`)).toEqual([
      'create advertiser',
      'deactivate advertiser',
      'archive advertiser',
      'restore advertiser',
    ])
  })

  test('work form-encoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = await ask('POST', 'advertisers', 'name=Form&active=false&country=de', { headers })
    const { created_item_id: id } = advertisers.create.contract.response.parse(body)
    await ask('PATCH', `advertisers/${id}`, 'phone=1', { headers })
    expect(await get(id)).toMatchObject({ name: 'Form', active: false, country: 'DE', phone: '1' })
  })
})

describe('references and tags', () => {
  test('name records of the organization', async () => {
    const { organizationId } = world
    const [sale, summer] = await Promise.all(
      ['Sale', 'Summer'].map((name) => database.prisma.tag.create({ data: { organizationId, name, color: 'blue' } })),
    )
    if (!sale || !summer) throw new Error('Expected two tags')
    const id = await create({ network_id: 2, tag_ids: [sale.id, summer.id] })
    expect(await get(id)).toMatchObject({
      network_id: 2,
      network: { incremental_id: 2, name: 'Impact' },
      tags: [
        { id: sale.id, name: 'Sale', color: 'blue' },
        { id: summer.id, name: 'Summer' },
      ],
    })
    const ids = async (query: string) => (await list(query)).data.map((row) => row.id)
    expect(await ids(`?filter[tag_ids]=${sale.id}`)).toEqual([id])
    expect(await ids(`?filter[tag_ids][ne]=${sale.id}`)).not.toContain(id)
    expect(await ids(`?filter[tag_ids][in]=${summer.id}&filter[network_id]=2`)).toEqual([id])
    await patch(id, { tag_ids: [], network_id: null })
    expect(await get(id)).toMatchObject({ tag_ids: [], network_id: null })
  })

  test('refuse everything else, naming the field', async () => {
    const other = await createWorld(database, events)
    const theirs = await database.prisma.tag.create({ data: { organizationId: other.organizationId, name: 'X' } })
    await database.prisma.network.updateMany({
      where: { organizationId: world.organizationId, incrementalId: 1 },
      data: { archived: true },
    })
    const bad: [object, string, RegExp][] = [
      [{ tag_ids: [theirs.id] }, 'tag_ids', /No tag with the ID/],
      [{ tag_ids: ['x'] }, 'tag_ids.0', /must be an ID/],
      [{ network_id: 99 }, 'network_id', /No network with the ID 99/],
      [{ network_id: 1 }, 'network_id', /isn’t archived/],
      [{ manager_id: 'mgr123' }, 'manager_id', /must be the ID of/],
      [{ manager_id: other.admin.userId }, 'manager_id', /No user/],
      [{ manager_id: world.publishers[0].userId }, 'manager_id', /No user/],
    ]
    const before = await database.prisma.advertiser.count()
    for (const [body, field, message] of bad)
      expect(await ask('POST', 'advertisers', { name: 'X', ...body }, { status: 400 })).toMatchObject(
        fault(field, message),
      )
    expect(await database.prisma.advertiser.count()).toBe(before)
  })
})

test.each([
  [{ name: undefined }, 'name'],
  [{ name: '' }, 'name'],
  [{ name: 'x'.repeat(201) }, 'name'],
  [{ email: 'john' }, 'email'],
  [{ country: 'USA' }, 'country'],
  [{ website: 'acme.example' }, 'website'],
  [{ active: 'yes' }, 'active'],
  [{ description: 'x'.repeat(2001) }, 'description'],
  [{ payout: 1 }, 'payout'],
])('an advertiser can’t be created with %j', async (wrong, field) => {
  const body = { name: 'Acme', ...wrong }
  expect(await ask('POST', 'advertisers', body, { status: 400 })).toMatchObject({ error: { details: [{ field }] } })
})

describe('archived advertisers', () => {
  test('leave their external ID to others, and can’t be restored while it’s in use', async () => {
    const first = await create({ external_id: '7' })
    expect(await ask('POST', 'advertisers', { name: 'Second', external_id: '7' }, { status: 402 })).toMatchObject(
      fault('external_id', /already in use/),
    )
    await ask('DELETE', `advertisers/${first}`)
    const second = await create({ external_id: '7' })
    expect(await patch(first, { archived: false }, { status: 402 })).toMatchObject(fault('external_id', /in use/))
    expect(await get(first)).toMatchObject({ archived: true })
    await patch(second, { external_id: '' })
    await patch(first, { archived: false })
  })

  test('have no active offers', async () => {
    const { organizationId } = world
    const id = await create({})
    const integration = await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })
    const offer = await database.prisma.offer.create({
      data: { organizationId, incrementalId: 1, slug: 'o', name: 'O', advertiserId: id, integrationId: integration.id },
    })
    const { incremental_id: number } = await get(id)
    const free = await create({})
    expect(await ask('DELETE', `advertisers/${id}`, undefined, { status: 402 })).toMatchObject({
      error: { code: 'request_failed', message: expect.stringContaining('active offers') },
    })
    expect(await ask('DELETE', 'advertisers/bulk', { data: [free, id] }, { status: 402 })).toMatchObject({
      error: { message: expect.stringMatching(new RegExp(`: ${number}\\. Nothing was changed`)) },
    })
    expect(await get(free)).toMatchObject({ archived: false })
    await database.prisma.offer.update({ where: { id: offer.id }, data: { active: false } })
    await ask('DELETE', 'advertisers/bulk', { data: [free, id] })
    expect(await get(free)).toMatchObject({ archived: true })
  })
})

describe('bulk verbs', () => {
  test('change all or none, by ID or number, and name what doesn’t exist', async () => {
    const [a, b] = [await create({}), await create({})]
    const { incremental_id: number } = await get(b)
    expect(await ask('PATCH', 'advertisers/bulk', { active: false, data: [a, String(number)] })).toEqual({})
    expect([(await get(a)).active, (await get(b)).active]).toEqual([false, false])
    const unknown = randomUUID()
    expect(await ask('PATCH', 'advertisers/bulk', { active: true, data: [a, unknown] }, { status: 400 })).toMatchObject(
      fault('data.1', new RegExp(unknown)),
    )
    expect((await get(a)).active).toBe(false)
    await ask('PATCH', 'advertisers/bulk', { data: [a] }, { status: 400 })
  })

  test('restore all or none, and name those whose values are taken', async () => {
    const external_id = randomUUID()
    const [free, taken, again] = [await create({}), await create({ external_id }), await create({})]
    await ask('DELETE', 'advertisers/bulk', { data: [free, taken, again] })
    const holder = await create({ external_id })
    const { incremental_id: number } = await get(taken)
    const restoring = { archived: false, data: [free, taken, again] }
    expect(await ask('PATCH', 'advertisers/bulk', restoring, { status: 402 })).toMatchObject(
      fault('external_id', new RegExp(`already in use: ${number}. Nothing was changed`)),
    )
    expect((await get(free)).archived).toBe(true)
    await ask('PATCH', `advertisers/${holder}`, { external_id: null })
    expect(await ask('PATCH', 'advertisers/bulk', restoring)).toEqual({})
    expect([(await get(free)).archived, (await get(taken)).archived]).toEqual([false, false])
  })

  test('assign all to a manager or none', async () => {
    const [a, b] = [await create({}), await create({})]
    const manager_id = world.admin.userId
    const assigning = (id: string | null) => ask('PATCH', 'advertisers/bulk', { manager_id: id, data: [a, b] })
    await assigning(manager_id)
    expect([(await get(a)).manager_id, (await get(b)).manager_id]).toEqual([manager_id, manager_id])
    await ask('PATCH', 'advertisers/bulk', { manager_id: randomUUID(), data: [a, b] }, { status: 400 })
    await assigning(null)
    expect((await get(a)).manager_id).toBeNull()
  })

  test('delete at least one', async () => {
    await ask('DELETE', 'advertisers/bulk', { data: [] }, { status: 400 })
  })
})

describe('If-Match', () => {
  const given = (time: string) => ({ headers: { 'If-Match': time } })
  test('refuses a change to a record that changed since', async () => {
    const id = await create({})
    const { updated_at: seen } = await get(id)
    await patch(id, { phone: '1' }, given(`"${seen}"`))
    expect(await patch(id, { phone: '2' }, { ...given(seen), status: 412 })).toMatchObject({
      error: { code: 'precondition_failed', message: expect.stringContaining('after you last read it') },
    })
    await ask('DELETE', `advertisers/${id}`, undefined, { ...given(seen), status: 412 })
    expect(await get(id)).toMatchObject({ phone: '1', archived: false })
    await patch(id, { phone: '3' }, given('*'))
    await patch(id, { phone: '4' }, given((await get(id)).updated_at))
    expect(await patch(id, { phone: '5' }, { ...given('"abc"'), status: 400 })).toMatchObject(
      fault('If-Match', /updated_at/),
    )
    expect((await get(id)).phone).toBe('4')
  })
})

describe('access', () => {
  test('account managers see and change what they can access, and only Global ones create', async () => {
    const restricted = await world.accountManager({}, { advertisers: [1] })
    expect((await list('', { key: restricted.key })).data.map((row) => row.incremental_id)).toEqual([1])
    await patch('1', { phone: '1' }, { key: restricted.key })
    await patch('2', { phone: '1' }, { key: restricted.key, status: 404 })
    await ask('POST', 'advertisers', { name: 'X' }, { key: restricted.key, status: 403 })

    const limited = await world.accountManager({ advertiserManagerAccess: 'Limited' }, { advertisers: [1] })
    expect(await patch('2', { phone: '1' }, { key: limited.key, status: 403 })).toMatchObject({
      error: { message: expect.stringContaining(': 2.') },
    })
    await ask('DELETE', 'advertisers/bulk', { data: ['1', '2'] }, { key: limited.key, status: 403 })
    expect(await get('1')).toMatchObject({ archived: false })
    await ask('PATCH', 'networks/1', { name: 'X' }, { key: limited.key, status: 403 })

    const global = await world.accountManager({ advertiserManagerAccess: 'Global' })
    await create({}, { key: global.key })
  })

  test('publisher users see neither advertisers nor networks', async () => {
    for (const path of ['advertisers', 'advertisers/1', 'networks', 'networks/1'])
      await ask('GET', path, undefined, { key: world.publishers[0].key, status: 403 })
  })
})

test('networks work the same way', async () => {
  const body = await ask('POST', 'networks', { name: 'Bluefin', website: 'https://bluefin.example', external_id: 'b' })
  const { created_item_id: id } = networks.create.contract.response.parse(body)
  const read = async () => networks.read.contract.response.parse(await ask('GET', `networks/${id}`)).data
  expect(await read()).toEqual({
    id,
    incremental_id: 3,
    slug: 'bluefin',
    organization: world.organizationId,
    name: 'Bluefin',
    external_id: 'b',
    website: 'https://bluefin.example',
    description: '',
    archived: false,
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: world.admin.userId,
  })
  const { updated_at: seen } = await read()
  await ask('PATCH', `networks/${id}`, { website: '' }, { headers: { 'If-Match': seen } })
  await ask('PATCH', `networks/${id}`, { website: '' }, { headers: { 'If-Match': seen }, status: 412 })
  const advertiser = await create({ network_id: id })
  expect(await ask('DELETE', `networks/${id}`, undefined, { status: 402 })).toMatchObject({
    error: { message: expect.stringContaining('with advertisers') },
  })
  await ask('DELETE', `advertisers/${advertiser}`)
  await ask('DELETE', 'networks/bulk', { data: [id] })
  expect(await read()).toMatchObject({ archived: true, website: null })
  await ask('PATCH', `networks/${id}`, { archived: false })
  expect(await read()).toMatchObject({ archived: false })
  await ask('PATCH', `networks/${id}`, { name: '' }, { status: 400 })
  await ask('GET', `networks/${randomUUID()}`, undefined, { status: 404 })
})
