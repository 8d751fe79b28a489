import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createApiKey } from '@/lib/access/api-keys'
import { openEventLog, type EventLog } from '@/lib/events/log'
import {
  createAdvertisers,
  createIntegrations,
  createOffers,
  createOrganization,
  createPublishers,
} from '@/lib/testing/catalog'
import { type Child, startChild } from '@/lib/testing/child'
import { type ClickHouseServer, startClickHouseServer } from '@/lib/testing/clickhouse-server'
import { countedConversions, createToken, loggedPostbacks } from '@/lib/testing/conversions'
import { testDatabase, type TestDatabase } from '@/lib/testing/database'
import { CHROME } from '@/lib/testing/tracker'

// A tracker is killed while postbacks, leads, and sales come in, again and again. Senders repeat what wasn't answered.

/** How often it's killed. More take longer: CONVERSION_KILLS=20. */
const KILLS = Number(process.env.CONVERSION_KILLS ?? 2)
const CLICKS = 80 * (KILLS + 1)
const CONNECTIONS = 20
const SOON = { timeout: 60_000, interval: 50 }

let database: TestDatabase
let store: ClickHouseServer
let events: EventLog
const folder = () => mkdtempSync(join(tmpdir(), 'kills-'))

beforeAll(async () => {
  database = await testDatabase()
  store = await startClickHouseServer()
  events = await openEventLog({ dataDir: folder(), url: store.url })
})
afterAll(async () => {
  await events.close()
  await store.stop()
})

const dataDir = folder()
let tracker: { child: Child; port: number }
async function start(): Promise<void> {
  const child = startChild('lib/testing/cap-process.ts', dataDir, database.url, store.url)
  tracker = { child, port: Number(await child.line()) }
}

async function furnish() {
  const { id: organizationId } = await createOrganization(database, { name: 'Acme' })
  const [advertiser] = await createAdvertisers(database, organizationId, [{ name: 'Shoes' }])
  const [publisher] = await createPublishers(database, organizationId, [{ name: 'Daily Deals' }])
  const [integration] = await createIntegrations(database, organizationId, [{ name: 'Main' }])
  if (!advertiser || !publisher || !integration) throw new Error('Missing test data')
  const [offer] = await createOffers(database, organizationId, [
    {
      name: 'Sneakers',
      integrationId: integration.id,
      advertiserId: advertiser.id,
      payoutType: 'CPS',
      payoutPercent: '7.77',
      revenueType: 'RPS',
      revenuePercent: '11.1',
      landingPages: [{ name: 'Main', redirectUrl: 'https://shop.example/' }],
    },
  ])
  if (!offer) throw new Error('Missing test data')
  const cap = await database.prisma.cap.create({
    data: { organizationId, offerId: offer.id, metric: 'Payout', period: 'Total', limit: 1_000_000 },
  })
  const sent = { organizationId, name: 'Sales', url: 'https://partner.example/', secret: new Uint8Array([1]) }
  for (const [index, trigger] of (['conversion', 'approval', 'rejection'] as const).entries())
    await database.prisma.postback.create({ data: { ...sent, incrementalId: index + 1, trigger } })
  const token = await createToken(database, organizationId)
  return {
    organizationId,
    capId: cap.id,
    token,
    path: `/t/click?offer=${offer.id}&publisher=${publisher.id}&no_redirect=true`,
  }
}

const transaction = z.object({ transaction_id: z.string() })
const answer = z.object({ status: z.string(), conversion_id: z.string().optional() })
/** Sums of amounts in millionths. */
const sum = (amounts: readonly { toString(): string }[]) =>
  amounts.reduce<number>((total, amount) => total + Math.round(Number(amount.toString()) * 1e6), 0)

/** Clicks until there are enough. @returns their IDs */
async function clickOften(path: string): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < CLICKS) {
    const batch = Array.from({ length: CONNECTIONS }, async () => {
      const response = await fetch(`http://127.0.0.1:${tracker.port}${path}`, {
        headers: { 'user-agent': CHROME },
      })
      return transaction.parse(await response.json()).transaction_id
    })
    ids.push(...(await Promise.all(batch)))
  }
  return ids
}

