import { declarationOf, overviewBreakdowns, type Dimension } from '@/lib/reports/dimensions'
import type { OverviewAnswer } from './overview.contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Contract } from '@/lib/api/contract'
import { addDays, today } from '@/lib/time'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { clicksDaily } from '@/lib/api/app/clicks/daily.contract'
import { clickDetails } from '@/lib/api/app/clicks/details.contract'
import { clicksEvents } from '@/lib/api/app/clicks/events.contract'
import { subIdClicks } from './sub-id-clicks.contract'
import { recordFigures } from './figures.contract'
import { overview } from './overview.contract'
import { listPublisherChoices } from './publishers.contract'
import { filterValues } from './values.contract'

// The requests of the product's own pages.

const database = await testDatabase()
const events = await testEventLog()
let world: World

async function ask<R extends z.ZodType>(
  contract: Pick<Contract, 'path'> & { response: R },
  query: string,
  person: Person = world.admin,
): Promise<z.output<R>> {
  const reply = await send('GET', `${contract.path}?${query}`, { headers: { cookie: person.cookie } })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return contract.response.parse(reply.body)
}

async function refused(path: string): Promise<{ status: number; fields: string[] }> {
  const reply = await send('GET', path, { headers: { cookie: world.admin.cookie } })
  const body = z
    .object({ error: z.object({ message: z.string().min(1), details: z.array(z.object({ field: z.string() })) }) })
    .parse(reply.body)
  return { status: reply.status, fields: body.error.details.map(({ field }) => field) }
}

const march = 'from=2026-03-01&to=2026-03-10'

beforeAll(async () => {
  world = await createWorld(database, events)
  const { organizationId } = world
  const [integration, advertiser] = await Promise.all([
    database.prisma.integration.create({ data: { organizationId, name: 'Main' } }),
    database.prisma.advertiser.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } }),
  ])
  await database.prisma.offer.create({
    data: {
      organizationId,
      incrementalId: 1,
      slug: 'offer',
      name: 'Offer',
      integrationId: integration.id,
      advertiserId: advertiser.id,
    },
  })
  await world.record([
    {
      at: '2026-03-10T10:00:00Z',
      publisher: 1,
      advertiser: 1,
      network: 1,
      country: 'DE',
      device: 'Mobile',
      visitor: '1',
      count: 3,
    },
    {
      at: '2026-03-10T11:00:00Z',
      publisher: 1,
      advertiser: 1,
      network: 1,
      country: 'US',
      device: 'Desktop',
      visitor: '2',
      count: 1,
    },
    {
      at: '2026-03-10T11:30:00Z',
      publisher: 2,
      advertiser: 2,
      network: 2,
      country: 'DE',
      device: 'Desktop',
      visitor: '1',
      count: 2,
    },
    {
      at: '2026-03-09T11:30:00Z',
      publisher: 2,
      advertiser: 2,
      network: 2,
      country: '',
      device: 'Desktop',
      visitor: '5',
      count: 1,
    },
    { at: '2026-03-08T11:30:00Z', publisher: 2, advertiser: 2, network: 2, bot: true, count: 4 },
    {
      at: '2026-03-08T11:30:00Z',
      publisher: 1,
      advertiser: 2,
      network: 2,
      status: 'Rejected',
      reason: 'not_approved',
      count: 2,
    },
    // The previous ten days.
    { at: '2026-02-28T11:30:00Z', publisher: 1, advertiser: 1, network: 1, country: 'DE', visitor: '7', count: 2 },
    { at: '2026-02-19T00:00:00Z', publisher: 1, advertiser: 3, network: 0, country: 'FR', visitor: '8', count: 1 },
    { at: '2026-02-18T23:59:00Z', publisher: 1, advertiser: 1, network: 1, country: 'DE', count: 50 },
  ])
})

const rankingOf = ({ rankings }: OverviewAnswer, dimension: Dimension) =>
  rankings
    .find((ranking) => ranking.dimension === dimension)
    ?.rows.map(({ value, label, figure, previous }) => [value, label, figure, previous]) ?? []

test('sub IDs have clicks in the range, as far as the caller sees them', async () => {
  const rows = async (query: string, person?: Person) =>
    (await ask(subIdClicks, `${march}&sub_ids=none,,unknown${query}`, person)).rows.map(({ clicks }) => clicks)
  const [none, all] = await rows('')
  expect([none, all]).toEqual([0, 7])
  const [, first] = await rows('&publisher=1')
  const [, second] = await rows('', world.publishers[1])
  expect([first, second]).toEqual([4, 3])
})

