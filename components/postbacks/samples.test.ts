import { expect, test } from 'vitest'
import { macrosFor, sampleBody, sampleUrl } from './samples'

test('previews are filled in and escaped like what’s sent', () => {
  expect(sampleUrl('https://t.example/{event_name}?b={browser}&x={unknown}&s=%7Bsub_id%7D')).toBe(
    'https://t.example/Sign-up?b=Mobile%20Safari&x={unknown}&s=newsletter',
  )
  expect(sampleBody('JSON', '{"payout": {payout}, "term": {utm_term}, "b": "{browser}"}')).toBe(
    '{"payout": 3.5, "term": null, "b": "Mobile Safari"}',
  )
  expect(sampleBody('Form', 'b={browser}')).toBe('b=Mobile%20Safari')
  expect(sampleBody('JSON', '{"half')).toBe('{"half')
})

test('only the network is offered revenue, and clicks have nothing of conversions', () => {
  expect(macrosFor({ trigger: 'conversion', isNetworks: true })).toContain('revenue')
  expect(macrosFor({ trigger: 'conversion', isNetworks: false })).not.toContain('revenue')
  expect(macrosFor({ trigger: 'click', isNetworks: true })).not.toContain('payout')
})
