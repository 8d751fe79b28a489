import { expect, test } from 'vitest'
import { AddressRanges, parseRange } from './address-ranges'

test.each<[string[], string[], string[]]>([
  [['203.0.113.0/24'], ['203.0.113.0', '203.0.113.255'], ['203.0.112.255', '203.0.114.0', '::cb00:7100', '']],
  [['203.0.113.77/30'], ['203.0.113.76', '203.0.113.79'], ['203.0.113.75', '203.0.113.80']],
  [['203.0.113.7'], ['203.0.113.7'], ['203.0.113.6', '203.0.113.8']],
  [['0.0.0.0/0'], ['0.0.0.0', '255.255.255.255'], ['::1']],
  [
    ['10.0.0.0/8', '10.1.0.0/16', '9.0.0.0/8'],
    ['9.0.0.1', '10.255.255.255'],
    ['8.255.255.255', '11.0.0.0'],
  ],
  [['2001:db8::/32'], ['2001:db8::', '2001:db8:ffff::1'], ['2001:db7:ffff::', '2001:db9::', '32.1.13.184']],
  [['2001:DB8::5'], ['2001:db8::5'], ['2001:db8::4', '2001:db8::6']],
  [
    ['2001:db8::/127', '::1'],
    ['2001:db8::1', '::1'],
    ['2001:db8::2', '::2'],
  ],
  [['::ffff:203.0.113.0/120'], ['203.0.113.9'], ['203.0.114.9']],
  [[], [], ['203.0.113.7', '::1']],
])('%j has %j, but not %j', (ranges, inside, outside) => {
  const set = AddressRanges.of(ranges)
  expect(inside.filter((address) => !set.has(address))).toEqual([])
  expect(outside.filter((address) => set.has(address))).toEqual([])
})

test.each([
  '',
  'x',
  '203.0.113',
  '0313.0.0.1',
  '203.0.113.0/33',
  '203.0.113.0/',
  '203.0.113.0/-1',
  '2001:db8::/129',
  'fe80::1%eth0',
  '::ffff:1.2.3.4/95',
])('%j is neither an address nor a range', (text) => {
  expect(parseRange(text)).toBeUndefined()
  expect(AddressRanges.of([text]).size).toBe(0)
})

test('finds an address among many, as a search of them all does', () => {
  const ranges = Array.from(
    { length: 5000 },
    (_, n) => `${(n * 7919) % 224}.${(n * 104_729) % 256}.${n % 256}.0/${22 + (n % 11)}`,
  )
  const set = AddressRanges.of(ranges)
  const parsed = ranges.flatMap((range) => parseRange(range) ?? [])
  for (let n = 0; n < 2000; n++) {
    const address = `${(n * 31) % 224}.${(n * 8191) % 256}.${(n * 17) % 256}.${n % 256}`
    const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
    const number = ((a * 256 + b) * 256 + c) * 256 + d
    const expected = parsed.some(({ kind, range }) => kind === 4 && range[0] <= number && number <= range[1])
    expect([address, set.has(address)]).toEqual([address, expected])
  }
})
