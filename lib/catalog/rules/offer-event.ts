import { z } from 'zod'
import { flag, lines, name } from '@/lib/fields'
import { keeping } from './faults'
import { origin } from './origin'
import { priceFaults, priceFields } from './price'

/** What people can set about an offer event. */
export const offerEventFields = {
  name,
  description: lines(2000),
  active: flag,
  allowMultipleEvents: flag,
  manuallyApproveEvents: flag,
  ...priceFields,
} as const

export const offerEventInput = keeping(
  z.strictObject({
    ...origin,
    ...z.object(offerEventFields).partial().shape,
    name,
    offerId: z.uuid(),
    payoutType: priceFields.payoutType.default('CPA'),
    revenueType: priceFields.revenueType.default('RPA'),
  }),
  priceFaults,
)
