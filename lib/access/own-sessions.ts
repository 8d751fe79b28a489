import type { Session } from '@/lib/database/generated/client'
import type { Database } from '@/lib/database/client'
import { recordChange } from '@/lib/identity/audit'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'

const mine = ({ user, organization }: Caller) => ({ organizationId: organization.id, userId: user.id, revokedAt: null })

/** The caller's active sessions, most recently used first. */
export function ownSessions(store: Database, caller: Caller, now = new Date()): Promise<Session[]> {
  return store.prisma.session.findMany({
    where: { ...mine(caller), expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: 100,
  })
}

/**
 * Ends one of the caller's sessions.
 * @throws Refused
 */
export async function endOwnSession(store: Database, caller: Caller, id: string): Promise<void> {
  await store.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.session.updateMany({
      where: { ...mine(caller), id },
      data: { revokedAt: new Date() },
    })
    if (count === 0) throw new Refused('not_found', 'You don’t have an active session with this ID.')
    await recordChange(transaction, caller, { action: 'signOut', entity: 'session', entityId: id })
  })
}

/** Ends all of the caller's sessions except the current one. */
export async function endOtherSessions(store: Database, caller: Caller): Promise<void> {
  await store.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.session.updateMany({
      where: { ...mine(caller), id: { not: caller.via.id } },
      data: { revokedAt: new Date() },
    })
    if (count > 0)
      await recordChange(transaction, caller, { action: 'signOut', entity: 'user', entityId: caller.user.id })
  })
}
