import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { ADDRESS_HEADER } from '@/lib/identity/origin'
import { METHOD_HEADER } from '@/lib/access/path'
import { parseTrustProxy } from '@/lib/tracking/forwarded'
import { MAX_BODY } from './body'
import { createFront } from './front'

// Sends raw bytes over real connections. The handlers behind it record what they receive.

type Asked = { by: 'tracker' | 'pages'; method: string; url: string; headers: IncomingMessage['headers']; body: string }

const asked: Asked[] = []

async function tell(by: Asked['by'], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = request
  asked.push({ by, method, url, headers, body: await text(request) })
  response.end('ok')
}

const isTracking = (url: string | undefined) => /^\/t([/?]|$)/.test(url ?? '')
const tracker = {
  handle(request: IncomingMessage, response: ServerResponse) {
    if (isTracking(request.url)) void tell('tracker', request, response)
    return isTracking(request.url)
  },
}

async function start(
  trust: string,
  patience?: { headers: number; body: number },
): Promise<{ server: Server; port: number }> {
  const server = createFront({
    tracker,
    render: (request, response) => tell('pages', request, response),
    trust: parseTrustProxy(trust),
    baseUrl: 'http://go.example.com:3000',
    isDevelopment: false,
    patience,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: z.object({ port: z.number() }).parse(server.address()).port }
}

let front: Awaited<ReturnType<typeof start>>
let impatient: Awaited<ReturnType<typeof start>>
let hasty: Awaited<ReturnType<typeof start>>
let trusting: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  ;[front, impatient, hasty, trusting] = await Promise.all([
    start('none'),
    start('none', { headers: 10_000, body: 50 }),
    start('none', { headers: 50, body: 10_000 }),
    start('loopback'),
  ])
})
afterAll(() => {
  for (const { server } of [front, impatient, hasty, trusting]) {
    server.close()
    server.closeAllConnections()
  }
})
beforeEach(() => void asked.splice(0))

test('keeps connections for longer than the proxies in front of it do', async () => {
  const answer = await fetch(`http://127.0.0.1:${front.port}/`)
  const seconds = Number(/timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1])
  expect(seconds).toBeGreaterThan(60)
})

/** Writes to a connection and reads until the server closes it. */
function exchange(parts: readonly string[], { port } = front): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1')
    socket.setEncoding('latin1').on('data', (chunk: string) => (received += chunk))
    socket
      .on('end', () => socket.end())
      .on('close', () => resolve(received))
      .on('error', reject)
    for (const part of parts) socket.write(part, 'latin1')
  })
}

const request = (line: string, headers: Record<string, string | number> = {}, body = '') =>
  `${line} HTTP/1.1\r\n${Object.entries({ Host: 'go.example.com:3000', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`
