import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { setAway } from '@/lib/testing/absence'
import { createAdvertisers, createIntegrations, createOffers, createOrganization } from '@/lib/testing/catalog'
import { testDatabase } from '@/lib/testing/database'
import { createOutbound, type Outbound } from './client'
import { startParallelCalls, type ParallelCalls } from './parallel-calls'
import { giveUpOldest, RETRIES } from './parallel-store'

// Calls to a real server, by way of a real database.

const SOON = { timeout: 10_000, interval: 10 }
const database = await testDatabase()
const { prisma } = database
let organizationId: string
let offerId: string
let origin: string
let seen: string[] = []
let answer: (url: string, response: ServerResponse) => void
const started: ParallelCalls[] = []
let lines: string[] = []

const server = createServer(({ url = '', headers }, response) => {
  seen.push(`${headers.host?.split(':')[0]}${url}`)
  answer(url, response)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `shop.example:${typeof address === 'object' ? address?.port : ''}`
})
beforeEach(async () => {
  seen = []
  lines = []
  answer = (_, response) => response.end()
  const organization = await createOrganization(database, { name: randomUUID() })
  const [integration] = await createIntegrations(database, organization.id, [{ name: 'Main' }])
  const [advertiser] = await createAdvertisers(database, organization.id, [{ name: 'Shoes' }])
  const [offer] = await createOffers(database, organization.id, [
    { name: 'Offer', integrationId: integration?.id ?? '', advertiserId: advertiser?.id ?? '', landingPages: [] },
  ])
  organizationId = organization.id
  offerId = offer?.id ?? ''
})
afterEach(async () => {
  for (const calls of started.splice(0)) await calls.stop()
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

function start(client: Partial<Outbound> = {}) {
  const outbound = createOutbound({
    allow: AddressRanges.of(['127.0.0.1']),
    resolve: async (host) => (host.endsWith('.example') ? ['127.0.0.1'] : []),
  })
  const calls = startParallelCalls({
    database,
    outbound: { ...outbound, ...client },
    log: (line) => void lines.push(line),
    pace: { save: 1, take: 1, patience: 50 },
  })
  started.push(calls)
  return calls
}
const call = (path: string, host = origin) => ({
  id: randomUUID(),
  organizationId,
  offerId,
  url: `http://${host}${path}`,
})
const waiting = () => prisma.parallelCall.findMany({ where: { organizationId }, orderBy: { url: 'asc' } })
const total = () => prisma.parallelTracking.findFirst({ where: { organizationId } })
const makeDue = () => prisma.parallelCall.updateMany({ where: { organizationId }, data: { retryAt: new Date(0) } })
const retry = (calls: ParallelCalls) => calls.retry(new AbortController().signal)

test('calls each URL once, and counts them', async () => {
  const calls = start()
  for (let n = 0; n < 300; n++) calls.add(call(`/${n}`))
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 300n, failed: 0n }), SOON)
  expect(new Set(seen).size).toBe(300)
  expect(seen).toHaveLength(300)
  expect(await waiting()).toEqual([])
})

