import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import type { Prisma } from '@/lib/database/generated/client'
import { testDatabase } from '@/lib/testing/database'
import type { Actor } from './audit'
import { change, type Lock } from './change'

// Two changes interleaved on two connections: the first one shuts a caller out while the caller's own waits for the lock.

const database = await testDatabase()
const { prisma } = database

type Caller = Required<Actor>

async function caller(kind: 'session' | 'apiKey'): Promise<Caller> {
  const name = randomUUID()
  const organization = await prisma.organization.create({ data: { slug: name, name } })
  const organizationId = organization.id
  const publisher = await prisma.publisher.create({ data: { organizationId, incrementalId: 1, slug: name, name } })
  const user = await prisma.user.create({
    data: { organizationId, email: `${name}@example.com`, role: 'publisher', publisherId: publisher.id },
  })
  const owner = { organizationId, userId: user.id }
  const { id } =
    kind === 'session'
      ? await prisma.session.create({ data: { ...owner, expiresAt: new Date(Date.now() + 3_600_000) } })
      : await prisma.apiKey.create({ data: { ...owner, name, prefix: 'trb_', hash: randomBytes(32), access: [] } })
  return { organization, user, via: { kind, id }, from: { address: '192.0.2.1', userAgent: 'Test' } }
}

const move = (actor: Caller, lock: Lock) =>
  change(
    database,
    actor,
    async ({ database: store, record }) => {
      await store.user.update({ where: { id: actor.user.id }, data: { city: 'Rome' } })
      await record({ action: 'update', entity: 'user', entityId: actor.user.id })
    },
    { lock },
  )

type Shut = (first: Prisma.TransactionClient, actor: Caller) => Promise<unknown>

/** What becomes of a caller's change that waits for another one. */
async function outcomeAfter(shut: Shut, actor: Caller, lock: Lock): Promise<PromiseSettledResult<void>> {
  const { waiting } = await prisma.$transaction(async (first) => {
    await (lock === 'organization'
      ? first.$queryRaw`SELECT id FROM "Organization" WHERE id = ${actor.organization.id}::uuid FOR NO KEY UPDATE`
      : first.$queryRaw`SELECT id FROM "User" WHERE id = ${actor.user.id}::uuid FOR NO KEY UPDATE`)
    const held: unknown = await first.$queryRaw`SELECT pg_backend_pid() AS pid`
    // In an object, so that the transaction doesn't wait for it.
    const second = { waiting: Promise.allSettled([move(actor, lock)]) }
    await vi.waitFor(async () =>
      expect(
        await prisma.$queryRaw`
          SELECT pid FROM pg_stat_activity
          WHERE (${JSON.stringify(held)}::json -> 0 ->> 'pid')::int = ANY(pg_blocking_pids(pid))`,
      ).toHaveLength(1),
    )
    await shut(first, actor)
    return second
  })
  const [outcome] = await waiting
  return outcome
}

const ofUser =
  (data: Prisma.UserUncheckedUpdateInput): Shut =>
  (first, { user }) =>
    first.user.update({ where: { id: user.id }, data })
const ofPublisher =
  (data: Prisma.PublisherUpdateManyMutationInput): Shut =>
  (first, { organization }) =>
    first.publisher.updateMany({ where: { organizationId: organization.id }, data })
const revoked: Shut = (first, { via }) =>
  via.kind === 'session'
    ? first.session.update({ where: { id: via.id }, data: { revokedAt: new Date() } })
    : first.apiKey.update({ where: { id: via.id }, data: { revokedAt: new Date() } })

describe.each(['organization', 'account'] as const)('a change that locks the %s', (lock) => {
  test.each<[string, 'session' | 'apiKey', Shut]>([
    ['was deactivated', 'session', ofUser({ status: 'Deactivated' })],
    ['was archived', 'apiKey', ofUser({ archivedAt: new Date() })],
    ['got another role', 'session', ofUser({ role: 'accountManager', publisherId: null })],
    ['has an inactive publisher', 'apiKey', ofPublisher({ active: false })],
    ['has an archived publisher', 'session', ofPublisher({ archived: true })],
    ['was signed out', 'session', revoked],
    ['has a revoked API key', 'apiKey', revoked],
    ['can’t use API keys anymore', 'apiKey', ofUser({ apiAccessEnabled: false })],
  ])('is refused if the caller %s a moment earlier', async (_what, kind, shut) => {
    const actor = await caller(kind)
    expect(await outcomeAfter(shut, actor, lock)).toMatchObject({
      status: 'rejected',
      reason: { name: 'Refused', kind: 'forbidden', message: expect.stringContaining('can’t do this anymore') },
    })
    expect(await prisma.user.findUnique({ where: { id: actor.user.id } })).toMatchObject({ city: '' })
    expect(await prisma.auditEntry.count({ where: { actorId: actor.user.id } })).toBe(0)
  })

  test.each(['session', 'apiKey'] as const)('goes on with a %s if something else was changed', async (kind) => {
    const actor = await caller(kind)
    expect(await outcomeAfter(ofUser({ phone: '1' }), actor, lock)).toMatchObject({ status: 'fulfilled' })
  })
})

test('a session doesn’t need API access', async () => {
  const actor = await caller('session')
  expect(await outcomeAfter(ofUser({ apiAccessEnabled: false }), actor, 'account')).toMatchObject({
    status: 'fulfilled',
  })
})
