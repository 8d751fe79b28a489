import { createUsers } from '@/lib/catalog/create'
import { config } from '@/lib/config'
import type { Database } from '@/lib/database/client'
import type { Publisher, User } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { changedByAdmin } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import { isActive } from '@/lib/identity/active'
import { changeAddresses, claimAddress, refuseProbing } from './addresses'
import { leaveAddress } from './email-undo'
import {
  findPublisher,
  findUserIn,
  requireAdminsPermission,
  withPublisher,
  type Group,
  type UserWithPublisher,
} from './find-user'
import { prepareInvitation } from './invitation'
import { countMail } from './mail-bounds'
import { endLinks } from './one-time-token'
import { hashPassword } from './password'
import { removeSecondFactor } from './second-factor'
import type { NewUser, UserChange } from './user-fields'
import { checkUserChange, isEnabled, userAction } from './user-rules'

// What admins and account managers do to users. Each change runs alone in its organization, so two admins can't deactivate each other at once.

/** Creates an organization user with the given role (accountManager by default), or a publisher user. */
export async function createUser(
  database: Database,
  caller: Caller,
  group: Exclude<Group, 'any'>,
  input: NewUser,
): Promise<UserWithPublisher> {
  const passwordHash = await hashOf(input.password)
  return changeAddresses(database, caller, (made) => insertUser(made, caller, group, input, passwordHash))
}

/** Creates a user and, if they're active but have no password, emails them an invitation to choose one. */
export async function createOrInvite(
  database: Database,
  caller: Caller,
  group: Exclude<Group, 'any'>,
  input: NewUser,
): Promise<UserWithPublisher> {
  const passwordHash = await hashOf(input.password)
  return changeAddresses(database, caller, async (made) => {
    const user = await insertUser(made, caller, group, input, passwordHash)
    if (passwordHash === undefined && isActive(user)) await prepareInvitation(database, made, caller, user.id)
    return user
  })
}

async function insertUser(
  { database, unscoped, record }: Change,
  caller: Caller,
  group: Exclude<Group, 'any'>,
  { password: _password, ...fields }: NewUser,
  passwordHash: string | undefined,
): Promise<UserWithPublisher> {
  const { role, publisher } = await placeOf(database, caller, group, fields.role)
  const { organizationId } = database
  await refuseProbing(unscoped, organizationId)
  await claimAddress(unscoped, { organizationId }, fields.email)
  const [user] = await createUsers(database, [{ ...fields, role, publisherId: publisher?.id, passwordHash }])
  if (!user) throw new Error('The user wasn’t created')
  await record({ action: 'create', entity: 'user', entityId: user.id, after: audited(user) })
  return { ...user, publisher }
}

const hashOf = async (password: string | undefined) => (password === undefined ? undefined : hashPassword(password))

/** The role and publisher of a new user. */
async function placeOf(
  database: OrganizationTransaction,
  caller: Caller,
  group: Exclude<Group, 'any'>,
  role: NewUser['role'],
) {
  if (group === 'organization') {
    if (!caller.permissions.has('users:manage'))
      throw new Refused('forbidden', 'You don’t have permission to change this organization’s users.')
    if (role === 'admin') requireAdminsPermission(caller)
    return { role: role ?? 'accountManager', publisher: null } as const
  }
  if (role !== undefined) throw new Refused('invalid', 'can’t be set for publisher users', 'role')
  const publisher = await findPublisher(database, caller, group.publisher, 'edit')
  if (publisher.archived) throw new Refused('conflict', 'This publisher is archived. Restore it first.')
  return { role: 'publisher', publisher } as const
}

/**
 * Changes a user. Deactivating, suspending, or archiving them, or setting a password, signs them out everywhere immediately. Their API keys don't
 * work while they're inactive. They're emailed about a new address or password at the address they had before.
 */
