import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { authority, forAddress, forName, key } from '@/lib/testing/certificates'
import { createOutbound, type Outbound } from './client'

// Real TLS at 127.0.0.1, to which every host of these tests resolves. A certificate has to be the host's, whatever address was checked and pinned.

const closing: (() => void)[] = []
afterAll(() => closing.forEach((close) => close()))

let requests: IncomingMessage[] = []
async function serve(cert: string): Promise<number> {
  const server = createServer({ key, cert }, (request, response) => {
    requests.push(request)
    response.end('hello')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function client(): Outbound {
  const allow = AddressRanges.of(['127.0.0.1'])
  const outbound = createOutbound({ allow, ca: authority, resolve: async () => ['127.0.0.1'] })
  closing.push(() => outbound.close())
  return outbound
}

let named = 0
let addressed = 0
beforeAll(async () => {
  named = await serve(forName)
  addressed = await serve(forAddress)
})

test('a host with its own certificate is called by its name', async () => {
  requests = []
  expect(await client().get(`https://shop.example:${named}/a`)).toEqual({ status: 200, body: 'hello' })
  const [request] = requests
  expect(request?.headers.host).toBe(`shop.example:${named}`)
  // Servers with several hosts choose the certificate by it.
  expect(request?.socket).toBeInstanceOf(TLSSocket)
  expect(request?.socket).toHaveProperty('servername', 'shop.example')
})

test.each([
  ['of another host', () => `https://other.example:${named}/`],
  ['of the address that the host was resolved to', () => `https://shop.example:${addressed}/`],
  ['of a host, when the URL has an address', () => `https://127.0.0.1:${named}/`],
])('the certificate %s is refused, and nothing is sent', async (_, url) => {
  requests = []
  await expect(client().get(url())).rejects.toThrow(`The certificate of ${new URL(url()).host} is for another host.`)
  expect(requests).toEqual([])
})

test('a certificate from an unknown authority is refused', async () => {
  requests = []
  const outbound = createOutbound({ allow: AddressRanges.of(['127.0.0.1']), resolve: async () => ['127.0.0.1'] })
  closing.push(() => outbound.close())
  await expect(outbound.get(`https://shop.example:${named}/`)).rejects.toThrow(/can’t be verified/)
  expect(requests).toEqual([])
})
