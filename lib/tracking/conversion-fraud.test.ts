import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { storeTime } from '@/lib/events/sql'
import { click, conversion } from '@/lib/events/tables'
import { createToken, loggedPostbacks } from '@/lib/testing/conversions'
import { clickRow, conversionRow } from '@/lib/testing/rows'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'

// What fraud filters on conversions know about customers and sub IDs, from a postback on.

const SOON = { timeout: 15_000, interval: 20 }
const DAY = 86_400_000
const answer = z.looseObject({ status: z.string(), message: z.string(), reason: z.string().optional() })

let t: StartedTracker
let token: string
let groupId: string

beforeAll(async () => {
  t = await startTracker()
  token = await createToken(t.database, t.organization.id)
  const { id } = await t.database.prisma.fraudFilterGroup.create({
    data: { organizationId: t.organization.id, name: 'Of conversions' },
  })
  groupId = id
  await t.database.prisma.offerFraudFilterGroup.create({
    data: { organizationId: t.organization.id, offerId: t.of('Not per click').id, fraudFilterGroupId: id },
  })
  await vi.waitFor(async () => {
    const { body } = await t.get(`/t/postback?secure=${token}`, { method: 'POST' })
    expect(body).toContain('transaction_id is required')
  }, SOON)
  return () => t.close()
})

beforeEach(() => filters([]))

async function filters(list: object[]): Promise<void> {
  const name = randomUUID()
  await t.database.prisma.fraudFilterGroup.update({ where: { id: groupId }, data: { filters: list, name } })
  const known = () => t.catalog.organizations.get(t.organization.id)?.fraudFilterGroups.get(groupId)?.filters
  await vi.waitFor(() => expect(known()).toMatchObject(list), SOON)
}

async function convert(more: Record<string, string>, link = '') {
  const { body } = await t.get(
    `/t/click?offer=${t.of('Not per click').id}&publisher=${t.publisher.id}&no_redirect=true${link}`,
  )
  const { transaction_id } = z.object({ transaction_id: z.string() }).parse(JSON.parse(body))
  const query = new URLSearchParams({ secure: token, transaction_id, ...more })
  return answer.parse(JSON.parse((await t.get(`/t/postback?${query}`)).body))
}

test('a customer is stored once, with what’s known about them, and isn’t in the log', async () => {
  const customer_id = randomUUID()
  await convert({ customer_id, customer_name: 'Ana Falk' })
  await convert({ customer_id, customer_email: 'ana@example.com' })
  const stored = await t.database.prisma.customer.findMany({
    where: { organizationId: t.organization.id, externalId: customer_id },
    include: { conversions: true },
  })
  expect(stored).toMatchObject([{ name: 'Ana Falk', email: 'ana@example.com', clickId: expect.any(String) }])
  expect(stored[0]?.conversions).toHaveLength(2)
  expect(stored[0]?.clickId).toBe(stored[0]?.conversions.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]?.clickId)
  const text = JSON.stringify(await loggedPostbacks(eventLog(), t.organization.id))
  expect(text).toContain(customer_id)
  expect(text).not.toMatch(/Falk|ana@|ana%40/)
})

test('the second conversion of a customer is caught, also in the same moment', async () => {
  await filters([{ kind: 'duplicate_customer', action: 'Reject', active: true }])
  const customer_id = randomUUID()
  expect(await convert({ customer_id })).toMatchObject({ status: 'approved' })
  expect(await convert({ customer_id })).toMatchObject({ status: 'rejected', reason: 'fraud_duplicate_customer' })
  expect(await convert({ customer_id: randomUUID() })).toMatchObject({ status: 'approved' })
  expect(await convert({})).toMatchObject({ status: 'approved' })
  const other = randomUUID()
  const both = await Promise.all([convert({ customer_id: other }), convert({ customer_id: other })])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['approved', 'rejected'])
})

test('a sub ID that converts far more often than usual is caught', async () => {
  await filters([{ kind: 'sub_id_rate', action: 'Reject', active: true, times: 3, conversions: 3 }])
  const offer = t.of('Not per click').incrementalId
  const at = (ms: number) => storeTime(new Date(Date.now() - ms))
  const past = Array.from({ length: 200 }, (_, n) =>
    clickRow({
      organization: t.organization.id,
      id: randomUUID(),
      time: at(3 * DAY + n * 1000),
      publisher: t.publisher.incrementalId,
      offer,
      sub_id: 'banner',
    }),
  )
  await eventLog().append(click, past)
  await eventLog().append(
    conversion,
    past.slice(0, 2).map((row) => conversionRow(row, { id: randomUUID(), status: 'Approved' })),
  )
  const statuses = []
  for (let n = 0; n < 3; n++) {
    const { status } = await convert({}, '&sub_id=banner')
    statuses.push(status)
    // Rates are those of what's stored.
    await vi.waitFor(async () => {
      await eventLog().flush()
      const left = await t.database.prisma.conversionOutbox.count({ where: { organizationId: t.organization.id } })
      expect(left).toBe(0)
    }, SOON)
  }
  expect(statuses).toEqual(['approved', 'approved', 'rejected'])
  expect(await convert({}, '&sub_id=footer')).toMatchObject({ status: 'approved' })
})