describe('figures of records', () => {
  const rowsOf = async (query: string, person?: Person) =>
    (await ask(recordFigures, `${march}&${query}`, person)).rows.map(({ id, clicks, previous, lastDay }) => [
      id,
      clicks,
      previous,
      lastDay,
    ])
  test('has clicks in the range, those before, and the last day with any, in the order asked', async () => {
    const advertisers = [
      [2, 3, 0, '2026-03-10'],
      [1, 4, 2, '2026-03-10'],
      [3, 0, 1, '2026-02-19'],
      [99, 0, 0, null],
    ]
    expect(await rowsOf('dimension=advertiser&ids=2,1,3,99')).toEqual(advertisers)
    expect(await rowsOf('dimension=network&ids=1,2')).toEqual([
      [1, 4, 2, '2026-03-10'],
      [2, 3, 0, '2026-03-10'],
    ])
    expect(await rowsOf('dimension=advertiser&ids=1,2&publisher=1')).toEqual([
      [1, 4, 2, '2026-03-10'],
      [2, 0, 0, null],
    ])
  })

  test('has a point for each day, and for several days of a long range, which add up', async () => {
    const { rows, daysPerPoint } = await ask(recordFigures, `${march}&dimension=advertiser&ids=2`)
    expect(daysPerPoint).toBe(1)
    expect(rows[0]?.points).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 2])
    const long = await ask(recordFigures, 'from=2025-12-01&to=2026-03-10&dimension=advertiser&ids=1')
    expect(long.daysPerPoint).toBe(2)
    expect(long.rows[0]?.points).toHaveLength(50)
    expect(long.rows[0]?.points.reduce((a, b) => a + b)).toBe(long.rows[0]?.clicks)
  })

  test('leaves out the day that isn’t over, and knows when the last click was', async () => {
    const at = new Date()
    const ids = `dimension=publisher&ids=2`
    await world.record([{ at: at.toISOString(), publisher: 2, advertiser: 3, network: 0, count: 4 }])
    const { rows } = await ask(recordFigures, `range=7d&${ids}`)
    expect(rows).toEqual([
      {
        id: 2,
        clicks: 4,
        previous: 0,
        points: [0, 0, 0, 0, 0, 0],
        lastDay: today('UTC'),
        lastAt: at.toISOString(),
      },
    ])
    expect((await ask(recordFigures, `range=today&${ids}`)).rows[0]?.points).toEqual([4])
  })

  test('has offers, which only the clicks themselves know', async () => {
    const at = new Date(Date.now() - 40 * 86_400_000)
    await world.record([{ at: at.toISOString(), publisher: 2, advertiser: 3, network: 0, offer: 77, count: 2 }])
    const { rows } = await ask(recordFigures, 'range=90d&dimension=offer&ids=77')
    expect(rows[0]).toMatchObject({ clicks: 2, lastDay: at.toISOString().slice(0, 10), lastAt: null })
  })

  test('has only the clicks that the caller can see', async () => {
    const publisher = world.publishers[0]
    expect(await rowsOf('dimension=advertiser&ids=1,2,3', publisher)).toEqual([
      [1, 4, 2, '2026-03-10'],
      [2, 0, 0, null],
      [3, 0, 1, '2026-02-19'],
    ])
    expect(await rowsOf('dimension=publisher&ids=1,2', publisher)).toEqual([
      [1, 4, 3, '2026-03-10'],
      [2, 0, 0, null],
    ])
    const manager = await world.accountManager({}, { advertisers: [2] })
    expect(await rowsOf('dimension=advertiser&ids=1,2', manager)).toEqual([
      [1, 0, 0, null],
      [2, 3, 0, '2026-03-10'],
    ])
  })

  test.each([
    ['', 'dimension'],
    ['dimension=country&ids=1', 'dimension'],
    ['dimension=offer', 'ids'],
    ['dimension=offer&ids=', 'ids'],
    ['dimension=offer&ids=1,b', 'ids'],
    [`dimension=offer&ids=${Array.from({ length: 101 }, (_, index) => index + 1).join()}`, 'ids'],
  ])('refuses %s', async (query, field) => {
    expect(await refused(`${recordFigures.path}?${query}`)).toEqual({
      status: 400,
      fields: expect.arrayContaining([field]),
    })
  })
})

