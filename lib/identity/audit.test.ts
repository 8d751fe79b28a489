import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { Prisma } from '@/lib/database/generated/client'
import { recordChanges, secretFields, type AuditRecord } from './audit'

const database = await testDatabase()
const { id: organizationId } = await database.prisma.organization.create({ data: { slug: 'audited', name: 'Audited' } })
const actor = {
  organization: { id: organizationId },
  user: { id: randomUUID(), email: 'jane@example.com' },
  from: { address: '192.0.2.1', userAgent: 'Test' },
}

async function written(change: Pick<AuditRecord, 'before' | 'after'>) {
  const entityId = randomUUID()
  await database.prisma.$transaction((transaction) =>
    recordChanges(transaction, actor, [{ action: 'update', entity: 'user', entityId, ...change }]),
  )
  return database.prisma.auditEntry.findFirst({ where: { entityId } })
}

test('records what changed, who changed it, when, and from where', async () => {
  const entry = await written({
    before: { name: 'a', same: [1], at: new Date(0) },
    after: { name: 'b', same: [1], at: new Date(1000) },
  })
  expect(entry).toMatchObject({
    actorId: actor.user.id,
    actorEmail: 'jane@example.com',
    address: '192.0.2.1',
    userAgent: 'Test',
    apiKeyId: null,
  })
  expect(entry?.before).toEqual({ name: 'a', at: '1970-01-01T00:00:00.000Z' })
  expect(entry?.after).toEqual({ name: 'b', at: '1970-01-01T00:00:01.000Z' })
})

test('keeps decimal amounts exact and records missing values as null', async () => {
  const entry = await written({ before: {}, after: { payout: new Prisma.Decimal('12345678901.123456') } })
  expect(entry).toMatchObject({ before: { payout: null }, after: { payout: '12345678901.123456' } })
})

test('skips updates that change nothing, but records actions without fields', async () => {
  expect(await written({ before: { a: 1, updatedAt: new Date(0) }, after: { a: 1, updatedAt: new Date() } })).toBeNull()
  expect(await written({})).toMatchObject({ before: null, after: null })
})

test('never stores secrets from any column, at any depth, or bytes in any field', async () => {
  const columns = Object.entries(Prisma).flatMap(([name, fields]) =>
    name.endsWith('ScalarFieldEnum') ? Object.keys(fields) : [],
  )
  const secret = columns.filter((column) => secretFields.some((part) => column.toLowerCase().includes(part)))
  expect(secret).toEqual(expect.arrayContaining(['passwordHash', 'totpSecret', 'hash', 'salt']))
  const names = [...secret, 'newPassword', 'AUTH_SECRET', 'accessToken', 'recoveryCodes']
  const plain = Object.fromEntries(names.map((name) => [name, `leak-${name}`]))
  const entry = await written({
    before: plain,
    after: {
      ...plain,
      passwordHash: 'leak-2',
      nested: { list: [plain] },
      picture: new Uint8Array([108, 101, 97, 107]),
    },
  })
  expect(JSON.stringify(entry)).not.toContain('leak')
  expect(entry?.after).toMatchObject({ passwordHash: '(not shown)', picture: '(not shown)' })
  expect(JSON.stringify(await written({ after: plain }))).not.toContain('leak')
})

test('can’t be changed after it’s written', async () => {
  const entry = await written({ after: { name: 'b' } })
  await expect(
    database.prisma.auditEntry.update({ where: { id: entry?.id ?? '' }, data: { actorEmail: 'x' } }),
  ).rejects.toThrow(/keeps its rows/)
})
