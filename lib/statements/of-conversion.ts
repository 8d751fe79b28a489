import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { includes } from '@/lib/identity/scope'
import { monthOf, type Month } from './month'

/** The statement that a conversion is in. */
export type ConversionStatement = {
  incrementalId: number
  month: Month
  isPaid: boolean
  /** Whether the caller can open it. */
  canOpen: boolean
}

/**
 * The approved statement that a conversion is in, for someone who sees the conversion. Null if it isn't in one. An advertiser's manager learns of the
 * statement, which is why the conversion can't change, but may not see it.
 */
export async function statementOfConversion(
  database: Pick<Database, 'forOrganization'>,
  { organization, permissions, reach }: Pick<Caller, 'organization' | 'permissions' | 'reach'>,
  statementId: string | null,
): Promise<ConversionStatement | null> {
  if (statementId === null) return null
  const found = await database.forOrganization(organization.id).statement.findFirst({
    where: { id: statementId },
    select: { incrementalId: true, month: true, status: true, publisher: { select: { incrementalId: true } } },
  })
  if (!found) return null
  const { incrementalId, month, status, publisher } = found
  const canOpen = permissions.has('statements:read') && includes(reach.publishers.see, publisher.incrementalId)
  return { incrementalId, month: monthOf(month), isPaid: status === 'paid', canOpen }
}
