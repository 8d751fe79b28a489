import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { allOffers, offers } from './offers'

// Contract: Offers in the Integr8 document, and our decisions about it. Access by role: isolation-offers.test.ts.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let integration: string
/** In the world's organization, and in another one. */
let mine: Related
let theirs: Related

beforeAll(async () => {
  world = await createWorld(database, events)
  const other = await createWorld(database, events)
  mine = await createRelated(world)
  theirs = await createRelated(other)
  integration = mine.integration
  const { organizationId } = world
  await database.prisma.trackingDomain.create({ data: { organizationId, host: 'example.com' } })
  await database.prisma.trackingDomain.create({ data: { organizationId, host: 'off.example', active: false } })
})

type Related = { integration: string; targetingGroup: string; fraudGroups: [string, string]; tag: string }

async function createRelated({ organizationId }: World): Promise<Related> {
  const { prisma } = database
  const idOf = async (made: Promise<{ id: string }>) => (await made).id
  const fraudGroup = (name: string) => idOf(prisma.fraudFilterGroup.create({ data: { organizationId, name } }))
  return {
    integration: await idOf(prisma.integration.create({ data: { organizationId, name: 'Main' } })),
    targetingGroup: await idOf(prisma.targetingGroup.create({ data: { organizationId, name: 'Europe' } })),
    fraudGroups: [await fraudGroup('Bots'), await fraudGroup('Proxies')],
    tag: await idOf(prisma.tag.create({ data: { organizationId, name: 'Summer', color: 'blue' } })),
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Options = { status?: number; key?: string; headers?: Record<string, string>; at?: string }

async function ask(method: Method, path: string, body?: unknown, options: Options = {}) {
  const { status = 200, key = world.admin.key, headers, at = integration } = options
  const url = `/api/v2/integrations/${at}/offers${path}`
  const reply = await send(method, url, { headers: { 'API-KEY': key, ...headers }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}

const list = async (query: string) => offers.list.contract.response.parse(await ask('GET', query))
const numbers = async (query: string) => (await list(query)).data.map((offer) => offer.id)
const get = async (id: string) => offers.read.contract.response.parse(await ask('GET', `/${id}`)).data
const create = async (body: object = {}) =>
  offers.create.contract.response.parse(await ask('POST', '', { name: 'Boots', advertiser_id: 1, ...body }))
    .created_item_id
const patch = (id: string, body: object, options: Options = {}) => ask('PATCH', `/${id}`, body, options)
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})
const setAdvertiser = (incrementalId: number, archived: boolean) =>
  database.prisma.advertiser.updateMany({
    where: { organizationId: world.organizationId, incrementalId },
    data: { archived },
  })

/** The document's own request sample. IDs must exist, and the URL it prints as "string" must be one. */
const sample = () => ({
  active: true,
  advertiser_id: 2,
  allow_duplicate_conversions: false,
  block_on_reject: false,
  conversion_name: 'Sale',
  currency: 'USD',
  deep_link_enabled: false,
  default_payout: {
    payout_type: 'CPAxCPS',
    payout: 5,
    payout_percent: 2.5,
    revenue_type: 'RPAxRPS',
    revenue: 10.000001,
    revenue_percent: 4,
  },
  description: 'Summer promotion offer',
  enable_js_tracking: false,
  fallback_url: 'https://fallback.example.com',
  impression_forwarding_enabled: false,
  impression_forwarding_url: 'https://impressions.example.com',
  manually_approve_conversions: false,
  name: 'Summer Campaign 2025',
  offer_preview_enabled: false,
  parallel_tracking_enabled: false,
  parallel_tracking_url: 'https://track.example.com',
  primary_domain: 'example.com',
  restriction_note: 'string',
  targeting_group_id: mine.targetingGroup,
  targeting_simple_enabled: false,
  terms_and_conditions: 'string',
  terms_and_conditions_enabled: false,
  view_through_attribution_enabled: false,
  visibility: 'Public',
})

/** Fields beside the document's body. */
const more = () => ({
  external_id: 'sku-1',
  attribution_window_days: 7,
  cookie_tracking_enabled: true,
  categories: ['Fashion', 'Shoes'],
  hold_days: 30,
  deep_link_hosts: ['shop.example.com'],
  fallback_urls: { cap: 'https://cap.example.com/{click_id}' },
  simple_targeting: { country: { include: ['DE'], exclude: [] } },
  tag_ids: [mine.tag],
  fraud_filter_group_ids: mine.fraudGroups,
})

describe('the document’s samples', () => {
  test('create, get, update, list, delete, and restore an offer', async () => {
    const id = await create({ ...sample(), ...more() })
    const made = await get(id)
    expect(made).toEqual({
      ...sample(),
      ...more(),
      id,
      incremental_id: expect.any(Number),
      slug: 'summer-campaign-2025',
      organization: world.organizationId,
      integration_id: integration,
      integration: { id: integration, name: 'Main' },
      advertiser: { id: expect.any(String), incremental_id: 2, name: 'Alpha Store' },
      terms_version: 1,
      targeting_group: { id: mine.targetingGroup, name: 'Europe' },
      fraud_filter_groups: [
        { id: mine.fraudGroups[0], name: 'Bots' },
        { id: mine.fraudGroups[1], name: 'Proxies' },
      ],
      tags: [{ id: mine.tag, name: 'Summer', color: 'blue' }],
      archived: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_updated_by: world.admin.userId,
    })
    const changed = { ...sample(), name: 'Winter', active: false, advertiser_id: 3, visibility: 'Private' }
    expect(await patch(id, changed)).toEqual({})
    expect(await get(id)).toMatchObject({ ...changed, ...more(), advertiser: { name: 'Mango' } })
    expect(await ask('DELETE', `/${made.incremental_id}`)).toEqual({})
    expect(await get(id)).toMatchObject({ archived: true })
    expect(await numbers('?filter[name]=Winter')).toEqual([])
    expect(await numbers('?filter[name]=Winter&filter[archived]=true')).toEqual([id])
    await patch(id, { archived: false })
    expect(await list('?filter[name]=Winter')).toMatchObject({ meta: { total_count: 1, total_page: 1 } })
    const actions = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
    expect(actions.map(({ action, entity }) => `${action} ${entity}`)).toEqual([
      'create offer',
      'deactivate offer',
      'archive offer',
      'restore offer',
    ])
  })

  test('work form-encoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const form =
      'name=12&advertiser_id=3&default_payout[payout]=0.10&deep_link_enabled=true&deep_link_hosts=a.example,b.example' +
      '&simple_targeting[country][include]=de,at&fallback_urls[cap]=https://cap.example/&fallback_url='
    const { created_item_id: id } = offers.create.contract.response.parse(await ask('POST', '', form, { headers }))
    expect(await get(id)).toMatchObject({
      name: '12',
      advertiser_id: 3,
      default_payout: { payout: 0.1 },
      deep_link_hosts: ['a.example', 'b.example'],
      simple_targeting: { country: { include: ['DE', 'AT'] } },
      fallback_urls: { cap: 'https://cap.example/' },
      fallback_url: null,
    })
    await ask('PATCH', `/${id}`, 'active=0&default_payout[payout]=7', { headers })
    expect(await get(id)).toMatchObject({ active: false, default_payout: { payout: 7, payout_type: 'CPA' } })
  })

  test('have defaults for everything that’s left out', async () => {
    await database.prisma.organization.update({ where: { id: world.organizationId }, data: { currency: 'EUR' } })
    expect(await get(await create())).toMatchObject({
      active: true,
      visibility: 'Public',
      currency: 'EUR',
      default_payout: {
        payout_type: 'CPA',
        payout: 0,
        payout_percent: 0,
        revenue_type: 'RPA',
        revenue: 0,
        revenue_percent: 0,
      },
      hold_days: 0,
      fallback_url: null,
      fallback_urls: {},
      simple_targeting: {},
      targeting_group_id: null,
      targeting_group: null,
      fraud_filter_groups: [],
      tags: [],
      terms_version: 1,
    })
  })
})

describe('bad values', () => {
  const percent = (payout_type: string) => ({ payout_type, payout: 1 })
  test.each([
    [{ name: undefined }, 'name', /./],
    [{ name: '' }, 'name', /must not be empty/],
    [{ advertiser_id: undefined }, 'advertiser_id', /./],
    [{ advertiser_id: 99 }, 'advertiser_id', /No advertiser with the ID 99/],
    [{ visibility: 'public' }, 'visibility', /one of Public, Private, Requires_Approval/],
    [{ active: 'yes' }, 'active', /true or false/],
    [{ currency: 'XXX' }, 'currency', /ISO 4217/],
    [{ hold_days: 366 }, 'hold_days', /whole number of days from 0 to 365/],
    [{ hold_days: 1.5 }, 'hold_days', /whole number of days from 0 to 365/],
    [{ fallback_url: 'ftp://a.example' }, 'fallback_url', /must start with http/],
    [{ fallback_url: 'https://a.example/{clickid}' }, 'fallback_url', /unknown macro \{clickid\}.*\{click_id\}/],
    [{ fallback_urls: { cap: 'x' } }, 'fallback_urls.cap', /must start with http/],
    [{ fallback_urls: { bots: 'https://a.example' } }, 'fallback_urls.bots', /./],
    [{ parallel_tracking_enabled: true }, 'parallel_tracking_url', /is required when parallel tracking is on/],
    [{ impression_forwarding_enabled: true }, 'impression_forwarding_url', /is required when/],
    [{ terms_and_conditions_enabled: true }, 'terms_and_conditions', /is required when/],
    [{ primary_domain: 'unknown.example' }, 'primary_domain', /host of an active tracking domain/],
    [{ primary_domain: 'https://go.example' }, 'primary_domain', /must be a hostname/],
    [{ simple_targeting: { country: { include: ['XX'] } } }, 'simple_targeting.country.include.0', /ISO 3166-1/],
    [{ simple_targeting: { zip: {} } }, 'simple_targeting.zip', /./],
    [{ default_payout: { payout_type: 'CPX' } }, 'default_payout.payout_type', /one of CPA, CPS, CPAxCPS/],
    [{ default_payout: { revenue_type: 'CPA' } }, 'default_payout.revenue_type', /one of RPA, RPS/],
    [{ default_payout: { payout: -1 } }, 'default_payout.payout', /amount of 0 or more/],
    [{ default_payout: { payout_percent: 101 } }, 'default_payout.payout_percent', /from 0 to 100/],
    [{ default_payout: percent('CPS') }, 'default_payout.payout', /must be 0 for CPS/],
    [{ default_payout: percent('PRV') }, 'default_payout.payout', /must be 0 for PRV/],
    [{ default_payout: { payout_percent: 1 } }, 'default_payout.payout_percent', /must be 0 for CPA/],
    [{ default_payout: { revenue_type: 'RPS', revenue: 1 } }, 'default_payout.revenue', /must be 0 for RPS/],
    [{ targeting_group_id: 'string' }, 'targeting_group_id', /must be the ID of a targeting group/],
    [{ fraud_filter_group_ids: ['x'] }, 'fraud_filter_group_ids.0', /must be an ID/],
    [{ payout: 1 }, 'payout', /./],
  ])('%j', async (wrong, field, message) => {
    const body = { name: 'X', advertiser_id: 1, ...wrong }
    expect(await ask('POST', '', body, { status: 400 })).toMatchObject(fault(field, message))
  })

  test('of another organization, or archived', async () => {
    const { organizationId } = world
    const archived = { organizationId, name: 'Old', archived: true }
    const old = await database.prisma.targetingGroup.create({ data: archived })
    const oldFilters = await database.prisma.fraudFilterGroup.create({ data: archived })
    const id = await create({ fraud_filter_group_ids: [mine.fraudGroups[0]] })
    await database.prisma.fraudFilterGroup.update({ where: { id: mine.fraudGroups[0] }, data: { archived: true } })
    // What it already has, it can keep.
    await patch(id, { fraud_filter_group_ids: [mine.fraudGroups[0]] })
    for (const [body, field, message] of [
      [{ targeting_group_id: theirs.targetingGroup }, 'targeting_group_id', /No targeting group with the ID/],
      [{ targeting_group_id: old.id }, 'targeting_group_id', /isn’t archived/],
      [{ fraud_filter_group_ids: theirs.fraudGroups }, 'fraud_filter_group_ids', /No fraud filter group/],
      [{ fraud_filter_group_ids: [oldFilters.id] }, 'fraud_filter_group_ids', /No fraud filter group/],
      [
        { fraud_filter_group_ids: [mine.fraudGroups[0], randomUUID()] },
        'fraud_filter_group_ids',
        /No fraud filter group/,
      ],
      [{ primary_domain: 'off.example' }, 'primary_domain', /host of an active tracking domain/],
      [{ tag_ids: [theirs.tag] }, 'tag_ids', /No tag with the ID/],
    ] as const) {
      const whole = { name: 'X', advertiser_id: 1, ...body }
      expect(await ask('POST', '', whole, { status: 400 })).toMatchObject(fault(field, message))
      expect(await patch(id, body, { status: 400 })).toMatchObject(fault(field, message))
    }
    expect(await get(id)).toMatchObject({
      targeting_group_id: null,
      fraud_filter_group_ids: [mine.fraudGroups[0]],
      tag_ids: [],
    })
    await database.prisma.fraudFilterGroup.update({ where: { id: mine.fraudGroups[0] }, data: { archived: false } })
    await ask('GET', '', undefined, { at: theirs.integration, status: 404 })
    await ask('POST', '', { name: 'X', advertiser_id: 1 }, { at: theirs.integration, status: 404 })
    await ask('GET', `/${id}`, undefined, { at: 'main', status: 404 })
  })
})

describe('an update', () => {
  test('is checked together with what it doesn’t change', async () => {
    const id = await create({ default_payout: { payout: 5 } })
    expect(await patch(id, { default_payout: { payout_type: 'CPS' } }, { status: 400 })).toMatchObject(
      fault('default_payout.payout', /must be 0 for CPS/),
    )
    await patch(id, { default_payout: { payout_type: 'CPS', payout: 0, payout_percent: '12.5' } })
    expect((await get(id)).default_payout).toMatchObject({ payout_type: 'CPS', payout: 0, payout_percent: 12.5 })
    expect(await patch(id, { parallel_tracking_enabled: true }, { status: 400 })).toMatchObject(
      fault('parallel_tracking_url', /is required/),
    )
    await patch(id, { parallel_tracking_url: 'https://t.example/{click_id}' })
    await patch(id, { parallel_tracking_enabled: true })
    expect(await patch(id, { parallel_tracking_url: '' }, { status: 400 })).toMatchObject(
      fault('parallel_tracking_url', /is required/),
    )
  })

  test('raises the version of the terms only when they change', async () => {
    const id = await create({ terms_and_conditions: 'No brand bidding.', terms_and_conditions_enabled: true })
    await patch(id, { terms_and_conditions: 'No brand bidding.', name: 'Shoes' })
    expect(await get(id)).toMatchObject({ terms_version: 1 })
    await patch(id, { terms_and_conditions: 'No coupons.', terms_version: 9 })
    expect(await get(id)).toMatchObject({ terms_version: 2, terms_and_conditions: 'No coupons.' })
  })

  test('takes If-Match', async () => {
    const id = await create()
    const { updated_at: seen } = await get(id)
    const headers = { 'If-Match': seen }
    await patch(id, { tag_ids: [mine.tag] }, { headers })
    await patch(id, { name: 'Lost' }, { headers, status: 412 })
    await ask('DELETE', `/${id}`, undefined, { headers, status: 412 })
    expect(await get(id)).toMatchObject({ name: 'Boots', archived: false, tag_ids: [mine.tag] })
  })
})

describe('archived records', () => {
  test('leave their external ID to others', async () => {
    const first = await create({ external_id: '7' })
    expect(await ask('POST', '', { name: 'X', advertiser_id: 1, external_id: '7' }, { status: 402 })).toMatchObject(
      fault('external_id', /already in use/),
    )
    await ask('DELETE', `/${first}`)
    await create({ external_id: '7' })
    expect(await patch(first, { archived: false }, { status: 402 })).toMatchObject(fault('external_id', /in use/))
  })

  test('keep offers from being created or restored', async () => {
    const id = await create({ advertiser_id: 3 })
    const other = await create()
    await ask('DELETE', `/${id}`)
    await setAdvertiser(3, true)
    const body = { name: 'X', advertiser_id: 3 }
    expect(await ask('POST', '', body, { status: 400 })).toMatchObject(fault('advertiser_id', /isn’t archived/))
    expect(await patch(other, { advertiser_id: 3 }, { status: 400 })).toMatchObject(fault('advertiser_id', /archived/))
    expect(await patch(id, { archived: false }, { status: 402 })).toMatchObject({
      error: { message: expect.stringContaining('Restore the advertiser first') },
    })
    await patch(id, { archived: false, advertiser_id: 1 })
    expect(await get(id)).toMatchObject({ archived: false, advertiser_id: 1 })
    await setAdvertiser(3, false)

    const { organizationId } = world
    const group = await database.prisma.targetingGroup.create({ data: { organizationId, name: 'Leaving' } })
    const filters = await database.prisma.fraudFilterGroup.create({ data: { organizationId, name: 'Leaving' } })
    const grouped = await create({ targeting_group_id: group.id, fraud_filter_group_ids: [filters.id] })
    await ask('DELETE', `/${grouped}`)
    for (const [what, archive] of [
      [
        'targeting group',
        (archived: boolean) => database.prisma.targetingGroup.update({ where: { id: group.id }, data: { archived } }),
      ],
      [
        'fraud filter groups',
        (archived: boolean) =>
          database.prisma.fraudFilterGroup.update({ where: { id: filters.id }, data: { archived } }),
      ],
    ] as const) {
      await archive(true)
      expect(await patch(grouped, { archived: false }, { status: 402 })).toMatchObject({
        error: { message: expect.stringContaining(`${what} is archived`) },
      })
      await archive(false)
    }
    await patch(grouped, { archived: false })

    const { id: closed } = await database.prisma.integration.create({
      data: { organizationId: world.organizationId, name: 'Closed', archived: true },
    })
    expect(await ask('POST', '', body, { at: closed, status: 402 })).toMatchObject({
      error: { message: expect.stringContaining('integration is archived') },
    })
  })
})

test('bulk verbs change all or none, and name what’s at fault', async () => {
  const [a, b] = [await create(), await create({ advertiser_id: 3 })]
  const number = String((await get(b)).incremental_id)
  const elsewhere = await database.prisma.integration.create({
    data: { organizationId: world.organizationId, name: 'Other' },
  })
  expect(await ask('PATCH', '/bulk', { active: false, data: [a, number] })).toEqual({})
  expect([(await get(a)).active, (await get(b)).active]).toEqual([false, false])
  const unknown = randomUUID()
  for (const [method, body] of [
    ['PATCH', { active: true, data: [a, unknown] }],
    ['DELETE', { data: [a, unknown] }],
  ] as const)
    expect(await ask(method, '/bulk', body, { status: 400 })).toMatchObject(fault('data.1', new RegExp(unknown)))
  await ask('DELETE', '/bulk', { data: [a] }, { at: elsewhere.id, status: 400 })
  await setAdvertiser(3, true)
  expect(await ask('PATCH', '/bulk', { active: true, data: [a, b] }, { status: 402 })).toMatchObject({
    error: { message: expect.stringMatching(new RegExp(`: ${number}\\. Nothing was changed`)) },
  })
  await setAdvertiser(3, false)
  expect(await get(a)).toMatchObject({ active: false, archived: false })
  await ask('DELETE', '/bulk', { data: [a, b] })
  expect((await get(a)).archived && (await get(b)).archived).toBe(true)
})

test('lists filter, sort, and search', async () => {
  const categories = [randomUUID()]
  const cheap = await create({ name: 'Cheap zeppelin', categories, default_payout: { payout: 1.5, revenue: 9 } })
  const dear = await create({ name: 'Dear', categories, advertiser_id: 2, default_payout: { payout: 20 } })
  const tagged = await create({ categories, tag_ids: [mine.tag], ...sample(), advertiser_id: 1 })
  const ids = (query: string) => numbers(`?filter[categories]=${categories[0]}&${query}`)
  expect(await ids('sort=-default_payout.payout')).toEqual([dear, tagged, cheap])
  expect(await ids('filter[default_payout.payout][gte]=20')).toEqual([dear])
  expect(await ids('filter[default_payout.payout_type]=CPAxCPS')).toEqual([tagged])
  expect(await ids('filter[default_payout.revenue][gt]=8.99&sort=name')).toEqual([cheap, tagged])
  expect(await ids('filter[advertiser_id]=2')).toEqual([dear])
  expect(await ids(`filter[tag_ids]=${mine.tag}`)).toEqual([tagged])
  expect(await ids(`filter[targeting_group_id]=${mine.targetingGroup}`)).toEqual([tagged])
  expect(await ids('filter[visibility]=Public&sort=-incremental_id')).toEqual([tagged, dear, cheap])
  expect(await ids('q=zeppelin')).toEqual([cheap])
  expect(await ids('page[size]=1&page[number]=2&sort=incremental_id')).toEqual([dear])
  expect(await ask('GET', '?filter[default_payout.fee]=1', undefined, { status: 400 })).toMatchObject(
    fault('filter[default_payout.fee]', /./),
  )
})

describe('account managers', () => {
  test('can only give offers to advertisers they can change', async () => {
    const limited = await world.accountManager({ advertiserManagerAccess: 'Limited' }, { advertisers: [1] })
    const key = { key: limited.key }
    const ours = await create({ advertiser_id: 1 })
    const number = String((await get(await create({ advertiser_id: 2 }))).incremental_id)
    const body = { name: 'X', advertiser_id: 2 }
    expect(await ask('POST', '', body, { ...key, status: 403 })).toMatchObject(
      fault('advertiser_id', /account manager/),
    )
    await patch(ours, { advertiser_id: 2 }, { ...key, status: 403 })
    expect(await ask('DELETE', '/bulk', { data: [ours, number] }, { ...key, status: 403 })).toMatchObject({
      error: { message: expect.stringContaining(`: ${number}.`) },
    })
    await patch(ours, { name: 'Ours' }, key)
    expect(await get(ours)).toMatchObject({ name: 'Ours', archived: false, last_updated_by: limited.userId })
    const restricted = await world.accountManager({}, { advertisers: [1] })
    await ask('POST', '', body, { key: restricted.key, status: 400 })
    await ask('POST', '', { ...body, advertiser_id: 1 }, { key: restricted.key })
  })
})

describe('offers of all integrations', () => {
  const all = async (query = '') => {
    const reply = await send('GET', `/api/v2/offers${query}`, { headers: { 'API-KEY': world.admin.key } })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body
  }

  test('are listed, filtered, and read together', async () => {
    const { organizationId } = world
    const second = await database.prisma.integration.create({ data: { organizationId, name: 'Second' } })
    const name = `Everywhere ${randomUUID()}`
    const here = await create({ name, categories: [name] })
    const there = allOffers.list.contract.response
      .parse(await all(`?q=${encodeURIComponent(name)}`))
      .data.map(({ id }) => id)
    expect(there).toEqual([here])
    const reply = await ask('POST', '', { name, advertiser_id: 1 }, { at: second.id })
    const other = offers.create.contract.response.parse(reply).created_item_id
    const found = allOffers.list.contract.response.parse(await all(`?q=${encodeURIComponent(name)}&sort=id`))
    expect(found.data.map(({ id, integration: { name: of } }) => [id, of])).toEqual([
      [here, 'Main'],
      [other, 'Second'],
    ])
    expect(allOffers.read.contract.response.parse(await all(`/${other}`)).data.integration_id).toBe(second.id)
    const categories = await send('GET', `/api/app/categories?q=${encodeURIComponent(name)}`, {
      headers: { cookie: world.admin.cookie },
    })
    expect(categories.body).toEqual({ data: [{ name }] })
  })

  test('change together or not at all', async () => {
    const [one, two] = [await create(), await create()]
    const bulk = (method: Method, body: object) =>
      send(method, '/api/v2/offers/bulk', { headers: { 'API-KEY': world.admin.key }, body })
    expect((await bulk('PATCH', { active: false, data: [one, randomUUID()] })).status).toBe(400)
    expect((await get(one)).active).toBe(true)
    expect((await bulk('PATCH', { active: false, data: [one, two] })).status).toBe(200)
    expect((await bulk('DELETE', { data: [one, two] })).status).toBe(200)
    expect(await get(two)).toMatchObject({ active: false, archived: true })
  })
})

describe('a copy of an offer', () => {
  const pagesOf = async (offerId: string) =>
    database.prisma.landingPage.findMany({ where: { offerId }, orderBy: { incrementalId: 'asc' } })

  test('gets copies of its landing pages, apart from archived ones', async () => {
    const from = await create()
    const page = { redirect_url: 'https://shop.example/{click_id}', weight: 3 }
    await ask('POST', `/${from}/landing-pages`, { ...page, name: 'Home', is_default: true })
    await ask('POST', `/${from}/landing-pages`, { ...page, name: 'Sale' })
    const [, sale] = await pagesOf(from)
    await ask('DELETE', `/${from}/landing-pages/${sale?.id}`)
    const copy = await create({ copy_landing_pages_of: from })
    const [home, ...others] = await pagesOf(copy)
    expect(others).toEqual([])
    expect(home).toMatchObject({ name: 'Home', redirectUrl: page.redirect_url, weight: 3, isDefault: true })
    const made = await database.prisma.auditEntry.findFirst({ where: { entityId: home?.id } })
    expect(made).toMatchObject({ action: 'create', entity: 'landingPage' })
  })

  test('is only made of an offer that exists', async () => {
    const body = { name: 'Boots', advertiser_id: 1, copy_landing_pages_of: randomUUID() }
    expect(await ask('POST', '', body, { status: 400 })).toMatchObject(
      fault('copy_landing_pages_of', /^No offer with the ID/),
    )
  })
})
