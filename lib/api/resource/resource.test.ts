import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Validator } from '@seriousme/openapi-schema-validator'
import { openApi } from '@/lib/api/openapi'
import { parametersOf } from '@/lib/api/query'
import { brackets } from '@/lib/api/spelling'
import { offers, offersResource } from '@/lib/testing/offers-resource'
import { resourceCalls } from '@/lib/testing/resource-calls'
import { createWorld } from '@/lib/testing/world'

// A resource with every kind of field and every verb: what bodies do, on a real database. Several at once: bulk.test.ts and lists.test.ts.

const { database, events, world, integration, newIntegration, call, refused, body, create, read, list, stored } =
  await resourceCalls()

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
