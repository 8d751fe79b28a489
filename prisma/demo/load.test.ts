import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { hashApiKey } from '@/lib/access/api-keys'
import { verifyPassword } from '@/lib/access/password'
import { createPublishers } from '@/lib/testing/catalog'
import { loadCatalog } from '@/lib/catalog/snapshot'
import { literal } from '@/lib/events/sql'
import { click, COUNTED } from '@/lib/events/tables'
import { startChild } from '@/lib/testing/child'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { Query } from '@/lib/tracking/query'
import { resolve } from '@/lib/tracking/resolve'
import { screen } from '@/lib/tracking/screen'
import type { Agent } from '@/lib/tracking/user-agent'
import { demoOrganizations, type DemoOrganization } from './catalog'
import { demoClicks, Register } from './clicks'
import { credentials, type Credentials } from './credentials'
import { loadDemo } from './load'
import { openSpeller } from './spell-out'

const anyone = { sub_id: '', visitor: '1', country: '', region: '', device: '', os: '', browser: '', language: '' }

const now = new Date('2026-11-20T15:00:00Z')
const clicks = 30_000
const baseUrl = 'http://localhost:3000'

const database = await testDatabase()
const events = await testEventLog()
const dataDir = temporaryFolder()
const file = join(dataDir, 'demo.json')
const readFile = (): Credentials => credentials.parse(JSON.parse(readFileSync(file, 'utf8')))
const load = (over: Partial<Parameters<typeof loadDemo>[0]> = {}) =>
  loadDemo({ database, events, baseUrl, dataDir, now, clicks, ...over })

const count = z.object({ organization: z.string(), clicks: z.number(), counted: z.number() })
const countRows = () =>
  events.query({
    work: 'test',
    sql: literal(
      `SELECT toString(organization) AS organization, count() AS clicks, countIf(${COUNTED}) AS counted FROM ${click.name} WHERE publisher > 0 GROUP BY organization ORDER BY organization`,
    ),
    row: count,
  })

/** What the generator produces, counted without a store. Clicks on the organization's own links come on top. */
function expected() {
  return demoOrganizations({ seed: 'tributary', lastDay: '2026-11-20' })
    .map((organization) => {
      const made = clicksOf(organization, '2026-11-20', clicks * organization.plan.share)
      const counted = made.clicks.filter(
        ({ reason, agent }) => reason === '' && made.agents.list[agent]?.bot === false,
      ).length
      return { organization: organization.row.id, clicks: made.clicks.length, counted }
    })
    .toSorted((a, b) => (a.organization < b.organization ? -1 : 1))
}

function clicksOf(organization: DemoOrganization, lastDay: string, about: number) {
  const agents = new Register<Agent>()
  const options = { clicks: about, lastDay, seed: 'tributary', until: now.getTime(), agents }
  return { agents, clicks: [...demoClicks(organization, options)].flat() }
}

test('fills an empty database and removes what an interrupted load left behind', async () => {
  // A load that stopped halfway: the clicks are there, but not the catalog.
  const [organization] = demoOrganizations({ seed: 'tributary', lastDay: '2026-11-19' })
  if (!organization) throw new Error('The demo has an organization.')
  const half = clicksOf(organization, '2026-11-19', 2000)
  const speller = await openSpeller(events, half.agents)
  await speller.begin(organization)
  await speller.prepare(half.clicks)()
  expect((await countRows()).map((row) => row.clicks)).toEqual([half.clicks.length])

  const loaded = await load()
  expect(await countRows()).toEqual(expected())
  const followed = await events.query({
    work: 'test',
    sql: literal(`SELECT visitor FROM ${click.name} GROUP BY organization, visitor HAVING uniqExact(day) > 1`),
    row: z.object({ visitor: z.string() }),
  })
  expect(followed).toEqual([])
  const daily = await events.query({
    work: 'test',
    sql: literal(
      'SELECT toString(organization) AS organization, sum(clicks) AS counted FROM click_daily WHERE publisher > 0 GROUP BY organization ORDER BY organization',
    ),
    row: count.omit({ clicks: true }),
  })
  expect(daily).toEqual(expected().map(({ organization: id, counted }) => ({ organization: id, counted })))
  expect(await database.prisma.organization.count()).toBe(2)
  expect(await database.prisma.publisher.count({ where: { archived: false } })).toBe(25)
  expect(loaded).toEqual(readFile())
})

