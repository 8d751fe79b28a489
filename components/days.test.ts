import { expect, test } from 'vitest'
import { startOfDay } from './days'

test.each([
  ['2026-03-10', 'UTC', '2026-03-10T00:00:00.000Z'],
  ['2026-03-10', 'Europe/Berlin', '2026-03-09T23:00:00.000Z'],
  ['2026-07-10', 'Asia/Kathmandu', '2026-07-09T18:15:00.000Z'],
  ['2026-07-10', 'America/New_York', '2026-07-10T04:00:00.000Z'],
  // Clocks go forward at two in the morning, and back.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
  ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
])('%s in %s begins at %s', (day, timezone, at) => {
  expect(startOfDay(day, timezone)).toBe(at)
})
