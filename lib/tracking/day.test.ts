import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { eventTime, localDay } from './day'

const truth = (timezone: string, now: number) =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timezone).toPlainDate().toString()
const QUARTER = 15 * 60 * 1000
const moment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2037, 11, 31) })

describe('the local day', () => {
  test('agrees with Temporal in every zone, at any time, in any order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), moment, (timezone, now) => {
        expect(localDay(timezone, now)).toBe(truth(timezone, now))
      }),
      { numRuns: 2000 },
    )
  })

  test('is the same throughout each quarter-hour, which the cache relies on', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), moment, (timezone, now) => {
        const start = now - (now % QUARTER)
        expect(truth(timezone, start + QUARTER - 1)).toBe(truth(timezone, start))
      }),
      { numRuns: 2000 },
    )
  })

  // Days of 23, 24, and 25 hours; of 23.5 and 24.5 (Lord Howe); offsets with a half or three quarters of an hour; a day that doesn't start at
  // midnight (Santiago); a day that never existed (Apia, December 30, 2011).
  test.each([
    ['UTC', '2026-11-21'],
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['America/New_York', '2026-03-08'],
    ['America/New_York', '2026-11-01'],
    ['Asia/Kolkata', '2026-11-21'],
    ['Asia/Kathmandu', '2026-11-21'],
    ['Pacific/Chatham', '2026-04-05'],
    ['Pacific/Chatham', '2026-09-27'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['America/St_Johns', '2026-03-08'],
    ['America/Santiago', '2026-09-06'],
    ['Africa/Casablanca', '2026-03-22'],
    ['Pacific/Kiritimati', '2026-11-21'],
    ['Pacific/Apia', '2011-12-31'],
  ])('%s around %s', (timezone, day) => {
    const middle = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)), 12)
    const days = new Set<string>()
    for (let now = middle - 40 * 3_600_000; now < middle + 40 * 3_600_000; now += 5 * 60 * 1000 - 1) {
      expect(localDay(timezone, now)).toBe(truth(timezone, now))
      days.add(localDay(timezone, now))
    }
    expect(days).toContain(day)
    expect(days.size).toBeGreaterThan(2)
  })

  test('changes at the exact millisecond', () => {
    // 18:15 UTC is midnight at +05:45.
    const midnight = Date.UTC(2026, 10, 21, 18, 15)
    expect([localDay('Asia/Kathmandu', midnight - 1), localDay('Asia/Kathmandu', midnight)]).toEqual([
      '2026-11-21',
      '2026-11-22',
    ])
  })

  test('an unknown zone counts as UTC', () => {
    expect(localDay('Nowhere/Land', Date.UTC(2026, 10, 21, 23, 59))).toBe('2026-11-21')
  })
})

test('formats a time the way the event log expects it', () => {
  fc.assert(
    fc.property(moment, (now) => {
      expect(eventTime(now)).toBe(new Date(now).toISOString().replace('T', ' ').replace('Z', ''))
    }),
  )
})
