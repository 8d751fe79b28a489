import type { Database } from '../database/client'
import type { Organization } from '../database/generated/client'
import { recordChange } from './audit'
import type { Caller } from './caller'

export type OrganizationChange = Partial<Pick<Organization, 'name' | 'timezone' | 'currency' | 'ipStorage' | 'retentionDays' | 'plan'>>

/** The caller's organization. */
export function findOrganization(database: Database, caller: Caller): Promise<Organization> {
  const { id } = caller.organization
  return database.forOrganization(id).organization.findUniqueOrThrow({ where: { id } })
}

/** Changes settings of the caller's organization, with their line in the audit log; what is absent stays. Trackers hear of it from the database. */
export function changeOrganization(database: Database, caller: Caller, change: OrganizationChange): Promise<Organization> {
  const { id } = caller.organization
  return database.prisma.$transaction(async (transaction) => {
    // Until this change is written, no other one reads what it found.
    await transaction.$queryRaw`SELECT id FROM "Organization" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
    const before = await transaction.organization.findUniqueOrThrow({ where: { id } })
    const after = await transaction.organization.update({ where: { id }, data: change })
    await recordChange(transaction, caller, { action: 'update', entity: 'organization', entityId: id, before, after })
    return after
  })
}
