import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { portOf } from '@/lib/testing/free-port'
import { createOutbound, type Outbound } from './client'

// Ways to write an address in the operator's network. Each is refused as a URL, as the target of a redirect, and through a proxy. A server listens on
// all loopback addresses, so that a request that gets through shows.

/** What names resolve to. Public DNS can say any of this. */
const names: Readonly<Record<string, readonly string[]>> = {
  'loopback.example': ['127.0.0.1'],
  'loopback6.example': ['::1'],
  'private.example': ['10.0.0.7', '172.16.4.1', '192.168.1.1'],
  'metadata.example': ['169.254.169.254'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'sixtofour.example': ['2002:7f00:1::'],
  'unique-local.example': ['fd00:ec2::254'],
  'unspecified.example': ['0.0.0.0', '::'],
  'xn--bcher-kva.example': ['127.0.0.1'],
  'localhost.': ['127.0.0.1'],
  localhost: ['127.0.0.1', '::1'],
  'localhost.localdomain': ['127.0.0.1'],
  'loopback.example.': ['127.0.0.1'],
  '127.0.0.1.nip.example': ['127.0.0.1'],
  'public.example': ['127.0.0.1'],
  'kubernetes.default.svc.cluster.local': ['10.96.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
}

const hostile = [
  // IPv4 in the ways that browsers and inet_aton read it
  'http://127.0.0.1:PORT/',
  'http://127.0.0.2:PORT/',
  'http://127.255.255.254:PORT/',
  'http://127.1:PORT/',
  'http://127.0.1:PORT/',
  'http://2130706433:PORT/',
  'http://017700000001:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://0177.0000.0000.0001:PORT/',
  'http://0x7f000001:PORT/',
  'http://0x7f.0x0.0x0.0x1:PORT/',
  'http://0X7F.1:PORT/',
  'http://127.0x1:PORT/',
  'http://00000177.1:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://0:PORT/',
  'http://0.0.0.0:PORT/',
  'http://0x0:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://127%2e0%2e0%2e1:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'http://１２７.０.０.１:PORT/',
  'http://127。0。0。1:PORT/',
  'http://127.0.\t0.1:PORT/',
  '\u0001 http://127.0.0.1:PORT/',
  // Private, shared, link-local, metadata, and reserved
  'http://10.0.0.1:PORT/',
  'http://172.31.255.255:PORT/',
  'http://192.168.0.1:PORT/',
  'http://3232235521:PORT/',
  'http://100.64.0.1:PORT/',
  'http://169.254.169.254/latest/meta-data/',
  'http://0xA9FEA9FE/latest/meta-data/',
  'http://2852039166/latest/meta-data/',
  'http://0251.0376.0251.0376/latest/meta-data/',
  'http://100.100.100.200/latest/meta-data/',
  'http://168.63.129.16/metadata/',
  'http://192.0.0.192/opc/v2/',
  'http://224.0.0.1:PORT/',
  'http://255.255.255.255:PORT/',
  'http://240.0.0.1:PORT/',
  // IPv6
  'http://[::1]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[0000:0000:0000:0000:0000:0000:0000:0001]:PORT/',
  'http://[::]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[0:0:0:0:0:ffff:7f00:0001]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[::ffff:0:127.0.0.1]:PORT/',
  'http://[64:ff9b::127.0.0.1]:PORT/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[64:ff9b:1::7f00:1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[2001:0:7f00:1::]:PORT/',
  'http://[fe80::1]:PORT/',
  'http://[fe80::1%25lo]:PORT/',
  'http://[fc00::1]:PORT/',
  'http://[fd00:ec2::254]/',
  'http://[fec0::1]:PORT/',
  'http://[ff02::1]:PORT/',
  'http://[::ffff:169.254.169.254]/',
  // Names that resolve inside
  ...Object.keys(names).map((name) => `http://${name}:PORT/`),
  'http://LOOPBACK.EXAMPLE:PORT/',
  'http://bücher.example:PORT/',
  'http://loopback。example:PORT/',
  // Userinfo, and what only looks like another host
  'http://public.example@127.0.0.1:PORT/',
  'http://public.example:80@127.0.0.1:PORT/',
  'http://user:secret@private.example:PORT/',
  'http://127.0.0.1:PORT#@public.example/',
  'http://127.0.0.1:PORT?@public.example/',
  'http://127.0.0.1:PORT\\@public.example/',
  'http:\\\\127.0.0.1:PORT\\',
  'http:/127.0.0.1:PORT/',
  'http:///127.0.0.1:PORT/',
  'ht\ntp://127.0.0.1:PORT/',
  // Other schemes
  'file:///etc/passwd',
  'ftp://127.0.0.1:PORT/',
  'gopher://127.0.0.1:PORT/_x',
  'dict://127.0.0.1:PORT/info',
  'unix:/var/run/docker.sock',
  'data:text/plain,hello',
  'javascript:alert(1)',
] as const

let servers: Server[] = []
let port = 0
let requests: string[] = []
let location = ''
let outbound: Outbound

/** Where redirects come from. The only loopback address that's allowed. */
const REDIRECTOR = '127.0.0.99'

const listen = (server: Server, at: number, host: string) =>
  new Promise<void>((done, fail) => server.once('error', fail).listen(at, host, done))

beforeAll(async () => {
  const inside = createServer((request, response) => {
    if (request.socket.localAddress === REDIRECTOR) return void response.writeHead(302, { location }).end()
    requests.push(request.url ?? '')
    response.end('secret')
  })
  inside.on('connect', (request, socket) => {
    requests.push(request.url ?? '')
    socket.destroy()
  })
  await listen(inside, 0, '0.0.0.0')
  port = portOf(inside)
  servers = [inside]
  // Not every machine has IPv6.
  const inside6 = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.end('secret')
  })
  await listen(inside6, port, '::1').then(
    () => servers.push(inside6),
    () => {},
  )
  outbound = createOutbound({
    allow: AddressRanges.of([REDIRECTOR]),
    resolve: async (host) => {
      const found = names[host]
      if (!found) throw Object.assign(new Error('nothing'), { code: 'ENOTFOUND' })
      return [...found]
    },
    timeout: 5000,
  })
})
beforeEach(() => {
  requests = []
})
afterAll(async () => {
  outbound.close()
  for (const server of servers) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})

