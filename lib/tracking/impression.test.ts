import { createServer } from 'node:http'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { AddressRanges } from '@/lib/address-ranges'
import type { ImpressionRow } from '@/lib/events/tables'
import { createOutbound } from '@/lib/outbound/client'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'
import { PIXEL } from './answer'

// GET /t/impression, over HTTP.

let t: StartedTracker
const rows: ImpressionRow[] = []
let appendImpression: (row: ImpressionRow) => Promise<void>

beforeAll(async () => {
  t = await startTracker({ appendImpression: (row) => appendImpression(row) })
  return () => t.close()
})

beforeEach(() => {
  rows.length = 0
  appendImpression = async (row) => void rows.push(row)
})

const link = (offer: string, more = '') =>
  `/t/impression?offer=${t.of(offer).id}&publisher=${t.publisher.incrementalId}${more}`

test('an impression is recorded with what a click would have, and answered with a GIF', async () => {
  const answer = await t.get(link('Open', '&sub_id=blog&utm_source=x'), {
    headers: { 'x-forwarded-for': '81.2.69.142' },
  })
  expect(answer).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'image/gif',
      'content-length': String(PIXEL.length),
      'cache-control': 'no-store, private',
      'impression-status': 'approved',
    },
  })
  expect(rows).toMatchObject([
    {
      id: answer.headers['impression-id'],
      organization: t.organization.id,
      offer: t.of('Open').incrementalId,
      publisher: t.publisher.incrementalId,
      sub_id: 'blog',
      utm_source: 'x',
      country: 'GB',
      ip: '81.2.69.0',
      status: 'Approved',
      // It's priced per click.
      payout: '0',
    },
  ])
})

test('no_content answers with nothing', async () => {
  const { status, body, headers } = await t.get(link('Open', '&no_content=true'))
  expect({ status, body, type: headers['content-type'] }).toEqual({ status: 204, body: '', type: undefined })
  expect(rows).toHaveLength(1)
})

test('one of an inactive offer is recorded as rejected', async () => {
  expect((await t.get(link('Inactive'))).headers['impression-status']).toBe('rejected; offer_inactive')
  expect(rows).toMatchObject([{ status: 'Rejected', reason: 'offer_inactive' }])
})

test('an unknown link and HEAD record nothing, and there’s still a GIF', async () => {
  expect(await t.get('/t/impression?offer=999999')).toMatchObject({
    status: 404,
    headers: { 'content-type': 'image/gif', 'impression-status': 'unknown_link' },
  })
  expect((await t.get(link('Open'), { method: 'HEAD' })).headers['impression-id']).toMatch(/^0{8}-/)
  expect((await t.get(link('Open'), { method: 'POST' })).status).toBe(405)
  expect(rows).toEqual([])
})

test('one that can’t be recorded is answered with 503 and Retry-After', async () => {
  appendImpression = () => Promise.reject(new Error('The disk is full'))
  expect(await t.get(link('Open'))).toMatchObject({
    status: 503,
    headers: { 'retry-after': '5', 'impression-status': 'unavailable' },
  })
  expect(t.lines.join()).toContain('The disk is full')
})

test('a price per thousand impressions is exact', async () => {
  const { id } = t.of('Not per click')
  const data = { payoutType: 'CPM', payout: '3.5005', revenueType: 'RPM', revenue: '4' } as const
  await t.database.prisma.offer.update({ where: { id }, data })
  // An edit must be live within a second, but a test machine may be busy.
  await vi.waitFor(() => expect(t.catalog.offers.get(id)).toMatchObject({ payoutType: 'CPM' }), 5000)
  await t.get(link('Not per click'))
  await t.get(link('Not per click'), { headers: { 'user-agent': 'Googlebot/2.1' } })
  // The seventh decimal place is rounded. Bots aren't paid for.
  expect(rows).toMatchObject([
    { payout: '0.003501', revenue: '0.004' },
    { bot: true, payout: '0', revenue: '0' },
  ])
})

describe('forwarding', () => {
  const seen: string[] = []
  const server = createServer(({ url = '' }, response) => {
    seen.push(url)
    response.end()
  })
  let port = 0
  let forwarding: StartedTracker
  const recorded: ImpressionRow[] = []

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = z.object({ port: z.number() }).parse(server.address()).port
    const outbound = createOutbound({ allow: AddressRanges.of(['127.0.0.1']), resolve: async () => ['127.0.0.1'] })
    forwarding = await startTracker({ outbound, appendImpression: async (row) => void recorded.push(row) })
    return async () => {
      await forwarding.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  test('an impression that counts has the offer’s URL called', async () => {
    const { id } = forwarding.of('Open')
    const { prisma } = forwarding.database
    const see = (more: string, headers = {}) =>
      forwarding.get(`/t/impression?offer=${id}&publisher=${forwarding.publisher.incrementalId}&sub_id=${more}`, {
        headers,
      })
    const set = async (data: { impressionForwardingEnabled: boolean; impressionForwardingUrl?: string }) => {
      await prisma.offer.update({ where: { id }, data })
      const url = data.impressionForwardingEnabled ? expect.any(String) : null
      await vi.waitFor(
        () => expect(forwarding.catalog.offers.get(id)).toMatchObject({ impressionForwardingUrl: url }),
        5000,
      )
    }
    await see('before')
    const address = `http://ads.example:${port}/seen?i={transaction_id}&s={sub_id}`
    await set({ impressionForwardingEnabled: true, impressionForwardingUrl: address })
    await see('bot', { 'user-agent': 'Googlebot/2.1' })
    await see('fine')
    await vi.waitFor(() => expect(seen).toEqual([`/seen?i=${recorded[2]?.id}&s=fine`]), 5000)
    await vi.waitFor(
      async () =>
        expect(await prisma.callTotal.findFirst()).toMatchObject({ kind: 'impression', targetId: id, delivered: 1n }),
      5000,
    )
    await set({ impressionForwardingEnabled: false })
    await see('after')
    expect(seen).toHaveLength(1)
  })
})
