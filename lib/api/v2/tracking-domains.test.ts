import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { askV2, faultOf, refusalThat, type Options } from '@/lib/testing/integr8'
import { createWorld } from '@/lib/testing/world'
import { trackingDomains } from './tracking-domains'

const database = await testDatabase()
const events = await testEventLog()
const world = await createWorld(database, events)
const { organizationId, admin } = world
const publishers = await database.prisma.publisher.findMany({
  where: { organizationId },
  orderBy: { incrementalId: 'asc' },
})
const [first, second] = publishers.map(({ id }) => id)

const ask = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path = '',
  body?: unknown,
  options?: Options,
  key = admin.key,
) => askV2(key, method, `tracking-domains${path}`, body, options)
const created = z.strictObject({ created_item_id: z.uuid() })
const newHost = () => `${randomUUID()}.example`
const create = async (more: object = {}, key = admin.key) =>
  created.parse(await ask('POST', '', { host: newHost(), ...more }, {}, key)).created_item_id
const get = async (id: string) => trackingDomains.read.contract.response.parse(await ask('GET', `/${id}`)).data
const patch = (id: string, body: object, options?: Options) => ask('PATCH', `/${id}`, body, options)
const list = async (query: string) =>
  trackingDomains.list.contract.response.parse(await ask('GET', query)).data.map(({ id }) => id)

beforeEach(() => database.prisma.trackingDomain.deleteMany())

test('create, get, list, update, delete, and restore', async () => {
  const host = newHost()
  const body = { host, description: 'Hello', is_default: false, active: true, publisher_ids: [second, first, second] }
  const id = await create(body)
  expect(await get(id)).toEqual({
    ...body,
    id,
    publisher_ids: [first, second],
    publishers: [
      { id: first, incremental_id: 1, name: 'Publisher 1' },
      { id: second, incremental_id: 2, name: 'Publisher 2' },
    ],
    is_case_sensitive: false,
    placeholder: '',
    expired_url: null,
    not_found_url: null,
    logo: null,
    offers_count: 0,
    organization: organizationId,
    archived: false,
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: admin.userId,
  })
  const other = await create()
  expect(await list(`?filter[publisher_ids]=${second}&q=${host.slice(0, 8)}&sort=-host`)).toEqual([id])
  expect(await list(`?filter[publisher_ids][ne]=${second}`)).toEqual([other])
  await patch(id, { publisher_ids: [] })
  expect(await get(id)).toMatchObject({ publisher_ids: [], publishers: [] })
  await ask('DELETE', `/${id}`)
  expect(await list('')).toEqual([other])
  await patch(id, { archived: false })
  await ask('PATCH', '/bulk', { active: false, data: [id, other] })
  expect((await get(other)).active).toBe(false)
  await ask('DELETE', '/bulk', { data: [id, other] })
  const { updated_at: seen } = await get(id)
  await patch(id, { description: '' }, { headers: { 'If-Match': seen } })
  await patch(id, { description: 'x' }, { headers: { 'If-Match': seen }, status: 412 })
  const actions = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(actions.map(({ action, entity }) => `${action} ${entity}`)).toEqual(
    ['create', 'update', 'archive', 'restore', 'deactivate', 'archive', 'update'].map((one) => `${one} trackingDomain`),
  )
})

test.each([
  ['Go.Example.COM', 'go.example.com'],
  [' go.example.org ', 'go.example.org'],
  ['münchen.example', 'xn--mnchen-3ya.example'],
  ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ['ｇｏ.example.net', 'go.example.net'],
])('the host %j is %j', async (given, host) => {
  expect(await get(await create({ host: given }))).toMatchObject({ host })
})

test.each([
  '',
  'localhost',
  'https://go.example.com',
  'go.example.com:8080',
  'go.example.com/x',
  'go.example.com.',
  'go_to.example.com',
  '-go.example.com',
  '*.example.com',
  '203.0.113.7',
  '[2001:db8::1]',
  'xn--a.example',
  `${'a'.repeat(64)}.example`,
  'go .example.com',
  7,
  null,
])('%j isn’t a host', async (host) => {
  expect(await ask('POST', '', { host }, { status: 400 })).toMatchObject({ error: { details: [{ field: 'host' }] } })
})

