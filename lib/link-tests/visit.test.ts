import { expect, test } from 'vitest'
import type { Journey, JourneyOptions } from '@/lib/outbound/client'
import { agentOf } from '@/lib/tracking/user-agent'
import { deviceNames, profileOf } from './devices'
import { healthAfter, unknownHealth, type Health } from './health'
import { nextDue, visitsOf } from './plan'
import { verdictOf, visit, type TestedPage, type VisitResult } from './visit'

const page: TestedPage = {
  id: '01930000-0000-7000-8000-000000000001',
  incrementalId: 7,
  name: 'Home',
  redirectUrl:
    'https://shop.example/{country}/{device}?c={click_id}&p={publisher_id}&o={offer_id}&l={landing_page_id}&n={network_id}',
  countries: [],
  devices: [],
  expectedDomain: '',
  organizationId: '01930000-0000-7000-8000-000000000002',
  timezone: 'UTC',
  integrationId: '01930000-0000-7000-8000-000000000003',
  offer: { id: '01930000-0000-7000-8000-000000000004', incrementalId: 5, name: 'Boots' },
  advertiser: { incrementalId: 2, managerId: null },
  network: 0,
}
const hop = (url: string, status = 200) => ({ url, status, tls: 'TLSv1.3', duration: 12, error: '' })
const nil = '00000000-0000-0000-0000-000000000000'

function visitor(journey: Journey, proxies: Record<string, string> = {}) {
  const asked: [string, JourneyOptions][] = []
  const follow = async (url: string, options: JourneyOptions = {}) => {
    asked.push([url, options])
    return journey
  }
  const byCountry = new Map(Object.entries(proxies).map(([country, url]) => [country, new URL(url)]))
  return { asked, visitor: { outbound: { follow }, proxies: byCountry } }
}

test('fills macros as a preview does, and comes with the device’s user agent', async () => {
  const fine = visitor({ hops: [hop('https://shop.example/')], failure: null })
  const result = await visit(fine.visitor, page, { country: '', device: 'phone' })
  expect(result).toMatchObject({ status: 'Success', reason: '', duration: 12, country: '', device: 'phone' })
  const [[url, options] = ['', {}]] = fine.asked
  expect(url).toBe(`https://shop.example//Mobile?c=${nil}&p=&o=5&l=7&n=`)
  expect(options.headers?.['User-Agent']).toContain('iPhone')
  expect(options.proxy).toBeUndefined()
})

test('goes through the country’s proxy, or says that there’s none', async () => {
  const { asked, visitor: proxied } = visitor(
    { hops: [hop('https://shop.example/')], failure: null },
    { DE: 'http://de.example:8080' },
  )
  expect(await visit(proxied, page, { country: 'DE', device: 'desktop' })).toMatchObject({
    status: 'Success',
    url: expect.stringContaining('/DE/Desktop'),
  })
  expect(asked[0]?.[1].proxy?.host).toBe('de.example:8080')
  expect(await visit(proxied, page, { country: 'FR', device: 'desktop' })).toMatchObject({
    status: 'Skipped',
    reason: 'no_proxy',
    message: expect.stringContaining('no proxy for FR'),
    hops: [],
  })
  expect(await visit(proxied, page, { country: 'DE', device: 'toaster' })).toMatchObject({
    status: 'Skipped',
    reason: 'unknown_device',
  })
  expect(asked).toHaveLength(1)
})

test('the user agents are what clicks take them for', () => {
  for (const name of deviceNames) {
    const profile = profileOf(name)
    expect(profile && agentOf({ 'user-agent': profile.userAgent })).toMatchObject({
      device: profile?.device,
      os: profile?.os,
      browser: profile?.browser,
      bot: false,
    })
  }
  expect([profileOf('iPad'), profileOf(' Mobile ')]).toEqual([profileOf('tablet'), profileOf('phone')])
})

