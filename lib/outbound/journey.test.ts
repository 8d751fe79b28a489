import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { connect, type Server } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { authority, forName, key } from '@/lib/testing/certificates'
import { portOf } from '@/lib/testing/free-port'
import { createOutbound, type Outbound, type OutboundOptions } from './client'

// Following a URL, hop by hop. Servers and a proxy listen on loopback addresses, which are allowed.

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let answer: Answer = (_, response) => void response.end('hello')
const plain = createHttp((request, response) => answer(request, response))
const secure = createHttps({ cert: forName, key }, (request, response) => answer(request, response))

/** What the proxy was asked for, with which credentials. */
let tunnels: [string | undefined, string | undefined][] = []
let proxyStatus = 200
const proxyServer = createHttp((_, response) => void response.writeHead(405).end())
proxyServer.on('connect', ({ url = '', headers }, socket) => {
  tunnels.push([url, headers['proxy-authorization']])
  if (proxyStatus !== 200) return void socket.end(`HTTP/1.1 ${proxyStatus} No\r\n\r\n`)
  const target = new URL(`tcp://${url}`)
  const onward = connect(Number(target.port), target.hostname, () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    onward.pipe(socket).pipe(onward)
  })
  for (const end of [onward, socket])
    for (const event of ['error', 'close']) end.on(event, () => [onward, socket].forEach((each) => each.destroy()))
})

const servers = [plain, secure, proxyServer]
const ports: number[] = []
const opened: Outbound[] = []
const listen = (server: Server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

beforeAll(async () => {
  for (const server of servers) {
    await listen(server)
    ports.push(portOf(server))
  }
})
beforeEach(() => {
  tunnels = []
  proxyStatus = 200
  answer = (_, response) => void response.end('hello')
})
afterAll(async () => {
  for (const outbound of opened) outbound.close()
  for (const server of servers) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})

function client(more: Partial<OutboundOptions> = {}) {
  const outbound = createOutbound({
    allow: AddressRanges.of(['127.0.0.1']),
    resolve: async (host) => (host === 'inside.example' ? ['10.0.0.1'] : ['127.0.0.1']),
    ca: authority,
    ...more,
  })
  opened.push(outbound)
  return outbound
}
const http = (path = '/', host = 'go.example') => `http://${host}:${ports[0]}${path}`
const https = (path = '/', host = 'shop.example') => `https://${host}:${ports[1]}${path}`
const proxy = (credentials = '') => new URL(`http://${credentials}127.0.0.1:${ports[2]}`)
const duration = expect.any(Number)

test('notes each hop, with its status and TLS', async () => {
  const agents: (string | undefined)[] = []
  answer = ({ url, headers }, response) => {
    agents.push(headers['user-agent'])
    if (url === '/') response.writeHead(302, { location: '/a' }).end()
    else if (url === '/a') response.writeHead(301, { location: https('/end') }).end()
    else response.writeHead(404).end('nothing')
  }
  const headers = { 'User-Agent': 'Phone' }
  expect(await client().follow(http(), { headers })).toEqual({
    hops: [
      { url: http(), status: 302, tls: '', duration, error: '' },
      { url: http('/a'), status: 301, tls: '', duration, error: '' },
      { url: https('/end'), status: 404, tls: 'TLSv1.3', duration, error: '' },
    ],
    failure: null,
  })
  expect(agents).toEqual(['Phone', 'Phone', 'Phone'])
})

test.each<[string, string, () => string, Partial<OutboundOptions>]>([
  ['can’t be verified', 'tls', () => https(), { ca: undefined }],
  ['is for another host', 'tls', () => https('/', 'other.example'), {}],
  ['isn’t public', 'private_address', () => http('/', 'inside.example'), {}],
  ['refused the connection', 'refused', () => 'http://go.example:1/', {}],
  ['closed the connection', 'closed', () => http(), {}],
])('says which hop fails and why: %s', async (_, reason, url, options) => {
  answer = ({ socket }) => void socket.destroy()
  const { hops, failure } = await client(options).follow(url())
  expect(failure?.reason).toBe(reason)
  expect(hops).toEqual([{ url: url(), status: 0, tls: '', duration, error: failure?.message }])
})

test('gives up after so many redirects, and so much time', async () => {
  answer = (_, response) => void response.writeHead(302, { location: '/' }).end()
  const many = await client().follow(http(), { mostRedirects: 8 })
  expect([many.hops.length, many.failure?.reason]).toEqual([9, 'redirects'])
  answer = () => {}
  const slow = await client().follow(http(), { timeout: 50 })
  expect(slow).toMatchObject({ hops: [{ status: 0 }], failure: { reason: 'timeout' } })
})

test.each([
  ['http', () => http('/x')],
  ['https', () => https('/x')],
])('goes through a proxy, to an address that’s checked here: %s', async (scheme, url) => {
  const journey = await client().follow(url(), { proxy: proxy('de:s%40cret@') })
  expect(journey).toMatchObject({
    hops: [{ url: url(), status: 200, tls: scheme === 'https' ? 'TLSv1.3' : '' }],
    failure: null,
  })
  const credentials = `Basic ${Buffer.from('de:s@cret').toString('base64')}`
  expect(tunnels).toEqual([[`127.0.0.1:${scheme === 'https' ? ports[1] : ports[0]}`, credentials]])
})

test('certificates are checked behind a proxy, too', async () => {
  const journey = await client().follow(https('/', 'other.example'), { proxy: proxy() })
  expect(journey.failure?.reason).toBe('tls')
})

test('nothing inside is asked of a proxy, also not by a redirect', async () => {
  answer = (_, response) => void response.writeHead(302, { location: http('/', 'inside.example') }).end()
  const journey = await client().follow(http(), { proxy: proxy() })
  expect(journey.failure?.reason).toBe('private_address')
  expect(tunnels).toEqual([[`127.0.0.1:${ports[0]}`, undefined]])
})

test('tells a proxy that fails from a page that fails', async () => {
  proxyStatus = 407
  const refused = await client().follow(http(), { proxy: proxy() })
  expect(refused.failure).toEqual({ reason: 'proxy', message: 'The proxy answered with status 407.' })
  const away = await client().follow(http(), { proxy: new URL('http://127.0.0.1:1') })
  expect(away.failure?.reason).toBe('proxy')
})