test('a host is unique in the installation, in any spelling, until it’s archived', async () => {
  const other = await createWorld(database, events)
  const theirs = await create({ host: 'münchen.example' }, other.admin.key)
  const taken = faultOf('host', /already in use/)
  for (const host of ['xn--mnchen-3ya.example', 'MÜNCHEN.example'])
    expect(await ask('POST', '', { host }, { status: 402 })).toMatchObject(taken)
  const id = await create()
  expect(await patch(id, { host: 'münchen.example' }, { status: 402 })).toMatchObject(taken)
  await ask('DELETE', `/${theirs}`, undefined, {}, other.admin.key)
  await patch(id, { host: 'münchen.example' })
  expect(await ask('PATCH', `/${theirs}`, { archived: false }, { status: 402 }, other.admin.key)).toMatchObject(taken)
  await ask('GET', `/${theirs}`, undefined, { status: 404 })
})

describe('the default domain', () => {
  test('moves from one domain to the next, and stays until it moves', async () => {
    const [a, b] = [await create({ is_default: true }), await create()]
    await patch(b, { is_default: true })
    expect([(await get(a)).is_default, (await get(b)).is_default]).toEqual([false, true])
    const c = await create({ is_default: true })
    expect([(await get(b)).is_default, (await get(c)).is_default]).toEqual([false, true])
    for (const body of [{ is_default: false }, { archived: true }])
      expect(await patch(c, body, { status: 402 })).toMatchObject(refusalThat(/another one the default first/))
    expect(await ask('DELETE', '/bulk', { data: [a, c] }, { status: 402 })).toMatchObject(
      refusalThat(new RegExp(`: ${c}\\. Nothing was changed`)),
    )
    expect(await get(a)).toMatchObject({ archived: false })
  })

  test('is active and for all publishers', async () => {
    const id = await create({ is_default: true })
    const wrong: [object, string][] = [
      [{ active: false }, 'active'],
      [{ publisher_ids: [first] }, 'publisher_ids'],
    ]
    for (const [body, field] of wrong) {
      expect(await patch(id, body, { status: 400 })).toMatchObject(faultOf(field, /default domain/))
      expect(await ask('POST', '', { host: newHost(), is_default: true, ...body }, { status: 400 })).toMatchObject(
        faultOf(field, /default domain/),
      )
    }
    await ask('PATCH', '/bulk', { active: false, data: [id] }, { status: 400 })
  })

  test('isn’t taken away by restoring another one', async () => {
    const old = await create()
    await ask('DELETE', `/${old}`)
    await patch(old, { is_default: true })
    const current = await create({ is_default: true })
    expect(await patch(old, { archived: false }, { status: 402 })).toMatchObject(
      faultOf('is_default', /another tracking domain/),
    )
    expect((await get(current)).is_default).toBe(true)
  })
})

test('publishers must exist and not be archived', async () => {
  const archived = await database.prisma.publisher.create({
    data: { organizationId, incrementalId: 77, slug: 'gone', name: 'Gone', archived: true },
  })
  const other = await createWorld(database, events)
  const theirs = await database.prisma.publisher.findFirstOrThrow({ where: { organizationId: other.organizationId } })
  for (const id of [archived.id, theirs.id, randomUUID()])
    expect(await ask('POST', '', { host: newHost(), publisher_ids: [id] }, { status: 400 })).toMatchObject(
      faultOf('publisher_ids', new RegExp(id)),
    )
  await ask('POST', '', { host: newHost(), publisher_ids: [1] }, { status: 400 })
})

test('the primary domain of an offer can’t leave it', async () => {
  const host = newHost()
  const id = await create({ host })
  const advertiser = await database.prisma.advertiser.findFirstOrThrow({ where: { organizationId } })
  const integration = await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const offer = await database.prisma.offer.create({
    data: {
      organizationId,
      incrementalId: 12,
      slug: 'o',
      name: 'O',
      advertiserId: advertiser.id,
      integrationId: integration.id,
      primaryDomain: host,
    },
  })
  for (const body of [{ archived: true }, { active: false }, { host: newHost() }])
    expect(await patch(id, body, { status: 402 })).toMatchObject(refusalThat(/: offers 12\.$/))
  await patch(id, { host, description: 'still the same' })
  await database.prisma.offer.update({ where: { id: offer.id }, data: { primaryDomain: '' } })
  await ask('DELETE', `/${id}`)
})

test('account managers see them, and publisher users don’t', async () => {
  const id = await create()
  const manager = await world.accountManager({ publisherManagerAccess: 'Global' })
  await ask('GET', `/${id}`, undefined, {}, manager.key)
  for (const [method, path] of [
    ['POST', ''],
    ['PATCH', `/${id}`],
    ['DELETE', `/${id}`],
  ] as const)
    expect(await ask(method, path, { host: newHost() }, { status: 403 }, manager.key)).toMatchObject(
      refusalThat(/Only admins/),
    )
  for (const path of ['', `/${id}`]) await ask('GET', path, undefined, { status: 403 }, world.publishers[0].key)
})
