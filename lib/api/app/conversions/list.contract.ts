import { z } from 'zod'
import { ConversionStatus } from '@/lib/database/generated/enums'
import { logAnswer, logParameters } from '@/lib/api/app/log-answer'
import { count, questionParameters } from '@/lib/api/app/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { conversionSummary } from './schema'

export const listConversions = defineContract({
  id: 'listConversions',
  method: 'GET',
  path: '/api/app/conversions',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'List conversions and events, newest first',
  query: questionParameters.omit({ status: true }).extend({
    status: z
      .enum(ConversionStatus, `must be one of ${Object.keys(ConversionStatus).join(', ')}`)
      .optional()
      .describe('Only conversions with this status.'),
    ...logParameters,
  }),
  response: logAnswer(conversionSummary).extend({
    /** All that match apart from the status. */
    statuses: z.object({ Approved: count, Pending: count, Rejected: count }),
  }),
})
export type ConversionsAnswer = z.infer<typeof listConversions.response>
