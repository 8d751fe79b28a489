import { expect, test } from 'vitest'
import { roundTicks, spread } from './scale'

test('labels are evenly spaced and include the last one', () => {
  const labels = Array.from({ length: 30 }, (_, index) => index)
  expect(spread(labels)).toEqual([5, 11, 17, 23, 29])
  expect(spread(labels.slice(0, 7))).toEqual([0, 2, 4, 6])
  expect(spread([1, 2, 3])).toEqual([1, 2, 3])
})

test('ticks of amounts and rates have decimals, and reach below zero for losses', () => {
  expect(roundTicks(0.31, { isWhole: false })).toEqual([0, 0.1, 0.2, 0.3, 0.4])
  expect(roundTicks(2.3, { isWhole: false })).toEqual([0, 0.5, 1, 1.5, 2, 2.5])
  expect(roundTicks(80, { min: -25, isWhole: false })).toEqual([-25, 0, 25, 50, 75, 100])
  expect(roundTicks(-3, { min: -10, isWhole: false })).toEqual([-10, -8, -6, -4, -2, 0])
  expect(roundTicks(0, { isWhole: false })).toEqual([0, 1, 2, 3, 4])
})

test.each([
  [0, [0, 1, 2, 3, 4]],
  [4, [0, 1, 2, 3, 4]],
  [7, [0, 2, 4, 6, 8]],
  [9, [0, 2, 4, 6, 8, 10]],
  [1030, [0, 250, 500, 750, 1000, 1250]],
  [100, [0, 20, 40, 60, 80, 100]],
  [5230, [0, 2000, 4000, 6000]],
  [12_345, [0, 2500, 5000, 7500, 10_000, 12_500]],
])('ticks for a maximum of %d are round whole numbers that reach it', (max, ticks) => {
  expect(roundTicks(max)).toEqual(ticks)
})
