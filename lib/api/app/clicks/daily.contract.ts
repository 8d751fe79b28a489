import { z } from 'zod'
import { entity } from '@/lib/reports/entity'
import { answeredRange, count, pageNumber, pageSize, questionParameters } from '@/lib/api/app/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { figures, unconverted } from '@/lib/api/metric-fields'

/** Excludes unique clicks: sorting by them would mean counting every row's visitors to show fifty rows. */
export const dailySorts = ['day', 'clicks'] as const

/** What clicks led to. Publishers don't get revenue and profit. */
const results = figures.pick({
  conversions: true,
  cr: true,
  epc: true,
  payout: true,
  revenue: true,
  profit: true,
}).shape

const orders = dailySorts.flatMap((column) => [column, `-${column}` as const])

export const clicksDaily = defineContract({
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
  response: z.object({
    range: answeredRange,
    /** Money is in the organization's currency, percentages are of a hundred. */
    currency: z.string(),
    /** Conversions count on the day of their click. The totals also have those without one. */
    totals: z.object({ clicks: count, uniqueClicks: count, ...results }),
    /** Amounts that aren't in any figure, because there's no rate for their currency. */
    unconverted,
    rows: z.array(
      z.object({
        day: z.iso.date(),
        advertiser: entity,
        publisher: entity,
        network: entity.nullable(),
        clicks: count,
        uniqueClicks: count,
        ...results,
      }),
    ),
    page: z.number().int(),
    perPage: z.number().int(),
    totalCount: count,
    totalPages: count,
  }),
})
export type DailyAnswer = z.infer<typeof clicksDaily.response>
