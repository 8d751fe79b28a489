import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import type { Caller } from '@/lib/identity/caller'
import { verifyPassword } from './password'
import { resolveCaller } from './resolve'
import { findUser, usersWhere } from './find-user'
import { changeUser, createUser, resetSecondFactor, signOutEverywhere } from './users'

const database = await testDatabase()
const events = await testEventLog()
let world: World
let foreign: World

beforeAll(async () => {
  // Hides the emails, which go to the log.
  vi.spyOn(console, 'log').mockImplementation(() => {})
  world = await createWorld(database, events)
  foreign = await createWorld(database, events)
})

const found = (headers: Record<string, string>) => resolveCaller(database, new Headers(headers))
async function callerOf(person: Person): Promise<Caller> {
  const caller = await found({ cookie: person.cookie, 'user-agent': 'Test browser' })
  if ('problem' in caller) throw new Error(`not let in: ${caller.problem}`)
  return caller
}
/** Like `callerOf`, but with the person's API key. */
async function callerWith(person: Person): Promise<Caller> {
  const caller = await found({ 'x-api-key': person.key })
  if ('problem' in caller) throw new Error(`not let in: ${caller.problem}`)
  return caller
}
const email = () => `${randomUUID()}@example.com`
const userRow = (id: string) => database.prisma.user.findUniqueOrThrow({ where: { id } })
const lastEntry = (entityId: string) =>
  database.prisma.auditEntry.findFirst({ where: { entityId }, orderBy: { id: 'desc' } })
const of = (publisher: number) => ({ publisher: String(publisher) })

/** A second admin, with a session and a key. */
async function secondAdmin(place: World): Promise<Person> {
  const person = await place.accountManager()
  await database.prisma.user.update({ where: { id: person.userId }, data: { role: 'admin' } })
  return person
}

