import { z } from 'zod'
import { changeOrganization, findOrganization } from '@/lib/access/organization'
import { currency, name, timezone } from '@/lib/catalog/rules'
import { database } from '@/lib/database/client'
import { IpStorage, Plan } from '@/lib/database/generated/enums'
import type { Organization } from '@/lib/database/generated/client'
import { product } from '@/lib/api/dialect'
import { camelCased } from '@/lib/api/names'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'
import { organizationAnswer, type OrganizationAnswer } from './organization-shapes'

const shared = {
  dialect: product,
  path: '/api/app/organization',
  access: 'organization:manage',
  tags: ['Organization'],
} as const

const MAX_RETENTION = 36_500

export const getOrganization = handle(
  defineContract({
    ...shared,
    id: 'getOrganization',
    method: 'GET',
    summary: 'Get organization settings',
    response: organizationAnswer,
  }),
  async (caller) => answerOf(await findOrganization(database(), caller)),
)

export const updateOrganization = handle(
  defineContract({
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
    response: organizationAnswer,
  }),
  async (caller, { body }) => answerOf(await changeOrganization(database(), caller, camelCased(body))),
)

function answerOf({ ipStorage, retentionDays, ...settings }: Organization): OrganizationAnswer {
  return organizationAnswer.parse({ ...settings, ip_storage: ipStorage, retention_days: retentionDays })
}
