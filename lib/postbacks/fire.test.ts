import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { newPostbackSecret, openPostbackSecret } from '@/lib/access/postback-secrets'
import { AddressRanges } from '@/lib/address-ranges'
import type { LedgerRow } from '@/lib/conversions/ledger'
import { changeConversions, insertConversions, type ConversionChange } from '@/lib/conversions/write'
import type { Postback, Prisma } from '@/lib/database/generated/client'
import type { PostbackRow } from '@/lib/events/tables'
import { LEASE } from '@/lib/outbound/call-store'
import { startCalls, type OutgoingCalls } from '@/lib/outbound/calls'
import { createOutbound, type Outbound } from '@/lib/outbound/client'
import { ledgerRow } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { makeEvent, makeOffer } from '@/lib/testing/terms'
import { createWorld, type World } from '@/lib/testing/world'
import { newUuid } from '@/lib/uuid'
import { triggersOf } from './fire'
import { handlePostbacks } from './handling'

// From the ledger to a real server, by way of a real database.

const SOON = { timeout: 15_000, interval: 10 }
const database = await testDatabase()
const { prisma } = database
let world: World
let offer: { id: string; incrementalId: number }
let event: { id: string; incrementalId: number }
let publisherId: string
let port = 0
let seen: { key: string; url: string; headers: IncomingMessage['headers'] }[] = []
let isDown = false
let logged: PostbackRow[] = []
const started: OutgoingCalls[] = []

