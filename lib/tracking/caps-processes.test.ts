import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { openEventLog, type EventLog } from '@/lib/events/log'
import { sql, value } from '@/lib/events/sql'
import {
  createAdvertisers,
  createIntegrations,
  createOffers,
  createOrganization,
  createPublishers,
} from '@/lib/testing/catalog'
import { type Child, startChild } from '@/lib/testing/child'
import { clickLoad } from '@/lib/testing/click-load'
import { type ClickHouseServer, startClickHouseServer } from '@/lib/testing/clickhouse-server'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'

// Four trackers that share a PostgreSQL and a ClickHouse server, and a cap of 10,000 clicks.

const LIMIT = 10_000
const SOON = { timeout: 30_000, interval: 50 }

let database: TestDatabase
let store: ClickHouseServer
let events: EventLog
const folder = () => mkdtempSync(join(tmpdir(), 'caps-'))

beforeAll(async () => {
  database = await testDatabase()
  store = await startClickHouseServer()
  events = await openEventLog({ dataDir: folder(), url: store.url })
  trackers = await Promise.all([1, 2, 3, 4].map(() => startTracker(folder())))
})
afterAll(async () => {
  await Promise.all(trackers.map(stop))
  await events.close()
  await store.stop()
})

type Tracker = { child: Child; port: number; dataDir: string }

let trackers: Tracker[]

async function startTracker(dataDir: string): Promise<Tracker> {
  const child = startChild('lib/testing/cap-process.ts', dataDir, database.url, store.url)
  return { child, port: Number(await child.line()), dataDir }
}
async function stop({ child }: Tracker): Promise<void> {
  child.finish()
  expect(await child.ended).toBe(0)
}
const portsOf = (all: readonly Tracker[]) => all.map(({ port }) => port)

let made = 0
async function cappedOffer(limit: number) {
  const { id: organizationId } = await createOrganization(database, { name: `Acme ${++made}` })
  const [advertiser] = await createAdvertisers(database, organizationId, [{ name: 'Shoes' }])
  const [publisher] = await createPublishers(database, organizationId, [{ name: 'Daily Deals' }])
  const [integration] = await createIntegrations(database, organizationId, [{ name: 'Main' }])
  if (!advertiser || !publisher || !integration) throw new Error('Missing test data')
  const [offer] = await createOffers(database, organizationId, [
    {
      name: 'Capped',
      active: false,
      integrationId: integration.id,
      advertiserId: advertiser.id,
      fallbackUrls: { cap: 'https://full.example/' },
      landingPages: [{ name: 'Main', redirectUrl: 'https://shop.example/' }],
    },
  ])
  if (!offer) throw new Error('Missing test data')
  const ids = { organizationId, offerId: offer.id }
  const cap = await database.prisma.cap.create({ data: { ...ids, metric: 'Clicks', period: 'Total', limit } })
  // Trackers that know that it's active know the cap.
  await database.prisma.offer.update({ where: { id: offer.id }, data: { active: true } })
  const key = `capped-${made}`
  await database.prisma.link.create({
    data: { ...ids, publisherId: publisher.id, domain: '', key, lookupKey: key, url: '' },
  })
  const path = `/t/click?offer=${offer.id}&publisher=${publisher.id}`
  const shortPath = `/l/${key}`
  for (const { port } of trackers)
    for (const address of [path, shortPath])
      await vi.waitFor(async () => {
        const { headers } = await fetch(`http://127.0.0.1:${port}${address}`, { method: 'HEAD', redirect: 'manual' })
        expect(headers.get('location')).toBe('https://shop.example/')
      }, SOON)
  return { organizationId, cap, path, shortPath }
}

async function stored(organizationId: string) {
  const rows = await events.query({
    work: 'test',
    sql: sql`SELECT status, reason, count() AS clicks FROM click WHERE organization = ${value('UUID', organizationId)} GROUP BY status, reason`,
    row: z.object({ status: z.string(), reason: z.string(), clicks: z.number() }),
  })
  return Object.fromEntries(rows.map(({ status, reason, clicks }) => [`${status} ${reason}`.trim(), clicks]))
}
const usedOf = async (capId: string) =>
  (await database.prisma.capWindow.findMany({ where: { capId } })).map(({ used }) => used.toNumber())