describe('overview', () => {
  test('compares totals with the previous period', async () => {
    const { totals, range, compared } = await ask(overview, march)
    expect(range).toEqual({
      from: '2026-03-01',
      to: '2026-03-10',
      days: 10,
      timezone: 'UTC',
      incomplete: false,
      preset: null,
    })
    expect(compared).toEqual({ from: '2026-02-19', to: '2026-02-28', until: null })
    expect(totals).toMatchObject({
      clicks: { value: 7, previous: 3 },
      // Visitor 1 came through both publishers on the 10th, and counts once that day.
      uniqueClicks: { value: 3, previous: 2 },
      rejected: { value: 2, previous: 0 },
      bots: { value: 4, previous: 0 },
    })
  })

  test('lists every day of the range, each with the matching day of the previous period', async () => {
    const { series } = await ask(overview, march)
    expect(series).toHaveLength(10)
    expect(series.at(-1)).toMatchObject({
      day: '2026-03-10',
      figures: { clicks: 6, uniqueClicks: 2 },
      previous: { day: '2026-02-28', figures: { clicks: 2, uniqueClicks: 1 } },
    })
    expect(series.at(0)).toMatchObject({
      day: '2026-03-01',
      figures: { clicks: 0, uniqueClicks: 0 },
      previous: { day: '2026-02-19', figures: { clicks: 1, uniqueClicks: 1 } },
    })
  })

  test('ranks advertisers, countries, and publishers', async () => {
    const answer = await ask(overview, march)
    expect(rankingOf(answer, 'advertiser')).toEqual([
      ['1', 'Zebra', 4, 2],
      ['2', 'Alpha Store', 3, 0],
    ])
    expect(rankingOf(answer, 'country')).toEqual([
      ['DE', 'Germany', 5, 2],
      ['US', 'United States', 1, 0],
      ['(unknown)', 'Unknown', 1, 0],
    ])
    expect(rankingOf(answer, 'publisher')).toEqual([
      ['1', 'Publisher 1', 4, 3],
      ['2', 'Publisher 2', 3, 0],
    ])
  })

  test.each([
    ['hour', 240, '2026-03-10', 3],
    ['day', 10, '2026-03-10', 6],
    // From Sunday on: a day, a week, and two days.
    ['week', 3, '2026-03-09', 7],
    ['month', 1, '2026-03-01', 7],
  ])('counts per %s', async (interval, length, day, clicks) => {
    const { series, totals, ...answer } = await ask(overview, `${march}&interval=${interval}`)
    expect(answer.interval).toBe(interval)
    expect(series).toHaveLength(length)
    expect(series.findLast(({ figures }) => figures.clicks > 0)).toMatchObject({ day, figures: { clicks } })
    expect(series.map(({ figures }) => figures.uniqueClicks).reduce((a, b) => a + b)).toBe(totals.uniqueClicks.value)
  })

  test('marks what isn’t over, and what the range cuts short', async () => {
    const { series } = await ask(overview, 'range=today&interval=hour')
    expect(series[0]?.time).toBe(`${today('UTC')}T00:00:00.000Z`)
    const current = new Date().toISOString().slice(0, 13)
    expect(series.map(({ incomplete }) => incomplete)).toEqual(
      series.map(({ time }) => (time ?? '').slice(0, 13) >= current),
    )
    expect((await ask(overview, 'range=7d')).series.map(({ incomplete }) => incomplete)).toEqual([
      ...Array<boolean>(6).fill(false),
      true,
    ])
    const weeks = (await ask(overview, 'from=2026-03-01&to=2026-03-10&interval=week')).series
    expect(weeks.map(({ day, incomplete }) => [day, incomplete])).toEqual([
      ['2026-03-01', true],
      ['2026-03-02', false],
      ['2026-03-09', true],
    ])
  })

  test('compares with the same weekdays a year earlier', async () => {
    const { compared, totals, series } = await ask(overview, `${march}&compare=year`)
    expect(compared).toEqual({ from: '2025-03-02', to: '2025-03-11', until: null })
    expect(totals.clicks).toEqual({ value: 7, previous: 0 })
    expect(series.at(-1)?.previous).toMatchObject({ day: '2025-03-11', figures: { clicks: 0 } })
  })

  test.each([
    ['clicks', [4, 3], ['Zebra', 'Alpha Store'], ['Publisher 1', 'Publisher 2']],
    ['uniqueClicks', [2, 2], ['Alpha Store', 'Zebra'], ['Publisher 1', 'Publisher 2']],
    ['rejected', [2], ['Alpha Store'], ['Publisher 1']],
    ['bots', [4], ['Alpha Store'], ['Publisher 2']],
  ])('ranks by %s', async (metric, figures, advertisers, publishers) => {
    const answer = await ask(overview, `${march}&metric=${metric}`)
    expect(answer.metric).toBe(metric)
    for (const [dimension, labels] of [
      ['advertiser', advertisers],
      ['publisher', publishers],
    ] as const)
      expect(rankingOf(answer, dimension).map(([, label, figure]) => [label, figure])).toEqual(
        labels.map((label, index) => [label, figures[index]]),
      )
  })

  test('leaves out the previous period when not comparing', async () => {
    const { compared, totals, series } = await ask(overview, `${march}&compare=none`)
    expect(compared).toBeNull()
    expect(totals.clicks).toEqual({ value: 7, previous: null })
    expect(series[0]?.previous).toBeNull()
  })

  test('shows a publisher only its own clicks, and no list of publishers', async () => {
    const { totals, rankings } = await ask(overview, march, world.publishers[1])
    expect(totals.clicks.value).toBe(3)
    expect(totals.uniqueClicks.value).toBe(2)
    expect(rankings.map(({ dimension }) => dimension)).toEqual(
      overviewBreakdowns.filter((dimension) => declarationOf(dimension).audience === 'everyone'),
    )
    expect(rankings.map(({ dimension }) => dimension)).not.toContain('publisher')
  })

  // The roll-up, the visitor roll-up, and the raw clicks must agree.
  test.each([
    ['publisher=1', 4, 2],
    ['publisher=1,2', 7, 3],
    ['publisher=-1', 3, 2],
    ['country=DE', 5, 1],
    ['country=-DE', 2, 2],
    ['country=(unknown)', 1, 1],
    ['device=Desktop', 4, 3],
    ['device=-Desktop', 3, 1],
    ['device=Desktop&country=DE', 2, 1],
    ['advertiser=1', 4, 2],
    ['network=2', 3, 2],
    ['network=0', 0, 0],
    ['browser=Chrome', 7, 3],
    ['browser=Safari', 0, 0],
    ['offer=1', 7, 3],
    // Case doesn't matter.
    ['country=de', 5, 1],
    ['country=-De', 2, 2],
    ['country=(Unknown)', 1, 1],
    ['device=mobile', 3, 1],
    ['device=-DESKTOP', 3, 1],
    ['browser=chrome', 7, 3],
    ['browser=-CHROME', 0, 0],
    ['status=approved', 7, 3],
  ])('filters by %s', async (filter, clicks, uniqueClicks) => {
    const { totals } = await ask(overview, `${march}&${filter}`)
    expect([totals.clicks.value, totals.uniqueClicks.value]).toEqual([clicks, uniqueClicks])
  })

  test('accepts named ranges', async () => {
    for (const [range, days] of [
      ['today', 1],
      ['7d', 7],
      ['30d', 30],
      ['90d', 90],
    ] as const) {
      const answer = await ask(overview, `range=${range}`)
      expect(answer.range).toMatchObject({ days, to: today('UTC'), incomplete: true })
    }
    expect((await ask(overview, '')).range.days).toBe(30)
    expect((await ask(overview, 'range=yesterday')).range).toMatchObject({
      from: addDays(today('UTC'), -1),
      incomplete: false,
    })
  })

  test.each([
    ['range=week', 'range'],
    ['from=2026-11-01T00:00&to=2026-11-28T00:00', 'from to'],
    ['from=2026-13-01&to=2026-13-02', 'from to'],
    ['from=1999-12-31&to=2000-01-02', 'from'],
    ['from=2100-12-31&to=2101-01-01', 'to'],
    ['from=2100-01-01', 'from'],
    ['from=', 'from'],
    ['publisher=0', 'publisher'],
    ['publisher=999', 'publisher'],
    ['publisher=1,999', 'publisher'],
    ['publisher=-999', 'publisher'],
    ['advertiser=999', 'advertiser'],
    ['network=999', 'network'],
    ['offer=999', 'offer'],
    ['campaign=0197f9a0-0000-7000-8000-000000000000', 'campaign'],
    ['country=Germany', 'country'],
    ['device=fridge', 'device'],
    ['status=pending', 'status'],
    ['from=2026-02-30&to=2026-03-01', 'from'],
    ['from=2026-03-02&to=2026-03-01', 'to'],
    ['to=2026-03-01', 'from'],
    ['from=2020-01-01&to=2026-01-01', 'to'],
    ['compare=last', 'compare'],
    [`from=${addDays(today('UTC'), -364)}&compare=year`, 'compare'],
    ['interval=minute', 'interval'],
    ['metric=revenue', 'metric'],
    ['range=90d&interval=hour', 'interval'],
    ['publisher=me', 'publisher'],
    ['country=', 'country'],
    ['country=DE,', 'country'],
    ['campaign=spring', 'campaign'],
    ['advertiser=1;2', 'advertiser'],
  ])('rejects %s', async (query, field) => {
    expect(await refused(`/api/app/overview?${query}`)).toEqual({ status: 400, fields: field.split(' ') })
  })

  test('treats a start date alone as a range until today', async () => {
    const { range } = await ask(overview, `from=${addDays(today('UTC'), -3)}`)
    expect(range).toMatchObject({ to: today('UTC'), days: 4 })
  })

  test('reports an unknown ID, but not to callers who aren’t allowed to know', async () => {
    const reply = await send('GET', '/api/app/overview?publisher=999', { headers: { cookie: world.admin.cookie } })
    expect(reply.body).toMatchObject({
      error: { details: [{ field: 'publisher', message: 'No publisher with the ID 999.' }] },
    })
    for (const filter of ['advertiser=999', 'offer=999', 'publisher=-999']) {
      expect((await ask(overview, `${march}&${filter}`, world.publishers[1])).totals.clicks.value).toBe(
        filter === 'publisher=-999' ? 3 : 0,
      )
    }
  })
})

