import { expect, test } from 'vitest'
import { Random, sampler } from './random'

const draw = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one)
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('the same seed draws the same numbers, another seed different ones', () => {
  const numbers = (seed: string) => {
    const random = new Random(seed)
    return draw(20, () => random.bits())
  }
  expect(numbers('a')).toEqual(numbers('a'))
  expect(numbers('a')).not.toEqual(numbers('b'))
  expect(new Random('a').fork('x').bits()).toBe(new Random('a').fork('x').bits())
  expect(new Random('a').fork('x').bits()).not.toBe(new Random('a').fork('y').bits())
})

test('distributions have the requested means', () => {
  const random = new Random('means')
  expect(mean(draw(20_000, () => random.fraction()))).toBeCloseTo(0.5, 1)
  expect(mean(draw(20_000, () => random.poisson(3)))).toBeCloseTo(3, 0)
  expect(mean(draw(5000, () => random.poisson(80)))).toBeCloseTo(80, 0)
  expect(mean(draw(20_000, () => random.exponential(5)))).toBeCloseTo(5, 0)
  expect(Math.abs(mean(draw(20_000, () => random.normal())))).toBeLessThan(0.05)
})

test('a sampler draws in proportion to the weights and skips weight 0', () => {
  const random = new Random('weights')
  const drawLetter = sampler([
    ['a', 3],
    ['b', 0],
    ['c', 1],
  ] as const)
  const drawn = draw(8000, () => drawLetter(random))
  expect(drawn.filter((letter) => letter === 'a').length / 8000).toBeCloseTo(0.75, 1)
  expect(drawn).not.toContain('b')
  expect(() => sampler([['a', 0]])).toThrow('Nothing to draw from')
})

test('IDs are version 7 UUIDs that start with their time', () => {
  const time = Date.UTC(2026, 10, 21, 9)
  const id = new Random('id').uuid(time)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(time)
})
