import { describe, expect, test } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { whyNotCallable } from './written-address'

const none = AddressRanges.of([])

describe('without resolving anything', () => {
  test.each([
    ['http://10.0.0.1/', '10.0.0.1'],
    ['http://LOCALHOST:8080/x?c={click_id}', 'localhost'],
    ['https://app.localhost/', 'app.localhost'],
    ['http://localhost./', 'localhost.'],
    ['http://[::1]/', '[::1]'],
    ['http://[::ffff:10.0.0.1]/', '[::ffff:a00:1]'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://0177.0.0.1/', '127.0.0.1'],
    ['http://169.254.169.254/latest', '169.254.169.254'],
  ])('%s can’t be called', (url, host) => {
    expect(whyNotCallable(url, none)).toBe(
      `leads to ${host}, which isn’t a public address. Operators can allow it with OUTBOUND_ALLOW`,
    )
  })

  test.each([
    'https://partner.example/in?ip=10.0.0.1',
    'http://8.8.8.8/',
    'http://[2606:4700::1111]/',
    'https://localhost.example/',
    'https://notlocalhost/',
    'no URL',
  ])('%s may be', (url) => expect(whyNotCallable(url, none)).toBeNull())

  test('what operators allow may be called', () => {
    const allow = AddressRanges.of(['10.0.0.0/8', '127.0.0.1'])
    for (const url of ['http://10.1.2.3/', 'http://[::ffff:10.0.0.1]/', 'http://127.1/', 'http://localhost:3000/'])
      expect(whyNotCallable(url, allow)).toBeNull()
    expect(whyNotCallable('http://192.168.0.1/', allow)).not.toBeNull()
  })
})