describe('days follow the organization’s time zone', () => {
  test.each([
    // Just before the day starts, when it starts, just before it ends, and when it ends.
    [
      'Asia/Kolkata',
      '2026-03-10',
      '2026-03-09T18:29:59.999Z',
      '2026-03-09T18:30:00.000Z',
      '2026-03-10T18:29:59.999Z',
      '2026-03-10T18:30:00.000Z',
    ],
    [
      'Asia/Kathmandu',
      '2026-03-10',
      '2026-03-09T18:14:59.999Z',
      '2026-03-09T18:15:00.000Z',
      '2026-03-10T18:14:59.999Z',
      '2026-03-10T18:15:00.000Z',
    ],
    [
      'Europe/Berlin',
      '2026-03-29',
      '2026-03-28T22:59:59.999Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
      '2026-03-29T22:00:00.000Z',
    ],
    [
      'Europe/Berlin',
      '2026-10-25',
      '2026-10-24T21:59:59.999Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T22:59:59.999Z',
      '2026-10-25T23:00:00.000Z',
    ],
    [
      'America/New_York',
      '2026-11-01',
      '2026-11-01T03:59:59.999Z',
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T04:59:59.999Z',
      '2026-11-02T05:00:00.000Z',
    ],
    [
      'Pacific/Chatham',
      '2026-04-05',
      '2026-04-04T10:14:59.999Z',
      '2026-04-04T10:15:00.000Z',
      '2026-04-05T11:14:59.999Z',
      '2026-04-05T11:15:00.000Z',
    ],
  ])('%s %s', async (timezone, day, before, first, last, after) => {
    const here = await createWorld(database, events, { timezone })
    await here.record(
      [before, first, last, after].map((at) => ({ at, day: today(timezone, new Date(at)), device: 'Mobile' })),
    )
    const window = `from=${addDays(day, -1)}&to=${addDays(day, 1)}`
    // From the roll-up and, when filtered by device, from the raw clicks.
    for (const filter of ['', '&device=Mobile']) {
      const { series } = await ask(overview, `${window}${filter}`, here.admin)
      expect(series.map(({ figures }) => figures.clicks)).toEqual([1, 2, 1])
      expect((await ask(overview, `from=${day}&to=${day}${filter}`, here.admin)).totals.clicks.value).toBe(2)
    }
    expect((await ask(clicksEvents, `from=${day}&to=${day}`, here.admin)).rows.map(({ time }) => time)).toEqual([
      last,
      first,
    ])
    const reply = await send('GET', `/api/v1/clicks?start_date=${day}&end_date=${day}`, {
      headers: { 'X-Api-Key': here.admin.key },
    })
    expect(reply.body).toMatchObject({ data: [{ click_date: day, click_count: 2 }] })
  })

  test('and every view keeps the days that clicks have when that changes', async () => {
    const here = await createWorld(database, events, { timezone: 'America/Los_Angeles' })
    // March 9, 10, 10, and 11 in Los Angeles, and March 10, 10, 11, and 12 in Tokyo.
    const times = ['2026-03-10T06:59:59Z', '2026-03-10T07:00:00Z', '2026-03-11T06:59:59Z', '2026-03-11T16:00:00Z']
    await here.record(
      times.map((at) => ({
        at,
        day: today('America/Los_Angeles', new Date(at)),
        device: 'Mobile',
        visitor: at.replaceAll(/\D/g, ''),
      })),
    )
    const change = await send('PATCH', '/api/app/organization', {
      headers: { cookie: here.admin.cookie, origin: 'http://localhost:3000' },
      body: { timezone: 'Asia/Tokyo' },
    })
    expect(change.status, JSON.stringify(change.body)).toBe(200)
    for (const [day, count] of [
      ['2026-03-09', 1],
      ['2026-03-10', 2],
      ['2026-03-11', 1],
      ['2026-03-12', 0],
    ] as const) {
      const window = `from=${day}&to=${day}`
      for (const filter of ['', '&device=Mobile']) {
        expect((await ask(overview, `${window}${filter}`, here.admin)).totals).toMatchObject({
          clicks: { value: count },
          uniqueClicks: { value: count },
        })
        expect((await ask(clicksDaily, `${window}${filter}`, here.admin)).totals).toEqual({
          clicks: count,
          uniqueClicks: count,
        })
        expect((await ask(clicksEvents, `${window}${filter}`, here.admin)).totalCount).toBe(count)
      }
      const reply = await send('GET', `/api/v1/clicks?start_date=${day}&end_date=${day}`, {
        headers: { 'X-Api-Key': here.admin.key },
      })
      expect(reply.body).toMatchObject({ data: count === 0 ? [] : [{ click_date: day, click_count: count }] })
    }
  })
})

