import type { Database } from '@/lib/database/client'
import { passwordReset } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import type { Origin } from '@/lib/identity/origin'
import { revokeKeysOf } from './api-keys'
import { countAttempt } from './attempts'
import { changeByLink } from './change-by-link'
import { issueLinkTo } from './one-time-token'
import { applyNewPassword, notifyOwner } from './own-account'
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
  return changeByLink(store, 'passwordReset', given, async (made) => {
    const { database, record, afterCommit, actor, user } = made
    await applyNewPassword(database, user, passwordHash)
    await database.user.update({ where: { id: user.id }, data: { emailVerifiedAt: new Date() } })
    await record({ action: 'resetPassword', entity: 'user', entityId: user.id })
    await revokeKeysOf(made, actor, { id: { in: [...(given.revokeApiKeys ?? [])] } })
    notifyOwner(afterCommit, 'passwordChanged', user.email)
    return { email: user.email }
  })
}
