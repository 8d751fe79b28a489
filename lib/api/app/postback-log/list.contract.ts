import { z } from 'zod'
import { logAnswer, logParameters } from '@/lib/api/app/log-answer'
import { count, questionParameters } from '@/lib/api/app/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { postbackDirections, postbackResults, postbackSources } from '@/lib/api/v2/postback-table.contract'
import { loggedPostback } from './schema'

const oneOf = <const V extends readonly [string, ...string[]]>(values: V) =>
  z.enum(values, `must be one of ${values.join(', ')}`).optional()

export const listPostbackLog = defineContract({
  id: 'listPostbackLog',
  method: 'GET',
  path: '/api/app/postback-log',
  dialect: product,
  access: 'reports:read',
  tags: ['Pages'],
  summary: 'List what advertisers reported and what postbacks sent, newest first',
  query: questionParameters.pick({ range: true, from: true, to: true, publisher: true, offer: true }).extend({
    ...logParameters,
    direction: oneOf(postbackDirections),
    source: oneOf(postbackSources),
    result: oneOf(postbackResults),
    postback_id: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(4_294_967_295, 'must be at most 4,294,967,295')
      .optional(),
    conversion_id: z.uuid('must be a conversion’s ID').optional(),
    transaction_id: z.uuid('must be a click’s ID').optional(),
    http_status: z
      .string()
      .regex(/^(0|[1-5]\d\d)$/, 'must be an HTTP status such as 404, or 0 for no answer')
      .transform(Number)
      .optional(),
    host: z.string().max(255, 'must be at most 255 characters').optional(),
  }),
  response: logAnswer(loggedPostback).extend({
    /** How many that match apart from the result have each one, most first. */
    results: z.array(z.object({ result: z.string(), count })),
  }),
})
export type PostbackLogAnswer = z.infer<typeof listPostbackLog.response>
