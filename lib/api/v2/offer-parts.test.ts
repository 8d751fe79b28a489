import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { offerEvents } from './offer-events'
import { offerLandingPages } from './offer-landing-pages'
import { readParallelTracking } from './parallel-tracking.contract'

// Contract: OfferEvents and OfferLandingPages in the Integr8 document. Access by role: isolation-offers.test.ts.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let integrationId: string
/** An offer that's new in each test, and another one. */
let offer: { id: string; incrementalId: number }
let other: { id: string; incrementalId: number }
let next = 0

beforeAll(async () => {
  world = await createWorld(database, events)
  const { organizationId } = world
  integrationId = (await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })).id
  other = await createOffer()
})
beforeEach(async () => {
  offer = await createOffer()
})

async function createOffer() {
  const { organizationId } = world
  const advertiser = await database.prisma.advertiser.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  const incrementalId = (next += 1)
  const slug = randomUUID()
  const data = { organizationId, incrementalId, slug, name: 'Boots', advertiserId: advertiser.id, integrationId }
  return database.prisma.offer.create({ data })
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Options = { status?: number; key?: string; headers?: Record<string, string>; of?: string }

async function ask(method: Method, path: string, body?: unknown, options: Options = {}) {
  const { status = 200, key = world.admin.key, headers, of = offer.id } = options
  const url = `/api/v2/integrations/${integrationId}/offers/${of}/${path}`
  const reply = await send(method, url, { headers: { 'API-KEY': key, ...headers }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}

const event = async (id: string) => offerEvents.read.contract.response.parse(await ask('GET', `events/${id}`)).data
const createEvent = async (body: object) =>
  offerEvents.create.contract.response.parse(await ask('POST', 'events', { name: 'Lead', ...body })).created_item_id
const page = async (id: string) =>
  offerLandingPages.read.contract.response.parse(await ask('GET', `landing-pages/${id}`)).data
const pages = async (query = '') =>
  offerLandingPages.list.contract.response.parse(await ask('GET', `landing-pages${query}`)).data.map(({ id }) => id)
const redirect_url = 'https://shop.example/?c={click_id}'
const createPage = async (body: object = {}) =>
  offerLandingPages.create.contract.response.parse(
    await ask('POST', 'landing-pages', { name: 'Home', redirect_url, ...body }),
  ).created_item_id
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})
const actionsOf = async (entityId: string) =>
  (await database.prisma.auditEntry.findMany({ where: { entityId }, orderBy: { id: 'asc' } })).map(
    ({ action, entity }) => `${action} ${entity}`,
  )
const archiveOffer = (archived: boolean) =>
  database.prisma.offer.update({ where: { id: offer.id }, data: { archived } })

describe('offer events', () => {
  /** The document's own request sample. */
  const sample = {
    active: true,
    allow_multiple_events: false,
    description: 'User submits lead form',
    manually_approve_events: false,
    name: 'Lead Signup',
    payout: 5,
    payout_percent: 0,
    payout_type: 'CPA',
    revenue: 10,
    revenue_percent: 0,
    revenue_type: 'RPA',
  }

  test('the document’s sample is created, read, updated, listed, deleted, and restored', async () => {
    const fraudGroup = await database.prisma.fraudFilterGroup.create({
      data: { organizationId: world.organizationId, name: 'Bots' },
    })
    const id = await createEvent({ ...sample, fraud_filter_group_ids: [fraudGroup.id] })
    const made = await event(id)
    expect(made).toEqual({
      ...sample,
      id,
      incremental_id: expect.any(Number),
      organization: world.organizationId,
      offer_id: offer.incrementalId,
      offer: { id: offer.id, incremental_id: offer.incrementalId, name: 'Boots' },
      fraud_filter_group_ids: [fraudGroup.id],
      fraud_filter_groups: [{ id: fraudGroup.id, name: 'Bots' }],
      archived: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_updated_by: world.admin.userId,
    })
    expect((await event(await createEvent({}))).incremental_id).toBe(made.incremental_id + 1)
    expect(await ask('PATCH', `events/${made.incremental_id}`, { ...sample, name: 'Sale', active: false })).toEqual({})
    expect(await event(id)).toMatchObject({ ...sample, name: 'Sale', active: false })
    const listed = async (query: string) =>
      offerEvents.list.contract.response.parse(await ask('GET', `events?${query}`)).data.map((row) => row.id)
    expect(await listed('filter[payout][gte]=5&filter[active]=false')).toEqual([id])
    expect(await listed('q=sale')).toEqual([id])
    await ask('DELETE', `events/${id}`)
    expect(await listed('filter[name]=Sale')).toEqual([])
    expect(await listed('filter[archived]=true')).toEqual([id])
    await ask('PATCH', `events/${id}`, { archived: false, fraud_filter_group_ids: [] })
    expect(await event(id)).toMatchObject({ archived: false, fraud_filter_groups: [] })
    expect(await actionsOf(id)).toEqual([
      'create offerEvent',
      'deactivate offerEvent',
      'archive offerEvent',
      'restore offerEvent',
    ])
  })

  test('work form-encoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const form = 'name=Upsell&payout_type=CPAxCPS&payout=1.10&payout_percent=2.5&allow_multiple_events=1'
    const made = offerEvents.create.contract.response.parse(await ask('POST', 'events', form, { headers }))
    expect(await event(made.created_item_id)).toMatchObject({
      name: 'Upsell',
      payout_type: 'CPAxCPS',
      payout: 1.1,
      payout_percent: 2.5,
      allow_multiple_events: true,
    })
  })

  test.each([
    [{ name: undefined }, 'name', /./],
    [{ name: ' ' }, 'name', /must not be empty/],
    [{ description: 'x'.repeat(2001) }, 'description', /at most 2000/],
    [{ payout_type: 'RPA' }, 'payout_type', /one of CPA, CPS, CPAxCPS, CPC, CPM, PRV/],
    [{ revenue_type: 'CPA' }, 'revenue_type', /one of RPA, RPS, RPAxRPS, RPC, RPM/],
    [{ payout_type: 'CPS', payout: 1 }, 'payout', /must be 0 for CPS/],
    [{ payout_type: 'CPC', payout_percent: 1 }, 'payout_percent', /must be 0 for CPC/],
    [{ revenue_type: 'RPM', revenue_percent: 1 }, 'revenue_percent', /must be 0 for RPM/],
    [{ revenue: -1 }, 'revenue', /0 or more/],
    [{ payout_percent: 100.5 }, 'payout_percent', /from 0 to 100/],
    [{ manually_approve_events: 'maybe' }, 'manually_approve_events', /true or false/],
    [{ fraud_filter_group_ids: [randomUUID()] }, 'fraud_filter_group_ids', /No fraud filter group/],
    [{ currency: 'EUR' }, 'currency', /./],
  ])('can’t be created with %j', async (wrong, field, message) => {
    const body = { name: 'Lead', ...wrong }
    expect(await ask('POST', 'events', body, { status: 400 })).toMatchObject(fault(field, message))
  })

  test('are checked together with what an update doesn’t change, and take If-Match', async () => {
    const id = await createEvent(sample)
    const { updated_at: seen } = await event(id)
    expect(await ask('PATCH', `events/${id}`, { payout_type: 'PRV' }, { status: 400 })).toMatchObject(
      fault('payout', /must be 0 for PRV/),
    )
    const headers = { 'If-Match': seen }
    await ask('PATCH', `events/${id}`, { payout_type: 'PRV', payout: 0, payout_percent: 80 }, { headers })
    await ask('PATCH', `events/${id}`, { name: 'Lost' }, { headers, status: 412 })
    await ask('DELETE', `events/${id}`, undefined, { headers, status: 412 })
    expect(await event(id)).toMatchObject({ name: 'Lead Signup', payout_type: 'PRV', payout_percent: 80 })
  })

  test('belong to their offer, which can’t be archived', async () => {
    const id = await createEvent({})
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { name: 'X' }],
      ['DELETE', undefined],
    ] as const) {
      await ask(method, `events/${id}`, body, { of: other.id, status: 404 })
      await ask(method, `events/${id}`, body, { of: randomUUID(), status: 404 })
      await ask(method, 'events/abc', body, { status: 404 })
    }
    await ask('DELETE', `events/${id}`)
    await archiveOffer(true)
    const restore = { error: { message: expect.stringContaining('This offer is archived') } }
    expect(await ask('POST', 'events', { name: 'X' }, { status: 402 })).toMatchObject(restore)
    expect(await ask('PATCH', `events/${id}`, { archived: false }, { status: 402 })).toMatchObject(restore)
  })
})

