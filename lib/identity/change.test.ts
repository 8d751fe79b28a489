import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import type { Actor } from './audit'
import { change, tryChange, type Lock } from './change'
import { Refused } from './refused'
import { uniqueFields } from './taken'

const database = await testDatabase()
const { prisma } = database
let actor: Actor
let other: Actor

async function organizationWithAdmin(): Promise<Actor> {
  const name = randomUUID()
  const organization = await prisma.organization.create({ data: { slug: name, name } })
  const user = await prisma.user.create({
    data: { organizationId: organization.id, email: `${name}@example.com`, role: 'admin' },
  })
  return { organization, user, from: { address: '192.0.2.1', userAgent: 'Test' } }
}

beforeEach(async () => {
  actor = await organizationWithAdmin()
  other = await organizationWithAdmin()
})
afterEach(() => vi.restoreAllMocks())

const entries = ({ organization: { id } }: Actor) => prisma.auditEntry.findMany({ where: { organizationId: id } })
const nameOf = async ({ organization: { id } }: Actor) =>
  (await prisma.organization.findUnique({ where: { id } }))?.name
const renamed = (entityId: string, name: string) =>
  ({ action: 'update', entity: 'organization', entityId, before: { name: 'x' }, after: { name } }) as const

describe('a change', () => {
  test('commits its rows and audit entry, then runs what follows from it', async () => {
    const { id } = actor.organization
    const seen: unknown[] = []
    const result = await change(database, actor, async ({ database: store, record, afterCommit }) => {
      await store.organization.update({ where: { id }, data: { name: 'Renamed' } })
      await record(renamed(id, 'Renamed'))
      afterCommit(async () => void seen.push(await nameOf(actor), (await entries(actor)).length))
      expect(seen).toEqual([])
      return 'done'
    })
    expect(result).toBe('done')
    expect(seen).toEqual(['Renamed', 1])
    expect(await entries(actor)).toMatchObject([{ actorId: actor.user.id, action: 'update', address: '192.0.2.1' }])
  })

  test('that fails leaves no row, no audit entry, and no mail behind', async () => {
    const { id } = actor.organization
    const before = await nameOf(actor)
    const follows = vi.fn<() => void>()
    await expect(
      change(database, actor, async ({ database: store, record, afterCommit }) => {
        await store.organization.update({ where: { id }, data: { name: 'Renamed' } })
        await record(renamed(id, 'Renamed'))
        afterCommit(follows)
        throw new Error('too late')
      }),
    ).rejects.toThrow('too late')
    expect(await nameOf(actor)).toBe(before)
    expect(await entries(actor)).toEqual([])
    expect(follows).not.toHaveBeenCalled()
  })

  test('stands even if what follows from it fails', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const follows = vi.fn<() => void>()
    const result = await change(database, actor, async ({ afterCommit }) => {
      afterCommit(() => Promise.reject(new Error('no mail')))
      afterCommit(follows)
      return 'done'
    })
    expect(result).toBe('done')
    expect(follows).toHaveBeenCalledOnce()
    expect(logged).toHaveBeenCalledOnce()
  })

  test('that changes rows without recording it is undone, but not one that changes none', async () => {
    const { id } = actor.organization
    const before = await nameOf(actor)
    await expect(
      change(database, actor, ({ database: store }) =>
        store.organization.update({ where: { id }, data: { name: 'Quietly' } }),
      ),
    ).rejects.toThrow('A change to Organization must call record()')
    expect(await nameOf(actor)).toBe(before)
    const none = { where: { id: randomUUID() } }
    await change(database, actor, async ({ database: store }) => {
      await store.organization.findMany()
      await store.user.updateMany({ ...none, data: { city: 'Rome' } })
      await store.user.updateManyAndReturn({ ...none, data: { city: 'Rome' } })
      await store.user.deleteMany(none)
    })
  })

  test('can’t read or write another organization’s rows', async () => {
    const theirs = { where: { id: other.user.id } }
    const before = await prisma.user.findUniqueOrThrow(theirs)
    await change(database, actor, async ({ database: store }) => {
      expect(await store.user.findUnique(theirs)).toBeNull()
      expect(await store.user.updateMany({ ...theirs, data: { city: 'Rome' } })).toEqual({ count: 0 })
      expect(await store.user.deleteMany(theirs)).toEqual({ count: 0 })
      const network = { organizationId: other.organization.id, incrementalId: 1, slug: 'x', name: 'x' }
      await expect(store.network.create({ data: network })).rejects.toThrow('this client is limited')
      expect(Object.keys(store).filter((key) => key.startsWith('$') || key === 'rateWindow')).toEqual([])
    })
    await expect(
      change(database, actor, ({ database: store }) => store.user.update({ ...theirs, data: { city: 'Rome' } })),
    ).rejects.toThrow()
    expect(await prisma.user.findUniqueOrThrow(theirs)).toEqual(before)
  })

  test('that sets a value someone else has is refused, naming the field', async () => {
    await expect(
      change(database, actor, async ({ database: store, record }) => {
        await store.user.update({ where: { id: actor.user.id }, data: { email: other.user.email } })
        await record({ action: 'update', entity: 'user', entityId: actor.user.id })
      }),
    ).rejects.toMatchObject({ name: 'Refused', kind: 'conflict', field: 'email', message: 'is already in use' })
    expect(await entries(actor)).toEqual([])
  })

  /** Two changes that each read a count and write it one higher. Without the lock, both would read the same. */
  async function twoIncrements(lock: Lock, actors: [Actor, Actor]): Promise<void> {
    const counted = async (by: Actor) =>
      change(
        database,
        by,
        async ({ database: store, record }) => {
          const where = { id: actor.user.id }
          const { phone } = await store.user.findUniqueOrThrow({ where })
          await store.user.update({ where, data: { phone: String(Number(phone) + 1) } })
          await record({ action: 'update', entity: 'user', entityId: where.id })
        },
        { lock },
      )
    for (let round = 0; round < 10; round++) await Promise.all(actors.map(counted))
    expect((await prisma.user.findUniqueOrThrow({ where: { id: actor.user.id } })).phone).toBe('20')
  }

  test('runs alone in its organization, whoever makes it', async () => {
    const user = await prisma.user.create({
      data: { organizationId: actor.organization.id, email: `${randomUUID()}@example.com`, role: 'admin' },
    })
    await twoIncrements('organization', [actor, { ...actor, user }])
  })

  test('that only locks an account runs alone for that account', async () => {
    await twoIncrements('account', [actor, actor])
  })

  test('doesn’t wait for other organizations', async () => {
    await change(database, actor, () => change(database, other, async () => {}))
  })
})

