import type { Database } from '../database/client'
import { invitation } from '../mail/messages'
import { sendMailLater } from '../mail/send'
import { isActive } from './active'
import { recordChange, type Actor } from './audit'
import { consumeToken, issueLink, linkEnded } from './one-time-token'
import type { Origin } from './origin'
import { hashPassword } from './password'
import { Refused } from './refused'

type Inviter = Actor & { organization: { id: string; name: string }; user: { name: string } }

/**
 * Mails somebody a link to choose their first password with. Again, when the one before has ended or was lost: it then works no more.
 * @throws Refused
 */
export async function invite(store: Database, inviter: Inviter, userId: string): Promise<void> {
  const organizationId = inviter.organization.id
  const mail = await store.prisma.$transaction(async (transaction) => {
    const user = await transaction.user.findFirst({ where: { id: userId, organizationId }, include: { publisher: true } })
    if (!user) throw new Refused('not_found', 'There is no user with this id.')
    if (!isActive(user)) throw new Refused('conflict', 'Somebody who is not active can not be invited. Activate them first.')
    if (user.passwordHash !== null) throw new Refused('conflict', 'This user has accepted already. If the password is lost, “Forgot your password?” on the sign-in page helps.')
    const url = await issueLink(transaction, 'invitation', { organizationId, userId })
    await transaction.user.update({ where: { id: userId, organizationId }, data: { invitedAt: new Date() } })
    await recordChange(transaction, inviter, { action: 'invite', entity: 'user', entityId: userId })
    return invitation({ to: user.email, inviter: inviter.user.name, organization: inviter.organization.name, url })
  })
  sendMailLater(mail)
}

/**
 * Chooses the first password with the link of an invitation.
 * @throws Refused
 */
export async function acceptInvitation(store: Database, given: { token: string; password: string; from: Origin }): Promise<{ email: string }> {
  const passwordHash = await hashPassword(given.password)
  return store.prisma.$transaction(async (transaction) => {
    const owner = await consumeToken(transaction, 'invitation', given.token)
    if (!owner) throw linkEnded()
    const user = await transaction.user.findUniqueOrThrow({ where: { id: owner.userId }, include: { publisher: true } })
    if (!isActive(user)) throw linkEnded()
    await transaction.user.update({ where: { id: user.id }, data: { passwordHash, emailVerifiedAt: new Date() } })
    await recordChange(transaction, { organization: { id: owner.organizationId }, user, from: given.from }, { action: 'acceptInvitation', entity: 'user', entityId: user.id })
    return { email: user.email }
  })
}