describe('daily rows', () => {
  const brief = (rows: z.output<typeof clicksDaily.response>['rows']) =>
    rows.map((row) => `${row.day.slice(8)} ${row.advertiser.slug} ${row.clicks}/${row.uniqueClicks}`)

  test('come newest first, with totals', async () => {
    const answer = await ask(clicksDaily, march)
    expect(brief(answer.rows)).toEqual(['10 zebra 4/2', '10 alpha-store 2/1', '09 alpha-store 1/1'])
    expect(answer).toMatchObject({
      totals: { clicks: 7, uniqueClicks: 3 },
      page: 1,
      perPage: 50,
      totalCount: 3,
      totalPages: 1,
    })
  })

  test.each([
    ['day', ['09 alpha-store 1/1', '10 zebra 4/2', '10 alpha-store 2/1']],
    ['clicks', ['09 alpha-store 1/1', '10 alpha-store 2/1', '10 zebra 4/2']],
    ['-clicks', ['10 zebra 4/2', '10 alpha-store 2/1', '09 alpha-store 1/1']],
  ])('can be sorted by %s', async (sort, expected) => {
    expect(brief((await ask(clicksDaily, `${march}&sort=${sort}`)).rows)).toEqual(expected)
  })

  test('can be filtered by dimensions that only raw clicks have', async () => {
    expect(brief((await ask(clicksDaily, `${march}&device=Desktop`)).rows)).toEqual([
      '10 alpha-store 2/1',
      '10 zebra 1/1',
      '09 alpha-store 1/1',
    ])
  })

  test('don’t repeat or go missing across pages, in any order', async () => {
    const here = await createWorld(database, events)
    const days = Array.from({ length: 30 }, (_, index) => addDays('2026-04-01', index))
    await here.record(
      days.flatMap((day, index) =>
        [1, 2, 3].map((advertiser) => ({ at: `${day}T12:00:00Z`, advertiser, count: 1 + ((index * advertiser) % 4) })),
      ),
    )
    for (const sort of ['-day', 'day', '-clicks', 'clicks']) {
      const pages = await Promise.all(
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((page) =>
          ask(clicksDaily, `from=2026-04-01&to=2026-04-30&sort=${sort}&per_page=10&page=${page}`, here.admin),
        ),
      )
      const keys = pages.flatMap(({ rows }) => rows.map((row) => `${row.day} ${row.advertiser.id}`))
      expect(keys).toHaveLength(90)
      expect(new Set(keys).size).toBe(90)
      const values = pages.flatMap(({ rows }) =>
        rows.map((row) => (sort.endsWith('day') ? Number(row.day.replaceAll('-', '')) : row.clicks)),
      )
      expect(values).toEqual(values.toSorted((a, b) => (sort.startsWith('-') ? b - a : a - b)))
    }
  })

  test.each(['sort=uniqueClicks', 'sort=name', 'page=0', 'page=x', 'per_page=7', 'per_page=1000'])(
    'reject %s',
    async (query) => {
      expect(await refused(`/api/app/clicks/daily?${query}`)).toEqual({ status: 400, fields: [query.split('=')[0]] })
    },
  )
})

