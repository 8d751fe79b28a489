import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { settings } from '@/messages/settings'
import { priceText } from './price'

const t = createTranslator({ ...settings, namespace: 'publishers.payouts' })
const price = { amount: 12.5, percent: 8, currency: 'USD' }

test.each([
  ['CPA', 'CPA 12.50 USD'],
  ['CPS', 'CPS 8%'],
  ['CPAxCPS', 'CPAxCPS 12.50 USD + 8%'],
  ['RPC', 'RPC 12.50 USD'],
  ['PRV', 'PRV 8%'],
  ['Unknown', 'Same as the offer'],
] as const)('a price of the type %s only has what that uses', (type, expected) => {
  expect(priceText({ ...price, type }, t)).toBe(expected)
})
