import type { Database } from '@/lib/database/client'
import type { Organization } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'

export type OrganizationChange = Partial<
  Pick<Organization, 'name' | 'timezone' | 'currency' | 'ipStorage' | 'retentionDays' | 'plan'>
>

/** The caller's organization. */
export function findOrganization(database: Database, caller: Caller): Promise<Organization> {
  const { id } = caller.organization
  return database.forOrganization(id).organization.findUniqueOrThrow({ where: { id } })
}

/** Changes the caller's organization. Absent fields stay unchanged. The database notifies trackers. */
export function changeOrganization(
  database: Database,
  caller: Caller,
  fields: OrganizationChange,
): Promise<Organization> {
  const { id } = caller.organization
  return change(database, caller, async ({ database: store, record }) => {
    const before = await store.organization.findUniqueOrThrow({ where: { id } })
    const moves = fields.timezone !== undefined && fields.timezone !== before.timezone
    const after = await store.organization.update({
      where: { id },
      data: { ...fields, ...(moves && { timezoneChangedAt: new Date() }) },
    })
    await record({ action: 'update', entity: 'organization', entityId: id, before, after })
    return after
  })
}
