import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { recordChanges } from '@/lib/identity/audit'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { listAudit } from './audit.contract'

// What admins can do on the product's own pages but not in the public API: organization settings, the audit log, and actions on users.

const database = await testDatabase()
const events = await testEventLog()
let world: World

beforeEach(async () => {
  world = await createWorld(database, events)
})

async function ask(
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  options: { body?: unknown; status?: number; as?: Person } = {},
) {
  const { cookie } = options.as ?? world.admin
  const reply = await send(method, `/api/app/${path}`, {
    headers: { cookie, origin: 'http://localhost:3000' },
    body: options.body,
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(options.status ?? (method === 'POST' ? 204 : 200))
  return reply.body
}

const audit = async (query = '') => listAudit.response.parse(await ask('GET', `audit${query}`))

describe('organization settings', () => {
  test('can be read and changed, and the audit log records what changed', async () => {
    expect(await ask('GET', 'organization')).toMatchObject({
      timezone: 'UTC',
      currency: 'USD',
      ip_storage: 'anonymised',
      retention_days: null,
      plan: 'Business',
    })
    const change = {
      name: 'Acme',
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      ip_storage: 'none',
      retention_days: 365,
      plan: 'Enterprise',
    }
    expect(await ask('PATCH', 'organization', { body: change })).toMatchObject(change)
    expect(await ask('PATCH', 'organization', { body: { retention_days: null } })).toMatchObject({
      ...change,
      retention_days: null,
    })
    const { data } = await audit('?filter[entity]=organization')
    expect(data).toMatchObject([
      { action: 'update', entity_name: 'Acme', before: { retentionDays: 365 }, after: { retentionDays: null } },
      {
        action: 'update',
        before: { timezone: 'UTC', retentionDays: null },
        after: { timezone: 'Europe/Berlin', retentionDays: 365 },
      },
    ])
    expect(Object.keys(data[0]?.after ?? {})).toEqual(['retentionDays'])
  })

  test('aren’t audited when nothing changes', async () => {
    await ask('PATCH', 'organization', { body: { currency: 'USD' } })
    expect((await audit()).meta.total_count).toBe(0)
  })

  test.each([
    [{ name: ' ' }, 'name'],
    [{ timezone: '+02:00' }, 'timezone'],
    [{ currency: 'eur' }, 'currency'],
    [{ ip_storage: 'some' }, 'ip_storage'],
    [{ retention_days: 0 }, 'retention_days'],
    [{ retention_days: 1.5 }, 'retention_days'],
    [{ retention_days: '30' }, 'retention_days'],
    [{ plan: 'Gold' }, 'plan'],
    [{ slug: 'acme' }, 'slug'],
  ])('reject %j', async (body, field) => {
    expect(await ask('PATCH', 'organization', { body, status: 400 })).toMatchObject({ error: { details: [{ field }] } })
  })

  test('are only for admins', async () => {
    const manager = await world.accountManager()
    for (const as of [manager, world.publishers[0]]) {
      await ask('GET', 'organization', { as, status: 403 })
      await ask('PATCH', 'organization', { as, body: { name: 'Mine' }, status: 403 })
    }
  })
})

describe('the audit log', () => {
  const entry = (action: 'create' | 'update', entityId: string, after: Record<string, unknown>) =>
    recordChanges(
      database.prisma,
      {
        organization: { id: world.organizationId },
        user: { id: world.admin.userId, email: 'admin@example.com' },
        from: { address: '198.51.100.7', userAgent: 'test' },
      },
      [{ action, entity: 'publisher', entityId, after }],
    )

  test('is listed newest first, and can be filtered, searched, and paged', async () => {
    const publisher = await database.prisma.publisher.findFirstOrThrow({
      where: { organizationId: world.organizationId, incrementalId: 2 },
    })
    await entry('create', publisher.id, { name: 'Old name' })
    await entry('update', publisher.id, { name: 'Publisher 2' })
    await ask('POST', `users/${world.publishers[0].userId}/sign-out`)
    const actions = async (query: string) => (await audit(query)).data.map(({ action }) => action)
    expect(await actions('')).toEqual(['signOut', 'update', 'create'])
    expect(await actions('?filter[entity]=publisher&sort=created_at')).toEqual(['create', 'update'])
    expect(await actions('?filter[action][in]=create,signOut')).toEqual(['signOut', 'create'])
    expect(await actions(`?filter[entity_id]=${publisher.id}`)).toEqual(['update', 'create'])
    expect(await actions(`?filter[actor_id]=${world.admin.userId}`)).toHaveLength(3)
    expect(await actions(`?filter[actor_id]=${world.publishers[0].userId}`)).toEqual([])
    expect(await actions('?filter[created_at][lt]=2020-01-01')).toEqual([])
    expect(await actions('?q=198.51.100')).toEqual(['update', 'create'])
    expect(await actions('?page[size]=1&page[number]=2')).toEqual(['update'])
    expect((await audit('?page[size]=2')).meta).toEqual({ total_count: 3, total_page: 2 })
    expect((await audit('?filter[action]=update')).data).toMatchObject([
      {
        actor_email: 'admin@example.com',
        actor_id: world.admin.userId,
        api_key_id: null,
        entity_name: 'Publisher 2',
        before: null,
        after: { name: 'Publisher 2' },
        address: '198.51.100.7',
      },
    ])
    await ask('GET', 'audit?filter[nonsense]=1', { status: 400 })
    await ask('GET', 'audit?filter[action]=explode', { status: 400 })
  })

  test('has the names of the records that values refer to', async () => {
    const { organizationId } = world
    const [tag, network, manager] = await Promise.all([
      database.prisma.tag.create({ data: { organizationId, name: 'VIP' } }),
      database.prisma.network.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } }),
      world.person('admin'),
    ])
    const elsewhere = await database.prisma.network.findFirstOrThrow({ where: { NOT: { organizationId } } })
    const id = randomUUID()
    await entry('create', id, {
      tagIds: [tag.id],
      networkId: network.id,
      managerId: manager.userId,
      offerId: elsewhere.id,
      name: network.id,
    })
    const { data } = await audit(`?filter[entity_id]=${id}`)
    expect(data).toMatchObject([
      { entity_name: null, names: { [tag.id]: 'VIP', [network.id]: network.name, [manager.userId]: manager.email } },
    ])
    expect(Object.keys(data[0]?.names ?? {})).toHaveLength(3)
  })

  test('is listed and exported by the organization’s days, even if they don’t start at midnight', async () => {
    const chile = await createWorld(database, events, { timezone: 'America/Santiago' })
    const made = {
      organizationId: chile.organizationId,
      actorId: chile.admin.userId,
      actorEmail: 'admin@example.com',
      entity: 'user',
      entityId: chile.admin.userId,
    } as const
    const at = {
      create: '2026-09-06T03:59:59Z',
      update: '2026-09-06T04:00:00Z',
      archive: '2026-09-07T02:59:59Z',
      restore: '2026-09-07T03:00:00Z',
    } as const
    await database.prisma.auditEntry.createMany({
      data: (['create', 'update', 'archive', 'restore'] as const).map((action) => ({
        ...made,
        action,
        createdAt: new Date(at[action]),
      })),
    })
    const answer = listAudit.response.parse(
      await ask('GET', 'audit?from=2026-09-06&to=2026-09-06', { as: chile.admin }),
    )
    expect(answer.data.map(({ action }) => action)).toEqual(['archive', 'update'])
    expect(answer.meta.total_count).toBe(2)
    const file = await send('GET', '/api/app/audit/export?from=2026-09-06&to=2026-09-06', {
      headers: { cookie: chile.admin.cookie },
    })
    expect(String(file.body).trimEnd().split('\r\n')).toHaveLength(3)
    for (const query of [
      'from=2026-13-01&to=2026-13-02',
      'from=2026-03-02&to=2026-03-01',
      'to=2026-03-01',
      'range=week',
    ]) {
      await ask('GET', `audit?${query}`, { as: chile.admin, status: 400 })
    }
  })

  test('exports every entry as CSV, with formulas escaped', async () => {
    const { organizationId } = world
    const made = {
      organizationId,
      actorId: world.admin.userId,
      actorEmail: 'admin@example.com',
      action: 'update',
      entity: 'user',
      entityId: world.admin.userId,
    }
    // All with the same timestamp, so batches split between entries of the same time.
    await database.prisma.auditEntry.createMany({
      data: Array.from({ length: 2100 }, () => ({ ...made, createdAt: new Date('2026-01-01T00:00:00Z') })),
    })
    await database.prisma.auditEntry.create({ data: { ...made, userAgent: '=cmd()', after: { city: 'Bonn, "x"' } } })
    const reply = await send('GET', '/api/app/audit/export', { headers: { cookie: world.admin.cookie } })
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename="audit-log.csv"')
    const lines = String(reply.body).trimEnd().split('\r\n')
    expect(lines[0]).toBe(
      'id,created_at (UTC),actor_id,actor_email,api_key_id,action,entity,entity_id,entity_name,before,after,address,user_agent',
    )
    expect(lines).toHaveLength(2102)
    expect(new Set(lines).size).toBe(2102)
    expect(lines[1]).toMatch(/,"\{""city"":""Bonn, \\""x\\""""\}",,'=cmd\(\)$/)
    const filtered = await send('GET', '/api/app/audit/export?filter[created_at][gte]=2026-01-02', {
      headers: { cookie: world.admin.cookie },
    })
    expect(String(filtered.body).trimEnd().split('\r\n')).toHaveLength(2)
    expect(
      (await send('GET', '/api/app/audit/export?page[size]=1', { headers: { cookie: world.admin.cookie } })).status,
    ).toBe(400)
  })

  test('exports times in the reader’s time zone, with a byte order mark on request', async () => {
    const { organizationId, admin } = world
    await database.prisma.user.update({ where: { id: admin.userId }, data: { timezone: 'Asia/Kathmandu' } })
    await database.prisma.auditEntry.create({
      data: {
        organizationId,
        actorId: admin.userId,
        actorEmail: '',
        action: 'update',
        entity: 'user',
        entityId: admin.userId,
        createdAt: new Date('2026-01-01T00:00:00.123Z'),
      },
    })
    const textOf = async (query: string) => {
      const { body } = await send('GET', `/api/app/audit/export${query}`, { headers: { cookie: admin.cookie } })
      return String(body)
    }
    const plain = await textOf('')
    expect(plain).toMatch(/^id,created_at \(Asia\/Kathmandu\),.*\r\n[^,]+,2026-01-01 05:45:00,/)
    expect(await textOf('?bom=true')).toBe(`\ufeff${plain}`)
    expect(await ask('GET', 'audit/export?bom=1', { status: 400 })).toMatchObject({
      error: { details: [{ field: 'bom', message: 'must be true or false' }] },
    })
  })

  test('is only for admins, and only for their own organization', async () => {
    const other = await createWorld(database, events)
    await entry('create', world.organizationId, { name: 'x' })
    expect((await audit()).meta.total_count).toBe(1)
    expect(await ask('GET', 'audit', { as: other.admin })).toMatchObject({ data: [], meta: { total_count: 0 } })
    for (const as of [await world.accountManager(), world.publishers[0]]) {
      await ask('GET', 'audit', { as, status: 403 })
      await ask('GET', 'audit/export', { as, status: 403 })
    }
  })
})

describe('actions on users', () => {
  test('signing out ends all sessions immediately', async () => {
    await ask('GET', 'profile', { as: world.publishers[0] })
    await ask('POST', `users/${world.publishers[0].userId}/sign-out`)
    await ask('GET', 'profile', { as: world.publishers[0], status: 401 })
  })

  test('resetting the second factor removes it', async () => {
    const { userId } = world.publishers[0]
    await ask('POST', `users/${userId}/reset-second-factor`, { status: 409 })
    await database.prisma.user.update({
      where: { id: userId },
      data: { totpSecret: new Uint8Array(8), totpConfirmedAt: new Date() },
    })
    await ask('POST', `users/${userId}/reset-second-factor`)
    expect(await database.prisma.user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
      totpSecret: null,
      totpConfirmedAt: null,
    })
  })

  test('an invitation can be resent until the user has a password', async () => {
    const { userId } = world.publishers[0]
    await ask('POST', `users/${userId}/invite`)
    expect(await database.prisma.oneTimeToken.count({ where: { userId, kind: 'invitation' } })).toBe(1)
    await database.prisma.user.update({ where: { id: userId }, data: { passwordHash: '$argon2id$x' } })
    await ask('POST', `users/${userId}/invite`, { status: 409 })
  })

  test('are for admins, and for account managers on users of publishers they can change', async () => {
    const manager = await world.accountManager({ publisherManagerAccess: 'Limited' }, { publishers: [1] })
    for (const act of ['sign-out', 'invite']) {
      await ask('POST', `users/${world.publishers[0].userId}/${act}`, { as: manager })
      await ask('POST', `users/${world.publishers[1].userId}/${act}`, { as: manager, status: 403 })
      await ask('POST', `users/${world.admin.userId}/${act}`, { as: manager, status: 404 })
      await ask('POST', `users/not-an-id/${act}`, { status: 404 })
    }
  })
})
