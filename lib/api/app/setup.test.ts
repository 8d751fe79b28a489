import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ADDRESS_HEADER } from '@/lib/identity/origin'
import { verifyPassword } from '@/lib/access/password'
import { setupCode } from '@/lib/access/setup-code'
import { config } from '@/lib/config'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'

const database = await testDatabase()
const person = { first_name: 'Ada', last_name: 'Müller', email: 'Ada@Example.com', password: 'a long enough password' }
const setUp = (organization: string, code: string | undefined = setupCode(), address = '192.0.2.9') =>
  send('POST', '/api/app/setup', {
    headers: { [ADDRESS_HEADER]: address, 'user-agent': 'Test browser' },
    body: { code, organization, timezone: 'Europe/Berlin', currency: 'EUR', ...person },
  })

test('setup requires the code from the log, with at most ten guesses from one network', async () => {
  const refused = {
    status: 400,
    body: { error: { details: [{ field: 'code', message: 'must be the setup code from the server log' }] } },
  }
  for (const code of ['', ' ', '\0', 'ABCD-EFGH', setupCode().slice(1), `${setupCode()}2`])
    expect(await setUp('Mine', code, randomUUID())).toMatchObject({
      status: 400,
      body: { error: { details: [{ field: 'code' }] } },
    })
  for (let count = 0; count < 10; count++)
    expect(await setUp('Mine', 'ABCD-EFGH', `2001:db8::${count}`)).toMatchObject(refused)
  expect(await setUp('Two\nlines', setupCode(), '192.0.2.8')).toMatchObject({
    status: 400,
    body: {
      error: { details: [{ field: 'organization', message: 'must not contain line breaks or control characters' }] },
    },
  })
  expect(await setUp('Mine', setupCode(), '2001:db8::ffff')).toMatchObject({ status: 429 })
  expect(await database.prisma.organization.count()).toBe(0)
})

test('the code depends only on the secret', () => {
  const code = setupCode()
  expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/)
  expect(setupCode()).toBe(code)
  const { authSecret } = config()
  config().authSecret = 'another secret that is long enough'
  expect(setupCode()).not.toBe(code)
  config().authSecret = authSecret
  expect(setupCode()).toBe(code)
})

test('only the first of two concurrent setups succeeds, and it’s audited', async () => {
  // One of them types the code in lowercase, with different spacing.
  const replies = await Promise.all([
    setUp('Müller & Söhne', ` ${setupCode().toLowerCase().replace('-', '\u00A0')} `),
    setUp('Somebody else'),
  ])
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  expect((await setUp('Late')).status).toBe(409)

  const organization = await database.prisma.organization.findFirstOrThrow({
    include: { users: true, integrations: true },
  })
  expect(await database.prisma.organization.count()).toBe(1)
  expect(replies.find(({ status }) => status === 201)?.body).toEqual({
    organization: { id: organization.id, name: organization.name, slug: organization.slug },
  })
  expect(organization).toMatchObject({
    timezone: 'Europe/Berlin',
    currency: 'EUR',
    integrations: [{ name: 'Main' }],
    users: [{ email: 'ada@example.com', role: 'admin' }],
  })
  const [admin] = organization.users
  expect(await verifyPassword(admin?.passwordHash, person.password)).toBe(true)

  const entries = await database.prisma.auditEntry.findMany({ orderBy: { entity: 'asc' } })
  const by = {
    actorId: admin?.id,
    actorEmail: 'ada@example.com',
    address: '192.0.2.9',
    userAgent: 'Test browser',
    action: 'create',
    before: null,
  }
  expect(entries).toMatchObject([
    {
      ...by,
      entity: 'organization',
      entityId: organization.id,
      after: { name: organization.name, timezone: 'Europe/Berlin' },
    },
    {
      ...by,
      entity: 'user',
      entityId: admin?.id,
      after: { firstName: 'Ada', role: 'admin', passwordHash: '(not shown)' },
    },
  ])
})
