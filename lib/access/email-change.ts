import type { Database } from '@/lib/database/client'
import { emailConfirmation, emailInUse } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import type { Origin } from '@/lib/identity/origin'
import { Refused } from '@/lib/identity/refused'
import { claimAddress, isInUse } from './addresses'
import { changeByLink } from './change-by-link'
import { leaveAddress } from './email-undo'
import { countMail } from './mail-bounds'
import { endLinks, issueLink, payloadAddress } from './one-time-token'
import { requirePassword } from './own-account'

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
  await requirePassword(store, caller, given.password)
  if (given.email === caller.user.email) throw new Refused('invalid', 'is already your email', 'email')
  await countMail(store, { recipient: given.email, account: caller.user.id, organization: caller.organization.id })
  const { organization, user } = caller
  await change(store, caller, async ({ database, unscoped, afterCommit }) => {
    const isTaken = await isInUse(unscoped, given.email, user.id)
    // Created either way, so the response time is the same.
    const owner = { organizationId: organization.id, userId: user.id }
    const url = await issueLink(database, 'emailChange', owner, { email: given.email })
    const mail = isTaken ? emailInUse({ to: given.email }) : emailConfirmation({ to: given.email, url })
    afterCommit(() => sendMailLater(mail))
  })
}

/**
 * Switches to the new address and emails the old one a link to undo the change.
 * @throws Refused
 */
export async function confirmEmailChange(
  store: Database,
  given: { token: string; from: Origin },
): Promise<{ email: string }> {
  return changeByLink(store, 'emailChange', given, async ({ database, unscoped, record, afterCommit, user, link }) => {
    const to = payloadAddress(link)
    await claimAddress(unscoped, link, to, user.email)
    await database.user.update({ where: { id: user.id }, data: { email: to, emailVerifiedAt: new Date() } })
    // Links still in the old mailbox stop working.
    await endLinks(database, link)
    await record({
      action: 'changeEmail',
      entity: 'user',
      entityId: user.id,
      before: { email: user.email },
      after: { email: to },
    })
    const mail = await leaveAddress(database, user, to)
    if (mail) afterCommit(() => sendMailLater(mail))
    return { email: to }
  })
}
