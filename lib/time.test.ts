import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  countDays,
  isDay,
  isTimeZone,
  listDays,
  spelledZone,
  startOfDay,
  startOfMonth,
  today,
} from './time'

const hours = (day: string, zone: string) =>
  (startOfDay(addDays(day, 1), zone).getTime() - startOfDay(day, zone).getTime()) / 3_600_000

describe('days in a time zone', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Asia/Kolkata', '2026-03-29', 24],
    ['UTC', '2026-03-29', 24],
    ['America/Santiago', '2026-09-05', 24],
    ['America/Santiago', '2026-09-06', 23],
    ['America/Santiago', '2026-04-04', 25],
    ['America/Asuncion', '2024-10-06', 23],
    ['America/Coyhaique', '2024-09-08', 23],
  ])('in %s %s has %f hours', (zone, day, expected) => {
    expect(hours(day, zone)).toBe(expected)
  })

  test.each([
    ['Asia/Kolkata', '2026-11-21', '2026-11-20T18:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-21', '2026-11-20T18:15:00.000Z'],
    ['Pacific/Chatham', '2026-11-21', '2026-11-20T10:15:00.000Z'],
    ['America/St_Johns', '2026-11-21', '2026-11-21T03:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-11-21', '2026-11-20T13:00:00.000Z'],
    ['Asia/Tehran', '2026-11-21', '2026-11-20T20:30:00.000Z'],
    // Clocks skip midnight on these days, so the days start at one.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'],
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['Atlantic/Azores', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['America/Asuncion', '2024-10-06', '2024-10-06T04:00:00.000Z'],
    ['America/Coyhaique', '2024-09-08', '2024-09-08T04:00:00.000Z'],
    // Clocks go back across midnight here, so the day starts the first time they show it.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['Atlantic/Azores', '2026-10-25', '2026-10-25T00:00:00.000Z'],
    // The whole day before this one is missing.
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
  ])('in %s %s starts at %s', (zone, day, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant)
  })

  test('an instant falls within its day', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'America/New_York',
      'Pacific/Kiritimati',
      'America/Santiago',
      'America/Havana',
      'Atlantic/Azores',
      'America/Asuncion',
      'America/Coyhaique',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        (zone, instant) => {
          const day = today(zone, instant)
          expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(instant.getTime())
          expect(startOfDay(addDays(day, 1), zone).getTime()).toBeGreaterThan(instant.getTime())
        },
      ),
    )
  })
})

test('today depends on the time zone', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  expect(['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago'].map((zone) => today(zone, now))).toEqual([
    '2026-11-21',
    '2026-11-20',
    '2026-11-20',
  ])
})

test('adds and counts days and months', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
  expect(addMonths('2026-01-01', -1)).toBe('2025-12-01')
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
  expect(startOfMonth('2026-11-21')).toBe('2026-11-01')
  expect(countDays('2026-03-01', '2026-03-31')).toBe(31)
  expect(listDays('2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'])
  expect(listDays('2026-03-02', '2026-03-01')).toEqual([])
})

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-1-1',
  '20260101',
  '',
  '2026-01-01T00:00',
  ' 2026-01-01',
  '+002026-01-01',
])('%s isn’t a day', (text) => {
  expect(isDay(text)).toBe(false)
})

test('accepts real dates', () => {
  expect(isDay('2024-02-29')).toBe(true)
  expect(isDay('2026-12-31')).toBe(true)
})

test('spells time zones as the IANA database does', () => {
  const zones = ['Europe/Berlin', 'America/Port-au-Prince', 'Asia/Kolkata', 'Etc/GMT+5', 'UTC', 'EST5EDT']
  for (const zone of zones)
    expect([zone, zone.toLowerCase(), zone.toUpperCase()].map(spelledZone)).toEqual([zone, zone, zone])
})

test('accepts only IANA time zone names', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])
    expect(isTimeZone(zone)).toBe(true)
  for (const zone of ['', 'Berlin', '+05:30', 'Europe/Atlantis', 'utc; DROP', '../etc'])
    expect(isTimeZone(zone)).toBe(false)
})
