import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person } from '@/lib/testing/world'
import { makeOwnKey, revokeOwnKey, rotateOwnKey, updateOwnKey } from './api-keys'
import type { Caller } from '@/lib/identity/caller'
import { keyPermissions, readingPermissions } from '@/lib/identity/permissions'
import { resolveCaller } from './resolve'

const database = await testDatabase()
const world = await createWorld(database, await testEventLog())
const HOUR = 3_600_000

async function callerOf(person: Person): Promise<Caller> {
  const caller = await resolveCaller(database, new Headers({ cookie: person.cookie }))
  if ('problem' in caller) throw new Error(`no caller: ${caller.problem}`)
  return caller
}
const withKey = (key: string, now = new Date()) => resolveCaller(database, new Headers({ 'x-api-key': key }), now)
const audit = (entityId: string) => database.prisma.auditEntry.findMany({ where: { entityId }, orderBy: { id: 'asc' } })

test('a key gets the access its owner chooses from their own, and is read-only by default', async () => {
  const admin = await callerOf(world.admin)
  const chosen = await makeOwnKey(database, admin, {
    name: 'chosen',
    access: ['clicks:read', 'users:manage', 'clicks:read'],
  })
  expect(await withKey(chosen.key)).toMatchObject({ permissions: new Set(['clicks:read', 'users:manage']) })
  const plain = await makeOwnKey(database, admin, { name: 'plain' })
  expect(plain.apiKey.access).toEqual(readingPermissions('admin'))
  expect(plain.apiKey.access.every((permission) => permission.endsWith(':read'))).toBe(true)

  const publisher = await callerOf(world.publishers[0])
  expect(
    (await makeOwnKey(database, publisher, { name: 'all', access: keyPermissions('publisher') })).apiKey.access,
  ).toEqual([...keyPermissions('publisher')])
  for (const access of ['users:manage', 'publishers:manage', 'keys:manage', 'account:manage'] as const) {
    await expect(
      makeOwnKey(database, publisher, { name: 'more', access: ['clicks:read', access] }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'access' })
  }
  await expect(makeOwnKey(database, admin, { name: 'own', access: ['keys:manage'] })).rejects.toMatchObject({
    field: 'access',
  })
})

test('a key loses access that its owner no longer has', async () => {
  const person = await world.person('admin')
  const { key } = await makeOwnKey(database, await callerOf(person), { name: 'wide', access: keyPermissions('admin') })
  await database.prisma.user.update({ where: { id: person.userId }, data: { role: 'accountManager' } })
  expect(await withKey(key)).toMatchObject({ permissions: new Set(keyPermissions('accountManager')) })
})

test('a rotated key keeps working during the overlap, alongside its replacement', async () => {
  const person = await world.person('publisher', { publisher: 1 })
  const caller = await callerOf(person)
  const now = new Date()
  const old = await makeOwnKey(database, caller, {
    name: 'Nightly',
    access: ['clicks:read'],
    expiresAt: new Date(now.getTime() + 1000 * HOUR),
  })
  const made = await rotateOwnKey(database, caller, old.apiKey.id, 2, now)
  expect(made.apiKey).toMatchObject({
    name: 'Nightly',
    access: ['clicks:read'],
    rotatedFromId: old.apiKey.id,
    revokedAt: null,
  })
  expect(made.key).not.toBe(old.key)
  // The new key gets the old key's full lifetime.
  expect(made.apiKey.expiresAt?.getTime()).toBe(
    now.getTime() + (old.apiKey.expiresAt?.getTime() ?? 0) - old.apiKey.createdAt.getTime(),
  )
  const later = (hours: number) => new Date(now.getTime() + hours * HOUR)
  expect(await withKey(old.key, later(1.9))).toMatchObject({ user: { id: person.userId } })
  expect(await withKey(old.key, later(2))).toEqual({ problem: 'expired' })
  expect(await withKey(made.key, later(3))).toMatchObject({ user: { id: person.userId } })

  await expect(rotateOwnKey(database, caller, old.apiKey.id, 2, now)).rejects.toMatchObject({ kind: 'conflict' })
  const next = await rotateOwnKey(database, caller, made.apiKey.id, 0, later(1))
  expect(await withKey(made.key, later(1))).toEqual({ problem: 'expired' })
  expect(await withKey(next.key, later(1))).not.toHaveProperty('problem')
})

test('an overlap doesn’t extend a key past its expiration', async () => {
  const caller = await callerOf(world.admin)
  const now = new Date()
  const expiresAt = new Date(now.getTime() + HOUR)
  const { apiKey } = await makeOwnKey(database, caller, { name: 'short', expiresAt })
  await rotateOwnKey(database, caller, apiKey.id, 48, now)
  expect((await database.prisma.apiKey.findUniqueOrThrow({ where: { id: apiKey.id } })).expiresAt).toEqual(expiresAt)
})

