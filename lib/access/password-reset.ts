import type { Database } from '../database/client'
import { passwordReset } from '../mail/messages'
import { sendMailLater } from '../mail/send'
import { isActive } from './active'
import { countAttempt } from './attempts'
import { recordChange } from './audit'
import { consumeToken, issueLink, linkEnded } from './one-time-token'
import type { Origin } from './origin'
import { applyNewPassword, notifyOf } from './own-account'
import { hashPassword } from './password'

/**
 * Mails a link to choose a new password with, if the address is somebody's who may come in. What is said is the same otherwise.
 * @throws TooManyAttempts
 */
export async function requestPasswordReset(store: Database, given: { email: string; from: Origin }): Promise<void> {
  const email = given.email.trim().toLowerCase()
  await countAttempt(store, 'mail', { account: email, address: given.from.address })
  // After the answer, so that how long it takes does not tell either.
  mailResetLink(store, email).catch((error: unknown) => console.error('A link to choose a new password could not be made:', error))
}

async function mailResetLink(store: Database, email: string): Promise<void> {
  const user = await store.prisma.user.findUnique({ where: { email }, include: { publisher: true } })
  if (!user || !isActive(user)) return
  const url = await issueLink(store.prisma, 'passwordReset', { organizationId: user.organizationId, userId: user.id })
  sendMailLater(passwordReset({ to: email, url }))
}

/**
 * Chooses a new password with the link of a message, and signs out everywhere: whoever knew the old one is out. A second factor stays.
 * @throws Refused
 */
export async function resetPassword(store: Database, given: { token: string; password: string; from: Origin }): Promise<{ email: string }> {
  const passwordHash = await hashPassword(given.password)
  const email = await store.prisma.$transaction(async (transaction) => {
    const owner = await consumeToken(transaction, 'passwordReset', given.token)
    if (!owner) throw linkEnded()
    const user = await transaction.user.findUniqueOrThrow({ where: { id: owner.userId }, include: { publisher: true } })
    if (!isActive(user)) throw linkEnded()
    await applyNewPassword(transaction, user, passwordHash)
    await transaction.user.update({ where: { id: user.id }, data: { emailVerifiedAt: new Date() } })
    await recordChange(transaction, { organization: { id: owner.organizationId }, user, from: given.from }, { action: 'resetPassword', entity: 'user', entityId: user.id })
    return user.email
  })
  notifyOf('passwordChanged', email)
  return { email }
}
