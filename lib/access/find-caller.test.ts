import { expect, test } from 'vitest'
import { z } from 'zod'
import { config } from '@/lib/config'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person } from '@/lib/testing/world'
import { isActive } from '@/lib/identity/active'
import { findBySession } from './find-caller'
import { callerBySession, resolveCaller } from './resolve'

const database = await testDatabase()
const world = await createWorld(database, await testEventLog())
const { prisma } = database

const withKey = (person: Person, now = new Date()) =>
  resolveCaller(database, new Headers({ 'x-api-key': person.key }), now)
const usesOf = async ({ keyId }: Person) =>
  (await prisma.rateWindow.findMany({ where: { key: `key:${keyId}` } })).reduce((sum, { count }) => sum + count, 0)
const keyOf = ({ keyId }: Person) => prisma.apiKey.findUniqueOrThrow({ where: { id: keyId } })

test('the SQL agrees with isActive on every combination of states', async () => {
  const person = await world.person('publisher', { publisher: 2 })
  const admin = await world.person('admin')
  const publisher = { organizationId_incrementalId: { organizationId: world.organizationId, incrementalId: 2 } }
  for (const status of ['Active', 'Deactivated', 'Suspended'] as const) {
    for (const archivedAt of [null, new Date()]) {
      for (const active of [true, false]) {
        for (const archived of [false, true]) {
          await prisma.publisher.update({ where: publisher, data: { active, archived } })
          for (const { userId: id, sessionId } of [person, admin]) {
            const user = await prisma.user.update({
              where: { id },
              data: { status, archivedAt },
              include: { publisher: true },
            })
            const found = await findBySession(database, sessionId, new Date())
            expect(found?.problem, JSON.stringify(user)).toBe(isActive(user) ? null : 'inactive')
          }
        }
      }
    }
  }
  await prisma.publisher.update({ where: publisher, data: { active: true, archived: false } })
})

test('counts a use of a key only when the key is accepted', async () => {
  const person = await world.person('admin')
  const windows = await prisma.rateWindow.count()
  expect(await resolveCaller(database, new Headers({ 'x-api-key': 'trb_nobody-has-this-key' }))).toEqual({
    problem: 'invalid',
  })
  expect(await prisma.rateWindow.count()).toBe(windows)

  const callers = await Promise.all(Array.from({ length: 30 }, () => withKey(person, new Date('2026-11-21T10:00:15Z'))))
  const remaining = callers.map((caller) =>
    'via' in caller && caller.via.kind === 'apiKey' ? caller.via.rate.remaining : Number.NaN,
  )
  expect(new Set(remaining).size).toBe(30)
  expect(await usesOf(person)).toBe(30)

  const refusals = [
    { user: { apiAccessEnabled: false }, problem: 'no_api_access' },
    { user: { status: 'Suspended' as const }, problem: 'inactive' },
    { key: { expiresAt: new Date() }, problem: 'expired' },
    { key: { revokedAt: new Date() }, problem: 'revoked' },
  ]
  for (const { user = {}, key = {}, problem } of refusals) {
    await prisma.user.update({ where: { id: person.userId }, data: user })
    await prisma.apiKey.update({ where: { id: person.keyId }, data: key })
    expect(await withKey(person)).toEqual({ problem })
  }
  expect(await usesOf(person)).toBe(30)
})

test('records the last use at most once a minute, and not for rejected callers', async () => {
  const person = await world.person('admin')
  const start = new Date('2026-11-21T10:00:00Z')
  const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)
  await withKey(person, start)
  expect((await keyOf(person)).lastUsedAt).toEqual(start)
  await withKey(person, later(59))
  expect((await keyOf(person)).lastUsedAt).toEqual(start)
  await withKey(person, later(61))
  expect((await keyOf(person)).lastUsedAt).toEqual(later(61))
  await prisma.user.update({ where: { id: person.userId }, data: { status: 'Deactivated' } })
  expect(await withKey(person, later(500))).toEqual({ problem: 'inactive' })
  expect((await keyOf(person)).lastUsedAt).toEqual(later(61))

  const visitor = await world.person('admin')
  await prisma.session.update({ where: { id: visitor.sessionId }, data: { lastSeenAt: start, expiresAt: later(1000) } })
  const seenAt = async (now: Date) => {
    await callerBySession(database, new Headers({ cookie: visitor.cookie }), now)
    return (await prisma.session.findUniqueOrThrow({ where: { id: visitor.sessionId } })).lastSeenAt
  }
  expect(await seenAt(later(59))).toEqual(start)
  expect(await seenAt(later(61))).toEqual(later(61))
})

test('callerBySession ignores API keys', async () => {
  const { key, cookie } = world.admin
  expect(await callerBySession(database, new Headers({ 'x-api-key': key }))).toEqual({ problem: 'none' })
  expect(await callerBySession(database, new Headers({ cookie, 'x-api-key': key }))).toMatchObject({
    via: { kind: 'session' },
  })
})

test('prepares its statement once per connection', async () => {
  const names = await prisma.$transaction(async (transaction) => {
    for (let time = 0; time < 2; time++) await findBySession({ prisma: transaction }, world.admin.sessionId, new Date())
    return transaction.$queryRaw`SELECT name, (generic_plans + custom_plans)::int AS runs FROM pg_prepared_statements WHERE name = 'caller_by_session'`
  })
  const [statement] = z.tuple([z.object({ name: z.string(), runs: z.number() })]).parse(names)
  expect(statement.runs).toBeGreaterThanOrEqual(2)
})

test('still finds callers when the disk is full, and counts uses in memory', async () => {
  const person = await world.person('admin')
  const notes = ['"ApiKey"', '"Session"', '"RateWindow"']
  await prisma.$executeRaw`create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`
  for (const table of notes)
    await prisma.$executeRawUnsafe(
      `create trigger full_disk before insert or update on ${table} execute function full_disk()`,
    )
  try {
    const now = new Date('2026-11-21T10:00:15Z')
    const remaining = []
    for (const at of [now, now, new Date('2026-11-21T10:01:15Z')]) {
      const caller = await withKey(person, at)
      remaining.push('via' in caller && caller.via.kind === 'apiKey' ? caller.via.rate.remaining : caller)
    }
    const limit = config().rateLimitPerMinute
    expect(remaining).toEqual([limit - 1, limit - 2, limit - 1])
    expect(await callerBySession(database, new Headers({ cookie: person.cookie }))).toMatchObject({
      user: { id: person.userId },
    })
  } finally {
    for (const table of notes) await prisma.$executeRawUnsafe(`drop trigger full_disk on ${table}`)
  }
  await prisma.apiKey.update({ where: { id: person.keyId }, data: { revokedAt: new Date() } })
  expect(await withKey(person)).toEqual({ problem: 'revoked' })
})
