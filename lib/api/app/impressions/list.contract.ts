import { z } from 'zod'
import { visitSummary } from '@/lib/reports/click-schema'
import { logAnswer, logParameters } from '@/lib/api/app/log-answer'
import { botsParameter, count, questionParameters } from '@/lib/api/app/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const listImpressions = defineContract({
  id: 'listImpressions',
  method: 'GET',
  path: '/api/app/impressions',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'List individual impressions, newest first',
  query: questionParameters.extend({ ...logParameters, bots: botsParameter }),
  response: logAnswer(visitSummary).extend({
    /** All that match apart from the status and bots. The three add up. */
    counts: z.object({ counted: count, rejected: count, bots: count }),
  }),
})
export type ImpressionsAnswer = z.infer<typeof listImpressions.response>
