import { z } from 'zod'
import { entity } from '@/lib/reports/entity'
import { answeredRange, count, pageNumber, pageSize, questionParameters } from '@/lib/api/app/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

/** Excludes unique clicks: sorting by them would mean counting every row's visitors to show fifty rows. */
export const dailySorts = ['day', 'clicks'] as const

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
    totals: z.object({ clicks: count, uniqueClicks: count }),
    rows: z.array(
      z.object({
        day: z.iso.date(),
        advertiser: entity,
        publisher: entity,
        network: entity.nullable(),
        clicks: count,
        uniqueClicks: count,
      }),
    ),
    page: z.number().int(),
    perPage: z.number().int(),
    totalCount: count,
    totalPages: count,
  }),
})
export type DailyAnswer = z.infer<typeof clicksDaily.response>
