import { beforeAll, describe, expect, test } from 'vitest'
import { impression } from '@/lib/events/tables'
import { askV2, faultOf } from '@/lib/testing/integr8'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { clickTable, impressionTable } from './reports.contract'

// Contract: Reports in the Integr8 document, and our decisions about them.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let integration: string
let empty: string

type Options = { key?: string; table?: 'click-table' | 'impression-table' }

const path = (query: string, table = 'click-table', id = integration) =>
  `reports/v2/${table}?integration_id=${id}${query}`
const march = '&start_date=2026-03-01&end_date=2026-03-31'

async function report(query: string, { key = world.admin.key, table = 'click-table' }: Options = {}) {
  const { response } = table === 'click-table' ? clickTable : impressionTable
  return response.parse(await askV2(key, 'GET', path(query, table))).data
}
const refused = (query: string, key = world.admin.key) => askV2(key, 'GET', path(query), undefined, { status: 400 })
const subIds = async (query: string, options?: Options) =>
  (await report(`&page[size]=100${query}`, options)).data.map(({ sub_id }) => sub_id)

beforeAll(async () => {
  world = await createWorld(database, events)
  const { organizationId } = world
  const { prisma } = database
  const [main, second] = await Promise.all(
    ['Main', 'Second'].map((name) => prisma.integration.create({ data: { organizationId, name } })),
  )
  integration = main?.id ?? ''
  empty = second?.id ?? ''
  const advertiser = await prisma.advertiser.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  const offer = await prisma.offer.create({
    data: {
      organizationId,
      incrementalId: 1,
      slug: 'shoes',
      name: 'Shoes',
      integrationId: integration,
      advertiserId: advertiser.id,
      landingPages: { create: { incrementalId: 1, name: 'Home', redirectUrl: 'https://a.example/' } },
    },
  })
  await prisma.offer.create({
    data: {
      organizationId,
      incrementalId: 2,
      slug: 'hats',
      name: 'Hats',
      integrationId: empty,
      advertiserId: offer.advertiserId,
    },
  })
  const other = await createWorld(database, events)
  await other.record([{ at: '2026-03-10T12:00:00Z', sub_id: 'foreign' }])
  await world.record([
    { at: '2026-03-29T00:30:00Z', sub_id: 'a', payout: '0.123456', revenue: '0.5', currency: 'EUR' },
    { at: '2026-03-10T12:00:00Z', sub_id: 'b', publisher: 2, advertiser: 2, network: 2 },
    { at: '2026-03-10T12:00:01.999Z', sub_id: 'c', status: 'Rejected', reason: 'fraud_blocked_ip' },
    { at: '2026-03-10T12:00:02Z', sub_id: 'd' },
    { at: '2026-02-28T23:30:00Z', sub_id: 'e' },
    { at: '2026-03-12T00:00:00Z', sub_id: 'of the other integration', offer: 2 },
  ])
})

