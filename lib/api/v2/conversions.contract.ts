import { z } from 'zod'
import { unchangedCodes } from '@/lib/conversions/unchanged'
import { amount, line } from '@/lib/fields'
import { ConversionStatus } from '@/lib/database/generated/enums'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'

const MOST = 1000
const STATUS = `must be one of ${Object.keys(ConversionStatus).join(', ')}`

/** What can be changed about a conversion's money. */
export const changedAmounts = z.strictObject({
  payout: amount.optional().describe('In the conversion’s currency.'),
  revenue: amount.optional().describe('In the conversion’s currency.'),
  amount: amount
    .nullable()
    .optional()
    .describe(
      'The value of the sale, in the currency that it was reported in, or the conversion’s if it has none yet. Null for none. Payout and revenue stay as they are.',
    ),
})

const update = z
  .strictObject({
    tx_id: z.uuid('must be the real_tx_id of a conversion').describe('The conversion’s tx_id (or real_tx_id).'),
    conversion_time: z.iso
      .datetime({ offset: true, error: 'must be the conversion_time that the report returned' })
      .describe('Its conversion_time, as the report returned it.'),
    hash: z.string().describe('Its hash, as the report returned it. It changes with each version.'),
    status: z.enum(ConversionStatus, STATUS).optional(),
    ...changedAmounts.shape,
    rejection_reason: line(255).optional().describe('Why it’s rejected. Only with the status Rejected.'),
  })
  .refine(({ status, rejection_reason: reason }) => reason === undefined || status === 'Rejected', {
    path: ['rejection_reason'],
    error: 'is only allowed with the status Rejected',
  })
  .refine((given) => [given.status, given.payout, given.revenue, given.amount].some((value) => value !== undefined), {
    path: ['status'],
    error: 'is required, or payout, revenue, or amount',
  })

/** Contract: Update Conversion in the Integr8 document, and our decisions about it. */
export const updateConversions = defineContract({
  id: 'updateConversions',
  dialect: integr8,
  tags: ['Reports'],
  method: 'PATCH',
  path: '/api/v2/conversions',
  access: 'conversions:manage',
  summary: 'Approve, reject, or change conversions',
  description:
    'Each of tx_id, conversion_time, and hash must be what the conversion report returned. A conversion that has changed since, or that you can’t change, stays as it is; `results` say which and why.',
  body: z
    .strictObject({
      integration_id: z
        .uuid('must be an integration’s ID')
        .optional()
        .describe('The integration’s ID. Conversions of others stay as they are.'),
      updates: z
        .array(update)
        .min(1, 'must have at least one update')
        .max(MOST, `must have at most ${MOST} updates`)
        .refine(
          (updates) => new Set(updates.map(({ tx_id: id }) => id.toLowerCase())).size === updates.length,
          'must have each tx_id only once',
        ),
    })
    .meta({ id: 'ConversionsUpdate' }),
  response: z.strictObject({
    success: z.literal(true),
    results: z.array(
      z.strictObject({
        tx_id: z.uuid(),
        updated: z.boolean(),
        reason: z.string().describe('Why it stays as it is, or an empty string.'),
        code: z.enum(['', ...unchangedCodes]).describe('The same as a code. Empty if it was changed.'),
      }),
    ),
  }),
  tool: { readOnly: false, destructive: true, idempotent: true },
})