const openLeases = (capId: string, holder?: string) =>
  database.prisma.capLease.count({ where: { capId, holder, amount: { gt: database.prisma.capLease.fields.used } } })

test('20,000 clicks at once: exactly 10,000 are accepted', async () => {
  const { organizationId, cap, path } = await cappedOffer(LIMIT)
  const load = await clickLoad({ ports: portsOf(trackers), path, clicks: 2 * LIMIT, connections: 25 })
  expect(load).toEqual({ accepted: LIMIT, rejected: LIMIT, unanswered: 0 })
  await vi.waitFor(async () => expect(await usedOf(cap.id)).toEqual([LIMIT]), SOON)
  expect(await openLeases(cap.id)).toBe(0)
  await vi.waitFor(
    async () => expect(await stored(organizationId)).toEqual({ Approved: LIMIT, 'Rejected cap_reached': LIMIT }),
    SOON,
  )
})

/** Kills a tracker in the middle of the first 60% of the clicks. */
async function killMidway(path: string, limit: number) {
  const [victim] = trackers
  if (!victim) throw new Error('No tracker')
  const load = await clickLoad({
    ports: portsOf(trackers),
    path,
    clicks: 0.6 * limit,
    connections: 25,
    onAccepted: (total) => {
      if (total === 0.3 * limit) victim.child.kill()
    },
  })
  expect(load.rejected).toBe(0)
  expect(await victim.child.ended).toBe('SIGKILL')
  trackers.shift()
  return { victim, holder: readFileSync(join(victim.dataDir, 'cap-holder'), 'utf8'), accepted: load.accepted }
}

test('a tracker is killed midway and starts again: what it had left comes back, and exactly 10,000 are accepted', async () => {
  const { organizationId, cap, path, shortPath } = await cappedOffer(LIMIT)
  // Clicks on a short link are as safe as those on a tracking link, and use the same caps.
  const { victim, holder, accepted } = await killMidway(shortPath, LIMIT)
  expect(await openLeases(cap.id, holder)).toBe(1)
  trackers.push(await startTracker(victim.dataDir))
  await vi.waitFor(async () => expect(await openLeases(cap.id, holder)).toBe(0), SOON)
  const load = await clickLoad({ ports: portsOf(trackers), path, clicks: 1.4 * LIMIT, connections: 25 })
  expect(load.unanswered).toBe(0)
  await vi.waitFor(async () => expect(await usedOf(cap.id)).toEqual([LIMIT]), SOON)
  await vi.waitFor(async () => expect((await stored(organizationId)).Approved).toBe(LIMIT), SOON)
  // A click whose answer didn't get through may have been recorded.
  expect(accepted + load.accepted).toBeLessThanOrEqual(LIMIT)
})

test('a tracker is killed midway and never starts again: what it had left comes back once its lease expires', async () => {
  const limit = 2000
  const { organizationId, cap, path } = await cappedOffer(limit)
  const { victim, holder } = await killMidway(path, limit)
  expect(await openLeases(cap.id, holder)).toBe(1)
  // As if minutes had passed.
  await database.prisma.capLease.updateMany({ where: { holder }, data: { expiresAt: new Date(0) } })
  await vi.waitFor(async () => expect(await openLeases(cap.id, holder)).toBe(0), SOON)
  await clickLoad({ ports: portsOf(trackers), path, clicks: 1.4 * limit, connections: 25 })
  await vi.waitFor(async () => expect(await usedOf(cap.id)).toEqual([limit]), SOON)
  expect((await stored(organizationId)).Approved).toBeLessThanOrEqual(limit)
  // What it reported counts as used even if it's only in its journal, which would bring it if it came back after all.
  const late = await openEventLog({ dataDir: victim.dataDir, url: store.url })
  await late.flush()
  await late.close()
  await vi.waitFor(async () => expect((await stored(organizationId)).Approved).toBeGreaterThanOrEqual(limit), SOON)
})
