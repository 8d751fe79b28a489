import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientAddress, forwardedOrigin, parseTrustProxy } from './forwarded'

/** A request as it arrives from an address with the given headers. */
function request(remote: string | undefined, headers: Record<string, string> = {}): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: remote })
  const message = new IncomingMessage(socket)
  Object.assign(message.headers, headers)
  return message
}

const client = (trust: string, remote: string | undefined, forwarded?: string) =>
  clientAddress(
    parseTrustProxy(trust),
    request(remote, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
  )

describe('the client address', () => {
  test.each([
    // No proxy is trusted, or not this one.
    ['none', '127.0.0.1', '203.0.113.9', '127.0.0.1'],
    ['0', '127.0.0.1', '203.0.113.9', '127.0.0.1'],
    ['loopback', '198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['10.0.0.0/8', '11.0.0.1', '203.0.113.9', '11.0.0.1'],
    // A trusted proxy in front of us.
    ['loopback', '127.0.0.1', undefined, '127.0.0.1'],
    ['loopback', '127.0.0.1', '', '127.0.0.1'],
    ['loopback', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['loopback', '::1', '203.0.113.9', '203.0.113.9'],
    ['loopback', '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['linklocal', '169.254.1.1', '203.0.113.9', '203.0.113.9'],
    ['linklocal', 'fe80::1%eth0', '2001:db8::1', '2001:db8::1'],
    ['uniquelocal', '192.168.1.1', '203.0.113.9', '203.0.113.9'],
    ['uniquelocal', '172.31.255.255', '203.0.113.9', '203.0.113.9'],
    ['uniquelocal', '172.32.0.0', '203.0.113.9', '172.32.0.0'],
    ['uniquelocal', 'fd00::1', '203.0.113.9', '203.0.113.9'],
    ['198.51.100.7', '198.51.100.7', '203.0.113.9', '203.0.113.9'],
    ['198.51.100.7', '198.51.100.8', '203.0.113.9', '198.51.100.8'],
    ['2001:db8::/32', '2001:db8:ffff::1', '203.0.113.9', '203.0.113.9'],
    ['::ffff:10.0.0.0/104', '10.255.0.1', '203.0.113.9', '203.0.113.9'],
    ['0.0.0.0/0', '198.51.100.7', '203.0.113.9', '203.0.113.9'],
    // An untrusted client can write anything on the left.
    ['loopback', '127.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['loopback,uniquelocal', '127.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.1', '203.0.113.9'],
    ['loopback, uniquelocal', '127.0.0.1', '10.0.0.2, 203.0.113.9, 10.0.0.1', '203.0.113.9'],
    ['loopback,uniquelocal', '127.0.0.1', '10.0.0.3,10.0.0.2,10.0.0.1', '10.0.0.3'],
    ['loopback', '127.0.0.1', '203.0.113.9, 127.0.0.1', '203.0.113.9'],
    // A number of hops.
    ['1', '198.51.100.7', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['2', '198.51.100.7', '1.1.1.1, 203.0.113.9', '1.1.1.1'],
    ['5', '198.51.100.7', '1.1.1.1, 203.0.113.9', '1.1.1.1'],
    ['all', '198.51.100.7', '1.1.1.1, 203.0.113.9', '1.1.1.1'],
    // An entry that isn't an address stops the walk.
    ['all', '198.51.100.7', '1.1.1.1, unknown, 203.0.113.9', '203.0.113.9'],
    ['all', '198.51.100.7', 'unknown', '198.51.100.7'],
    ['all', '198.51.100.7', '1.1.1.1,,203.0.113.9', '203.0.113.9'],
    ['all', '198.51.100.7', '203.0.113.9,', '198.51.100.7'],
    ['all', '198.51.100.7', ',203.0.113.9', '203.0.113.9'],
    ['all', '198.51.100.7', '_hidden, 203.0.113.9', '203.0.113.9'],
    ['all', '198.51.100.7', '1.1.1.1 203.0.113.9', '198.51.100.7'],
    ['all', '198.51.100.7', 'fe80::1%eth0', '198.51.100.7'],
    ['all', '198.51.100.7', '[::1', '198.51.100.7'],
    ['all', '198.51.100.7', '1.2.3.4:80:90', '198.51.100.7'],
    // Formats some proxies write.
    ['all', '198.51.100.7', '203.0.113.9:51234', '203.0.113.9'],
    ['all', '198.51.100.7', '[2001:DB8::1]:51234', '2001:db8::1'],
    ['all', '198.51.100.7', '[2001:db8::1]', '2001:db8::1'],
    ['all', '198.51.100.7', '::ffff:203.0.113.9', '203.0.113.9'],
    // No address.
    ['loopback', undefined, '203.0.113.9', ''],
    ['1', undefined, '203.0.113.9', '203.0.113.9'],
  ])('trust %s, from %s saying %s: %s', (trust, remote, forwarded, expected) => {
    expect(client(trust, remote, forwarded)).toBe(expected)
  })

  test('visitors can’t choose their address, whatever they put in front of the entries our proxies add', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.ipV4().filter((address) => !/^(10|127|169|172|192)\./.test(address)),
        (written, real) => {
          expect(client('loopback,uniquelocal', '127.0.0.1', `${written}, ${real}, 10.0.0.1`)).toBe(real)
        },
      ),
    )
  })

  test.each([
    '',
    ' ',
    'proxy',
    'loopback;linklocal',
    'loopback,',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0/8',
    '2001:db8::/129',
    '::ffff:10.0.0.0/8',
    '300.1.1.1',
    'none,loopback',
    'all,10.0.0.1',
    '-1',
    '1.5',
    '1000',
    'fe80::1%eth0',
    '10.0.0.0/8/8',
    '10.0.0.0/ 8',
  ])('refuses %j at startup', (value) => {
    expect(() => parseTrustProxy(value)).toThrow('TRUST_PROXY')
  })

  test('an error names the entry and lists valid values', () => {
    expect(() => parseTrustProxy('loopback,10.0.0.0/99')).toThrow(
      /"10\.0\.0\.0\/99" isn't valid\. Use loopback, linklocal, uniquelocal/,
    )
  })
})

describe('the origin the client used', () => {
  const origin = (trust: string, remote: string, headers: Record<string, string>) =>
    forwardedOrigin(parseTrustProxy(trust), request(remote, headers))

  test('comes from a trusted proxy', () => {
    const headers = { host: 'inner:3000', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'go.example.com' }
    expect(origin('loopback', '127.0.0.1', headers)).toEqual({ protocol: 'https', host: 'go.example.com' })
    expect(origin('loopback', '203.0.113.9', headers)).toEqual({ protocol: 'http', host: 'inner:3000' })
    expect(origin('none', '127.0.0.1', headers)).toEqual({ protocol: 'http', host: 'inner:3000' })
  })

  test('uses the first of several values and ignores invalid ones', () => {
    expect(
      origin('all', '127.0.0.1', { 'x-forwarded-proto': 'HTTPS, http', 'x-forwarded-host': 'a.example, b.example' }),
    ).toEqual({ protocol: 'https', host: 'a.example' })
    expect(
      origin('all', '127.0.0.1', {
        host: 'real.example',
        'x-forwarded-proto': 'gopher',
        'x-forwarded-host': 'evil.example/path',
      }),
    ).toEqual({ protocol: 'http', host: 'real.example' })
    expect(origin('all', '127.0.0.1', { host: 'a b' })).toEqual({ protocol: 'http', host: '' })
    expect(origin('all', '127.0.0.1', { host: '[::1]:3000' })).toEqual({ protocol: 'http', host: '[::1]:3000' })
  })
})
