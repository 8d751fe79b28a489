import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { resourceCalls, type Verb } from '@/lib/testing/resource-calls'

// What bulk verbs of a resource with every kind of field do, on a real database.

const { body, call, create, database, read, refused, stored, world } = await resourceCalls()

describe('bulk verbs', () => {
  const mine = () => Promise.all([create(), create(), create()])
  const states = async (ids: string[]) => Promise.all(ids.map(async (id) => (await stored(id)).active))

  test('change the status of all, by ID or number, each once', async () => {
    const ids = await mine()
    const number = String((await stored(ids[0])).incrementalId)
    expect(
      await call('bulkStatus', { body: { active: false, data: [...ids.slice(1), number, ids[1].toUpperCase()] } }),
    ).toEqual({})
    expect(await states(ids)).toEqual([false, false, false])
    const form = `active=1&data[]=${ids[0]}&data[]=${ids[2]}`
    await call('bulkStatus', { body: form, type: 'application/x-www-form-urlencoded' })
    expect(await states(ids)).toEqual([true, false, true])
  })

  test('archive all', async () => {
    const ids = await mine()
    expect(await call('bulkArchive', { body: { data: ids } })).toEqual({})
    expect(await Promise.all(ids.map(async (id) => (await read(id)).archived))).toEqual([true, true, true])
  })

  test('restore all', async () => {
    const ids = await mine()
    await call('bulkArchive', { body: { data: ids } })
    expect(await call('bulkStatus', { body: { archived: false, data: ids } })).toEqual({})
    expect(await Promise.all(ids.map(async (id) => (await read(id)).archived))).toEqual([false, false, false])
  })

  test('refuse a change that says nothing, and archiving, which is a DELETE', async () => {
    const data = await mine()
    for (const [wrong, field, message] of [
      [{}, 'active', 'must be true or false, unless you set archived'],
      [{ archived: true }, 'archived', 'must be false, which restores them. To archive them, delete them'],
      [{ active: true, name: 'x' }, 'name', expect.any(String)],
    ] as const)
      expect((await refused('bulkStatus', { body: { ...wrong, data } })).details).toEqual([{ field, message }])
  })

  test('change nothing if one ID is unknown, and name it', async () => {
    const ids = await mine()
    const unknown = randomUUID()
    for (const verb of ['bulkStatus', 'bulkArchive'] as const) {
      const given = { data: [ids[0], unknown, 'abc', ids[1]], ...(verb === 'bulkStatus' ? { active: false } : {}) }
      const { message, details } = await refused(verb, { body: given })
      expect(message).toBe(`data: No offer with these IDs: ${unknown}, abc. Nothing was changed.`)
      expect(details).toEqual([
        { field: 'data.1', message: `No offer with the ID ${unknown}.` },
        { field: 'data.2', message: 'No offer with the ID abc.' },
      ])
    }
    expect(await states(ids)).toEqual([true, true, true])
  })

  test('change nothing if a rule refuses one', async () => {
    const ids = [await create(), await create({ name: 'locked' })]
    await refused('bulkStatus', { body: { active: false, data: ids }, status: 402 })
    expect(await states(ids)).toEqual([true, true])
  })

  test('create all or none, and name the item at fault', async () => {
    const count = () => database.prisma.offer.count({ where: { organizationId: world.organizationId } })
    const before = await count()
    for (const [wrong, field] of [
      [{ name: '' }, 'data.1.name'],
      [{ default_payout: { payout: 'x' } }, 'data.1.default_payout.payout'],
      [{ advertiser_id: 99 }, 'data.1.advertiser_id'],
      [{ deep_link_enabled: true }, 'data.1.deep_link_hosts'],
    ] as const) {
      const { details } = await refused('bulkCreate', { body: { data: [body(), body(wrong)] } })
      expect(details.map((detail) => detail.field)).toEqual([field])
    }
    expect(await count()).toBe(before)
    expect(await call('bulkCreate', { body: { data: [body({ name: 'A' }), body({ name: 'B' })] } })).toEqual({})
    expect(await count()).toBe(before + 2)
  })

  test('name every item that refers to nothing', async () => {
    const { details } = await refused('bulkCreate', {
      body: { data: [body({ advertiser_id: 98 }), body(), body({ integration_id: randomUUID(), advertiser_id: 99 })] },
    })
    expect(details.map(({ field }) => field).toSorted()).toEqual([
      'data.0.advertiser_id',
      'data.2.advertiser_id',
      'data.2.integration_id',
    ])
  })

  test('cost a handful of queries, however many items there are', async () => {
    const { id: advertiserId } = await database.prisma.advertiser.findFirstOrThrow({
      where: { organizationId: world.organizationId, incrementalId: 3 },
    })
    const items = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        body({ name: `Bulk ${index}`, advertiser_id: index % 3 === 0 ? advertiserId.toUpperCase() : 1 + (index % 2) }),
      )
    const queries = vi.spyOn(Client.prototype, 'query')
    const costOf = async (verb: Verb, given: object) => {
      queries.mockClear()
      await call(verb, { body: given })
      return queries.mock.calls.length
    }
    const three = await costOf('bulkCreate', { data: items(3) })
    expect(three).toBeLessThan(20)
    expect(await costOf('bulkCreate', { data: items(1000) })).toBe(three)
    const made = await database.prisma.offer.findMany({
      where: { organizationId: world.organizationId, name: { startsWith: 'Bulk' } },
      select: { id: true },
    })
    const ids = made.map(({ id }) => id)
    expect(ids).toHaveLength(1003)
    const status = await costOf('bulkStatus', { active: false, data: ids.slice(0, 3) })
    expect(status).toBeLessThan(20)
    expect(await costOf('bulkStatus', { active: true, data: ids.slice(0, 1000) })).toBe(status)
    queries.mockRestore()
  })

  test.each([
    ['bulkStatus', { active: true, data: [] }, 'data'],
    ['bulkStatus', { active: 'on', data: ['1'] }, 'active'],
    ['bulkStatus', { data: ['1'] }, 'active'],
    ['bulkArchive', { data: Array.from({ length: 1001 }, () => '1') }, 'data'],
    ['bulkArchive', { data: [1] }, 'data.0'],
    ['bulkArchive', {}, 'data'],
    ['bulkCreate', { data: [] }, 'data'],
  ] as const)('%s refuses %j', async (verb, wrong, field) => {
    expect((await refused(verb, { body: wrong })).details.map((detail) => detail.field)).toEqual([field])
  })
})
