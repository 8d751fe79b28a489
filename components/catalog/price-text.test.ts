import { expect, test } from 'vitest'
import { priceText, type Priced } from './price-text'

const priced = {
  payout_type: 'CPA',
  payout: 12.5,
  payout_percent: 8,
  revenue_type: 'RPAxRPS',
  revenue: 0.000001,
  revenue_percent: 0.5,
} as const satisfies Priced

test.each([
  ['CPA', '12.50 USD'],
  ['CPS', '8%'],
  ['CPAxCPS', '12.50 USD + 8%'],
  ['CPC', '12.50 USD'],
  ['PRV', '8%'],
  ['Unknown', ''],
] as const)('a price of the type %s only has what that uses', (type, expected) => {
  expect(priceText({ ...priced, payout_type: type }, 'payout', 'USD')).toBe(expected)
})

test('tiny amounts stay exact', () => {
  expect(priceText(priced, 'revenue', 'EUR')).toBe('0.000001 EUR + 0.5%')
})
