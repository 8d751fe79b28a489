import type { Database } from '@/lib/database/client'
import type { Actor } from '@/lib/identity/audit'
import { change, type Change } from '@/lib/identity/change'
import type { Origin } from '@/lib/identity/origin'
import { Refused } from '@/lib/identity/refused'
import { isActive } from '@/lib/identity/active'
import { changeByLink } from './change-by-link'
import { withPublisher } from './find-user'
import { nextRetry } from '@/lib/mail/retry'
import { sendInvitation } from './invitation-mail'
import { countMail } from './mail-bounds'
import { issueLink } from './one-time-token'
import { hashPassword } from './password'

type Inviter = Actor & { organization: { id: string; name: string }; user: { name: string } }

/**
 * Emails someone a link to choose their first password. Links from earlier invitations stop working.
 * @throws Refused, TooManyAttempts
 */
export async function invite(store: Database, inviter: Inviter, userId: string): Promise<void> {
  await change(store, inviter, (made) => prepareInvitation(store, made, inviter, userId))
}

/**
 * Invites a user as part of a change. The email goes out once it's committed, and again until it goes through (invitation-mail.ts).
 * @throws Refused, TooManyAttempts
 */
export async function prepareInvitation(
  store: Database,
  { database, unscoped, record, afterCommit }: Change,
  inviter: Inviter,
  userId: string,
): Promise<void> {
  const { organizationId } = database
  const user = await database.user.findFirst({ where: { id: userId }, include: withPublisher })
  if (!user) throw new Refused('not_found', 'No user with this ID.')
  if (!isActive(user)) throw new Refused('conflict', 'This user isn’t active. Activate them before you invite them.')
  if (user.passwordHash !== null)
    throw new Refused(
      'conflict',
      'This user has already accepted the invitation. If they forgot their password, they can reset it from the sign-in page.',
    )
  await countMail({ prisma: unscoped }, { recipient: user.email, organization: organizationId })
  const owner = { organizationId, userId }
  const names = { inviter: inviter.user.name, organization: inviter.organization.name }
  const url = await issueLink(database, 'invitation', owner, names)
  const invitedAt = new Date()
  const retryAt = nextRetry(invitedAt, invitedAt)
  await database.user.update({
    where: { id: userId },
    data: { invitedAt, invitationDelivery: null, invitationRetryAt: retryAt },
  })
  await record({ action: 'invite', entity: 'user', entityId: userId })
  afterCommit(() => sendInvitation(store, { ...owner, to: user.email, url, names, invitedAt, retryAt }))
}

/**
 * Sets a user's first password, with the link from their invitation.
 * @throws Refused
 */
export async function acceptInvitation(
  store: Database,
  given: { token: string; password: string; from: Origin },
): Promise<{ email: string }> {
  const passwordHash = await hashPassword(given.password)
  return changeByLink(store, 'invitation', given, async ({ database, record, user }) => {
    await database.user.update({
      where: { id: user.id },
      data: { passwordHash, emailVerifiedAt: new Date(), invitationRetryAt: null },
    })
    await record({ action: 'acceptInvitation', entity: 'user', entityId: user.id })
    return { email: user.email }
  })
}
