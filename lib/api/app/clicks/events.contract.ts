import { z } from 'zod'
import { clickSummary } from '@/lib/reports/click-schema'
import { answeredRange, count, pageSize, questionParameters } from '@/lib/api/app/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const clicksEvents = defineContract({
  id: 'clicksEvents',
  method: 'GET',
  path: '/api/app/clicks/events',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'List individual clicks, newest first',
  query: questionParameters.extend({
    cursor: z.string().optional(),
    bots: z.enum(['include', 'exclude', 'only'], 'must be include, exclude, or only').default('include'),
    per_page: pageSize.default(50),
  }),
  response: z.object({
    range: answeredRange,
    /** All matching clicks, accepted or not, by people or bots. */
    totalCount: count,
    rows: z.array(clickSummary),
    /** Pass as `cursor` to get the next page; null on the last page. */
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
})
export type EventsAnswer = z.infer<typeof clicksEvents.response>
