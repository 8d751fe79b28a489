import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import { settings } from '@/messages/settings'
import { countriesInWords, payoutInWords, valueName } from './words'

const t = createTranslator({ ...settings, namespace: 'myOffers' })

test.each([
  ['CPA', '5.50 USD per conversion'],
  ['CPS', '12.5% of each sale'],
  ['CPAxCPS', '5.50 USD per conversion + 12.5% of the sale'],
  ['CPC', '5.50 USD per click'],
  ['CPM', '5.50 USD per 1,000 impressions'],
  ['PRV', '12.5% of the revenue'],
  ['Unknown', '–'],
] as const)('a payout of type %s: %s', (payout_type, words) => {
  const payout = { payout_type, payout: 5.5, payout_percent: 12.5, is_custom: false }
  expect(payoutInWords(payout, { currency: 'USD', conversion: '' }, t)).toBe(words)
})

test('payouts name the conversion, if it has a name', () => {
  const payout = { payout_type: 'CPA', payout: 1000, payout_percent: 0, is_custom: false } as const
  expect(payoutInWords(payout, { currency: 'EUR', conversion: 'Sale' }, t)).toBe('1,000.00 EUR per Sale')
})

test.each([
  [undefined, 'All'],
  [{ include: [], exclude: [] }, 'All'],
  [{ include: ['DE', 'AT'], exclude: [] }, 'DE, AT'],
  [{ include: ['DE', 'AT', 'CH', 'FR', 'IT'], exclude: [] }, 'DE, AT, CH +2'],
  [{ include: [], exclude: ['US'] }, 'All but US'],
] as const)('countries in words: %o', (country, words) => {
  const given = country && { include: [...country.include], exclude: [...country.exclude] }
  expect(countriesInWords(given, t)).toBe(words)
})

test('values of targeting have names', () => {
  expect(valueName('country', 'DE')).toBe('Germany')
  expect(valueName('language', 'de')).toBe('German')
  expect(valueName('os', 'iOS')).toBe('iOS')
})
