import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '@/lib/testing/world'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { hashPassword } from './password'
import { forgetOldWindows, giveBack, take } from './rate-limit'
import { resolveCaller } from './resolve'
import { signIn } from './sign-in'

const database = await testDatabase()
const events = await testEventLog()
let world: World

beforeAll(async () => {
  world = await createWorld(database, events)
})

async function account(data: { status?: 'Active' | 'Deactivated' | 'Suspended'; passwordHash?: string } = {}) {
  const email = `${randomUUID()}@example.com`
  await database.prisma.user.create({
    data: {
      organizationId: world.organizationId,
      email,
      role: 'admin',
      passwordHash: await hashPassword('correct horse'),
      ...data,
    },
  })
  return email
}

// A fixed time, so that no 15-minute window ends in the middle of a test.
const now = new Date()
const attempt = (email: string, password: string, address: string = randomUUID()) =>
  signIn(database, { email, password, from: { address, userAgent: 'Test' } }, now)

describe('signing in', () => {
  test('creates a session for the user when the password is right', async () => {
    const email = await account()
    const signedIn = await attempt(` ${email.toUpperCase()} `, 'correct horse')
    const session = await database.prisma.session.findUniqueOrThrow({ where: { id: signedIn?.sessionId ?? '' } })
    expect(session).toMatchObject({ userId: signedIn?.userId, userAgent: 'Test', revokedAt: null })
  })

  test('gives the same answer for an unknown address, a wrong password, and an inactive user', async () => {
    expect(await attempt('nobody@example.com', 'correct horse')).toBeNull()
    expect(await attempt(await account(), 'wrong')).toBeNull()
    expect(await attempt(await account({ status: 'Deactivated' }), 'correct horse')).toBeNull()
    expect(await attempt(await account({ status: 'Suspended' }), 'correct horse')).toBeNull()
  })

  test('rejects any password for a user who doesn’t have one', async () => {
    const email = `${randomUUID()}@example.com`
    await database.prisma.user.create({ data: { organizationId: world.organizationId, email, role: 'admin' } })
    expect(await attempt(email, '')).toBeNull()
    expect(await attempt(email, 'nobody has this password')).toBeNull()
  })

  test('rehashes a password that was hashed without normalization, so any form of it works from then on', async () => {
    const [composed, decomposed] = [`caf${'é'.normalize('NFC')} horse`, `caf${'é'.normalize('NFD')} horse`]
    const email = await account({ passwordHash: await hash(decomposed) })
    expect(await attempt(email, composed)).toBeNull()
    expect(await attempt(email, decomposed)).not.toBeNull()
    expect(await attempt(email, composed)).not.toBeNull()
    expect(await attempt(email, decomposed)).not.toBeNull()
  })

  test('doesn’t count successful attempts', async () => {
    const email = await account()
    for (let count = 0; count < 12; count++) expect(await attempt(email, 'correct horse')).not.toBeNull()
  })
})

describe('sessions', () => {
  const withCookie = (cookie: string) => resolveCaller(database, new Headers({ cookie }))

  test('identify the signed-in user and the data they can see', async () => {
    expect(await withCookie(world.admin.cookie)).toMatchObject({
      scope: { organizationId: world.organizationId, publishers: 'all' },
      publisher: null,
    })
    expect(await withCookie(world.publishers[1].cookie)).toMatchObject({
      scope: { organizationId: world.organizationId, publishers: [2] },
      publisher: { id: 2 },
    })
    expect(await withCookie(`other=1; ${world.admin.cookie}; more=2`)).toMatchObject({ user: { role: 'admin' } })
  })

  test('stop working on the next request after they’re revoked, they expire, or their user or publisher is deactivated', async () => {
    for (const change of ['revoke', 'expire', 'deactivate', 'publisher'] as const) {
      const fresh = await createWorld(database, events)
      const [person] = fresh.publishers
      expect(await withCookie(person.cookie)).toMatchObject({ publisher: { id: 1 } })
      const where = { userId: person.userId }
      if (change === 'revoke') await database.prisma.session.updateMany({ where, data: { revokedAt: new Date() } })
      if (change === 'expire') await database.prisma.session.updateMany({ where, data: { expiresAt: new Date() } })
      if (change === 'deactivate')
        await database.prisma.user.update({ where: { id: person.userId }, data: { status: 'Deactivated' } })
      if (change === 'publisher')
        await database.prisma.publisher.updateMany({
          where: { organizationId: fresh.organizationId },
          data: { archived: true },
        })
      expect(await withCookie(person.cookie)).toHaveProperty('problem')
    }
  })

  test('give an account manager without publishers no publishers’ data', async () => {
    const fresh = await createWorld(database, events)
    await database.prisma.user.update({ where: { id: fresh.admin.userId }, data: { role: 'accountManager' } })
    expect(await withCookie(fresh.admin.cookie)).toMatchObject({ scope: { publishers: [] } })
  })
})

describe('rate limits', () => {
  test('allow the given number per window and say when the window ends', async () => {
    const limit = { key: randomUUID(), limit: 3, window: 60 }
    const quarterPast = new Date('2026-11-21T10:00:15Z')
    const states = []
    for (let call = 0; call < 5; call++) states.push(await take(database, limit, quarterPast))
    expect(states.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
      [false, 0],
    ])
    expect(states[0]?.resetAfter).toBe(45)
    expect((await take(database, limit, new Date('2026-11-21T10:01:00Z'))).allowed).toBe(true)
  })

  test('count exactly under concurrency', async () => {
    const limit = { key: randomUUID(), limit: 20, window: 3600 }
    const states = await Promise.all(Array.from({ length: 50 }, () => take(database, limit, now)))
    expect(states.filter(({ allowed }) => allowed)).toHaveLength(20)
  })

  test('can give a count back, and forget old windows', async () => {
    const limit = { key: randomUUID(), limit: 1, window: 60 }
    await take(database, limit, now)
    await giveBack(database, limit, now)
    expect((await take(database, limit, now)).allowed).toBe(true)
    await forgetOldWindows(database, new Date(now.getTime() + 3_700_000))
    expect(await database.prisma.rateWindow.count({ where: { key: limit.key } })).toBe(0)
  })
})
