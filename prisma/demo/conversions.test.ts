import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ledgerRowOf } from '@/lib/conversions/ledger'
import { literal } from '@/lib/events/sql'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { demoOrganizations } from './catalog'
import { loadDemo } from './load'
import { demoReports } from './reports'

const now = new Date('2026-11-20T15:00:00Z')
const seed = 'tributary'
const database = await testDatabase()
const { prisma } = database
const events = await testEventLog()

beforeAll(async () => {
  await loadDemo({
    database,
    events,
    baseUrl: 'http://localhost:3000',
    dataDir: temporaryFolder(),
    now,
    seed,
    clicks: 40_000,
  })
})

const ask = <Shape extends z.ZodRawShape>(text: string, shape: Shape) =>
  events.query({ work: 'test', sql: literal(text), row: z.object(shape) })

test('the event log has what the ledger has', async () => {
  const counted = await ask(
    `SELECT toString(organization) AS organization, status, version, count() AS count, toString(sum(payout)) AS payout, toString(sum(revenue)) AS revenue
     FROM conversion FINAL GROUP BY organization, status, version`,
    {
      organization: z.string(),
      status: z.string(),
      version: z.number(),
      count: z.number(),
      payout: z.string(),
      revenue: z.string(),
    },
  )
  const ledger = await prisma.conversion.groupBy({
    by: ['organizationId', 'status', 'version'],
    _count: true,
    _sum: { payout: true, revenue: true },
  })
  const keyed = (rows: readonly (readonly [string, ...unknown[]])[]) =>
    Object.fromEntries(rows.map(([key, ...of]) => [key, of]))
  expect(
    keyed(
      counted.map(({ organization, status, version, ...of }) => [
        `${organization} ${status} ${version}`,
        of.count,
        Number(of.payout),
        Number(of.revenue),
      ]),
    ),
  ).toEqual(
    keyed(
      ledger.map(({ organizationId, status, version, _count, _sum }) => [
        `${organizationId} ${status} ${version}`,
        _count,
        Number(_sum.payout),
        Number(_sum.revenue),
      ]),
    ),
  )
  expect(await prisma.conversionOutbox.count()).toBe(0)
  // Some were decided about once more.
  expect(new Set(counted.map(({ version }) => version))).toEqual(new Set([1, 2, 3]))
})

test('every conversion has a click or an impression, which came before it, and happened in the past', async () => {
  const [odd] = await ask(
    `SELECT countIf(click.id = toUUID('00000000-0000-0000-0000-000000000000')) AS lost, countIf(conversion.click_time != click.time) AS moved,
       countIf(conversion.time <= click.time) AS early, countIf(conversion.time >= parseDateTime64BestEffort('${now.toISOString()}')) AS future,
       countIf(conversion.time > click.time + INTERVAL 30 DAY AND kind IN ('conversion', 'event')) AS late
     FROM conversion FINAL LEFT JOIN click ON click.organization = conversion.organization AND click.id = conversion.click
     WHERE conversion.impression = toUUID('00000000-0000-0000-0000-000000000000')`,
    { lost: z.number(), moved: z.number(), early: z.number(), future: z.number(), late: z.number() },
  )
  expect(odd).toEqual({ lost: 0, moved: 0, early: 0, future: 0, late: 0 })
  const [seen] = await ask(
    `SELECT count() > 0 AS some, countIf(impression.id = toUUID('00000000-0000-0000-0000-000000000000')) AS lost,
       countIf(conversion.time <= impression.time OR conversion.time > impression.time + INTERVAL 24 HOUR) AS untimely
     FROM conversion FINAL LEFT JOIN impression ON impression.organization = conversion.organization AND impression.id = conversion.impression
     WHERE conversion.impression != toUUID('00000000-0000-0000-0000-000000000000') AND event = 0`,
    { some: z.number(), lost: z.number(), untimely: z.number() },
  )
  expect(seen).toEqual({ some: 1, lost: 0, untimely: 0 })
  expect(
    await prisma.conversion.count({ where: { OR: [{ updatedAt: { gte: now } }, { createdAt: { gte: now } }] } }),
  ).toBe(0)
})

