import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { forgetOldCapWindows } from './cap-windows'

test('forgets periods that ended more than 400 days ago, but not totals and what trackers still have', async () => {
  const database = await testDatabase()
  const { prisma } = database
  const { id: organizationId } = await prisma.organization.create({ data: { slug: 'a', name: 'A' } })
  const named = { organizationId, incrementalId: 1, slug: 'one', name: 'One' }
  const { id: advertiserId } = await prisma.advertiser.create({ data: named })
  const { id: integrationId } = await prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const { id: offerId } = await prisma.offer.create({ data: { ...named, advertiserId, integrationId } })
  const { id: capId } = await prisma.cap.create({
    data: { organizationId, offerId, metric: 'Clicks', period: 'Month', limit: 10 },
  })
  const start = (day: string) => new Date(`${day}T00:00:00Z`)
  const [old, leased, kept] = ['2024-01-01', '2024-02-01', '2025-02-01'].map(start)
  for (const at of [new Date(0), old, leased, kept].flatMap((one) => one ?? []))
    await prisma.capWindow.create({ data: { organizationId, capId, start: at, used: 1 } })
  await prisma.capLease.create({
    data: {
      organizationId,
      capId,
      windowStart: start('2024-02-01'),
      holder: randomUUID(),
      amount: 1,
      expiresAt: start('2024-02-02'),
    },
  })

  // The month of the third one ended on March 1, 2025.
  await forgetOldCapWindows(database, { now: new Date('2026-03-31T00:00:00Z') })
  const rows = await prisma.capWindow.findMany({ orderBy: { start: 'asc' } })
  expect(rows.map((row) => row.start)).toEqual([new Date(0), leased, kept])
  await prisma.capLease.deleteMany()
  await forgetOldCapWindows(database, { now: new Date('2026-06-01T00:00:00Z') })
  expect(await prisma.capWindow.count()).toBe(1)
})
