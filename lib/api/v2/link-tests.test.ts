import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { config } from '@/lib/config'
import { linkTest } from '@/lib/events/tables'
import { findTestedPages } from '@/lib/link-tests/pages'
import { rowsOf } from '@/lib/link-tests/record'
import type { LinkTestReason, LinkTestStatus } from '@/lib/link-tests/reasons'
import type { TestedPage } from '@/lib/link-tests/visit'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { portOf } from '@/lib/testing/free-port'
import { askV2, faultOf, refusalThat, type Options } from '@/lib/testing/integr8'
import { createWorld, type World } from '@/lib/testing/world'
import {
  listLinkTests,
  listLinkTestsGrouped,
  readLinkTest,
  readLinkTestReasonChart,
  readLinkTestStatusChart,
  readLinkTestTotals,
  testLandingPage,
} from './link-tests.contract'
import { offerLandingPages } from './offer-landing-pages'

// Contract: the link-test part of OfferLandingPages in the Integr8 document. Access by role: isolation-offers.test.ts.

const database = await testDatabase()
const events = await testEventLog()
const site = createServer(({ url }, response) =>
  url === '/' ? void response.writeHead(302, { location: '/end' }).end() : void response.end('hello'),
)
let world: World
let pages: TestedPage[] = []

beforeAll(async () => {
  world = await createWorld(database, events)
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  const { outboundAllow } = config()
  config().outboundAllow = ['127.0.0.1']
  const { organizationId } = world
  const { prisma } = database
  const integration = await prisma.integration.create({ data: { organizationId, name: 'Main' } })
  // Offers 1 and 2 of advertisers 1 and 2, each with a landing page of the same number.
  for (const number of [1, 2]) {
    const advertiser = await prisma.advertiser.findFirstOrThrow({ where: { organizationId, incrementalId: number } })
    const owner = { organizationId, advertiserId: advertiser.id, integrationId: integration.id }
    const offer = await prisma.offer.create({
      data: { ...owner, incrementalId: number, slug: randomUUID(), name: `Offer ${number}` },
    })
    const redirectUrl = `http://127.0.0.1:${portOf(site)}/`
    await prisma.landingPage.create({
      data: { organizationId, offerId: offer.id, incrementalId: number, name: `Page ${number}`, redirectUrl },
    })
  }
  pages = await findTestedPages(prisma, { organizationId })
  await record(1, '2026-03-01T22:30:00.000Z', { device: 'desktop' })
  await record(1, '2026-03-01T23:30:00.000Z', { device: 'phone', country: 'DE', reason: 'dns' })
  await record(1, '2026-03-02T10:00:00.000Z', { device: 'phone', country: 'FR', status: 'Skipped', reason: 'no_proxy' })
  await record(2, '2026-03-02T11:00:00.000Z', { device: 'desktop', reason: 'client_error', httpStatus: 404 })
  return async () => {
    config().outboundAllow = outboundAllow
    site.closeAllConnections()
    await new Promise((done) => site.close(done))
  }
})

type Sample = {
  device: string
  country?: string
  status?: LinkTestStatus
  reason?: LinkTestReason
  httpStatus?: number
}

async function record(number: number, at: string, { device, country = '', reason, status, httpStatus = 200 }: Sample) {
  const page = pages.find(({ incrementalId }) => incrementalId === number)
  if (!page) throw new Error('No page')
  const url = `https://go.example/${number}`
  const last = `https://shop.example/${number}`
  const hops = [
    { url, status: 302, tls: 'TLSv1.3', duration: 40, error: '' },
    { url: last, status: httpStatus, tls: 'TLSv1.2', duration: 60, error: '' },
  ]
  const verdict = {
    status: status ?? (reason ? 'Failed' : 'Success'),
    reason: reason ?? '',
    message: reason ?? '',
  } as const
  const result = {
    time: new Date(at),
    country,
    device,
    url,
    hops,
    duration: 100,
    ...verdict,
  }
  await events.append(linkTest, rowsOf(page, randomUUID(), 'schedule', [result]))
}

