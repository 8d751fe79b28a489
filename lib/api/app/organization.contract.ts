import { z } from 'zod'
import { organizationFields } from '@/lib/catalog/rules/organization'
import { IpStorage, Plan } from '@/lib/database/generated/enums'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

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

const organizationSettings = {
  dialect: product,
  path: '/api/app/organization',
  access: 'organization:manage',
  tags: ['Organization'],
  response: settings,
} as const

export const getOrganization = defineContract({
  ...organizationSettings,
  id: 'getOrganization',
  method: 'GET',
  summary: 'Get organization settings',
})

export const updateOrganization = defineContract({
  ...organizationSettings,
  id: 'updateOrganization',
  method: 'PATCH',
  summary: 'Update organization settings',
  body: z
    .strictObject({
      name: organizationFields.name,
      timezone: organizationFields.timezone,
      currency: organizationFields.currency,
      ip_storage: organizationFields.ipStorage,
      retention_days: organizationFields.retentionDays.describe('Days to keep clicks. Null to keep them forever.'),
      plan: organizationFields.plan,
    })
    .partial(),
})
