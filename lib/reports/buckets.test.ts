import { describe, expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld } from '@/lib/testing/world'
import { bucketsOf } from './buckets'
import { comparedPeriod } from './compared'
import type { Question } from './question'
import { rangeOf, rangeOfInstants, type Interval, type Range } from './range'
import { ask } from './run'

const database = await testDatabase()
const events = await testEventLog()

const iso = (time: Date | null | undefined) => time?.toISOString().replace(':00.000Z', 'Z')
const hoursOf = (range: Range) => bucketsOf(range, null, 'hour').map(({ time }) => iso(time))

describe('hours follow the clock', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', 23, '2026-03-28T23:00Z', '2026-03-29T21:00Z'],
    ['Europe/Berlin', '2026-10-25', 25, '2026-10-24T22:00Z', '2026-10-25T22:00Z'],
    // Clocks skip midnight, so the day starts at 1:00.
    ['America/Santiago', '2026-09-06', 23, '2026-09-06T04:00Z', '2026-09-07T02:00Z'],
    ['America/Santiago', '2026-04-04', 25, '2026-04-04T03:00Z', '2026-04-05T03:00Z'],
    ['Asia/Kathmandu', '2026-03-10', 24, '2026-03-09T18:15Z', '2026-03-10T17:15Z'],
    // Clocks go back by half an hour.
    ['Australia/Lord_Howe', '2026-04-05', 25, '2026-04-04T13:00Z', '2026-04-05T13:00Z'],
  ])('of %s on %s', (timezone, day, count, first, last) => {
    const hours = hoursOf(rangeOf(day, day, timezone))
    expect([hours.length, hours.at(0), hours.at(-1)]).toEqual([count, first, last])
  })

  test.each([
    'Europe/Berlin 2026-03-29',
    'Europe/Berlin 2026-10-25',
    'America/Santiago 2026-09-06',
    'America/Santiago 2026-04-04',
    'Asia/Kathmandu 2026-03-10',
    'Australia/Lord_Howe 2026-04-05',
  ])('and the store counts in the same ones: %s', async (place) => {
    const [timezone = '', day = ''] = place.split(' ')
    const world = await createWorld(database, events, { timezone })
    const range = rangeOf(day, day, timezone)
    const hours = bucketsOf(range, null, 'hour').map(({ time }) => time ?? new Date(0))
    // At the start and the end of each hour.
    const times = hours.flatMap((time) => [time, new Date(time.getTime() + 30 * 60_000 - 1)])
    await world.record(times.map((time) => ({ at: time.toISOString(), day })))
    const question: Question = {
      scope: { organizationId: world.organizationId, publishers: 'all', advertisers: [] },
      range,
      filters: [],
      interval: 'hour',
    }
    const { series } = await ask({ question, metrics: ['clicks'] })
    expect(series.map(({ time, figures }) => [time, figures.clicks])).toEqual(hours.map((time) => [time, 2]))
  })
})

const paired = (range: Range, interval: Interval, now: Date, compare: 'previous' | 'year' = 'previous') =>
  bucketsOf(range, comparedPeriod(range, compare, now), interval, now).map(({ day, time, before }) => [
    iso(time) ?? day,
    iso(before?.time) ?? before?.day,
  ])

