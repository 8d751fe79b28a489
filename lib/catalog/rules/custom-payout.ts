import { z } from 'zod'
import { CustomPayoutType, CustomRevenueType, Platform } from '@/lib/database/generated/enums'
import { oneOf } from '@/lib/fields'
import { keeping } from './faults'
import { origin } from './origin'
import { priceFaults, priceFields } from './price'

const MAX_META = 10_000

/** What people can set about a custom payout. References are checked where they're stored. */
export const customPayoutFields = {
  ...priceFields,
  payoutType: oneOf(CustomPayoutType),
  revenueType: oneOf(CustomRevenueType),
  /** Where it was migrated from. */
  platform: oneOf(Platform),
  /** Anything useful about the migration. */
  meta: z
    .record(z.string().max(100, 'must be at most 100 characters'), z.json(), 'must be an object')
    .refine((meta) => JSON.stringify(meta).length <= MAX_META, `must be at most ${MAX_META} characters of JSON`),
} as const

export const customPayoutInput = keeping(
  z.strictObject({
    ...origin,
    ...z.object(customPayoutFields).partial().shape,
    publisherId: z.uuid(),
    offerId: z.uuid(),
    offerEventId: z.uuid().nullish(),
  }),
  priceFaults,
)