const get = (path: string, options: Options & { key?: string } = {}) =>
  askV2(options.key ?? world.admin.key, 'GET', `link-tests${path}`, undefined, options)
const list = async (query: string, key?: string) =>
  listLinkTests.response.parse(await get(query, { ...(key !== undefined && { key }) }))
const times = async (query: string) => (await list(query)).data.map(({ timestamp }) => timestamp.slice(8, 16))
const march = 'start_time=2026-03-01 00:00:00&end_time=2026-03-31 23:59:59'

describe('the list', () => {
  test('has everything about each test, newest first', async () => {
    const { data, meta } = await list('')
    expect(meta).toEqual({ total_count: 4, total_page: 1 })
    expect(data.map(({ timestamp }) => timestamp)).toEqual([
      '2026-03-02T11:00:00.000Z',
      '2026-03-02T10:00:00.000Z',
      '2026-03-01T23:30:00.000Z',
      '2026-03-01T22:30:00.000Z',
    ])
    expect(data[0]).toEqual({
      id: expect.any(String),
      run: expect.any(String),
      timestamp: '2026-03-02T11:00:00.000Z',
      trigger: 'schedule',
      integration_id: pages[0]?.integrationId,
      advertiser_incremental_id: 2,
      advertiser: { id: expect.any(String), incremental_id: 2, name: 'Alpha Store' },
      offer_incremental_id: 2,
      offer: { id: pages[1]?.offer.id, incremental_id: 2, name: 'Offer 2' },
      landing_page_incremental_id: 2,
      landing_page: { id: pages[1]?.id, incremental_id: 2, name: 'Page 2' },
      proxy_country: null,
      device: 'desktop',
      test_url: 'https://go.example/2',
      test_url_domain: 'go.example',
      final_url: 'https://shop.example/2',
      final_domain: 'shop.example',
      expected_domain: '',
      status: 'Failed',
      failed_reason: 'client_error',
      message: 'client_error',
      http_status: 404,
      redirects: 1,
      tls: 'TLSv1.2',
      duration_ms: 100,
      hops: [
        { url: 'https://go.example/2', status: 302, tls: 'TLSv1.3', duration: 40, error: '' },
        { url: 'https://shop.example/2', status: 404, tls: 'TLSv1.2', duration: 60, error: '' },
      ],
    })
    const [first] = data
    expect(readLinkTest.response.parse(await get(`/${first?.id}`)).data).toEqual(first)
  })

  test.each([
    ['?advertiser_incremental_id=2', ['02T11:00']],
    ['?filter[advertiser_incremental_id]=2', ['02T11:00']],
    ['?offer_incremental_id=2', ['02T11:00']],
    ['?landing_page_incremental_id=2', ['02T11:00']],
    ['?filter[landing_page_incremental_id][ne]=1', ['02T11:00']],
    ['?filter[offer_incremental_id]=1,2&filter[status]=Failed', ['02T11:00', '01T23:30']],
    ['?filter[failed_reason][in]=dns,no_proxy', ['02T10:00', '01T23:30']],
    ['?filter[proxy_country]=de', ['01T23:30']],
    ['?filter[proxy_country]=direct&filter[device]=desktop', ['02T11:00', '01T22:30']],
    ['?start_time=2026-03-01 23:30:00&end_time=2026-03-02 10:00:00', ['02T10:00', '01T23:30']],
    // Days and times are those of the zone.
    ['?start_date=2026-03-02&end_date=2026-03-02', ['02T11:00', '02T10:00']],
    ['?start_date=2026-03-02&end_date=2026-03-02&timezone=Europe/Berlin', ['02T11:00', '02T10:00', '01T23:30']],
    ['?start_time=2026-03-02 00:30:00&timezone=Europe/Berlin', ['02T11:00', '02T10:00', '01T23:30']],
    ['?sort=timestamp', ['01T22:30', '01T23:30', '02T10:00', '02T11:00']],
    ['?sort=-landing_page_incremental_id,timestamp', ['02T11:00', '01T22:30', '01T23:30', '02T10:00']],
    ['?sort=timestamp&page[size]=3&page[number]=2', ['02T11:00']],
    ['?page[number]=9', []],
    [`?filter[run]=${randomUUID()}`, []],
  ])('%s', async (query, expected) => expect(await times(query)).toEqual(expected))

  test('takes its integration plain and as a filter', async () => {
    const id = pages[0]?.integrationId
    expect(await times(`?integration_id=${id}&filter[integration_id]=${id}`)).toHaveLength(4)
    expect(await times(`?integration_id=${randomUUID()}`)).toEqual([])
  })

  test.each([
    ['?start_time=2026-02-30 00:00:00', 'start_time', /valid time/],
    ['?start_time=yesterday', 'start_time', /YYYY-MM-DD hh:mm:ss/],
    ['?start_date=2026-03-01&start_time=2026-03-01 00:00:00', 'start_date', /along with start_time/],
    ['?start_date=2026-03-02&end_date=2026-03-01', 'end_date', /after the start/],
    ['?timezone=Mars', 'timezone', /IANA/],
    ['?page[size]=101', 'page[size]', /1 to 100/],
    ['?sort=colour', 'sort', /must be/],
    ['?sort=status,-status', 'sort', /only once/],
    ['?advertiser_incremental_id=zebra', 'advertiser_incremental_id', /whole number/],
    ['?integration_id=1', 'integration_id', /ID of an integration/],
    ['?filter[status]=Broken', 'filter[status]', /Success/],
    ['?filter[proxy_country]=Germany', 'filter[proxy_country]', /ISO 3166-1/],
    ['?filter[colour]=red', 'filter[colour]', /isn’t recognized/],
    ['?filter[status][like]=F', 'filter[status][like]', /isn’t recognized/],
  ])('%s is refused', async (query, field, message) =>
    expect(await get(query, { status: 400 })).toMatchObject(faultOf(field, message)),
  )
})

