import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visitorHash } from './visitor'

const salt = 'ab'.repeat(32)
const organization = '0199d0a0-0000-7000-8000-000000000001'

test('the hash is a 64-bit decimal number that stays the same for the same visitor', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.string(), (address, userAgent) => {
      const hash = visitorHash(salt, organization, address, userAgent)
      expect(hash).toMatch(/^\d{1,20}$/)
      expect(BigInt(hash)).toBeLessThan(2n ** 64n)
      expect(visitorHash(salt, organization, address, userAgent)).toBe(hash)
    }),
  )
})

test('the hash changes with the salt, organization, address, and user agent', () => {
  const hashes = [
    visitorHash(salt, organization, '203.0.113.9', 'Firefox'),
    visitorHash('cd'.repeat(32), organization, '203.0.113.9', 'Firefox'),
    visitorHash(salt, '0199d0a0-0000-7000-8000-000000000002', '203.0.113.9', 'Firefox'),
    visitorHash(salt, organization, '203.0.113.10', 'Firefox'),
    visitorHash(salt, organization, '203.0.113.9', 'Chrome'),
    visitorHash(salt, organization, '203.0.113.', '9Firefox'),
  ]
  expect(new Set(hashes).size).toBe(hashes.length)
})
