import type { Database } from '@/lib/database/client'
import type { Prisma, User } from '@/lib/database/generated/client'
import type { Mail } from '@/lib/mail/mail'
import { emailChanged, emailChangeUndone, invitationMoved } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import { isActive } from './active'
import { claimAddress } from './addresses'
import { revokeKeysOf } from './api-keys'
import { recordChange, type Actor } from '@/lib/identity/audit'
import { consumeTokenInTurn, issueLink, linkEnded, payloadAddress } from './one-time-token'
import type { Origin } from '@/lib/identity/origin'
import { applyNewPassword } from './own-account'
import { hashPassword } from './password'
import { removeSecondFactor } from './second-factor'

// Changing someone's address hands their account to the owner of the new mailbox, so the old mailbox can take it back for a while, no matter who
// made the change. docs/decisions/0013-email-addresses.md has the rules and the reasons.

type Transaction = Prisma.TransactionClient

/**
 * Prepares the email to someone's old address, with a link to undo the change.
 * @param user as they were before the change
 * @returns the message, to send after the transaction; null if the old address never received one
 */
export async function leaveAddress(transaction: Transaction, user: User, to: string): Promise<Mail | null> {
  const owner = { organizationId: user.organizationId, userId: user.id }
  if (!(await wasEverUsed(transaction, user))) return user.invitedAt ? invitationMoved({ to: user.email }) : null
  const link = await transaction.oneTimeToken.findFirst({
    where: { ...openUndo(owner), payload: { path: ['email'], equals: to } },
  })
  if (link) {
    // Changing back to an address that could still be restored is an undo, so the address in between gets no way back in.
    await endUndoLinks(transaction, owner, link.createdAt)
    return emailChangeUndone({ to: user.email })
  }
  const url = await issueLink(transaction, 'emailUndo', owner, { email: user.email })
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
  const { before, after } = await store.prisma.$transaction(async (transaction) => {
    const link = await consumeTokenInTurn(transaction, 'emailUndo', given.token, now)
    if (!link) throw linkEnded()
    const { organizationId, userId, createdAt: since } = link
    const user = await transaction.user.findUniqueOrThrow({ where: { id: userId }, include: { publisher: true } })
    if (!isActive(user)) throw linkEnded()
    const email = payloadAddress(link)
    await claimAddress(transaction, link, email, user.email)
    await endUndoLinks(transaction, link, since)
    const actor: Actor = { organization: { id: organizationId }, user: { id: userId, email }, from: given.from }
    await transaction.user.update({ where: { id: userId }, data: { email, emailVerifiedAt: now } })
    await applyNewPassword(transaction, user, passwordHash)
    await recordChange(transaction, actor, {
      action: 'undoEmailChange',
      entity: 'user',
      entityId: userId,
      before: { email: user.email },
      after: { email },
    })
    await revokeKeysOf(
      transaction,
      actor,
      { OR: [{ createdAt: { gte: since } }, { id: { in: [...(given.revokeApiKeys ?? [])] } }] },
      now,
    )
    await removeWaysIn(transaction, actor, user, since)
    return { before: user.email, after: email }
  })
  sendMailLater(emailChangeUndone({ to: before }))
  return { email: after }
}

/** Removes ways to sign in that were set up since: linked accounts, an authenticator app, recovery codes. */
async function removeWaysIn(transaction: Transaction, actor: Actor, user: User, since: Date): Promise<void> {
  const made = { organizationId: user.organizationId, userId: user.id, createdAt: { gte: since } }
  const accounts = await transaction.linkedAccount.findMany({ where: made })
  await transaction.linkedAccount.deleteMany({ where: made })
  for (const { provider } of accounts)
    await recordChange(transaction, actor, {
      action: 'unlinkAccount',
      entity: 'user',
      entityId: user.id,
      before: { provider },
    })
  if (user.totpConfirmedAt && user.totpConfirmedAt >= since) {
    await removeSecondFactor(transaction, user)
    await recordChange(transaction, actor, { action: 'resetSecondFactor', entity: 'user', entityId: user.id })
  } else {
    await transaction.recoveryCode.deleteMany({ where: made })
  }
}

/** Whether anyone could have used the account. If an invitation was never accepted, the old address may be a typo and belong to a stranger. */
async function wasEverUsed(transaction: Transaction, user: User): Promise<boolean> {
  if (user.passwordHash !== null || user.emailVerifiedAt) return true
  const { _count: used } = await transaction.user.findUniqueOrThrow({
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
  transaction: Transaction,
  owner: { organizationId: string; userId: string },
  since: Date,
): Promise<void> {
  await transaction.oneTimeToken.deleteMany({ where: { ...openUndo(owner), createdAt: { gte: since } } })
}
