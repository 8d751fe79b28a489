import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoundedCache } from '@/lib/bounded'

test('keeps the latest entries and never more than twice its capacity', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer())),
      fc.integer({ min: 1, max: 8 }),
      (entries, capacity) => {
        const cache = new BoundedCache<number, number>(capacity)
        const truth = new Map<number, number>()
        for (const [key, value] of entries) {
          cache.set(key, value)
          truth.set(key, value)
          expect(cache.get(key)).toBe(value)
          expect(cache.size).toBeLessThanOrEqual(capacity * 2)
        }
        for (const [key, value] of truth) expect([value, undefined]).toContain(cache.get(key))
      },
    ),
  )
})

test('an entry in regular use outlives entries that aren’t', () => {
  const cache = new BoundedCache<string, string>(10)
  cache.set('often', 'here')
  for (let index = 0; index < 1000; index++) {
    cache.set(`once ${index}`, '')
    expect(cache.get('often')).toBe('here')
  }
  expect(cache.get('once 1')).toBeUndefined()
})
