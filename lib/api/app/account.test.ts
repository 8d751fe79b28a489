import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createApiKey } from '@/lib/access/api-keys'
import { issueLink } from '@/lib/access/one-time-token'
import { ADDRESS_HEADER } from '@/lib/identity/origin'
import { hashPassword } from '@/lib/access/password'
import { send, type Reply } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { confirmSecondFactor, setUpSecondFactor } from './second-factor.contract'
import { listSessions } from './sessions.contract'
import type { Contract } from '@/lib/api/contract'

// Account pages and links over HTTP. lib/access/flows.test.ts tests the underlying rules.

const database = await testDatabase()
const events = await testEventLog()
const PASSWORD = 'correct horse battery'
let passwordHash = ''
let world: World
let person: Person

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
})
beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  world = await createWorld(database, events)
  person = world.publishers[0]
  await database.prisma.user.update({ where: { id: person.userId }, data: { passwordHash } })
})

const ask = (method: Contract['method'], path: string, body?: unknown): Promise<Reply> =>
  send(method, `/api/app/${path}`, { headers: { cookie: person.cookie, origin: 'http://localhost:3000' }, body })
const anonymously = (path: string, body: unknown): Promise<Reply> => send('POST', `/api/app/${path}`, { body })
const fieldsOf = ({ body }: Reply): string[] =>
  z
    .object({ error: z.object({ details: z.array(z.object({ field: z.string() })) }) })
    .parse(body)
    .error.details.map(({ field }) => field)

describe('the profile', () => {
  test('can be read, and updates change only the given fields', async () => {
    expect(
      (
        await ask('PATCH', 'profile', {
          first_name: ' Ana ',
          phone: '+49 (30) 12-34',
          city: 'Köln',
          country: 'de',
          timezone: 'Asia/Tokyo',
        })
      ).body,
    ).toMatchObject({ firstName: 'Ana', city: 'Köln', country: 'DE', timezone: 'Asia/Tokyo' })
    expect((await ask('PATCH', 'profile', { last_name: 'Müller' })).body).toMatchObject({
      firstName: 'Ana',
      lastName: 'Müller',
      phone: '+49 (30) 12-34',
    })
    expect((await ask('PATCH', 'profile', { timezone: null })).body).toMatchObject({ timezone: null })
    expect((await ask('GET', 'profile')).body).toMatchObject({
      firstName: 'Ana',
      lastName: 'Müller',
      city: 'Köln',
      country: 'DE',
      timezone: null,
    })
  })

  test.each([
    [{ first_name: 'a\nb' }, 'first_name'],
    [{ last_name: 'x'.repeat(101) }, 'last_name'],
    [{ phone: '1'.repeat(51) }, 'phone'],
    [{ city: 'a\nb' }, 'city'],
    [{ country: 'Germany' }, 'country'],
    [{ timezone: 'Mars/Olympus' }, 'timezone'],
    [{ role: 'admin' }, 'body'],
    [{ email: 'x@example.com' }, 'body'],
  ])('rejects %j', async (body, field) => {
    const before = await ask('GET', 'profile')
    const reply = await ask('PATCH', 'profile', body)
    expect(reply.status).toBe(400)
    expect([...fieldsOf(reply), ...Object.keys(body)]).toContain(field === 'body' ? Object.keys(body)[0] : field)
    expect((await ask('GET', 'profile')).body).toEqual(before.body)
  })
})

test('a password that’s too short and a wrong old password are reported on their fields', async () => {
  expect(fieldsOf(await ask('POST', 'password', { old_password: PASSWORD, password: 'short' }))).toEqual(['password'])
  const wrong = await ask('POST', 'password', { old_password: 'wrong', password: 'long enough 123' })
  expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['old_password']])
  expect((await ask('POST', 'password', { old_password: PASSWORD, password: 'long enough 123' })).status).toBe(204)
  // The browser that changed the password stays signed in.
  expect((await ask('GET', 'profile')).status).toBe(200)
})

