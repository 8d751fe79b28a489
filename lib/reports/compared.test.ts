import { expect, test } from 'vitest'
import { comparedPeriod } from './compared'
import { chosenRange, rangeOf, rangeOfInstants, type Comparison, type RangeParameters } from './range'

/** The period for what a URL asks for at an instant. */
function previous(asked: RangeParameters, now: string, timezone = 'UTC', compare: Comparison = 'previous') {
  const at = new Date(now)
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(at)
  const chosen = chosenRange(asked, day)
  if ('message' in chosen) throw new Error(chosen.message)
  const period = comparedPeriod(rangeOf(chosen.from, chosen.to, timezone, chosen.preset, at), compare, at)
  return period && [period.from, period.to, period.until && period.until.toISOString()]
}

test.each<[string, RangeParameters, string, (string | null)[] | null]>([
  [
    'today, until the same time yesterday',
    { range: 'today' },
    '2026-11-28T10:40:00Z',
    ['2026-11-27', '2026-11-27', '2026-11-27T10:40:00.000Z'],
  ],
  [
    'yesterday, the whole day before',
    { range: 'yesterday' },
    '2026-11-28T10:40:00Z',
    ['2026-11-26', '2026-11-26', null],
  ],
  [
    '7 days, the last one until the same time',
    { range: '7d' },
    '2026-11-28T10:40:00Z',
    ['2026-11-15', '2026-11-21', '2026-11-21T10:40:00.000Z'],
  ],
  [
    'this month, the same days of last month',
    { range: 'this_month' },
    '2026-11-28T10:40:00Z',
    ['2026-10-01', '2026-10-28', '2026-10-28T10:40:00.000Z'],
  ],
  [
    'this month, when last month was shorter',
    { range: 'this_month' },
    '2026-03-30T10:40:00Z',
    ['2026-02-01', '2026-02-28', null],
  ],
  [
    'this month, on its first day',
    { range: 'this_month' },
    '2026-03-01T10:40:00Z',
    ['2026-02-01', '2026-02-01', '2026-02-01T10:40:00.000Z'],
  ],
  [
    'last month, the whole month before',
    { range: 'last_month' },
    '2026-11-28T10:40:00Z',
    ['2026-09-01', '2026-09-30', null],
  ],
  [
    'dates that are over',
    { from: '2026-11-01', to: '2026-11-10' },
    '2026-11-28T10:40:00Z',
    ['2026-10-22', '2026-10-31', null],
  ],
  [
    'dates that end today',
    { from: '2026-11-27', to: '2026-11-28' },
    '2026-11-28T10:40:00Z',
    ['2026-11-25', '2026-11-26', '2026-11-26T10:40:00.000Z'],
  ],
  [
    'dates that end in the future',
    { from: '2026-11-27', to: '2026-11-30' },
    '2026-11-28T10:40:00Z',
    ['2026-11-23', '2026-11-24', '2026-11-24T10:40:00.000Z'],
  ],
  ['dates that have yet to come', { from: '2026-12-01', to: '2026-12-02' }, '2026-11-28T10:40:00Z', null],
])('%s', (_, asked, now, period) => {
  expect(previous(asked, now)).toEqual(period)
})

test('the same time is the one on the clock, whatever the clock does in between', () => {
  // Berlin: UTC+2 until October 25, then UTC+1.
  expect(previous({ range: 'today' }, '2026-10-25T09:40:00Z', 'Europe/Berlin')).toEqual([
    '2026-10-24',
    '2026-10-24',
    '2026-10-24T08:40:00.000Z',
  ])
  // 02:30 doesn't exist on March 29.
  expect(previous({ range: 'today' }, '2026-03-30T00:30:00Z', 'Europe/Berlin')).toEqual([
    '2026-03-29',
    '2026-03-29',
    '2026-03-29T01:30:00.000Z',
  ])
  expect(previous({ range: 'today' }, '2026-11-28T10:40:00Z', 'Asia/Kathmandu')).toEqual([
    '2026-11-27',
    '2026-11-27',
    '2026-11-27T10:40:00.000Z',
  ])
})

test.each<[string, RangeParameters, string, (string | null)[] | null]>([
  [
    'dates, on the same weekdays',
    { from: '2026-11-02', to: '2026-11-08' },
    '2026-11-28T10:40:00Z',
    ['2025-11-03', '2025-11-09', null],
  ],
  [
    'today, until the same time',
    { range: 'today' },
    '2026-11-28T10:40:00Z',
    ['2025-11-29', '2025-11-29', '2025-11-29T10:40:00.000Z'],
  ],
  [
    'this month, the same weekdays',
    { range: 'this_month' },
    '2026-11-28T10:40:00Z',
    ['2025-11-02', '2025-11-29', '2025-11-29T10:40:00.000Z'],
  ],
  ['days to come', { from: '2026-12-01', to: '2026-12-02' }, '2026-11-28T10:40:00Z', null],
])('a year earlier: %s', (_, asked, now, period) => {
  expect(previous(asked, now, 'UTC', 'year')).toEqual(period)
})

test('nothing is compared with nothing', () => {
  expect(previous({ range: '7d' }, '2026-11-28T10:40:00Z', 'UTC', 'none')).toBeNull()
})

test('instants are compared with as long a time before, or with the same time by the clock a year earlier', () => {
  const now = new Date('2026-10-25T12:00:00Z')
  const hour = rangeOfInstants(new Date('2026-10-25T10:40:00Z'), new Date('2026-10-25T11:40:00Z'), 'Europe/Berlin', now)
  const instants = (range: typeof hour, compare: Comparison, at = now) => {
    const found = comparedPeriod(range, compare, at)?.instants
    return found && [found.start.toISOString(), found.end.toISOString()]
  }
  expect(instants(hour, 'previous')).toEqual(['2026-10-25T09:40:00.000Z', '2026-10-25T10:40:00.000Z'])
  expect(instants(hour, 'year')).toEqual(['2025-10-26T10:40:00.000Z', '2025-10-26T11:40:00.000Z'])
  const running = rangeOfInstants(new Date('2026-10-25T11:00:00Z'), new Date('2026-10-25T13:00:00Z'), 'UTC', now)
  expect(instants(running, 'previous')).toEqual(['2026-10-25T09:00:00.000Z', '2026-10-25T10:00:00.000Z'])
  expect(comparedPeriod(running, 'previous', new Date('2026-10-25T10:59:00Z'))).toBeNull()
})
