import { z } from 'zod'
import { IpStorage, Plan } from '@/lib/database/generated/enums'
import { currency, name, oneOf, timezone } from '@/lib/fields'
import { loaded } from './origin'

const MAX_RETENTION = 36_500

/** An organization's settings. */
export const organizationFields = {
  name,
  timezone,
  currency,
  ipStorage: oneOf(IpStorage),
  retentionDays: z
    .int('must be a whole number of days, or null to keep clicks forever')
    .min(1, 'must be at least 1 day, or null to keep clicks forever')
    .max(MAX_RETENTION, `must be at most ${MAX_RETENTION} days, or null to keep clicks forever`)
    .nullable(),
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
