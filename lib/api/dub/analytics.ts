import { readableHost } from '@/lib/catalog/short-link-address'
import { exact } from '@/lib/conversions/money'
import type { Caller } from '@/lib/identity/caller'
import { rowsOfReport } from '@/lib/reports/aggregated'
import { declarationOf, type Dimension } from '@/lib/reports/dimensions'
import type { Figures } from '@/lib/reports/metrics'
import type { Question } from '@/lib/reports/question'
import { ask, type Point } from '@/lib/reports/run'
import { startOfDay, startOfMonth } from '@/lib/time'
import { handle } from '@/lib/api/operation'
import { analyticsRecords, type Described } from './analytics-records'
import {
  recordGroups,
  retrieveAnalytics,
  valueGroups,
  type AnalyticsQuery,
  type AnalyticsRow,
  type RecordGroup,
  type ValueGroup,
} from './analytics.contract'
import { eventQuestion } from './event-question'
import { inMinorUnits } from './minor-units'
import { intervalOf } from './period'

const MOST_ROWS = 1_000

type Counted = 'clicks' | 'leads' | 'sales' | 'saleAmount'
const metricsOf: Readonly<Record<AnalyticsQuery['event'], readonly Counted[]>> = {
  clicks: ['clicks'],
  leads: ['leads'],
  sales: ['sales', 'saleAmount'],
  composite: ['clicks', 'leads', 'sales', 'saleAmount'],
}

export const analyticsOperations = [
  handle(retrieveAnalytics, async (caller, { query }) => {
    const now = new Date()
    const { groupBy } = query
    const metrics = metricsOf[query.event]
    const question = await eventQuestion(caller, query.event, query, now)
    if (groupBy === 'count') {
      // Months, because the store counts days either way, and all of time has fewer of them.
      const { totals } = await ask({ question: { ...question, interval: 'month' }, metrics, now })
      return shown(caller, Object.fromEntries(metrics.map((metric) => [metric, totals[metric].value])))
    }
    if (groupBy === 'timeseries') return timeseries(caller, query, question, now)
    return isRecordGroup(groupBy)
      ? byRecord(caller, groupBy, question, metrics, now)
      : byValue(caller, groupBy, question, metrics, now)
  }),
]

const isRecordGroup = (group: ValueGroup | RecordGroup): group is RecordGroup => group in recordGroups

/** Figures in Dub's shape. */
function shown({ organization: { currency } }: Caller, figures: Partial<Figures<Counted>>) {
  const { clicks = 0, leads = 0, sales = 0, saleAmount = 0 } = figures
  return { clicks, leads, sales, saleAmount: inMinorUnits(saleAmount, currency) }
}

async function timeseries(
  caller: Caller,
  query: AnalyticsQuery,
  question: Question,
  now: Date,
): Promise<AnalyticsRow[]> {
  const { timezone } = query
  const interval = intervalOf(query, question.range)
  const { series } = await ask({ question: { ...question, interval }, metrics: metricsOf[query.event], now })
  const startOf = ({ day, time }: Point<Counted>) =>
    time ?? startOfDay(interval === 'month' ? startOfMonth(day) : day, timezone)
  const rows = series.map((point) => ({ start: startOf(point).toISOString(), ...shown(caller, point.figures) }))
  // All of time begins with the first event.
  const isAll = query.start === undefined && (query.interval === 'all' || query.interval === 'all_unfiltered')
  const first = rows.findIndex((row) => row.clicks + row.leads + row.sales > 0)
  return isAll ? rows.slice(first < 0 ? -1 : first) : rows
}

function rowsBy(
  question: Question,
  by: readonly Dimension[],
  metrics: readonly Counted[],
  { limit, now }: { limit: number; now: Date },
) {
  const order = metrics.map((metric) => ({ by: metric, descending: true }))
  return rowsOfReport(question, { by, metrics, order, page: { offset: 0, limit }, now })
}

async function byValue(
  caller: Caller,
  group: ValueGroup,
  question: Question,
  metrics: readonly Counted[],
  now: Date,
): Promise<AnalyticsRow[]> {
  const named: Readonly<Record<string, Dimension>> = valueGroups[group]
  const { rows } = await rowsBy(question, Object.values(named), metrics, { limit: MOST_ROWS, now })
  return rows.flatMap(({ values, figures }) => {
    // Dub has no word for an unknown continent or trigger.
    if (['continents', 'trigger', 'triggers'].includes(group) && values[0] === '') return []
    const texts = Object.entries(named).map(([name, dimension], at): [string, string] => {
      const value = values[at] ?? ''
      return [name, dimension === 'domain' ? readableHost(value) : value]
    })
    return { ...Object.fromEntries(texts), ...shown(caller, figures) }
  })
}

/** By records, of which rows can be about several: publishers' groups and tags are those of today. */
async function byRecord(
  caller: Caller,
  group: RecordGroup,
  question: Question,
  metrics: readonly Counted[],
  now: Date,
): Promise<AnalyticsRow[]> {
  const dimension = recordGroups[group]
  const isEach = group === 'top_groups' || group === 'top_partner_tags'
  const { rows } = await rowsBy(question, [dimension], metrics, { limit: isEach ? 1_000_000 : MOST_ROWS, now })
  const { none } = declarationOf(dimension).kind
  const valued = rows.map(({ values: [value = none], figures }) => ({ value, figures }))
  const recordOf = await analyticsRecords(
    caller,
    group,
    valued.map(({ value }) => value).filter((value) => value !== none),
    question.range,
  )
  const found = new Map<string, { record: Described; figures: Partial<Figures<Counted>> }>()
  for (const { value, figures } of valued)
    for (const record of recordOf(value)) {
      const known = found.get(record.id)?.figures ?? {}
      found.set(record.id, { record, figures: added(known, figures, metrics) })
    }
  const [by = 'clicks'] = metrics
  return [...found.values()]
    .toSorted((a, b) => (b.figures[by] ?? 0) - (a.figures[by] ?? 0))
    .slice(0, MOST_ROWS)
    .map(({ record, figures }) => ({ ...record.row, ...shown(caller, figures) }))
}

const added = (
  one: Partial<Figures<Counted>>,
  other: Partial<Figures<Counted>>,
  metrics: readonly Counted[],
): Partial<Figures<Counted>> =>
  Object.fromEntries(
    metrics.map((metric) => [
      metric,
      exact(one[metric] ?? 0)
        .plus(other[metric] ?? 0)
        .toNumber(),
    ]),
  )
