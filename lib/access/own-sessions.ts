import type { Session } from '@/lib/database/generated/client'
import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'

const ownActive = ({ user, organization }: Caller) => ({
  organizationId: organization.id,
  userId: user.id,
  revokedAt: null,
})

/** The caller's active sessions, most recently used first. */
export function ownSessions(store: Database, caller: Caller, now = new Date()): Promise<Session[]> {
  return store.prisma.session.findMany({
    where: { ...ownActive(caller), expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: 100,
  })
}

/**
 * Ends one of the caller's sessions.
 * @throws Refused
 */
export async function endOwnSession(store: Database, caller: Caller, id: string): Promise<void> {
  await change(
    store,
    caller,
    async ({ database, record }) => {
      const { count } = await database.session.updateMany({
        where: { ...ownActive(caller), id },
        data: { revokedAt: new Date() },
      })
      if (count === 0) throw new Refused('not_found', 'You don’t have an active session with this ID.')
      await record({ action: 'signOut', entity: 'session', entityId: id })
    },
    { lock: 'account' },
  )
}

/** Ends all of the caller's sessions except the current one. */
export async function endOtherSessions(store: Database, caller: Caller): Promise<void> {
  await change(
    store,
    caller,
    async ({ database, record }) => {
      const { count } = await database.session.updateMany({
        where: { ...ownActive(caller), id: { not: caller.via.id } },
        data: { revokedAt: new Date() },
      })
      if (count > 0) await record({ action: 'signOut', entity: 'user', entityId: caller.user.id })
    },
    { lock: 'account' },
  )
}
