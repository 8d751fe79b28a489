import { z } from 'zod'
import { listDailyRows, rowKey, uniqueClicksOf, type DailyOrder } from '@/lib/reports/daily-rows'
import { nameOf, namesOf } from '@/lib/reports/names'
import { ask } from '@/lib/reports/run'
import { dailyAnswer, dailySorts } from '@/lib/reports/shapes'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { pageNumber, pageSize, questionOf, questionParameters } from '@/lib/api/app/question'

const orders = dailySorts.flatMap((column): DailyOrder[] => [column, `-${column}`])

export const clicksDaily = handle(
  defineContract({
    id: 'clicksDaily',
    method: 'GET',
    path: '/api/app/clicks/daily',
    dialect: product,
    access: 'clicks:read',
    tags: ['Pages'],
    summary: 'List clicks by day, advertiser, publisher, and network',
    query: questionParameters.extend({
      sort: z.enum(orders, `must be one of ${orders.join(', ')}`).default('-day'),
      page: pageNumber.default(1),
      per_page: pageSize.default(50),
    }),
    response: dailyAnswer,
  }),
  async (caller, { query }) => {
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
      range: question.range,
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
  },
)
