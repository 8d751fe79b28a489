import { createServer, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { newPostbackSecret } from '@/lib/access/postback-secrets'
import { AddressRanges } from '@/lib/address-ranges'
import type { Prisma } from '@/lib/database/generated/client'
import { createOutbound } from '@/lib/outbound/client'
import { createToken, loggedPostbacks } from '@/lib/testing/conversions'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'
import { newUuid } from '@/lib/uuid'

// Postbacks out, from what visitors and advertisers' servers do to the target. What happens in between: lib/postbacks and lib/outbound.

const SOON = { timeout: 15_000, interval: 20 }
let t: StartedTracker
let token: string
let port = 0
let seen: IncomingMessage[] = []
const server = createServer((request, response) => {
  seen.push(request)
  if (request.url === '/inside') response.writeHead(302, { Location: `http://inside.example:${port}/` }).end()
  else response.end()
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  port = z.object({ port: z.number() }).parse(server.address()).port
  // 127.0.0.1 is allowed, as if it were public.
  const addresses: Record<string, string> = { 'partner.example': '127.0.0.1', 'inside.example': '127.0.0.2' }
  const resolve = async (host: string) => [addresses[host] ?? '']
  t = await startTracker({ outbound: createOutbound({ allow: AddressRanges.of(['127.0.0.1']), resolve }) })
  token = await createToken(t.database, t.organization.id)
  await vi.waitFor(async () => {
    const { body } = await t.get(`/t/postback?secure=${token}`)
    expect(body).toContain('transaction_id is required')
  }, SOON)
})
beforeEach(async () => {
  await t.database.prisma.postback.deleteMany()
  await vi.waitFor(() => expect(t.catalog.organizations.get(t.organization.id)?.clickPostbacks.byId.size).toBe(0), SOON)
  seen = []
})
afterAll(async () => {
  await t.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

let numbers = 0
async function postback(values: Pick<Prisma.PostbackUncheckedCreateInput, 'trigger' | 'url' | 'method' | 'body'>) {
  const id = newUuid()
  const of = { organizationId: t.organization.id, publisherId: t.publisher.id, incrementalId: ++numbers }
  await t.database.prisma.postback.create({ data: { name: 'X', ...values, ...of, id, secret: newPostbackSecret(id) } })
}
async function click(more = '', headers: Record<string, string> = {}): Promise<string> {
  const { of, publisher, get } = t
  const url = `/t/click?offer=${of('Open').id}&publisher=${publisher.id}&no_redirect=true${more}`
  return z.object({ transaction_id: z.string() }).parse(JSON.parse((await get(url, { headers })).body)).transaction_id
}
const at = (path: string, host = 'partner.example') => `http://${host}:${port}${path}`
const sold = (clickId: string) => t.get(`/t/postback?secure=${token}&transaction_id=${clickId}&amount=20`)
const logged = async () =>
  (await loggedPostbacks(t.events, t.organization.id)).filter(({ direction }) => direction === 'out')

test('a click that counts is sent, with macros', async () => {
  await postback({ trigger: 'click', url: at('/click?id={click_id}&s={sub_id}') })
  await vi.waitFor(() => expect(t.catalog.organizations.get(t.organization.id)?.clickPostbacks.byId.size).toBe(1), SOON)
  await click('&sub_id=bot', { 'user-agent': 'Googlebot/2.1' })
  const id = await click('&sub_id=fine')
  await vi.waitFor(() => expect(seen.map(({ url }) => url)).toEqual([`/click?id=${id}&s=fine`]), SOON)
  await vi.waitFor(
    async () =>
      expect(await logged()).toMatchObject([
        {
          source: 'click',
          click: id,
          result: 'delivered',
          http_status: 200,
          parent: seen[0]?.headers['idempotency-key'],
        },
      ]),
    SOON,
  )
})

test('a conversion that’s reported is sent within a moment', async () => {
  await postback({
    trigger: 'conversion',
    method: 'POST',
    url: at('/sale'),
    body: '{"click": "{click_id}", "status": "{status}"}',
  })
  const id = await click()
  expect((await sold(id)).status).toBe(200)
  await vi.waitFor(() => expect(seen).toMatchObject([{ method: 'POST', url: '/sale' }]), SOON)
  expect(seen[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    'tributary-signature': expect.stringMatching(/^t=\d+,v1=[0-9a-f]{64}$/),
  })
})

test.each([
  ['a private address', () => at('/', 'inside.example'), 0],
  ['a private address in the URL', () => 'http://[::1]/', 0],
  ['a redirect to a private address', () => at('/inside'), 1],
])('%s is never called', async (_, url, requests) => {
  await postback({ trigger: 'approval', url: url() })
  const id = await click()
  await sold(id)
  await vi.waitFor(async () => {
    const attempts = (await logged()).filter((row) => row.click === id)
    expect(attempts).toMatchObject([
      { result: 'failed', http_status: 0, message: expect.stringMatching(/isn’t public/) },
    ])
  }, SOON)
  const hosts = seen.map(({ headers }) => headers.host)
  expect(hosts).toEqual(Array.from({ length: requests }, () => `partner.example:${port}`))
})
