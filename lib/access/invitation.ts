import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Mail } from '@/lib/mail/mail'
import { invitation } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import { isActive } from './active'
import { recordChange, type Actor } from '@/lib/identity/audit'
import { countMail } from './mail-bounds'
import { consumeTokenInTurn, issueLink, linkEnded } from './one-time-token'
import { lockOrganization } from './organization'
import type { Origin } from '@/lib/identity/origin'
import { hashPassword } from './password'
import { Refused } from '@/lib/identity/refused'

type Inviter = Actor & { organization: { id: string; name: string }; user: { name: string } }

/**
 * Emails someone a link to choose their first password. Links from earlier invitations stop working.
 * @throws Refused, TooManyAttempts
 */
export async function invite(store: Database, inviter: Inviter, userId: string): Promise<void> {
  sendMailLater(
    await store.prisma.$transaction(async (transaction) => {
      await lockOrganization(transaction, inviter.organization.id)
      return prepareInvitation(transaction, inviter, userId)
    }),
  )
}

/**
 * Prepares an invitation in a transaction that has locked the organization.
 * @returns the message, to send after the transaction
 * @throws Refused, TooManyAttempts
 */
export async function prepareInvitation(
  transaction: Prisma.TransactionClient,
  inviter: Inviter,
  userId: string,
): Promise<Mail> {
  const organizationId = inviter.organization.id
  const user = await transaction.user.findFirst({ where: { id: userId, organizationId }, include: { publisher: true } })
  if (!user) throw new Refused('not_found', 'No user with this ID.')
  if (!isActive(user)) throw new Refused('conflict', 'This user isn’t active. Activate them before you invite them.')
  if (user.passwordHash !== null)
    throw new Refused(
      'conflict',
      'This user has already accepted the invitation. If they forgot their password, they can reset it from the sign-in page.',
    )
  await countMail({ prisma: transaction }, { recipient: user.email, organization: organizationId })
  const url = await issueLink(transaction, 'invitation', { organizationId, userId })
  await transaction.user.update({ where: { id: userId, organizationId }, data: { invitedAt: new Date() } })
  await recordChange(transaction, inviter, { action: 'invite', entity: 'user', entityId: userId })
  return invitation({ to: user.email, inviter: inviter.user.name, organization: inviter.organization.name, url })
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
  return store.prisma.$transaction(async (transaction) => {
    const owner = await consumeTokenInTurn(transaction, 'invitation', given.token)
    if (!owner) throw linkEnded()
    const user = await transaction.user.findUniqueOrThrow({ where: { id: owner.userId }, include: { publisher: true } })
    if (!isActive(user)) throw linkEnded()
    await transaction.user.update({ where: { id: user.id }, data: { passwordHash, emailVerifiedAt: new Date() } })
    await recordChange(
      transaction,
      { organization: { id: owner.organizationId }, user, from: given.from },
      { action: 'acceptInvitation', entity: 'user', entityId: user.id },
    )
    return { email: user.email }
  })
}
