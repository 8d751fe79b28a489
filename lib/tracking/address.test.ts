import fc from 'fast-check'
import { isIP } from 'node:net'
import { expect, test } from 'vitest'
import { anonymousAddress, canonicalAddress } from './address'

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::FFFF:203.0.113.9', '203.0.113.9'],
  ['::ffff:cb00:7109', '203.0.113.9'],
  ['0:0:0:0:0:ffff:cb00:7109', '203.0.113.9'],
  ['2001:DB8:0:0:0::1', '2001:db8::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::1', '::1'],
  ['', undefined],
  ['unknown', undefined],
  ['203.0.113', undefined],
  ['203.0.113.256', undefined],
  ['0203.0.113.9', undefined],
  ['3405803785', undefined],
  ['203.0.113.9 ', undefined],
  ['203.0.113.9:80', undefined],
  ['[::1]', undefined],
  ['::ffff:999.0.0.1', undefined],
  ['1::2::3', undefined],
])('%s is %s', (text, canonical) => {
  expect(canonicalAddress(text)).toBe(canonical)
})

test('canonicalizing is idempotent and ignores case', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const canonical = canonicalAddress(text) ?? ''
      expect(isIP(canonical)).toBeGreaterThan(0)
      expect(canonicalAddress(canonical)).toBe(canonical)
      expect(canonicalAddress(text.toUpperCase())).toBe(canonical)
    }),
  )
})

test.each([
  ['203.0.113.9', '203.0.113.0'],
  ['2001:db8:1234:5678:9abc::1', '2001:db8:1234::'],
  ['2001:db8::1', '2001:db8::'],
  ['::1', '::'],
  ['', ''],
])('%s is anonymized to %s', (address, anonymous) => {
  expect(anonymousAddress(address)).toBe(anonymous)
})

test('addresses in the same network share an anonymized form; addresses in different networks do not', () => {
  expect(anonymousAddress('2001:db8:1:ffff::1')).toBe(anonymousAddress('2001:db8:1:2::3'))
  expect(anonymousAddress('2001:db8:2::1')).not.toBe(anonymousAddress('2001:db8:1::1'))
  expect(anonymousAddress('203.0.113.1')).toBe(anonymousAddress('203.0.113.254'))
})
