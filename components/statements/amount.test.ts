import { expect, test } from 'vitest'
import { amountIn, sumsOf } from './amount'

test.each([
  ['1204334.50', 'EUR', '1,204,334.50 EUR'],
  ['-1204.3342', 'EUR', '-1,204.3342 EUR'],
  ['300', 'JPY', '300 JPY'],
  ['-0.05', 'EUR', '-0.05 EUR'],
])('%s %s is written as %s', (amount, currency, written) => {
  expect(amountIn(amount, currency)).toBe(written)
})

test('sums are exact, and by currency', () => {
  const rows = [
    { total: '9007199254740993.01', currency: 'EUR' },
    { total: '0.02', currency: 'EUR' },
    { total: '300', currency: 'JPY' },
    { total: '1.00', currency: 'USD' },
    { total: '-1.05', currency: 'USD' },
  ]
  expect(sumsOf(rows)).toBe('9,007,199,254,740,993.03 EUR, 300 JPY, -0.05 USD')
  expect(sumsOf([])).toBe('')
})