test('groups by the document’s fields', async () => {
  const grouped = async (query: string) =>
    listLinkTestsGrouped.response.parse(await get(`/grouped?${march}&${query}`)).data
  expect(await grouped('fields=offer,proxy_country&offer_incremental_id=1&sort=proxy_country')).toEqual([
    expect.objectContaining({ proxy_country: null, total: 1, success: 1, success_rate: 1 }),
    expect.objectContaining({ proxy_country: 'DE', total: 1, failed: 1, success_rate: 0, average_duration_ms: 100 }),
    {
      offer: {
        id: pages[0]?.offer.id,
        incremental_id: 1,
        name: 'Offer 1',
      },
      proxy_country: 'FR',
      total: 1,
      success: 0,
      failed: 0,
      skipped: 1,
      success_rate: null,
      average_duration_ms: null,
      last_tested_at: '2026-03-02T10:00:00.000Z',
    },
  ])
  const fields = listLinkTestsGrouped.query.shape.fields.parse(undefined)
  expect(Object.keys((await grouped(''))[0] ?? {}).slice(0, fields.length)).toEqual(fields)
  expect((await grouped('fields=device&sort=-total,device')).map(({ device }) => device)).toEqual(['desktop', 'phone'])
  const all =
    'integration_id,advertiser,advertiser_incremental_id,offer,offer_incremental_id,landing_page_incremental_id,test_url_domain,final_domain,proxy_country,device'
  expect(await grouped(`fields=${all}`)).toHaveLength(4)
  expect(await get('/grouped', { status: 400 })).toMatchObject(faultOf('start_time', /is required/))
  expect(await get(`/grouped?${march}&fields=colour`, { status: 400 })).toMatchObject(
    faultOf('fields', /integration_id/),
  )
  expect(await grouped('fields=offer&sort=offer_incremental_id,-total')).toHaveLength(2)
  expect(await get(`/grouped?${march}&fields=offer&sort=-total,-device`, { status: 400 })).toMatchObject(
    faultOf('sort', /^can’t be -device unless fields has device; use offer, total, /),
  )
  expect(await get(`/grouped?start_date=2020-01-01&end_date=2026-01-01`, { status: 400 })).toMatchObject(
    faultOf('end_date', /400 days/),
  )
})

