import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Caller, Scope } from '@/lib/identity/caller'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { findClick, listClicks } from './clicks'
import { listDailyRows, rowKey, uniqueClicksOf } from './daily-rows'
import type { Filter } from './filter'
import { metricNames } from './metrics'
import type { Question } from './question'
import { rangeOf } from './range'
import { ask, sumOf } from './run'

// Checks scopes against both roll-ups and clicks: every answer must match filtering all rows by hand.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let foreign: World

type Row = {
  day: string
  hour: number
  publisher: number
  advertiser: number
  country: string
  visitor: string
  bot: boolean
  status: 'Approved' | 'Rejected'
}

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03']
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
        }
      }),
    ),
  ),
)

beforeAll(async () => {
  world = await createWorld(database, events)
  foreign = await createWorld(database, events)
  const clicks = rows.map(({ day, hour, ...row }) => ({ ...row, at: `${day}T${hour}:00:00Z` }))
  await world.record(clicks)
  await foreign.record(clicks)
})

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

const inScope = (
  { publishers, advertisers }: Omit<Scope, 'organizationId'>,
  row: Pick<Row, 'publisher' | 'advertiser'>,
) => publishers === 'all' || publishers.includes(row.publisher) || advertisers.includes(row.advertiser)
const passes = (row: Row) => (filter: Filter & { dimension: 'publisher' | 'advertiser' | 'country' }) =>
  filter.values.includes(String(row[filter.dimension])) !== filter.excluded
const isCounted = (row: Row) => row.status === 'Approved' && !row.bot
const tally = (keys: string[]) =>
  Object.fromEntries([...new Set(keys)].toSorted().map((key) => [key, keys.filter((other) => other === key).length]))

test('every answer contains exactly the rows in scope', async () => {
  await fc.assert(
    fc.asyncProperty(scopes, filters, fc.option(fc.integer({ min: 9, max: 15 })), async (reach, chosen, until) => {
      const scope: Scope = { organizationId: world.organizationId, ...reach }
      const question: Question = { scope, range: rangeOf('2026-03-01', '2026-03-03', 'UTC'), filters: chosen }
      const seen = rows.filter((row) => inScope(reach, row) && chosen.every(passes(row)))
      const counted = seen.filter(isCounted)

      const { days, rankings } = await ask({
        question,
        days: metricNames,
        rankings: { of: ['publisher', 'advertiser', 'country'], by: 'clicks', limit: 100 },
        compared: null,
      })
      for (const day of DAYS) {
        const of = seen.filter((row) => row.day === day)
        const people = of.filter(isCounted)
        expect(sumOf(metricNames, days, [day])).toEqual({
          clicks: people.length,
          uniqueClicks: new Set(people.map(({ visitor }) => visitor)).size,
          // Every click is one of the three: counted, rejected, or a bot's.
          rejected: of.filter(({ status, bot }) => status === 'Rejected' && !bot).length,
          bots: of.filter(({ bot }) => bot).length,
        })
      }

      for (const dimension of ['publisher', 'advertiser', 'country'] as const) {
        expect(Object.fromEntries(rankings[dimension].map((row) => [row.value, row.figure]))).toEqual(
          tally(counted.map((row) => String(row[dimension]))),
        )
      }

      const lastDay: Question = { ...question, range: rangeOf('2026-03-03', '2026-03-03', 'UTC') }
      for (const by of ['clicks', 'uniqueClicks'] as const) {
        const before = {
          from: '2026-03-01',
          to: '2026-03-02',
          until: until === null ? null : new Date(`2026-03-02T${String(until).padStart(2, '0')}:00:00Z`),
        }
        const { days: comparedDays, rankings: compared } = await ask({
          question: lastDay,
          days: [by],
          rankings: { of: ['advertiser', 'country'], by, limit: 100 },
          compared: before,
        })
        const clicksOf = (of: readonly string[]) =>
          counted.filter(({ day, hour }) => of.includes(day) && (until === null || day !== before.to || hour < until))
        // Visitors count once per day.
        const total = (clicks: readonly Row[]) =>
          by === 'clicks' ? clicks.length : new Set(clicks.map(({ day, visitor }) => `${day} ${visitor}`)).size
        const figureOf = (of: readonly string[], dimension: 'advertiser' | 'country', name: string) =>
          total(clicksOf(of).filter((row) => String(row[dimension]) === name))
        for (const day of DAYS) expect(sumOf([by], comparedDays, [day])).toEqual({ [by]: total(clicksOf([day])) })
        for (const dimension of ['advertiser', 'country'] as const) {
          const names = [
            ...new Set(counted.filter(({ day }) => day === '2026-03-03').map((row) => String(row[dimension]))),
          ]
          expect(
            Object.fromEntries(compared[dimension].map(({ value, figure, previous }) => [value, [figure, previous]])),
          ).toEqual(
            Object.fromEntries(
              names.map((name) => [
                name,
                [figureOf(['2026-03-03'], dimension, name), figureOf(['2026-03-01', '2026-03-02'], dimension, name)],
              ]),
            ),
          )
        }
      }

      const daily = await listDailyRows(question, { order: '-day', offset: 0, limit: 1000 })
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
      expect(tally(list.rows.map((row) => `${row.publisher.id} ${row.advertiser.id}`))).toEqual(
        tally(seen.map((row) => `${row.publisher} ${row.advertiser}`)),
      )
    }),
    // Number 0 stands for everyone in a roll-up, so no publisher can have it.
    { numRuns: 60, examples: [[{ publishers: [0], advertisers: [] }, [], null]] },
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
