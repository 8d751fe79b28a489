import { z } from 'zod'
import { changeOrganization, findOrganization } from '@/lib/access/organization'
import { organizationFields } from '@/lib/catalog/rules'
import { database } from '@/lib/database/client'
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
        name: organizationFields.name,
        timezone: organizationFields.timezone,
        currency: organizationFields.currency,
        ip_storage: organizationFields.ipStorage,
        retention_days: organizationFields.retentionDays,
        plan: organizationFields.plan,
      })
      .partial(),
    response: organizationAnswer,
  }),
  async (caller, { body }) => answerOf(await changeOrganization(database(), caller, camelCased(body))),
)

function answerOf({ ipStorage, retentionDays, ...settings }: Organization): OrganizationAnswer {
  return organizationAnswer.parse({ ...settings, ip_storage: ipStorage, retention_days: retentionDays })
}
