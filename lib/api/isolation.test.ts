import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sql, value } from '@/lib/events/sql'
import { send, type Reply } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { operations } from './registry'

// A publisher reaches nothing of another publisher, and one organization nothing of another, on every operation there is.
// Everything that belongs to somebody else carries a mark, and no answer may hold a foreign mark.

const database = await testDatabase()
const events = await testEventLog()

type Marked = World & { mark: string; clickIds: Record<string, string> }
let home: Marked
let foreign: Marked

const MARKS = { first: 'MARK-OF-PUBLISHER-ONE', second: 'MARK-OF-PUBLISHER-TWO' }
const range = 'from=2026-03-01&to=2026-03-31'

async function markedWorld(mark: string): Promise<Marked> {
  const world = await createWorld(database, events)
  const { organizationId } = world
  for (const [index, name] of [MARKS.first, MARKS.second].entries()) {
    const number = index + 1
    await database.prisma.publisher.updateMany({ where: { organizationId, incrementalId: number }, data: { name: `${mark} ${name}` } })
    await database.prisma.advertiser.updateMany({ where: { organizationId, incrementalId: number }, data: { name: `${mark} ${name}` } })
    await database.prisma.user.updateMany({ where: { organizationId, publisher: { incrementalId: number } }, data: { lastName: `${mark} ${name}` } })
  }
  await database.prisma.user.updateMany({ where: { organizationId, role: 'admin' }, data: { lastName: mark } })
  // Publisher n sends clicks to advertiser n only, so that the advertiser's name is the publisher's secret too.
  await world.record([
    { at: '2026-03-10T10:00:00Z', publisher: 1, advertiser: 1, sub_id: `${mark} ${MARKS.first}`, city: MARKS.first, device: `${mark} ${MARKS.first}` },
    { at: '2026-03-11T10:00:00Z', publisher: 2, advertiser: 2, sub_id: `${mark} ${MARKS.second}`, city: MARKS.second, device: `${mark} ${MARKS.second}` },
  ])
  const rows = await events.query({
    operation: 'test',
    sql: sql`SELECT toString(publisher) AS publisher, toString(id) AS click FROM click WHERE organization = ${value('UUID', organizationId)}`,
    row: z.object({ publisher: z.string(), click: z.string() }),
  })
  return { ...world, mark, clickIds: Object.fromEntries(rows.map(({ publisher, click }) => [publisher, click])) }
}

beforeAll(async () => {
  home = await markedWorld('HOME')
  foreign = await markedWorld('FOREIGN')
})

