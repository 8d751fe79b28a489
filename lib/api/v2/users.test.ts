import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { createApiKey } from '@/lib/access/api-keys'
import { verifyPassword } from '@/lib/access/password'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { problem, sampleToCreate, sampleToUpdate, userCalls } from '@/lib/testing/user-calls'
import { createWorld, type World } from '@/lib/testing/world'
import { users } from './users'

// Contract: Users in the Integr8 document, and our decisions about it. Lists: users-list.test.ts.

const database = await testDatabase()
const events = await testEventLog()
let world: World
const { asBrowser, ask, list, get, create, refused } = userCalls(() => world)

beforeEach(async () => {
  world = await createWorld(database, events)
})

describe('the document’s samples', () => {
  test('create, get, update, and delete a user', async () => {
    const id = await create({ ...sampleToCreate, email: `${randomUUID()}@example.com` })
    const made = await get(id)
    const { password: _, email: _email, ...given } = sampleToCreate
    expect(made).toEqual({
      ...given,
      id,
      email: made.email,
      status: 'Active',
      api_access_enabled: true,
      second_factor_enabled: false,
      has_password: true,
      archived: false,
      invited_at: null,
      invitation_delivery: null,
      email_verified_at: null,
      is_publisher_manager: true,
      is_advertiser_manager: true,
      publisher_manager_access: 'Restricted',
      advertiser_manager_access: 'Restricted',
      created_at: made.created_at,
      updated_at: made.updated_at,
    })
    const stored = await database.prisma.user.findUniqueOrThrow({ where: { id } })
    expect(await verifyPassword(stored.passwordHash, sampleToCreate.password)).toBe(true)

    const email = `${randomUUID()}@example.com`
    expect(await ask('PATCH', `/api/v2/users/${id}`, { ...sampleToUpdate, email })).toEqual({})
    const { password: _password, ...changed } = sampleToUpdate
    expect(await get(id)).toMatchObject({ ...changed, email })
    expect(
      await verifyPassword(
        (await database.prisma.user.findUniqueOrThrow({ where: { id } })).passwordHash,
        sampleToUpdate.password,
      ),
    ).toBe(true)

    expect(await ask('DELETE', `/api/v2/users/${id}`)).toEqual({})
    expect(await get(id)).toMatchObject({ archived: true })
  })

  test('work form-encoded too', async () => {
    const email = `${randomUUID()}@example.com`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = await ask('POST', '/api/v2/users', new URLSearchParams({ ...sampleToCreate, email }).toString(), {
      headers,
    })
    const { created_item_id: id } = users.create.contract.response.parse(body)
    await ask('PATCH', `/api/v2/users/${id}`, 'is_publisher_manager=false&status=Deactivated&first_name=J%C3%B6rg', {
      headers,
    })
    expect(await get(id)).toMatchObject({
      email,
      is_publisher_manager: false,
      status: 'Deactivated',
      first_name: 'Jörg',
      city: 'New York',
    })
  })

  test('can be based on a response: fields that can’t be set are ignored', async () => {
    const id = await create({ first_name: 'Ann' })
    const before = await get(id)
    await ask('PATCH', `/api/v2/users/${id}`, {
      ...before,
      first_name: 'Anna',
      id: randomUUID(),
      created_at: '2019-08-24T14:15:22Z',
      second_factor_enabled: true,
    })
    expect(await get(id)).toEqual({ ...before, first_name: 'Anna', updated_at: expect.any(String) })
  })
})

