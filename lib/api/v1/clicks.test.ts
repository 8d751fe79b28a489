import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addDays, today } from '@/lib/time'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { listClicks } from './clicks.contract'

// Contract: the two Hi Energy documents and our decisions about them.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let other: World

const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    request_id: z.uuid(),
    details: z.array(z.object({ field: z.string(), message: z.string() })),
  }),
})

async function get(query: string, key = world.admin.key) {
  const reply = await send('GET', `/api/v1/clicks${query}`, { headers: { 'X-Api-Key': key } })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return listClicks.response.parse(reply.body)
}

/** Sends a request that must be refused. */
async function refused(query: string, headers: Record<string, string>) {
  const reply = await send('GET', `/api/v1/clicks${query}`, { headers })
  return { status: reply.status, headers: reply.headers, ...errorBody.parse(reply.body) }
}

const march = '?start_date=2026-03-01&end_date=2026-03-31'
const brief = (rows: z.infer<typeof listClicks.response>['data']) =>
  rows.map(
    (row) =>
      `${row.click_date} ${row.advertiser_slug} p${row.publisher_id} ${row.network_name ?? '-'} ${row.click_count}`,
  )

beforeAll(async () => {
  world = await createWorld(database, events)
  other = await createWorld(database, events)
  await world.record([
    { at: '2026-03-31T10:00:00Z', publisher: 1, advertiser: 1, network: 1, country: 'DE', count: 3 },
    {
      at: '2026-03-31T11:00:00Z',
      publisher: 1,
      advertiser: 1,
      network: 1,
      country: 'US',
      count: 2,
      campaign: world.campaignId,
    },
    // Ties are sorted by advertiser name (Alpha, Mango, Zebra), then by ID.
    { at: '2026-03-31T12:00:00Z', publisher: 2, advertiser: 2, network: 2, country: 'DE', count: 2 },
    { at: '2026-03-31T12:00:00Z', publisher: 1, advertiser: 2, network: 2, country: 'DE', count: 2 },
    { at: '2026-03-31T12:00:00Z', publisher: 2, advertiser: 3, network: 0, country: 'FR', count: 2 },
    { at: '2026-03-01T00:00:00Z', publisher: 2, advertiser: 1, network: 1, country: 'US', count: 4 },
    // Bots and rejected clicks don't count.
    { at: '2026-03-15T12:00:00Z', publisher: 1, advertiser: 1, network: 1, bot: true },
    {
      at: '2026-03-15T12:00:00Z',
      publisher: 1,
      advertiser: 1,
      network: 1,
      status: 'Rejected',
      reason: 'offer_inactive',
    },
    // Outside the range.
    { at: '2026-02-28T23:59:59.999Z', publisher: 1, advertiser: 1, network: 1 },
    { at: '2026-04-01T00:00:00Z', publisher: 1, advertiser: 1, network: 1 },
  ])
  await other.record([{ at: '2026-03-31T10:00:00Z', publisher: 1, advertiser: 1, network: 1, count: 100 }])
})

describe('rows', () => {
  test('come per advertiser, publisher, network, and day, in the documented order', async () => {
    expect(brief((await get(march)).data)).toEqual([
      '2026-03-31 zebra p1 Awin 5',
      '2026-03-31 alpha-store p1 Impact 2',
      '2026-03-31 alpha-store p2 Impact 2',
      '2026-03-31 mango p2 - 2',
      '2026-03-01 zebra p2 Awin 4',
    ])
  })

  test('have every documented field and no others', async () => {
    const { data } = await get(march)
    expect(data[1]).toEqual({
      advertiser_id: 2,
      advertiser_name: 'Alpha Store',
      advertiser_slug: 'alpha-store',
      publisher_id: 1,
      publisher_name: 'Publisher 1',
      network_id: 2,
      network_name: 'Impact',
      click_date: '2026-03-31',
      click_count: 2,
    })
    expect(data[3]).toMatchObject({ network_id: null, network_name: null })
  })

  test('show current names but keep their order when an advertiser is renamed', async () => {
    await database.prisma.advertiser.updateMany({
      where: { organizationId: world.organizationId, slug: 'mango' },
      data: { name: 'Aardvark' },
    })
    expect(brief((await get(march)).data)[1]).toBe('2026-03-31 mango p2 - 2')
    await database.prisma.advertiser.updateMany({
      where: { organizationId: world.organizationId, slug: 'mango' },
      data: { name: 'Mango' },
    })
  })
})

