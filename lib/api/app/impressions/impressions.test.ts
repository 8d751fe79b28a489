import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { impression } from '@/lib/events/tables'
import { send } from '@/lib/testing/api'
import { clickRow } from '@/lib/testing/events'
import { pageWorld } from '@/lib/testing/page-calls'
import { idAt } from '@/lib/testing/world'
import { readImpression } from './details.contract'
import { listImpressions } from './list.contract'

// The page of impressions: its list, and the details of one.

const { ask, database, events, refused, world } = await pageWorld()
const { organizationId, admin } = world
const publisher = world.publishers[0]
const days = 'from=2026-03-01&to=2026-03-31'

function row(hour: string, values: Partial<Parameters<typeof clickRow>[0]> = {}) {
  const time = `2026-03-10 ${hour}:00.000`
  const id = idAt(new Date(`${time.replace(' ', 'T')}Z`))
  return clickRow({ organization: organizationId, id, time, payout: '0.0025', revenue: '0.004', ...values })
}
const seen = row('09:00', { sub_id: 'banner', landing_page: 0 })
const blocked = row('10:00', { status: 'Rejected', reason: 'fraud_blocked_ip', flags: ['blocked_ip'], payout: '0' })

beforeAll(async () => {
  const others = [row('11:00', { bot: true }), row('12:00', { publisher: 2, advertiser: 2, device: 'Mobile' })]
  await events.append(impression, [seen, blocked, ...others])
})

const list = (query = '', person = admin) => ask(listImpressions, `${days}${query}`, person)
const read = (id: string, person = admin) => ask({ ...readImpression, path: `/api/app/impressions/${id}` }, '', person)

describe('the list', () => {
  test('comes newest first, with how many count, were rejected, and are from bots', async () => {
    const answer = await list()
    expect(answer.rows.map(({ time }) => time.slice(11, 13))).toEqual(['12', '11', '10', '09'])
    expect(answer).toMatchObject({ totalCount: 4, counts: { counted: 2, rejected: 1, bots: 1 } })
  })

  test.each([
    ['&status=Approved', ['12', '11', '09']],
    ['&status=Rejected', ['10']],
    ['&bots=exclude', ['12', '10', '09']],
    ['&bots=only', ['11']],
    ['&device=Mobile', ['12']],
    ['&publisher=1&bots=exclude&status=Approved', ['09']],
  ])('is filtered by %s, and counts what it lists', async (query, hours) => {
    const answer = await list(query)
    expect(answer.rows.map(({ time }) => time.slice(11, 13))).toEqual(hours)
    expect(answer.totalCount).toBe(hours.length)
  })

  test('goes on after and back before a row', async () => {
    const first = await list('&per_page=10&bots=exclude')
    expect(first).toMatchObject({ next: null, previous: null })
    const next = await list(`&cursor=after.${first.rows[0]?.id}`)
    expect(next.rows.map(({ time }) => time.slice(11, 13))).toEqual(['11', '10', '09'])
    expect(next.previous).toBe(`before.${next.rows[0]?.id}`)
  })

  test.each([
    ['status=Pending', 'status'],
    ['bots=maybe', 'bots'],
    ['cursor=7', 'cursor'],
    [`cursor=after.${randomUUID()}`, 'cursor'],
    ['per_page=7', 'per_page'],
    ['offer=999', 'offer'],
  ])('%s is refused', async (query, field) => {
    expect(await refused(`/api/app/impressions?${query}`)).toEqual({ status: 400, fields: [field] })
  })
})

describe('the details', () => {
  test('have what the network earns and pays for it', async () => {
    expect(await read(seen.id)).toMatchObject({
      subIds: ['banner', '', '', '', '', ''],
      advertiser: { name: 'Zebra' },
      landingPage: null,
      payout: '0.0025',
      revenue: '0.004',
    })
  })

  test('keep revenue from publishers, and fraud filters unless they have fraud visibility', async () => {
    expect(await read(seen.id, publisher)).toMatchObject({ payout: '0.0025', revenue: null })
    expect(await read(blocked.id, publisher)).toMatchObject({ reason: 'fraud', flags: [] })
    const where = { organizationId, incrementalId: 1 }
    await database.prisma.publisher.updateMany({ where, data: { fraudVisibilityEnabled: true } })
    expect(await read(blocked.id, publisher)).toMatchObject({ reason: 'fraud_blocked_ip', flags: ['blocked_ip'] })
  })

  test('of someone else’s impression, or none, aren’t found', async () => {
    for (const [id, person] of [
      [seen.id, world.publishers[1]],
      [randomUUID(), admin],
    ] as const) {
      const { status } = await send('GET', `/api/app/impressions/${id}`, { headers: { cookie: person.cookie } })
      expect(status).toBe(404)
    }
    expect(await refused('/api/app/impressions/7')).toEqual({ status: 400, fields: ['id'] })
  })
})
