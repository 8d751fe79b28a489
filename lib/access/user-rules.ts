import type { Prisma, User } from '@/lib/database/generated/client'
import type { AuditAction } from '@/lib/identity/audit-names'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { requireAdminsPermission } from './find-user'

/**
 * Checks the rules about changing a user: who still can, who can become an admin, what no one can do to themselves, and that an active admin
 * remains.
 * @throws Refused
 */
export async function checkUserChange(
  store: Pick<Prisma.TransactionClient, 'user'>,
  caller: Caller,
  before: User,
  after: User,
  isPasswordNew: boolean,
): Promise<void> {
  if (before.role === 'publisher' && after.role !== before.role)
    throw new Refused('invalid', 'can’t be changed for publisher users', 'role')
  if (after.role === 'admin' && before.role !== 'admin') requireAdminsPermission(caller)
  const field = after.archivedAt && !before.archivedAt ? 'archived' : after.status !== before.status ? 'status' : 'role'
  if (before.id === caller.user.id) {
    if (isEnabled(before) && !isEnabled(after))
      throw new Refused('conflict', 'You can’t lock yourself out. Ask another admin to do this.', field)
    if (after.role !== before.role)
      throw new Refused('conflict', 'You can’t change your own role. Ask another admin to do this.', field)
    // Settings asks for the current password, so an unattended browser isn't enough.
    if (isPasswordNew)
      throw new Refused('conflict', 'You can’t change your own password here. Change it in your settings.', 'password')
    if (after.email !== before.email)
      throw new Refused('conflict', 'You can’t change your own email here. Change it in your settings.', 'email')
  }
  if (isActiveAdmin(before) && !isActiveAdmin(after)) {
    const { organizationId } = before
    const others = await store.user.count({
      where: {
        organizationId,
        role: 'admin',
        status: 'Active',
        archivedAt: null,
        id: { not: before.id },
        OR: canSignIn,
      },
    })
    if (others === 0)
      throw new Refused(
        'conflict',
        'Your organization needs at least one active admin who can sign in. Make someone else an admin first, and wait until they’ve signed in.',
        field,
      )
  }
}

/** Someone has a way to sign in, or has signed in with a link. Invited admins who never did can't help an organization that has no other. */
const canSignIn: Prisma.UserWhereInput[] = [
  { passwordHash: { not: null } },
  { linkedAccounts: { some: {} } },
  { sessions: { some: {} } },
]

/** Whether the account itself is active, whatever its publisher's state. */
export const isEnabled = ({ status, archivedAt }: User): boolean => status === 'Active' && archivedAt === null

const isActiveAdmin = (user: User): boolean => user.role === 'admin' && isEnabled(user)

/** What the audit log calls a change to a user. */
export function userAction(before: User, after: User): AuditAction {
  if (Boolean(before.archivedAt) !== Boolean(after.archivedAt)) return after.archivedAt ? 'archive' : 'restore'
  if (before.status === after.status) return 'update'
  return ({ Active: 'activate', Deactivated: 'deactivate', Suspended: 'suspend' } as const)[after.status]
}