describe('meta', () => {
  test('describes the page and the range', async () => {
    expect((await get(`${march}&per_page=2&page=2`)).meta).toEqual({
      current_page: 2,
      next_page: 3,
      prev_page: 1,
      total_pages: 3,
      total_count: 5,
      start_date: '2026-03-01',
      end_date: '2026-03-31',
      days: 31,
      publisher_id: null,
    })
  })

  test('includes the publisher ID if there’s only one', async () => {
    expect((await get(`${march}&publisher_id=2`)).meta.publisher_id).toBe(2)
    expect((await get(march, world.publishers[0].key)).meta.publisher_id).toBe(1)
  })

  test('has no next page on the last page', async () => {
    expect((await get(`${march}&per_page=2&page=3`)).meta).toMatchObject({
      current_page: 3,
      next_page: null,
      prev_page: 2,
    })
  })
})

describe('dates', () => {
  const current = today('UTC')

  test.each([
    ['no dates', '', addDays(current, -29), current, 30],
    ['only start_date', `?start_date=${addDays(current, -9)}`, addDays(current, -9), current, 10],
    ['only end_date', '?end_date=2026-03-31', '2026-03-02', '2026-03-31', 30],
    ['one day', '?start_date=2026-03-31&end_date=2026-03-31', '2026-03-31', '2026-03-31', 1],
    ['90 days', '?start_date=2026-01-01&end_date=2026-03-31', '2026-01-01', '2026-03-31', 90],
    ['a leap day', '?start_date=2024-02-29&end_date=2024-02-29', '2024-02-29', '2024-02-29', 1],
  ])('accept %s', async (_, query, start, end, days) => {
    expect((await get(query)).meta).toMatchObject({ start_date: start, end_date: end, days })
  })

  test.each([
    ['91 days', '?start_date=2025-12-31&end_date=2026-03-31', 'end_date'],
    ['an end before the start', '?start_date=2026-03-02&end_date=2026-03-01', 'end_date'],
    ['a nonexistent day', '?start_date=2026-02-29', 'start_date'],
    ['another format', '?start_date=01.03.2026', 'start_date'],
    ['a date-time', '?end_date=2026-03-01T00:00:00Z', 'end_date'],
    ['an empty date', '?start_date=', 'start_date'],
    ['a start in the future', `?start_date=${addDays(current, 2)}`, 'start_date'],
    ['a start 91 days ago', `?start_date=${addDays(current, -90)}`, 'end_date'],
    ['a day too early', '?start_date=0001-01-01&end_date=0001-01-01', 'start_date'],
    ['a day too late', '?start_date=9999-12-31&end_date=9999-12-31', 'start_date'],
    ['a duplicate date', '?start_date=2026-03-01&start_date=2026-03-02', 'start_date'],
  ])('reject %s', async (_, query, field) => {
    const { status, error } = await refused(query, { 'X-Api-Key': world.admin.key })
    expect(status).toBe(400)
    expect(error.code).toBe('bad_request')
    expect(error.details.map((detail) => detail.field)).toContain(field)
    expect(error.message).toContain(field)
  })

  test('are reported together with other invalid parameters', async () => {
    const { error } = await refused('?start_date=x&page=0&country=Germany', { 'X-Api-Key': world.admin.key })
    expect(error.details.map(({ field }) => field)).toEqual(['start_date', 'country', 'page'])
  })
})