export async function changeUser(
  database: Database,
  caller: Caller,
  group: Group,
  id: string,
  input: UserChange,
): Promise<UserWithPublisher> {
  const { password, archived, ...fields } = input
  const passwordHash = await hashOf(password)
  return changeAddresses(database, caller, async (made) => {
    const store = made.database
    const before = await findUserIn(store, caller, group, id, 'edit')
    const archivedAt = archived === undefined ? before.archivedAt : archived ? (before.archivedAt ?? new Date()) : null
    await checkUserChange(store, caller, before, { ...before, ...fields, archivedAt }, password !== undefined)
    const to = fields.email !== undefined && fields.email !== before.email ? fields.email : null
    if (to !== null) await requireAddress(made, before, to)
    const after = await store.user.update({
      where: { id: before.id },
      data: {
        ...fields,
        archivedAt,
        passwordHash,
        ...(to === null ? {} : { emailVerifiedAt: null, invitationDelivery: null, invitationRetryAt: null }),
      },
      include: withPublisher,
    })
    const isShutOut = !isEnabled(after) && isEnabled(before)
    if (isShutOut || password !== undefined) await revokeSessions(store, id)
    // Links already sent were for the user's previous state.
    if (isShutOut || to !== null || password !== undefined)
      await endLinks(store, { organizationId: before.organizationId, userId: id })
    await made.record({
      action: userAction(before, after),
      entity: 'user',
      entityId: id,
      before: audited(before),
      after: audited(after),
    })
    const mail = to === null ? null : await leaveAddress(store, before, to)
    if (mail) made.afterCommit(() => sendMailLater(mail))
    else if (password !== undefined) notifyUser(made, after.email, 'An admin changed your Tributary password')
    return after
  })
}

/** Refuses an address that's in use, and limits how often an address can change, since each change sends email. */
async function requireAddress({ unscoped }: Change, { id, organizationId, email }: User, to: string): Promise<void> {
  await refuseProbing(unscoped, organizationId)
  await claimAddress(unscoped, { organizationId, userId: id }, to, email)
  await countMail({ prisma: unscoped }, { recipient: email, account: id, organization: organizationId })
}

/** Ends all sessions of a user. @returns how many there were */
export function signOutEverywhere(database: Database, caller: Caller, group: Group, id: string): Promise<number> {
  return change(database, caller, async ({ database: store, record }) => {
    const user = await findUserIn(store, caller, group, id, 'edit')
    const sessions = await revokeSessions(store, user.id)
    await record({ action: 'signOut', entity: 'user', entityId: user.id, after: { sessions } })
    return sessions
  })
}

/** Turns off 2FA for someone who lost their device and recovery codes. They can sign in with just their password until they set it up again. */
export function resetSecondFactor(database: Database, caller: Caller, group: Group, id: string): Promise<void> {
  return change(database, caller, async (made) => {
    const user = await findUserIn(made.database, caller, group, id, 'edit')
    if (user.id === caller.user.id)
      throw new Refused(
        'conflict',
        'You can’t reset your own two-factor authentication. Turn it off in your settings, or ask another admin.',
      )
    if (!user.totpConfirmedAt) throw new Refused('conflict', 'This user doesn’t use two-factor authentication.')
    await removeSecondFactor(made.database, user)
    await made.record({ action: 'resetSecondFactor', entity: 'user', entityId: user.id })
    notifyUser(made, user.email, 'An admin turned off two-factor authentication for your Tributary account')
  })
}

/** Emails a user about what an admin did to their account. */
function notifyUser({ afterCommit }: Change, to: string, what: string): void {
  afterCommit(() => sendMailLater(changedByAdmin({ to, what, url: `${config().baseUrl}/forgot-password` })))
}

async function revokeSessions(database: OrganizationTransaction, userId: string): Promise<number> {
  const { count } = await database.session.updateMany({
    where: { userId, revokedAt: null, expiresAt: { gt: new Date() } },
    data: { revokedAt: new Date() },
  })
  return count
}

/** The user's fields for the audit log, which hides secrets itself. What becomes of an email isn't anyone's change. */
function audited(user: User & { publisher?: Publisher | null }): Record<string, unknown> {
  const { publisher: _publisher, invitationDelivery: _delivery, invitationRetryAt: _retryAt, ...fields } = user
  return fields
}
