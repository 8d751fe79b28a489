import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { click, conversion } from '@/lib/events/tables'
import { askV2, faultOf } from '@/lib/testing/integr8'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { conversionRow } from '@/lib/testing/rows'
import { createWorld, idAt, type World } from '@/lib/testing/world'
import { aggregatedReport } from './aggregated.contract'

// What the report says and refuses. lib/reports/question.test.ts checks its figures.

const database = await testDatabase()
const events = await testEventLog()
let world: World

const days = 'start_date=2026-03-09&end_date=2026-03-10'
const path = (query: string) => `reports/v2/aggregated?${query}`
const report = async (query: string, key = world.admin.key) =>
  aggregatedReport.response.parse(await askV2(key, 'GET', path(query)))
const refused = (query: string, { key = world.admin.key, status = 400 } = {}) =>
  askV2(key, 'GET', path(query), undefined, { status })
/** `DE 2026-03-10: 3 2.5` */
const rowsOf = ({ data }: Awaited<ReturnType<typeof report>>) =>
  data.map(
    ({ groups, metrics }) =>
      `${Object.values(groups)
        .map((group) => group?.label)
        .join(' ')}: ${Object.values(metrics).join(' ')}`,
  )

beforeAll(async () => {
  world = await createWorld(database, events, { timezone: 'Europe/Berlin' })
  const { organizationId: organization } = world
  await database.prisma.exchangeRate.create({
    data: { organizationId: organization, from: 'EUR', to: 'USD', rate: '1.25', validFrom: new Date('2026-01-01') },
  })
  const at = (time: string, values: Partial<Parameters<typeof clickRow>[0]>) =>
    clickRow({ organization, id: idAt(new Date(time)), time: time.replace('T', ' ').replace('Z', '.000'), ...values })
  const paid = { payout: '0.5', revenue: '0.75', currency: 'EUR' }
  const clicks = [
    at('2026-03-09T10:00:00Z', { publisher: 1, advertiser: 1, country: 'DE', ...paid }),
    // In Berlin, it's the 10th.
    at('2026-03-09T23:30:00Z', { publisher: 1, advertiser: 2, country: 'AT', day: '2026-03-10' }),
    at('2026-03-10T10:00:00Z', { publisher: 2, advertiser: 2, country: '', ...paid }),
    at('2026-03-10T11:00:00Z', { publisher: 2, advertiser: 2, country: '', bot: true }),
  ]
  await events.append(click, clicks)
  const [first, , third] = clicks
  if (!first || !third) throw new Error('Expected clicks')
  const next = { time: '2026-03-10 09:00:00.000', day: '2026-03-10' }
  await events.append(conversion, [
    conversionRow(first, { id: randomUUID(), ...next, payout: '10', revenue: '20', currency: 'USD' }),
    conversionRow(third, { id: randomUUID(), payout: '3', revenue: '4', currency: 'GBP' }),
    conversionRow(third, { id: randomUUID(), status: 'Pending', payout: '3', revenue: '4', currency: 'USD' }),
  ])
})

