import { z } from 'zod'
import { reportSources, results as reportResults, type Result } from '@/lib/conversions/outcome'
import { PostbackTrigger } from '@/lib/database/generated/enums'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { namedRecord } from './record-fields'
import { ids, listed, reportAnswer, reportDescription, reportPage } from './reports.contract'
import { periodParameters } from './time-period'

// Object.keys forgets which keys there are.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const incoming = Object.keys(reportResults) as Result[]

export const postbackDirections = ['in', 'out'] as const
export const postbackSources = [...reportSources, ...Object.values(PostbackTrigger)] as const
export const postbackResults = ['delivered', 'failed', 'test', ...incoming] as const
export type PostbackResult = (typeof postbackResults)[number]

const MAX_VALUES = 100

/** Values separated by commas. */
function several<T extends z.ZodType<unknown, string>>(one: T, what: string) {
  const values = z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(one).max(MAX_VALUES, `must list at most ${MAX_VALUES} values`))
  return z.strictObject({ eq: values.optional().describe(what) }).optional()
}

const choice = <const V extends readonly [string, ...string[]]>(values: V) =>
  z.enum(values, `must be one of ${values.join(', ')}`)
const statusMessage = 'must be an HTTP status such as 404, or 0 for no answer'

const row = z.strictObject({
  real_tx_id: z.uuid().describe('The entry’s own ID, which is also its cursor.'),
  direction: z.enum(postbackDirections).describe('in: an advertiser reported a conversion. out: a postback was sent.'),
  source: z.string().describe('How it came in (postback, pixel, or script), or what the postback is triggered by.'),
  result: z.string().describe(`What became of it: ${postbackResults.join(', ')}.`),
  message: z.string().describe('The same in words.'),
  postback_id: z.int().nullable().describe('The postback that was sent, by its incremental ID.'),
  postback: namedRecord.nullable(),
  call_id: z.uuid().nullable().describe('The call that this is an attempt of. The same for all of its attempts.'),
  attempt: z.int(),
  publisher_id: z.int().nullable(),
  publisher: namedRecord.nullable(),
  offer_id: z.int().nullable(),
  offer: namedRecord.nullable(),
  event_id: z.int().nullable(),
  event: namedRecord.nullable(),
  transaction_id: z.uuid().nullable().describe('The click’s ID.'),
  conversion_id: z.uuid().nullable(),
  method: z.string(),
  host: z.string().describe('The host that was called.'),
  url: z
    .string()
    .describe('What was called. Tokens are masked; to publishers, so is what advertisers add for the network.'),
  http_status: z.int().nullable().describe('Null if there was no answer.'),
  duration: z.int().describe('In milliseconds.'),
  response: z.string().describe('The start of the answer that a postback got.'),
  request_time: z.iso.datetime(),
  unix_time: z.int().describe('The same in seconds since 1970.'),
})
export type PostbackTableRow = z.infer<typeof row>

/** Not in the Integr8 document. In the style of its reports. */
export const postbackTable = defineContract({
  id: 'postbackTable',
  dialect: integr8,
  tags: ['Reports'],
  method: 'GET',
  path: '/api/v2/reports/v2/postback-table',
  access: 'reports:read',
  summary: 'List what advertisers reported and what postbacks sent',
  description: `${reportDescription} Publisher users see reports of their conversions and what their own postbacks sent.`,
  query: z.strictObject({
    integration_id: z
      .uuid('must be an integration’s ID')
      .optional()
      .describe('Only entries about this integration’s offers. Those about no offer have none.'),
    ...periodParameters,
    page: reportPage,
    filter: z
      .strictObject({
        direction: z.strictObject({ eq: choice(postbackDirections).optional().describe('in or out.') }).optional(),
        source: several(choice(postbackSources), 'How it came in, or what the postback is triggered by.'),
        result: several(choice(postbackResults), 'What became of it. Several are separated by commas.'),
        offer_id: ids('offer'),
        publisher: ids('publisher'),
        event_id: ids('event'),
        postback_id: ids('postback'),
        transaction_id: several(z.uuid('must be click IDs'), 'The click’s ID.'),
        conversion_id: several(z.uuid('must be conversion IDs'), 'The conversion’s ID.'),
        call_id: several(z.uuid('must be call IDs'), 'All attempts of this call.'),
        http_status: several(
          z
            .string()
            .regex(/^(0|[1-5]\d\d)$/, statusMessage)
            .transform(Number),
          'The answer’s HTTP status, or 0 for no answer.',
        ),
        host: listed('The host that was called.'),
      })
      .optional(),
  }),
  response: reportAnswer(row),
})
export type PostbackTableQuery = z.output<typeof postbackTable.query>
