import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { blockedSubIdInput } from './blocked-sub-id'
import { capInput } from './cap'
import { customPayoutInput } from './custom-payout'
import { fraudFilter } from './fraud-filters'
import { landingPageFields } from './landing-page'
import { offerInput } from './offer'
import { offerEventInput } from './offer-event'
import { organizationInput } from './organization'
import { externalId, tagIds } from './shared'
import { subIdInput } from './sub-id'
import { targeting } from './targeting'
import { throttleInput } from './throttle'
import { trackingDomainFaults } from './tracking-domain'
import { userInput } from './user'

const id = '0190c8a4-7e1b-7c3a-9d2e-5f60718293a4'

/** The fields at fault, with what's wrong. */
const faults = (rule: z.ZodType, value: unknown): string[] =>
  (rule.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)

test.each(['Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'])('%s is a time zone', (timezone) => {
  expect(organizationInput.parse({ name: 'x', timezone }).timezone).toBe(timezone)
})
test.each(['', 'Mars/Olympus', '+02:00', 'Berlin'])('%j isn’t a time zone', (timezone) => {
  expect(organizationInput.safeParse({ name: 'x', timezone }).error?.issues[0]?.path).toEqual(['timezone'])
})

describe('an offer', () => {
  const offer = { name: 'O', integrationId: crypto.randomUUID(), advertiserId: crypto.randomUUID() }
  test.each([
    [0, '0'],
    ['12.5', '12.5'],
    [0.000001, '0.000001'],
    ['999999999999.999999', '999999999999.999999'],
  ])('may pay %s', (payout, exact) => {
    expect(offerInput.parse({ ...offer, payout }).payout).toBe(exact)
  })
  test.each([-1, '-1', 'x', '', '1.0000001', '1000000000000', Number.NaN, Infinity])('may not pay %s', (payout) => {
    expect(offerInput.safeParse({ ...offer, payout }).error?.issues[0]?.path).toEqual(['payout'])
  })
  test('have hosts that deep links may lead to, in lower case', () => {
    expect(offerInput.parse({ ...offer, deepLinkHosts: ['Shop.Example'] }).deepLinkHosts).toEqual(['shop.example'])
  })
  test('rejects unknown fields', () => {
    expect(offerInput.safeParse({ ...offer, redirectUrl: 'https://shop.example' }).error?.issues[0]?.message).toContain(
      'redirectUrl',
    )
  })
})

test('publisher users must have a publisher, and other users can’t', () => {
  const publisherId = crypto.randomUUID()
  expect(userInput.parse({ email: ' Ann@Example.com ', role: 'publisher', publisherId }).email).toBe('ann@example.com')
  expect(userInput.safeParse({ email: 'a@example.com', role: 'publisher' }).error?.issues[0]?.path).toEqual([
    'publisherId',
  ])
  expect(userInput.safeParse({ email: 'a@example.com', role: 'admin', publisherId }).error?.issues[0]?.path).toEqual([
    'publisherId',
  ])
  // A plain password must never reach the database in place of its hash.
  expect(userInput.safeParse({ email: 'a@example.com', role: 'admin', passwordHash: 'secret' }).success).toBe(false)
})

describe('a price', () => {
  const event = { name: 'Lead', offerId: id }
  test.each([
    { payoutType: 'CPA', payout: 5, revenueType: 'RPA', revenue: 10, payoutPercent: 0, revenuePercent: 0 },
    { payoutType: 'CPS', payoutPercent: 5, revenueType: 'RPS', revenuePercent: '10.5' },
    { payoutType: 'CPAxCPS', payout: 1, payoutPercent: 5, revenueType: 'RPAxRPS', revenue: 1, revenuePercent: 5 },
    { payoutType: 'CPC', payout: 0.1, revenueType: 'RPC', revenue: 0.2 },
    { payoutType: 'PRV', payoutPercent: 50 },
    { payoutType: 'CPM', payout: 1, revenueType: 'RPM', revenue: 2 },
    {},
  ])('can be %j', (price) => expect(faults(offerEventInput, { ...event, ...price })).toEqual([]))

  test.each([
    [{ payoutType: 'CPA', payoutPercent: 5 }, 'payoutPercent: must be 0 for CPA, which only uses an amount'],
    [{ payoutPercent: 5 }, 'payoutPercent: must be 0 for CPA, which only uses an amount'],
    [{ payoutType: 'CPS', payout: 5 }, 'payout: must be 0 for CPS, which only uses a percentage'],
    [{ payoutType: 'PRV', payout: '0.5' }, 'payout: must be 0 for PRV, which only uses a percentage'],
    [{ revenueType: 'RPS', revenue: 5 }, 'revenue: must be 0 for RPS, which only uses a percentage'],
    [{ revenueType: 'RPC', revenuePercent: 5 }, 'revenuePercent: must be 0 for RPC, which only uses an amount'],
    [{ payoutType: 'Unknown' }, 'payoutType: must be one of CPA, CPS, CPAxCPS, CPC, CPM, PRV'],
    [
      { payoutPercent: 100.5, payoutType: 'CPS' },
      'payoutPercent: must be a percentage from 0 to 100, with up to 6 decimal places',
    ],
  ])('can’t be %j', (price, fault) => expect(faults(offerEventInput, { ...event, ...price })).toEqual([fault]))

  test('that’s custom can have an unknown type, with any amounts', () => {
    const printed = { payout: 0, payoutPercent: 100, payoutType: 'Unknown', platform: 'Unknown', meta: { from: 'x' } }
    const more = { revenue: 0, revenuePercent: 100, revenueType: 'Unknown' }
    expect(faults(customPayoutInput, { publisherId: id, offerId: id, ...printed, ...more })).toEqual([])
    expect(faults(customPayoutInput, { publisherId: id, offerId: id, payoutType: 'CPC', payoutPercent: 1 })).toEqual([
      'payoutPercent: must be 0 for CPC, which only uses an amount',
    ])
  })
})