const server = createServer(({ url = '', headers }, response) => {
  seen.push({ key: z.string().parse(headers['idempotency-key']), url, headers })
  response.writeHead(isDown ? 503 : 200).end('hello')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = z.object({ port: z.number() }).parse(server.address()).port
})
beforeEach(async () => {
  seen = []
  logged = []
  isDown = false
  world = await createWorld(database, await testEventLog(), { timezone: 'Asia/Kathmandu' })
  const made = await makeOffer(database, world.organizationId)
  offer = made
  event = await makeEvent(database, made)
  const { organizationId } = world
  publisherId = (await prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })).id
})
afterEach(async () => {
  for (const calls of started.splice(0)) await calls.stop()
  await prisma.outgoingCall.deleteMany()
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

let numbers = 0
async function postback(values: Partial<Prisma.PostbackUncheckedCreateInput> = {}): Promise<Postback> {
  const id = newUuid()
  const { organizationId } = world
  return prisma.postback.create({
    data: {
      name: 'Sales',
      trigger: 'conversion',
      url: `http://partner.example:${port}/in`,
      ...values,
      id,
      organizationId,
      incrementalId: ++numbers,
      secret: newPostbackSecret(id),
    },
  })
}

function conversion(values: Partial<LedgerRow> = {}): LedgerRow {
  const id = newUuid()
  const time = '2026-03-10 12:00:00.000'
  const click = clickRow({
    organization: world.organizationId,
    id: newUuid(),
    time,
    offer: offer.incrementalId,
    publisher: 1,
    sub_id: 'a&b',
  })
  return ledgerRow(click, { id, offerId: offer.id, publisherId, payout: '1.5', revenue: '3', ...values })
}
const record = (...rows: LedgerRow[]) => prisma.$transaction((transaction) => insertConversions(transaction, rows))
const change = ({ id, organizationId }: LedgerRow, to: ConversionChange) =>
  prisma.$transaction((transaction) => changeConversions(transaction, organizationId, [id], () => to))
const waiting = async () =>
  (
    await prisma.outgoingCall.findMany({
      where: { organizationId: world.organizationId },
      orderBy: { uniqueKey: 'asc' },
    })
  ).map(({ url, ...call }) => ({ ...call, path: url.slice(url.indexOf('/in')) }))

function start({ clock, ...client }: Partial<Outbound> & { clock?: () => Date } = {}): OutgoingCalls {
  const outbound = createOutbound({ allow: AddressRanges.of(['127.0.0.1']), resolve: async () => ['127.0.0.1'] })
  const calls = startCalls({
    database,
    outbound: { ...outbound, ...client },
    postbacks: handlePostbacks({
      database,
      events: {
        append: async (_, rows) =>
          // The rows of the one table that it's given.
          void logged.push(...z.array(z.custom<PostbackRow>()).parse(rows)),
      },
      openSecret: openPostbackSecret,
    }),
    log: () => {},
    clock,
    // Tests take what's due when they say so.
    pace: { save: 1, take: 1e8, look: 1e8, patience: 50 },
  })
  started.push(calls)
  return calls
}

/** As docs/postbacks.md says. */
function verify(secret: string, { method, url, body, header }: Signed): boolean {
  const { t = '', v1 = '' } = Object.fromEntries(header.split(',').map((part) => part.split('=')))
  const expected = createHmac('sha256', secret).update(`${t}.${method}.${url}.${body}`).digest()
  const given = Buffer.from(v1, 'hex')
  const isRecent = Math.abs(Date.now() / 1000 - Number(t)) < 300
  return isRecent && given.length === expected.length && timingSafeEqual(given, expected)
}
type Signed = { method: string; url: string; body: string; header: string }

describe('what a version is a reason for', () => {
  test.each([
    ['conversion', null, 'Approved', ['conversion', 'approval']],
    ['conversion', null, 'Pending', ['conversion']],
    ['conversion', null, 'Rejected', ['rejection']],
    ['event', null, 'Approved', ['event', 'approval']],
    ['event', null, 'Rejected', ['rejection']],
    ['lead', null, 'Approved', ['event', 'approval']],
    ['sale', null, 'Pending', ['event']],
    ['conversion', 'Pending', 'Approved', ['approval']],
    ['conversion', 'Rejected', 'Approved', ['approval']],
    ['conversion', 'Approved', 'Rejected', ['rejection']],
    ['conversion', 'Approved', 'Pending', []],
    ['conversion', 'Approved', 'Approved', []],
  ] as const)('of a kind of %s, from %s to %s', (kind, before, status, triggers) => {
    expect(triggersOf({ row: { ...conversion(), kind, status }, before })).toEqual(triggers)
  })
})

test('only what a postback is about is sent', async () => {
  const { id: otherOffer } = await makeOffer(database, world.organizationId)
  const second = await prisma.publisher.findFirstOrThrow({
    where: { organizationId: world.organizationId, incrementalId: 2 },
  })
  const path = (name: string) => ({ url: `http://partner.example:${port}/in/${name}` })
  await postback(path('all'))
  await postback({ ...path('publisher'), publisherId })
  await postback({ ...path('other-publisher'), publisherId: second.id })
  await postback({ ...path('offer'), offerId: offer.id })
  await postback({ ...path('other-offer'), offerId: otherOffer })
  await postback({ ...path('off'), active: false })
  await postback({ ...path('archived'), archived: true })
  await postback({ ...path('event'), trigger: 'event' })
  await postback({ ...path('this-event'), trigger: 'event', offerId: offer.id, offerEventId: event.id })
  await postback({ ...path('click'), trigger: 'click' })
  const paths = async () => (await waiting()).map((call) => call.path).toSorted()
  await record(conversion())
  expect(await paths()).toEqual(['/in/all', '/in/offer', '/in/publisher'])
  await prisma.outgoingCall.deleteMany()
  await record(conversion({ kind: 'event', offerEventId: event.id }))
  expect(await paths()).toEqual(['/in/event', '/in/this-event'])
  // Another organization's
  const theirs = await createWorld(database, await testEventLog())
  await prisma.outgoingCall.deleteMany()
  await record(conversion({ organizationId: theirs.organizationId, offerId: null, publisherId: null }))
  expect(await prisma.outgoingCall.count()).toBe(0)
})

test('what belongs to an archived publisher, offer, or event sends nothing new, and what waits stays', async () => {
  const path = (name: string) => ({ url: `http://partner.example:${port}/in/${name}`, trigger: 'rejection' as const })
  await postback(path('network'))
  await postback({ ...path('publisher'), publisherId })
  await postback({ ...path('offer'), offerId: offer.id })
  await postback({ ...path('event'), offerId: offer.id, offerEventId: event.id })
  const paths = async () => (await waiting()).map((call) => call.path).toSorted()
  const [first, ...others] = Array.from({ length: 4 }, () => conversion({ kind: 'event', offerEventId: event.id }))
  if (!first) throw new Error('Missing test data')
  await record(first, ...others)
  await change(first, { status: 'Rejected' })
  const before = await paths()
  expect(before).toEqual(['/in/event', '/in/network', '/in/offer', '/in/publisher'])
  const archive = { data: { archived: true } }
  const expected: [archive: () => Promise<unknown>, paths: string[]][] = [
    [
      () => prisma.offerEvent.update({ where: { id: event.id }, ...archive }),
      ['/in/network', '/in/offer', '/in/publisher'],
    ],
    [() => prisma.offer.update({ where: { id: offer.id }, ...archive }), ['/in/network', '/in/publisher']],
    [() => prisma.publisher.update({ where: { id: publisherId }, ...archive }), ['/in/network']],
  ]
  let all = before
  for (const [index, [archiveIt, sent]] of expected.entries()) {
    await archiveIt()
    const next = others[index]
    if (next) await change(next, { status: 'Rejected' })
    all = [...all, ...sent].toSorted()
    expect(await paths()).toEqual(all)
  }
  const calls = start()
  await calls.take()
  await vi.waitFor(() => expect(seen).toHaveLength(all.length), SOON)
})

test('macros have the conversion’s values, escaped for their place', async () => {
  const of = {
    name: 'Up "sell"',
    kind: 'event',
    offerEventId: event.id,
    externalId: 'x/1',
    amount: '12.500000',
    amountCurrency: 'USD',
    status: 'Rejected',
    reason: 'cap_reached',
  } as const
  const url = `http://partner.example:${port}/in?c={conversion_id}&k={click_id}&s={sub_id}&p={payout}{currency}&r={reason}&x={external_id}&n={event_name}&t={conversion_time}&slug={publisher_slug}`
  const all = { trigger: 'rejection', url } as const
  await postback({ ...all, publisherId })
  await postback({
    ...all,
    method: 'POST',
    headers: { 'X-Key': 'abc' },
    delaySeconds: 60,
    body: '{"event": "{event_name}", "amount": {amount}, "revenue": {revenue}, "status": {status}}',
  })
  const row = conversion({ ...of, facts: { ...conversion().facts, event: event.incrementalId } })
  await record(row)
  const calls = await waiting()
  const query = (reason: string) =>
    `/in?c=${row.id}&k=${row.clickId}&s=a%26b&p=1.5EUR&r=${reason}&x=x%2F1&n=Up%20%22sell%22&t=1773144000&slug=publisher-1`
  expect(calls.find(({ method }) => method === 'GET')).toMatchObject({ path: query(''), body: null })
  const post = calls.find(({ method }) => method === 'POST')
  expect(post).toMatchObject({
    path: query('cap_reached'),
    headers: { 'X-Key': 'abc', 'Content-Type': 'application/json' },
    clickId: row.clickId,
    conversionId: row.id,
    subject: { trigger: 'rejection', offer: offer.incrementalId, publisher: 1, event: event.incrementalId },
  })
  expect(JSON.parse(post?.body ?? '')).toEqual({ event: 'Up "sell"', amount: 12.5, revenue: 3, status: 'Rejected' })
  expect((post?.retryAt.getTime() ?? 0) - (post?.createdAt.getTime() ?? 0)).toBe(60_000)
  // Publishers see reasons only with fraud visibility.
  await prisma.publisher.update({ where: { id: publisherId }, data: { fraudVisibilityEnabled: true } })
  await prisma.outgoingCall.deleteMany()
  await record(conversion(of))
  expect((await waiting()).every((call) => call.path.includes('r=cap_reached'))).toBe(true)
})

test('a publisher’s postback never has revenue, whatever it says', async () => {
  await postback({ publisherId, url: `http://partner.example:${port}/in?r={revenue}` })
  await record(conversion())
  expect((await waiting()).map((call) => call.path)).toEqual(['/in?r={revenue}'])
})

test('each change of status is sent once, however often it’s back to the same', async () => {
  const path = `http://partner.example:${port}/in/{status}`
  await postback({ trigger: 'approval', url: path })
  await postback({ trigger: 'rejection', url: path })
  const row = conversion({ status: 'Pending' })
  await record(row)
  await record(row)
  expect(await waiting()).toEqual([])
  for (const status of ['Approved', 'Rejected', 'Approved', 'Approved'] as const) await change(row, { status })
  await change(row, { payout: '2' })
  expect((await waiting()).map((call) => call.path).toSorted()).toEqual([
    '/in/Approved',
    '/in/Approved',
    '/in/Rejected',
  ])
})

test('requests are signed, and each attempt is in the postback log', async () => {
  const { id, incrementalId, secret } = await postback({ url: `http://partner.example:${port}/in?token=abc&a=1` })
  const row = conversion()
  isDown = true
  await record(row)
  const calls = start()
  await calls.take()
  await vi.waitFor(() => expect(logged).toHaveLength(1), SOON)
  isDown = false
  await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ attempts: 1 }]), SOON)
  await prisma.outgoingCall.updateMany({ data: { retryAt: new Date(0) } })
  await calls.take()
  await vi.waitFor(() => expect(logged).toHaveLength(2), SOON)
  const [first] = seen
  expect(logged).toMatchObject([
    {
      organization: world.organizationId,
      direction: 'out',
      source: 'conversion',
      parent: first?.key,
      attempt: 1,
      postback: incrementalId,
      offer: offer.incrementalId,
      publisher: 1,
      click: row.clickId,
      conversion: row.id,
      url: `http://partner.example:${port}/in?token=***&a=1`,
      http_status: 503,
      result: 'failed',
      message: 'The target responded with status 503.',
      response: 'hello',
    },
    { attempt: 2, http_status: 200, result: 'delivered', message: '' },
  ])
  const header = z.string().parse(first?.headers['tributary-signature'])
  const url = `http://partner.example:${port}${first?.url}`
  const signed = { method: 'GET', url, body: '', header }
  const key = openPostbackSecret(id, secret) ?? ''
  expect(verify(key, signed)).toBe(true)
  expect(verify(key, { ...signed, url: `${url}2` })).toBe(false)
  expect(verify('another', signed)).toBe(false)
})