describe('what they are compared with', () => {
  const later = new Date('2027-01-01T00:00:00Z')

  test('is the same time by the clock, or nothing if the other day lacks it', () => {
    // 2:00 came twice on October 25, and not at all on March 29.
    const back = paired(rangeOf('2026-10-25', '2026-10-25', 'Europe/Berlin'), 'hour', later)
    expect(back.slice(1, 5)).toEqual([
      ['2026-10-24T23:00Z', '2026-10-23T23:00Z'],
      ['2026-10-25T00:00Z', '2026-10-24T00:00Z'],
      ['2026-10-25T01:00Z', undefined],
      ['2026-10-25T02:00Z', '2026-10-24T01:00Z'],
    ])
    const after = paired(rangeOf('2026-03-30', '2026-03-30', 'Europe/Berlin'), 'hour', later)
    expect(after.slice(1, 4)).toEqual([
      ['2026-03-29T23:00Z', '2026-03-29T00:00Z'],
      ['2026-03-30T00:00Z', undefined],
      ['2026-03-30T01:00Z', '2026-03-29T01:00Z'],
    ])
  })

  test('is nothing for hours after the one that has been reached', () => {
    const now = new Date('2026-11-28T01:20:00Z')
    const hours = paired(rangeOf('2026-11-28', '2026-11-28', 'UTC', null, now), 'hour', now)
    expect(hours.slice(0, 3)).toEqual([
      ['2026-11-28T00:00Z', '2026-11-27T00:00Z'],
      ['2026-11-28T01:00Z', '2026-11-27T01:00Z'],
      ['2026-11-28T02:00Z', undefined],
    ])
  })

  test('is as many days before for weeks and months', () => {
    const range = rangeOf('2026-02-25', '2026-03-10', 'UTC')
    const slots = (interval: Interval) =>
      bucketsOf(range, comparedPeriod(range, 'previous'), interval).map(({ slots: of, before }) => [
        of.length,
        before?.slots.at(0),
        before?.slots.at(-1),
      ])
    expect(slots('week')).toEqual([
      [5, '2026-02-11', '2026-02-15'],
      [7, '2026-02-16', '2026-02-22'],
      [2, '2026-02-23', '2026-02-24'],
    ])
    expect(slots('month')).toEqual([
      [4, '2026-02-11', '2026-02-14'],
      [10, '2026-02-15', '2026-02-24'],
    ])
  })

  test('is the same weekday a year earlier', () => {
    expect(paired(rangeOf('2026-03-02', '2026-03-03', 'UTC'), 'day', later, 'year')).toEqual([
      ['2026-03-02', '2025-03-03'],
      ['2026-03-03', '2025-03-04'],
    ])
  })
})

test('instants count in the hours of their zone, and a cut hour is incomplete', () => {
  const at = (time: string) => new Date(`2026-03-10T${time}Z`)
  const range = rangeOfInstants(at('09:40'), at('11:00'), 'UTC')
  const buckets = bucketsOf(range, null, 'hour', at('12:00'))
  expect(buckets.map(({ time, incomplete }) => [iso(time), incomplete])).toEqual([
    ['2026-03-10T09:00Z', true],
    ['2026-03-10T10:00Z', false],
  ])
  expect(bucketsOf(range, null, 'hour', at('10:30')).at(-1)?.incomplete).toBe(true)
  expect(hoursOf(rangeOfInstants(at('09:40'), at('10:00'), 'Asia/Kathmandu'))).toEqual(['2026-03-10T09:15Z'])
})

test('a day in another zone than the organization’s is between two instants', async () => {
  const world = await createWorld(database, events, { timezone: 'Europe/Berlin' })
  // The first and last millisecond of March 10 in Kathmandu, and those next to them.
  await world.record([
    { at: '2026-03-09T18:14:59.999Z', day: '2026-03-09', visitor: '1' },
    { at: '2026-03-09T18:15:00Z', day: '2026-03-09', visitor: '1' },
    { at: '2026-03-10T18:14:59.999Z', day: '2026-03-10', visitor: '2' },
    { at: '2026-03-10T18:15:00Z', day: '2026-03-10', visitor: '2' },
  ])
  const range = rangeOfInstants(new Date('2026-03-09T18:15:00Z'), new Date('2026-03-10T18:15:00Z'), 'Asia/Kathmandu')
  const scope = { organizationId: world.organizationId, publishers: 'all', advertisers: [] } as const
  const { series } = await ask({ question: { scope, range, filters: [] }, metrics: ['clicks', 'uniqueClicks'] })
  expect(series).toEqual([
    { day: '2026-03-10', time: null, incomplete: false, figures: { clicks: 2, uniqueClicks: 2 }, previous: null },
  ])
})
