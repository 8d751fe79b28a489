import { expect, test } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { isPublicAddress, mayReach } from './public-address'

test.each(['1.1.1.1', '81.2.69.142', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])('%s is public', (address) =>
  expect(isPublicAddress(address)).toBe(true),
)

test.each([
  ['unspecified', '0.0.0.0', '0.1.2.3', '::'],
  ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
  ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd00:ec2::254', 'fec0::1'],
  [
    'link-local and metadata',
    '169.254.169.254',
    'fe80::1',
    'fe80::1%eth0',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
  ],
  ['shared', '100.64.0.1'],
  ['multicast and broadcast', '224.0.0.1', '239.1.1.1', '255.255.255.255', 'ff02::1'],
  [
    'reserved',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '240.0.0.1',
    '2001:db8::1',
    '3fff::1',
    '100::1',
    '4000::1',
  ],
  [
    'an IPv4 address in disguise',
    '::ffff:10.0.0.1',
    '::ffff:1.1.1.1',
    '::10.0.0.1',
    '::ffff:0:10.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2002:a00:1::1',
    '2001::1',
  ],
  ['no address', '', 'x', '1.2.3', '0x7f.1', '1.1.1.1:80'],
])('%s isn’t public', (_, ...addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([])
})

test('what isn’t public can be allowed', () => {
  const allow = AddressRanges.of(['10.1.0.0/16', '::1'])
  expect(['10.1.2.3', '::ffff:10.1.2.3', '::1', '1.1.1.1'].filter((address) => !mayReach(address, allow))).toEqual([])
  expect(['10.2.0.1', '::2', '::1%lo', 'x', ''].filter((address) => mayReach(address, allow))).toEqual([])
})