describe('filters', () => {
  test.each([
    ['advertiser_id=1', 2],
    ['advertiser_id=zebra', 2],
    ['advertiser_id=alpha-store', 2],
    ['network_id=2', 2],
    ['network_id=impact', 2],
    ['publisher_id=2', 3],
    ['country=US', 2],
    ['country=us', 2],
    ['campaign_id=spring', 1],
    ['advertiser_id=1&country=DE', 1],
    // Unknown values match nothing, and don't reveal what exists elsewhere.
    ['advertiser_id=999', 0],
    ['advertiser_id=nobody', 0],
    ['network_id=nobody', 0],
    ['campaign_id=nothing', 0],
    ['publisher_id=999', 0],
    ['country=ZZ', 0],
  ])('%s', async (filter, rows) => {
    const { data, meta } = await get(`${march}&${filter}`)
    expect(data).toHaveLength(rows)
    expect(meta.total_count).toBe(rows)
  })

  test('accept our ID for a campaign, and count only its clicks', async () => {
    expect(brief((await get(`${march}&campaign_id=${world.campaignId}`)).data)).toEqual(['2026-03-31 zebra p1 Awin 2'])
  })

  test('don’t find another organization’s campaign', async () => {
    expect((await get(`${march}&campaign_id=${other.campaignId}`)).data).toEqual([])
  })

  test.each([
    ['publisher_id=abc', 'publisher_id'],
    ['publisher_id=0', 'publisher_id'],
    ['publisher_id=-1', 'publisher_id'],
    ['publisher_id=1.5', 'publisher_id'],
    ['publisher_id=99999999999', 'publisher_id'],
    ['country=Germany', 'country'],
    ['country=', 'country'],
    ['country=1', 'country'],
    ['advertiser_id=', 'advertiser_id'],
    ['network_id=', 'network_id'],
    ['campaign_id=', 'campaign_id'],
    [`advertiser_id=${'x'.repeat(201)}`, 'advertiser_id'],
  ])('reject %s', async (filter, field) => {
    const { status, error } = await refused(`${march}&${filter}`, { 'X-Api-Key': world.admin.key })
    expect(status).toBe(400)
    expect(error.details.map((detail) => detail.field)).toEqual([field])
  })

  test.each(["'; DROP TABLE click; --", '{p0:String}', '%00', '\\', '💥'])('treat %s as plain text', async (text) => {
    expect((await get(`${march}&advertiser_id=${encodeURIComponent(text)}`)).data).toEqual([])
  })
})

describe('paging', () => {
  test.each([1, 2, 3, 4, 5, 1000])('never repeats or skips rows with %i per page', async (size) => {
    const all = brief((await get(march)).data)
    const pages = await Promise.all(
      Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
        get(`${march}&per_page=${size}&page=${index + 1}`),
      ),
    )
    expect(pages.flatMap(({ data }) => brief(data))).toEqual(all)
  })

  test('uses limit if per_page is absent', async () => {
    expect((await get(`${march}&limit=2`)).data).toHaveLength(2)
    expect((await get(`${march}&limit=2&per_page=3`)).data).toHaveLength(3)
  })

  test('returns no rows past the end, with correct totals', async () => {
    const { data, meta } = await get(`${march}&page=7&per_page=2`)
    expect(data).toEqual([])
    expect(meta).toMatchObject({ current_page: 7, next_page: null, prev_page: 3, total_pages: 3, total_count: 5 })
  })

  test.each([
    'page=0',
    'page=-1',
    'page=x',
    'page=1.5',
    'page=',
    'per_page=0',
    'per_page=1001',
    'per_page=x',
    'limit=0',
    'limit=1001',
    'limit=',
  ])('rejects %s', async (parameter) => {
    const { status, error } = await refused(`${march}&${parameter}`, { 'X-Api-Key': world.admin.key })
    expect(status).toBe(400)
    expect(error.details.map(({ field }) => field)).toEqual([parameter.split('=')[0]])
  })
})

