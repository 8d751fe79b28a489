import { z } from 'zod'
import { answeredRange, count, pageSize } from '@/lib/api/app/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { conversionParameters } from './question-parameters'
import { conversionSummary } from './schema'

export const listConversions = defineContract({
  id: 'listConversions',
  method: 'GET',
  path: '/api/app/conversions',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'List conversions and events, newest first',
  query: conversionParameters.extend({
    cursor: z.string().optional(),
    per_page: pageSize.default(50),
  }),
  response: z.object({
    range: answeredRange,
    /** All that match. */
    totalCount: count,
    /** All that match apart from the status. */
    statuses: z.object({ Approved: count, Pending: count, Rejected: count }),
    rows: z.array(conversionSummary),
    /** Pass as `cursor` to get the next page; null on the last page. */
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
})
export type ConversionsAnswer = z.infer<typeof listConversions.response>
