import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Caller, Scope } from '@/lib/identity/caller'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { conversion } from '@/lib/events/tables'
import { clickRow, conversionRow } from '@/lib/testing/rows'
import { createWorld, type World } from '@/lib/testing/world'
import { findClick, listClicks, readCursor } from './clicks'
import { listDailyRows, rowKey, uniqueClicksOf } from './daily-rows'
import { countFinishedDays } from './finished-days'
import type { Filter } from './filter'
import { metricNames, type Metric } from './metrics'
import type { Question } from './question'
import { comparisons, intervals, rangeOf, rangeOfInstants, type Interval, type Period } from './range'
import { ask } from './run'

// Checks scopes against the roll-up, finished days, and clicks: every answer must match filtering all rows by hand.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let foreign: World
/** The same clicks, most days finished. */
let finished: World
/** And with clicks that came after their day was counted. */
let late: World

type Row = {
  day: string
  hour: number
  publisher: number
  advertiser: number
  country: string
  visitor: string
  bot: boolean
  status: 'Approved' | 'Rejected'
  /** What became of the conversion it led to, if any. */
  conversion: 'Approved' | 'Pending' | 'Rejected' | null
}
const outcomes = ['Approved', 'Pending', null, 'Rejected', 'Approved', null] as const

/** Days of two weeks and two months in a row, and one 52 weeks before the last. */
const DAYS = ['2025-03-04', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03']
const NUMBERS = [1, 2, 3, 4]
/** Every publisher with every advertiser on every day, so no scope is empty by chance. Everything else varies with the row's number. Visitors are other ones each day, as their hash changes daily. */
const rows: Row[] = DAYS.flatMap((day, d) =>
  NUMBERS.flatMap((publisher) =>
    NUMBERS.flatMap((advertiser) =>
      Array.from({ length: 1 + ((publisher * advertiser + d) % 3) }, (_, copy): Row => {
        const number = d * 97 + publisher * 31 + advertiser * 13 + copy * 7
        return {
          day,
          hour: 10 + ((publisher + copy) % 5),
          publisher,
          advertiser,
          country: number % 2 ? 'DE' : 'AT',
          visitor: String(d * 10 + (number % 5)),
          bot: number % 7 === 0,
          status: number % 5 === 1 ? 'Rejected' : 'Approved',
          conversion: outcomes[number % outcomes.length] ?? null,
        }
      }),
    ),
  ),
)
/** Those that came late. They change every figure of their day. */
const lateRows: Row[] = rows
  .filter(({ day, publisher }) => day === '2026-03-01' && publisher === 2)
  .map((row, index) => ({ ...row, hour: 15, country: 'FR', visitor: `9${index}`, bot: index % 3 === 0 }))
const timeOf = ({ day, hour }: Row) => new Date(`${day}T${hour}:00:00Z`)

beforeAll(async () => {
  world = await createWorld(database, events)
  foreign = await createWorld(database, events)
  finished = await createWorld(database, events)
  late = await createWorld(database, events)
  const clicksOf = (of: readonly Row[]) =>
    of.map(({ day, hour, conversion: _conversion, ...row }) => ({ ...row, at: `${day}T${hour}:00:00Z` }))
  const convert = ({ organizationId }: World, of: readonly Row[]) =>
    events.append(
      conversion,
      of.flatMap(({ day, hour, conversion: status, ...row }) => {
        if (status === null) return []
        const time = `${day} ${hour}:00:00.000`
        const from = clickRow({ ...row, organization: organizationId, id: randomUUID(), time })
        const id = randomUUID()
        // It was something else before, and of two versions, the earlier one may be stored last.
        const before = status === 'Approved' ? 'Pending' : 'Approved'
        return [
          conversionRow(from, { id, version: 2, status }),
          conversionRow(from, { id, version: 1, status: before }),
        ]
      }),
    )
  for (const one of [finished, late]) await one.record(clicksOf(rows))
  await countFinishedDays(database, events, { now: new Date('2026-03-03T09:00:00Z'), pace: 0 })
  await late.record(clicksOf(lateRows))
  for (const one of [world, foreign]) await one.record(clicksOf(rows))
  for (const one of [world, foreign, finished]) await convert(one, rows)
  await convert(late, [...rows, ...lateRows])
})

const worlds = { 'no day counted': () => world, 'days counted': () => finished, 'late clicks': () => late }
const states = fc.constantFrom('no day counted' as const, 'days counted' as const, 'late clicks' as const)
const rowsIn = (state: keyof typeof worlds) => (state === 'late clicks' ? [...rows, ...lateRows] : rows)

const numbers = fc.uniqueArray(fc.constantFrom(0, ...NUMBERS, 99), { maxLength: 4 })
const scopes = fc.record({
  publishers: fc.oneof({ weight: 4, arbitrary: numbers }, fc.constant('all' as const)),
  advertisers: numbers,
})
const filters = fc.array(
  fc.oneof(
    fc.record({
      dimension: fc.constantFrom('publisher' as const, 'advertiser' as const),
      values: numbers.filter((list) => list.length > 0).map((list) => list.map(String)),
      excluded: fc.boolean(),
    }),
    fc.record({ dimension: fc.constant('country' as const), values: fc.constant(['DE']), excluded: fc.boolean() }),
  ),
  { maxLength: 2 },
)
const moments = fc
  .integer({ min: 9, max: 15 })
  .map((hour) => new Date(`2026-03-03T${String(hour).padStart(2, '0')}:30:00Z`))
/** Days that are over or still running, and instants whose days are those of other zones. */
const ranges = fc.oneof(
  fc.tuple(fc.constantFrom('2026-03-01', '2026-03-02', '2026-03-03'), moments).map(([from, now]) => ({
    range: rangeOf(from, '2026-03-03', 'UTC', null, now),
    now,
  })),
  fc
    .constantFrom('2026-03-01', '2026-03-02')
    .map((to) => ({ range: rangeOf('2026-03-01', to, 'UTC'), now: new Date() })),
  fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/Santiago'), moments)
    .map(([hours, timezone, end]) => ({
      range: rangeOfInstants(new Date(end.getTime() - hours * 3_600_000), end, timezone, end),
      now: end,
    })),
)

const lastHourAt = (time: string) => {
  const now = new Date(time)
  return { range: rangeOfInstants(new Date(now.getTime() - 3_600_000), now, 'UTC', now), now }
}

const inScope = (
  { publishers, advertisers }: Omit<Scope, 'organizationId'>,
  row: Pick<Row, 'publisher' | 'advertiser'>,
) => publishers === 'all' || publishers.includes(row.publisher) || advertisers.includes(row.advertiser)
const passes = (row: Row) => (filter: Filter & { dimension: 'publisher' | 'advertiser' | 'country' }) =>
  filter.values.includes(String(row[filter.dimension])) !== filter.excluded
const isCounted = (row: Row) => row.status === 'Approved' && !row.bot
const tally = (keys: string[]) =>
  Object.fromEntries([...new Set(keys)].toSorted().map((key) => [key, keys.filter((other) => other === key).length]))

/** Every click is one of the three: counted, rejected, or a bot's. Visitors count once per day. Metrics without an entry are only compared with themselves. */
const reference: Readonly<Partial<Record<Metric, (of: readonly Row[]) => number>>> = {
  clicks: (of) => of.filter(isCounted).length,
  uniqueClicks: (of) => new Set(of.filter(isCounted).map(({ day, visitor }) => `${day} ${visitor}`)).size,
  conversions: (of) => of.filter((row) => row.conversion === 'Approved').length,
  rejected: (of) => of.filter(({ status, bot }) => status === 'Rejected' && !bot).length,
  bots: (of) => of.filter(({ bot }) => bot).length,
}
const byClicks = { metric: 'clicks', count: (of: readonly Row[]) => of.filter(isCounted).length } as const
const references = metricNames.flatMap((metric) => {
  const count = reference[metric]
  return count ? [{ metric, count }] : []
})
const isWithin = (row: Row, { from, to, instants, until }: Omit<Period, 'until'> & { until?: Date | null }) =>
  instants
    ? timeOf(row) >= instants.start && timeOf(row) < instants.end
    : row.day >= from && row.day <= to && (!until || row.day !== to || timeOf(row) < until)
/** The hour, day, week, or month of a day and an instant on the clock of the zone. */
function intervalOf(interval: Interval, day: string, time: Date, timezone: string): string {
  if (interval === 'hour') return time.toLocaleString('sv-SE', { timeZone: timezone }).slice(0, 13)
  if (interval === 'month') return day.slice(0, 7)
  return interval === 'day' ? day : `the week of ${day < '2026-03-02' ? 'February 23' : 'March 2'}`
}

test('every question is answered with exactly the rows in scope', async () => {
  await fc.assert(
    fc.asyncProperty(
      scopes,
      filters,
      ranges,
      fc.constantFrom(...intervals),
      fc.constantFrom(...comparisons),
      fc.constantFrom(...references),
      states,
      async (reach, chosen, { range, now }, interval, compare, by, state) => {
        const scope: Scope = { organizationId: worlds[state]().organizationId, ...reach }
        const seen = rowsIn(state).filter((row) => inScope(reach, row) && chosen.every(passes(row)))
        const { compared, totals, series, rankings } = await ask({
          question: { scope, range, filters: chosen, interval, compare },
          metrics: metricNames,
          rankings: { of: ['publisher', 'advertiser', 'country'], by: by.metric, limit: 100 },
          now,
        })
        const current = seen.filter((row) => isWithin(row, range))
        const before = compared && seen.filter((row) => isWithin(row, compared))
        for (const { metric, count } of references) {
          expect(totals[metric]).toEqual({ value: count(current), previous: before && count(before) })
          // A visitor counts at the first click of the day, and no interval is without an entry.
          const first = new Map<string, Row>()
          for (const row of current.filter(isCounted).toSorted((a, b) => a.hour - b.hour)) {
            const key = `${row.day} ${row.visitor}`
            if (!first.has(key)) first.set(key, row)
          }
          const places = (
            metric === 'uniqueClicks' ? [...first.values()] : current.filter((row) => count([row]) > 0)
          ).map((row) => {
            const local = timeOf(row).toLocaleDateString('sv-SE', { timeZone: range.timezone })
            return intervalOf(interval, range.instants ? local : row.day, timeOf(row), range.timezone)
          })
          const found = series.flatMap(({ day, time, figures }) =>
            Array.from({ length: figures[metric] }, () => intervalOf(interval, day, time ?? now, range.timezone)),
          )
          expect(tally(found)).toEqual(tally(places))
        }
        for (const dimension of ['publisher', 'advertiser', 'country'] as const) {
          const of = (from: readonly Row[], name: string) =>
            by.count(from.filter((row) => String(row[dimension]) === name))
          const names = [...new Set(current.map((row) => String(row[dimension])))].filter(
            (name) => of(current, name) > 0,
          )
          expect(
            Object.fromEntries(rankings[dimension].map(({ value, figure, previous }) => [value, [figure, previous]])),
          ).toEqual(Object.fromEntries(names.map((name) => [name, [of(current, name), before && of(before, name)]])))
        }
      },
    ),
    {
      numRuns: 120,
      // Some visitors of this hour are also among those of the one before.
      examples: [
        [
          { publishers: [], advertisers: [4] },
          [],
          lastHourAt('2026-03-03T12:30:00Z'),
          'hour',
          'previous',
          byClicks,
          'no day counted',
        ],
      ],
    },
  )
})

test('every metric is the same from each source that has it', async () => {
  await fc.assert(
    fc.asyncProperty(scopes, filters, fc.constantFrom(...metricNames), states, async (reach, chosen, by, state) => {
      const ofDays = rangeOf('2026-03-01', '2026-03-03', 'UTC')
      // Instants are counted in the clicks, whole days in what's rolled up.
      const ofInstants = rangeOfInstants(new Date('2026-03-01T00:00:00Z'), new Date('2026-03-04T00:00:00Z'), 'UTC')
      const answers = await Promise.all(
        [ofDays, ofInstants].map((range) =>
          ask({
            question: { scope: { organizationId: worlds[state]().organizationId, ...reach }, range, filters: chosen },
            metrics: metricNames,
            rankings: { of: ['publisher', 'advertiser', 'country'], by, limit: 100 },
          }),
        ),
      )
      const [days, instants] = answers.map(({ totals, series, rankings }) => ({
        totals,
        series: series.map(({ day, figures }) => ({ day, figures })),
        rankings: Object.values(rankings).map((ranked) => ranked.toSorted((a, b) => (a.value < b.value ? -1 : 1))),
      }))
      expect(days).toEqual(instants)
    }),
    { numRuns: 30 },
  )
})

test('every list contains exactly the rows in scope', async () => {
  await fc.assert(
    fc.asyncProperty(scopes, filters, states, async (reach, chosen, state) => {
      const scope: Scope = { organizationId: worlds[state]().organizationId, ...reach }
      const question: Question = { scope, range: rangeOf('2026-03-01', '2026-03-03', 'UTC'), filters: chosen }
      const seen = rowsIn(state).filter(
        (row) => row.day >= '2026-03-01' && inScope(reach, row) && chosen.every(passes(row)),
      )
      const counted = seen.filter(isCounted)

      const order = chosen.length === 0 ? '-day' : '-clicks'
      const daily = await listDailyRows(question, { order, offset: 0, limit: 1000 })
      const keyed = counted.map((row) => rowKey({ ...row, network: 0 }))
      expect(Object.fromEntries(daily.rows.map((row) => [rowKey(row), row.clicks]))).toEqual(tally(keyed))
      expect(daily.totalCount).toBe(new Set(keyed).size)
      const uniques = await uniqueClicksOf(question, daily.rows)
      for (const row of daily.rows) {
        const visitors = counted
          .filter((click) => rowKey({ ...click, network: 0 }) === rowKey(row))
          .map(({ visitor }) => visitor)
        expect(uniques.get(rowKey(row))).toBe(new Set(visitors).size)
      }

      const list = await listClicks(question, { limit: 1000, bots: 'include' })
      expect(list.totalCount).toBe(seen.length)
      // Pages, forwards and then back.
      const ids = list.rows.map(({ id }) => id)
      const bots = { include: seen, exclude: seen.filter(({ bot }) => !bot), only: seen.filter(({ bot }) => bot) }
      for (const chosenBots of ['exclude', 'only'] as const)
        expect((await listClicks(question, { limit: 1, bots: chosenBots })).totalCount).toBe(bots[chosenBots].length)
      let page = await listClicks(question, { limit: 40, bots: 'include' })
      let start = 0
      for (;;) {
        expect(page.rows.map(({ id }) => id)).toEqual(ids.slice(start, start + 40))
        if (page.next === null) break
        start += 40
        page = await listClicks(question, { limit: 40, bots: 'include', cursor: readCursor(page.next) })
      }
      while (page.previous !== null) {
        start -= 40
        page = await listClicks(question, { limit: 40, bots: 'include', cursor: readCursor(page.previous) })
        expect(page.rows.map(({ id }) => id)).toEqual(ids.slice(start, start + 40))
      }
      expect(start).toBe(0)
      expect(tally(list.rows.map((row) => `${row.publisher.id} ${row.advertiser.id}`))).toEqual(
        tally(seen.map((row) => `${row.publisher} ${row.advertiser}`)),
      )
    }),
    // Number 0 stands for everyone in a roll-up, so no publisher can have it.
    { numRuns: 60, examples: [[{ publishers: [0], advertisers: [] }, [], 'days counted']] },
  )
}, 120_000)

test('an individual click is found only by callers who may see it', async () => {
  const everything = (organizationId: string): Question => ({
    scope: { organizationId, publishers: 'all', advertisers: [] },
    range: rangeOf('2026-03-01', '2026-03-03', 'UTC'),
    filters: [],
  })
  const { rows: clicks } = await listClicks(everything(world.organizationId), { limit: 20, bots: 'include' })
  const foreigners = await listClicks(everything(foreign.organizationId), { limit: 1, bots: 'include' })
  const asker = (reach: Omit<Scope, 'organizationId'>): Pick<Caller, 'scope' | 'user'> => ({
    scope: { organizationId: world.organizationId, ...reach },
    user: { id: world.admin.userId, email: '', name: '', role: 'accountManager', timezone: 'UTC' },
  })
  for (const reach of [
    { publishers: 'all', advertisers: [] },
    { publishers: [], advertisers: [] },
    { publishers: [1], advertisers: [] },
    { publishers: [], advertisers: [2] },
    { publishers: [1, 3], advertisers: [2] },
  ] as const) {
    for (const click of clicks) {
      const visible = inScope(reach, { publisher: click.publisher.id, advertiser: click.advertiser.id })
      expect((await findClick(asker(reach), click.id))?.id).toBe(visible ? click.id : undefined)
    }
    expect(await findClick(asker(reach), foreigners.rows[0]?.id ?? '')).toBeNull()
  }
})