describe('the report', () => {
  test('has a row for each combination of values, with totals, units, and what can’t be converted', async () => {
    const answer = await report(
      `${days}&group_by=day,country&metrics=clicks,conversions,payout,profit,cr,time_to_convert&sort=day,-clicks,country`,
    )
    expect(answer).toMatchObject({
      data: [
        {
          groups: { day: { value: '2026-03-09', label: '2026-03-09' }, country: { value: 'DE', label: 'Germany' } },
          metrics: { clicks: 1, conversions: 0, payout: 0.625, profit: 0.3125, cr: 0, time_to_convert: null },
        },
        {
          groups: { country: { value: '(unknown)', label: 'Unknown' } },
          metrics: { clicks: 1, payout: 0.625, cr: 100 },
        },
        { groups: { country: { value: 'AT' } }, metrics: { clicks: 1, payout: 0 } },
        { groups: { country: { value: 'DE' } }, metrics: { clicks: 0, payout: 10, cr: null, time_to_convert: 82_800 } },
      ],
      meta: { total_count: 4, total_page: 1 },
      totals: { clicks: 3, conversions: 2, payout: 11.25, profit: 10.625, cr: 66.666_667, time_to_convert: 41_400 },
      currency: 'USD',
      attribution: 'conversion',
      timezone: 'Europe/Berlin',
      unconverted: [{ currency: 'GBP', amounts: { payout: 3, revenue: 4 } }],
    })
    expect(answer.metrics[2]).toEqual({ name: 'payout', label: 'Payout', unit: 'money' })
  })

  test('counts conversions at the time of their click if asked to', async () => {
    const asked = `${days}&group_by=day&metrics=conversions,payout`
    expect(rowsOf(await report(asked))).toEqual(['2026-03-09: 0 0.625', '2026-03-10: 2 10.625'])
    const byClick = await report(`${asked}&attribution=click`)
    expect(rowsOf(byClick)).toEqual(['2026-03-09: 1 10.625', '2026-03-10: 1 0.625'])
    expect(byClick.attribution).toBe('click')
  })

  test('is filtered, sorted, and paged', async () => {
    const asked = `${days}&group_by=publisher&group_by=advertiser&metrics=clicks`
    expect(rowsOf(await report(`${asked}&sort=-advertiser,publisher`))).toEqual([
      'Publisher 1 Alpha Store: 1',
      'Publisher 2 Alpha Store: 1',
      'Publisher 1 Zebra: 1',
    ])
    const page = await report(`${asked}&page[size]=2&page[number]=2`)
    expect(page.data).toHaveLength(1)
    expect(page.meta).toEqual({ total_count: 3, total_page: 2 })
    expect((await report(`${asked}&page[number]=9`)).meta).toEqual({ total_count: 3, total_page: 1 })
    expect(rowsOf(await report(`${asked}&filter[country][eq]=-DE&filter[publisher]=1`))).toEqual([
      'Publisher 1 Alpha Store: 1',
    ])
    expect(await report(`${days}&metrics=clicks&filter[status]=Pending`)).toMatchObject({
      data: [],
      totals: { clicks: 0 },
    })
  })

  test('has hours and days of another time zone', async () => {
    const asked = `${days}&metrics=clicks&timezone=UTC&group_by`
    expect(rowsOf(await report(`${asked}=day`))).toEqual(['2026-03-09: 2', '2026-03-10: 1'])
    expect(rowsOf(await report(`${asked}=hour&filter[country]=AT`))).toEqual(['2026-03-09T23:00:00.000Z: 1'])
    expect(rowsOf(await report(`${asked}=week`))).toEqual(['2026-03-09: 3'])
    expect(rowsOf(await report(`${asked}=month`))).toEqual(['2026-03-01: 3'])
  })

  test('has a publisher’s own figures, but not what the network earns', async () => {
    const { key } = world.publishers[0]
    expect((await report(`${days}&metrics=clicks,payout`, key)).totals).toEqual({ clicks: 2, payout: 10.625 })
    for (const metric of ['revenue', 'profit', 'margin'])
      expect(await refused(`${days}&metrics=clicks,${metric}`, { key, status: 403 })).toMatchObject(
        faultOf('metrics', /Publisher users can’t view/),
      )
    const manager = await world.accountManager({ isPublisherManager: true }, { publishers: [2] })
    expect((await report(`${days}&metrics=clicks,revenue`, manager.key)).totals).toEqual({ clicks: 1, revenue: 0.9375 })
  })
})

test.each([
  [days, 'metrics', /is required/],
  [`${days}&metrics=`, 'metrics', /must be one of clicks, unique_clicks/],
  [`${days}&metrics=clicks,earnings`, 'metrics', /must be one of/],
  [`${days}&metrics=clicks,clicks`, 'metrics', /only once/],
  [`${days}&metrics=clicks&group_by=planet`, 'group_by', /must be one of hour, day/],
  [`${days}&metrics=clicks&group_by=country,country`, 'group_by', /only once/],
  [`${days}&metrics=clicks&group_by=day,week`, 'group_by', /only one of hour/],
  [`${days}&metrics=clicks&group_by=day,country,device,os,browser`, 'group_by', /at most 4/],
  [`${days}&metrics=clicks&group_by=day&sort=country`, 'sort', /must be among group_by or metrics/],
  [`${days}&metrics=clicks&group_by=day&sort=payout`, 'sort', /must be among/],
  [`${days}&metrics=clicks&sort=nothing`, 'sort', /must be one of the groups or metrics/],
  [`${days}&metrics=clicks&filter[country]=Germany`, 'filter[country]', /two-letter country codes/],
  [`${days}&metrics=clicks&filter[publisher]=99`, 'filter[publisher]', /No publisher with the ID 99/],
  [`${days}&metrics=clicks&attribution=sale`, 'attribution', /must be conversion or click/],
  [`${days}&metrics=clicks&page[size]=1001`, 'page[size]', /1 to 1000/],
  ['metrics=clicks', 'start_time', /is required/],
  ['start_date=2024-01-01&end_date=2026-01-01&metrics=clicks', 'end_date', /at most 400 days/],
  ['start_date=2026-01-01&end_date=2026-03-01&metrics=clicks&group_by=hour', 'group_by', /more than 31 days/],
  ['start_date=2024-10-20&end_date=2025-11-24&metrics=clicks', 'end_date', /at most 400 days/],
])('refuses %s', async (query, field, message) => {
  expect(await refused(query)).toMatchObject(faultOf(field, message))
})

test('400 days may have one more autumn than spring', async () => {
  const { totals } = await report('start_date=2024-10-20&end_date=2025-11-23&metrics=clicks')
  expect(totals).toEqual({ clicks: 0 })
})

test.each(['hour', 'day'])('time zones can be in any case, by %s', async (by) => {
  const query = `${days}&metrics=clicks&group_by=${by}&timezone=`
  const [spelled, lower] = [await report(`${query}Asia/Kolkata`), await report(`${query}asia/kolkata`)]
  expect(spelled.data).not.toEqual([])
  expect(lower.data).toEqual(spelled.data)
})