test('only its owner can read the credentials, and all of them work', async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const told = readFile()
  expect(told.baseUrl).toBe(baseUrl)
  const catalog = await loadCatalog(database)
  for (const { admin, accountManager, publishers } of [told, told.otherOrganization]) {
    expect(publishers.length).toBeGreaterThan(4)
    for (const { email, password, apiKey } of [admin, accountManager, ...publishers]) {
      const user = await database.prisma.user.findUniqueOrThrow({ where: { email } })
      expect(await verifyPassword(user.passwordHash, password)).toBe(true)
      const key = await database.prisma.apiKey.findUniqueOrThrow({ where: { hash: hashApiKey(apiKey) } })
      expect(key.userId).toBe(user.id)
    }
    for (const { incrementalId, slug, name, email, trackingUrl } of publishers) {
      const user = await database.prisma.user.findUniqueOrThrow({ where: { email }, include: { publisher: true } })
      expect(user.publisher).toMatchObject({ incrementalId, slug, name, active: true })
      const link = resolve(catalog, new Query(trackingUrl))
      expect(trackingUrl.startsWith(`${baseUrl}/t/click?`)).toBe(true)
      expect(link?.publisher.slug).toBe(slug)
      expect(link?.offer.visibility).toBe('Public')
      expect(link && screen(link, anyone, undefined).reason).toBe('')
    }
  }
  const secrets = [told, told.otherOrganization]
    .flatMap(({ admin, accountManager, publishers }) => [admin, accountManager, ...publishers])
    .flatMap(({ password, apiKey }) => [password, apiKey])
  expect(new Set(secrets).size).toBe(secrets.length)
})

test('a second load changes only the address', async () => {
  const told = readFile()
  const rows = await countRows()
  const hashes = await database.prisma.user.findMany({ select: { passwordHash: true }, orderBy: { id: 'asc' } })
  await load({ baseUrl: 'https://links.example', now: new Date('2026-11-25T00:00:00Z') })
  expect(await countRows()).toEqual(rows)
  expect(await database.prisma.user.findMany({ select: { passwordHash: true }, orderBy: { id: 'asc' } })).toEqual(
    hashes,
  )
  const replaced: unknown = JSON.parse(JSON.stringify(told).replaceAll(baseUrl, 'https://links.example'))
  expect(readFile()).toEqual(replaced)
})

test('everyone gets new passwords and keys if the file is lost, corrupt, or from another database', async () => {
  const told = readFile()
  const before = await database.prisma.apiKey.count()
  for (const text of ['{', JSON.stringify({ ...told, admin: { ...told.admin, apiKey: 'trb_unknown' } })]) {
    writeFileSync(file, text)
    const renewed = await load()
    expect(renewed?.publishers.map(({ email }) => email)).toEqual(told.publishers.map(({ email }) => email))
    const { passwordHash } = await database.prisma.user.findUniqueOrThrow({ where: { email: told.admin.email } })
    expect(await verifyPassword(passwordHash, told.admin.password)).toBe(false)
    expect(await verifyPassword(passwordHash, renewed?.admin.password ?? '')).toBe(true)
    expect(await database.prisma.apiKey.count()).toBe(before)
  }
})

