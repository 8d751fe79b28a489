import { config } from '@/lib/config'
import type { Database } from '@/lib/database/client'
import type { Prisma, Publisher, User } from '@/lib/database/generated/client'
import { isUniqueViolation } from '@/lib/database/unique-violation'
import { changedByAdmin } from '@/lib/mail/messages'
import { sendMailLater } from '@/lib/mail/send'
import { numberOrId } from '@/lib/identifier'
import { isUuid } from '@/lib/uuid'
import { isActive } from './active'
import { AddressInUse, claimAddress, countProbe, refuseProbing } from './addresses'
import { recordChange } from '@/lib/identity/audit'
import type { AuditAction } from '@/lib/identity/audit-names'
import type { Caller } from '@/lib/identity/caller'
import { leaveAddress } from './email-undo'
import { prepareInvitation } from './invitation'
import { countMail } from './mail-bounds'
import { endLinks } from './one-time-token'
import { lockOrganization } from './organization'
import { hashPassword } from './password'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'
import { removeSecondFactor } from './second-factor'
import type { NewUser, UserChange } from './user-fields'

// Users, and the rules about changing them. Each change is made on behalf of a caller, in one transaction with its audit entry, and throws Refused
// if a rule forbids it. For a caller who can't see a user, the user doesn't exist.

/** Which users: the organization's own, a publisher's (by ID or incrementalId), or either. */
export type Group = 'organization' | 'any' | { publisher: string }

export type UserWithPublisher = User & { publisher: Publisher | null }

type Transaction = Prisma.TransactionClient

const withPublisher = { publisher: true } as const satisfies Prisma.UserInclude

/** The Prisma `where` for the users of a group that the caller can see. */
export async function usersWhere(
  database: Database,
  caller: Caller,
  group: Exclude<Group, 'any'>,
): Promise<Prisma.UserWhereInput> {
  if (group === 'organization') {
    if (!caller.permissions.has('users:read'))
      throw new Refused('forbidden', 'You don’t have permission to view this organization’s users.')
    return { role: { not: 'publisher' } }
  }
  return { publisherId: (await findPublisher(database.prisma, caller, group.publisher, 'see')).id }
}

/** Finds a user that the caller can see or change. */
export function findUser(
  database: Database,
  caller: Caller,
  group: Group,
  id: string,
  purpose: 'see' | 'edit' = 'see',
): Promise<UserWithPublisher> {
  return findTarget(database.prisma, caller, group, id, purpose)
}

/** Creates an organization user with the given role (accountManager by default), or a publisher user. */
export async function createUser(
  database: Database,
  caller: Caller,
  group: Exclude<Group, 'any'>,
  input: NewUser,
): Promise<UserWithPublisher> {
  const passwordHash = await hashOf(input.password)
  return change(database, caller, (transaction) => insertUser(transaction, caller, group, input, passwordHash))
}

/** Creates a user and, if they're active but have no password, emails them an invitation to choose one. */
export async function createOrInvite(
  database: Database,
  caller: Caller,
  group: Exclude<Group, 'any'>,
  input: NewUser,
): Promise<UserWithPublisher> {
  const passwordHash = await hashOf(input.password)
  const { created, mail } = await change(database, caller, async (transaction) => {
    const user = await insertUser(transaction, caller, group, input, passwordHash)
    return {
      created: user,
      mail: passwordHash === undefined && isActive(user) ? await prepareInvitation(transaction, caller, user.id) : null,
    }
  })
  if (mail) sendMailLater(mail)
  return created
}

async function insertUser(
  transaction: Transaction,
  caller: Caller,
  group: Exclude<Group, 'any'>,
  { password: _password, ...fields }: NewUser,
  passwordHash: string | undefined,
): Promise<UserWithPublisher> {
  const belonging = await belongingOf(transaction, caller, group, fields.role)
  const { id: organizationId } = caller.organization
  await refuseProbing(transaction, organizationId)
  await claimAddress(transaction, { organizationId }, fields.email)
  const user = await transaction.user.create({
    data: { ...fields, ...belonging, passwordHash, organizationId },
    include: withPublisher,
  })
  await recordChange(transaction, caller, { action: 'create', entity: 'user', entityId: user.id, after: audited(user) })
  return user
}

