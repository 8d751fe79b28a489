import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { Prisma } from '@/lib/database/generated/client'
import { insertRows, MANY } from './insert-rows'
import { organizationTransaction } from './organization'

const { prisma } = await testDatabase()
const { id: organizationId } = await prisma.organization.create({ data: { slug: 'a', name: 'A' } })
const publisher = { organizationId, incrementalId: 1, slug: 'one', name: 'One' }

test('rows sent as JSON are what Prisma stores, with every kind of value and with defaults', async () => {
  const full = {
    ...publisher,
    externalId: 'Ünïcode "quoted" \\ {a,b}',
    email: null,
    countries: ['DE', 'A,T', '"'],
    promotionalMethods: ['Email', 'Social'] as const,
    throttlePercentage: 7,
    active: false,
    createdAt: new Date('2026-01-02T03:04:05.678Z'),
    website: undefined,
  }
  const id = randomUUID()
  const made = await insertRows(prisma, 'Publisher', [
    { ...full, promotionalMethods: [...full.promotionalMethods], id },
    { ...publisher, incrementalId: 2, slug: 'two' },
  ])
  expect(made[0]).toBe(id)
  const rows = await prisma.publisher.findMany({ where: { organizationId }, orderBy: { incrementalId: 'asc' } })
  expect(rows.map((row) => row.id)).toEqual(made)
  await prisma.publisher.deleteMany({ where: { organizationId } })
  const expected = [
    await prisma.publisher.create({ data: { ...full, promotionalMethods: [...full.promotionalMethods] } }),
    await prisma.publisher.create({ data: { ...publisher, incrementalId: 2, slug: 'two' } }),
  ]
  const time = expect.any(Date)
  for (const [index, row] of expected.entries())
    expect(rows[index]).toEqual({
      ...row,
      id: made[index],
      updatedAt: time,
      createdAt: index === 0 ? row.createdAt : time,
    })
})

test('exact decimals and JSON stay as they are', async () => {
  const { id: publisherId } = await prisma.publisher.create({
    data: { ...publisher, incrementalId: 3, slug: 'three' },
  })
  const { id: advertiserId } = await prisma.advertiser.create({ data: publisher })
  const { id: integrationId } = await prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const { id: offerId } = await prisma.offer.create({ data: { ...publisher, advertiserId, integrationId } })
  const meta = { a: null, b: ['x', 1.5], c: 'null' }
  await insertRows(prisma, 'CustomPayout', [
    { organizationId, publisherId, offerId, payout: '123456789012.000001', meta },
    { organizationId, publisherId, offerId, payout: new Prisma.Decimal('0.000001'), archived: true },
  ])
  const rows = await prisma.customPayout.findMany({ where: { organizationId }, orderBy: { archived: 'asc' } })
  expect(rows.map((row) => row.payout.toFixed())).toEqual(['123456789012.000001', '0.000001'])
  expect(rows.map((row) => row.meta)).toEqual([meta, {}])
})

test('bytes, JSON, and times of short links stay as they are', async () => {
  const password = new Uint8Array([0, 92, 120, 255])
  const link = { organizationId, domain: '', key: 'a', lookupKey: 'a', url: 'https://shop.example/', geo: { DE: 'x' } }
  const expiresAt = new Date('2026-12-31T23:59:59.999Z')
  await insertRows(prisma, 'Link', [{ ...link, password, passwordHash: 'hash', expiresAt }])
  const [row] = await prisma.link.findMany({ where: { organizationId } })
  expect(row).toMatchObject({ ...link, passwordHash: 'hash', expiresAt, testVariants: [] })
  expect([...(row?.password ?? [])]).toEqual([...password])
})

test('a transaction of an organization returns many new rows in their order, and refuses columns that don’t exist', async () => {
  const rows = Array.from({ length: MANY }, (_, index) => ({ organizationId, name: `Tag ${MANY - index}` }))
  const made = await prisma.$transaction((transaction) =>
    organizationTransaction(transaction, organizationId).tag.createManyAndReturn({ data: rows }),
  )
  expect(made.map(({ name }) => name)).toEqual(rows.map(({ name }) => name))
  await expect(insertRows(prisma, 'Tag', [{ organizationId, nme: 'x' }])).rejects.toThrow('Tag has no column nme')
})
