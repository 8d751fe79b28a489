import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ImpressionRow } from '@/lib/events/tables'
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
    headers: { 'content-type': 'image/gif' },
  })
  expect((await t.get(link('Open'), { method: 'HEAD' })).headers['impression-id']).toMatch(/^0{8}-/)
  expect((await t.get(link('Open'), { method: 'POST' })).status).toBe(405)
  expect(rows).toEqual([])
})

test('one that can’t be recorded is answered with 503 and Retry-After', async () => {
  appendImpression = () => Promise.reject(new Error('The disk is full'))
  expect(await t.get(link('Open'))).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
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
