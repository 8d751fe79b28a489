import { config } from '@/lib/config'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { securityNotice, type SecurityEvent } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import { countAttempt } from './attempts'
import { endLinks } from './one-time-token'
import { hashPassword, verifyPassword } from './password'

export type Profile = {
  firstName: string
  lastName: string
  phone: string
  city: string
  country: string
  timezone: string | null
}

const profile = {
  firstName: true,
  lastName: true,
  phone: true,
  city: true,
  country: true,
  timezone: true,
} as const satisfies Prisma.UserSelect

export async function ownProfile(
  store: Database,
  { user, organization }: Caller,
): Promise<Profile & { email: string }> {
  return store.prisma.user.findUniqueOrThrow({
    where: { id: user.id, organizationId: organization.id },
    select: { ...profile, email: true },
  })
}

/** Updates the caller's profile. */
export async function updateProfile(store: Database, caller: Caller, fields: Partial<Profile>): Promise<void> {
  const where = { id: caller.user.id }
  await change(
    store,
    caller,
    async ({ database, record }) => {
      const before = await database.user.findUniqueOrThrow({ where, select: profile })
      const after = await database.user.update({ where, data: fields, select: profile })
      await record({ action: 'update', entity: 'user', entityId: where.id, before, after })
    },
    { lock: 'account' },
  )
}

/**
 * Checks the password again before a change to how the account signs in, since an unattended browser isn't enough for that.
 * @throws Refused for `field`, TooManyAttempts
 */
export async function requirePassword(
  store: Database,
  caller: Caller,
  password: string,
  field = 'password',
): Promise<void> {
  const giveBack = await countAttempt(store, 'password', { account: caller.user.id, address: caller.from.address })
  const user = await store.prisma.user.findUniqueOrThrow({
    where: { id: caller.user.id },
    select: { passwordHash: true },
  })
  if (user.passwordHash === null)
    throw new Refused(
      'conflict',
      'You don’t have a password yet. To set one, use “Forgot your password?” on the sign-in page.',
    )
  if (!(await verifyPassword(user.passwordHash, password)))
    throw new Refused('invalid', 'isn’t your current password', field)
  await giveBack()
}

/**
 * Sets a new password and signs out everywhere else.
 * @throws Refused, TooManyAttempts
 */
export async function changePassword(
  store: Database,
  caller: Caller,
  given: { oldPassword: string; password: string },
): Promise<void> {
  await requirePassword(store, caller, given.oldPassword, 'oldPassword')
  const passwordHash = await hashPassword(given.password)
  await change(store, caller, async ({ database, record, afterCommit }) => {
    await applyNewPassword(database, caller.user, passwordHash, caller.via.id)
    await record({ action: 'changePassword', entity: 'user', entityId: caller.user.id })
    notifyOwner(afterCommit, 'passwordChanged', caller.user.email)
  })
}

/** Sets a password and revokes what the old one gave access to: sessions, except the one to keep, and links. API keys keep working. */
export async function applyNewPassword(
  database: OrganizationTransaction,
  { id }: { id: string },
  passwordHash: string,
  keptSessionId?: string,
): Promise<void> {
  await database.user.update({ where: { id }, data: { passwordHash } })
  await database.session.updateMany({
    where: { userId: id, revokedAt: null, id: { not: keptSessionId } },
    data: { revokedAt: new Date() },
  })
  await endLinks(database, { organizationId: database.organizationId, userId: id })
}

/** Emails the account's owner about a change, in case it wasn't them. */
export function notifyOwner(afterCommit: Change['afterCommit'], event: SecurityEvent, to: string): void {
  afterCommit(() => sendMailLater(securityNotice({ to, event, url: `${config().baseUrl}/forgot-password` })))
}