describe('an offer', () => {
  const offer = { name: 'O', integrationId: id, advertiserId: id }
  test.each([
    [{ parallelTrackingEnabled: true }, 'parallelTrackingUrl: is required when parallel tracking is on'],
    [{ impressionForwardingEnabled: true }, 'impressionForwardingUrl: is required when impression forwarding is on'],
    [{ termsAndConditionsEnabled: true }, 'termsAndConditions: is required when terms and conditions are on'],
    [
      { primaryDomain: 'https://go.example' },
      'primaryDomain: must be a hostname such as shop.example.com, without a scheme, port, or path',
    ],
  ])('can’t be %j', (more, fault) => expect(faults(offerInput, { ...offer, ...more })).toEqual([fault]))

  test('can have a fallback for each reason', () => {
    const fallbackUrls = { cap: 'https://full.example/?c={click_id}' }
    expect(offerInput.parse({ ...offer, fallbackUrls }).fallbackUrls).toEqual(fallbackUrls)
    expect(faults(offerInput, { ...offer, fallbackUrls: { cap: 'x' } })[0]).toContain(
      'fallbackUrls.cap: must start with',
    )
    expect(faults(offerInput, { ...offer, fallbackUrls: { rain: 'https://x.example' } })[0]).toContain('rain')
  })
})

describe('the document’s limits', () => {
  const subId = { publisherId: id, externalId: 'a-B_9', name: 'x' }
  const blocked = { publisherId: id, offerId: id, subId: 'x' }
  test.each([
    [subIdInput, { ...subId, externalId: 'x'.repeat(50), name: 'x'.repeat(100), description: 'x'.repeat(2000) }],
    [subIdInput, { ...subId, externalLink: `https://x.example/${'x'.repeat(237)}` }],
    [subIdInput, { ...subId, externalLink: '' }],
    [blockedSubIdInput, { ...blocked, subId: 'x'.repeat(30), description: 'x'.repeat(255) }],
    [throttleInput, { publisherId: id, offerId: id, throttlePercentage: 100 }],
    [
      throttleInput,
      { publisherId: id, offerId: id, throttlePercentage: 0, additionalFilters: { sub_id_6: { include: ['x'] } } },
    ],
  ])('allow %#', (rule, value) => expect(faults(rule, value)).toEqual([]))
  test.each([
    [subIdInput, { ...subId, externalId: 'x'.repeat(51) }, 'externalId: must be at most 50 characters'],
    [subIdInput, { ...subId, externalId: 'a b' }, 'externalId: must only contain letters A-Z and a-z, digits'],
    [subIdInput, { ...subId, externalId: 'ä' }, 'externalId: must only contain'],
    [subIdInput, { ...subId, externalId: '' }, 'externalId: must not be empty'],
    [subIdInput, { ...subId, name: 'x'.repeat(101) }, 'name: must be at most 100 characters'],
    [subIdInput, { ...subId, description: 'x'.repeat(2001) }, 'description: must be at most 2000 characters'],
    [
      subIdInput,
      { ...subId, externalLink: `https://x.example/${'x'.repeat(238)}` },
      'externalLink: must be at most 255 characters',
    ],
    [subIdInput, { ...subId, externalLink: 'x.example' }, 'externalLink: must be a URL that starts with http://'],
    [blockedSubIdInput, { ...blocked, subId: 'x'.repeat(31) }, 'subId: must be at most 30 characters'],
    [blockedSubIdInput, { ...blocked, description: 'x'.repeat(256) }, 'description: must be at most 255 characters'],
    [
      throttleInput,
      { publisherId: id, offerId: id, throttlePercentage: 101 },
      'throttlePercentage: must be a whole number from 0 to 100',
    ],
    [
      throttleInput,
      { publisherId: id, offerId: id, throttlePercentage: 1, throttleStatus: 'Approved' },
      'throttleStatus: must be one of Rejected, Pending',
    ],
    [
      throttleInput,
      { publisherId: id, offerId: id, throttlePercentage: 1, additionalFilters: { sub_id: { include: ['a b'] } } },
      'additionalFilters.sub_id.include.0: must only contain',
    ],
  ])('refuse %#', (rule, value, fault) => expect(faults(rule, value)[0]).toContain(fault))
})

