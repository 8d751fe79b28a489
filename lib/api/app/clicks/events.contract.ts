import type { z } from 'zod'
import { clickSummary } from '@/lib/reports/click-schema'
import { logAnswer, logParameters } from '@/lib/api/app/log-answer'
import { botsParameter, questionParameters } from '@/lib/api/app/question-parameters'
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
  query: questionParameters.extend({ ...logParameters, bots: botsParameter }),
  response: logAnswer(clickSummary),
})
export type EventsAnswer = z.infer<typeof clicksEvents.response>