describe('individual clicks', () => {
  test('come newest first, and include bots and rejected clicks unless filtered', async () => {
    const answer = await ask(clicksEvents, march)
    expect(answer.totalCount).toBe(13)
    expect(answer.rows.map(({ time }) => time)).toEqual(
      answer.rows
        .map(({ time }) => time)
        .toSorted()
        .toReversed(),
    )
    expect((await ask(clicksEvents, `${march}&status=Rejected`)).totalCount).toBe(2)
    expect((await ask(clicksEvents, `${march}&bots=exclude`)).totalCount).toBe(9)
    expect((await ask(clicksEvents, `${march}&bots=only`)).totalCount).toBe(4)
  })

  test('can be paged in both directions by cursor, even with equal timestamps and while new clicks arrive', async () => {
    const here = await createWorld(database, events)
    await here.record([
      { at: '2026-03-05T10:00:00Z', count: 23 },
      { at: '2026-03-06T10:00:00Z', count: 12 },
    ])
    const range = 'from=2026-03-01&to=2026-03-31&per_page=10'
    const first = await ask(clicksEvents, range, here.admin)
    expect(first.previous).toBeNull()
    await here.record([{ at: '2026-03-20T10:00:00Z', count: 5 }])
    const pages = [first]
    for (let page = first; page.next;) {
      page = await ask(clicksEvents, `${range}&cursor=${page.next}`, here.admin)
      pages.push(page)
    }
    const ids = pages.map(({ rows }) => rows.map(({ id }) => id))
    expect(ids.map((page) => page.length)).toEqual([10, 10, 10, 5])
    expect(new Set(ids.flat()).size).toBe(35)
    const back = await ask(clicksEvents, `${range}&cursor=${pages[2]?.previous}`, here.admin)
    expect(back.rows.map(({ id }) => id)).toEqual(ids[1])
    const newer = await ask(
      clicksEvents,
      `${range}&cursor=${pages[0] && (await ask(clicksEvents, `${range}&cursor=${pages[1]?.previous}`, here.admin)).previous}`,
      here.admin,
    )
    expect(newer.rows).toHaveLength(5)
    expect(newer.previous).toBeNull()
  })

  test('have details, with revenue hidden from publishers', async () => {
    await world.record([
      {
        at: '2026-05-01T10:00:00.123Z',
        publisher: 1,
        sub_id: 'a',
        sub_id_6: 'f',
        payout: '0.100000',
        revenue: '0.250000',
        extra: { color: 'blue' },
        campaign: world.campaignId,
        utm_source: 'news',
      },
    ])
    const [row] = (await ask(clicksEvents, 'from=2026-05-01&to=2026-05-01')).rows
    const path = { ...clickDetails, path: `/api/app/clicks/${row?.id}` }
    const details = await ask(path, '')
    expect(details).toMatchObject({
      id: row?.id,
      time: '2026-05-01T10:00:00.123Z',
      subIds: ['a', '', '', '', '', 'f'],
      extra: { color: 'blue' },
      campaign: { id: world.campaignId, name: 'Spring' },
      utm: { source: 'news' },
    })
    expect(Number(details.payout)).toBe(0.1)
    expect(Number(details.revenue)).toBe(0.25)
    expect((await ask(path, '', world.publishers[0])).revenue).toBeNull()
  })

  test('show which fraud filters caught them, to publishers only with fraud visibility', async () => {
    await world.record([
      { at: '2026-05-02T10:00:00Z', publisher: 1, status: 'Rejected', reason: 'fraud_bot', flags: ['bot', 'proxy'] },
      { at: '2026-05-02T09:00:00Z', publisher: 1, flags: ['proxy'], domain: 'go.shop.example' },
      { at: '2026-05-02T08:00:00Z', publisher: 1, status: 'Rejected', reason: 'country_not_targeted' },
    ])
    const seenBy = async (person: Person) => {
      const { rows } = await ask(clicksEvents, 'from=2026-05-02&to=2026-05-02', person)
      const details = await Promise.all(
        rows.map(({ id }) => ask({ ...clickDetails, path: `/api/app/clicks/${id}` }, '', person)),
      )
      expect(details[1]?.domain).toBe('go.shop.example')
      const judged = ({ reason, flags }: { reason: string; flags: string[] }) => [reason, ...flags]
      expect(details.map(judged)).toEqual(rows.map(judged))
      return rows.map(judged)
    }
    const all = [['fraud_bot', 'bot', 'proxy'], ['', 'proxy'], ['country_not_targeted']]
    expect(await seenBy(world.admin)).toEqual(all)
    expect(await seenBy(world.publishers[0])).toEqual([['fraud'], [''], ['country_not_targeted']])
    const where = { organizationId_incrementalId: { organizationId: world.organizationId, incrementalId: 1 } }
    await database.prisma.publisher.update({ where, data: { fraudVisibilityEnabled: true } })
    expect(await seenBy(world.publishers[0])).toEqual(all)
    await database.prisma.publisher.update({ where, data: { fraudVisibilityEnabled: false } })
  })

  test.each([
    ['cursor=x', 'cursor'],
    ['cursor=', 'cursor'],
    [`cursor=${Buffer.from('after|2026-13-45 99:99:99.999|x').toString('base64url')}`, 'cursor'],
    [
      `cursor=${Buffer.from('after|2026-13-45 99:99:99.999|0197f9a0-0000-7000-8000-000000000000').toString('base64url')}`,
      'cursor',
    ],
    ['bots=maybe', 'bots'],
    ['per_page=0', 'per_page'],
  ])('reject %s', async (query, field) => {
    expect(await refused(`/api/app/clicks/events?${query}`)).toEqual({ status: 400, fields: [field] })
  })

  test.each(['x', '0', '00000000-0000-0000-0000-00000000000g'])('reject %s as an ID', async (id) => {
    expect(await refused(`/api/app/clicks/${id}`)).toEqual({ status: 400, fields: ['id'] })
  })

  test.each([
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-7fff-bfff-ffffffffffff',
    '0197f9a0-0000-7000-8000-000000000000',
  ])('answer 404 for the unknown ID %s', async (id) => {
    expect((await refused(`/api/app/clicks/${id}`)).status).toBe(404)
  })
})

