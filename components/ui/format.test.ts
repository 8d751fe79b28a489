import { expect, test } from 'vitest'
import {
  ago,
  change,
  changeInWords,
  compact,
  countryName,
  dayInWords,
  dayRange,
  fullTime,
  money,
  rate,
  roundedMoney,
  number,
  plural,
  share,
} from './format'

test.each([
  [0, '0', '0'],
  [999, '999', '999'],
  [1000, '1,000', '1k'],
  [1250, '1,250', '1.25k'],
  [12_345, '12,345', '12.3k'],
  [1_234_567, '1,234,567', '1.23M'],
  [-1250, '-1,250', '-1.25k'],
])('%d is formatted as %s, and as %s on an axis', (value, full, short) => {
  expect(number(value)).toBe(full)
  expect(compact(value)).toBe(short)
})

test('shares and plurals', () => {
  expect([share(1, 3), share(0, 0), share(1, 5000), share(1, 80)]).toEqual(['33%', '0%', '<0.1%', '1.3%'])
  expect([plural(1, 'click'), plural(0, 'click'), plural(1200, 'click')]).toEqual([
    '1 click',
    '0 clicks',
    '1,200 clicks',
  ])
})

test.each([
  [110, 100, 'up', '10%', 'up 10%'],
  [95, 100, 'down', '5%', 'down 5%'],
  [999, 1000, 'down', '0.1%', 'down 0.1%'],
  [5, 5, 'same', '0%', 'no change'],
  [5, 0, 'none', '', 'No earlier data'],
  [0, 0, 'same', '0%', 'no change'],
  [1099, 100, 'up', '999%', 'up 999%'],
  [10_996, 1000, 'up', '11×', 'up 11×'],
  [2500, 100, 'up', '25×', 'up 25×'],
  [-50, 100, 'down', '150%', 'down 150%'],
  [50, -100, 'up', '150%', 'up 150%'],
  [-150, -100, 'down', '50%', 'down 50%'],
] as const)('%d after %d', (value, previous, direction, amount, words) => {
  const changed = change(value, previous)
  expect(changed).toEqual({ direction, amount })
  expect(changed && changeInWords(changed)).toBe(words)
})

test('without a comparison, there’s no change', () => {
  expect(change(110, null)).toBeNull()
})

test('days and date ranges in words', () => {
  expect(dayInWords('2026-11-21')).toBe('Saturday, November 21, 2026')
  expect(dayRange('2026-10-23', '2026-11-21')).toBe('Oct 23 – Nov 21, 2026')
  expect(dayRange('2026-11-01', '2026-11-21')).toBe('Nov 1 – 21, 2026')
  expect(dayRange('2025-12-23', '2026-01-21')).toBe('Dec 23, 2025 – Jan 21, 2026')
  expect(dayRange('2026-11-21', '2026-11-21')).toBe('Sat, Nov 21, 2026')
})

test('times are in the given zone, even with odd offsets and around midnight', () => {
  expect(fullTime('2026-11-20T18:20:05Z', 'Asia/Kathmandu')).toBe('Sat, Nov 21, 2026 at 00:05:05')
  expect(fullTime('2026-11-21T00:00:00Z', 'UTC')).toBe('Sat, Nov 21, 2026 at 00:00:00')
  const now = new Date('2026-11-21T12:00:00Z')
  expect(
    [
      '2026-11-21T11:59:30Z',
      '2026-11-21T11:59:00Z',
      '2026-11-21T10:00:00Z',
      '2026-11-20T10:00:00Z',
      '2026-01-02T00:00:00Z',
    ].map((time) => ago(time, 'UTC', now)),
  ).toEqual(['just now', '1 minute ago', '2 hours ago', '1 day ago', 'Jan 2, 2026'])
})

test('lists show money in cents, and rates have two decimal places', () => {
  expect([roundedMoney('18.2992', 'EUR'), roundedMoney('1234.5', 'USD'), roundedMoney('0', 'EUR')]).toEqual([
    '18.30 EUR',
    '1,234.50 USD',
    '0.00 EUR',
  ])
  expect([rate(305, 21_013), rate(0, 7), rate(7, 7)]).toEqual(['1.45%', '0.00%', '100.00%'])
})

test('money keeps every digit', () => {
  expect([money('1.250000', 'EUR'), money('0.0355', 'EUR'), money('1234567.1', 'USD'), money('0', 'USD')]).toEqual([
    '1.25 EUR',
    '0.0355 EUR',
    '1,234,567.10 USD',
    '0.00 USD',
  ])
})

test('country codes become names', () => {
  expect([countryName('DE'), countryName(''), countryName('(unknown)')]).toEqual(['Germany', 'Unknown', '(unknown)'])
})
