import { expect, test } from 'vitest'
import { amount, bareFigure, figure, figureOnAxis } from './figure'

test.each([
  [0, '0.00'],
  [0.0355, '0.0355'],
  [0.035, '0.0350'],
  [0.5, '0.50'],
  [0.00001, '0.00'],
  [-0.00001, '0.00'],
  [1.005, '1.00'],
  [1234.5, '1,234.50'],
  [1234.0001, '1,234.00'],
  [-1234.567, '-1,234.57'],
  [99_999.99, '99,999.99'],
  [123_456.78, '123,457'],
  [-1_234_567.89, '-1,234,568'],
])('%d as an amount is %s', (value, text) => {
  expect(amount(value)).toBe(text)
})

test('a figure is written by what it’s of', () => {
  const units = [
    ['count', 12_345, '12,345', '12,345', '12.3k'],
    ['money', 12_345.6, '12,345.60 EUR', '12,345.60', '12.3k'],
    ['money', -1500, '-1,500.00 EUR', '-1,500.00', '-1.5k'],
    ['percent', 2.307, '2.31%', '2.31%', '2.31%'],
    ['duration', 42, '42 s', '42 s', '42 s'],
    ['duration', 300, '5 min', '5 min', '5 min'],
    ['duration', 11_520, '3.2 h', '3.2 h', '3.2 h'],
    ['duration', 172_800, '2 d', '2 d', '2 d'],
  ] as const
  for (const [unit, value, full, bare, axis] of units)
    expect([figure(value, { unit, currency: 'EUR' }), bareFigure(value, unit), figureOnAxis(value, unit)]).toEqual([
      full,
      bare,
      axis,
    ])
})

test('a quotient without a divisor is a dash, without a currency', () => {
  expect(figure(null, { unit: 'money', currency: 'EUR' })).toBe('–')
  expect(figure(null, { unit: 'percent', currency: 'EUR' })).toBe('–')
})
