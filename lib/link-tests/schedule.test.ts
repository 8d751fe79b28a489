import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { AddressRanges } from '@/lib/address-ranges'
import { config } from '@/lib/config'
import { sql, value } from '@/lib/events/sql'
import { createOutbound } from '@/lib/outbound/client'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { portOf } from '@/lib/testing/free-port'
import { startMailServer } from '@/lib/testing/mail-server'
import { createWorld, type World } from '@/lib/testing/world'
import { storedHops } from './hops'
import { findTestedPages } from './pages'
import { testDuePages } from './schedule'
import { testNow } from './test-now'
import type { Visitor } from './visit'

// The scheduled job and tests on demand, with a real site, real stores, and a real mail server. The clock is ours.

const database = await testDatabase()
const events = await testEventLog()
const mail = await startMailServer()
const stores = { database, events }
const HOUR = 3_600_000

let world: World
let now = new Date()
let requests: string[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void
const site = createServer((request, response) => {
  requests.push(`${request.headers.host?.split(':')[0]}${request.url}`)
  answer(request, response)
})
const outbound = createOutbound({
  allow: AddressRanges.of(['127.0.0.1']),
  resolve: async (host) => (host === 'inside.example' ? ['169.254.169.254'] : ['127.0.0.1']),
})
const visitor: Visitor = { outbound, proxies: new Map(), now: () => now }
let next = 100

beforeAll(async () => {
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  config().smtpUrl = mail.url
})
beforeEach(async () => {
  now = new Date()
  requests = []
  mail.received.length = 0
  answer = (_, response) => void response.end('hello')
  await database.prisma.landingPage.updateMany({ data: { linkTestEnabled: false } })
  world = await createWorld(database, events)
})
afterAll(async () => {
  delete config().smtpUrl
  await mail.close()
  outbound.close()
  site.closeAllConnections()
  await new Promise((done) => site.close(done))
})

async function createPage(
  more: { host?: string; path?: string; linkTestDevices?: string[]; linkTestExpectedDomain?: string } = {},
) {
  const { host = 'shop.example', path = '/', ...fields } = more
  const { organizationId } = world
  const { prisma } = database
  const advertiser = await prisma.advertiser.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  const integration =
    (await prisma.integration.findFirst({ where: { organizationId } })) ??
    (await prisma.integration.create({ data: { organizationId, name: 'Main' } }))
  const owner = { organizationId, advertiserId: advertiser.id, integrationId: integration.id }
  const offer = await prisma.offer.create({
    data: { ...owner, incrementalId: next++, slug: randomUUID(), name: 'Boots' },
  })
  const redirectUrl = `http://${host}:${portOf(site)}${path}`
  return prisma.landingPage.create({
    data: {
      organizationId,
      offerId: offer.id,
      incrementalId: next++,
      name: 'Home',
      redirectUrl,
      linkTestEnabled: true,
      ...fields,
    },
  })
}
const run = (signal?: AbortSignal) =>
  testDuePages(stores, visitor, { pause: 5, ...(signal && { signal }), log: (line) => expect.unreachable(line) })
const healthOf = (id: string) => database.prisma.landingPageHealth.findFirstOrThrow({ where: { landingPageId: id } })
const rowsOf = (landingPage: number) =>
  events.query({
    work: 'test',
    sql: sql`SELECT status, reason, device, final_domain, http_status, redirects, trigger, hops FROM link_test
             WHERE organization = ${value('UUID', world.organizationId)} AND landing_page = ${value('UInt32', landingPage)} ORDER BY time, device`,
    row: z.object({
      status: z.string(),
      reason: z.string(),
      device: z.string(),
      final_domain: z.string(),
      trigger: z.string(),
      http_status: z.number(),
      redirects: z.number(),
      hops: storedHops,
    }),
  })
const subjects = () =>
  mail.received
    .map(({ raw, to }) => `${to.join()}: ${/^Subject: (.*)$/m.exec(raw)?.[1]?.trim()}`)
    .toSorted((a, b) => a.localeCompare(b))

test('each enabled landing page is tested once a day, with each of its devices', async () => {
  answer = ({ url }, response) =>
    url === '/' ? void response.writeHead(302, { location: '/end' }).end() : void response.end('hello')
  const page = await createPage({ linkTestDevices: ['desktop', 'phone'] })
  const other = await createPage({ host: 'other.example' })
  await database.prisma.landingPage.update({ where: { id: other.id }, data: { active: false } })
  await run()
  const row = {
    status: 'Success',
    reason: '',
    final_domain: 'shop.example',
    http_status: 200,
    redirects: 1,
    trigger: 'schedule',
  }
  expect(await rowsOf(page.incrementalId)).toMatchObject([
    { ...row, device: 'desktop', hops: [{ status: 302 }, { status: 200 }] },
    { ...row, device: 'phone' },
  ])
  expect(requests).toEqual(['shop.example/', 'shop.example/end', 'shop.example/', 'shop.example/end'])
  await run()
  expect(requests).toHaveLength(4)
  expect((await healthOf(page.id)).status).toBe('Success')
  now = new Date(now.getTime() + 36 * HOUR)
  await run()
  expect(requests).toHaveLength(8)
})

test('a page that breaks is reported once, and again when it recovers', async () => {
  const manager = await world.accountManager({}, { advertisers: [1] })
  const told = (subject: string) =>
    [manager, world.admin].map(({ email }) => `${email}: ${subject}`).toSorted((a, b) => a.localeCompare(b))
  const page = await createPage()
  await run()
  answer = (_, response) => void response.writeHead(404).end()
  const failAgain = async (hours: number) => {
    now = new Date(now.getTime() + hours * HOUR)
    await run()
  }
  await failAgain(36)
  expect(await healthOf(page.id)).toMatchObject({ status: 'Failed', failures: 1, brokenSince: null })
  expect(subjects()).toEqual([])
  await failAgain(0.25)
  expect(await healthOf(page.id)).toMatchObject({ reason: 'client_error', failures: 2, brokenSince: now })
  await vi.waitFor(() => expect(subjects()).toEqual(told('Home of Boots is broken')))
  expect(mail.received[0]?.raw).toMatch(/shop\.example answered with[\s=]+status 404\. \(desktop\)/)
  await failAgain(6)
  expect(mail.received).toHaveLength(2)
  mail.received.length = 0
  answer = (_, response) => void response.end('hello')
  await failAgain(6)
  expect(await healthOf(page.id)).toMatchObject({ status: 'Success', failures: 0, brokenSince: null, message: '' })
  await vi.waitFor(() => expect(subjects()).toEqual(told('Home of Boots works again')))
})

test('pages that lead inside fail, also by a redirect, and nothing is asked there', async () => {
  answer = ({ headers }, response) =>
    headers.host?.startsWith('shop')
      ? void response.writeHead(302, { location: `http://inside.example:${portOf(site)}/` }).end()
      : void response.end('secret')
  const page = await createPage()
  const direct = await createPage({ host: 'inside.example' })
  await run()
  expect(await rowsOf(page.incrementalId)).toMatchObject([
    { status: 'Failed', reason: 'private_address', http_status: 302 },
  ])
  expect(await rowsOf(direct.incrementalId)).toMatchObject([
    { status: 'Failed', reason: 'private_address', http_status: 0 },
  ])
  expect(requests).toEqual(['shop.example/'])
})

test('a host is visited by one test at a time, and several processes don’t test a page twice', async () => {
  let active = 0
  let most = 0
  answer = (_, response) => {
    active++
    most = Math.max(most, active)
    setImmediate(() => {
      active--
      response.end('hello')
    })
  }
  const pages = await Promise.all(Array.from({ length: 6 }, () => createPage()))
  await Promise.all([run(), run(), run()])
  expect(requests).toHaveLength(pages.length)
  // Each process has queues of its own.
  expect(most).toBeLessThanOrEqual(3)
  most = 0
  now = new Date(now.getTime() + 36 * HOUR)
  await run()
  expect([requests.length, most]).toEqual([12, 1])
})

test('what a process that stops or dies didn’t finish is tested later', async () => {
  const stopping = new AbortController()
  const [first, second] = [await createPage(), await createPage()]
  answer = (_, response) => {
    stopping.abort()
    response.end('hello')
  }
  await run(stopping.signal)
  expect(
    await database.prisma.landingPageHealth.count({ where: { organizationId: world.organizationId, testedAt: null } }),
  ).toBe(2)
  answer = (_, response) => void response.end('hello')
  // The one that hadn't begun is due at once, and the other one when the lease of the process that's gone ends.
  await run()
  expect([await rowsOf(first.incrementalId), await rowsOf(second.incrementalId)].flat()).toHaveLength(1)
  now = new Date(now.getTime() + HOUR)
  await run()
  expect([await rowsOf(first.incrementalId), await rowsOf(second.incrementalId)].flat()).toHaveLength(2)
})

test('tests on demand return their results, and leave what takes too long to the schedule', async () => {
  const created = await createPage({
    linkTestDevices: ['desktop', 'phone', 'tablet'],
    linkTestExpectedDomain: 'store.example',
  })
  const [page] = await findTestedPages(database.prisma, { id: created.id })
  if (!page) throw new Error('No page')
  const { rows, left } = await testNow(stores, visitor, page)
  expect(left).toBe(0)
  expect(rows.map(({ device, reason }) => [device, reason])).toEqual([
    ['desktop', 'unexpected_domain'],
    ['phone', 'unexpected_domain'],
    ['tablet', 'unexpected_domain'],
  ])
  expect(await rowsOf(created.incrementalId)).toHaveLength(3)
  const rushed = await testNow(stores, visitor, page, { patience: -1 })
  expect([rushed.rows.length + rushed.left, rushed.left > 0]).toEqual([3, true])
  expect((await healthOf(created.id)).dueAt).toEqual(now)
})
