import { expect, test } from 'vitest'
import { ADDRESS_HEADER } from '@/lib/access/origin'
import { verifyPassword } from '@/lib/access/password'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'

const database = await testDatabase()
const person = { first_name: 'Ada', last_name: 'Müller', email: 'Ada@Example.com', password: 'a long enough password' }
const setUp = (organization: string) =>
  send('POST', '/api/app/setup', {
    headers: { [ADDRESS_HEADER]: '192.0.2.9', 'user-agent': 'Test browser' },
    body: { organization, timezone: 'Europe/Berlin', currency: 'EUR', ...person },
  })

test('the first of two who set up at once makes the organization and is its admin, which is in the log', async () => {
  const replies = await Promise.all([setUp('Müller & Söhne'), setUp('Somebody else')])
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  expect((await setUp('Late')).status).toBe(409)

  const organization = await database.prisma.organization.findFirstOrThrow({ include: { users: true, integrations: true } })
  expect(await database.prisma.organization.count()).toBe(1)
  expect(replies.find(({ status }) => status === 201)?.body).toEqual({ organization: { id: organization.id, name: organization.name, slug: organization.slug } })
  expect(organization).toMatchObject({ timezone: 'Europe/Berlin', currency: 'EUR', integrations: [{ name: 'Main' }], users: [{ email: 'ada@example.com', role: 'admin' }] })
  const [admin] = organization.users
  expect(await verifyPassword(admin?.passwordHash, person.password)).toBe(true)

  const entries = await database.prisma.auditEntry.findMany({ orderBy: { entity: 'asc' } })
  const by = { actorId: admin?.id, actorEmail: 'ada@example.com', address: '192.0.2.9', userAgent: 'Test browser', action: 'create', before: null }
  expect(entries).toMatchObject([
    { ...by, entity: 'organization', entityId: organization.id, after: { name: organization.name, timezone: 'Europe/Berlin' } },
    { ...by, entity: 'user', entityId: admin?.id, after: { firstName: 'Ada', role: 'admin', passwordHash: '(not shown)' } },
  ])
})
