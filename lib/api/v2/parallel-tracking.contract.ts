import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { offerParams } from './offer-events.contract'
import { namedRecord } from './record-fields'

const count = z.int()
const time = z.iso.datetime().nullable()

/** What became of the calls to an offer's parallel tracking URL. */
export const readParallelTracking = defineContract({
  id: 'readParallelTracking',
  dialect: integr8,
  tags: ['Offers'],
  method: 'GET',
  path: '/api/v2/integrations/{integrationID}/offers/{offerID}/parallel-tracking',
  params: offerParams,
  access: 'catalog:read',
  summary: 'Get what became of an offer’s parallel tracking calls',
  description:
    'Each click that counts has the offer’s parallel tracking URL called within a moment. Calls that fail are made again up to nine times, over almost 24 hours.',
  response: z.strictObject({
    data: z.strictObject({
      offer: namedRecord,
      enabled: z.boolean(),
      url: z.string().nullable(),
      delivered: count.describe('Calls that were answered with a status below 400.'),
      waiting: count.describe('Calls that are about to be made or made again.'),
      failed: count.describe('Calls that were given up.'),
      last_delivered_at: time,
      last_error: z.string().describe('Why a call failed most recently, or an empty string.'),
      last_error_at: time,
    }),
  }),
  tool: { readOnly: true, idempotent: true },
})