describe('offer landing pages', () => {
  /** Every field of the document's body, whose sample is empty. */
  const sample = {
    active: true,
    hide_from_publishers: true,
    name: 'Spring',
    preview_url: 'https://preview.example/spring',
    redirect_url,
  }
  const more = {
    is_default: true,
    weight: 30,
    link_test_enabled: true,
    link_test_countries: ['DE', 'US'],
    link_test_devices: ['mobile'],
    link_test_expected_domain: 'shop.example',
  }

  test('are created, read, updated, listed, deleted, and restored', async () => {
    const id = await createPage({ ...sample, ...more })
    const made = await page(id)
    expect(made).toEqual({
      ...sample,
      ...more,
      id,
      incremental_id: expect.any(Number),
      organization: world.organizationId,
      offer_id: offer.incrementalId,
      offer: { id: offer.id, incremental_id: offer.incrementalId, name: 'Boots' },
      link_test: null,
      archived: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_updated_by: world.admin.userId,
    })
    const changed = { ...sample, name: 'Summer', active: false, preview_url: null, hide_from_publishers: false }
    expect(await ask('PATCH', `landing-pages/${made.incremental_id}`, changed)).toEqual({})
    expect(await page(id)).toMatchObject({ ...changed, ...more })
    const second = await createPage()
    expect(await pages('?sort=-weight')).toEqual([id, second])
    expect(await pages('?filter[link_test_countries]=US')).toEqual([id])
    expect(await pages('?q=summer')).toEqual([id])
    await ask('DELETE', `landing-pages/${id}`)
    expect(await pages()).toEqual([second])
    await ask('PATCH', `landing-pages/${id}`, { archived: false })
    expect(await pages()).toEqual([id, second])
    expect(await actionsOf(id)).toEqual([
      'create landingPage',
      'deactivate landingPage',
      'archive landingPage',
      'restore landingPage',
    ])
  })

  test('have defaults, and work form-encoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const form = `name=Form&redirect_url=${encodeURIComponent(redirect_url)}&preview_url=&link_test_countries=de,fr`
    const made = offerLandingPages.create.contract.response.parse(await ask('POST', 'landing-pages', form, { headers }))
    expect(await page(made.created_item_id)).toMatchObject({
      name: 'Form',
      redirect_url,
      preview_url: null,
      active: true,
      hide_from_publishers: false,
      is_default: false,
      weight: 0,
      link_test_countries: ['DE', 'FR'],
    })
  })

  test.each([
    [{ name: undefined }, 'name', /./],
    [{ redirect_url: undefined }, 'redirect_url', /./],
    [{ redirect_url: 'shop.example' }, 'redirect_url', /must start with http/],
    [{ redirect_url: 'javascript:alert(1)' }, 'redirect_url', /must start with http/],
    [{ redirect_url: 'https://{sub_id}.example' }, 'redirect_url', /host without macros/],
    [{ redirect_url: 'https://shop.example/{subid}' }, 'redirect_url', /unknown macro \{subid\}.*\{sub_id\}/],
    [{ redirect_url: '' }, 'redirect_url', /must start with http/],
    [{ preview_url: 'x' }, 'preview_url', /must start with http/],
    [{ weight: -1 }, 'weight', /0 or more/],
    [{ weight: 1.5 }, 'weight', /whole number/],
    [{ link_test_countries: ['XX'] }, 'link_test_countries.0', /ISO 3166-1/],
    [{ link_test_expected_domain: 'https://shop.example' }, 'link_test_expected_domain', /must be a hostname/],
    [{ hide_from_publishers: 'no' }, 'hide_from_publishers', /true or false/],
    [{ url: 'https://shop.example' }, 'url', /./],
  ])('can’t be created with %j', async (wrong, field, message) => {
    const body = { name: 'Home', redirect_url, ...wrong }
    expect(await ask('POST', 'landing-pages', body, { status: 400 })).toMatchObject(fault(field, message))
  })

  test('have at most one default, which the last one to ask for it is', async () => {
    const first = await createPage({ is_default: true })
    const second = await createPage({ is_default: true })
    expect([(await page(first)).is_default, (await page(second)).is_default]).toEqual([false, true])
    await ask('PATCH', `landing-pages/${first}`, { is_default: true })
    expect([(await page(first)).is_default, (await page(second)).is_default]).toEqual([true, false])
    expect(await actionsOf(second)).toEqual(['create landingPage', 'update landingPage'])

    await ask('DELETE', `landing-pages/${first}`)
    await ask('PATCH', `landing-pages/${second}`, { is_default: true })
    expect(await ask('PATCH', `landing-pages/${first}`, { archived: false }, { status: 402 })).toMatchObject(
      fault('is_default', /already set for another/),
    )
    await ask('PATCH', `landing-pages/${first}`, { archived: false, is_default: false })
    expect((await page(second)).is_default).toBe(true)
  })

  test('belong to their offer, which can’t be archived, and take If-Match', async () => {
    const id = await createPage()
    const { updated_at: seen } = await page(id)
    for (const of of [other.id, randomUUID()]) {
      await ask('GET', `landing-pages/${id}`, undefined, { of, status: 404 })
      await ask('PATCH', `landing-pages/${id}`, { name: 'X' }, { of, status: 404 })
      await ask('DELETE', `landing-pages/${id}`, undefined, { of, status: 404 })
    }
    const headers = { 'If-Match': seen }
    await ask('PATCH', `landing-pages/${id}`, { name: 'Kept' }, { headers })
    await ask('PATCH', `landing-pages/${id}`, { name: 'Lost' }, { headers, status: 412 })
    await ask('DELETE', `landing-pages/${id}`, undefined, { headers, status: 412 })
    expect(await page(id)).toMatchObject({ name: 'Kept', archived: false })
    await ask('DELETE', `landing-pages/${id}`)
    await archiveOffer(true)
    await ask('PATCH', `landing-pages/${id}`, { archived: false }, { status: 402 })
    await ask('POST', 'landing-pages', { name: 'X', redirect_url }, { status: 402 })
  })
})

