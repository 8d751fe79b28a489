import { expect, test } from 'vitest'
import { networksOf } from './network'

const names = (address: string) => networksOf(address).map(({ name }) => name)

test('an IPv4 address is its own network, even when mapped into IPv6', () => {
  expect(names('192.0.2.7')).toEqual(['192.0.2.7'])
  for (const mapped of ['::ffff:192.0.2.7', '::FFFF:c000:207', '0:0:0:0:0:ffff:192.0.2.7'])
    expect(names(mapped)).toEqual(['192.0.2.7'])
})

test('an IPv6 address belongs to its /64 and its /48, however it’s written', () => {
  expect(names('2001:db8:1:2::1')).toEqual(['2001:db8:1:2::/64', '2001:db8:1::/48'])
  for (const same of ['2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2:0:0:0:9', '2001:db8:1:2::1%eth0'])
    expect(names(same)).toEqual(names('2001:db8:1:2::1'))
  expect(names('2001:db8:1:3::1')).toEqual(['2001:db8:1:3::/64', '2001:db8:1::/48'])
})

test('anything that isn’t an IP address is its own network', () => {
  expect(names('')).toEqual([''])
  expect(names('unix:')).toEqual(['unix:'])
})
