import { beforeAll, expect, test } from 'vitest'
import { setEventLog } from '@/lib/events/log'
import { render } from '@/lib/events/sql'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { click } from '@/lib/events/tables'
import { listClicks } from './clicks'
import { listDailyRows, uniqueClicksOf } from './daily-rows'
import type { Filter } from './filter'
import { metricNames, type Metric } from './metrics'
import { countEvents } from './listed-events'
import type { Question } from './question'
import { rangeOf, rangeOfInstants } from './range'
import { ask, type Asked } from './run'
import type { Dimension } from './dimensions'

// What the store is asked for a dozen questions, in golden.sql. A change of the plan or the SQL shows up there, so that it's made on purpose:
// `npx vitest run lib/reports/golden.test.ts -u` writes the file anew. The store runs each statement, so none of them is wrong.

const ORGANIZATION = '0196db53-6d80-77e7-bad9-8e30e697dfb2'
const NOW = new Date('2026-03-10T10:40:00Z')

let asked: string[] = []

beforeAll(async () => {
  await testDatabase()
  const events = await testEventLog()
  // Lists of nothing end early.
  await events.append(click, [
    clickRow({ organization: ORGANIZATION, id: ORGANIZATION, time: '2026-03-05 12:00:00.000' }),
  ])
  setEventLog({
    ...events,
    query: (query) => {
      asked.push(readable(render(query.sql)))
      return events.query(query)
    },
  })
})

const question: Question = {
  scope: { organizationId: ORGANIZATION, publishers: 'all', advertisers: [] },
  range: rangeOf('2026-03-04', '2026-03-10', 'UTC', null, NOW),
  filters: [],
}
const filter = (dimension: Dimension, ...values: string[]): Filter => ({ dimension, values, excluded: false })
const overview: Asked<Metric, 'advertiser' | 'country'> = {
  question,
  metrics: ['clicks', 'uniqueClicks', 'conversions', 'rejected', 'bots', 'cr'],
  rankings: { of: ['advertiser', 'country'], by: 'clicks', limit: 10 },
  now: NOW,
}
const asking = (changes: Partial<Question>) => ask({ ...overview, question: { ...question, ...changes } })

const questions: Readonly<Record<string, () => Promise<unknown>>> = {
  'The overview': () => asking({}),
  'The overview, compared with whole days': () =>
    asking({ range: rangeOf('2026-03-03', '2026-03-09', 'UTC', null, NOW), compare: 'previous' }),
  'The overview, compared with days of which the last one is cut short': () => asking({ compare: 'previous' }),
  'Today, compared with the same weekday a year earlier': () =>
    asking({ range: rangeOf('2026-03-10', '2026-03-10', 'UTC', 'today', NOW), compare: 'year' }),
  'The overview of one publisher': () => asking({ filters: [filter('publisher', '7')] }),
  'The overview of someone who sees some publishers and advertisers': () =>
    asking({ scope: { organizationId: ORGANIZATION, publishers: [3, 4], advertisers: [5] } }),
  'The overview, filtered by what the roll-up has': () => asking({ filters: [filter('country', 'DE', 'AT')] }),
  'The overview, filtered by what only the clicks have': () =>
    asking({ filters: [filter('device', 'Mobile')], compare: 'previous' }),
  'The overview, without some values': () =>
    asking({
      filters: [
        { ...filter('browser', "O'Brien\\", ''), excluded: true },
        { ...filter('campaign', '0196db53-6d80-77e7-bad9-8e30e697dfb3'), excluded: true },
      ],
    }),
  'The overview, after the time zone changed within the range': () =>
    asking({ zoneChangedAt: new Date('2026-03-06T12:00:00Z'), filters: [filter('device', 'Mobile')] }),
  'The overview by hour, in a zone that is off by a quarter': () =>
    asking({ range: rangeOf('2026-03-10', '2026-03-10', 'Asia/Kathmandu', 'today', NOW), interval: 'hour' }),
  'The last hour, compared with the one before': () =>
    asking({
      range: rangeOfInstants(new Date('2026-03-10T09:40:00Z'), NOW, 'Europe/Berlin', NOW),
      interval: 'hour',
      compare: 'previous',
    }),
  'The overview with amounts, most profit first': () =>
    ask({
      ...overview,
      question: { ...question, currency: 'USD', compare: 'previous' },
      metrics: metricNames,
      rankings: { of: ['advertiser'], by: 'profit', limit: 10 },
    }),
  'The overview with conversions counted at the time of their click, highest conversion rate first': () =>
    ask({
      ...overview,
      question: { ...question, attribution: 'click' },
      metrics: ['conversions', 'cr'],
      rankings: { of: ['country'], by: 'cr', limit: 10 },
    }),
  'Amounts of the last hour, filtered by what only events have': () =>
    ask({
      question: {
        ...question,
        range: rangeOfInstants(new Date('2026-03-10T09:40:00Z'), NOW, 'Europe/Berlin', NOW),
        filters: [filter('device', 'Mobile')],
        currency: 'USD',
      },
      metrics: ['payout'],
      now: NOW,
    }),
  'The values of a filter': () =>
    ask({ question, metrics: [], rankings: { of: ['browser'], by: 'clicks', limit: 5000 } }),
  'Events of each kind': () => countEvents(question),
  'Daily rows, newest first': () => listDailyRows(question, { order: '-day', offset: 0, limit: 50 }),
  'Daily rows, most clicks first': () => listDailyRows(question, { order: '-clicks', offset: 0, limit: 50 }),
  'Unique clicks of daily rows': () =>
    uniqueClicksOf(question, [
      { day: '2026-03-04', advertiser: 1, publisher: 2, network: 0, clicks: 9, uniqueClicks: null },
    ]),
  'Newest clicks of one publisher': () =>
    listClicks(
      { ...question, scope: { ...question.scope, publishers: [7], advertisers: [] } },
      { limit: 50, bots: 'exclude' },
    ),
  'The page of clicks before a click': () =>
    listClicks(question, {
      limit: 50,
      bots: 'include',
      cursor: { direction: 'before', time: '2026-03-05 12:00:00.000', id: '0196db53-6d80-77e7-bad9-8e30e697dfb4' },
    }),
}

test('asks the store exactly this', async () => {
  const golden: string[] = []
  for (const [name, run] of Object.entries(questions)) {
    asked = []
    await run()
    golden.push(`-- ${name}\n\n${asked.map((statement) => `${statement};\n`).join('\n')}`)
  }
  await expect(golden.join('\n\n')).toMatchFileSnapshot('golden.sql')
})

/** A statement with a line for each clause, and plain constants. */
function readable(statement: string): string {
  return statement
    .replaceAll(/\s+/g, ' ')
    .replaceAll(`_CAST('${ORGANIZATION}', 'UUID')`, ':organization')
    .replaceAll(/definitions = _CAST\('\w+', 'String'\)/g, 'definitions = :definitions')
    .replaceAll(/_CAST\((\d+), 'U?Int\d+'\)/g, '$1')
    .replaceAll(/ (FROM|WHERE|GROUP BY|HAVING|ORDER BY|LIMIT) /g, '\n$1 ')
    .trim()
}