describe('parallel tracking', () => {
  const read = async () => readParallelTracking.response.parse(await ask('GET', 'parallel-tracking')).data

  test('tells what became of its calls', async () => {
    const start = { offer: { id: offer.id, incremental_id: offer.incrementalId, name: 'Boots' }, enabled: false }
    const none = { delivered: 0, waiting: 0, failed: 0, last_delivered_at: null, last_error: '', last_error_at: null }
    expect(await read()).toEqual({ ...start, url: null, ...none })

    const { organizationId } = world
    const part = { organizationId, offerId: offer.id }
    const at = new Date('2026-03-01T10:00:00Z')
    const url = 'https://ads.example/?c={click_id}'
    await database.prisma.offer.update({
      where: { id: offer.id },
      data: { parallelTrackingEnabled: true, parallelTrackingUrl: url },
    })
    await database.prisma.parallelTracking.create({
      data: { ...part, delivered: 7n, failed: 1n, lastDeliveredAt: at, lastError: 'No.', lastErrorAt: at },
    })
    await database.prisma.parallelTracking.create({ data: { ...part, offerId: other.id, delivered: 9n } })
    await database.prisma.parallelCall.create({
      data: { ...part, id: randomUUID(), url: 'https://ads.example/', host: 'ads.example', retryAt: at },
    })
    expect(await read()).toEqual({
      ...start,
      enabled: true,
      url,
      delivered: 7,
      waiting: 1,
      failed: 1,
      last_delivered_at: at.toISOString(),
      last_error: 'No.',
      last_error_at: at.toISOString(),
    })
    await ask('GET', 'parallel-tracking', undefined, { of: '999', status: 404 })
  })
})
