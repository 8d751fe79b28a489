import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Caller, Scope } from '@/lib/identity/caller'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { Prisma } from '@/lib/database/generated/client'
import { click, conversion, impression } from '@/lib/events/tables'
import { clickRow, conversionRow } from '@/lib/testing/rows'
import { createWorld, idAt, type World } from '@/lib/testing/world'
import { addDays } from '@/lib/time'
import { aggregated } from './aggregated'
import { findClick, listClicks, readCursor } from './clicks'
import { listDailyRows, rowKey, uniqueClicksOf } from './daily-rows'
import { countFinishedDays } from './finished-days'
import type { Filter } from './filter'
import { metricNames, type Metric } from './metrics'
import { attributions, type Attribution, type Question } from './question'
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

/** Where an event was, and what it pays. */
type Place = { day: string; hour: number; publisher: number; advertiser: number; country: string }
type Price = { payout: string; revenue: string; currency: string }
/** A click. */
type Row = Place &
  Price & {
    visitor: string
    bot: boolean
    status: 'Approved' | 'Rejected'
    /** What became of the conversion it led to, if any, and how many hours later. */
    conversion: 'Approved' | 'Pending' | 'Rejected' | null
    delay: number
  }
/** Any event. A conversion also knows its click and its sale. */
type Event = Place &
  Price & {
    kind: 'click' | 'impression' | 'conversion'
    status: string
    bot: boolean
    visitor: string
    click: { day: string; hour: number } | null
    amount: string
    amountCurrency: string
  }
const outcomes = ['Approved', 'Pending', null, 'Rejected', 'Approved', null] as const

/** Euros have a rate, which changed, and pounds have none. */
const CURRENCIES = ['USD', 'EUR', 'GBP']
const RATES = [
  { from: 'EUR', rate: '1.5', validFrom: '2025-01-01' },
  { from: 'EUR', rate: '1.1234567891', validFrom: '2026-01-01' },
  { from: 'EUR', rate: '9', validFrom: '2026-01-02', archived: true },
  { from: 'EUR', rate: '8', validFrom: '2099-01-01' },
  { from: 'GBP', to: 'EUR', rate: '7', validFrom: '2026-01-01' },
]
const RATE: Readonly<Record<string, string>> = { USD: '1', EUR: '1.1234567891' }
const currencyOf = (number: number) => CURRENCIES[number % 7 === 3 ? 2 : number % 2] ?? ''

/** Days of two weeks and two months in a row, and one 52 weeks before the last. */
const DAYS = ['2025-03-04', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03']
const NUMBERS = [1, 2, 3, 4]
/**
 * Every publisher with every advertiser on every day, so no scope is empty by chance. Everything else varies with the row's number. Visitors are
 * other ones each day, as their hash changes daily. Some clicks are paid for, but never those that don't count.
 */
const rows: Row[] = DAYS.flatMap((day, d) =>
  NUMBERS.flatMap((publisher) =>
    NUMBERS.flatMap((advertiser) =>
      Array.from({ length: 1 + ((publisher * advertiser + d) % 3) }, (_, copy): Row => {
        const number = d * 97 + publisher * 31 + advertiser * 13 + copy * 7
        const bot = number % 7 === 0
        const status = number % 5 === 1 ? 'Rejected' : 'Approved'
        const isPaid = !bot && status === 'Approved' && number % 3 === 0
        return {
          day,
          hour: 10 + ((publisher + copy) % 5),
          publisher,
          advertiser,
          country: number % 2 ? 'DE' : 'AT',
          visitor: String(d * 10 + (number % 5)),
          bot,
          status,
          payout: isPaid ? `0.${100_001 + number}` : '0',
          revenue: isPaid ? `0.${200_002 + number}` : '0',
          currency: currencyOf(number),
          conversion: outcomes[number % outcomes.length] ?? null,
          delay: [0, 1, 20][number % 3] ?? 0,
        }
      }),
    ),
  ),
)
/** Those that came late. They change every figure of their day. */
const lateRows: Row[] = rows
  .filter(({ day, publisher }) => day === '2026-03-01' && publisher === 2)
  .map((row, index) => ({ ...row, hour: 15, country: 'FR', visitor: `9${index}`, bot: index % 3 === 0 }))
  .map((row) => (row.bot ? { ...row, payout: '0', revenue: '0' } : row))
const timeOf = ({ day, hour }: { day: string; hour: number }) =>
  new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)

