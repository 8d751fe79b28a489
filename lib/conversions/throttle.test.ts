import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAmong } from './throttle'

test.each([3, 50])('%i of 100 transactions are throttled', (percentage) => {
  const ids = Array.from(
    { length: 100_000 },
    (_, index) => `019acf2e-7000-7000-8000-${String(index).padStart(12, '0')}`,
  )
  const share = percentage / 100
  // Six standard deviations: one in 500 million independent samples is further off, and these IDs are always the same.
  const tolerance = 6 * Math.sqrt(ids.length * share * (1 - share))
  const throttled = ids.filter((id) => isAmong(percentage, id)).length
  expect(Math.abs(throttled - ids.length * share)).toBeLessThan(tolerance)
})
test('0 % is nothing, 100 % is everything, and more includes less', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 99 }), (id, percentage) => {
      expect([isAmong(0, id), isAmong(100, id)]).toEqual([false, true])
      if (isAmong(percentage, id)) expect(isAmong(percentage + 1, id)).toBe(true)
    }),
  )
})
