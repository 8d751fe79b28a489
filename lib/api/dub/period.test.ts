import { expect, test } from 'vitest'
import { Problem } from '@/lib/api/problem'
import { intervalOf, rangeAsked, type Asked } from './period'

const NOW = new Date('2026-08-20T10:30:00.000Z')

function answered(given: Partial<Asked>) {
  const asked = { interval: '24h', timezone: 'UTC', ...given } as const
  const range = rangeAsked(asked, NOW)
  const { start, end } = range.instants ?? { start: NOW, end: NOW }
  // Ends are inclusive, to the millisecond.
  return [start.toISOString(), new Date(end.getTime() - 1).toISOString(), intervalOf(asked, range)]
}

test.each<[Partial<Asked>, string, string, string]>([
  [{}, '2026-08-19T10:30:00.001Z', '2026-08-20T10:30:00.000Z', 'hour'],
  [{ interval: '1h' }, '2026-08-20T09:30:00.001Z', '2026-08-20T10:30:00.000Z', 'hour'],
  [{ interval: '7d' }, '2026-08-13T10:30:00.001Z', '2026-08-20T10:30:00.000Z', 'day'],
  [{ interval: '30d' }, '2026-07-21T10:30:00.001Z', '2026-08-20T10:30:00.000Z', 'day'],
  [{ interval: '90d' }, '2026-05-22T10:30:00.001Z', '2026-08-20T10:30:00.000Z', 'day'],
  [{ interval: 'mtd' }, '2026-08-01T00:00:00.000Z', '2026-08-20T10:30:00.000Z', 'day'],
  [{ interval: 'qtd' }, '2026-07-01T00:00:00.000Z', '2026-08-20T10:30:00.000Z', 'day'],
  [{ interval: 'ytd', timezone: 'Asia/Kathmandu' }, '2025-12-31T18:15:00.000Z', '2026-08-20T10:30:00.000Z', 'month'],
  [{ interval: '1y' }, '2025-08-20T10:30:00.001Z', '2026-08-20T10:30:00.000Z', 'month'],
  [{ interval: 'all' }, '2000-01-01T00:00:00.000Z', '2026-08-20T10:30:00.000Z', 'month'],
  [{ interval: 'all_unfiltered' }, '2000-01-01T00:00:00.000Z', '2026-08-20T10:30:00.000Z', 'month'],
  [{ start: '2026-08-19', interval: '1y' }, '2026-08-19T00:00:00.000Z', '2026-08-20T10:30:00.000Z', 'hour'],
  [{ start: '2026-08-01', end: '2026-08-02' }, '2026-08-01T00:00:00.000Z', '2026-08-02T23:59:59.999Z', 'hour'],
  [
    { start: '2026-08-01', end: '2026-08-03', timezone: 'America/New_York' },
    '2026-08-01T04:00:00.000Z',
    '2026-08-04T03:59:59.999Z',
    'day',
  ],
  [
    { start: '2026-01-01T00:00:00+05:45', end: '2026-08-03T12:00:00Z' },
    '2025-12-31T18:15:00.000Z',
    '2026-08-03T12:00:00.000Z',
    'month',
  ],
  [
    { start: '2026-08-03T12:00:00 02:00', end: '2026-08-03T12:00:00+02:00' },
    '2026-08-03T10:00:00.000Z',
    '2026-08-03T10:00:00.000Z',
    'hour',
  ],
  [
    { start: '2026-08-03T12:00', timezone: 'Europe/Berlin' },
    '2026-08-03T10:00:00.000Z',
    '2026-08-20T10:30:00.000Z',
    'day',
  ],
  [{ end: '2026-08-10T00:00:00Z' }, '2026-08-09T00:00:00.001Z', '2026-08-10T00:00:00.000Z', 'hour'],
  [{ end: '2026-03-10', interval: '7d' }, '2026-03-04T00:00:00.000Z', '2026-03-10T23:59:59.999Z', 'day'],
])('%j is from %s to %s, by %s', (given, start, end, interval) => {
  expect(answered(given)).toEqual([start, end, interval])
})

test.each<[Partial<Asked>, string]>([
  [{ start: 'yesterday' }, 'start'],
  [{ start: '2026-02-30' }, 'start'],
  [{ start: '2026-02-03T25:00:00Z' }, 'start'],
  [{ start: '' }, 'start'],
  [{ start: '1999-12-31' }, 'start'],
  [{ end: '2026-13-01T00:00:00Z' }, 'end'],
  [{ start: '2026-03-02', end: '2026-03-01' }, 'end'],
  [{ start: '2026-08-21T00:00:00Z' }, 'start'],
])('%j is refused', (given, field) => {
  expect(() => answered(given)).toThrow(Problem)
  expect(() => answered(given)).toThrow(new RegExp(`^${field}: must`))
})
