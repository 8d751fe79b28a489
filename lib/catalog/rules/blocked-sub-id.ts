import { z } from 'zod'
import { lines } from '@/lib/fields'
import { origin } from './origin'
import { subIdValue } from './shared'

/** What people can set about a blocked sub ID. Only the description can change. */
export const blockedSubIdFields = { subId: subIdValue(30), description: lines(255) } as const

export const blockedSubIdInput = z.strictObject({
  ...origin,
  publisherId: z.uuid(),
  offerId: z.uuid(),
  subId: blockedSubIdFields.subId,
  description: blockedSubIdFields.description.default(''),
})