describe('creating users', () => {
  test('an admin creates an organization user, who can sign in; the audit log leaves out the password', async () => {
    const admin = await callerOf(world.admin)
    const user = await createUser(database, admin, 'organization', {
      email: email(),
      password: 'S3cur3P@ssw0rd!',
      role: 'admin',
      firstName: 'Jane',
      country: 'US',
    })
    expect(user).toMatchObject({
      organizationId: world.organizationId,
      role: 'admin',
      publisherId: null,
      firstName: 'Jane',
      country: 'US',
      status: 'Active',
    })
    expect(await verifyPassword(user.passwordHash, 'S3cur3P@ssw0rd!')).toBe(true)
    const entry = await lastEntry(user.id)
    expect(entry).toMatchObject({
      action: 'create',
      entity: 'user',
      actorId: world.admin.userId,
      actorEmail: admin.user.email,
      apiKeyId: null,
      userAgent: 'Test browser',
    })
    expect(entry?.after).toMatchObject({ email: user.email, role: 'admin', passwordHash: '(not shown)' })
    expect(JSON.stringify(entry)).not.toContain('argon2')
  })

  test('a publisher user belongs to the publisher and can’t be given a role', async () => {
    const admin = await callerOf(world.admin)
    const publisher = await database.prisma.publisher.findFirstOrThrow({
      where: { organizationId: world.organizationId, incrementalId: 2 },
    })
    expect(await createUser(database, admin, of(2), { email: email() })).toMatchObject({
      role: 'publisher',
      publisherId: publisher.id,
      passwordHash: null,
    })
    expect(await createUser(database, admin, { publisher: publisher.id }, { email: email() })).toMatchObject({
      publisherId: publisher.id,
    })
    await expect(createUser(database, admin, of(2), { email: email(), role: 'admin' })).rejects.toMatchObject({
      kind: 'invalid',
      field: 'role',
    })
    await expect(createUser(database, admin, of(99), { email: email() })).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('refuses an address that’s in use in any organization, without writing anything', async () => {
    const admin = await callerOf(world.admin)
    const taken = await userRow(foreign.admin.userId)
    const before = await database.prisma.auditEntry.count()
    await expect(createUser(database, admin, 'organization', { email: taken.email })).rejects.toMatchObject({
      kind: 'conflict',
      field: 'email',
    })
    const user = await createUser(database, admin, 'organization', { email: email() })
    await expect(changeUser(database, admin, 'organization', user.id, { email: taken.email })).rejects.toMatchObject({
      kind: 'conflict',
      field: 'email',
    })
    expect(await database.prisma.auditEntry.count()).toBe(before + 1)
  })
})

describe('who can change whom', () => {
  test('account managers can see and change users of publishers they can see and change, but no organization users', async () => {
    const fresh = await createWorld(database, events)
    const [mine, other] = fresh.publishers
    const limited = await callerOf(
      await fresh.accountManager({ publisherManagerAccess: 'Limited' }, { publishers: [1] }),
    )
    await changeUser(database, limited, of(1), mine.userId, { notes: 'mine' })
    expect(await findUser(database, limited, of(2), other.userId)).toMatchObject({ id: other.userId })
    await expect(changeUser(database, limited, of(2), other.userId, { notes: 'no' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(createUser(database, limited, of(2), { email: email() })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(usersWhere(database, limited, 'organization')).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(findUser(database, limited, 'any', fresh.admin.userId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(createUser(database, limited, 'organization', { email: email() })).rejects.toMatchObject({
      kind: 'forbidden',
    })

    const restricted = await callerOf(await fresh.accountManager({}, { publishers: [1] }))
    await changeUser(database, restricted, of(1), mine.userId, { notes: 'mine too' })
    await expect(findUser(database, restricted, of(2), other.userId)).rejects.toMatchObject({ kind: 'not_found' })
    const global = await callerOf(await fresh.accountManager({ publisherManagerAccess: 'Global' }))
    await changeUser(database, global, of(2), other.userId, { notes: 'everybody’s' })
    const off = await callerOf(
      await fresh.accountManager({
        publisherManagerAccess: 'Global',
        isPublisherManager: false,
        advertiserManagerAccess: 'Global',
      }),
    )
    await expect(findUser(database, off, of(2), other.userId)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('publisher users can’t change anyone, and nobody can reach users of another organization or under another publisher', async () => {
    const [first, second] = world.publishers
    await expect(
      changeUser(database, await callerOf(first), of(1), first.userId, { notes: 'x' }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    const admin = await callerOf(world.admin)
    for (const id of [foreign.admin.userId, foreign.publishers[0].userId, randomUUID(), 'not-an-id']) {
      await expect(changeUser(database, admin, 'any', id, { notes: 'x' })).rejects.toMatchObject({ kind: 'not_found' })
    }
    // Under a path that isn't theirs.
    await expect(findUser(database, admin, of(1), second.userId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(findUser(database, admin, 'organization', second.userId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(findUser(database, admin, of(1), world.admin.userId)).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('changing users', () => {
  test('audits only the fields that changed, with old and new values, and nothing if none did', async () => {
    const admin = await callerOf(world.admin)
    const user = await createUser(database, admin, 'organization', { email: email(), firstName: 'Jane', city: 'Rome' })
    await changeUser(database, admin, 'organization', user.id, {
      firstName: 'Joan',
      city: 'Rome',
      publisherManagerAccess: 'Global',
    })
    expect(await lastEntry(user.id)).toMatchObject({
      action: 'update',
      before: { firstName: 'Jane', publisherManagerAccess: 'Restricted' },
      after: { firstName: 'Joan', publisherManagerAccess: 'Global' },
    })
    expect(Object.keys((await lastEntry(user.id))?.after ?? {}).toSorted()).toEqual([
      'firstName',
      'publisherManagerAccess',
    ])
    const count = await database.prisma.auditEntry.count({ where: { entityId: user.id } })
    await changeUser(database, admin, 'organization', user.id, { firstName: 'Joan' })
    expect(await database.prisma.auditEntry.count({ where: { entityId: user.id } })).toBe(count)
  })

  test.each([
    ['deactivate', { status: 'Deactivated' }, { status: 'Active' }],
    ['suspend', { status: 'Suspended' }, { status: 'Active' }],
    ['archive', { archived: true }, { archived: false }],
  ] as const)(
    '%s shuts out session and key on the next request; when undone, only the key works again',
    async (action, shut, open) => {
      const fresh = await createWorld(database, events)
      const admin = await callerOf(fresh.admin)
      for (const person of [fresh.publishers[0], await fresh.accountManager()]) {
        await database.prisma.oneTimeToken.create({
          data: {
            organizationId: fresh.organizationId,
            userId: person.userId,
            kind: 'passwordReset',
            hash: Buffer.from(randomUUID()),
            expiresAt: new Date(Date.now() + 60_000),
          },
        })
        await changeUser(database, admin, 'any', person.userId, shut)
        expect((await lastEntry(person.userId))?.action).toBe(action)
        expect(await found({ cookie: person.cookie })).toEqual({ problem: 'revoked' })
        expect(await found({ 'x-api-key': person.key })).toEqual({ problem: 'inactive' })
        expect(await database.prisma.oneTimeToken.count({ where: { userId: person.userId } })).toBe(0)
        await changeUser(database, admin, 'any', person.userId, open)
        expect(['activate', 'restore']).toContain((await lastEntry(person.userId))?.action)
        expect(await found({ cookie: person.cookie })).toEqual({ problem: 'revoked' })
        expect(await found({ 'x-api-key': person.key })).toMatchObject({ user: { id: person.userId } })
      }
    },
  )

  test('a new password signs out everywhere; a new email address isn’t verified yet', async () => {
    const fresh = await createWorld(database, events)
    const admin = await callerOf(fresh.admin)
    const [person] = fresh.publishers
    await database.prisma.user.update({ where: { id: person.userId }, data: { emailVerifiedAt: new Date() } })
    await changeUser(database, admin, of(1), person.userId, { email: email() })
    expect((await userRow(person.userId)).emailVerifiedAt).toBeNull()
    expect(await found({ cookie: person.cookie })).not.toHaveProperty('problem')
    await changeUser(database, admin, of(1), person.userId, { password: 'a new long one' })
    expect(await found({ cookie: person.cookie })).toEqual({ problem: 'revoked' })
    expect(await lastEntry(person.userId)).toMatchObject({
      before: { passwordHash: null },
      after: { passwordHash: '(not shown)' },
    })
  })

  test('turning off API access makes keys stop working immediately', async () => {
    const fresh = await createWorld(database, events)
    const [person] = fresh.publishers
    await changeUser(database, await callerOf(fresh.admin), of(1), person.userId, { apiAccessEnabled: false })
    expect(await found({ 'x-api-key': person.key })).toEqual({ problem: 'no_api_access' })
    expect(await found({ cookie: person.cookie })).not.toHaveProperty('problem')
  })

  test('a role change takes effect on the next request', async () => {
    const fresh = await createWorld(database, events)
    const manager = await fresh.accountManager()
    const admin = await callerOf(fresh.admin)
    await changeUser(database, admin, 'organization', manager.userId, { role: 'admin' })
    expect((await callerOf(manager)).scope.publishers).toBe('all')
    await changeUser(database, admin, 'organization', manager.userId, { role: 'accountManager' })
    expect((await callerOf(manager)).scope.publishers).toEqual([])
    await expect(
      changeUser(database, admin, of(1), fresh.publishers[0].userId, { role: 'admin' }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'role' })
  })
})

describe('rules', () => {
  test('admins can’t lock themselves out, change their own role, or change their own password or address here', async () => {
    const fresh = await createWorld(database, events)
    await secondAdmin(fresh)
    const admin = await callerOf(fresh.admin)
    for (const [field, change] of [
      ['status', { status: 'Deactivated' }],
      ['status', { status: 'Suspended' }],
      ['archived', { archived: true }],
      ['role', { role: 'accountManager' }],
      ['password', { password: 'a new long one' }],
      ['email', { email: email() }],
    ] as const) {
      await expect(changeUser(database, admin, 'organization', fresh.admin.userId, change)).rejects.toMatchObject({
        kind: 'conflict',
        field,
      })
    }
    await expect(resetSecondFactor(database, admin, 'organization', fresh.admin.userId)).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(await database.prisma.auditEntry.count({ where: { organizationId: fresh.organizationId } })).toBe(0)
    expect(await callerOf(fresh.admin)).toMatchObject({ user: { role: 'admin' } })
  })

  test('an API key can’t change its owner’s account', async () => {
    const fresh = await createWorld(database, events)
    await secondAdmin(fresh)
    const { userId } = fresh.admin
    await database.prisma.user.update({
      where: { id: userId },
      data: { totpSecret: new Uint8Array(8), totpConfirmedAt: new Date() },
    })
    const before = await userRow(userId)
    const key = await callerWith(fresh.admin)
    const changes = [
      {},
      { firstName: 'X' },
      { email: email() },
      { password: 'a new long one' },
      { role: 'accountManager' },
      { status: 'Suspended' },
      { archived: true },
      { apiAccessEnabled: false },
    ] as const
    for (const change of changes)
      await expect(changeUser(database, key, 'organization', userId, change)).rejects.toMatchObject({
        kind: 'forbidden',
      })
    await expect(signOutEverywhere(database, key, 'any', userId)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(resetSecondFactor(database, key, 'any', userId)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(findUser(database, key, 'any', userId, 'edit')).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await userRow(userId)).toEqual(before)
    expect(await findUser(database, key, 'organization', userId)).toMatchObject({ id: userId })
  })

  test('an API key needs admins:manage to create, promote, or change an admin', async () => {
    const fresh = await createWorld(database, events)
    const other = await secondAdmin(fresh)
    const manager = await fresh.accountManager()
    await database.prisma.apiKey.update({
      where: { id: fresh.admin.keyId },
      data: { access: ['users:read', 'users:manage', 'publisherUsers:manage'] },
    })
    const key = await callerWith(fresh.admin)
    const forbidden = { kind: 'forbidden', message: expect.stringContaining('admins:manage') }
    await expect(
      createUser(database, key, 'organization', { email: email(), role: 'admin', password: 'long enough 123' }),
    ).rejects.toMatchObject(forbidden)
    await expect(changeUser(database, key, 'organization', manager.userId, { role: 'admin' })).rejects.toMatchObject(
      forbidden,
    )
    for (const change of [
      { email: email() },
      { password: 'a new long one' },
      { role: 'accountManager' },
      { archived: true },
      { city: 'Rome' },
    ] as const) {
      await expect(changeUser(database, key, 'organization', other.userId, change)).rejects.toMatchObject(forbidden)
    }
    await expect(signOutEverywhere(database, key, 'any', other.userId)).rejects.toMatchObject(forbidden)
    // Restoring an archived admin isn't allowed either.
    await changeUser(database, await callerOf(fresh.admin), 'organization', other.userId, { archived: true })
    await expect(changeUser(database, key, 'organization', other.userId, { archived: false })).rejects.toMatchObject(
      forbidden,
    )
    // Account managers and publisher users don't need it.
    await createUser(database, key, 'organization', {
      email: email(),
      password: 'long enough 123',
      role: 'accountManager',
    })
    await changeUser(database, key, 'organization', manager.userId, { city: 'Rome', password: 'a new long one' })
    await changeUser(database, key, 'any', fresh.publishers[0].userId, { notes: 'x' })

    await database.prisma.apiKey.update({
      where: { id: fresh.admin.keyId },
      data: { access: ['users:manage', 'admins:manage'] },
    })
    const wider = await callerWith(fresh.admin)
    await createUser(database, wider, 'organization', { email: email(), role: 'admin', password: 'long enough 123' })
    await changeUser(database, wider, 'organization', manager.userId, { role: 'admin' })
  })

  test.each(['two', 'three'])('when two of %s admins lock each other out at once, one stays', async (admins) => {
    for (let round = 0; round < 5; round++) {
      const fresh = await createWorld(database, events)
      const other = await secondAdmin(fresh)
      if (admins === 'three') await secondAdmin(fresh)
      const [a, b] = [await callerOf(fresh.admin), await callerOf(other)]
      const changes = [{ status: 'Deactivated' }, { archived: true }, { role: 'accountManager' }] as const
      const change = changes[round % changes.length] ?? changes[0]
      const outcomes = await Promise.allSettled([
        changeUser(database, a, 'organization', other.userId, change),
        changeUser(database, b, 'organization', fresh.admin.userId, change),
      ])
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const left = { organizationId: fresh.organizationId, role: 'admin', status: 'Active', archivedAt: null } as const
      expect(await database.prisma.user.count({ where: left })).toBe(admins === 'three' ? 2 : 1)
    }
  })

  test('the last admin who can sign in stays, whoever else was invited', async () => {
    const fresh = await createWorld(database, events)
    const { organizationId } = fresh
    // Only has an API key, and never accepted the invitation.
    await database.prisma.session.deleteMany({ where: { userId: fresh.admin.userId } })
    const key = await callerWith(fresh.admin)
    const other = await secondAdmin(fresh)
    const invited = { organizationId, email: email(), role: 'admin', invitedAt: new Date() } as const
    const { id: userId } = await database.prisma.user.create({ data: invited })
    for (const change of [{ status: 'Suspended' }, { archived: true }, { role: 'accountManager' }] as const)
      await expect(changeUser(database, key, 'organization', other.userId, change)).rejects.toMatchObject({
        kind: 'conflict',
        message: expect.stringContaining('at least one active admin who can sign in'),
      })
    await database.prisma.linkedAccount.create({
      data: { organizationId, userId, provider: 'github', subject: userId },
    })
    await changeUser(database, key, 'organization', other.userId, { archived: true })
  })
})

describe('helping a user', () => {
  test('signing out everywhere ends every session and returns how many', async () => {
    const fresh = await createWorld(database, events)
    const [person] = fresh.publishers
    const { userId } = person
    await database.prisma.session.create({
      data: { organizationId: fresh.organizationId, userId, expiresAt: new Date(Date.now() + 60_000) },
    })
    await database.prisma.session.create({
      data: { organizationId: fresh.organizationId, userId, expiresAt: new Date() },
    })
    expect(await signOutEverywhere(database, await callerOf(fresh.admin), 'any', userId)).toBe(2)
    expect(await found({ cookie: person.cookie })).toEqual({ problem: 'revoked' })
    expect(await lastEntry(userId)).toMatchObject({ action: 'signOut', after: { sessions: 2 } })
  })

  test('resetting the second factor removes it along with its recovery codes', async () => {
    const fresh = await createWorld(database, events)
    const admin = await callerOf(fresh.admin)
    const { userId } = fresh.publishers[0]
    await expect(resetSecondFactor(database, admin, of(1), userId)).rejects.toMatchObject({ kind: 'conflict' })
    await database.prisma.user.update({
      where: { id: userId },
      data: { totpSecret: Buffer.from('x'), totpConfirmedAt: new Date(), totpLastStep: 1 },
    })
    await database.prisma.recoveryCode.create({
      data: { organizationId: fresh.organizationId, userId, hash: Buffer.from('y') },
    })
    await resetSecondFactor(database, admin, of(1), userId)
    expect(await userRow(userId)).toMatchObject({ totpSecret: null, totpConfirmedAt: null, totpLastStep: null })
    expect(await database.prisma.recoveryCode.count({ where: { userId } })).toBe(0)
    expect((await lastEntry(userId))?.action).toBe('resetSecondFactor')
  })
})