const hashOf = async (password: string | undefined) => (password === undefined ? undefined : hashPassword(password))

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
  const { changed, mail } = await change(database, caller, async (transaction) => {
    const before = await findTarget(transaction, caller, group, id, 'edit')
    const archivedAt = archived === undefined ? before.archivedAt : archived ? (before.archivedAt ?? new Date()) : null
    await checkRules(transaction, caller, before, { ...before, ...fields, archivedAt }, password !== undefined)
    const to = fields.email !== undefined && fields.email !== before.email ? fields.email : null
    if (to !== null) await demandAddress(transaction, before, to)
    const after = await transaction.user.update({
      where: { id: before.id },
      data: { ...fields, archivedAt, passwordHash, ...(to === null ? {} : { emailVerifiedAt: null }) },
      include: withPublisher,
    })
    const shutOut = !mayEnter(after) && mayEnter(before)
    if (shutOut || password !== undefined) await revokeSessions(transaction, id)
    // Links already sent were for the user's previous state.
    if (shutOut || to !== null || password !== undefined)
      await endLinks(transaction, { organizationId: before.organizationId, userId: id })
    await recordChange(transaction, caller, {
      action: actionOf(before, after),
      entity: 'user',
      entityId: id,
      before: audited(before),
      after: audited(after),
    })
    return { changed: after, mail: to === null ? null : await leaveAddress(transaction, before, to) }
  })
  if (mail) sendMailLater(mail)
  else if (password !== undefined) tell(changed.email, 'An admin changed your Tributary password')
  return changed
}

/** Refuses an address that's in use, and limits how often an address can change, since each change sends email. */
async function demandAddress(transaction: Transaction, { id, organizationId, email }: User, to: string): Promise<void> {
  await refuseProbing(transaction, organizationId)
  await claimAddress(transaction, { organizationId, userId: id }, to, email)
  await countMail({ prisma: transaction }, { recipient: email, account: id, organization: organizationId })
}

/** Ends all sessions of a user. @returns how many there were */
export function signOutEverywhere(database: Database, caller: Caller, group: Group, id: string): Promise<number> {
  return change(database, caller, async (transaction) => {
    const user = await findTarget(transaction, caller, group, id, 'edit')
    const sessions = await revokeSessions(transaction, user.id)
    await recordChange(transaction, caller, {
      action: 'signOut',
      entity: 'user',
      entityId: user.id,
      after: { sessions },
    })
    return sessions
  })
}

/** Turns off 2FA for someone who lost their device and recovery codes. They can sign in with just their password until they set it up again. */
export async function resetSecondFactor(database: Database, caller: Caller, group: Group, id: string): Promise<void> {
  const { email } = await change(database, caller, async (transaction) => {
    const user = await findTarget(transaction, caller, group, id, 'edit')
    if (user.id === caller.user.id)
      throw new Refused(
        'conflict',
        'You can’t reset your own two-factor authentication. Turn it off in your settings, or ask another admin.',
      )
    if (!user.totpConfirmedAt) throw new Refused('conflict', 'This user doesn’t use two-factor authentication.')
    await removeSecondFactor(transaction, user)
    await recordChange(transaction, caller, { action: 'resetSecondFactor', entity: 'user', entityId: user.id })
    return user
  })
  tell(email, 'An admin turned off two-factor authentication for your Tributary account')
}

function tell(to: string, what: string): void {
  sendMailLater(changedByAdmin({ to, what, url: `${config().baseUrl}/forgot-password` }))
}

/** Finds a publisher, by ID or incrementalId, that the caller can see or change. */
export async function findPublisher(
  store: Pick<Transaction, 'publisher'>,
  caller: Caller,
  publisher: string,
  purpose: 'see' | 'edit',
): Promise<Publisher> {
  const named = numberOrId(publisher)
  const found =
    named &&
    (await store.publisher.findFirst({
      where: { AND: [named, among(caller.reach.publishers.see), { organizationId: caller.organization.id }] },
    }))
  if (!found) throw new Refused('not_found', 'No publisher with this ID.')
  if (purpose === 'edit' && !includes(caller.reach.publishers.edit, found.incrementalId)) {
    throw new Refused(
      'forbidden',
      'You can view this publisher, but only its account manager and admins can change it or its users.',
    )
  }
  return found
}

async function belongingOf(
  transaction: Transaction,
  caller: Caller,
  group: Exclude<Group, 'any'>,
  role: NewUser['role'],
) {
  if (group === 'organization') {
    if (!caller.permissions.has('users:manage'))
      throw new Refused('forbidden', 'You don’t have permission to change this organization’s users.')
    if (role === 'admin') demandAdmins(caller)
    return { role: role ?? 'accountManager', publisherId: null } as const
  }
  if (role !== undefined) throw new Refused('invalid', 'can’t be set for publisher users', 'role')
  const publisher = await findPublisher(transaction, caller, group.publisher, 'edit')
  if (publisher.archived) throw new Refused('conflict', 'This publisher is archived. Restore it first.')
  return { role: 'publisher', publisherId: publisher.id } as const
}