const close = { Connection: 'close' }
const json = { 'Content-Type': 'application/json' }
const statuses = (received: string) => [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
const chunked = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
const tooLong = 'x'.repeat(MAX_BODY + 1)

describe('a body', () => {
  test.each(['/api/v1/clicks', '/api/auth/callback/credentials', '/t/click'])(
    'of %s is passed on whole, and the connection stays open',
    async (path) => {
      const body = 'x'.repeat(MAX_BODY)
      const received = await exchange([
        request(`POST ${path}`, { 'Content-Length': body.length }, body),
        request(`POST ${path}`, { 'Transfer-Encoding': 'chunked' }, chunked('in chunks')),
        request(`POST ${path}`, { 'Content-Length': 0 }),
        request(`GET ${path}`, close),
      ])
      expect(statuses(received)).toEqual([200, 200, 200, 200])
      // Requests sent at the same time may be processed in any order. Their responses keep the order.
      expect(asked.map((one) => (one.body === body ? 'all of it' : one.body)).toSorted()).toEqual([
        '',
        '',
        'all of it',
        'in chunks',
      ])
      const inChunks = asked.find((one) => one.body === 'in chunks')
      expect([inChunks?.headers['content-length'], inChunks?.headers['transfer-encoding']]).toEqual(['9', undefined])
    },
  )

  test.each([
    ['declared', { 'Content-Length': tooLong.length }, tooLong],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }, chunked(tooLong)],
  ])(
    'that is too long, %s, is rejected with a message, and what follows on the connection isn’t read as a request',
    async (_, headers, body) => {
      for (const method of ['POST', 'GET', 'DELETE']) {
        for (const [path, words] of [
          [
            '/api/v1/clicks',
            /"code":"payload_too_large","message":"The body must be at most 1,000,000 bytes\.","request_id":/,
          ],
          [
            '/api/v2/users',
            /"code":"payload_too_large","message":"The body must be at most 1,000,000 bytes\.","details":\[\]/,
          ],
          ['/api/auth/callback/credentials', /"code":"payload_too_large"/],
          ['/t/click', /\r\n\r\nThe body must be at most 1,000,000 bytes\./],
          ['/sign-in', /\r\n\r\nThe body must be at most 1,000,000 bytes\./],
        ] as const) {
          const received = await exchange([
            request(`${method} ${path}`, { ...json, ...headers }, body),
            request('GET /t/click'),
          ])
          expect(statuses(received), path).toEqual([413])
          expect(received).toMatch(words)
          expect(received).toMatch(/^Connection: close\r$/m)
        }
      }
      expect(asked).toEqual([])
    },
  )

  test('of an import may have a whole file, up to a limit of its own', async () => {
    for (const path of ['/api/v2/advertisers/import', '/api/v2/publishers/1/sub-ids/import/preview']) {
      const whole = { 'Content-Length': tooLong.length, ...close }
      expect(statuses(await exchange([request(`POST ${path}`, whole, tooLong)])), path).toEqual([200])
      const beyond = await exchange([request(`POST ${path}`, { ...json, 'Content-Length': 6_000_001 }, 'x')])
      expect(statuses(beyond), path).toEqual([413])
      expect(beyond).toContain('The body must be at most 6,000,000 bytes.')
    }
    for (const path of ['/api/v2/advertisers?next=/import', '/api/v1/clicks/import', '/t/import']) {
      const received = await exchange([request(`POST ${path}`, { 'Content-Length': tooLong.length }, tooLong)])
      expect(statuses(received), path).toEqual([413])
    }
  })

  test('that is too long for HEAD is rejected without a message', async () => {
    const received = await exchange([request('HEAD /api/v1/clicks', { 'Content-Length': tooLong.length }, tooLong)])
    expect(received).toMatch(/^HTTP\/1\.1 413 [^]*\r\n\r\n$/)
  })

  test('gets 100 Continue if it isn’t too long', async () => {
    const expecting = { ...json, Expect: '100-continue' }
    const socket = connect(front.port, '127.0.0.1')
    let received = ''
    socket.on('data', (chunk) => (received += chunk.toString()))
    socket.write(request('POST /api/v2/users', { ...expecting, ...close, 'Content-Length': 2 }))
    await vi.waitFor(() => expect(received).toBe('HTTP/1.1 100 Continue\r\n\r\n'))
    socket.write('{}')
    await new Promise((resolve) => socket.once('close', resolve))
    expect(statuses(received)).toEqual([100, 200])
    expect(asked[0]?.body).toBe('{}')

    expect(
      statuses(
        await exchange([request('POST /api/v2/users', { ...expecting, 'Content-Length': tooLong.length }, tooLong)]),
      ),
    ).toEqual([413])
    // There's no body to continue with, and a click must not get lost over an expectation we can't meet.
    expect(statuses(await exchange([request('GET /t/click', { ...close, Expect: '100-continue' })]))).toEqual([200])
    expect(statuses(await exchange([request('GET /t/click', { ...close, Expect: 'a miracle' })]))).toEqual([200])
  })

  test.each(['/api/v2/users', '/t/click', '/api/auth/callback/credentials', '/sign-in'])(
    'of %s that doesn’t arrive is rejected, and the connection closed',
    async (path) => {
      for (const [name, value] of [
        ['Content-Length', '10'],
        ['Transfer-Encoding', 'chunked'],
      ] as const) {
        const received = await exchange([request(`POST ${path}`, { ...json, [name]: value }), '5\r\n'], impatient)
        expect(statuses(received)).toEqual([408])
        expect(received).toContain('The body must arrive within 1 second.')
        expect(received).toMatch(/^Connection: close\r$/m)
      }
      expect(asked).toEqual([])
    },
  )

  test('that is cut off never reaches a handler', async () => {
    const socket = connect(front.port, '127.0.0.1')
    const reached = new Promise((resolve) => front.server.once('request', resolve))
    socket.write(request('POST /api/v2/users', { ...json, 'Content-Length': 10 }, '{'))
    await reached
    socket.destroy()
    expect(statuses(await exchange([request('GET /api/v1/clicks', close)]))).toEqual([200])
    expect(asked.map(({ method }) => method)).toEqual(['GET'])
  })

  test('with malformed chunks is a bad request', async () => {
    expect(
      statuses(await exchange([request('POST /api/v2/users', { 'Transfer-Encoding': 'chunked' }, 'nonsense\r\n')])),
    ).toEqual([400])
    expect(
      statuses(
        await exchange([request('POST /api/v2/users', { 'Transfer-Encoding': 'chunked', 'Content-Length': 1 }, 'x')]),
      ),
    ).toEqual([400])
    expect(asked).toEqual([])
  })
})