test('a second factor can be set up, confirmed, and given new recovery codes', async () => {
  expect((await ask('GET', 'second-factor')).body).toEqual({ confirmedAt: null, recoveryCodesLeft: 0 })
  const { secret, picture } = setUpSecondFactor.response.parse(
    (await ask('POST', 'second-factor', { password: PASSWORD })).body,
  )
  expect(picture).toMatch(/^<svg [^>]+>(?!.*<script)/)
  const wrong = await ask('POST', 'second-factor/confirm', { code: '12' })
  expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['code']])
  const { recoveryCodes } = confirmSecondFactor.response.parse(
    (await ask('POST', 'second-factor/confirm', { code: new TOTP({ secret }).generate() })).body,
  )
  expect((await ask('GET', 'second-factor')).body).toMatchObject({ recoveryCodesLeft: 10 })
  expect((await ask('POST', 'second-factor', { password: PASSWORD })).status).toBe(409)
  expect((await ask('POST', 'second-factor/recovery-codes', { code: recoveryCodes[0] })).status).toBe(200)
  expect((await ask('POST', 'second-factor/disable', { code: recoveryCodes[1] })).status).toBe(400)
})

test('sessions are listed with the current one marked, and can be ended individually or all at once', async () => {
  const other = (userAgent: string) =>
    database.prisma.session.create({
      data: {
        organizationId: world.organizationId,
        userId: person.userId,
        userAgent,
        address: '192.0.2.7',
        expiresAt: new Date(Date.now() + 60_000),
        lastSeenAt: new Date(0),
      },
    })
  const phone = await other(
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
  )
  await other('')
  const { sessions } = listSessions.response.parse((await ask('GET', 'sessions')).body)
  expect(sessions).toHaveLength(3)
  expect(sessions[0]).toMatchObject({ current: true })
  expect(sessions.find(({ id }) => id === phone.id)).toMatchObject({
    browser: 'Safari on iOS',
    mobile: true,
    address: '192.0.2.7',
    current: false,
  })
  expect((await ask('DELETE', `sessions/${phone.id}`)).status).toBe(204)
  expect((await ask('DELETE', `sessions/${phone.id}`)).status).toBe(404)
  expect((await ask('DELETE', 'sessions')).status).toBe(204)
  expect(listSessions.response.parse((await ask('GET', 'sessions')).body).sessions).toHaveLength(1)
})

