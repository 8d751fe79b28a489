import { z } from 'zod'
import { eventKinds, eventSummary } from '@/lib/reports/event-schema'
import { logAnswer, logParameters } from '@/lib/api/app/log-answer'
import { count, questionParameters } from '@/lib/api/app/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

export const listEventRows = defineContract({
  id: 'listEventRows',
  method: 'GET',
  path: '/api/app/events',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'List clicks, leads, or sales, newest first',
  description:
    'Only those that count: clicks and conversions that were rejected, are pending, or came from bots aren’t among them.',
  query: questionParameters.omit({ status: true, conversion_kind: true }).extend({
    ...logParameters,
    event: z.enum(eventKinds, `must be one of ${eventKinds.join(', ')}`).default('clicks'),
  }),
  response: logAnswer(eventSummary).extend({
    /** All that match, of each kind. */
    counts: z.object({ clicks: count, leads: count, sales: count }),
  }),
})
export type EventListAnswer = z.infer<typeof listEventRows.response>
