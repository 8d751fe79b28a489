import type { Database } from '@/lib/database/client'
import type { Organization, Prisma } from '@/lib/database/generated/client'
import { recordChange } from '@/lib/identity/audit'
import type { Caller } from '@/lib/identity/caller'

export type OrganizationChange = Partial<
  Pick<Organization, 'name' | 'timezone' | 'currency' | 'ipStorage' | 'retentionDays' | 'plan'>
>

/** The caller's organization. */
export function findOrganization(database: Database, caller: Caller): Promise<Organization> {
  const { id } = caller.organization
  return database.forOrganization(id).organization.findUniqueOrThrow({ where: { id } })
}

/** Locks an organization until the transaction ends, so changes to it run one at a time. Doesn't block reads, or inserts that reference it. */
export async function lockOrganization(transaction: Prisma.TransactionClient, id: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM "Organization" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}

/** Changes the caller's organization and records it in the audit log. Absent fields stay unchanged. The database notifies trackers. */
export function changeOrganization(
  database: Database,
  caller: Caller,
  change: OrganizationChange,
): Promise<Organization> {
  const { id } = caller.organization
  return database.prisma.$transaction(async (transaction) => {
    await lockOrganization(transaction, id)
    const before = await transaction.organization.findUniqueOrThrow({ where: { id } })
    const moves = change.timezone !== undefined && change.timezone !== before.timezone
    const after = await transaction.organization.update({
      where: { id },
      data: { ...change, ...(moves && { timezoneChangedAt: new Date() }) },
    })
    await recordChange(transaction, caller, { action: 'update', entity: 'organization', entityId: id, before, after })
    return after
  })
}