/** Sends each until it's answered, while the tracker is killed again and again. @param send whether it was answered, or must be sent again */
async function sendThroughKills<T>(all: readonly T[], send: (one: T) => Promise<boolean>): Promise<void> {
  const open = [...all]
  let answered = 0
  let killed = 0
  let starting: Promise<void> | undefined
  const work = async () => {
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      await starting
      try {
        if (await send(next)) answered++
        else open.push(next)
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        open.push(next)
      }
      // While others are under way.
      if (killed < KILLS && answered >= ((killed + 1) * all.length) / (KILLS + 2)) {
        killed++
        tracker.child.kill()
        starting = tracker.child.ended.then(start)
      }
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  expect(killed).toBe(KILLS)
  expect(answered).toBe(all.length)
  tracker.child.finish()
  expect(await tracker.child.ended).toBe(0)
  // Whatever a killed process left behind is sent by the next one.
  await start()
  tracker.child.finish()
  expect(await tracker.child.ended).toBe(0)
}

test('nothing that was answered is lost, nothing is counted twice, and the totals are equal to the cent', async () => {
  const { organizationId, capId, token, path } = await furnish()
  await start()
  const ids = await clickOften(path)
  const answered = new Map<string, string>()
  const reports = ids.map((id, index) => ({ id, amount: ((index % 997) * 1.37 + 0.01).toFixed(2) }))
  const amounts = new Map(reports.map(({ id, amount }) => [id, amount]))
  await sendThroughKills(reports, async ({ id, amount }) => {
    const query = new URLSearchParams({ transaction_id: id, amount, secure: token })
    const response = await fetch(`http://127.0.0.1:${tracker.port}/t/postback?${query}`)
    const { status, conversion_id } = answer.parse(await response.json())
    expect(['approved', 'duplicate', 'unavailable', 'unknown_click']).toContain(status)
    if (response.status !== 200 || conversion_id === undefined) return false
    answered.set(id, conversion_id)
    return true
  })

  const ledger = await database.prisma.conversion.findMany({ where: { organizationId } })
  expect(new Map(ledger.map(({ clickId, id }) => [clickId, id]))).toEqual(answered)
  expect(ledger).toHaveLength(ids.length)
  expect(ledger.every(({ clickId, amount }) => Number(amount) === Number(amounts.get(clickId ?? '')))).toBe(true)
  expect(await database.prisma.conversionOutbox.count()).toBe(0)
  // The postbacks of each wait to be sent, once.
  const calls = await database.prisma.outgoingCall.findMany({ where: { organizationId } })
  expect(calls.map(({ conversionId }) => conversionId ?? '').toSorted()).toEqual(
    ledger.flatMap(({ id }) => [id, id]).toSorted(),
  )
  const [window] = await database.prisma.capWindow.findMany({ where: { capId } })
  expect(sum([window?.used ?? 0])).toBe(sum(ledger.map(({ payout }) => payout)))
  await vi.waitFor(async () => {
    const counted = await countedConversions(events, organizationId)
    expect(counted.map(({ id }) => id).toSorted()).toEqual(ledger.map(({ id }) => id).toSorted())
    for (const column of ['payout', 'revenue'] as const)
      expect(sum(counted.map((row) => row[column]))).toBe(sum(ledger.map((row) => row[column])))
  }, SOON)
  const logged = await loggedPostbacks(events, organizationId)
  expect(logged.length).toBeGreaterThanOrEqual(ids.length)
}, 300_000)

test('every lead and sale that was answered is there once', async () => {
  const { organizationId, path } = await furnish()
  const admin = await database.prisma.user.create({
    data: { organizationId, role: 'admin', firstName: 'Ada', email: 'ada@acme.example' },
  })
  const { key } = await createApiKey(database, {
    organizationId,
    userId: admin.id,
    name: 'Server',
    access: ['conversions:track'],
  })
  await start()
  const ids = await clickOften(path)
  const track = async (what: 'lead' | 'sale', body: object) => {
    const response = await fetch(`http://127.0.0.1:${tracker.port}/api/track/${what}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    await response.text()
    // A click may still be on its way, and the rate limit is as in production.
    expect([200, 404, 429, 503]).toContain(response.status)
    return response.status === 200
  }
  await sendThroughKills(ids, async (clickId) => {
    const customerExternalId = `customer ${clickId}`
    const isLead = await track('lead', { clickId, customerExternalId, eventName: 'Sign up', eventQuantity: 2 })
    return isLead && track('sale', { customerExternalId, amount: 1250, currency: 'eur', invoiceId: clickId })
  })

  const ledger = await database.prisma.conversion.findMany({ where: { organizationId } })
  const of = (kind: string) => ledger.flatMap((row) => (row.kind === kind ? [row.clickId ?? ''] : [])).toSorted()
  expect(of('sale')).toEqual(ids.toSorted())
  expect(of('lead')).toEqual([...ids, ...ids].toSorted())
  expect(ledger.filter(({ isFirstSale }) => isFirstSale)).toHaveLength(ids.length)
  expect(await database.prisma.conversionOutbox.count()).toBe(0)
  await vi.waitFor(async () => {
    const counted = await countedConversions(events, organizationId)
    expect(counted.map(({ id }) => id).toSorted()).toEqual(ledger.map(({ id }) => id).toSorted())
  }, SOON)
}, 300_000)