describe('rows', () => {
  test('have what the click had, with the names of today', async () => {
    const { data } = await report(`${march}&page[size]=1`)
    const [row] = data
    expect(row).toMatchObject({
      real_tx_id: row?.tx_id,
      transaction_id: row?.tx_id,
      status: 'Approved',
      rejection_reason: '',
      advertiser_id: 1,
      advertiser: { incremental_id: 1, name: 'Zebra' },
      publisher: { name: 'Publisher 1' },
      network_id: null,
      network: null,
      offer: { name: 'Shoes' },
      event: null,
      landing_page: { name: 'Home' },
      sub_id: 'a',
      device: 'Desktop',
      country: 'DE',
      city: 'Berlin',
      click_time: '2026-03-29T00:30:00.000Z',
      request_time: '2026-03-29T00:30:00.000Z',
      conversion_time: null,
      unix_time: Date.UTC(2026, 2, 29, 0, 30) / 1000,
      payout: 0.123456,
      revenue: 0.5,
      currency: 'EUR',
      hash: null,
    })
  })

  test('are the integration’s, newest first', async () => {
    expect(await subIds(march)).toEqual(['a', 'd', 'c', 'b'])
    const { data } = clickTable.response.parse(
      await askV2(world.admin.key, 'GET', path(`${march}&page[size]=100`, 'click-table', empty)),
    ).data
    expect(data.map(({ sub_id }) => sub_id)).toEqual(['of the other integration'])
  })

  test('a publisher sees its own, without revenue, and without reasons unless it has fraud visibility', async () => {
    const { key } = world.publishers[0]
    expect(await subIds(march, { key })).toEqual(['a', 'd', 'c'])
    const rejected = async () => (await report(`${march}&page[size]=9&filter[status]=Rejected`, { key })).data
    expect(await rejected()).toMatchObject([{ sub_id: 'c', revenue: null, rejection_reason: '' }])
    const where = { organizationId: world.organizationId, incrementalId: 1 }
    await database.prisma.publisher.updateMany({ where, data: { fraudVisibilityEnabled: true } })
    expect(await rejected()).toMatchObject([{ rejection_reason: 'fraud_blocked_ip' }])
    await database.prisma.publisher.updateMany({ where, data: { fraudVisibilityEnabled: false } })
  })

  test('of impressions aren’t of a click', async () => {
    await events.append(impression, [
      clickRow({
        organization: world.organizationId,
        id: '019ce000-0000-7000-8000-000000000001',
        time: '2026-03-13 09:00:00.000',
      }),
    ])
    const { data } = await report(`${march}&page[size]=100`, { table: 'impression-table' })
    expect(data).toMatchObject([{ transaction_id: null, click_time: null, request_time: '2026-03-13T09:00:00.000Z' }])
  })
})

describe('ranges', () => {
  test('of times include the whole last second', async () => {
    const from = '&start_time=2026-03-10 12:00:00'
    expect(await subIds(`${from}&end_time=2026-03-10 12:00:01`)).toEqual(['c', 'b'])
    expect(await subIds(`${from}&end_time=2026-03-10 12:00:02`)).toEqual(['d', 'c', 'b'])
  })

  test('are in the time zone, whose clocks may skip an hour', async () => {
    const zone = '&timezone=Europe/Berlin'
    // 00:30 UTC on March 1 in Berlin is 23:30 UTC of the day before.
    expect(await subIds(`&start_date=2026-03-01&end_date=2026-03-01${zone}`)).toEqual(['e'])
    // 2:30 doesn't exist that night. 1:30 does, and is 00:30 UTC.
    expect(await subIds(`&start_time=2026-03-29 01:30:00&end_time=2026-03-29 02:30:00${zone}`)).toEqual(['a'])
    expect(await subIds(`&start_time=2026-03-29 03:00:00&end_time=2026-03-29 04:00:00${zone}`)).toEqual([])
  })

  test.each([
    ['', 'start_time', /is required, or start_date/],
    ['&start_date=2026-03-01', 'end_time', /is required, or end_date/],
    ['&start_date=2026-02-30&end_date=2026-03-01', 'start_date', /valid date/],
    ['&start_time=2026-02-30 00:00:00&end_date=2026-03-01', 'start_time', /must be a valid time in the format/],
    ['&start_time=2026-03-01T00:00:00&end_date=2026-03-01', 'start_time', /must be a valid time in the format/],
    [
      '&start_time=2026-03-01 00:00:00&start_date=2026-03-01&end_date=2026-03-01',
      'start_date',
      /must not be set along with start_time/,
    ],
    ['&start_date=2026-03-02&end_date=2026-03-01', 'end_date', /must be after the start/],
    ['&start_date=2026-03-01&end_date=2026-03-01&timezone=Mars', 'timezone', /IANA/],
  ])('%s is refused', async (query, field, message) => {
    expect(await refused(`${query}&page[size]=1`)).toMatchObject(faultOf(field, message))
  })
})

