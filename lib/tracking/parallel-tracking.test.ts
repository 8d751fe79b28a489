import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { createOutbound } from '@/lib/outbound/client'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'

// Parallel tracking from a click to the target. What happens to calls that fail: lib/outbound/calls.test.ts.

const SOON = { timeout: 5000, interval: 10 }
const LONDON = { 'x-forwarded-for': '81.2.69.142' }
let t: StartedTracker
let recorded: string[] = []
let isAway = false
let seen: IncomingMessage[] = []
let answer: (response: ServerResponse) => void
let port = 0
const server = createServer((request, response) => {
  seen.push(request)
  answer(response)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const outbound = createOutbound({ allow: AddressRanges.of(['127.0.0.1']), resolve: async () => ['127.0.0.1'] })
  t = await startTracker({
    append: async ({ id }) => {
      if (isAway) throw new Error('The store is away')
      recorded.push(id)
    },
    outbound,
  })
})
beforeEach(() => {
  recorded = []
  seen = []
  answer = (response) => response.end()
})
afterAll(async () => {
  await t.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const click = (query: Record<string, string> = {}, headers: Record<string, string> = {}, method = 'GET') =>
  t.get(`/t/click?${new URLSearchParams({ offer: t.of('Open').id, publisher: '1', ...query }).toString()}`, {
    method,
    headers: { ...LONDON, ...headers },
  })
const set = (data: Parameters<typeof t.database.prisma.offer.update>[0]['data']) =>
  t.database.prisma.offer.update({ where: { id: t.of('Open').id }, data })
const offer = () => t.catalog.offers.get(t.of('Open').id)
const turnOn = async (path: string) => {
  const parallelTrackingUrl = `http://ads.example:${port}${path}`
  await set({ parallelTrackingEnabled: true, parallelTrackingUrl })
  await vi.waitFor(() => expect(offer()).toMatchObject({ parallelTrackingUrl }), SOON)
}

test('the offer’s URL is called with macros once the click is recorded, from a moment after it’s turned on', async () => {
  await click()
  await turnOn('/pixel?c={click_id}&s={sub_id}&g={country}&x={unknown}')
  await click({ sub_id: 'a&b' })
  await vi.waitFor(() => expect(seen).toHaveLength(1), SOON)
  expect(seen[0]?.url).toBe(`/pixel?c=${recorded[1]}&s=a%26b&g=GB&x={unknown}`)
  await vi.waitFor(
    async () =>
      expect(await t.database.prisma.callTotal.findFirst()).toMatchObject({
        kind: 'parallel_tracking',
        targetId: t.of('Open').id,
        delivered: 1n,
      }),
    SOON,
  )
  await set({ parallelTrackingEnabled: false })
  await vi.waitFor(() => expect(offer()).toMatchObject({ parallelTrackingUrl: null }), SOON)
})

test('only clicks that count are called for', async () => {
  await turnOn('/{sub_id}')
  await click({ sub_id: 'bot' }, { 'user-agent': 'Googlebot/2.1' })
  await click({ sub_id: 'head' }, {}, 'HEAD')
  await click({ sub_id: 'rejected', redirect_url: 'https://elsewhere.example/' })
  isAway = true
  expect((await click({ sub_id: 'unrecorded' })).status).toBe(503)
  isAway = false
  await click({ sub_id: 'fine' })
  await vi.waitFor(() => expect(seen.map(({ url }) => url)).toEqual(['/fine']), SOON)
})

test('no visitor waits for a target that doesn’t answer', async () => {
  await turnOn('/slow')
  const held: ServerResponse[] = []
  answer = (response) => void held.push(response)
  const answers = await Promise.all(Array.from({ length: 200 }, () => click()))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]))
  await vi.waitFor(() => expect(held).toHaveLength(50), SOON)
  answer = (response) => response.end()
  for (const response of held) response.end()
  await vi.waitFor(() => expect(seen).toHaveLength(200), SOON)
})
