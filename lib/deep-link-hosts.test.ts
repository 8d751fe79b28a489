import { expect, test } from 'vitest'
import { allowedHosts, deepLinkFault } from './deep-link-hosts'

// What the tracker makes of hosts: lib/tracking/deep-link.test.ts.

test.each([
  ['https://shop.example/a?b={click_id}', null],
  ['http://www.SHOP.example', null],
  ['shop.example/a', 'address'],
  ['ftp://shop.example/', 'address'],
  ['https://', 'address'],
  ['https://evil.example/?shop.example', 'host'],
  ['https://shop.example.evil.example/', 'host'],
  ['https://shop.example:8443/', 'host'],
  ['https://{sub_id}.shop.example/', 'host'],
  ['https://%7Bsub_id%7D.shop.example/', 'host'],
] as const)('a deep link %s: %s', (text, fault) => {
  expect(deepLinkFault(text, ['shop.example'])).toBe(fault)
})

test('without hosts, no deep link is allowed', () => {
  expect(deepLinkFault('https://shop.example/', [])).toBe('host')
})

test('without listed hosts, deep links may lead to those of landing pages', () => {
  const pages = [
    'https://www.shop.example/?id={click_id}',
    'https://shop.example/sale',
    'https://{sub_id}.evil.example/',
  ]
  expect(allowedHosts([], pages)).toEqual(['shop.example'])
  expect(allowedHosts(['listed.example'], pages)).toEqual(['listed.example'])
})