describe('the request target', () => {
  test.each([
    ['http://go.example.com:3000/t/click?offer=1', 'tracker', '/t/click?offer=1', 'go.example.com:3000'],
    ['HTTPS://other.example/overview', 'pages', '/overview', 'other.example'],
    ['http://other.example', 'pages', '/', 'other.example'],
    ['http://other.example?a=/b', 'pages', '/?a=/b', 'other.example'],
    ['http://[::1]:3000/api/v1/clicks', 'pages', '/api/v1/clicks', '[::1]:3000'],
  ])('may be absolute: %s', async (target, by, url, host) => {
    expect(statuses(await exchange([request(`GET ${target}`, { ...close, Host: 'ignored.example' })]))).toEqual([200])
    expect(asked).toMatchObject([{ by, url, headers: { host } }])
  })

  test.each(['ftp://go.example.com/t/click', 'http://user:password@go.example.com/', 'http:///t/click', '*'])(
    'is rejected if it isn’t a path or an http URL: %s',
    async (target) => {
      const received = await exchange([request(`GET ${target}`)])
      expect(statuses(received)).toEqual([400])
      expect(received).not.toContain('go.example.com')
      expect(asked).toEqual([])
    },
  )

  test('may be * for OPTIONS', async () => {
    const received = await exchange([request('OPTIONS *', close)])
    expect(statuses(received)).toEqual([204])
    expect(received).toMatch(/^Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r$/m)
  })
})