test('calls that fail are made again, until they’re given up', async () => {
  answer = (url, response) => response.writeHead(url === '/bad' ? 500 : 200).end()
  const calls = start()
  calls.add(call('/good'))
  calls.add(call('/bad'))
  calls.add(call('/gone', 'unknown.test'))
  await vi.waitFor(async () => {
    expect(await total()).toMatchObject({ delivered: 1n, failed: 0n })
    expect((await waiting()).map(({ attempts }) => attempts)).toEqual([1, 1])
  }, SOON)
  const [first] = await waiting()
  expect((first?.retryAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(50_000)
  // Not due yet
  await retry(calls)
  expect(seen.filter((url) => url.endsWith('/bad'))).toHaveLength(1)
  for (let attempt = 2; attempt <= RETRIES.length + 1; attempt++) {
    await makeDue()
    await retry(calls)
    await vi.waitFor(async () => {
      const left = await waiting()
      expect(left.every(({ attempts }) => attempts === attempt)).toBe(true)
    }, SOON)
  }
  expect(await waiting()).toEqual([])
  expect(seen.filter((url) => url.endsWith('/bad'))).toHaveLength(RETRIES.length + 1)
  const { failed, lastError } = (await total()) ?? {}
  expect([failed, lastError]).toEqual([2n, expect.stringMatching(/status was 500|has no address/)])
})

test('a slow host holds up no other', async () => {
  const held: ServerResponse[] = []
  const slow = `slow.example:${origin.split(':')[1]}`
  answer = (url, response) => (url.startsWith('/slow') ? void held.push(response) : response.end())
  const calls = start()
  for (let n = 0; n < 700; n++) calls.add(call(`/slow${n}`, slow))
  for (let n = 0; n < 20; n++) calls.add(call(`/${n}`))
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 20n }), SOON)
  expect(held).toHaveLength(50)
  expect(await waiting()).toHaveLength(700)
  answer = (_, response) => response.end()
  for (const response of held) response.end()
  await vi.waitFor(async () => expect((await total())?.delivered).toBeGreaterThanOrEqual(570n), SOON)
  // Those that didn't fit wait in the database.
  await makeDue()
  await retry(calls)
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 720n }), SOON)
})

test('another process makes the calls of one that was killed', async () => {
  // It never hears from its target, and is never stopped.
  const killed = start({ get: () => new Promise(() => {}) })
  started.pop()
  killed.add(call('/lost'))
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), SOON)
  const other = start()
  await retry(other)
  expect(seen).toEqual([])
  await makeDue()
  await retry(other)
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 1n }), SOON)
})

test('a process that stops leaves what it didn’t finish to others right away', async () => {
  let made = 0
  const stopping = start({ get: () => new Promise(() => void made++) })
  for (let n = 0; n < 60; n++) stopping.add(call(`/${n}`))
  // Calls are saved first. One that stops in between lets others make all of them.
  await vi.waitFor(() => expect(made).toBe(50), SOON)
  stopping.add(call('/late'))
  await stopping.stop()
  started.pop()
  const other = start()
  await retry(other)
  // All but the 50 that may have been answered after all
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 11n }), SOON)
  expect(await waiting()).toHaveLength(50)
})

test('while PostgreSQL is away, calls wait, and those that are too many are counted', async () => {
  const calls = start()
  await setAway(database, true)
  for (let n = 0; n < 10_050; n++) calls.add(call(`/${n}`))
  await vi.waitFor(() => expect(lines.join('\n')).toMatch(/couldn't be saved, so they wait/), SOON)
  expect(lines.join('\n')).toMatch(/call was lost/)
  expect(seen).toEqual([])
  await setAway(database, false)
  await vi.waitFor(async () => {
    expect(seen.length).toBeGreaterThan(500)
    expect(await total()).toMatchObject({ failed: 50n, lastError: expect.stringMatching(/couldn’t be saved/) })
  }, SOON)
  expect((await waiting()).length + Number((await total())?.delivered)).toBeGreaterThanOrEqual(9000)
})

test('a dead target’s oldest calls are given up', async () => {
  await prisma.parallelCall.createMany({
    data: Array.from({ length: 5 }, (_, n) => ({
      ...call(`/${n}`),
      host: origin,
      createdAt: new Date(Date.UTC(2026, 0, 1 + n)),
      retryAt: new Date(Date.now() + 1e6),
    })),
  })
  await giveUpOldest(database, 3)
  expect((await waiting()).map(({ url }) => url.at(-1))).toEqual(['2', '3', '4'])
  expect(await total()).toMatchObject({ failed: 2n, lastError: expect.stringMatching(/More than 3 calls/) })
})

test('an offer that’s gone by then doesn’t keep others from being called', async () => {
  const calls = start()
  calls.add({ ...call('/gone'), offerId: randomUUID() })
  calls.add(call('/here'))
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 1n }), SOON)
  expect(seen.toSorted()).toEqual(['shop.example/gone', 'shop.example/here'])
})