test('offers convert as offers do', async () => {
  const rates = await ask(
    `SELECT offer, converted / clicks AS rate FROM
       (SELECT organization, offer, count() AS clicks FROM click WHERE status = 'Approved' AND NOT bot GROUP BY organization, offer) AS clicked
     JOIN (SELECT organization, offer, count() AS converted FROM conversion FINAL WHERE kind = 'conversion' GROUP BY organization, offer) AS converting
       USING (organization, offer) WHERE clicks > 800`,
    { offer: z.number(), rate: z.number() },
  )
  expect(rates.length).toBeGreaterThan(5)
  for (const { rate } of rates) {
    expect(rate).toBeGreaterThan(0.002)
    expect(rate).toBeLessThan(0.07)
  }
  const [delay] = await ask(
    "SELECT median(dateDiff('second', click_time, time)) AS usual FROM conversion FINAL WHERE kind = 'conversion'",
    { usual: z.number() },
  )
  expect(delay?.usual).toBeLessThan(3600)
})

test('conversions are priced and decided about as any others', async () => {
  const found = await prisma.conversion.findMany()
  const reasons = new Set(found.map(({ status, reason }) => `${status} ${reason}`))
  for (const expected of [
    'Approved ',
    'Pending on_hold',
    'Pending manual_approval',
    'Rejected Returned',
    'Rejected reported_rejected',
  ])
    expect(reasons).toContain(expected)
  expect(found.filter(({ kind }) => kind === 'event').length).toBeGreaterThan(10)
  const converted = found.filter(({ rate }) => rate !== null)
  expect(new Set(converted.map(({ amountCurrency }) => amountCurrency)).size).toBeGreaterThan(3)
  for (const { amount, rate, payout, currency, amountCurrency } of converted) {
    expect(amountCurrency).not.toBe(currency)
    // No percentage is above half.
    expect(Number(payout)).toBeLessThanOrEqual(Number(amount) * Number(rate) * 0.5 + 10)
  }
  const buyers = found.flatMap(({ customerId }) => customerId ?? [])
  expect(new Set(buyers).size).toBeLessThan(buyers.length)
  expect(await prisma.auditEntry.count({ where: { entity: 'conversion', createdAt: { lt: now } } })).toBeGreaterThan(5)
  const windows = await prisma.capWindow.findMany({ where: { cap: { metric: 'Conversions' } }, include: { cap: true } })
  const capIds = new Set(windows.map(({ capId }) => capId))
  const used = found
    .filter(({ status }) => status !== 'Rejected')
    .flatMap((row) => ledgerRowOf(row).capUses.filter(({ capId }) => capIds.has(capId)))
  expect(windows.reduce((sum, one) => sum + Number(one.used), 0)).toBe(
    used.reduce((sum, { amount }) => sum + Number(amount), 0),
  )
})

test('the postback log says what became of each', async () => {
  const results = await ask('SELECT result, count() AS count FROM postback GROUP BY result', {
    result: z.string(),
    count: z.number(),
  })
  expect(results.map(({ result }) => result)).toEqual(
    expect.arrayContaining([
      'approved',
      'pending',
      'rejected',
      'duplicate',
      'unknown_click',
      'wrong_token',
      'late',
      'invalid',
    ]),
  )
  const sources = await ask("SELECT DISTINCT source FROM postback WHERE direction = 'in' ORDER BY source", {
    source: z.string(),
  })
  expect(sources).toEqual([{ source: 'pixel' }, { source: 'postback' }])
  const [odd] = await ask(
    `SELECT countIf(logged = 0) AS missing FROM
       (SELECT conversion.id AS id, countIf(postback.result IN ('approved', 'pending', 'rejected') AND postback.time = conversion.time) AS logged
        FROM conversion FINAL LEFT JOIN postback ON postback.conversion = conversion.id WHERE conversion.source != 'track' GROUP BY id)`,
    { missing: z.number() },
  )
  expect(odd).toEqual({ missing: 0 })
  const [byCustomer] = await ask(
    "SELECT countIf(result = 'approved') > 0 AS some FROM postback WHERE url LIKE '%customer_id=%' AND event != 0",
    { some: z.number() },
  )
  expect(byCustomer).toEqual({ some: 1 })
  const [secrets] = await ask(
    "SELECT countIf(url LIKE '%secure=%' AND url NOT LIKE '%secure=***%' AND url NOT LIKE '%secure=%2A%') AS shown FROM postback",
    {
      shown: z.number(),
    },
  )
  expect(secrets).toEqual({ shown: 0 })
})

