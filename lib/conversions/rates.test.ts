import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { findRates } from './rates'

const { prisma } = await testDatabase()
const { id: ours } = await prisma.organization.create({ data: { slug: 'ours', name: 'Ours' } })
const { id: theirs } = await prisma.organization.create({ data: { slug: 'theirs', name: 'Theirs' } })

const add = (organizationId: string, from: string, to: string, day: string, rate: string, archived = false) =>
  prisma.exchangeRate.create({
    data: { organizationId, from, to, validFrom: new Date(day), rate, archived },
  })
await add(ours, 'USD', 'EUR', '2026-11-01', '0.9')
await add(ours, 'USD', 'EUR', '2026-11-10', '0.8612345678')
await add(ours, 'USD', 'EUR', '2026-11-20', '0.5', true)
await add(ours, 'GBP', 'EUR', '2026-11-01', '1.15')
await add(theirs, 'USD', 'EUR', '2026-11-15', '0.7')

const rate = (day: string, from = 'USD', to = 'EUR', organizationId = ours) => ({ organizationId, from, to, day })

test.each([
  ['before the first', rate('2026-10-31'), undefined],
  ['on its first day', rate('2026-11-01'), { rate: '0.9', day: '2026-11-01' }],
  ['the day before the next', rate('2026-11-09'), { rate: '0.9', day: '2026-11-01' }],
  ['the latest', rate('2026-11-10'), { rate: '0.8612345678', day: '2026-11-10' }],
  ['not an archived one', rate('2026-11-28'), { rate: '0.8612345678', day: '2026-11-10' }],
  ['not the inverse', rate('2026-11-28', 'EUR', 'USD'), undefined],
  ['not through another currency', rate('2026-11-28', 'GBP', 'USD'), undefined],
  ['another organization’s own', rate('2026-11-28', 'USD', 'EUR', theirs), { rate: '0.7', day: '2026-11-15' }],
  ['a currency without any', rate('2026-11-28', 'JPY'), undefined],
])('%s', async (_, wanted, expected) => {
  expect((await findRates(prisma, [wanted]))(wanted)).toEqual(expected)
})

test('many are found at once', async () => {
  const wanted = [rate('2026-11-28'), rate('2026-11-28', 'GBP'), rate('2026-11-28', 'JPY'), rate('2026-11-28')]
  const find = await findRates(prisma, wanted)
  expect(wanted.map((one) => find(one)?.rate)).toEqual(['0.8612345678', '1.15', undefined, '0.8612345678'])
  expect((await findRates(prisma, []))(rate('2026-11-28'))).toBeUndefined()
})
