import type { Database } from '../database/client'
import type { Prisma, Publisher, User } from '../database/generated/client'
import { isUniqueViolation } from '../database/unique-violation'
import { isUuid } from '../uuid'
import { recordChange } from './audit'
import type { AuditAction } from './audit-names'
import type { Caller } from './caller'
import { endLinks } from './one-time-token'
import { hashPassword } from './password'
import { Refused } from './refused'
import { among, includes } from './scope'
import { removeSecondFactor } from './second-factor'
import type { NewUser, UserChange } from './user-fields'

// Users, and the rules about them. Each change is made for a caller, in one transaction with its line in the audit log, and refused
// (Refused) when a rule forbids it. What a caller does not see is not found.

/** Whose users are meant: the organization's own, those of a publisher (by id or incrementalId), or either. */
export type Group = 'organization' | 'any' | { publisher: string }

export type UserWithPublisher = User & { publisher: Publisher | null }

type Transaction = Prisma.TransactionClient

const withPublisher = { publisher: true } as const satisfies Prisma.UserInclude

/** Which users of a group the caller sees: `where` of a list. */
export async function usersWhere(database: Database, caller: Caller, group: Exclude<Group, 'any'>): Promise<Prisma.UserWhereInput> {
  if (group === 'organization') {
    if (!caller.permissions.has('users:read')) throw new Refused('forbidden', 'You may not see the users of the organization.')
    return { role: { not: 'publisher' } }
  }
  return { publisherId: (await findPublisher(database.prisma, caller, group.publisher, 'see')).id }
}

/** One user that the caller sees, or may change. */
export function findUser(database: Database, caller: Caller, group: Group, id: string, purpose: 'see' | 'edit' = 'see'): Promise<UserWithPublisher> {
  return findTarget(database.prisma, caller, group, id, purpose)
}

/** Makes a user: of the organization with the given role (accountManager when none is), or of a publisher. */
export async function createUser(database: Database, caller: Caller, group: Exclude<Group, 'any'>, input: NewUser): Promise<UserWithPublisher> {
  const { password, ...fields } = input
  const passwordHash = password === undefined ? null : await hashPassword(password)
  return change(database, caller, async (transaction) => {
    const belonging = await belongingOf(transaction, caller, group, fields.role)
    const user = await transaction.user.create({
      data: { ...fields, ...belonging, passwordHash, organizationId: caller.organization.id },
      include: withPublisher,
    })
    await recordChange(transaction, caller, { action: 'create', entity: 'user', entityId: user.id, after: audited(user) })
    return user
  })
}

/**
 * Changes a user. Whoever is no longer let in (deactivated, suspended, archived) or has a new password is signed out everywhere at once;
 * keys of people who are not let in are refused as long as they are not.
 */
export async function changeUser(database: Database, caller: Caller, group: Group, id: string, input: UserChange): Promise<UserWithPublisher> {
  const { password, archived, ...fields } = input
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  return change(database, caller, async (transaction) => {
    const before = await findTarget(transaction, caller, group, id, 'edit')
    const archivedAt = archived === undefined ? before.archivedAt : archived ? (before.archivedAt ?? new Date()) : null
    await checkRules(transaction, caller, before, { ...before, ...fields, archivedAt }, password !== undefined)
    const emailChanged = fields.email !== undefined && fields.email !== before.email
    const after = await transaction.user.update({
      where: { id: before.id },
      data: { ...fields, archivedAt, passwordHash, ...(emailChanged ? { emailVerifiedAt: null } : {}) },
      include: withPublisher,
    })
    const shutOut = !mayEnter(after) && mayEnter(before)
    if (shutOut || password !== undefined) await revokeSessions(transaction, id)
    // A link on its way was for who the person was.
    if (shutOut || emailChanged || password !== undefined) await endLinks(transaction, { organizationId: before.organizationId, userId: id })
    await recordChange(transaction, caller, { action: actionOf(before, after), entity: 'user', entityId: id, before: audited(before), after: audited(after) })
    return after
  })
}

/** Ends all sessions of a user. @returns how many there were */
export function signOutEverywhere(database: Database, caller: Caller, group: Group, id: string): Promise<number> {
  return change(database, caller, async (transaction) => {
    const user = await findTarget(transaction, caller, group, id, 'edit')
    const sessions = await revokeSessions(transaction, user.id)
    await recordChange(transaction, caller, { action: 'signOut', entity: 'user', entityId: user.id, after: { sessions } })
    return sessions
  })
}

/** Takes the second factor away from somebody who lost it, with the recovery codes: the password alone signs in until a new one is set up. */
export function resetSecondFactor(database: Database, caller: Caller, group: Group, id: string): Promise<void> {
  return change(database, caller, async (transaction) => {
    const user = await findTarget(transaction, caller, group, id, 'edit')
    if (user.id === caller.user.id) throw new Refused('conflict', 'You can not reset your own second factor: switch it off in your settings, or ask another admin.')
    if (!user.totpConfirmedAt) throw new Refused('conflict', 'This user has no second factor.')
    await removeSecondFactor(transaction, user)
    await recordChange(transaction, caller, { action: 'resetSecondFactor', entity: 'user', entityId: user.id })
  })
}