test('records get the numbers and slugs that the clicks were generated with', async () => {
  const order = { orderBy: { id: 'asc' } } as const
  const stored = async (organizationId: string, except: string[]) => {
    const where = { where: { organizationId, id: { notIn: except } }, ...order }
    const { network, advertiser, publisher, offer, landingPage } = database.prisma
    return {
      rows: (
        await Promise.all([
          network.findMany(where),
          advertiser.findMany(where),
          publisher.findMany(where),
          offer.findMany(where),
        ])
      ).map((rows) => rows.map(({ id, incrementalId, slug }) => ({ id, incrementalId, slug }))),
      pages: (await landingPage.findMany(where)).map(({ id, incrementalId, offerId }) => ({
        id,
        incrementalId,
        offerId,
      })),
    }
  }
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  for (const demo of demoOrganizations({ seed: 'tributary', lastDay: '2026-11-20' })) {
    const planned = [
      demo.networks,
      ...[demo.advertisers, demo.publishers, demo.offers].map((all) => all.map(({ row }) => row)),
    ]
    // They're numbered after those with clicks.
    const { offers: given, ...others } = demo.retired
    const retired = [
      ...Object.values(others).flat(),
      ...given.flatMap(({ landingPages, ...offer }) => [offer, ...landingPages]),
    ]
    expect(
      await stored(
        demo.row.id,
        retired.map(({ id }) => id),
      ),
    ).toEqual({
      rows: planned.map((rows) =>
        rows.map(({ id, incrementalId, slug }) => ({ id, incrementalId, slug })).toSorted(byId),
      ),
      pages: demo.offers
        .flatMap(({ landingPages }) => landingPages)
        .map(({ id, incrementalId, offerId }) => ({ id, incrementalId, offerId }))
        .toSorted(byId),
    })
    expect(await database.prisma.organization.findUnique({ where: { id: demo.row.id } })).toMatchObject({
      slug: demo.row.slug,
      name: demo.row.name,
      createdAt: demo.row.createdAt,
      updatedAt: demo.row.updatedAt,
    })
  }
})

test('every kind of record is there, with its history, and caps are as full as the clicks make them', async () => {
  const demo = demoOrganizations({ seed: 'tributary', lastDay: '2026-11-20' })[0]
  if (!demo) throw new Error('The demo has an organization.')
  const organizationId = demo.row.id
  const { prisma } = database
  const where = { where: { organizationId } }
  const counts = {
    tag: await prisma.tag.count(where),
    trackingDomain: await prisma.trackingDomain.count(where),
    folder: await prisma.folder.count(where),
    link: await prisma.link.count(where),
    targetingGroup: await prisma.targetingGroup.count(where),
    fraudFilterGroup: await prisma.fraudFilterGroup.count(where),
    offerEvent: await prisma.offerEvent.count(where),
    publisherSubId: await prisma.publisherSubId.count(where),
    blockedSubId: await prisma.blockedSubId.count(where),
    customPayout: await prisma.customPayout.count(where),
    customThrottle: await prisma.customThrottle.count(where),
    cap: await prisma.cap.count(where),
    exchangeRate: await prisma.exchangeRate.count(where),
    postback: await prisma.postback.count(where),
    statement: await prisma.statement.count(where),
    offerApproval: await prisma.offerApproval.count(where),
    integration: await prisma.integration.count(where),
    network: await prisma.network.count(where),
    advertiser: await prisma.advertiser.count(where),
    publisher: await prisma.publisher.count(where),
    offer: await prisma.offer.count(where),
    landingPage: await prisma.landingPage.count(where),
  }
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(2)
  const created = await prisma.auditEntry.groupBy({
    by: ['entity'],
    where: { organizationId, action: 'create', createdAt: { lt: now } },
    _count: true,
  })
  expect(Object.fromEntries(created.map(({ entity, _count }) => [entity, _count]))).toEqual(counts)
  const archived = await prisma.auditEntry.findMany({ where: { organizationId, action: 'archive' } })
  expect(new Set(archived.map(({ entity }) => entity)).size).toBe(17)
  for (const linked of [
    await prisma.offerTag.count(where),
    await prisma.publisherTag.count(where),
    await prisma.advertiserTag.count(where),
    await prisma.offerFraudFilterGroup.count(where),
    await prisma.offerEventFraudFilterGroup.count(where),
    await prisma.publisherTrackingDomain.count(where),
  ])
    expect(linked).toBeGreaterThan(1)

  const caps = await prisma.cap.findMany({ ...where, include: { windows: true, offer: true, publisher: true } })
  const share = (cap: (typeof caps)[number]) => Number(cap.windows[0]?.used ?? 0) / Number(cap.limit)
  expect(caps.filter((cap) => share(cap) > 0.9 && share(cap) <= 1).length).toBeGreaterThan(0)
  const total = caps.find(({ period, windows }) => period === 'Total' && windows.length > 0)
  const [counted] = await events.query({
    work: 'test',
    sql: literal(
      `SELECT count() AS clicks FROM click WHERE organization = '${organizationId}' AND offer = ${total?.offer.incrementalId ?? 0} AND status = 'Approved' AND time >= toDateTime64(${(total?.createdAt.getTime() ?? 0) / 1000}, 3)`,
    ),
    row: z.object({ clicks: z.number() }),
  })
  expect(Number(total?.windows[0]?.used)).toBe(counted?.clicks)
})

