import { describe, expect, test } from 'vitest'
import {
  country,
  currency,
  emailOrNone,
  hostName,
  line,
  lines,
  linkAddress,
  percent,
  webAddress,
  webAddressOrNone,
} from './fields'

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

test.each(['a\0b', 'a\ud800', '\udc00a'])('%j is rejected, because PostgreSQL can’t store it', (value) => {
  for (const kind of [line(100), lines(100)])
    expect(kind.safeParse(value).error?.issues).toMatchObject([
      { message: 'must not contain NUL characters or unpaired surrogates' },
    ])
  expect(line(100).parse('👩‍👩‍👧')).toBe('👩‍👩‍👧')
})

test('a link may only have macros that exist', () => {
  expect(linkAddress.parse('https://shop.example/?c={CLICK_ID}&s=%7Bsub_id%7D&x={}')).toContain('{CLICK_ID}')
  expect(linkAddress.safeParse('https://shop.example/?c={clickid}').error?.issues[0]?.message).toContain(
    'has an unknown macro {clickid}. Macros: {click_id}, ',
  )
  expect(linkAddress.safeParse('https://shop.example/?c=%7bclickid%7d').success).toBe(false)
})

test.each([
  ['0', '0'],
  [100, '100'],
  ['12.5', '12.5'],
  ['0.000001', '0.000001'],
  ['100.000001', undefined],
  [101, undefined],
  [-1, undefined],
  ['', undefined],
  ['5%', undefined],
])('%j as a percentage is %j', (given, exact) => {
  expect(percent.safeParse(given).data).toBe(exact)
})

test.each(['USD', 'EUR', 'JPY', 'XCG'])('%s is a currency', (code) => expect(currency.parse(code)).toBe(code))
test.each(['', 'eur', 'ABC', 'DEM', 'XXX', 'XAU', 'EURO'])('%j isn’t a currency', (code) => {
  expect(currency.safeParse(code).error?.issues[0]?.message).toContain('such as EUR')
})

test('none can be given for an address, an email, or a country', () => {
  for (const none of ['', ' ', null]) expect(webAddressOrNone.parse(none)).toBeNull()
  expect(webAddressOrNone.parse('https://shop.example')).toBe('https://shop.example')
  expect(webAddressOrNone.safeParse('shop.example').error?.issues[0]?.message).toContain('http://')
  expect(emailOrNone.parse(' Ann@Example.com ')).toBe('ann@example.com')
  expect(emailOrNone.parse('')).toBe('')
  expect(emailOrNone.safeParse('ann').success).toBe(false)
  expect(country.parse('de')).toBe('DE')
  expect(country.parse('')).toBe('')
})
