import { expect, test } from 'vitest'
import { pathOf, spotsOf } from './spark-path'

test('values are spread over the width, with zero at the bottom', () => {
  expect(spotsOf([0, 5, 10])).toEqual([
    { x: 0, y: 1 },
    { x: 0.5, y: 0.5 },
    { x: 1, y: 0 },
  ])
  expect(spotsOf([0, 0])).toEqual([
    { x: 0, y: 1 },
    { x: 1, y: 1 },
  ])
  expect(spotsOf([3])).toEqual([{ x: 0.5, y: 0 }])
})

test('the line stays within its box', () => {
  expect(pathOf(spotsOf([0, 10]), 100, 20, 2)).toBe('M2,18L98,2')
  expect(pathOf([], 100, 20, 2)).toBe('')
})
