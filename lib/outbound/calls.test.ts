import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { setAway } from '@/lib/testing/absence'
import { createAdvertisers, createIntegrations, createOffers, createOrganization } from '@/lib/testing/catalog'
import { testDatabase } from '@/lib/testing/database'
import { createOutbound, type Outbound } from './client'
import {
  CallRefused,
  startCalls,
  type AddedCall,
  type Attempt,
  type OutgoingCalls,
  type PostbackHandling,
} from './calls'
import { forgetOld, giveUpOldest, insertCalls, RETRIES, retryCall, unparkCalls } from './call-store'

// Calls to a real server, by way of a real database.

const SOON = { timeout: 10_000, interval: 10 }
const database = await testDatabase()
const { prisma } = database
let organizationId: string
let offerId: string
let origin: string
let seen: string[] = []
let keys: unknown[] = []
let answer: (url: string, response: ServerResponse) => void
const started: OutgoingCalls[] = []
let lines: string[] = []

const server = createServer(({ url = '', headers }, response) => {
  seen.push(`${headers.host?.split(':')[0]}${url}`)
  keys.push(headers['idempotency-key'])
  answer(url, response)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `shop.example:${typeof address === 'object' ? address?.port : ''}`
})
beforeEach(async () => {
  seen = []
  keys = []
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
  await prisma.outgoingCall.deleteMany()
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

function start(
  client: Partial<Outbound> = {},
  { postbacks, clock }: { postbacks?: PostbackHandling; clock?: () => Date } = {},
) {
  const outbound = createOutbound({
    allow: AddressRanges.of(['127.0.0.1']),
    resolve: async (host) => (host.endsWith('.example') ? ['127.0.0.1'] : []),
  })
  const calls = startCalls({
    database,
    outbound: { ...outbound, ...client },
    log: (line) => void lines.push(line),
    postbacks,
    clock,
    // Tests take what's due when they say so.
    pace: { save: 1, take: 1e8, look: 1e8, patience: 50 },
  })
  started.push(calls)
  return calls
}
const call = (path: string, host = origin): AddedCall => ({
  organizationId,
  kind: 'parallel_tracking',
  targetId: offerId,
  uniqueKey: randomUUID(),
  clickId: randomUUID(),
  conversionId: null,
  method: 'GET',
  url: `http://${host}${path}`,
  headers: {},
  body: null,
  subject: null,
  delay: 0,
})
const waiting = () => prisma.outgoingCall.findMany({ where: { organizationId }, orderBy: { url: 'asc' } })
const total = (targetId = offerId) => prisma.callTotal.findFirst({ where: { organizationId, targetId } })
const makeDue = () => prisma.outgoingCall.updateMany({ where: { organizationId }, data: { retryAt: new Date(0) } })

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
  await calls.take()
  expect(seen.filter((url) => url.endsWith('/bad'))).toHaveLength(1)
  for (let attempt = 2; attempt <= RETRIES.length + 1; attempt++) {
    await makeDue()
    await calls.take()
    await vi.waitFor(async () => {
      const left = await waiting()
      expect(left.every(({ attempts }) => attempts === attempt)).toBe(true)
    }, SOON)
  }
  expect(await waiting()).toEqual([])
  expect(seen.filter((url) => url.endsWith('/bad'))).toHaveLength(RETRIES.length + 1)
  const { failed, lastError } = (await total()) ?? {}
  expect([failed, lastError]).toEqual([2n, expect.stringMatching(/with status 500|has no address/)])
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
  await calls.take()
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 720n }), SOON)
})

test('another process makes the calls of one that was killed', async () => {
  // It never hears from its target, and is never stopped.
  const killed = start({ send: () => new Promise(() => {}) })
  started.pop()
  killed.add(call('/lost'))
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), SOON)
  const other = start()
  await other.take()
  expect(seen).toEqual([])
  await makeDue()
  await other.take()
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 1n }), SOON)
})

test('a process that stops leaves what it didn’t finish to others right away', async () => {
  let made = 0
  const stopping = start({ send: () => new Promise(() => void made++) })
  for (let n = 0; n < 60; n++) stopping.add(call(`/${n}`))
  // Calls are saved first. One that stops in between lets others make all of them.
  await vi.waitFor(() => expect(made).toBe(50), SOON)
  stopping.add(call('/late'))
  await stopping.stop()
  started.pop()
  const other = start()
  await other.take()
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
  await prisma.outgoingCall.createMany({
    data: Array.from({ length: 5 }, (_, n) => ({
      id: randomUUID(),
      organizationId,
      kind: 'parallel_tracking' as const,
      targetId: offerId,
      uniqueKey: `${n}`,
      url: `http://${origin}/${n}`,
      host: origin,
      createdAt: new Date(Date.UTC(2026, 0, 1 + n)),
      retryAt: new Date(Date.now() + 1e6),
    })),
  })
  await giveUpOldest(database, 3)
  expect((await waiting()).map(({ url }) => url.at(-1))).toEqual(['2', '3', '4'])
  expect(await total()).toMatchObject({ failed: 2n, lastError: expect.stringMatching(/More than 3 calls/) })
})