describe('choices', () => {
  test('list a filter’s values by number of clicks', async () => {
    expect((await ask(filterValues, `dimension=advertiser&${march}`)).values).toEqual([
      { value: '1', label: 'Zebra', clicks: 4 },
      { value: '2', label: 'Alpha Store', clicks: 3 },
    ])
    expect((await ask(filterValues, `dimension=country&${march}&q=ger`)).values).toEqual([
      { value: 'DE', label: 'Germany', clicks: 5 },
    ])
    // Ties are sorted by name: United States, Unknown.
    expect((await ask(filterValues, `dimension=country&${march}`)).values.map(({ value }) => value)).toEqual([
      'DE',
      'US',
      '(unknown)',
    ])
    expect((await ask(filterValues, `dimension=campaign&${march}`)).values).toEqual([])
    // Other filters narrow the choices, but not the dimension's own filter.
    expect(
      (await ask(filterValues, `dimension=country&${march}&country=US&publisher=2`)).values.map(({ value }) => value),
    ).toEqual(['DE', '(unknown)'])
    expect(await refused('/api/app/values?dimension=ip')).toEqual({ status: 400, fields: ['dimension'] })
  })

  test('list publishers, searchable by name or ID', async () => {
    expect((await ask(listPublisherChoices, '')).publishers.map(({ name }) => name)).toEqual([
      'Publisher 1',
      'Publisher 2',
    ])
    expect((await ask(listPublisherChoices, 'q=publisher+2')).publishers.map(({ id }) => id)).toEqual([2])
    expect((await ask(listPublisherChoices, 'q=1')).publishers.map(({ id }) => id)).toContain(1)
    expect((await ask(listPublisherChoices, 'q=%25')).publishers).toEqual([])
    expect((await ask(listPublisherChoices, '', world.publishers[1])).publishers.map(({ id }) => id)).toEqual([2])
  })
})