describe('create', () => {
  test('without a password sends an invitation', async () => {
    const body = await ask('POST', '/api/v2/users', { email: `${randomUUID()}@example.com`, role: 'admin' })
    const { created_item_id: id } = users.create.contract.response.parse(body)
    expect((await get(id)).invited_at).not.toBeNull()
    expect(await database.prisma.oneTimeToken.count({ where: { userId: id, kind: 'invitation' } })).toBe(1)
  })

  test.each([
    [{ email: undefined }, 'email'],
    [{ email: 'jane' }, 'email'],
    [{ role: undefined }, 'role'],
    [{ role: 'publisher' }, 'role'],
    [{ role: 'owner' }, 'role'],
    [{ password: 'short' }, 'password'],
    [{ password: 12345678901 }, 'password'],
    [{ country: 'USA' }, 'country'],
    [{ country: 'ZZ' }, 'country'],
    [{ timezone: 'Mars/Olympus' }, 'timezone'],
    [{ first_name: 'x'.repeat(101) }, 'first_name'],
    [{ first_name: 'a\0b' }, 'first_name'],
    [{ phone: null }, 'phone'],
    [{ status: 'Sleeping' }, 'status'],
    [{ publisher_manager_access: 'Some' }, 'publisher_manager_access'],
    [{ is_publisher_manager: 'yes' }, 'is_publisher_manager'],
    [{ organization_id: randomUUID() }, 'organization_id'],
    [{ passwordHash: 'x' }, 'passwordHash'],
  ])('rejects %j and names the field', async (wrong, field) => {
    const before = await database.prisma.user.count()
    const email = `${randomUUID()}@example.com`
    const error = await refused('POST', '/api/v2/users', 400, {
      email,
      role: 'admin',
      password: 'long enough 123',
      ...wrong,
    })
    expect(error.code).toBe('bad_request')
    expect(error.details.map((detail) => detail.field)).toEqual([field])
    expect(await database.prisma.user.count()).toBe(before)
  })

  test('answers 402 if the address is in use in any organization, ignoring case', async () => {
    const other = await createWorld(database, events)
    const { email } = await database.prisma.user.findUniqueOrThrow({ where: { id: other.admin.userId } })
    const error = await refused('POST', '/api/v2/users', 402, {
      email: email.toUpperCase(),
      role: 'admin',
      password: 'long enough 123',
    })
    expect(error).toMatchObject({ code: 'request_failed', details: [{ field: 'email' }] })
  })

  test('only accepts JSON and form-encoded bodies', async () => {
    const error = await refused('POST', '/api/v2/users', 415, '<user/>', { 'content-type': 'text/xml' })
    expect(error.code).toBe('unsupported_media_type')
  })
})

describe('update', () => {
  test('changes only the given fields', async () => {
    const id = await create({ first_name: 'Ann', city: 'Bonn' })
    const before = await get(id)
    await ask('PATCH', `/api/v2/users/${id}`, {})
    expect(await get(id)).toEqual({ ...before, updated_at: expect.any(String) })
    await ask('PATCH', `/api/v2/users/${id}`, { city: '' })
    expect(await get(id)).toMatchObject({ first_name: 'Ann', city: '' })
  })

  test.each(['Deactivated', 'Suspended'])('%s ends sessions and blocks API keys immediately', async (status) => {
    const { organizationId } = world
    const id = await create({ role: 'admin' })
    const { key } = await createApiKey(database, { organizationId, userId: id, name: 'test', access: ['users:read'] })
    const session = await database.prisma.session.create({
      data: { organizationId, userId: id, expiresAt: new Date(Date.now() + 3_600_000) },
    })
    await ask('GET', '/api/v2/users', undefined, { headers: { 'API-KEY': key } })
    await ask('PATCH', `/api/v2/users/${id}`, { status })
    expect((await database.prisma.session.findUniqueOrThrow({ where: { id: session.id } })).revokedAt).not.toBeNull()
    await refused('GET', '/api/v2/users', 401, undefined, { 'API-KEY': key })
  })

  test('can’t remove the last active admin', async () => {
    const error = await refused('DELETE', `/api/v2/users/${world.admin.userId}`, 402, undefined, asBrowser())
    expect(error.code).toBe('request_failed')
    expect(await get(world.admin.userId)).toMatchObject({ archived: false, status: 'Active', role: 'admin' })
  })

  test('can restore a deleted user', async () => {
    const id = await create({})
    await ask('DELETE', `/api/v2/users/${id}`)
    await ask('DELETE', `/api/v2/users/${id}`)
    expect((await list()).data.map((user) => user.id)).not.toContain(id)
    await ask('PATCH', `/api/v2/users/${id}`, { archived: false })
    expect((await list()).data.map((user) => user.id)).toContain(id)
  })
})

