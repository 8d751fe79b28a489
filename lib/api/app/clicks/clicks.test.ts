import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { click, conversion } from '@/lib/events/tables'
import { send } from '@/lib/testing/api'
import { clickRow } from '@/lib/testing/events'
import { conversionRow } from '@/lib/testing/rows'
import { addDays } from '@/lib/time'
import { march, pageWorld } from '@/lib/testing/page-calls'
import { createWorld, idAt, type Person } from '@/lib/testing/world'
import { clickDetails } from './details.contract'
import { clicksDaily } from './daily.contract'
import { clicksEvents } from './events.contract'
import { listPublisherChoices } from '@/lib/api/app/publishers.contract'
import { filterValues } from '@/lib/api/app/values.contract'

// The pages of clicks: by day, one by one, and the choices of their filters.

const { ask, database, events, refused, world } = await pageWorld()

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

  test('have what their clicks led to, on the day of the click, and revenue only for the network', async () => {
    const here = await createWorld(database, events)
    const at = (time: string, values: Partial<Parameters<typeof clickRow>[0]>) =>
      clickRow({
        organization: here.organizationId,
        id: idAt(new Date(time)),
        time: time.replace('T', ' ').replace('Z', '.000'),
        publisher: 1,
        ...values,
      })
    const clicks = [
      at('2026-05-05T10:00:00Z', { advertiser: 1, payout: '0.5', revenue: '0.75', currency: 'USD' }),
      at('2026-05-05T11:00:00Z', { advertiser: 1 }),
      at('2026-05-05T12:00:00Z', { advertiser: 2 }),
    ]
    await events.append(click, clicks)
    const [first] = clicks
    if (!first) throw new Error('Expected a click')
    const later = { time: '2026-05-07 09:00:00.000', day: '2026-05-07' }
    await events.append(conversion, [
      conversionRow(first, { id: randomUUID(), ...later, payout: '10', revenue: '16', currency: 'USD' }),
      conversionRow(first, { id: randomUUID(), ...later, payout: '3', revenue: '4', currency: 'GBP' }),
    ])
    const range = 'from=2026-05-01&to=2026-05-10'
    const led = { conversions: 2, cr: 100, epc: 5.25, payout: 10.5, revenue: 16.75, profit: 6.25 }
    for (const sort of ['-day', '-clicks']) {
      const answer = await ask(clicksDaily, `${range}&sort=${sort}`, here.admin)
      expect(answer.rows).toMatchObject([
        { day: '2026-05-05', clicks: 2, ...led },
        { day: '2026-05-05', clicks: 1, conversions: 0, cr: 0, epc: 0, payout: 0, revenue: 0, profit: 0 },
      ])
      expect(answer).toMatchObject({
        currency: 'USD',
        totals: { clicks: 3, ...led, cr: 66.666_667, epc: 3.5 },
        unconverted: [{ currency: 'GBP', amounts: { payout: 3, revenue: 4 } }],
      })
    }
    const reply = await send('GET', `/api/app/clicks/daily?${range}`, {
      headers: { cookie: here.publishers[0].cookie },
    })
    expect(clicksDaily.response.parse(reply.body).rows[0]).toMatchObject({ conversions: 2, epc: 5.25, payout: 10.5 })
    expect(JSON.stringify(reply.body)).not.toMatch(/revenue|profit|margin/i)
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
