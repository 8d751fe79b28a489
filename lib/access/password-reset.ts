import type { Database } from '@/lib/database/client'
import { passwordReset } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import { isActive } from './active'
import { revokeKeysOf } from './api-keys'
import { countAttempt } from './attempts'
import { recordChange } from '@/lib/identity/audit'
import { consumeTokenInTurn, issueLinkTo, linkEnded } from './one-time-token'
import type { Origin } from '@/lib/identity/origin'
import { applyNewPassword, notifyOf } from './own-account'
import { hashPassword } from './password'

/**
 * Emails a link to choose a new password, if the address belongs to an active user. The answer is the same if it doesn't.
 * @throws TooManyAttempts
 */
export async function requestPasswordReset(store: Database, given: { email: string; from: Origin }): Promise<void> {
  const email = given.email.trim().toLowerCase()
  await countAttempt(store, 'mail', { account: email, address: given.from.address })
  // Not awaited, so the response time doesn't reveal whether the account exists.
  mailResetLink(store, email).catch((error: unknown) => console.error('Could not create a password reset link:', error))
}

async function mailResetLink(store: Database, email: string): Promise<void> {
  const url = await issueLinkTo(store, 'passwordReset', email)
  if (url !== null) sendMailLater(passwordReset({ to: email, url }))
}

/**
 * Sets a new password with an emailed link and signs out everywhere, including anyone who knew the old password. Two-factor authentication stays on.
 * API keys keep working, except those listed.
 * @param given.revokeApiKeys keys to revoke, by ID
 * @throws Refused
 */
export async function resetPassword(
  store: Database,
  given: { token: string; password: string; revokeApiKeys?: readonly string[]; from: Origin },
): Promise<{ email: string }> {
  const passwordHash = await hashPassword(given.password)
  const email = await store.prisma.$transaction(async (transaction) => {
    const owner = await consumeTokenInTurn(transaction, 'passwordReset', given.token)
    if (!owner) throw linkEnded()
    const user = await transaction.user.findUniqueOrThrow({ where: { id: owner.userId }, include: { publisher: true } })
    if (!isActive(user)) throw linkEnded()
    await applyNewPassword(transaction, user, passwordHash)
    await transaction.user.update({ where: { id: user.id }, data: { emailVerifiedAt: new Date() } })
    const actor = { organization: { id: owner.organizationId }, user, from: given.from }
    await recordChange(transaction, actor, { action: 'resetPassword', entity: 'user', entityId: user.id })
    await revokeKeysOf(transaction, actor, { id: { in: [...(given.revokeApiKeys ?? [])] } })
    return user.email
  })
  notifyOf('passwordChanged', email)
  return { email }
}