describe('a method', () => {
  const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'MKCOL', 'PURGE', 'QUERY']
  test.each(['/overview', '/nowhere', '/', '/_next/static/x.js', '/_next/image?url=x', '/icon.svg'])(
    'other than GET and HEAD is rejected at %s',
    async (path) => {
      for (const method of methods) {
        const received = await exchange([request(`${method} ${path}`, close)])
        expect(statuses(received), method).toEqual([405])
        expect(received).toMatch(/^Allow: GET, HEAD\r$/m)
      }
      for (const method of ['GET', 'HEAD'])
        expect(statuses(await exchange([request(`${method} ${path}`, close)]))).toEqual([200])
      expect(asked.map(({ method }) => method)).toEqual(['GET', 'HEAD'])
    },
  )

  test('that Next.js doesn’t support goes to the API route’s OPTIONS handler', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'DELETE'])
      await exchange([request(`${method} /api/v1/clicks`, { ...close, [METHOD_HEADER]: 'GET' })])
    expect(asked.map((one) => [one.method, one.headers[METHOD_HEADER]])).toEqual([
      ['OPTIONS', 'TRACE'],
      ['OPTIONS', 'PROPFIND'],
      ['DELETE', undefined],
    ])
  })

  test('is rejected if it’s invalid or CONNECT', async () => {
    expect(statuses(await exchange([request('NONSENSE /', close)]))).toEqual([400])
    const received = await exchange([request('CONNECT evil.example:80')])
    expect(statuses(received)).toEqual([405])
    expect(received).toMatch(/^Allow: /m)
  })

  test('POST of a form redirects to the page', async () => {
    const form = { ...close, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': 3 }
    expect(await exchange([request('POST /sign-in?next=/clicks', form, 'a=b')])).toMatch(
      /^HTTP\/1\.1 303 [^]*^Location: \/sign-in\?next=\/clicks\r$/m,
    )
    expect(await exchange([request('POST //evil.example/', form, 'a=b')])).toMatch(/^Location: \/evil.example\/\r$/m)
  })
})

describe('a proxy in front', () => {
  const claims = {
    'X-Forwarded-For': '203.0.113.9',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Port': '99',
    'X-Forwarded-Prefix': '/evil',
    Forwarded: 'for=203.0.113.9;host=evil.example',
  }
  const forwarded = ({ headers }: Asked) =>
    Object.fromEntries(
      Object.entries(headers).filter(([name]) => name.includes('forwarded') || name === ADDRESS_HEADER),
    )

  test('isn’t trusted unless TRUST_PROXY says so', async () => {
    await exchange([request('GET /overview', { ...close, ...claims, [ADDRESS_HEADER]: '203.0.113.9' })])
    expect(asked.map(forwarded)).toEqual([
      {
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-host': 'go.example.com:3000',
        'x-forwarded-proto': 'http',
        [ADDRESS_HEADER]: '127.0.0.1',
      },
    ])
  })

  test('is trusted for address, host and protocol only', async () => {
    await exchange([request('GET /overview', { ...close, ...claims })], trusting)
    expect(asked.map(forwarded)).toEqual([
      {
        'x-forwarded-for': '203.0.113.9',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        [ADDRESS_HEADER]: '203.0.113.9',
      },
    ])
  })

  test.each(['a b', 'evil.example/path', '"><script>'])('an invalid host is replaced with ours: %s', async (host) => {
    await exchange([request('GET /overview', { ...close, Host: host })])
    expect(asked[0]?.headers).toMatchObject({ host: 'go.example.com:3000', 'x-forwarded-host': 'go.example.com:3000' })
  })

  test('a protocol upgrade is declined', async () => {
    expect(
      statuses(await exchange([request('GET /t/click', { Connection: 'Upgrade, close', Upgrade: 'h2c' })])),
    ).toEqual([200])
  })
})

test('responds to invalid HTTP with an explanation', async () => {
  expect(await exchange(['nonsense\r\n\r\n'])).toMatch(/^HTTP\/1\.1 400 [^]*This isn't a valid HTTP request/)
  expect(await exchange([request('GET /t/click', { 'X-Long': 'x'.repeat(20_000) })])).toMatch(
    /^HTTP\/1\.1 431 [^]*request headers are too large/,
  )
})

test('times out if headers don’t arrive, and closes the connection', async () => {
  for (const begun of ['GET /t/click HTTP/1.1\r\nHost: x\r\n', 'GET', '']) {
    expect(await exchange([begun], hasty)).toMatch(
      /^HTTP\/1\.1 408 [^]*^Connection: close\r[^]*The request took too long to arrive\./m,
    )
  }
  expect([front.server.headersTimeout, front.server.requestTimeout]).toEqual([10_000, 40_000])
})