const clicksOf = (of: readonly Row[]): Event[] =>
  of.map(({ conversion: _conversion, delay: _delay, ...row }) => ({
    ...row,
    kind: 'click',
    click: null,
    amount: '0',
    amountCurrency: '',
  }))
/** One for most clicks. Those that don't count have a price, too, so that counting them would show. */
const impressionsOf = (of: readonly Row[]): Event[] =>
  clicksOf(of).flatMap((row, index) =>
    index % 4 === 0
      ? []
      : { ...row, kind: 'impression', payout: `0.00${index % 8}004`, revenue: `0.00${index % 7}009` },
  )
const conversionsOf = (of: readonly Row[]): Event[] =>
  of.flatMap((row, index): Event[] => {
    if (row.conversion === null) return []
    const { day, hour, delay } = row
    const at = new Date(timeOf(row).getTime() + delay * 3_600_000)
    return [
      {
        ...row,
        kind: 'conversion',
        status: row.conversion,
        day: at.toISOString().slice(0, 10),
        hour: at.getUTCHours(),
        click: { day, hour },
        payout: `${index}.${100_003 + index}`,
        revenue: `${2 * index}.${300_007 + index}`,
        amount: index % 3 === 0 ? '0' : `${10 * index}.5`,
        amountCurrency: index % 3 === 0 ? '' : currencyOf(index),
      },
    ]
  })
const eventsOf = (of: readonly Row[]): Event[] => [...clicksOf(of), ...impressionsOf(of), ...conversionsOf(of)]