describe('a trial', () => {
  const rename = ({ organization: { id } }: Actor) =>
    tryChange(database, actor, async ({ database: store, record }) => {
      await store.user.updateMany({ data: { firstName: 'Renamed' } })
      await record(renamed(id, 'Renamed'))
    })
  const firstName = async () => (await prisma.user.findUniqueOrThrow({ where: { id: actor.user.id } })).firstName

  test('doesn’t wait for changes to other rows, and leaves nothing behind', async () => {
    await change(database, actor, () => rename(actor))
    expect(await firstName()).toBe('')
    expect(await entries(actor)).toEqual([])
  })

  test('waits in line for changes to the same rows', async () => {
    let tried: Promise<void> | undefined
    await change(database, actor, async ({ database: store, record }) => {
      await store.user.updateMany({ data: { firstName: 'Other' } })
      await record(renamed(actor.organization.id, 'Other'))
      tried = rename(actor)
      // It has given up the first time, and waits for the organization.
      await vi.waitFor(async () => {
        const waiting = await prisma.$queryRaw<{ query: string }[]>`
          SELECT query FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
        expect(waiting.some(({ query }) => query.includes('FOR NO KEY UPDATE'))).toBe(true)
      })
    })
    await tried
    expect(await firstName()).toBe('Other')
  })

  test('passes on what’s refused', async () => {
    const refusal = new Refused('invalid', 'must be right', 'name')
    await expect(tryChange(database, actor, () => Promise.reject(refusal))).rejects.toBe(refusal)
  })
})

test('every unique constraint is one that people’s input can violate, or one that code keeps to', async () => {
  const rows: { name: string }[] =
    await prisma.$queryRaw`select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
      where i.indisunique and not i.indisprimary and n.nspname = 'public'`
  const assigned = [
    /_(organizationId_)?(id|incrementalId|slug)_key$/,
    /_hash_key$/,
    /^LinkedAccount_/,
    /_rotatedFromId_key$/,
    /_(dedupe|unique)Key_key$/,
    /^Statement(Line)?_/,
    // A sale whose invoice is known already is answered with the earlier one.
    /^Conversion_invoice_key$/,
  ]
  const names = rows.map(({ name }) => name).filter((name) => !assigned.some((pattern) => pattern.test(name)))
  expect(names.toSorted()).toEqual(Object.keys(uniqueFields).toSorted())
})
