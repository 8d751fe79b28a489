import { describe, expect, test } from 'vitest'
import { declarationOf, overviewBreakdowns, type Dimension } from '@/lib/reports/dimensions'
import { addDays, today } from '@/lib/time'
import { send } from '@/lib/testing/api'
import { march, pageWorld } from '@/lib/testing/page-calls'
import { overview, type OverviewAnswer } from './overview.contract'

// What the overview shows, and which ranges it takes.

const { ask, refused, world } = await pageWorld()

const rankingOf = ({ rankings }: OverviewAnswer, dimension: Dimension) =>
  rankings
    .find((ranking) => ranking.dimension === dimension)
    ?.rows.map(({ value, label, figure, previous }) => [value, label, figure, previous]) ?? []

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

  test('answers more metrics if they’re asked for, and the one that it ranks by', async () => {
    const answer = await ask(overview, `${march}&metrics=timeToConvert&metric=aov`)
    expect(answer.metrics.filter(({ unit }) => unit !== 'count')).toEqual([
      { name: 'payout', label: 'Payout', unit: 'money' },
      { name: 'revenue', label: 'Revenue', unit: 'money' },
      { name: 'cr', label: 'Conversion rate', unit: 'percent' },
      { name: 'epc', label: 'Earnings per click', unit: 'money' },
      { name: 'profit', label: 'Profit', unit: 'money' },
      { name: 'margin', label: 'Margin', unit: 'percent' },
      { name: 'aov', label: 'Average order value', unit: 'money' },
      { name: 'timeToConvert', label: 'Time to convert', unit: 'duration' },
    ])
    expect(answer).toMatchObject({ currency: 'USD', attribution: 'conversion', unconverted: [] })
    expect(answer.totals).toMatchObject({
      payout: { value: 0, previous: 0 },
      epc: { value: 0, previous: 0 },
      cr: { value: 0, previous: 0 },
      // No conversion took any time.
      timeToConvert: { value: null, previous: null },
    })
    expect((await ask(overview, `${march}&attribution=click`)).attribution).toBe('click')
  })

  test('refuses what only the network may see to publishers', async () => {
    for (const [query, field] of [
      ['metric=profit', 'metric'],
      ['metrics=payout,revenue', 'metrics'],
    ]) {
      const reply = await send('GET', `/api/app/overview?${query}`, { headers: { cookie: world.publishers[0].cookie } })
      expect(reply).toMatchObject({ status: 403, body: { error: { details: [{ field }] } } })
      expect(
        (await send('GET', `/api/app/overview?${query}`, { headers: { cookie: world.admin.cookie } })).status,
      ).toBe(200)
    }
    const theirs = JSON.stringify(await ask(overview, march, world.publishers[0]))
    expect(theirs).toContain('payout')
    expect(theirs).not.toMatch(/revenue|profit|margin/i)
    expect(JSON.stringify(await ask(overview, march))).toMatch(/revenue.*profit.*margin/)
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
    ['metric=earnings', 'metric'],
    ['metrics=payout,earnings', 'metrics'],
    ['attribution=sale', 'attribution'],
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
