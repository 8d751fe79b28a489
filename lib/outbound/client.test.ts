import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { createOutbound, type Outbound, type OutboundOptions } from './client'

// A real server on loopback addresses: 127.0.0.1 is allowed, as if it were public, and the others aren't.

const opened: Outbound[] = []
let port: number
let requests: IncomingMessage[] = []
let reached: string[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void
const server = createServer((request, response) => {
  requests.push(request)
  reached.push((request.socket.localAddress ?? '').replace('::ffff:', ''))
  answer(request, response)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  port = portOf(server.address())
})
beforeEach(() => {
  requests = []
  reached = []
  answer = (_, response) => response.end('hello')
})
afterAll(() => {
  for (const outbound of opened) outbound.close()
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

const portOf = (address: AddressInfo | string | null) => (typeof address === 'object' && address ? address.port : 0)
function client(hosts: Record<string, string[]> = {}, more: Partial<OutboundOptions> = {}) {
  const outbound = createOutbound({
    allow: AddressRanges.of(['127.0.0.1']),
    resolve: async (host) => {
      const found = hosts[host]
      if (!found) throw Object.assign(new Error('nothing'), { code: 'ENOTFOUND' })
      return found
    },
    ...more,
  })
  opened.push(outbound)
  return outbound
}

test('requests a URL with nothing of ours', async () => {
  expect(await client({ 'shop.example': ['127.0.0.1'] }).get(`http://shop.example:${port}/a?b=c%20d`)).toEqual({
    status: 200,
    body: 'hello',
  })
  expect(requests[0]).toMatchObject({ method: 'GET', url: '/a?b=c%20d' })
  expect(requests[0]?.headers).toEqual({
    host: `shop.example:${port}`,
    'user-agent': 'Tributary',
    accept: '*/*',
    connection: expect.any(String),
  })
})

test('of several addresses, it only connects to those that are fine', async () => {
  const outbound = client({ 'shop.example': ['10.0.0.1', '127.0.0.2', '::1', '127.0.0.1'] })
  await outbound.get(`http://shop.example:${port}/`)
  expect(reached).toEqual(['127.0.0.1'])
})

test('connects to the address that was checked, even if the name means another one a moment later', async () => {
  const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.3']]
  let asked = 0
  const outbound = client({}, { resolve: async () => answers[asked++] ?? [] })
  answer = (_, response) => response.writeHead(200, { connection: 'close' }).end()
  await outbound.get(`http://rebind.example:${port}/`)
  expect([asked, reached]).toEqual([1, ['127.0.0.1']])
  await expect(outbound.get(`http://rebind.example:${port}/`)).rejects.toThrow(/rebind\.example isn’t public/)
  expect([asked, requests.length]).toEqual([2, 1])
})

test.each([
  ['http://127.0.0.2:PORT/', /isn’t public/],
  ['http://2130706434:PORT/', /127\.0\.0\.2 isn’t public/],
  ['http://0x7f.2:PORT/', /isn’t public/],
  ['http://[::1]:PORT/', /isn’t public/],
  ['http://[::ffff:127.0.0.2]:PORT/', /isn’t public/],
  ['http://inside.example:PORT/', /inside\.example isn’t public.*OUTBOUND_ALLOW/],
  ['http://unknown.example:PORT/', /unknown\.example has no address \(ENOTFOUND\)/],
  ['http://user:secret@127.0.0.1:PORT/', /username or password/],
  ['ftp://127.0.0.1:PORT/', /http or https/],
  ['file:///etc/passwd', /http or https/],
  ['nonsense', /http or https/],
])('refuses %s', async (url, message) => {
  const outbound = client({ 'inside.example': ['127.0.0.2', '169.254.169.254'] })
  await expect(outbound.get(url.replace('PORT', String(port)))).rejects.toThrow(message)
  expect(requests).toEqual([])
})

describe('redirects', () => {
  const hosts = { 'shop.example': ['127.0.0.1'], 'inside.example': ['127.0.0.2'] }
  const redirect = (location: string, status = 302) =>
    void (answer = ({ url }, response) =>
      url === '/' ? response.writeHead(status, { location }).end() : response.end('there'))

  test.each([301, 302, 303, 307, 308])('of status %d are followed', async (status) => {
    redirect('/there', status)
    expect(await client(hosts).get(`http://shop.example:${port}/`)).toEqual({ status: 200, body: 'there' })
  })

  test.each([
    ['http://127.0.0.2:PORT/there', /isn’t public/],
    ['http://inside.example:PORT/there', /inside\.example isn’t public/],
    ['//[::1]:PORT/there', /isn’t public/],
    ['file:///etc/passwd', /redirect of shop\.example:\d+ isn’t an http/],
    ['http://user:secret@shop.example:PORT/there', /username or password/],
  ])('to %s are refused', async (location, message) => {
    redirect(location.replace('PORT', String(port)))
    await expect(client(hosts).get(`http://shop.example:${port}/`)).rejects.toThrow(message)
    expect(requests).toHaveLength(1)
  })

  test('end after five', async () => {
    redirect('/')
    await expect(client(hosts).get(`http://shop.example:${port}/`)).rejects.toThrow(/more than 5 redirects/)
    expect(requests).toHaveLength(6)
  })
})

test('reads no more of a response than it must', async () => {
  answer = (_, response) => {
    const more = () => {
      while (response.write('x'.repeat(1000)));
    }
    response.on('drain', more)
    more()
  }
  const { body } = await client({}, { mostBytes: 2500 }).get(`http://127.0.0.1:${port}/`)
  expect(body).toBe('x'.repeat(2500))
})

test.each([
  ['never answers', () => {}],
  ['never ends its answer', (response: ServerResponse) => void response.writeHead(200).write('x')],
])('gives up on a host that %s', async (_, does) => {
  answer = (_request, response) => does(response)
  await expect(client({}, { timeout: 50 }).get(`http://127.0.0.1:${port}/`)).rejects.toThrow(
    /127\.0\.0\.1:\d+ didn’t answer within 0\.05 s/,
  )
})

test('gives up on names that don’t resolve', async () => {
  const outbound = client({}, { timeout: 50, resolve: () => new Promise(() => {}) })
  await expect(outbound.get(`http://slow.example:${port}/`)).rejects.toThrow(/didn’t answer/)
})

test('says what’s wrong with a server', async () => {
  answer = (request) => request.socket.destroy()
  await expect(client().get(`http://127.0.0.1:${port}/`)).rejects.toThrow(/closed the connection/)
  await expect(client().get('http://127.0.0.1:1/')).rejects.toThrow(/refused the connection/)
  await expect(client().get(`https://127.0.0.1:${port}/`)).rejects.toThrow()
})

describe('sends', () => {
  const hosts = { 'a.example': ['127.0.0.1'], 'b.example': ['127.0.0.1'], 'inside.example': ['127.0.0.2'] }
  const post = { method: 'POST', body: 'x=ü', headers: { Authorization: 'secret', 'Idempotency-Key': '1' } } as const
  const at = (host: string, path: string) => `http://${host}.example:${port}${path}`
  async function bodies(url: string): Promise<string[]> {
    const all: string[] = []
    const before = answer
    answer = (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        all.push(`${request.method} ${Buffer.concat(chunks).toString()}`)
        before(request, response)
      })
    }
    await client(hosts).send({ ...post, url })
    return all
  }
  const redirect = (status: number, to: string) => {
    answer = ({ url }, response) =>
      url === '/from' ? response.writeHead(status, { Location: to }).end() : response.end('hello')
  }

  test('a POST with its body and headers', async () => {
    expect(await bodies(at('a', '/'))).toEqual(['POST x=ü'])
    expect(requests[0]?.headers).toMatchObject({
      authorization: 'secret',
      'idempotency-key': '1',
      'content-length': '4',
      'user-agent': 'Tributary',
    })
  })

  test('it again or, like browsers, a GET where it’s redirected', async () => {
    redirect(308, '/to')
    expect(await bodies(at('a', '/from'))).toEqual(['POST x=ü', 'POST x=ü'])
    redirect(303, '/to')
    expect(await bodies(at('a', '/from'))).toEqual(['POST x=ü', 'GET '])
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(Array.from({ length: 4 }, () => 'secret'))
  })

  test('no secrets to other origins', async () => {
    redirect(307, at('b', '/to'))
    expect(await bodies(at('a', '/from'))).toEqual(['POST x=ü', 'POST x=ü'])
    expect(requests.map(({ headers }) => [headers.authorization, headers['idempotency-key']])).toEqual([
      ['secret', '1'],
      [undefined, '1'],
    ])
  })

  test('nothing to private addresses', async () => {
    redirect(307, at('inside', '/to'))
    await expect(bodies(at('a', '/from'))).rejects.toMatchObject({ reason: 'private_address' })
    expect(reached).toEqual(['127.0.0.1'])
  })
})