test('an organization that’s gone by then doesn’t keep others from calling', async () => {
  const calls = start()
  calls.add({ ...call('/gone'), organizationId: randomUUID() })
  calls.add(call('/here'))
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 1n }), SOON)
  expect(seen).toContain('shop.example/here')
  expect(await waiting()).toEqual([])
})

test('a cause has one call, and it’s one of its targets’', async () => {
  const calls = start()
  const offer = call('/tracking')
  calls.add(offer)
  calls.add({ ...call('/impression'), kind: 'impression' })
  await vi.waitFor(
    async () =>
      expect(
        await prisma.callTotal.findMany({ where: { organizationId }, select: { kind: true, delivered: true } }),
      ).toEqual([
        { kind: 'parallel_tracking', delivered: 1n },
        { kind: 'impression', delivered: 1n },
      ]),
    SOON,
  )
  const stored = { ...offer, id: randomUUID(), host: origin, isTaken: false }
  await insertCalls(prisma, [stored, { ...stored, id: randomUUID() }])
  await insertCalls(prisma, [{ ...stored, id: randomUUID() }])
  expect(await waiting()).toMatchObject([{ uniqueKey: stored.uniqueKey }])
})

test('a delayed call is made when it’s due, and its key is the same each time', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z')
  answer = (_, response) => response.writeHead(seen.length === 1 ? 503 : 200).end()
  const calls = start({}, { clock: () => new Date(now) })
  calls.add({ ...call('/later'), delay: 3600 })
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), SOON)
  now += 3_599_000
  await calls.take()
  expect(seen).toEqual([])
  now += 1000
  await calls.take()
  await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ attempts: 1 }]), SOON)
  now += 60_000
  await calls.take()
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 1n }), SOON)
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
})

