import { expect, test } from 'vitest'
import { RecentClicks } from './recent-clicks'

const counting = { counts: true }

/** Which of these times come after too many others, as a search of them all finds. */
const tooMany = (times: readonly number[], most: number, window: number) =>
  times.map((time, index) => times.slice(0, index).filter((earlier) => earlier >= time - window).length >= most)

const decide = (times: readonly number[], most: number, window: number) => {
  const recent = new RecentClicks(10)
  return times.map((time) => recent.isTooMany('a', time, { most, window, ...counting }))
}
/** Pseudo-random times in order. */
const times = (count: number, spread: number) => {
  let time = 0
  let state = 1
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647
    return (time += state % spread)
  })
}

test.each([1, 2, 5, 63])('counts up to %d clicks exactly', (most) => {
  const clicks = times(500, 20)
  const expected = tooMany(clicks, most, 10 * most)
  expect(new Set(expected).size).toBe(2)
  expect(decide(clicks, most, 10 * most)).toEqual(expected)
})

test('of more clicks, it never catches one too early, and few too late', () => {
  const clicks = times(5000, 4)
  const found = decide(clicks, 250, 400)
  const expected = tooMany(clicks, 250, 400)
  expect(found.filter((caught, index) => caught && !expected[index])).toEqual([])
  expect(expected.filter(Boolean).length).toBeGreaterThan(500)
  expect(found.filter(Boolean).length).toBeGreaterThan(expected.filter(Boolean).length * 0.8)
})

test('keys have counts of their own, and clicks that don’t count change nothing', () => {
  const recent = new RecentClicks(10)
  const limit = { most: 1, window: 1000 }
  expect(recent.isTooMany('a', 0, { ...limit, counts: false })).toBe(false)
  expect(recent.isTooMany('a', 1, { ...limit, counts: true })).toBe(false)
  expect(recent.isTooMany('b', 2, { ...limit, counts: true })).toBe(false)
  expect(recent.isTooMany('a', 3, { ...limit, counts: false })).toBe(true)
  expect(recent.isTooMany('a', 1001, { ...limit, counts: false })).toBe(true)
  expect(recent.isTooMany('a', 1002, { ...limit, counts: false })).toBe(false)
})

test('remembers a limited number of keys', () => {
  const recent = new RecentClicks(100)
  for (let key = 0; key < 1000; key++) recent.isTooMany(String(key), key, { most: 1, window: 1e6, ...counting })
  expect(recent.size).toBeLessThanOrEqual(200)
  expect(recent.isTooMany('999', 1000, { most: 1, window: 1e6, ...counting })).toBe(true)
  expect(recent.isTooMany('0', 1000, { most: 1, window: 1e6, ...counting })).toBe(false)
})
