import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'

/** Whether the caller can have postbacks: publisher users need a postback manager, which their account manager turns on. */
export async function managesPostbacks({
  organization,
  publisher,
  permissions,
}: Pick<Caller, 'organization' | 'publisher' | 'permissions'>): Promise<boolean> {
  if (!permissions.has('postbacks:read')) return false
  if (!publisher) return true
  const found = await database()
    .forOrganization(organization.id)
    .publisher.findFirst({ where: { incrementalId: publisher.id }, select: { postbackManagerEnabled: true } })
  return found?.postbackManagerEnabled ?? false
}
