import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { NO_ID } from '@/lib/events/tables'
import { CHROME, startTracker, type StartedTracker } from '@/lib/testing/tracker'

// What's recorded for a click, as read from the event log.

/** An edit must be live within a second, but a test machine may be busy. */
const SOON = 5000

let t: StartedTracker
// 18:30 UTC is already the next day in Kathmandu.
const start = Date.UTC(2026, 10, 21, 18, 30, 0, 123)
let now = start
beforeAll(async () => {
  t = await startTracker({ now: () => now })
})
afterAll(() => t.close())

/** Opens a link to the given offer and returns the click as stored. */
async function stored(
  query: string,
  headers: Record<string, string> = {},
  name = 'Open',
): Promise<Record<string, unknown>> {
  const before = new Set((await t.stored()).map(({ id }) => id))
  const { status } = await t.get(`/t/click?offer=${t.of(name).id}&publisher=1${query}`, { headers })
  expect(status).toBeLessThan(500)
  const rows = (await t.stored()).filter(({ id }) => !before.has(id))
  expect(rows).toHaveLength(1)
  return rows[0] ?? {}
}

describe('a click', () => {
  test('is recorded in full', async () => {
    const row = await stored(
      '&campaign=spring+7&sub_id=s1&sub_id_2=s2&sub_id_3=s3&sub_id_4=s4&sub_id_5=s5&sub_id_6=s6&external_transaction_id=x-1&qr=1' +
        '&utm_source=us&utm_medium=um&utm_campaign=uc&utm_term=ut&utm_content=uo&fbclid=abc&color=dark+blue&color=red&empty=',
      {
        'x-forwarded-for': '81.2.69.142',
        referer: 'https://www.blog.example/post?x=1',
        'accept-language': 'en-gb,en;q=0.8',
      },
    )
    expect(row).toMatchObject({
      organization: t.organization.id,
      time: '2026-11-21 18:30:00.123',
      day: '2026-11-22',
      publisher: 1,
      advertiser: 1,
      network: 1,
      offer: 1,
      landing_page: 1,
      link: '',
      domain: '',
      key: '',
      customer: '',
      external_user: '',
      tenant: '',
      folder: '',
      tags: [],
      url: `https://shop.example/land?cid=${String(row.id)}&s=s1`,
      campaign: t.campaign.id,
      channel: 'email',
      trigger: 'qr',
      sub_id: 's1',
      sub_id_2: 's2',
      sub_id_3: 's3',
      sub_id_4: 's4',
      sub_id_5: 's5',
      sub_id_6: 's6',
      external_transaction: 'x-1',
      extra: { fbclid: 'abc', color: 'dark blue' },
      continent: 'EU',
      country: 'GB',
      region: 'GB-ENG',
      city: 'London',
      timezone: 'Europe/London',
      device: 'Desktop',
      browser: 'Chrome',
      browser_version: '126.0.0.0',
      os: 'Windows',
      os_version: '10',
      user_agent: CHROME,
      language: 'en-GB',
      referer_host: 'blog.example',
      referer: 'https://www.blog.example/post?x=1',
      utm_source: 'us',
      utm_medium: 'um',
      utm_campaign: 'uc',
      utm_term: 'ut',
      utm_content: 'uo',
      ip: '81.2.69.0',
      bot: false,
      status: 'Approved',
      reason: '',
      currency: 'EUR',
    })
    expect(row.latitude).toBeCloseTo(51.5, 0)
    expect(row.longitude).toBeCloseTo(-0.1, 0)
    expect([row.payout, row.revenue].map(Number)).toEqual([0.15, 0.25])
    expect(String(row.visitor)).toMatch(/^[1-9]\d*$/)
    expect(String(row.id).slice(0, 13).replace('-', '')).toBe(start.toString(16).padStart(12, '0'))
  })

  test('is recorded even when nothing is known about it', async () => {
    const row = await stored('', { 'user-agent': '' })
    expect(row).toMatchObject({
      campaign: NO_ID,
      channel: '',
      trigger: 'link',
      sub_id: '',
      extra: {},
      continent: '',
      country: '',
      region: '',
      city: '',
      latitude: null,
      longitude: null,
      timezone: '',
      device: '',
      browser: '',
      os: '',
      user_agent: '',
      language: '',
      referer_host: '',
      referer: '',
      utm_source: '',
      ip: '127.0.0.0',
      bot: true,
    })
  })

  test('of an organization without a network uses that organization’s own time zone and currency', async () => {
    await t.get('/t/click?offer=1&publisher=1&org=other')
    expect((await t.stored()).find((row) => row.organization === t.other.id)).toMatchObject({
      network: 0,
      day: '2026-11-21',
      currency: 'USD',
    })
  })
})