test('charts count by status, per day of the time zone, and by reason', async () => {
  const chart = readLinkTestStatusChart.response.parse(await get(`/charts/status?${march}&timezone=europe/berlin`)).data
  expect(chart).toEqual({
    total: 4,
    statuses: [
      { status: 'Success', count: 1 },
      { status: 'Failed', count: 2 },
      { status: 'Skipped', count: 1 },
    ],
    days: [
      { day: '2026-03-01', success: 1, failed: 0, skipped: 0 },
      { day: '2026-03-02', success: 0, failed: 2, skipped: 1 },
    ],
  })
  const reasons = readLinkTestReasonChart.response.parse(await get(`/charts/failed-reason?${march}`)).data
  expect(reasons).toEqual({
    total: 2,
    reasons: [
      { failed_reason: 'client_error', count: 1 },
      { failed_reason: 'dns', count: 1 },
    ],
  })
  for (const path of ['/charts/status', '/charts/failed-reason'])
    expect(await get(`${path}?start_time=2026-03-01 00:00:00`, { status: 400 })).toMatchObject(
      faultOf('end_time', /is required/),
    )
})

test('tests on demand visit the page, say what they found, and count', async () => {
  const [page] = pages
  const path = `integrations/${page?.integrationId}/offers/1/landing-pages`
  const { tests, left } = testLandingPage.response.parse(
    await askV2(world.admin.key, 'POST', `${path}/1/link-test`),
  ).data
  expect(left).toBe(0)
  const url = `http://127.0.0.1:${portOf(site)}`
  expect(tests).toMatchObject([
    {
      status: 'Success',
      trigger: 'manual',
      final_url: `${url}/end`,
      http_status: 200,
      hops: [{ status: 302 }, { status: 200 }],
    },
  ])
  expect(readLinkTest.response.parse(await get(`/${tests[0]?.id}`)).data).toEqual(tests[0])
  const { data } = offerLandingPages.read.contract.response.parse(
    await askV2(world.admin.key, 'GET', `${path}/${page?.id}`),
  )
  expect(data.link_test).toMatchObject({ status: 'Success', run: tests[0]?.run, broken_since: null })
  const totals = readLinkTestTotals.response.parse(await get('/totals?time_period=Today&offer_incremental_id=1')).data
  expect(totals).toMatchObject({ total: 1, success: 1, success_rate: 1, landing_pages: 1, failed_landing_pages: 0 })
  expect(readLinkTestTotals.response.parse(await get('/totals?time_period=Yesterday')).data).toMatchObject({
    total: 0,
    success_rate: null,
  })
  expect(await get('/totals?time_period=Last8D', { status: 400 })).toMatchObject(faultOf('time_period', /Last30D/))
  for (const missing of ['99', randomUUID(), 'x'])
    expect(
      await askV2(world.admin.key, 'POST', `${path}/${missing}/link-test`, undefined, { status: 404 }),
    ).toMatchObject(refusalThat(/No landing page/))
})

test('are the network’s: publishers get a 403, and account managers see those of their advertisers', async () => {
  const [publisher] = world.publishers
  for (const path of [
    '',
    `/grouped?${march}`,
    '/totals?time_period=Today',
    `/charts/status?${march}`,
    `/${randomUUID()}`,
  ])
    await get(path, { status: 403, key: publisher.key })
  const manager = await world.accountManager({ isPublisherManager: false }, { advertisers: [2] })
  expect((await list('', manager.key)).data.map(({ offer }) => offer?.name)).toEqual(['Offer 2'])
  const [hidden] = (await list('?offer_incremental_id=1')).data
  await get(`/${hidden?.id}`, { status: 404, key: manager.key })
  await get('/not-an-id', { status: 404 })
})
