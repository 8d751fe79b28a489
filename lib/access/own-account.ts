import { config } from '@/lib/config'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import { securityNotice, type SecurityEvent } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import { countAttempt } from './attempts'
import { recordChange } from '@/lib/identity/audit'
import type { Caller } from '@/lib/identity/caller'
import { endLinks } from './one-time-token'
import { hashPassword, verifyPassword } from './password'
import { Refused } from '@/lib/identity/refused'

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
export async function updateProfile(store: Database, caller: Caller, change: Partial<Profile>): Promise<void> {
  const where = { id: caller.user.id, organizationId: caller.organization.id }
  await store.prisma.$transaction(async (transaction) => {
    const before = await transaction.user.findUniqueOrThrow({ where, select: profile })
    const after = await transaction.user.update({ where, data: change, select: profile })
    await recordChange(transaction, caller, { action: 'update', entity: 'user', entityId: where.id, before, after })
  })
}

/**
 * Checks the password again before a change to how the account signs in, since an unattended browser isn't enough for that.
 * @throws Refused for `field`, TooManyAttempts
 */
export async function demandPassword(
  store: Database,
  caller: Caller,
  password: string,
  field = 'password',
): Promise<void> {
  const turnedOutWell = await countAttempt(store, 'password', { account: caller.user.id, address: caller.from.address })
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
  await turnedOutWell()
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
  await demandPassword(store, caller, given.oldPassword, 'oldPassword')
  const passwordHash = await hashPassword(given.password)
  await store.prisma.$transaction(async (transaction) => {
    await applyNewPassword(
      transaction,
      { id: caller.user.id, organizationId: caller.organization.id },
      passwordHash,
      caller.via.id,
    )
    await recordChange(transaction, caller, { action: 'changePassword', entity: 'user', entityId: caller.user.id })
  })
  notifyOf('passwordChanged', caller.user.email)
}

/** Sets a password and revokes what the old one gave access to: sessions, except the one to keep, and links. API keys keep working. */
export async function applyNewPassword(
  transaction: Prisma.TransactionClient,
  { id, organizationId }: { id: string; organizationId: string },
  passwordHash: string,
  keptSessionId?: string,
): Promise<void> {
  await transaction.user.update({ where: { id, organizationId }, data: { passwordHash } })
  await transaction.session.updateMany({
    where: { organizationId, userId: id, revokedAt: null, id: { not: keptSessionId } },
    data: { revokedAt: new Date() },
  })
  await endLinks(transaction, { organizationId, userId: id })
}

/** Emails the account's owner about a change, in case it wasn't them. */
export function notifyOf(event: SecurityEvent, to: string): void {
  sendMailLater(securityNotice({ to, event, url: `${config().baseUrl}/forgot-password` }))
}
