import { listDailyRows, rowKey, uniqueClicksOf } from '@/lib/reports/daily-rows'
import { nameOf, namesOf } from '@/lib/reports/names'
import { ask } from '@/lib/reports/run'
import { handle } from '@/lib/api/operation'
import { clicksDaily } from './daily.contract'
import { answerOf, questionOf } from '@/lib/api/app/question'

export const clicksDailyOperations = [
  handle(clicksDaily, async (caller, { query }) => {
    const question = await questionOf(caller, query)
    const { page, per_page: perPage } = query
    const [{ rows, totalCount }, { totals }] = await Promise.all([
      listDailyRows(question, { order: query.sort, offset: (page - 1) * perPage, limit: perPage }),
      ask({ question, metrics: ['clicks', 'uniqueClicks'] }),
    ])
    const organization = caller.organization.id
    const [uniques, advertisers, publishers, networks] = await Promise.all([
      uniqueClicksOf(question, rows),
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
      totals: { clicks: totals.clicks.value, uniqueClicks: totals.uniqueClicks.value },
      rows: rows.map((row) => ({
        day: row.day,
        advertiser: nameOf(advertisers, row.advertiser),
        publisher: nameOf(publishers, row.publisher),
        network: row.network === 0 ? null : nameOf(networks, row.network),
        clicks: row.clicks,
        uniqueClicks: uniques.get(rowKey(row)) ?? 0,
      })),
      page,
      perPage,
      totalCount,
      totalPages: Math.ceil(totalCount / perPage),
    }
  }),
]
