import type { Database } from '@/lib/database/client'
import { emailConfirmation, emailInUse } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import { isActive } from './active'
import { claimAddress, isInUse } from './addresses'
import { recordChange } from '@/lib/identity/audit'
import type { Caller } from '@/lib/identity/caller'
import { leaveAddress } from './email-undo'
import { countMail } from './mail-bounds'
import { consumeTokenInTurn, endLinks, issueLink, linkEnded, payloadAddress } from './one-time-token'
import { lockOrganization } from './organization'
import type { Origin } from '@/lib/identity/origin'
import { demandPassword } from './own-account'
import { Refused } from '@/lib/identity/refused'

/**
 * Emails the new address a confirmation link or, if another account uses it, a note that says so. The answer is the same either way, so only the
 * owner of that mailbox learns which. The old address stays until the link is confirmed.
 * @param given.email in lower case
 * @throws Refused, TooManyAttempts
 */
export async function requestEmailChange(
  store: Database,
  caller: Caller,
  given: { email: string; password: string },
): Promise<void> {
  await demandPassword(store, caller, given.password)
  if (given.email === caller.user.email) throw new Refused('invalid', 'is already your email', 'email')
  await countMail(store, { recipient: given.email, account: caller.user.id, organization: caller.organization.id })
  const { organization, user, via } = caller
  const mail = await store.prisma.$transaction(async (transaction) => {
    await lockOrganization(transaction, organization.id)
    // A password reset in the meantime has revoked the session, so this request must not go through either.
    if (!(await transaction.session.findFirst({ where: { id: via.id, revokedAt: null } }))) return null
    const isTaken = await isInUse(transaction, given.email, user.id)
    // Created either way, so the response time is the same.
    const url = await issueLink(
      transaction,
      'emailChange',
      { organizationId: organization.id, userId: user.id },
      { email: given.email },
    )
    return isTaken ? emailInUse({ to: given.email }) : emailConfirmation({ to: given.email, url })
  })
  if (mail) sendMailLater(mail)
}

/**
 * Switches to the new address and emails the old one a link to undo the change.
 * @throws Refused
 */
export async function confirmEmailChange(
  store: Database,
  given: { token: string; from: Origin },
): Promise<{ email: string }> {
  const { after, mail } = await store.prisma.$transaction(async (transaction) => {
    const owner = await consumeTokenInTurn(transaction, 'emailChange', given.token)
    if (!owner) throw linkEnded()
    const user = await transaction.user.findUniqueOrThrow({ where: { id: owner.userId }, include: { publisher: true } })
    if (!isActive(user)) throw linkEnded()
    const to = payloadAddress(owner)
    await claimAddress(transaction, owner, to, user.email)
    await transaction.user.update({ where: { id: user.id }, data: { email: to, emailVerifiedAt: new Date() } })
    // Links still in the old mailbox stop working.
    await endLinks(transaction, owner)
    const actor = { organization: { id: owner.organizationId }, user, from: given.from }
    await recordChange(transaction, actor, {
      action: 'changeEmail',
      entity: 'user',
      entityId: user.id,
      before: { email: user.email },
      after: { email: to },
    })
    return { after: to, mail: await leaveAddress(transaction, user, to) }
  })
  if (mail) sendMailLater(mail)
  return { email: after }
}