describe('pages', () => {
  test('continue after and end before a row', async () => {
    const first = await report(`${march}&page[size]=2`)
    expect(first.data.map(({ sub_id }) => sub_id)).toEqual(['a', 'd'])
    expect(first.pageInfo).toEqual({
      startCursor: first.data[0]?.real_tx_id,
      endCursor: first.data[1]?.real_tx_id,
      hasPreviousPage: false,
      hasNextPage: true,
    })
    const second = await report(`${march}&page[size]=2&page[after]=${first.pageInfo.endCursor}`)
    expect(second.data.map(({ sub_id }) => sub_id)).toEqual(['c', 'b'])
    expect(second.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false })
    const back = await report(`${march}&page[size]=1&page[before]=${second.pageInfo.startCursor}`)
    expect(back.data.map(({ sub_id }) => sub_id)).toEqual(['d'])
    expect(back.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true })
    const end = await report(`${march}&page[size]=9&page[after]=${second.pageInfo.endCursor}`)
    expect(end).toMatchObject({ data: [], pageInfo: { startCursor: null, hasPreviousPage: true, hasNextPage: false } })
  })

  test('a cursor must be of a row that the caller can see', async () => {
    const { data } = await report(`${march}&page[size]=100&filter[publisher]=2`)
    const foreign = data[0]?.real_tx_id ?? ''
    const unknown = '019ce000-0000-7000-8000-00000000ffff'
    const message = /real_tx_id of a row that exists/
    const { key } = world.publishers[0]
    for (const id of [foreign, unknown, '00000000-0000-0000-0000-000000000000'])
      expect(await refused(`${march}&page[size]=1&page[after]=${id}`, key)).toMatchObject(
        faultOf('page[after]', message),
      )
    expect(await refused(`${march}&page[size]=1&page[before]=XYZ`)).toMatchObject(faultOf('page[before]', /real_tx_id/))
    expect(await refused(`${march}&page[size]=1&page[before]=${foreign}&page[after]=${foreign}`)).toMatchObject(
      faultOf('page[before]', /can’t be combined/),
    )
  })

  test.each([
    ['', 'page[size]', /required/],
    ['&page[size]=0', 'page[size]', /1 to 100/],
    ['&page[size]=101', 'page[size]', /1 to 100/],
    ['&page[size]=1&sort=-payout', 'sort', /isn’t recognized/],
  ])('%s is refused', async (query, field, message) => {
    expect(await refused(march + query)).toMatchObject(faultOf(field, message))
  })
})

describe('filters', () => {
  test('take IDs and numbers, and several', async () => {
    const { id } = await database.prisma.publisher.findFirstOrThrow({
      where: { organizationId: world.organizationId, incrementalId: 2 },
    })
    expect(await subIds(`${march}&filter[publisher]=2`)).toEqual(['b'])
    expect(await subIds(`${march}&filter[publisher]=${id.toUpperCase()}, 1`)).toEqual(['a', 'd', 'c', 'b'])
    expect(await subIds(`${march}&filter[advertiser]=2&filter[status]=Approved`)).toEqual(['b'])
    expect(await subIds(`${march}&filter[offer_id]=1&filter[status]=Rejected`)).toEqual(['c'])
  })

  test.each([
    ['filter[offer_id]=99', 'filter[offer_id]', /No offer with the ID 99/],
    ['filter[publisher]=x', 'filter[publisher]', /must be IDs or incremental IDs/],
    ['filter[status]=Pending', 'filter[status]', /Approved/],
    ['filter[country]=DE', 'filter[country]', /isn’t recognized/],
  ])('%s is refused', async (query, field, message) => {
    expect(await refused(`${march}&page[size]=1&${query}`)).toMatchObject(faultOf(field, message))
  })

  test('a publisher can’t ask for another one, and doesn’t learn which offers exist', async () => {
    const { key } = world.publishers[0]
    await askV2(key, 'GET', path(`${march}&page[size]=1&filter[publisher]=2`), undefined, { status: 403 })
    expect(await subIds(`${march}&filter[offer_id]=99`, { key })).toEqual([])
  })

  test('the integration must be the organization’s', async () => {
    const id = '019ce000-0000-7000-8000-00000000ffff'
    expect(
      await askV2(world.admin.key, 'GET', path(`${march}&page[size]=1`, 'click-table', id), undefined, { status: 400 }),
    ).toMatchObject(faultOf('integration_id', /No integration/))
  })
})
