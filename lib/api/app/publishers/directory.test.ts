import { beforeAll, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { publisherDetails, publisherDirectory } from './directory.contract'

const database = await testDatabase()
const events = await testEventLog()
let world: World
let restricted: Person
let limited: Person

beforeAll(async () => {
  world = await createWorld(database, events)
  const { organizationId } = world
  await database.prisma.publisher.create({
    data: { organizationId, incrementalId: 3, slug: 'gone', name: 'Gone_100%', archived: true },
  })
  await database.prisma.publisher.create({
    data: { organizationId, incrementalId: 4, slug: 'asleep', name: 'Asleep', active: false },
  })
  const second = await database.prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 2 } })
  await database.prisma.user.create({
    data: {
      organizationId,
      email: `left@${organizationId}.example`,
      role: 'publisher',
      publisherId: second.id,
      archivedAt: new Date(),
    },
  })
  restricted = await world.accountManager({}, { publishers: [2] })
  limited = await world.accountManager({ publisherManagerAccess: 'Limited' }, { publishers: [4] })
})

const ask = (person: Person, path: string) =>
  send('GET', `/api/app/publishers/${path}`, { headers: { cookie: person.cookie } })

async function list(person: Person, query = '') {
  const reply = await ask(person, `directory?${query}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return publisherDirectory.response.parse(reply.body)
}
const ids = async (person: Person, query = '') => (await list(person, query)).rows.map(({ id }) => id)

describe('the publisher directory', () => {
  test('lists the publishers the caller can see, and marks those they can change', async () => {
    expect(await ids(world.admin)).toEqual([4, 1, 2])
    expect(await ids(restricted)).toEqual([2])
    expect(await ids(world.publishers[0])).toEqual([1])
    expect((await list(limited)).rows.map(({ id, editable }) => [id, editable])).toEqual([
      [4, true],
      [1, false],
      [2, false],
    ])
  })

  test('shows each publisher’s manager, and counts users who aren’t archived', async () => {
    const { rows } = await list(world.admin)
    expect(rows.find(({ id }) => id === 2)).toMatchObject({
      name: 'Publisher 2',
      state: 'active',
      users: 1,
      manager: { id: restricted.userId },
    })
    expect(rows.find(({ id }) => id === 4)).toMatchObject({ state: 'inactive', users: 0 })
    expect(rows.find(({ id }) => id === 1)?.manager).toBeNull()
  })

  test.each([
    ['state=archived', [3]],
    ['state=inactive', [4]],
    ['state=active', [1, 2]],
    ['assigned=nobody', [1]],
    ['assigned=me', []],
    ['q=publisher', [1, 2]],
    ['q=2', [2]],
    // LIKE wildcards are literal.
    ['q=%25&state=archived', [3]],
    ['q=%25', []],
    ['sort=-name', [2, 1, 4]],
    ['sort=-id', [4, 2, 1]],
    ['per_page=10&page=2', []],
  ])('supports %s', async (query, expected) => {
    expect(await ids(world.admin, query)).toEqual(expected)
  })

  test('finds an account manager’s own publishers', async () => {
    expect(await ids(limited, 'assigned=me')).toEqual([4])
  })

  test.each(['state=asleep', 'assigned=you', 'sort=users', 'page=0', 'per_page=1000'])(
    'rejects %s and says what’s valid',
    async (query) => {
      const reply = await ask(world.admin, `directory?${query}`)
      expect(reply.status).toBe(400)
      expect(reply.body).toMatchObject({
        error: { details: [{ field: query.split('=')[0], message: expect.stringContaining('must be') }] },
      })
    },
  )
})

test('publisher details are only for callers who can see the publisher', async () => {
  expect(publisherDetails.response.parse((await ask(restricted, '2')).body)).toMatchObject({ id: 2, editable: true })
  expect(publisherDetails.response.parse((await ask(limited, '1')).body)).toMatchObject({ id: 1, editable: false })
  for (const [person, id] of [
    [restricted, '1'],
    [world.publishers[0], '2'],
    [world.admin, '99'],
    [world.admin, 'nonsense'],
  ] as const) {
    expect((await ask(person, id)).status).toBe(404)
  }
})