describe('a cap', () => {
  const cap = { offerId: id, metric: 'Clicks', period: 'Day', limit: 10_000 }
  test.each([
    [{}, []],
    [{ metric: 'Payout', limit: '12.50', publisherId: id, subId: 'x', timezone: 'Asia/Kathmandu' }, []],
    [{ limit: 0 }, ['limit: must be more than 0']],
    [{ limit: '1.5' }, ['limit: must be a whole number of clicks']],
    [{ subId: 'x' }, ['subId: is only allowed with a publisher']],
    [{ period: 'Minute' }, ['period: must be one of Hour, Day, Week, Month, Total']],
    [{ action: 'Redirect' }, ['action: must be one of Fallback, Block, Accept_Unpaid']],
  ])('with %j has the faults %j', (more, expected) => expect(faults(capInput, { ...cap, ...more })).toEqual(expected))
})

test('targeting names dimensions and valid values', () => {
  const parsed = targeting.parse({ country: { include: ['de', 'AT'] }, region: { exclude: ['us-ca'] } })
  expect(parsed).toEqual({
    country: { include: ['DE', 'AT'], exclude: [] },
    region: { include: [], exclude: ['US-CA'] },
  })
  expect(faults(targeting, { country: { include: ['XX'] } })[0]).toContain('country.include.0: must be a two-letter')
  expect(faults(targeting, { planet: { include: ['Mars'] } })[0]).toContain('planet')
})

test.each([
  [{ kind: 'bot', action: 'Reject' }, ''],
  [{ kind: 'blocked_ip', action: 'Flag', values: ['203.0.113.7', '2001:db8::/32'] }, ''],
  [{ kind: 'visitor_clicks', action: 'Flag', clicks: 10, minutes: 60 }, ''],
  [{ kind: 'blocked_ip', action: 'Flag', values: ['203.0.113'] }, 'values.0: must be an IP address or range'],
  [{ kind: 'blocked_referrer', action: 'Flag', values: [] }, 'values: must have at least one value'],
  [{ kind: 'fast_conversion', action: 'Reject', seconds: 5 }, ''],
  [{ kind: 'fast_conversion', action: 'Reject', seconds: 86_401 }, 'seconds: must be at most 86400'],
  [{ kind: 'slow_conversion', action: 'Flag' }, 'hours: must be a number of hours, 1 to 8760'],
  [{ kind: 'country_mismatch', action: 'Flag' }, ''],
  [{ kind: 'duplicate_customer', action: 'Flag', seconds: 5 }, 'seconds'],
  [{ kind: 'sub_id_rate', action: 'Flag', times: 3, conversions: 10 }, ''],
  [{ kind: 'sub_id_rate', action: 'Flag', times: 1, conversions: 10 }, 'times: must be at least 2'],
  [{ kind: 'visitor_clicks', action: 'Flag', clicks: 0, minutes: 60 }, 'clicks: must be at least 1'],
  [{ kind: 'bot', action: 'Delete' }, 'action: must be one of Reject, Flag'],
  [{ kind: 'rain', action: 'Flag' }, 'kind: '],
])('the fraud filter %j has the fault %j', (filter, fault) => {
  expect(faults(fraudFilter, filter)[0] ?? '').toContain(fault)
  if (fault === '') expect(faults(fraudFilter, filter)).toEqual([])
})

test('a landing page’s URL may only have macros that exist', () => {
  expect(faults(landingPageFields.redirectUrl, 'https://shop.example/{nope}')[0]).toContain('unknown macro {nope}')
})

test('an empty external ID is none, and IDs in a list count once', () => {
  expect(externalId.parse(' ')).toBeNull()
  expect(externalId.parse(' 7 ')).toBe('7')
  expect(tagIds.parse([id, id.toUpperCase()])).toEqual([id])
})

test('a tracking domain can’t be the installation’s own host', () => {
  expect(trackingDomainFaults({ host: 'track.example.com' }, 'track.example.com')).toMatchObject([{ field: 'host' }])
  expect(trackingDomainFaults({ host: 'go.example.com', isDefault: true, active: true }, 'track.example.com')).toEqual(
    [],
  )
})
