import { z } from 'zod'
import { logAnswer, logParameters } from '@/lib/api/app/log-answer'
import { count } from '@/lib/api/app/question-parameters'
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
    ...logParameters,
  }),
  response: logAnswer(conversionSummary).extend({
    /** All that match apart from the status. */
    statuses: z.object({ Approved: count, Pending: count, Rejected: count }),
  }),
})
export type ConversionsAnswer = z.infer<typeof listConversions.response>