describe('emailed links', () => {
  const link = async (kind: 'invitation' | 'passwordReset') =>
    new URL(
      await issueLink(database.prisma, kind, { organizationId: world.organizationId, userId: person.userId }),
    ).searchParams.get('token')

  test.each([
    ['invitation', 'invitation'],
    ['passwordReset', 'password-reset/confirm'],
  ] as const)('%s: a rejected password doesn’t use up the link', async (kind, path) => {
    const token = await link(kind)
    expect(fieldsOf(await anonymously(path, { token, password: 'short' }))).toEqual(['password'])
    const headers = { [ADDRESS_HEADER]: '192.0.2.9', 'user-agent': 'Test browser' }
    expect(
      (await send('POST', `/api/app/${path}`, { headers, body: { token, password: 'long enough 123' } })).status,
    ).toBe(200)
    expect((await anonymously(path, { token, password: 'long enough 123' })).status).toBe(404)
    const entries = await database.prisma.auditEntry.findMany({ where: { entityId: person.userId } })
    expect(entries).toMatchObject([{ actorId: person.userId, address: '192.0.2.9', userAgent: 'Test browser' }])
  })

  test('revoke the API keys listed with a new password, and no others', async () => {
    const { organizationId } = world
    const { apiKey } = await createApiKey(database, {
      organizationId,
      userId: person.userId,
      name: 'Nightly',
      access: [],
    })
    const reset = async (revoke_api_keys?: unknown) =>
      anonymously('password-reset/confirm', {
        token: await link('passwordReset'),
        password: 'long enough 123',
        revoke_api_keys,
      })
    expect((await reset('all')).status).toBe(400)
    expect(fieldsOf(await reset(['x']))).toEqual(['revoke_api_keys.0'])
    expect((await reset()).status).toBe(200)
    const revoked = async () =>
      (await database.prisma.apiKey.findMany({ where: { organizationId, NOT: { revokedAt: null } } })).map(
        ({ id }) => id,
      )
    expect(await revoked()).toEqual([])
    // Keys of other accounts are ignored.
    expect((await reset([person.keyId, world.admin.keyId, randomUUID()])).status).toBe(200)
    expect(await revoked()).toEqual([person.keyId])
    expect(
      (await database.prisma.auditEntry.findMany({ where: { entity: 'apiKey' } })).map(({ entityId, action }) => [
        entityId,
        action,
      ]),
    ).toEqual([[person.keyId, 'revoke']])
    expect(apiKey.revokedAt).toBeNull()
  })

  test('undo a change of address, or explain why they can’t', async () => {
    const owner = { organizationId: world.organizationId, userId: person.userId }
    const email = `${randomUUID()}@example.com`
    const url = await issueLink(database.prisma, 'emailUndo', owner, { email })
    const token = new URL(url).searchParams.get('token')
    expect(new URL(url).pathname).toBe('/undo-email-change')
    expect(fieldsOf(await anonymously('email-change/undo', { token, password: 'short' }))).toEqual(['password'])
    const squatter = await world.person('admin', { email })
    const refused = await anonymously('email-change/undo', { token, password: 'long enough 123' })
    expect([refused.status, fieldsOf(refused)]).toEqual([409, ['email']])
    await database.prisma.user.update({
      where: { id: squatter.userId },
      data: { email: `${randomUUID()}@example.com` },
    })
    expect(
      await anonymously('email-change/undo', { token, password: 'long enough 123', revoke_api_keys: [person.keyId] }),
    ).toMatchObject({ status: 200, body: { email } })
    expect(await ask('GET', 'profile')).toMatchObject({
      status: 401,
      body: { error: { message: 'Your session has ended. Sign in again.' } },
    })
    expect((await database.prisma.apiKey.findUniqueOrThrow({ where: { id: person.keyId } })).revokedAt).not.toBeNull()
    expect((await anonymously('email-change/undo', { token, password: 'long enough 123' })).status).toBe(404)
  })

  test('to a new address get the same answer whether or not it’s in use, and are rate-limited', async () => {
    const foreign = await createWorld(database, events)
    const statuses = []
    for (const email of [
      foreign.admin.email,
      `${randomUUID()}@example.com`,
      world.admin.email,
      `${randomUUID()}@example.com`,
      foreign.publishers[0].email,
      `${randomUUID()}@example.com`,
    ]) {
      const reply = await ask('POST', 'email-change', { email, password: PASSWORD })
      statuses.push([reply.status, reply.status === 204 ? reply.body : 'wait'])
    }
    expect(statuses).toEqual([...Array.from({ length: 5 }, () => [204, undefined]), [429, 'wait']])
  })

  test('to reset a password get the same answer whether or not the account exists, and are rate-limited', async () => {
    const email = (await database.prisma.user.findUniqueOrThrow({ where: { id: person.userId } })).email
    const answers = []
    for (const address of [email, `${randomUUID()}@nowhere.example`]) {
      const replies = []
      for (let count = 0; count < 4; count++) replies.push(await anonymously('password-reset', { email: address }))
      answers.push(replies.map(({ status }) => status))
    }
    expect(answers).toEqual([
      [204, 204, 204, 429],
      [204, 204, 204, 429],
    ])
    expect((await anonymously('password-reset', { email: 'not an address' })).status).toBe(400)
  })

  test('to sign in are refused when email isn’t configured', async () => {
    expect((await anonymously('sign-in-link', { email: 'a@example.com' })).status).toBe(409)
  })
})
