import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import { change } from '@/lib/identity/change'
import type { Origin } from '@/lib/identity/origin'
import { text } from '@/lib/fields'
import { isStorable } from '@/lib/text'
import { isActive } from '@/lib/identity/active'
import { withPublisher } from './find-user'

/** An account on another site. `subject` is the site's ID for it, prefixed with the site's address and # if that address is configurable. */
export type Account = { provider: string; subject: string }

const siteOf = (subject: string): string => (subject.includes('#') ? subject.slice(0, subject.indexOf('#')) : '')

const verified = z.object({
  email: text,
  email_verified: z.union([z.literal(true), z.literal('true')]),
})

/**
 * Finds the user of an account: the one it's linked to or, if the site has verified its email address, the one with the same address.
 * Links the account to that user, replacing an account on a site that this one superseded. Never creates a user.
 * @returns null if there's no such user or they aren't active
 */
export async function userOfAccount(store: Database, { provider, subject }: Account, profile: unknown, from: Origin) {
  if (!isStorable(subject)) return null
  const linked = await store.prisma.linkedAccount.findUnique({
    where: { provider_subject: { provider, subject } },
    include: { user: { include: { publisher: true } } },
  })
  if (linked) return isActive(linked.user) ? linked.user : null
  const { data } = verified.safeParse(profile)
  if (!data) return null
  const user = await store.prisma.user.findUnique({
    where: { email: data.email.toLowerCase() },
    include: { publisher: true, linkedAccounts: { where: { provider } } },
  })
  // If another account on the same site is already linked, only that one counts, even if the addresses match.
  if (!user || !isActive(user) || user.linkedAccounts.some((account) => siteOf(account.subject) === siteOf(subject)))
    return null
  const { id: userId, organizationId } = user
  return change(
    store,
    { organization: { id: organizationId }, user, from },
    async ({ database, record }) => {
      // Someone may have shut the user out in the meantime.
      const current = await database.user.findUnique({ where: { id: userId }, include: withPublisher })
      if (!current || !isActive(current)) return null
      await database.linkedAccount.deleteMany({ where: { userId, provider } })
      await database.linkedAccount.create({ data: { organizationId, userId, provider, subject } })
      await database.user.update({
        where: { id: userId },
        data: { emailVerifiedAt: user.emailVerifiedAt ?? new Date() },
      })
      await record({ action: 'linkAccount', entity: 'user', entityId: userId, after: { provider } })
      return current
    },
    { lock: 'account' },
  )
}