test.each<[string, Journey, string, string, string]>([
  [
    '404',
    { hops: [hop('https://shop.example/', 404)], failure: null },
    '',
    'client_error',
    'shop.example answered with status 404.',
  ],
  [
    '503',
    { hops: [hop('https://shop.example/', 503)], failure: null },
    '',
    'server_error',
    'shop.example answered with status 503.',
  ],
  [
    'elsewhere',
    { hops: [hop('https://parked.example/')], failure: null },
    'shop.example',
    'unexpected_domain',
    'It ended on parked.example instead of shop.example.',
  ],
  [
    'lookalike',
    { hops: [hop('https://myshop.example/')], failure: null },
    'shop.example',
    'unexpected_domain',
    'It ended on myshop.example instead of shop.example.',
  ],
  ['no name', { hops: [], failure: { reason: 'dns', message: 'x has no address.' } }, '', 'dns', 'x has no address.'],
  ['inside', { hops: [], failure: { reason: 'private_address', message: 'No.' } }, '', 'private_address', 'No.'],
])('%s is a failure with its reason', (_, journey, expected, reason, message) => {
  expect(verdictOf(journey, expected)).toEqual({ status: 'Failed', reason, message })
})

test('subdomains of the expected domain are fine, and a broken proxy isn’t the page’s fault', () => {
  expect(verdictOf({ hops: [hop('https://www.shop.example/')], failure: null }, 'shop.example').status).toBe('Success')
  expect(verdictOf({ hops: [], failure: { reason: 'proxy', message: 'Away.' } }, '').status).toBe('Skipped')
})

test('a page is visited from each country with each device, and from here if no country has a proxy', () => {
  const proxies = new Map([['DE', new URL('http://de.example')]])
  expect(visitsOf({ countries: [], devices: [] }, proxies)).toEqual([{ country: '', device: 'desktop' }])
  expect(visitsOf({ countries: ['DE', 'FR'], devices: ['phone'] }, proxies)).toEqual([
    { country: 'DE', device: 'phone' },
    { country: 'FR', device: 'phone' },
  ])
  expect(visitsOf({ countries: ['FR'], devices: [] }, proxies)).toEqual([
    { country: '', device: 'desktop' },
    { country: 'FR', device: 'desktop' },
  ])
})

test('pages are tested once a day, each at a time of its own, and sooner after failures', () => {
  const now = new Date('2026-03-01T10:00:00Z')
  const hours = (id: string, failures = 0) => (nextDue(id, failures, now).getTime() - now.getTime()) / 3_600_000
  const ids = Array.from(
    { length: 200 },
    (_, at) => `01930000-0000-7000-8000-0000${((at * 2 ** 32) / 200).toString(16).slice(0, 8).padStart(8, '0')}`,
  )
  const all = ids.map((id) => hours(id))
  expect(Math.min(...all)).toBeGreaterThanOrEqual(12)
  expect(Math.max(...all)).toBeLessThan(36)
  expect(new Set(all.map(Math.floor)).size).toBe(24)
  expect([hours(page.id, 1), hours(page.id, 2)]).toEqual([0.25, 6])
  // Its time of day stays the same.
  const next = nextDue(page.id, 0, now)
  expect(nextDue(page.id, 0, next).getTime() - next.getTime()).toBe(24 * 3_600_000)
})

test('two failures in a row break a page, once, and skipped visits change nothing', () => {
  const now = new Date('2026-03-01T10:00:00Z')
  const result = (status: VisitResult['status']): VisitResult => ({
    time: now,
    country: 'DE',
    device: 'phone',
    url: '',
    hops: [],
    duration: 0,
    status,
    reason: status === 'Failed' ? 'dns' : '',
    message: status === 'Failed' ? 'Gone.' : '',
  })
  let health: Health = unknownHealth
  const events = (
    ['Success', 'Failed', 'Skipped', 'Failed', 'Failed', 'Skipped', 'Success', 'Success', 'Failed'] as const
  ).map((status) => {
    const { after, event } = healthAfter(health, [result('Skipped'), result(status)], now)
    health = after
    return event
  })
  expect(events).toEqual([null, null, null, 'broke', null, null, 'recovered', null, null])
  expect(health).toEqual({
    status: 'Failed',
    reason: 'dns',
    message: 'Gone. (DE, phone)',
    failures: 1,
    brokenSince: null,
  })
})
