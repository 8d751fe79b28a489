import { z } from 'zod'
import { ThrottleStatus } from '@/lib/database/generated/enums'
import { flag, oneOf } from '@/lib/fields'
import { origin } from './origin'
import { subIdValue } from './shared'

const values = z.array(subIdValue(50)).max(500, 'must have at most 500 values').default([])
const filter = z.strictObject({ include: values, exclude: values }).optional()

/** Which sub IDs a throttle is for. */
export const additionalFilters = z.strictObject({
  sub_id: filter,
  sub_id_2: filter,
  sub_id_3: filter,
  sub_id_4: filter,
  sub_id_5: filter,
  sub_id_6: filter,
})

/** What people can set about a custom throttle. */
export const throttleFields = {
  active: flag,
  throttlePercentage: z
    .int('must be a whole number from 0 to 100')
    .min(0, 'must be a whole number from 0 to 100')
    .max(100, 'must be a whole number from 0 to 100'),
  throttleStatus: oneOf(ThrottleStatus),
  additionalFilters,
} as const

export const throttleInput = z.strictObject({
  ...origin,
  publisherId: z.uuid(),
  offerId: z.uuid(),
  active: throttleFields.active.default(false),
  throttlePercentage: throttleFields.throttlePercentage,
  throttleStatus: throttleFields.throttleStatus.default('Pending'),
  additionalFilters: additionalFilters.default({}),
})
