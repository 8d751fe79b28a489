import type { Database } from '@/lib/database/client'
import type { Prisma, User } from '@/lib/database/generated/client'
import type { Mail } from '@/lib/mail/mail'
import { emailChanged, emailChangeUndone, invitationMoved } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Origin } from '@/lib/identity/origin'
import { claimAddress } from './addresses'
import { revokeKeysOf } from './api-keys'
import { changeByLink, type ChangeByLink } from './change-by-link'
import { issueLink, payloadAddress } from './one-time-token'
import { applyNewPassword } from './own-account'
import { hashPassword } from './password'
import { removeSecondFactor } from './second-factor'

// Changing someone's address hands their account to the owner of the new mailbox, so the old mailbox can take it back for a while, no matter who
// made the change. docs/decisions/0013-email-addresses.md has the rules and the reasons.

/**
 * Prepares the email to someone's old address, with a link to undo the change.
 * @param user as they were before the change
 * @returns the message, to send after the transaction; null if the old address never received one
 */
export async function leaveAddress(database: OrganizationTransaction, user: User, to: string): Promise<Mail | null> {
  const owner = { organizationId: user.organizationId, userId: user.id }
  if (!(await wasEverUsed(database, user))) return user.invitedAt ? invitationMoved({ to: user.email }) : null
  const link = await database.oneTimeToken.findFirst({
    where: { ...openUndo(owner), payload: { path: ['email'], equals: to } },
  })
  if (link) {
    // Changing back to an address that could still be restored is an undo, so the address in between gets no way back in.
    await endUndoLinks(database, owner, link.createdAt)
    return emailChangeUndone({ to: user.email })
  }
  const url = await issueLink(database, 'emailUndo', owner, { email: user.email })
  return emailChanged({ to: user.email, email: to, url })
}

/**
 * Gives an account back to the owner of the old mailbox: restores the address, sets a password, signs out every browser, and revokes what was
 * created since the change. An authenticator app from before the change stays, and signing in still requires it.
 * @param given.revokeApiKeys older keys to revoke too, by ID
 * @throws Refused
 */
export async function undoEmailChange(
  store: Database,
  given: { token: string; password: string; revokeApiKeys?: readonly string[]; from: Origin },
  now = new Date(),
): Promise<{ email: string }> {
  const passwordHash = await hashPassword(given.password)
  const undo = async (made: ChangeByLink): Promise<{ email: string }> => {
    const { database, unscoped, record, afterCommit, actor, user, link } = made
    const email = payloadAddress(link)
    await claimAddress(unscoped, link, email, user.email)
    await endUndoLinks(database, link, link.createdAt)
    await database.user.update({ where: { id: user.id }, data: { email, emailVerifiedAt: now } })
    await applyNewPassword(database, user, passwordHash)
    await record({
      action: 'undoEmailChange',
      entity: 'user',
      entityId: user.id,
      before: { email: user.email },
      after: { email },
    })
    const listed = { id: { in: [...(given.revokeApiKeys ?? [])] } }
    await revokeKeysOf(made, actor, { OR: [{ createdAt: { gte: link.createdAt } }, listed] }, now)
    await removeWaysIn(made)
    afterCommit(() => sendMailLater(emailChangeUndone({ to: user.email })))
    return { email }
  }
  return changeByLink(store, 'emailUndo', given, undo, now)
}

/** Removes ways to sign in that were set up since: linked accounts, an authenticator app, recovery codes. */
async function removeWaysIn({ database, record, user, link }: ChangeByLink): Promise<void> {
  const since = { userId: user.id, createdAt: { gte: link.createdAt } }
  const accounts = await database.linkedAccount.findMany({ where: since })
  await database.linkedAccount.deleteMany({ where: since })
  for (const { provider } of accounts)
    await record({ action: 'unlinkAccount', entity: 'user', entityId: user.id, before: { provider } })
  if (user.totpConfirmedAt && user.totpConfirmedAt >= link.createdAt) {
    await removeSecondFactor(database, user)
    await record({ action: 'resetSecondFactor', entity: 'user', entityId: user.id })
  } else {
    await database.recoveryCode.deleteMany({ where: since })
  }
}

/** Whether anyone could have used the account. If an invitation was never accepted, the old address may be a typo and belong to a stranger. */
async function wasEverUsed(database: OrganizationTransaction, user: User): Promise<boolean> {
  if (user.passwordHash !== null || user.emailVerifiedAt) return true
  const { _count: used } = await database.user.findUniqueOrThrow({
    where: { id: user.id },
    select: {
      _count: {
        select: {
          sessions: true,
          linkedAccounts: true,
          apiKeys: true,
          oneTimeTokens: { where: { kind: 'emailUndo' } },
        },
      },
    },
  })
  return Object.values(used).some((count) => count > 0)
}

const openUndo = ({ organizationId, userId }: { organizationId: string; userId: string }) =>
  ({
    organizationId,
    userId,
    kind: 'emailUndo',
    usedAt: null,
    expiresAt: { gt: new Date() },
  }) satisfies Prisma.OneTimeTokenWhereInput

/** Deletes the undo links of this change and later ones. Links from earlier changes stay: the address being restored may not be the original one. */
async function endUndoLinks(
  database: OrganizationTransaction,
  owner: { organizationId: string; userId: string },
  since: Date,
): Promise<void> {
  await database.oneTimeToken.deleteMany({ where: { ...openUndo(owner), createdAt: { gte: since } } })
}
