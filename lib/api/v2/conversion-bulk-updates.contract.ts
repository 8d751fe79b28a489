import { z } from 'zod'
import { line } from '@/lib/fields'
import { conversionParameters } from '@/lib/api/app/conversions/question-parameters'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'

/** The most conversions that can be approved or rejected at once. */
export const MOST_AT_ONCE = 100_000

const count = z.int()
const reason = line(255)
const shared = { dialect: integr8, tags: ['Reports'], access: 'conversions:manage' } as const
const path = '/api/v2/conversions/bulk-updates'
const params = z.object({ bulkUpdateID: z.string() })

const filters = z
  .strictObject(conversionParameters.shape)
  .refine(({ range, from, to }) => range !== undefined || from !== undefined || to !== undefined, {
    path: ['from'],
    error: 'is required, or range',
  })

export const createConversionBulkUpdate = defineContract({
  ...shared,
  id: 'createConversionBulkUpdate',
  method: 'POST',
  path,
  summary: 'Approve or reject all conversions that match',
  description: `For up to ${MOST_AT_ONCE.toLocaleString('en-US')} conversions, in the background. It takes those that match right now, as reports show them: ones that come in later or change in the meantime stay as they are. Whoever creates it has to be allowed to change them until it’s done. With \`start: false\`, you can see first how many there are and what they pay.`,
  body: z
    .strictObject({
      status: z.enum(['Approved', 'Rejected'], 'must be one of Approved, Rejected').describe('What they become.'),
      rejection_reason: reason.optional().describe('Why they’re rejected. Only with the status Rejected.'),
      filters: filters.describe('Which ones: a range of days in the organization’s time zone, and any dimensions.'),
      start: z.boolean('must be true or false').default(true).describe('Whether to start at once. Default: true.'),
    })
    .refine(({ status, rejection_reason: given }) => given === undefined || status === 'Rejected', {
      path: ['rejection_reason'],
      error: 'is only allowed with the status Rejected',
    })
    .meta({ id: 'ConversionBulkUpdateCreate' }),
  response: z.strictObject({ created_item_id: z.uuid() }),
  tool: { readOnly: false, destructive: true, idempotent: false },
})

export const getConversionBulkUpdate = defineContract({
  ...shared,
  access: 'reports:read',
  id: 'getConversionBulkUpdate',
  method: 'GET',
  path: `${path}/{bulkUpdateID}`,
  params,
  summary: 'Get how far a bulk update of conversions is',
  description: 'Only whoever created it can see it, for 30 days.',
  response: z.strictObject({
    data: z
      .strictObject({
        id: z.uuid(),
        state: z
          .enum(['waiting', 'running', 'done', 'canceled', 'failed'])
          .describe('It waits until it’s started. If it was canceled or failed, what’s changed by then stays changed.'),
        status: z.enum(['Approved', 'Rejected']).describe('What the conversions become.'),
        rejection_reason: z.string(),
        matched: count.describe('Conversions that matched.'),
        total: count.describe('Those of them to change: they have another status, and you can change them.'),
        done: count.describe('How many of the total are through.'),
        payouts: z
          .array(z.strictObject({ currency: z.string(), payout: z.string() }))
          .describe('What the total pays, by currency. Exact decimals.'),
        results: z
          .strictObject({
            changed: count,
            same: count.describe('Had the status already.'),
            frozen: count.describe('Are in an approved statement.'),
            mismatch: count.describe('Changed meanwhile.'),
            not_found: count.describe('Aren’t yours to change.'),
          })
          .describe('What became of those that matched.'),
        problem: z.string().describe('Why it failed, or an empty string.'),
        created_at: z.iso.datetime(),
      })
      .meta({ id: 'ConversionBulkUpdate' }),
  }),
})
export type BulkUpdateAnswer = z.output<typeof getConversionBulkUpdate.response>['data']

export const startConversionBulkUpdate = defineContract({
  ...shared,
  id: 'startConversionBulkUpdate',
  method: 'POST',
  path: `${path}/{bulkUpdateID}/start`,
  params,
  summary: 'Start a bulk update of conversions',
  description: 'One that was created with `start: false` within the last hour.',
  body: z.strictObject({
    rejection_reason: reason
      .optional()
      .describe('Instead of the one it was created with. Only with the status Rejected.'),
  }),
  response: z.strictObject({}),
  tool: { readOnly: false, destructive: true, idempotent: false },
})

export const cancelConversionBulkUpdate = defineContract({
  ...shared,
  id: 'cancelConversionBulkUpdate',
  method: 'POST',
  path: `${path}/{bulkUpdateID}/cancel`,
  params,
  summary: 'Cancel a bulk update of conversions',
  description: 'Conversions that it has changed by then stay changed.',
  response: z.strictObject({}),
  tool: { readOnly: false, destructive: false, idempotent: false },
})