test('managed sub IDs are those of the clicks', async () => {
  const managed = await database.prisma.publisherSubId.findMany({
    where: { archived: false },
    include: { publisher: true },
  })
  const used = await events.query({
    work: 'test',
    sql: literal('SELECT DISTINCT toString(organization) AS organization, publisher, sub_id FROM click'),
    row: z.object({ organization: z.string(), publisher: z.number(), sub_id: z.string() }),
  })
  const known = new Set(used.map((row) => `${row.organization} ${row.publisher} ${row.sub_id}`))
  const found = managed.filter(({ organizationId, publisher, externalId }) =>
    known.has(`${organizationId} ${publisher.incrementalId} ${externalId}`),
  )
  // Small publishers have few clicks in this test.
  expect(found.length / managed.length).toBeGreaterThan(0.7)
})

test('new records continue the demo’s numbering', async () => {
  const main = demoOrganizations({ seed: 'tributary', lastDay: '2026-11-20' })[0]
  const [added] = await createPublishers(database, main?.row.id ?? '', [{ name: 'Deal-Post' }])
  expect(added).toMatchObject({
    incrementalId: (main?.publishers.length ?? 0) + (main?.retired.publishers.length ?? 0) + 1,
    slug: 'deal-post-2',
  })
})

test('leaves a user’s own organization alone', async () => {
  const taken = await testDatabase()
  await taken.prisma.organization.create({ data: { slug: 'ours', name: 'Ours' } })
  const rows = await countRows()
  const told = readFile()
  expect(await load({ database: taken })).toBeNull()
  expect(await taken.prisma.organization.count()).toBe(1)
  expect(await countRows()).toEqual(rows)
  expect(readFile()).toEqual(told)
})

test('a load that is killed halfway starts over and completes', { timeout: 120_000 }, async () => {
  const empty = await testDatabase()
  const folder = temporaryFolder()
  const first = startChild('prisma/demo/load-process.ts', empty.url, folder)
  expect(await first.line()).toBe('stored')
  first.kill()
  await first.ended
  expect(await empty.prisma.organization.count()).toBe(0)

  const second = startChild('prisma/demo/load-process.ts', empty.url, folder)
  const counts = z.object({ clicks: z.number(), different: z.number() })
  let line = 'stored'
  while (line === 'stored') line = await second.line()
  expect(await second.ended).toBe(0)
  const { clicks: stored, different } = counts.parse(JSON.parse(line))
  // The second load generates the same IDs, so leftovers of the first would count twice.
  expect(different).toBe(stored)
  expect(stored).toBeGreaterThan(110_000)
  expect(await empty.prisma.organization.count()).toBe(2)
  expect(
    credentials.parse(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'))).publishers.length,
  ).toBeGreaterThan(15)
})