describe('access', () => {
  test('answers 404 for unknown and malformed IDs, users of other organizations, and publisher users', async () => {
    const other = await createWorld(database, events)
    for (const id of [randomUUID(), 'abc', '1', other.admin.userId, world.publishers[0].userId]) {
      const url = `/api/v2/users/${id}`
      for (const [method, body] of [
        ['GET', undefined],
        ['PATCH', { city: 'Bonn' }],
        ['DELETE', undefined],
      ] as const) {
        expect((await refused(method, url, 404, body)).code).toBe('not_found')
      }
    }
    expect((await database.prisma.user.findUniqueOrThrow({ where: { id: other.admin.userId } })).city).toBe('')
  })

  test('requires the permission, and accepts the key in any of the headers', async () => {
    expect((await refused('GET', '/api/v2/users', 403, undefined, { 'API-KEY': world.publishers[0].key })).code).toBe(
      'forbidden',
    )
    expect((await send('GET', '/api/v2/users', { headers: {} })).status).toBe(401)
    for (const [name, value] of [
      ['X-Api-Key', world.admin.key],
      ['Authorization', `Bearer ${world.admin.key}`],
    ] as const) {
      expect((await send('GET', '/api/v2/users', { headers: { [name]: value } })).status).toBe(200)
    }
    const unknown = await send('GET', '/api/v2/users', { headers: { 'API-KEY': 'trb_wrong' } })
    expect([unknown.status, problem.parse(unknown.body).error.code]).toEqual([401, 'unauthorized'])
  })

  test('accepts a browser session, but only from our own pages', async () => {
    const session = { cookie: world.admin.cookie }
    const body = { email: `${randomUUID()}@example.com`, role: 'admin', password: 'long enough 123' }
    expect(
      (await send('POST', '/api/v2/users', { headers: { ...session, origin: 'https://elsewhere.example' }, body }))
        .status,
    ).toBe(403)
    expect(
      (await send('POST', '/api/v2/users', { headers: { ...session, origin: 'http://localhost:3000' }, body })).status,
    ).toBe(200)
  })
})

describe('the caller’s own account', () => {
  const own = () => `/api/v2/users/${world.admin.userId}`
  const row = () => database.prisma.user.findUniqueOrThrow({ where: { id: world.admin.userId } })
  const changes = [
    { email: 'thief@example.com' },
    { password: 'chosen by a thief' },
    { role: 'accountManager' },
    { status: 'Deactivated' },
    { archived: true },
    { api_access_enabled: false },
    { city: 'Bonn' },
  ]

  test.each(changes)('can’t be changed with its API key: %j', async (change) => {
    const before = await row()
    expect((await refused('PATCH', own(), 403, change)).code).toBe('forbidden')
    expect(await row()).toEqual(before)
  })

  test('can’t be deleted, signed out, invited, or have its 2FA reset with its API key', async () => {
    const before = await row()
    await refused('DELETE', own(), 403)
    for (const act of ['sign-out', 'invite', 'reset-second-factor'])
      await ask('POST', `/api/app/users/${world.admin.userId}/${act}`, undefined, { status: 403 })
    expect(await row()).toEqual(before)
  })

  test.each([
    [{ email: 'thief@example.com' }, 'email'],
    [{ password: 'chosen by a thief' }, 'password'],
    [{ role: 'accountManager' }, 'role'],
    [{ status: 'Deactivated' }, 'status'],
  ])('can’t be changed from a browser without its password: %j', async (change, field) => {
    const before = await row()
    expect((await refused('PATCH', own(), 402, change, asBrowser())).details).toMatchObject([{ field }])
    expect(await row()).toEqual(before)
    await ask('PATCH', own(), { city: 'Bonn', email: before.email }, { headers: asBrowser() })
    expect(await row()).toMatchObject({ city: 'Bonn' })
  })
})

test('an API key needs admins:manage to create or change admins, but not for the document’s samples', async () => {
  const other = await world.person('admin')
  await database.prisma.apiKey.update({
    where: { id: world.admin.keyId },
    data: { access: ['users:manage', 'users:read'] },
  })
  const admin = () => ({ ...sampleToCreate, email: `${randomUUID()}@example.com`, role: 'admin' })
  expect((await refused('POST', '/api/v2/users', 403, admin())).message).toContain('admins:manage')
  const id = await create({ ...sampleToCreate, email: `${randomUUID()}@example.com` })
  await ask('PATCH', `/api/v2/users/${id}`, { ...sampleToUpdate, email: `${randomUUID()}@example.com` })
  await refused('PATCH', `/api/v2/users/${id}`, 403, { role: 'admin' })
  for (const change of [{ email: `${randomUUID()}@example.com` }, { password: 'chosen by a thief' }, { city: 'Bonn' }])
    await refused('PATCH', `/api/v2/users/${other.userId}`, 403, change)
  await refused('DELETE', `/api/v2/users/${other.userId}`, 403)
  await database.prisma.apiKey.update({
    where: { id: world.admin.keyId },
    data: { access: ['users:manage', 'users:read', 'admins:manage'] },
  })
  expect(await get(await create(admin()))).toMatchObject({ role: 'admin' })
  await ask('PATCH', `/api/v2/users/${id}`, { role: 'admin' })
})