test('the same clicks are reported the same way, and another day only adds reports', async () => {
  const [demo] = demoOrganizations({ seed, lastDay: '2026-11-20' })
  if (!demo) throw new Error('The demo has an organization.')
  const until = (time: number) => demoReports(events, demo, { seed, now: time })
  const all = await until(now.getTime())
  expect(await until(now.getTime())).toEqual(all)
  const { reports } = await until(now.getTime() - 86_400_000)
  expect(reports.length).toBeLessThan(all.reports.length)
  expect(all.reports.slice(0, reports.length)).toEqual(reports)
})

test('ads of offers paid by the thousand were shown before they were clicked, and what they pay is a thousandth', async () => {
  const [row] = await ask(
    `SELECT count() AS shown, uniqExact(id) AS different, countIf(status = 'Rejected') AS rejected, max(time) <= toDateTime64('2026-11-20 15:00:00', 3, 'UTC') AS past,
            uniqExact(payout) AS prices, toString(max(payout)) AS paid FROM impression`,
    {
      shown: z.number(),
      different: z.number(),
      rejected: z.number(),
      past: z.number(),
      prices: z.number(),
      paid: z.string(),
    },
  )
  expect(row).toMatchObject({ different: row?.shown, past: 1, prices: 2, paid: '0.006' })
  expect(row?.shown).toBeGreaterThan(1000)
  expect(row?.rejected).toBeGreaterThan(10)
})

test('postbacks go out: most are delivered, some late, and one postback was switched off', async () => {
  const log = await ask(
    `SELECT result, count() AS count, max(attempt) AS most, uniqExact(parent) AS calls, countIf(position(url, 'p8hU2w') > 0) AS secrets
     FROM postback WHERE direction = 'out' GROUP BY result ORDER BY result`,
    { result: z.string(), count: z.number(), most: z.number(), calls: z.number(), secrets: z.number() },
  )
  expect(log.map(({ result, secrets }) => [result, secrets])).toEqual([
    ['delivered', 0],
    ['failed', 0],
  ])
  const [delivered, failed] = log
  expect(delivered?.count).toBeGreaterThan(failed?.calls ?? 0)
  expect(delivered?.most).toBeGreaterThan(1)
  const off = await prisma.postback.findMany({ where: { switchedOffAt: { not: null }, active: false } })
  expect(off.length).toBeGreaterThan(0)
  expect(off.every(({ switchedOffWhy }) => /^All [1-9]/.test(switchedOffWhy))).toBe(true)
  // Nothing of the past is sent when the demo starts.
  expect(await prisma.outgoingCall.count({ where: { givenUpAt: null } })).toBe(0)
  const { _sum: sums } = await prisma.callTotal.aggregate({ _sum: { delivered: true } })
  expect(Number(sums.delivered)).toBe(delivered?.count)
})

test('clicks on the organization’s own links lead to leads, and these to sales that are paid again', async () => {
  const [found] = await ask(
    `SELECT countIf(kind = 'lead') AS leads, countIf(kind = 'sale') AS sales, uniqExactIf(customer, kind = 'sale') AS buyers,
       countIf(kind = 'sale' AND sale_type = 'recurring') AS renewals, uniqExactIf(click.url, kind = 'sale') > 1 AS tested
     FROM conversion FINAL JOIN click ON click.organization = conversion.organization AND click.id = conversion.click
     WHERE conversion.publisher = 0 AND conversion.link != '' AND conversion.status = 'Approved'`,
    { leads: z.number(), sales: z.number(), buyers: z.number(), renewals: z.number(), tested: z.number() },
  )
  expect(found?.leads).toBeGreaterThan(8)
  expect(found?.buyers).toBeGreaterThan(0)
  expect(found?.sales).toBe((found?.buyers ?? 0) + (found?.renewals ?? 0))
  const [scanned] = await ask(
    `SELECT countIf(trigger = 'qr') AS scans, countIf(reason = 'link_expired') AS expired FROM click WHERE publisher = 0`,
    { scans: z.number(), expired: z.number() },
  )
  expect(Math.min(scanned?.scans ?? 0, scanned?.expired ?? 0)).toBeGreaterThan(0)
})
