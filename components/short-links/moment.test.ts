import { expect, test } from 'vitest'
import { instantAt } from './moment'

test.each([
  ['2026-12-31T23:59', 'UTC', '2026-12-31T23:59:00.000Z'],
  ['2026-12-31T23:59', 'Europe/Berlin', '2026-12-31T22:59:00.000Z'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-07-01T00:00', 'Asia/Kathmandu', '2026-06-30T18:15:00.000Z'],
  ['2026-11-01T00:30', 'America/New_York', '2026-11-01T04:30:00.000Z'],
])('%s in %s is %s', (local, zone, instant) => {
  expect(instantAt(local, zone)?.toISOString()).toBe(instant)
})

test('what isn’t a time is none', () => {
  expect(instantAt('soon', 'UTC')).toBeNull()
})
