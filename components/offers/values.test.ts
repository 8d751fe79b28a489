import { expect, test } from 'vitest'
import { offerForm, offerValues, withOwnTargeting } from './forms'

// Only what decides how targeting is shown and sent.
const stored = {
  targeting_simple_enabled: false,
  targeting_group_id: null,
  simple_targeting: {},
}

test('an offer without any targeting shows its own, which counts once it’s set', () => {
  const changes = { simple_targeting: { country: { include: ['DE'], exclude: [] } } }
  expect(withOwnTargeting(changes, stored)).toEqual({ ...changes, targeting_simple_enabled: true })
  expect(withOwnTargeting({ ...changes, targeting_simple_enabled: false }, stored).targeting_simple_enabled).toBe(false)
  expect(withOwnTargeting({}, stored)).toEqual({})
})

test('targeting that’s stored but doesn’t count isn’t shown as if it did', () => {
  const unused = { ...stored, simple_targeting: { os: { include: ['iOS'], exclude: [] } } }
  expect(withOwnTargeting({ simple_targeting: {} }, unused)).toEqual({ simple_targeting: {} })
})

test('only reasons and dimensions that have values are sent', () => {
  const values = offerValues(null)
  const { body } = offerForm.checked({
    ...values,
    name: 'Boots',
    advertiser_id: '0190c8a4-7e1b-7c3a-9d2e-5f60718293a4',
    fallback_urls: { ...values.fallback_urls, cap: 'https://shop.example' },
    simple_targeting: { ...values.simple_targeting, os: { include: ['iOS'], exclude: [] } },
    deep_link_hosts: 'shop.example\nshop.test',
  })
  expect(body).toMatchObject({
    fallback_urls: { cap: 'https://shop.example' },
    simple_targeting: { os: { include: ['iOS'], exclude: [] } },
    deep_link_hosts: ['shop.example', 'shop.test'],
  })
})