/** A publisher, by id or incrementalId, that the caller sees or may change. */
export async function findPublisher(store: Pick<Transaction, 'publisher'>, caller: Caller, publisher: string, purpose: 'see' | 'edit'): Promise<Publisher> {
  const named = isUuid(publisher) ? { id: publisher } : /^\d{1,9}$/.test(publisher) ? { incrementalId: Number(publisher) } : null
  const found =
    named &&
    (await store.publisher.findFirst({ where: { AND: [named, among(caller.reach.publishers.see), { organizationId: caller.organization.id }] } }))
  if (!found) throw new Refused('not_found', 'There is no publisher with this id.')
  if (purpose === 'edit' && !includes(caller.reach.publishers.edit, found.incrementalId)) {
    throw new Refused('forbidden', 'You see this publisher, but only its account manager and admins may change it and its users.')
  }
  return found
}

async function belongingOf(transaction: Transaction, caller: Caller, group: Exclude<Group, 'any'>, role: NewUser['role']) {
  if (group === 'organization') {
    if (!caller.permissions.has('users:manage')) throw new Refused('forbidden', 'You may not change the users of the organization.')
    return { role: role ?? 'accountManager', publisherId: null } as const
  }
  if (role !== undefined) throw new Refused('invalid', 'can not be given for a user of a publisher', 'role')
  const publisher = await findPublisher(transaction, caller, group.publisher, 'edit')
  if (publisher.archived) throw new Refused('conflict', 'This publisher is archived. Restore it first.')
  return { role: 'publisher', publisherId: publisher.id } as const
}

async function findTarget(store: Pick<Transaction, 'user'>, caller: Caller, group: Group, id: string, purpose: 'see' | 'edit'): Promise<UserWithPublisher> {
  const user = isUuid(id) ? await store.user.findFirst({ where: { id, organizationId: caller.organization.id }, include: withPublisher }) : null
  const may = (what: 'see' | 'edit', permission: 'read' | 'manage') =>
    user?.publisher
      ? caller.permissions.has(`publisherUsers:${permission}`) && includes(caller.reach.publishers[what], user.publisher.incrementalId)
      : caller.permissions.has(`users:${permission}`)
  if (!user || !belongs(user, group) || !(may('see', 'read') || may('edit', 'manage'))) throw new Refused('not_found', 'There is no user with this id.')
  if (purpose === 'edit' && !may('edit', 'manage')) throw new Refused('forbidden', 'You see this user, but may not change them.')
  return user
}

function belongs({ publisher }: UserWithPublisher, group: Group): boolean {
  if (group === 'any') return true
  if (group === 'organization') return publisher === null
  return publisher !== null && (group.publisher.toLowerCase() === publisher.id || group.publisher === String(publisher.incrementalId))
}

async function checkRules(transaction: Transaction, caller: Caller, before: User, after: User, newPassword: boolean): Promise<void> {
  if (before.role === 'publisher' && after.role !== before.role) throw new Refused('invalid', 'of a publisher’s user can not be changed', 'role')
  const field = after.archivedAt && !before.archivedAt ? 'archived' : after.status !== before.status ? 'status' : 'role'
  if (before.id === caller.user.id) {
    if (mayEnter(before) && !mayEnter(after)) throw new Refused('conflict', 'you can not shut yourself out: ask another admin', field)
    if (after.role !== before.role) throw new Refused('conflict', 'you can not change your own role: ask another admin', field)
    if (newPassword) throw new Refused('conflict', 'change your own password in your settings, where the present one is asked for', 'password')
  }
  if (isActiveAdmin(before) && !isActiveAdmin(after)) {
    const { organizationId } = before
    const others = await transaction.user.count({ where: { organizationId, role: 'admin', status: 'Active', archivedAt: null, id: { not: before.id } } })
    if (others === 0) throw new Refused('conflict', 'this is the last active admin of the organization: make somebody else one first', field)
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
  const { count } = await transaction.session.updateMany({ where: { userId, revokedAt: null, expiresAt: { gt: new Date() } }, data: { revokedAt: new Date() } })
  return count
}

/** The user as the audit log has it; secrets are left out there. */
function audited({ publisher: _publisher, ...user }: UserWithPublisher): Record<string, unknown> {
  return user
}

/** One change of people at a time in an organization, so that two admins can not deactivate each other at once. */
async function change<T>(database: Database, caller: Caller, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  try {
    return await database.prisma.$transaction(async (transaction) => {
      // Stops neither readers nor rows that point at the organization.
      await transaction.$queryRaw`SELECT id FROM "Organization" WHERE id = ${caller.organization.id}::uuid FOR NO KEY UPDATE`
      return work(transaction)
    })
  } catch (error) {
    // The one thing about users that is unique.
    if (isUniqueViolation(error)) throw new Refused('conflict', 'belongs to an account already', 'email')
    throw error
  }
}