/** How each operation is asked so that it would answer with something if it could. A new operation without an entry fails. */
const requests: Record<string, (subject: Marked, person: Person, publisher: number) => { url: string; body?: unknown; writes?: true }[]> = {
  listClicks: () => [
    { url: '/api/v1/clicks?start_date=2026-03-01&end_date=2026-03-31' },
    { url: '/api/v1/clicks?start_date=2026-03-01&end_date=2026-03-31&publisher_id=2' },
    { url: '/api/v1/clicks?start_date=2026-03-01&end_date=2026-03-31&advertiser_id=2' },
  ],
  overview: () => [{ url: `/api/app/overview?${range}` }, { url: `/api/app/overview?${range}&publisher=2` }, { url: `/api/app/overview?${range}&publisher=-1` }, { url: `/api/app/overview?${range}&publisher=0` }],
  clicksDaily: () => [{ url: `/api/app/clicks/daily?${range}` }, { url: `/api/app/clicks/daily?${range}&publisher=2` }, { url: `/api/app/clicks/daily?${range}&advertiser=2` }],
  clicksEvents: () => [{ url: `/api/app/clicks/events?${range}` }, { url: `/api/app/clicks/events?${range}&publisher=-1` }, { url: `/api/app/clicks/events?${range}&advertiser=2` }],
  clickDetails: (subject) => Object.values(subject.clickIds).map((id) => ({ url: `/api/app/clicks/${id}` })),
  filterValues: () => ['publisher', 'advertiser', 'country', 'device'].map((dimension) => ({ url: `/api/app/values?dimension=${dimension}&${range}` })),
  listPublisherChoices: () => [{ url: '/api/app/publishers' }, { url: '/api/app/publishers?q=MARK' }, { url: '/api/app/publishers?q=2' }],
  listApiKeys: () => [{ url: '/api/app/api-keys' }],
  createApiKey: () => [{ url: '/api/app/api-keys', body: { name: 'made in a test' }, writes: true }],
  revokeApiKey: () => [{ url: `/api/app/api-keys/${randomUUID()}`, writes: true }],
  getProfile: () => [{ url: '/api/app/profile' }],
  updateProfile: () => [{ url: '/api/app/profile', body: { phone: '+49 30 123456' }, writes: true }],
  changePassword: () => [{ url: '/api/app/password', body: { old_password: 'not the password', password: 'long enough 123' }, writes: true }],
  requestEmailChange: () => [{ url: '/api/app/email-change', body: { email: 'else@where.example', password: 'not the password' }, writes: true }],
  confirmEmailChange: () => [{ url: '/api/app/email-change/confirm', body: { token: 'no such token' }, writes: true }],
  getSecondFactor: () => [{ url: '/api/app/second-factor' }],
  setUpSecondFactor: () => [{ url: '/api/app/second-factor', body: { password: 'not the password' }, writes: true }],
  confirmSecondFactor: () => [{ url: '/api/app/second-factor/confirm', body: { code: '000000' }, writes: true }],
  disableSecondFactor: () => [{ url: '/api/app/second-factor/disable', body: { code: '000000' }, writes: true }],
  renewRecoveryCodes: () => [{ url: '/api/app/second-factor/recovery-codes', body: { code: '000000' }, writes: true }],
  listSessions: () => [{ url: '/api/app/sessions' }],
  endSession: () => [{ url: `/api/app/sessions/${randomUUID()}`, writes: true }],
  endOtherSessions: () => [{ url: '/api/app/sessions', writes: true }],
  acceptInvitation: () => [{ url: '/api/app/invitation', body: { token: 'no such token', password: 'long enough 123' }, writes: true }],
  requestPasswordReset: () => [{ url: '/api/app/password-reset', body: { email: 'nobody@nowhere.example' }, writes: true }],
  resetPassword: () => [{ url: '/api/app/password-reset/confirm', body: { token: 'no such token', password: 'long enough 123' }, writes: true }],
  requestSignInLink: () => [{ url: '/api/app/sign-in-link', body: { email: 'nobody@nowhere.example' }, writes: true }],
  listUsers: () => [{ url: '/api/v2/users' }, { url: '/api/v2/users?filter[archived][in]=true,false&page[size]=100' }],
  createUser: () => [{ url: '/api/v2/users', body: { email: `${randomUUID()}@example.com`, role: 'admin', password: 'long enough 123' }, writes: true }],
  getUser: (subject) => [{ url: `/api/v2/users/${subject.admin.userId}` }, { url: `/api/v2/users/${subject.publishers[1].userId}` }],
  updateUser: (subject) => [{ url: `/api/v2/users/${subject.admin.userId}`, body: { city: 'Bonn' }, writes: true }],
  deleteUser: (subject) => [{ url: `/api/v2/users/${subject.admin.userId}`, writes: true }],
  listPublisherUsers: () => [{ url: '/api/v2/publishers/2/users' }],
  createPublisherUser: () => [{ url: '/api/v2/publishers/2/users', body: { email: `${randomUUID()}@example.com`, status: 'Deactivated' }, writes: true }],
  getPublisherUser: (subject) => [{ url: `/api/v2/publishers/2/users/${subject.publishers[1].userId}` }],
  updatePublisherUser: (subject) => [{ url: `/api/v2/publishers/2/users/${subject.publishers[1].userId}`, body: { notes: 'hello' }, writes: true }],
  deletePublisherUser: (subject) => [{ url: `/api/v2/publishers/2/users/${subject.publishers[1].userId}`, writes: true }],
  setup: () => [
    { url: '/api/app/setup', writes: true, body: { organization: 'X', timezone: 'UTC', currency: 'EUR', first_name: 'A', last_name: 'B', email: 'a@b.example', password: 'long enough 123' } },
  ],
}