async function findTarget(
  store: Pick<Transaction, 'user'>,
  caller: Caller,
  group: Group,
  id: string,
  purpose: 'see' | 'edit',
): Promise<UserWithPublisher> {
  const user = isUuid(id)
    ? await store.user.findFirst({ where: { id, organizationId: caller.organization.id }, include: withPublisher })
    : null
  const may = (what: 'see' | 'edit', permission: 'read' | 'manage') =>
    user?.publisher
      ? caller.permissions.has(`publisherUsers:${permission}`) &&
        includes(caller.reach.publishers[what], user.publisher.incrementalId)
      : caller.permissions.has(`users:${permission}`)
  if (!user || !belongs(user, group) || !(may('see', 'read') || may('edit', 'manage')))
    throw new Refused('not_found', 'No user with this ID.')
  if (purpose === 'see') return user
  if (!may('edit', 'manage')) throw new Refused('forbidden', 'You can view this user, but not change them.')
  if (user.id === caller.user.id && caller.via.kind === 'apiKey') {
    throw new Refused(
      'forbidden',
      'An API key can’t change its owner’s account. Sign in and change it in the browser, or ask another admin.',
    )
  }
  if (user.role === 'admin' && user.id !== caller.user.id) demandAdmins(caller)
  return user
}

/** Anyone who can create an admin, or sign in as one, can do everything. So API keys need a separate permission for it. */
function demandAdmins(caller: Caller): void {
  if (!caller.permissions.has('admins:manage')) {
    throw new Refused(
      'forbidden',
      `${caller.via.kind === 'apiKey' ? 'This API key needs' : 'You need'} the "admins:manage" permission to create or change admins.`,
    )
  }
}

function belongs({ publisher }: UserWithPublisher, group: Group): boolean {
  if (group === 'any') return true
  if (group === 'organization') return publisher === null
  return (
    publisher !== null &&
    (group.publisher.toLowerCase() === publisher.id || group.publisher === String(publisher.incrementalId))
  )
}

async function checkRules(
  transaction: Transaction,
  caller: Caller,
  before: User,
  after: User,
  newPassword: boolean,
): Promise<void> {
  if (before.role === 'publisher' && after.role !== before.role)
    throw new Refused('invalid', 'can’t be changed for publisher users', 'role')
  if (after.role === 'admin' && before.role !== 'admin') demandAdmins(caller)
  const field = after.archivedAt && !before.archivedAt ? 'archived' : after.status !== before.status ? 'status' : 'role'
  if (before.id === caller.user.id) {
    if (mayEnter(before) && !mayEnter(after))
      throw new Refused('conflict', 'You can’t lock yourself out. Ask another admin to do this.', field)
    if (after.role !== before.role)
      throw new Refused('conflict', 'You can’t change your own role. Ask another admin to do this.', field)
    // Settings asks for the current password, so an unattended browser isn't enough.
    if (newPassword)
      throw new Refused('conflict', 'You can’t change your own password here. Change it in your settings.', 'password')
    if (after.email !== before.email)
      throw new Refused('conflict', 'You can’t change your own email here. Change it in your settings.', 'email')
  }
  if (isActiveAdmin(before) && !isActiveAdmin(after)) {
    const { organizationId } = before
    const others = await transaction.user.count({
      where: { organizationId, role: 'admin', status: 'Active', archivedAt: null, id: { not: before.id } },
    })
    if (others === 0)
      throw new Refused(
        'conflict',
        'Your organization needs at least one active admin. Make someone else an admin first.',
        field,
      )
  }
}

const mayEnter = ({ status, archivedAt }: User): boolean => status === 'Active' && archivedAt === null
const isActiveAdmin = (user: User): boolean => user.role === 'admin' && mayEnter(user)

function actionOf(before: User, after: User): AuditAction {
  if (Boolean(before.archivedAt) !== Boolean(after.archivedAt)) return after.archivedAt ? 'archive' : 'restore'
  if (before.status === after.status) return 'update'
  return ({ Active: 'activate', Deactivated: 'deactivate', Suspended: 'suspend' } as const)[after.status]
}

async function revokeSessions(transaction: Transaction, userId: string): Promise<number> {
  const { count } = await transaction.session.updateMany({
    where: { userId, revokedAt: null, expiresAt: { gt: new Date() } },
    data: { revokedAt: new Date() },
  })
  return count
}

/** The user's fields for the audit log, which hides secrets itself. */
function audited({ publisher: _publisher, ...user }: UserWithPublisher): Record<string, unknown> {
  return user
}

/** Runs changes to an organization's users one at a time, so two admins can't deactivate each other at once. */
async function change<T>(
  database: Database,
  caller: Caller,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  try {
    const outcome = await database.prisma.$transaction(async (transaction) => {
      await lockOrganization(transaction, caller.organization.id)
      try {
        return { result: await work(transaction) }
      } catch (error) {
        if (!(error instanceof AddressInUse) || error.place === 'here') throw error
        // Commits the count even though the change is refused. Nothing is written before the address check, so there's nothing else to commit.
        await countProbe(transaction, caller.organization.id)
        return { refused: error }
      }
    })
    if (outcome.refused) throw outcome.refused
    return outcome.result
  } catch (error) {
    // The email address is the only unique column of users.
    if (isUniqueViolation(error)) throw new AddressInUse()
    throw error
  }
}
