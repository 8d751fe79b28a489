import { expect, test } from 'vitest'
import type { CapPeriod } from '@/lib/database/generated/enums'
import { capWindow } from './cap-window'

const window = (period: CapPeriod, timezone: string, now: string) => {
  const { start, end } = capWindow(period, timezone, Date.parse(now))
  return [start, end].map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z'))
}

test.each<[CapPeriod, string, string, string, string]>([
  ['Hour', 'Asia/Kathmandu', '2026-11-21T09:20:00.123Z', '2026-11-21T09:15Z', '2026-11-21T10:15Z'],
  ['Day', 'Asia/Kathmandu', '2026-11-21T18:14:59.999Z', '2026-11-20T18:15Z', '2026-11-21T18:15Z'],
  ['Day', 'Asia/Kathmandu', '2026-11-21T18:15:00Z', '2026-11-21T18:15Z', '2026-11-22T18:15Z'],
  ['Week', 'Europe/Berlin', '2026-11-22T22:59:59Z', '2026-11-15T23:00Z', '2026-11-22T23:00Z'],
  ['Week', 'Europe/Berlin', '2026-11-22T23:00:00Z', '2026-11-22T23:00Z', '2026-11-29T23:00Z'],
  ['Month', 'America/New_York', '2027-01-01T04:59:59Z', '2026-12-01T05:00Z', '2027-01-01T05:00Z'],
  ['Day', 'Mars/Olympus', '2026-11-21T12:00:00Z', '2026-11-21T00:00Z', '2026-11-22T00:00Z'],
  // Clocks go forward: 23 hours, and 31 days less one hour.
  ['Day', 'Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
  ['Month', 'Europe/Berlin', '2026-03-10T12:00:00Z', '2026-02-28T23:00Z', '2026-03-31T22:00Z'],
  // Clocks go back: 25 hours, and the hour from 2 to 3 comes twice.
  ['Day', 'Europe/Berlin', '2026-10-25T12:00:00Z', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
  ['Week', 'Europe/Berlin', '2026-10-25T12:00:00Z', '2026-10-18T22:00Z', '2026-10-25T23:00Z'],
  ['Hour', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T00:00Z', '2026-10-25T01:00Z'],
  ['Hour', 'Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T01:00Z', '2026-10-25T02:00Z'],
  // Clocks skip midnight.
  ['Day', 'Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-23T22:00Z', '2026-04-24T21:00Z'],
])('%s in %s at %s', (period, timezone, now, start, end) => {
  expect(window(period, timezone, now)).toEqual([start, end])
})

test('a total starts at 0 and never ends', () => {
  expect(capWindow('Total', 'UTC', Date.now())).toEqual({ start: 0, end: Infinity })
})