beforeAll(async () => {
  world = await createWorld(database, events)
  foreign = await createWorld(database, events)
  finished = await createWorld(database, events)
  late = await createWorld(database, events)
  const storeTime = (at: { day: string; hour: number }) => timeOf(at).toISOString().slice(0, 23).replace('T', ' ')
  const record = ({ organizationId }: World, of: readonly Row[]) =>
    events.append(
      click,
      clicksOf(of).map((row) => stored(organizationId, row)),
    )
  const stored = (organization: string, row: Event) => {
    const { day, publisher, advertiser, country, visitor, bot, status, payout, revenue, currency } = row
    const facts = { day, publisher, advertiser, country, visitor, bot, status, payout, revenue, currency }
    return clickRow({ ...facts, organization, id: idAt(timeOf(row)), time: storeTime(row) })
  }
  const follow = async ({ organizationId }: World, of: readonly Row[]) => {
    await events.append(
      impression,
      impressionsOf(of).map((row) => stored(organizationId, row)),
    )
    await events.append(
      conversion,
      conversionsOf(of).flatMap((row) => {
        const id = randomUUID()
        const from = row.click ?? row
        const kept = { ...row, bot: false }
        const made = conversionRow(stored(organizationId, kept), {
          id,
          version: 2,
          click_time: storeTime(from),
          click_day: from.day,
          amount: row.amount,
          amount_currency: row.amountCurrency,
        })
        // It was something else before, and of two versions, the earlier one may be stored last.
        const before = row.status === 'Approved' ? 'Pending' : 'Approved'
        return [made, { ...made, version: 1, status: before, payout: '555', amount: '777' }]
      }),
    )
  }
  for (const one of [world, foreign, finished, late])
    await database.prisma.exchangeRate.createMany({
      data: RATES.map(({ validFrom, to = 'USD', ...rate }) => ({
        organizationId: one.organizationId,
        to,
        ...rate,
        validFrom: new Date(validFrom),
      })),
    })
  for (const one of [finished, late]) await record(one, rows)
  await countFinishedDays(database, events, { now: new Date('2026-03-03T09:00:00Z'), pace: 0 })
  await record(late, lateRows)
  for (const one of [world, foreign]) await record(one, rows)
  for (const one of [world, foreign, finished]) await follow(one, rows)
  await follow(late, [...rows, ...lateRows])
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
const passes = (row: Place) => (filter: Filter & { dimension: 'publisher' | 'advertiser' | 'country' }) =>
  filter.values.includes(String(row[filter.dimension])) !== filter.excluded
const isCounted = (row: { status: string; bot: boolean }) => row.status === 'Approved' && !row.bot
const tally = (keys: string[]) =>
  Object.fromEntries([...new Set(keys)].toSorted().map((key) => [key, keys.filter((other) => other === key).length]))

const Exact = Prisma.Decimal.clone({ precision: 100, rounding: Prisma.Decimal.ROUND_HALF_UP })
type Exact = Prisma.Decimal
const rounded = (value: Exact) => value.toDecimalPlaces(6).toNumber()
/** Some amounts in dollars, without those that have no rate. */
const inDollars = (amounts: readonly { amount: string; currency: string }[]): Exact =>
  amounts.reduce((sum, { amount, currency }) => sum.plus(new Exact(amount).times(RATE[currency] ?? 0)), new Exact(0))
const divided = (part: Exact | number, by: Exact | number) =>
  new Exact(by).isZero() ? null : rounded(new Exact(part).dividedBy(by))

const clicksIn = (of: readonly Event[]) => of.filter((event) => event.kind === 'click' && isCounted(event)).length
const converted = (of: readonly Event[], status: string) =>
  of.filter((event) => event.kind === 'conversion' && event.status === status)
/** What's paid for: conversions, clicks, and impressions that count. */
const paid = (of: readonly Event[], which: 'payout' | 'revenue') =>
  inDollars(
    of
      .filter((event) => (event.kind === 'conversion' ? event.status === 'Approved' : isCounted(event)))
      .map((event) => ({ amount: event[which], currency: event.currency })),
  )
const salesOf = (of: readonly Event[]) =>
  converted(of, 'Approved')
    .filter(({ amountCurrency }) => amountCurrency !== '')
    .map(({ amount, amountCurrency: currency }) => ({ amount, currency }))

/**
 * Every click is one of three: counted, rejected, or a bot's. Visitors count once per day. Metrics without an entry are only compared with
 * themselves.
 */
const reference: Readonly<Partial<Record<Metric, (of: readonly Event[]) => number | null>>> = {
  clicks: clicksIn,
  uniqueClicks: (of) =>
    new Set(
      of.filter((event) => event.kind === 'click' && isCounted(event)).map(({ day, visitor }) => `${day} ${visitor}`),
    ).size,
  conversions: (of) => converted(of, 'Approved').length,
  pendingConversions: (of) => converted(of, 'Pending').length,
  rejectedConversions: (of) => converted(of, 'Rejected').length,
  impressions: (of) => of.filter((event) => event.kind === 'impression' && isCounted(event)).length,
  rejected: (of) => of.filter(({ kind, status, bot }) => kind === 'click' && status === 'Rejected' && !bot).length,
  bots: (of) => of.filter(({ kind, bot }) => kind === 'click' && bot).length,
  payout: (of) => rounded(paid(of, 'payout')),
  revenue: (of) => rounded(paid(of, 'revenue')),
  profit: (of) => rounded(paid(of, 'revenue').minus(paid(of, 'payout'))),
  margin: (of) => divided(paid(of, 'revenue').minus(paid(of, 'payout')).times(100), paid(of, 'revenue')),
  cr: (of) => divided(100 * converted(of, 'Approved').length, clicksIn(of)),
  epc: (of) => divided(paid(of, 'payout'), clicksIn(of)),
  leads: (of) => converted(of, 'Approved').length - salesOf(of).length,
  sales: (of) => salesOf(of).length,
  saleAmount: (of) => rounded(inDollars(salesOf(of))),
  aov: (of) => divided(inDollars(salesOf(of)), salesOf(of).filter(({ currency }) => currency in RATE).length),
  timeToConvert: (of) => {
    const times = converted(of, 'Approved').map(
      (event) => timeOf(event).getTime() - timeOf(event.click ?? event).getTime(),
    )
    return divided(
      times.reduce((sum, ms) => sum + ms / 1000, 0),
      times.length,
    )
  },
}
const byClicks = { metric: 'clicks', count: clicksIn } as const
const references = metricNames.flatMap((metric) => {
  const count = reference[metric]
  return count ? [{ metric, count }] : []
})
/** Amounts without a rate, in their own currency. */
const withoutRate = (of: readonly Event[]) => {
  const counted = of.filter((event) => (event.kind === 'conversion' ? event.status === 'Approved' : isCounted(event)))
  const sums = {
    payout: counted.map(({ payout: amount, currency }) => ({ amount, currency })),
    revenue: counted.map(({ revenue: amount, currency }) => ({ amount, currency })),
    saleAmount: salesOf(of),
  }
  const amounts = Object.entries(sums).flatMap(([sum, list]): [string, number][] => {
    const pounds = list.filter(({ currency }) => currency === 'GBP')
    const total = rounded(pounds.reduce((all, { amount }) => all.plus(amount), new Exact(0)))
    return total === 0 ? [] : [[sum, total]]
  })
  return amounts.length === 0 ? [] : [{ currency: 'GBP', amounts: Object.fromEntries(amounts) }]
}

function groupedBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** Which day and hour an event counts on. */
const placed = (event: Event, attribution: Attribution) =>
  attribution === 'click' && event.click ? event.click : event
const isWithin = (
  at: { day: string; hour: number },
  { from, to, instants, until }: Omit<Period, 'until'> & { until?: Date | null },
) =>
  instants
    ? timeOf(at) >= instants.start && timeOf(at) < instants.end
    : at.day >= from && at.day <= to && (!until || at.day !== to || timeOf(at) < until)
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
      fc.constantFrom(...attributions),
      async (reach, chosen, { range, now }, interval, compare, by, state, attribution) => {
        const scope: Scope = { organizationId: worlds[state]().organizationId, ...reach }
        const seen = eventsOf(rowsIn(state)).filter((row) => inScope(reach, row) && chosen.every(passes(row)))
        const { compared, totals, series, rankings, unconverted } = await ask({
          question: { scope, range, filters: chosen, interval, compare, attribution, currency: 'USD' },
          metrics: metricNames,
          rankings: { of: ['publisher', 'advertiser', 'country'], by: by.metric, limit: 100 },
          now,
        })
        const current = seen.filter((event) => isWithin(placed(event, attribution), range))
        const before = compared && seen.filter((event) => isWithin(placed(event, attribution), compared))
        expect(unconverted).toEqual(withoutRate(current))
        // A visitor counts at the first click of the day.
        const first = new Map<string, Event>()
        for (const event of current.toSorted((a, b) => a.hour - b.hour)) {
          const key = `${event.day} ${event.visitor}`
          if (event.kind === 'click' && isCounted(event) && !first.has(key)) first.set(key, event)
        }
        const nameOf = (event: Event) => {
          const at = placed(event, attribution)
          const local = timeOf(at).toLocaleDateString('sv-SE', { timeZone: range.timezone })
          return intervalOf(interval, range.instants ? local : at.day, timeOf(at), range.timezone)
        }
        // No interval is without an entry, and no event outside of them.
        const groups = groupedBy(current, nameOf)
        const firstGroups = groupedBy([...first.values()], nameOf)
        const intervalNames = series.map(({ day, time }) => intervalOf(interval, day, time ?? now, range.timezone))
        expect(intervalNames).toEqual(expect.arrayContaining([...groups.keys()]))
        for (const { metric, count } of references) {
          expect(totals[metric]).toEqual({ value: count(current), previous: before && count(before) })
          const from = metric === 'uniqueClicks' ? firstGroups : groups
          expect(series.map(({ figures }) => figures[metric])).toEqual(
            intervalNames.map((name) => count(from.get(name) ?? [])),
          )
        }
        for (const dimension of ['publisher', 'advertiser', 'country'] as const) {
          const of = (from: readonly Event[], name: string) =>
            by.count(from.filter((event) => String(event[dimension]) === name))
          const names = [...new Set(current.map((event) => String(event[dimension])))].filter((name) =>
            of(current, name),
          )
          expect(
            Object.fromEntries(rankings[dimension].map(({ value, figure, previous }) => [value, [figure, previous]])),
          ).toEqual(Object.fromEntries(names.map((name) => [name, [of(current, name), before && of(before, name)]])))
          const figures = rankings[dimension].map(({ figure }) => figure)
          expect(figures).toEqual(figures.toSorted((a, b) => b - a))
        }
      },
    ),
    {
      numRuns: 100,
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
          'conversion',
        ],
      ],
    },
  )
}, 120_000)

