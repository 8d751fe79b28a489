import { z } from 'zod'
import type { Database } from '../database/client'
import { isUniqueViolation } from '../database/unique-violation'
import { emailChanged, emailConfirmation } from '../mail/messages'
import { sendMailLater } from '../mail/send'
import { isActive } from './active'
import { recordChange } from './audit'
import type { Caller } from './caller'
import { consumeToken, endLinks, issueLink, linkEnded } from './one-time-token'
import type { Origin } from './origin'
import { demandPassword } from './own-account'
import { Refused } from './refused'

const taken = () => new Refused('conflict', 'is the address of another account', 'email')
const payload = z.object({ email: z.string() })

/**
 * Mails a link to the new address; the old one stays until it is opened.
 * @param given.email lower case
 * @throws Refused, TooManyAttempts
 */
export async function requestEmailChange(store: Database, caller: Caller, given: { email: string; password: string }): Promise<void> {
  await demandPassword(store, caller, given.password)
  if (given.email === caller.user.email) throw new Refused('invalid', 'is your address already', 'email')
  if (await store.prisma.user.findUnique({ where: { email: given.email }, select: { id: true } })) throw taken()
  const url = await issueLink(store.prisma, 'emailChange', { organizationId: caller.organization.id, userId: caller.user.id }, { email: given.email })
  sendMailLater(emailConfirmation({ to: given.email, url }))
}

/** The address that the link is about, as long as it is good. */
export function newAddressOf(token: { payload: unknown }): string {
  return payload.parse(token.payload).email
}

/**
 * Makes the new address count, and tells the old one.
 * @throws Refused
 */
export async function confirmEmailChange(store: Database, given: { token: string; from: Origin }): Promise<{ email: string }> {
  const { before, after } = await store.prisma
    .$transaction(async (transaction) => {
      const owner = await consumeToken(transaction, 'emailChange', given.token)
      if (!owner) throw linkEnded()
      const user = await transaction.user.findUniqueOrThrow({ where: { id: owner.userId }, include: { publisher: true } })
      if (!isActive(user)) throw linkEnded()
      const email = newAddressOf(owner)
      await transaction.user.update({ where: { id: user.id }, data: { email, emailVerifiedAt: new Date() } })
      // Messages that are still in the old mailbox open nothing any more.
      await endLinks(transaction, owner)
      const actor = { organization: { id: owner.organizationId }, user, from: given.from }
      await recordChange(transaction, actor, { action: 'changeEmail', entity: 'user', entityId: user.id, before: { email: user.email }, after: { email } })
      return { before: user.email, after: email }
    })
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) throw taken()
      throw error
    })
  sendMailLater(emailChanged({ to: before, email: after }))
  return { email: after }
}
