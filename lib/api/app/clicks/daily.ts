import { figuresOfRows } from '@/lib/reports/daily-figures'
import { listDailyRows, rowKey, uniqueClicksOf } from '@/lib/reports/daily-rows'
import { metricsFor, type Figures } from '@/lib/reports/metrics'
import { nameOf, namesOf } from '@/lib/reports/names'
import type { Question } from '@/lib/reports/question'
import { ask } from '@/lib/reports/run'
import { handle } from '@/lib/api/operation'
import { clicksDaily } from './daily.contract'
import { answerOf, questionOf } from '@/lib/api/app/question'

const results = ['conversions', 'cr', 'epc', 'payout', 'revenue', 'profit'] as const
type Result = (typeof results)[number]

/** Of a row whose clicks led to nothing yet. */
const nothing: Figures<Result> = { conversions: 0, cr: 0, epc: 0, payout: 0, revenue: 0, profit: 0 }

export const clicksDailyOperations = [
  handle(clicksDaily, async (caller, { query }) => {
    // Rows are those with clicks, and a conversion can come on a day without any.
    const question: Question = { ...(await questionOf(caller, query)), attribution: 'click' }
    const seen = results.filter((metric) => metricsFor(caller.user.role).includes(metric))
    const { page, per_page: perPage } = query
    const [{ rows, totalCount }, { totals, unconverted }] = await Promise.all([
      listDailyRows(question, { order: query.sort, offset: (page - 1) * perPage, limit: perPage }),
      ask({ question, metrics: ['clicks', 'uniqueClicks', ...seen] }),
    ])
    const organization = caller.organization.id
    const [uniques, figures, advertisers, publishers, networks] = await Promise.all([
      uniqueClicksOf(question, rows),
      figuresOfRows(question, rows, ['clicks', ...seen]),
      namesOf(
        organization,
        'advertiser',
        rows.map(({ advertiser }) => advertiser),
      ),
      namesOf(
        organization,
        'publisher',
        rows.map(({ publisher }) => publisher),
      ),
      namesOf(
        organization,
        'network',
        rows.map(({ network }) => network),
      ),
    ])
    return {
      range: answerOf(question.range),
      currency: caller.organization.currency,
      totals: {
        clicks: totals.clicks.value,
        uniqueClicks: totals.uniqueClicks.value,
        ...only(seen, (metric) => totals[metric].value),
      },
      unconverted,
      rows: rows.map((row) => ({
        day: row.day,
        advertiser: nameOf(advertisers, row.advertiser),
        publisher: nameOf(publishers, row.publisher),
        network: row.network === 0 ? null : nameOf(networks, row.network),
        clicks: row.clicks,
        uniqueClicks: uniques.get(rowKey(row)) ?? 0,
        ...only(seen, (metric) => (figures.get(rowKey(row)) ?? nothing)[metric]),
      })),
      page,
      perPage,
      totalCount,
      totalPages: Math.ceil(totalCount / perPage),
    }
  }),
]

/** Figures of the metrics that the caller may see. */
function only(seen: readonly Result[], figureOf: (metric: Result) => number | null): Figures<Result> {
  // Those that aren't seen are optional in the answer.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(seen.map((metric) => [metric, figureOf(metric)])) as Figures<Result>
}
