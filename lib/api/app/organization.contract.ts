import { z } from 'zod'
import { currency, name, timezone } from '@/lib/catalog/rules'
import { IpStorage, Plan } from '@/lib/database/generated/enums'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

const MAX_RETENTION = 36_500

const settings = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  timezone: z.string(),
  currency: z.string(),
  ip_storage: z.enum(IpStorage),
  /** How many days to keep clicks; null means forever. */
  retention_days: z.int().nullable(),
  plan: z.enum(Plan),
})
export type OrganizationAnswer = z.infer<typeof settings>

const shared = {
  dialect: product,
  path: '/api/app/organization',
  access: 'organization:manage',
  tags: ['Organization'],
  response: settings,
} as const

export const getOrganization = defineContract({
  ...shared,
  id: 'getOrganization',
  method: 'GET',
  summary: 'Get organization settings',
})

export const updateOrganization = defineContract({
  ...shared,
  id: 'updateOrganization',
  method: 'PATCH',
  summary: 'Update organization settings',
  body: z
    .strictObject({
      name,
      timezone,
      currency,
      ip_storage: z.enum(IpStorage, `must be one of ${Object.values(IpStorage).join(', ')}`),
      retention_days: z
        .int('must be a whole number of days, or null to keep clicks forever')
        .min(1, 'must be at least 1 day, or null to keep clicks forever')
        .max(MAX_RETENTION, `must be at most ${MAX_RETENTION} days, or null to keep clicks forever`)
        .nullable(),
      plan: z.enum(Plan, `must be one of ${Object.values(Plan).join(', ')}`),
    })
    .partial(),
})
