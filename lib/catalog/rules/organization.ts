import { z } from 'zod'
import { IpStorage, Plan } from '@/lib/database/generated/enums'
import { currency, name, oneOf, timezone } from '@/lib/fields'
import { loaded } from './origin'

const MAX_RETENTION = 36_500
const wrongRetention = `must be a whole number of days from 1 to ${MAX_RETENTION.toLocaleString('en-US')}`

/** An organization's settings. */
export const organizationFields = {
  name,
  timezone,
  currency,
  ipStorage: oneOf(IpStorage),
  /** Null means forever. */
  retentionDays: z.int(wrongRetention).min(1, wrongRetention).max(MAX_RETENTION, wrongRetention).nullable(),
  plan: oneOf(Plan),
} as const

export const organizationInput = z.strictObject({
  ...loaded,
  name,
  /** Derived from the name unless given. */
  slug: z
    .string()
    .regex(/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lowercase letters, digits, and single hyphens')
    .max(60, 'must be at most 60 characters')
    .optional(),
  timezone: timezone.default('UTC'),
  currency: currency.default('USD'),
  ipStorage: organizationFields.ipStorage.default('anonymised'),
  plan: organizationFields.plan.default('Business'),
})