const filled = (url: string) => url.replaceAll('PORT', String(port))

test('there are at least 60 of them', () => expect(new Set(hostile).size).toBeGreaterThanOrEqual(60))

test.each(hostile)('%j is refused', async (url) => {
  const reasons = new Set(['private_address', 'invalid_url', 'dns'])
  const refused = expect.objectContaining({ reason: expect.toSatisfy((reason: string) => reasons.has(reason)) })
  await expect(outbound.get(filled(url))).rejects.toEqual(refused)
  expect((await outbound.follow(filled(url))).failure).toEqual(refused)
  // The proxy may be in the operator's network, so it must not be asked either.
  const proxy = new URL(`http://127.0.0.1:${port}`)
  expect((await outbound.follow(filled(url), { proxy })).failure).toEqual(refused)
  expect(requests).toEqual([])
})

/** What can be in a header, and isn't just a path there. */
const inHeader = hostile.filter((url) => /^[\t\x20-\x7e]+$/.test(url) && !/^http:\/\w/.test(url))

test.each(inHeader)('a redirect to %j is refused', async (url) => {
  location = filled(url)
  const journey = await outbound.follow(`http://${REDIRECTOR}:${port}/`)
  expect(journey.hops[0]).toMatchObject({ status: 302, error: '' })
  expect(journey.failure?.reason).toMatch(/^(private_address|invalid_url|dns)$/)
  await expect(outbound.get(`http://${REDIRECTOR}:${port}/`)).rejects.toThrow()
  expect(requests).toEqual([])
})