describe('postbacks', () => {
  let postbackId: string
  let attempts: Attempt[] = []
  const handling: PostbackHandling = {
    sign: async () => ({ 'Tributary-Signature': 'signed' }),
    log: async (some) => void attempts.push(...some),
  }
  const subject = { trigger: 'conversion', postback: 1, offer: 2, publisher: 3, event: 0 }
  const postback = (path: string): AddedCall => ({ ...call(path), kind: 'postback', targetId: postbackId, subject })
  const set = (data: { active?: boolean; archived?: boolean }) =>
    prisma.postback.update({ where: { id: postbackId }, data })

  beforeEach(async () => {
    attempts = []
    const made = { organizationId, incrementalId: 1, name: 'Sales', trigger: 'conversion' } as const
    const secret = new Uint8Array([1])
    postbackId = (await prisma.postback.create({ data: { ...made, url: 'https://shop.example/', secret } })).id
  })

  test('are signed, and each attempt is logged', async () => {
    answer = (_, response) => response.writeHead(seen.length === 1 ? 500 : 200).end('Thank you')
    const calls = start({}, { postbacks: handling })
    calls.add({ ...postback('/in'), method: 'POST', body: '{}', headers: { 'X-Key': 'abc' } })
    await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ attempts: 1 }]), SOON)
    await makeDue()
    await calls.take()
    await vi.waitFor(async () => expect(await total(postbackId)).toMatchObject({ delivered: 1n, failures: 0 }), SOON)
    expect(attempts).toMatchObject([
      { call: { attempts: 0, subject }, status: 500, response: 'Thank you', error: expect.stringMatching(/500/) },
      { call: { attempts: 1 }, status: 200, error: '' },
    ])
    expect(new Set(attempts.map(({ call: { id } }) => id)).size).toBe(1)
  })

  test('a process that can’t sign them leaves them to others', async () => {
    const calls = start()
    calls.add(postback('/in'))
    await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), SOON)
    await calls.take()
    expect(seen).toEqual([])
    await start({}, { postbacks: handling }).take()
    await vi.waitFor(async () => expect(await total(postbackId)).toMatchObject({ delivered: 1n }), SOON)
  })

  test('one that can’t be signed fails, and one whose secret can’t be read now waits', async () => {
    let isAway = true
    const calls = start(
      {},
      {
        postbacks: {
          ...handling,
          sign: async () => {
            if (isAway) throw new Error('PostgreSQL is away at 10.0.0.1')
            throw new CallRefused('It can’t be signed.')
          },
        },
      },
    )
    calls.add(postback('/in'))
    await vi.waitFor(() => expect(lines.join()).toMatch(/PostgreSQL is away/), SOON)
    expect(await waiting()).toMatchObject([{ attempts: 0 }])
    isAway = false
    await vi.waitFor(async () => {
      await calls.take()
      expect(await total(postbackId)).toMatchObject({ lastError: 'It can’t be signed.', failures: 1 })
    }, SOON)
    expect(seen).toEqual([])
  })

  test('those of a postback that’s off wait to be sent until it’s on again, for a day', async () => {
    let now = Date.now()
    const calls = start({}, { postbacks: handling, clock: () => new Date(now) })
    await set({ active: false })
    calls.add({ ...postback('/sent'), delay: 1 })
    await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), SOON)
    now += 3_600_000
    await calls.take()
    await set({ active: true })
    await calls.take()
    expect(seen).toEqual([])
    await unparkCalls(prisma, [postbackId])
    await calls.take()
    await vi.waitFor(() => expect(seen).toEqual(['shop.example/sent']), SOON)

    await set({ archived: true })
    calls.add({ ...postback('/gone'), delay: 1 })
    await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), SOON)
    now += 2000
    await calls.take()
    now += 86_400_000
    await calls.take()
    expect(await waiting()).toMatchObject([{ givenUpAt: new Date(now) }])
    expect(await total(postbackId)).toMatchObject({ delivered: 1n, failed: 1n })
    expect(seen).toHaveLength(1)
  })

  test('one that was given up can be sent again for a week', async () => {
    let now = Date.now()
    answer = (_, response) => response.writeHead(500).end()
    const calls = start({}, { postbacks: handling, clock: () => new Date(now) })
    calls.add(postback('/in'))
    for (let attempt = 1; attempt <= RETRIES.length + 1; attempt++) {
      await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ attempts: attempt }]), SOON)
      now += 86_400_000
      await calls.take()
    }
    const [given] = await waiting()
    const stored = { organizationId, targetId: postbackId, id: given?.id ?? '' }
    expect(given?.givenUpAt).toBeInstanceOf(Date)
    expect(await total(postbackId)).toMatchObject({ failed: 1n, failures: RETRIES.length + 1 })
    expect(seen).toHaveLength(RETRIES.length + 1)
    await calls.tidyUp()
    expect(await retryCall(prisma, { ...stored, organizationId: randomUUID() })).toBe(false)
    expect(await retryCall(prisma, stored)).toBe(true)
    answer = (_, response) => response.end()
    await calls.take()
    await vi.waitFor(async () => expect(await total(postbackId)).toMatchObject({ delivered: 1n, failures: 0 }), SOON)
    expect(await waiting()).toEqual([])
  })

  test('one that was delivered can be sent again for a week, with the same key', async () => {
    let now = Date.now()
    const calls = start({}, { postbacks: handling, clock: () => new Date(now) })
    calls.add(postback('/in?a=1'))
    await vi.waitFor(async () => expect(await total(postbackId)).toMatchObject({ delivered: 1n }), SOON)
    expect(await waiting()).toEqual([])
    const { id } = await prisma.deliveredCall.findFirstOrThrow({ where: { targetId: postbackId } })
    const stored = { organizationId, targetId: postbackId, id }
    expect(await retryCall(prisma, { ...stored, organizationId: randomUUID() })).toBe(false)
    expect(await retryCall(prisma, { ...stored, targetId: randomUUID() })).toBe(false)
    expect(await retryCall(prisma, stored)).toBe(true)
    // As if it had just been clicked.
    await prisma.outgoingCall.update({ where: { id }, data: { retryAt: new Date(now) } })
    await calls.take()
    await vi.waitFor(async () => expect(await total(postbackId)).toMatchObject({ delivered: 2n }), SOON)
    expect(seen.map((url) => url.slice(url.indexOf('/')))).toEqual(['/in?a=1', '/in?a=1'])
    expect(keys).toEqual([id, id])
    await calls.tidyUp()
    expect(await prisma.deliveredCall.count({ where: { id } })).toBe(1)
    now += 7 * 86_400_000 + 1
    await calls.tidyUp()
    expect(await retryCall(prisma, stored)).toBe(false)
  })

  test('of too many that were delivered, only the latest can be sent again', async () => {
    const ids = [1, 2, 3].map(() => randomUUID())
    await prisma.deliveredCall.createMany({
      data: ids.map((id, minute) => ({
        id,
        organizationId,
        targetId: postbackId,
        call: {},
        deliveredAt: new Date(Date.now() - minute * 60_000),
      })),
    })
    await forgetOld(database, undefined, 2)
    const left = await prisma.deliveredCall.findMany({
      where: { targetId: postbackId },
      orderBy: { deliveredAt: 'desc' },
    })
    expect(left.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  })

  test('one that was given up and isn’t sent again is deleted', async () => {
    const calls = start({}, { postbacks: handling })
    const old = { ...postback('/in'), id: randomUUID(), host: origin, isTaken: false }
    await insertCalls(prisma, [old])
    await prisma.outgoingCall.update({ where: { id: old.id }, data: { givenUpAt: new Date(0), retryAt: new Date(1) } })
    await calls.take()
    await calls.tidyUp()
    expect(await waiting()).toEqual([])
    expect(seen).toEqual([])
  })
})

test('a process takes what’s due by itself', async () => {
  const outbound = createOutbound({ allow: AddressRanges.of(['127.0.0.1']), resolve: async () => ['127.0.0.1'] })
  const pace = { save: 1, take: 1, look: 1, patience: 50 }
  const calls = startCalls({ database, outbound, log: (line) => void lines.push(line), pace })
  started.push(calls)
  await insertCalls(prisma, [{ ...call('/in'), id: randomUUID(), host: origin, isTaken: false }])
  await vi.waitFor(async () => expect(await total()).toMatchObject({ delivered: 1n }), SOON)
})
