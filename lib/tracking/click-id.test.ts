import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClickIds } from './click-id'

const timeOf = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

test('IDs are version 7 UUIDs that start with the time', () => {
  const ids = new ClickIds()
  const now = Date.UTC(2026, 10, 21, 9, 0, 0, 123)
  const id = ids.next(now)
  expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(timeOf(id)).toBe(now)
})

test('IDs only increase, whatever the clock does', () => {
  const steps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -5000, max: 5000 })), {
    minLength: 1,
    maxLength: 200,
  })
  fc.assert(
    fc.property(steps, (list) => {
      const ids = new ClickIds()
      let now = Date.UTC(2026, 10, 21)
      let last = ''
      for (const step of list) {
        now += step
        const id = ids.next(now)
        expect(id > last).toBe(true)
        expect(timeOf(id)).toBeGreaterThanOrEqual(now)
        last = id
      }
    }),
  )
})

test('IDs keep increasing when a millisecond needs more than the counter holds, by running a few milliseconds ahead', () => {
  const ids = new ClickIds()
  const now = Date.UTC(2026, 10, 21)
  const made = Array.from({ length: 20_000 }, () => ids.next(now))
  expect(made.toSorted()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
  expect(timeOf(made.at(-1) ?? '') - now).toBeLessThan(12)
})

test('every random bit varies, and processes draw different ones', () => {
  const [one, other] = [new ClickIds(), new ClickIds()]
  const tail = (id: string) => BigInt(`0x${id.slice(19).replace('-', '')}`)
  let seen = 0n
  let unseen = 0n
  for (let index = 0; index < 500; index++) {
    const id = one.next(1_700_000_000_000)
    expect(id).not.toBe(other.next(1_700_000_000_000))
    seen |= tail(id)
    unseen |= ~tail(id)
  }
  // Every bit except the variant's two was both 0 and 1.
  expect(seen & 0x3fff_ffff_ffff_ffffn).toBe(0x3fff_ffff_ffff_ffffn)
  expect(unseen & 0x3fff_ffff_ffff_ffffn).toBe(0x3fff_ffff_ffff_ffffn)
})
