import { z } from 'zod'
import { breakDown } from '../../../reports/breakdown'
import { listDailyRows, rowKey, uniqueClicksOf, type DailyOrder } from '../../../reports/daily-rows'
import { nameOf, namesOf } from '../../../reports/names'
import { countsOf, uniqueClicksPerDay } from '../../../reports/per-day'
import { dailyAnswer, dailySorts } from '../../../reports/shapes'
import { product } from '../../dialect'
import { defineOperation } from '../../operation'
import { pageNumber, pageSize, questionOf, questionParameters } from '../question'

const orders = dailySorts.flatMap((column): DailyOrder[] => [column, `-${column}`])

export const clicksDaily = defineOperation({
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
  async run(caller, { query }) {
    const question = await questionOf(caller, query)
    const { page, per_page: perPage } = query
    const [{ rows, totalCount }, { perDay }, uniquesPerDay] = await Promise.all([
      listDailyRows('clicksDaily', question, { order: query.sort, offset: (page - 1) * perPage, limit: perPage }),
      breakDown('clicksDaily', question, [], { limit: 0, compared: false }),
      uniqueClicksPerDay('clicksDaily', question),
    ])
    const organization = caller.organization.id
    const [uniques, advertisers, publishers, networks] = await Promise.all([
      uniqueClicksOf('clicksDaily', question, rows),
      namesOf(organization, 'advertiser', rows.map(({ advertiser }) => advertiser)),
      namesOf(organization, 'publisher', rows.map(({ publisher }) => publisher)),
      namesOf(organization, 'network', rows.map(({ network }) => network)),
    ])
    const totals = countsOf(perDay, uniquesPerDay, [...perDay.keys()])
    return {
      range: question.range,
      totals: { clicks: totals.clicks, uniqueClicks: totals.uniqueClicks },
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
})