describe('access', () => {
  test.each(['X-Api-Key', 'API-KEY', 'x-api-key'])('accepts a key in %s', async (header) => {
    expect((await send('GET', '/api/v1/clicks', { headers: { [header]: world.admin.key } })).status).toBe(200)
  })

  test('accepts a key as a bearer token', async () => {
    expect(
      (await send('GET', '/api/v1/clicks', { headers: { Authorization: `Bearer ${world.admin.key}` } })).status,
    ).toBe(200)
  })

  test('accepts a browser session', async () => {
    expect((await send('GET', '/api/v1/clicks', { headers: { cookie: world.publishers[0].cookie } })).status).toBe(200)
  })

  test.each([
    ['no key', () => ({})],
    ['an unknown key', () => ({ 'X-Api-Key': 'trb_nothing' })],
    ['an empty key', () => ({ 'X-Api-Key': '' })],
    ['a key with an extra character', () => ({ 'X-Api-Key': `${world.admin.key}x` })],
    ['a broken cookie', () => ({ cookie: 'tributary.session=nonsense' })],
  ])('answers %s with 401', async (_, headers) => {
    const { status, error } = await refused(march, headers())
    expect(status).toBe(401)
    expect(error.code).toBe('unauthorized')
  })

  test('shows a publisher its own clicks, with or without its ID', async () => {
    const own = ['2026-03-31 zebra p1 Awin 5', '2026-03-31 alpha-store p1 Impact 2']
    expect(brief((await get(march, world.publishers[0].key)).data)).toEqual(own)
    expect(brief((await get(`${march}&publisher_id=1`, world.publishers[0].key)).data)).toEqual(own)
  })

  test('answers 403 to a publisher who asks for another one', async () => {
    const { status, error } = await refused(`${march}&publisher_id=2`, { 'X-Api-Key': world.publishers[0].key })
    expect(status).toBe(403)
    expect(error.code).toBe('forbidden')
    expect(error.details.map(({ field }) => field)).toEqual(['publisher_id'])
  })

  test('hides organizations from each other', async () => {
    expect(brief((await get(march, other.admin.key)).data)).toEqual(['2026-03-31 zebra p1 Awin 100'])
  })

  test.each([
    ['revoked', { revokedAt: new Date() }],
    ['expired', { expiresAt: new Date(Date.now() - 1000) }],
  ])('answers a key that’s %s with 401', async (_, data) => {
    const fresh = await createWorld(database, events)
    await database.prisma.apiKey.updateMany({ where: { organizationId: fresh.organizationId }, data })
    expect((await refused(march, { 'X-Api-Key': fresh.admin.key })).status).toBe(401)
  })

  test('answers the key of a deactivated user or an inactive publisher with 401', async () => {
    const fresh = await createWorld(database, events)
    await database.prisma.user.updateMany({ where: { id: fresh.admin.userId }, data: { status: 'Deactivated' } })
    expect((await refused(march, { 'X-Api-Key': fresh.admin.key })).status).toBe(401)
    await database.prisma.publisher.updateMany({
      where: { organizationId: fresh.organizationId, incrementalId: 1 },
      data: { active: false },
    })
    expect((await refused(march, { 'X-Api-Key': fresh.publishers[0].key })).status).toBe(401)
    expect(
      (await send('GET', `/api/v1/clicks${march}`, { headers: { 'X-Api-Key': fresh.publishers[1].key } })).status,
    ).toBe(200)
  })

  test('answers a key without the permission with 403', async () => {
    const fresh = await createWorld(database, events)
    await database.prisma.apiKey.updateMany({
      where: { organizationId: fresh.organizationId },
      data: { access: ['publishers:read'] },
    })
    expect((await refused(march, { 'X-Api-Key': fresh.admin.key })).status).toBe(403)
  })
})