async function ask(id: string, subject: Marked, person: Person, publisher: number): Promise<Reply[]> {
  const operation = operations.find((candidate) => candidate.id === id)
  if (!operation) throw new Error(`there is no operation ${id}`)
  const headers: Record<string, string>[] = [{ cookie: person.cookie, origin: 'http://localhost:3000' }, { 'X-Api-Key': person.key }]
  const replies = (requests[id]?.(subject, person, publisher) ?? []).flatMap(({ url, body }) => headers.map((header) => send(operation.method, url, { headers: header, body })))
  return Promise.all(replies)
}

test('every operation is asked here', () => {
  expect(Object.keys(requests).toSorted()).toEqual(operations.map(({ id }) => id).toSorted())
})

describe.each(operations.map(({ id }) => id))('%s', (id) => {
  test('tells a publisher nothing of another', async () => {
    for (const [index, person] of home.publishers.entries()) {
      const others = index === 0 ? MARKS.second : MARKS.first
      for (const reply of await ask(id, home, person, index + 1)) {
        expect(reply.status).toBeLessThan(500)
        expect(JSON.stringify(reply.body ?? null)).not.toContain(others)
      }
    }
  })

  test('tells an organization nothing of another', async () => {
    for (const person of [home.admin, ...home.publishers]) {
      for (const reply of await ask(id, foreign, person, 1)) {
        expect(reply.status).toBeLessThan(500)
        expect(JSON.stringify(reply.body ?? null)).not.toContain(foreign.mark)
      }
    }
  })

  test('lets nobody in without a key or session, unless it is for anyone', async () => {
    const operation = operations.find((candidate) => candidate.id === id)
    for (const { url, body } of requests[id]?.(home, home.admin, 1) ?? []) {
      const reply = await send(operation?.method ?? 'GET', url, { body })
      if (operation?.access === 'anyone') expect(reply.status).not.toBe(401)
      else expect(reply.status).toBe(401)
    }
  })
})

test('the marks would be seen: an admin sees both publishers of the own organization', async () => {
  for (const id of ['listClicks', 'overview', 'clicksDaily', 'clicksEvents', 'filterValues', 'listPublisherChoices']) {
    const text = JSON.stringify((await ask(id, home, home.admin, 1)).map(({ body }) => body))
    expect(text, id).toContain(MARKS.first)
    expect(text, id).toContain(MARKS.second)
  }
})

test('another publisher’s click, and another organization’s, are not found', async () => {
  const url = (id: string | undefined) => `/api/app/clicks/${id}`
  const asFirst = { 'X-Api-Key': home.publishers[0].key }
  expect((await send('GET', url(home.clickIds['1']), { headers: asFirst })).status).toBe(200)
  expect((await send('GET', url(home.clickIds['2']), { headers: asFirst })).status).toBe(404)
  expect((await send('GET', url(foreign.clickIds['1']), { headers: asFirst })).status).toBe(404)
  expect((await send('GET', url(foreign.clickIds['1']), { headers: { 'X-Api-Key': home.admin.key } })).status).toBe(404)
})

test('nobody revokes somebody else’s key', async () => {
  const own = await database.prisma.apiKey.findFirstOrThrow({ where: { userId: home.publishers[0].userId } })
  for (const person of [home.publishers[1], home.admin, foreign.admin]) {
    const reply = await send('DELETE', `/api/app/api-keys/${own.id}`, { headers: { cookie: person.cookie, origin: 'http://localhost:3000' } })
    expect(reply.status).toBe(404)
  }
  expect((await database.prisma.apiKey.findUniqueOrThrow({ where: { id: own.id } })).revokedAt).toBeNull()
})

test('a page of another site can not act with a visitor’s cookie', async () => {
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const headers = { cookie: home.admin.cookie, ...(origin ? { origin } : {}) }
    expect((await send('POST', '/api/app/api-keys', { headers, body: { name: 'stolen' } })).status).toBe(403)
  }
  expect(await database.prisma.apiKey.count({ where: { name: 'stolen' } })).toBe(0)
})

test('a key can not make keys', async () => {
  expect((await send('POST', '/api/app/api-keys', { headers: { 'X-Api-Key': home.admin.key }, body: { name: 'bred' } })).status).toBe(403)
})