test('every report has exactly the rows in scope', async () => {
  const dimensions = ['publisher', 'advertiser', 'country'] as const
  await fc.assert(
    fc.asyncProperty(
      scopes,
      filters,
      ranges,
      fc.option(fc.constantFrom(...intervals), { nil: null }),
      fc.subarray([...dimensions]),
      fc.constantFrom(...references),
      states,
      fc.constantFrom(...attributions),
      async (reach, chosen, { range, now }, interval, values, first, state, attribution) => {
        const scope: Scope = { organizationId: worlds[state]().organizationId, ...reach }
        const by = [...values, ...(interval ? [interval] : [])]
        const question: Question = { scope, range, filters: chosen, attribution, currency: 'USD' }
        const report = (offset: number, limit: number) =>
          aggregated({
            question,
            by,
            metrics: metricNames,
            order: [{ by: first.metric, descending: true }],
            page: { offset, limit },
            now,
          })
        const seen = eventsOf(rowsIn(state)).filter(
          (row) => inScope(reach, row) && chosen.every(passes(row)) && isWithin(placed(row, attribution), range),
        )
        const startOf = (event: Event) => {
          const at = placed(event, attribution)
          const local = timeOf(at).toLocaleDateString('sv-SE', { timeZone: range.timezone })
          const day = range.instants ? local : at.day
          // Each of these time zones is off by whole hours, or by a quarter of one.
          const minutes = range.timezone === 'Asia/Kathmandu' ? 45 : 0
          if (interval === 'hour')
            return String((timeOf(at).getTime() - (minutes ? 60 - minutes + 30 : 0) * 60_000) / 1000)
          if (interval === 'month') return `${day.slice(0, 7)}-01`
          if (interval === 'day') return day
          return addDays(day, -((new Date(day).getUTCDay() + 6) % 7))
        }
        const keyOf = (event: Event) =>
          [...values.map((value) => String(event[value])), ...(interval ? [startOf(event)] : [])].join('|')
        // A visitor counts at the first click of the day, with each of the values.
        const firsts = groupedBy(
          seen.filter((event) => event.kind === 'click' && isCounted(event)).toSorted((a, b) => a.hour - b.hour),
          (event) => [event.day, event.visitor, ...values.map((value) => event[value])].join('|'),
        )
        const unique = groupedBy(
          [...firsts.values()].flatMap(([event]) => event ?? []),
          keyOf,
        )
        const groups = groupedBy(seen, keyOf)
        const { rows: found, totalCount, totals, unconverted } = await report(0, 1000)
        expect(unconverted).toEqual(withoutRate(seen))
        for (const { metric, count } of references) {
          expect(totals[metric]).toBe(count(seen))
          const from = metric === 'uniqueClicks' ? unique : groups
          expect(found.map(({ figures }) => figures[metric])).toEqual(
            found.map(({ values: of }) => count(from.get(of.join('|')) ?? [])),
          )
        }
        const hasAny = (of: readonly Event[]) =>
          references.some(({ count }) => count(of)) || salesOf(of).some(({ currency }) => currency in RATE)
        const expected = by.length === 0 ? [] : [...groups].flatMap(([key, of]) => (hasAny(of) ? [key] : []))
        expect(found.map(({ values: of }) => of.join('|')).toSorted()).toEqual(expected.toSorted())
        expect(totalCount).toBe(expected.length)
        const figures = found.map(({ figures: of }) => of[first.metric] ?? -Infinity)
        expect(figures).toEqual(figures.toSorted((a, b) => b - a))
        // Pages neither overlap nor leave anything out.
        expect((await report(3, 4)).rows).toEqual(found.slice(3, 7))
        expect(await report(5000, 4)).toMatchObject({ rows: [], totalCount })
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)

test('every metric is the same from each source that has it', async () => {
  await fc.assert(
    fc.asyncProperty(scopes, filters, fc.constantFrom(...metricNames), states, async (reach, chosen, by, state) => {
      const ofDays = rangeOf('2026-03-01', '2026-03-03', 'UTC')
      // Instants are counted in the clicks, whole days in what's rolled up.
      const ofInstants = rangeOfInstants(new Date('2026-03-01T00:00:00Z'), new Date('2026-03-04T00:00:00Z'), 'UTC')
      const answers = await Promise.all(
        [ofDays, ofInstants].map((range) =>
          ask({
            question: {
              scope: { organizationId: worlds[state]().organizationId, ...reach },
              range,
              filters: chosen,
              currency: 'USD',
            },
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
          .filter((one) => rowKey({ ...one, network: 0 }) === rowKey(row))
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
    for (const one of clicks) {
      const visible = inScope(reach, { publisher: one.publisher.id, advertiser: one.advertiser.id })
      expect((await findClick(asker(reach), one.id))?.id).toBe(visible ? one.id : undefined)
    }
    expect(await findClick(asker(reach), foreigners.rows[0]?.id ?? '')).toBeNull()
  }
})
