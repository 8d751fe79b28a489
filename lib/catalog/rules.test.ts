import { describe, expect, test } from 'vitest'
import { hostName, line, lines, webAddress } from '@/lib/fields'
import { offerInput, organizationInput, userInput } from './rules'

describe('webAddress', () => {
  test.each([
    'https://shop.example/',
    'http://shop.example:8080/a?b={click_id}&c={sub_id}#{publisher_id}',
    'https://shop.example/{offer_id}/x',
    'https://shop.example?x={click_id}',
    'HTTPS://Shop.Example',
    'https://bücher.example/',
    'http://127.0.0.1:3000/x',
    'http://[::1]/x',
    'https://shop.example/@name',
  ])('accepts %s', (address) => {
    expect(webAddress.parse(` ${address} `)).toBe(address)
  })

  test.each([
    '',
    'shop.example',
    '//shop.example/',
    'javascript:alert(1)',
    'ftp://shop.example/',
    'https://',
    'https:///path',
    'https://{sub_id}/',
    'https://{sub_id}.shop.example/',
    'https://shop.example:{sub_id}/',
    'https://shop.example@elsewhere.example/',
    'https://user:{sub_id}@shop.example/',
    'https://shop.example\\@elsewhere.example/',
    'https://shop example/',
    'https://shop.example/a b',
    'https://shop.example/\r\nset-cookie:x',
    'https://shop.example/\u0000',
    'https://shop.example/\ud800',
    `https://shop.example/${'x'.repeat(2048)}`,
  ])('rejects %j', (address) => {
    expect(webAddress.safeParse(address).success).toBe(false)
  })
})

describe('hostName', () => {
  test.each([
    ['Shop.Example', 'shop.example'],
    ['a.b-c.example', 'a.b-c.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('parses %s as %s', (host, parsed) => {
    expect(hostName.parse(host)).toBe(parsed)
  })

  const none = [
    '',
    'com',
    'localhost',
    '*.example',
    'https://shop.example',
    'shop.example/',
    'shop.example:80',
    '.example',
    'a..b',
    '-a.example',
  ]
  test.each([...none, '127.0.0.1', '{x}.example', 'a b.example'])('rejects %j', (host) => {
    expect(hostName.safeParse(host).success).toBe(false)
  })
})

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
  test('with deep links must list their hosts', () => {
    expect(offerInput.safeParse({ ...offer, deepLinkEnabled: true }).error?.issues[0]?.path).toEqual(['deepLinkHosts'])
    expect(
      offerInput.parse({ ...offer, deepLinkEnabled: true, deepLinkHosts: ['Shop.Example'] }).deepLinkHosts,
    ).toEqual(['shop.example'])
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

test.each(['a\0b', 'a\ud800', '\udc00a'])('%j is rejected, because PostgreSQL can’t store it', (value) => {
  for (const kind of [line(100), lines(100)])
    expect(kind.safeParse(value).error?.issues).toMatchObject([
      { message: 'must not contain NUL characters or unpaired surrogates' },
    ])
  expect(line(100).parse('👩‍👩‍👧')).toBe('👩‍👩‍👧')
})
