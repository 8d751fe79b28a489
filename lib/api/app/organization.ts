import { changeOrganization, findOrganization } from '@/lib/access/organization'
import { database } from '@/lib/database/client'
import type { Organization } from '@/lib/database/generated/client'
import { camelCased } from '@/lib/api/names'
import { handle } from '@/lib/api/operation'
import { getOrganization, updateOrganization, type OrganizationAnswer } from './organization.contract'

export const organizationOperations = [
  handle(getOrganization, async (caller) => answerOf(await findOrganization(database(), caller))),

  handle(updateOrganization, async (caller, { body }) =>
    answerOf(await changeOrganization(database(), caller, camelCased(body))),
  ),
]

function answerOf({ ipStorage, retentionDays, ...settings }: Organization): OrganizationAnswer {
  return getOrganization.response.parse({ ...settings, ip_storage: ipStorage, retention_days: retentionDays })
}
