import type { Database } from '@/lib/database/client'
import type { Prisma, Publisher, User } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'
import { numberOrId } from '@/lib/identifier'
import { isUuid } from '@/lib/uuid'

// Which users and publishers a caller can see or change. For a caller who can't see a user, the user doesn't exist.

/** Which users: the organization's own, a publisher's (by ID or incrementalId), or either. */
export type Group = 'organization' | 'any' | { publisher: string }

export type UserWithPublisher = User & { publisher: Publisher | null }

export const withPublisher = { publisher: true } as const satisfies Prisma.UserInclude

/** The Prisma `where` for the users of a group that the caller can see. */
export async function usersWhere(
  database: Database,
  caller: Caller,
  group: Exclude<Group, 'any'>,
): Promise<Prisma.UserWhereInput> {
  if (group === 'organization') {
    if (!caller.permissions.has('users:read'))
      throw new Refused('forbidden', 'You don’t have permission to view this organization’s users.')
    return { role: { not: 'publisher' } }
  }
  return { publisherId: (await findPublisher(database.prisma, caller, group.publisher, 'see')).id }
}

/** Finds a user that the caller can see or change. */
export function findUser(
  database: Database,
  caller: Caller,
  group: Group,
  id: string,
  purpose: 'see' | 'edit' = 'see',
): Promise<UserWithPublisher> {
  return findUserIn(database.prisma, caller, group, id, purpose)
}

/** The same with a given client, such as a transaction's. */
export async function findUserIn(
  store: Pick<Prisma.TransactionClient, 'user'>,
  caller: Caller,
  group: Group,
  id: string,
  purpose: 'see' | 'edit',
): Promise<UserWithPublisher> {
  const user = isUuid(id)
    ? await store.user.findFirst({ where: { id, organizationId: caller.organization.id }, include: withPublisher })
    : null
  const may = (what: 'see' | 'edit', permission: 'read' | 'manage') =>
    user?.publisher
      ? caller.permissions.has(`publisherUsers:${permission}`) &&
        includes(caller.reach.publishers[what], user.publisher.incrementalId)
      : caller.permissions.has(`users:${permission}`)
  if (!user || !isInGroup(user, group) || !(may('see', 'read') || may('edit', 'manage')))
    throw new Refused('not_found', 'No user with this ID.')
  if (purpose === 'see') return user
  if (!may('edit', 'manage')) throw new Refused('forbidden', 'You can view this user, but not change them.')
  if (user.id === caller.user.id && caller.via.kind === 'apiKey') {
    throw new Refused(
      'forbidden',
      'An API key can’t change its owner’s account. Sign in and change it in the browser, or ask another admin.',
    )
  }
  if (user.role === 'admin' && user.id !== caller.user.id) requireAdminsPermission(caller)
  return user
}

/** Finds a publisher, by ID or incrementalId, that the caller can see or change. */
export async function findPublisher(
  store: Pick<Prisma.TransactionClient, 'publisher'>,
  caller: Caller,
  publisher: string,
  purpose: 'see' | 'edit',
): Promise<Publisher> {
  const key = numberOrId(publisher)
  const found =
    key &&
    (await store.publisher.findFirst({
      where: { AND: [key, among(caller.reach.publishers.see), { organizationId: caller.organization.id }] },
    }))
  if (!found) throw new Refused('not_found', 'No publisher with this ID.')
  if (purpose === 'edit' && !includes(caller.reach.publishers.edit, found.incrementalId)) {
    throw new Refused(
      'forbidden',
      'You can view this publisher, but only its account manager and admins can change it or its users.',
    )
  }
  return found
}

/** Anyone who can create an admin, or sign in as one, can do everything. So API keys need a separate permission for it. */
export function requireAdminsPermission(caller: Caller): void {
  if (!caller.permissions.has('admins:manage')) {
    throw new Refused(
      'forbidden',
      `${caller.via.kind === 'apiKey' ? 'This API key needs' : 'You need'} the "admins:manage" permission to create or change admins.`,
    )
  }
}

function isInGroup({ publisher }: UserWithPublisher, group: Group): boolean {
  if (group === 'any') return true
  if (group === 'organization') return publisher === null
  return (
    publisher !== null &&
    (group.publisher.toLowerCase() === publisher.id || group.publisher === String(publisher.incrementalId))
  )
}
