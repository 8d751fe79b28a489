import { listDailyRows, rowKey, uniqueClicksOf } from '@/lib/reports/daily-rows'
import { nameOf, namesOf } from '@/lib/reports/names'
import { ask, sumOf } from '@/lib/reports/run'
import { handle } from '@/lib/api/operation'
import { clicksDaily } from './daily.contract'
import { questionOf } from '@/lib/api/app/question'

const totaled = ['clicks', 'uniqueClicks'] as const

export const clicksDailyOperations = [
  handle(clicksDaily, async (caller, { query }) => {
    const question = await questionOf(caller, query)
    const { page, per_page: perPage } = query
    const [{ rows, totalCount }, { days }] = await Promise.all([
      listDailyRows(question, { order: query.sort, offset: (page - 1) * perPage, limit: perPage }),
      ask({ question, days: totaled, compared: null }),
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
    const totals = sumOf(totaled, days, days.keys())
    return {
      range: question.range,
      totals,
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
