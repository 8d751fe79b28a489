import { expect, test } from 'vitest'
import { roundTicks, spread } from './scale'

test('labels are spread evenly and keep both ends', () => {
  const labels = Array.from({ length: 30 }, (_, index) => index)
  expect(spread(labels)).toEqual([0, 6, 12, 17, 23, 29])
  expect(spread([1, 2, 3])).toEqual([1, 2, 3])
})

test.each([
  [0, [0, 1, 2, 3, 4]],
  [4, [0, 1, 2, 3, 4]],
  [7, [0, 2, 4, 6, 8]],
  [9, [0, 5, 10]],
  [100, [0, 25, 50, 75, 100]],
  [5230, [0, 2000, 4000, 6000]],
  [12_345, [0, 5000, 10_000, 15_000]],
])('ticks up to %d are round, whole and reach it', (max, ticks) => {
  expect(roundTicks(max)).toEqual(ticks)
})