test('only one of several concurrent rotations creates a key', async () => {
  const caller = await callerOf(world.admin)
  const { apiKey } = await makeOwnKey(database, caller, { name: 'twice' })
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => rotateOwnKey(database, caller, apiKey.id, 1)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ kind: 'conflict' })
  expect(await database.prisma.apiKey.count({ where: { rotatedFromId: apiKey.id } })).toBe(1)
})

test('another user’s keys, and revoked or expired ones, aren’t found', async () => {
  const [mine, other] = [await callerOf(world.publishers[0]), await callerOf(world.publishers[1])]
  const { apiKey, key } = await makeOwnKey(database, mine, { name: 'mine' })
  await expect(rotateOwnKey(database, other, apiKey.id, 1)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(revokeOwnKey(database, other, apiKey.id)).rejects.toMatchObject({ kind: 'not_found' })
  expect(await withKey(key)).not.toHaveProperty('problem')
  await revokeOwnKey(database, mine, apiKey.id)
  expect(await withKey(key)).toEqual({ problem: 'revoked' })
  await expect(rotateOwnKey(database, mine, apiKey.id, 1)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(revokeOwnKey(database, mine, apiKey.id)).rejects.toMatchObject({ kind: 'not_found' })
})

test('creating and rotating keys requires API access, and a user can’t have more than 100 valid keys', async () => {
  const person = await world.person('admin', { apiAccessEnabled: false })
  const caller = await callerOf(person)
  await expect(makeOwnKey(database, caller, { name: 'x' })).rejects.toMatchObject({ kind: 'conflict' })
  await expect(rotateOwnKey(database, caller, person.keyId, 1)).rejects.toMatchObject({ kind: 'conflict' })
  await database.prisma.user.update({ where: { id: person.userId }, data: { apiAccessEnabled: true } })
  const rows = Array.from({ length: 99 }, (_, index) => ({
    organizationId: world.organizationId,
    userId: person.userId,
    name: 'x',
    prefix: 'x',
    hash: Buffer.from(`${person.userId} ${index}`),
    access: [],
  }))
  await database.prisma.apiKey.createMany({ data: rows })
  await expect(makeOwnKey(database, caller, { name: 'x' })).rejects.toThrow(/Revoke one/)
  await database.prisma.apiKey.update({ where: { id: person.keyId }, data: { expiresAt: new Date() } })
  await makeOwnKey(database, caller, { name: 'x' })
})

test('the audit log records creating, rotating, and revoking a key, but never the key itself', async () => {
  const caller = await callerOf(world.admin)
  const old = await makeOwnKey(database, caller, { name: 'written' })
  const made = await rotateOwnKey(database, caller, old.apiKey.id, 1)
  await revokeOwnKey(database, caller, made.apiKey.id)
  const entries = [...(await audit(old.apiKey.id)), ...(await audit(made.apiKey.id))]
  expect(entries.map(({ action }) => action)).toEqual(['create', 'rotate', 'create', 'revoke'])
  expect(entries[1]).toMatchObject({ before: { expiresAt: null }, after: { expiresAt: expect.any(String) } })
  for (const { key } of [old, made]) expect(JSON.stringify(entries)).not.toContain(key.slice(12))
})

test('a key’s allowed origins can be changed, survive rotation, and are audited', async () => {
  const [caller, other] = [await callerOf(world.admin), await callerOf(world.publishers[0])]
  const origins = ['https://app.example.com']
  const { apiKey } = await makeOwnKey(database, caller, { name: 'page' })
  expect(apiKey.allowedOrigins).toEqual([])
  expect(await updateOwnKey(database, caller, apiKey.id, { name: 'site', allowedOrigins: origins })).toMatchObject({
    name: 'site',
    allowedOrigins: origins,
    replacedBy: null,
  })
  await updateOwnKey(database, caller, apiKey.id, {})
  await expect(updateOwnKey(database, other, apiKey.id, { allowedOrigins: ['*'] })).rejects.toMatchObject({
    kind: 'not_found',
  })
  const made = await rotateOwnKey(database, caller, apiKey.id, 0)
  expect(made.apiKey).toMatchObject({ name: 'site', allowedOrigins: origins })
  expect(await withKey(made.key)).toMatchObject({ via: { allowedOrigins: origins } })
  await expect(updateOwnKey(database, caller, apiKey.id, { allowedOrigins: [] })).rejects.toMatchObject({
    kind: 'not_found',
  })
  expect(
    (await audit(apiKey.id)).map(({ action, before, after }) => ({ action, before, after })).slice(0, 2),
  ).toMatchObject([
    { action: 'create', after: { allowedOrigins: [] } },
    {
      action: 'update',
      before: { name: 'page', allowedOrigins: [] },
      after: { name: 'site', allowedOrigins: origins },
    },
  ])
})