test('a target that’s down for an hour gets everything once it’s back, each with one key', async () => {
  let now = Date.now()
  await postback({ url: `http://partner.example:${port}/in/{conversion_id}` })
  isDown = true
  const calls = start({ clock: () => new Date(now) })
  const rows = Array.from({ length: 20 }, () => conversion())
  const back = now + 3_600_000
  const late = [...rows]
  for (const end = now + 3 * 3_600_000; now < end; now += 300_000) {
    // Conversions come in all the time.
    const next = late.shift()
    if (next) await record(next)
    isDown = now < back
    await calls.take()
    // Until everything that it took has been answered
    const taken = { retryAt: new Date(now + LEASE * 1000) }
    await vi.waitFor(async () => expect(await prisma.outgoingCall.count({ where: taken })).toBe(0), SOON)
  }
  expect(await waiting()).toEqual([])
  const keys = new Map<string, Set<string>>()
  for (const { url, key } of seen) keys.set(url, (keys.get(url) ?? new Set()).add(key))
  expect([...keys.keys()].toSorted()).toEqual(rows.map(({ id }) => `/in/${id}`).toSorted())
  expect([...keys.values()].map(({ size }) => size)).toEqual(rows.map(() => 1))
})

describe('crashes', () => {
  class Crash extends Error {}
  const status = fc.constantFrom('Approved' as const, 'Pending' as const, 'Rejected' as const)
  const step = fc.record({
    status,
    /** When the process dies: before it commits, right after that, or not at all. */
    crash: fc.constantFrom('before', 'after', 'never'),
    /** Whether a worker takes what's due then, and dies before its answers, or once it has them. */
    worker: fc.constantFrom('none', 'dies', 'works'),
  })

  test('between the ledger and calls lose and double nothing', async () => {
    for (const trigger of ['conversion', 'approval', 'rejection'] as const)
      await postback({ trigger, url: `http://partner.example:${port}/in/${trigger}/{conversion_id}` })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        seen = []
        const row = conversion()
        const expected: string[] = []
        let stored: LedgerRow['status'] | null = null
        for (const { status: next, crash, worker } of steps) {
          const before: LedgerRow['status'] | null = stored
          const write = async (transaction: Prisma.TransactionClient) => {
            if (before === null) await insertConversions(transaction, [{ ...row, status: next }])
            else
              await changeConversions(transaction, row.organizationId, [row.id], (current) =>
                current.status === next ? undefined : { status: next },
              )
            if (crash === 'before') throw new Crash()
          }
          await prisma.$transaction(write).catch((error: unknown) => {
            if (!(error instanceof Crash)) throw error
          })
          if (crash !== 'before') {
            expected.push(...triggersOf({ row: { ...row, status: next }, before }))
            stored = next
          }
          // Whoever reported it tries again.
          if (crash === 'after')
            await prisma.$transaction(async (transaction) => {
              await insertConversions(transaction, [row])
              await changeConversions(transaction, row.organizationId, [row.id], (current) =>
                current.status === next ? undefined : { status: next },
              )
            })
          if (worker === 'dies') {
            await start({ send: () => new Promise(() => {}) }).take()
            started.pop()
          }
          if (worker === 'works') await start().take()
        }
        await prisma.outgoingCall.updateMany({ data: { retryAt: new Date(0) } })
        await start().take()
        await vi.waitFor(async () => expect(await waiting()).toEqual([]), SOON)
        // On a busy machine, a call of the run before that was given up and made again may still arrive.
        const own = seen.filter(({ url }) => url.endsWith(row.id))
        const keys = new Map(own.map(({ key, url }): [string, string] => [key, url.split('/')[2] ?? '']))
        expect([...keys.values()].toSorted()).toEqual(expected.toSorted())
        for (const calls of started.splice(0)) await calls.stop()
      }),
      { numRuns: 15, seed: 11 },
    )
  })
})