describe('money', () => {
  test('is only owed per click if the offer says so', async () => {
    expect(await stored('', {}, 'Not per click').then((row) => [row.payout, row.revenue].map(Number))).toEqual([0, 0])
  })

  test.each([
    ['a bot', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
    ['curl', { 'user-agent': 'curl/8.5.0' }],
    ['a browser that prefetches', { 'sec-purpose': 'prefetch;prerender' }],
  ])('is not owed for %s', async (_, headers) => {
    const row = await stored('', headers)
    expect(row).toMatchObject({ bot: true, status: 'Approved' })
    expect([row.payout, row.revenue].map(Number)).toEqual([0, 0])
  })

  test('isn’t owed for a rejected click', async () => {
    const row = await stored('', {}, 'Inactive')
    expect(row).toMatchObject({ status: 'Rejected', reason: 'offer_inactive', bot: false, url: '' })
    expect(Number(row.payout)).toBe(0)
  })
})

describe('outside input', () => {
  test('is truncated when it’s too long', async () => {
    const long = 'ü'.repeat(600)
    const encoded = encodeURIComponent(long)
    const row = await stored(
      `&sub_id=${encoded}&utm_source=${encoded}&external_transaction_id=${'x'.repeat(600)}&${'n'.repeat(100)}=${'v'.repeat(900)}`,
      {
        'user-agent': `Mozilla/5.0 ${'u'.repeat(900)}`,
        referer: `https://blog.example/${'r'.repeat(3000)}`,
      },
    )
    expect(row).toMatchObject({
      sub_id: 'ü'.repeat(255),
      utm_source: 'ü'.repeat(255),
      external_transaction: 'x'.repeat(255),
      extra: { ['n'.repeat(64)]: 'v'.repeat(500) },
    })
    expect(String(row.user_agent)).toHaveLength(500)
    expect(String(row.referer)).toHaveLength(2000)
  })

  test('can’t corrupt what’s stored', async () => {
    const row = await stored(
      '&sub_id=a%00b%0Ac&sub_id_2=%ff%fe&sub_id_3=%ed%a0%bd&sub_id_4=%F0%9F%91%8B&sub_id_5=%&sub_id_6=%5C%22%27%09%60&__proto__=x&a%00b=c&%ff=d',
      {
        'user-agent': Buffer.from('Mözilla 👋 "\\', 'utf8').toString('latin1'),
      },
    )
    expect(row).toMatchObject({
      sub_id: 'abc',
      sub_id_2: '\ufffd\ufffd',
      sub_id_4: '👋',
      sub_id_5: '%',
      sub_id_6: '\\"\'`',
      extra: { ab: 'c', '\ufffd': 'd' },
      user_agent: 'Mözilla 👋 "\\',
    })
    expect(String(row.sub_id_3)).toMatch(/^\ufffd+$/)
  })

  test('is capped at 20 extra parameters', async () => {
    const row = await stored(Array.from({ length: 60 }, (_, index) => `&p${index}=${index}`).join(''))
    expect(Object.keys(Object(row.extra))).toHaveLength(20)
  })

  test.each([
    ['loopback is trusted', '203.0.113.9', '203.0.113.0'],
    ['a visitor’s own entry isn’t trusted', '1.1.1.1, 203.0.113.9', '203.0.113.0'],
    ['IPv6', '2001:db8:1234:5678::1', '2001:db8:1234::'],
    ['nonsense', 'unknown', '127.0.0.0'],
  ])('X-Forwarded-For: %s', async (_, forwarded, ip) => {
    expect(await stored('', { 'x-forwarded-for': forwarded })).toMatchObject({ ip })
  })
})

test('stores addresses the way the organization chose', async () => {
  const headers = { 'x-forwarded-for': '81.2.69.142' }
  for (const [ipStorage, ip] of [
    ['full', '81.2.69.142'],
    ['none', ''],
    ['anonymised', '81.2.69.0'],
  ] as const) {
    await t.database.prisma.organization.update({ where: { id: t.organization.id }, data: { ipStorage } })
    await vi.waitFor(() => expect(t.catalog.organizations.get(t.organization.id)?.ipStorage).toBe(ipStorage), SOON)
    // The location is known either way.
    expect(await stored('', headers)).toMatchObject({ ip, city: 'London' })
  }
})

test('a visitor keeps one hash throughout the organization’s day and gets another the next day', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.9' }
  // 18:15 UTC is midnight in Kathmandu.
  const midnight = Date.UTC(2026, 10, 22, 18, 15)
  now = midnight - 1
  const before = await stored('', headers)
  const again = await stored('&sub_id=x', headers)
  const neighbour = await stored('', { 'x-forwarded-for': '203.0.113.10' })
  const browser = await stored('', { ...headers, 'user-agent': `${CHROME} Other/1` })
  now = midnight
  const after = await stored('', headers)
  now = start
  expect([before.day, after.day]).toEqual(['2026-11-22', '2026-11-23'])
  expect(again.visitor).toBe(before.visitor)
  expect(new Set([before.visitor, neighbour.visitor, browser.visitor, after.visitor]).size).toBe(4)
})
