import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { recordConversion } from '@/lib/testing/conversions'
import { clickRow } from '@/lib/testing/events'
import { pageWorld } from '@/lib/testing/page-calls'
import { idAt } from '@/lib/testing/world'
import { readConversion } from './details.contract'
import { listConversions } from './list.contract'

// The page of conversions: its list, and the details of one.

const { ask, database, events, refused, world } = await pageWorld()
const { organizationId, admin } = world
const { prisma } = database
const publisher = world.publishers[0]
const days = 'from=2026-03-01&to=2026-03-31'

async function record(hour: string, values: Parameters<typeof recordConversion>[3] = {}, of = {}) {
  const at = (time: string) => new Date(`2026-03-${time}:00Z`)
  const clicked = clickRow({
    organization: organizationId,
    id: idAt(at('10T08:00')),
    time: '2026-03-10 08:00:00.000',
    sub_id: 'banner',
    ...of,
  })
  const time = at(`10T${hour}`)
  return recordConversion(database, events, clicked, {
    id: idAt(time),
    time,
    payout: '3.5',
    revenue: '7',
    ...values,
  })
}

let group = ''
let sold = ''
let held = ''
let caught = ''
beforeAll(async () => {
  const made = await prisma.fraudFilterGroup.create({ data: { organizationId, name: 'Strict' } })
  group = made.id
  sold = (
    await record('09:00', {
      amount: '19.99',
      amountCurrency: 'USD',
      rate: '0.9',
      rateDate: '2026-03-09',
      externalId: 'A7',
    })
  ).id
  held = (
    await record('10:00', {
      status: 'Pending',
      reason: 'manual_approval',
      decisions: [
        { rule: 'approval', id: randomUUID(), reason: 'manual_approval', effect: 'pend', detail: '' },
        { rule: 'hold', id: randomUUID(), reason: 'on_hold', effect: 'pend', detail: 'Until 2026-04-10T10:00:00.000Z' },
      ],
      holdUntil: new Date('2026-04-10T10:00:00Z'),
    })
  ).id
  caught = (
    await record('11:00', {
      status: 'Rejected',
      reason: 'fraud_fast_conversion',
      decisions: [
        {
          rule: 'fraud_filter',
          id: group,
          reason: 'fraud_fast_conversion',
          effect: 'reject',
          detail: '2 s after the click',
        },
        { rule: 'person', id: admin.userId, reason: 'Test order', effect: 'reject', detail: '' },
      ],
    })
  ).id
  await record('12:00', {}, { publisher: 2, advertiser: 2 })
})

const list = (query = '', person = admin) => ask(listConversions, `${days}${query}`, person)
const read = (id: string, person = admin) => ask({ ...readConversion, path: `/api/app/conversions/${id}` }, '', person)

describe('the list', () => {
  test('comes newest first, with how many have each status', async () => {
    const answer = await list()
    expect(answer.rows.map(({ time }) => time.slice(11, 13))).toEqual(['12', '11', '10', '09'])
    expect(answer).toMatchObject({ totalCount: 4, statuses: { Approved: 2, Pending: 1, Rejected: 1 }, next: null })
    expect(answer.rows.at(-1)).toMatchObject({
      id: sold,
      name: 'Sale',
      isEvent: false,
      publisher: { name: 'Publisher 1' },
      clickTime: '2026-03-10T08:00:00.000Z',
      subId: 'banner',
      externalId: 'A7',
      amount: { value: '19.99', currency: 'USD' },
      payout: '3.5',
      revenue: '7',
    })
  })

  test('can be filtered by status and dimension, and counts the other statuses all the same', async () => {
    expect(await list('&status=Pending')).toMatchObject({
      totalCount: 1,
      statuses: { Approved: 2, Pending: 1, Rejected: 1 },
      rows: [{ id: held, why: 'It requires manual approval.' }],
    })
    expect(await list('&publisher=2')).toMatchObject({ totalCount: 1, statuses: { Approved: 1, Pending: 0 } })
    expect((await list('&country=US')).rows).toEqual([])
  })

  test('pages forward and back', async () => {
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, minute) => record(`20:${10 + minute}`, { status: 'Pending' })),
    )
    const pending = (query = '') => list(`&status=Pending&per_page=10${query}`)
    const first = await pending()
    expect([first.totalCount, first.rows.length, first.previous]).toEqual([made.length + 1, 10, null])
    const second = await pending(`&cursor=${first.next}`)
    expect([second.rows.length, second.next, second.rows.at(-1)?.id]).toEqual([3, null, held])
    expect((await pending(`&cursor=${second.previous}`)).rows).toEqual(first.rows)
  })

  test('keeps revenue and reasons from publishers, and other publishers’ conversions', async () => {
    const { rows } = await list('&status=Rejected', publisher)
    expect(rows).toMatchObject([{ id: caught, revenue: null, payout: '3.5', why: '' }])
    await database.prisma.publisher.updateMany({
      where: { organizationId, incrementalId: 1 },
      data: { fraudVisibilityEnabled: true },
    })
    expect((await list('&status=Rejected', publisher)).rows).toMatchObject([{ why: expect.stringMatching(/sooner/) }])
    await database.prisma.publisher.updateMany({
      where: { organizationId, incrementalId: 1 },
      data: { fraudVisibilityEnabled: false },
    })
    expect((await list('&status=Approved', publisher)).rows.map(({ id }) => id)).toEqual([sold])
  })

  test.each([
    ['status=approved', 'status'],
    ['cursor=7', 'cursor'],
    [`cursor=after.${randomUUID()}`, 'cursor'],
    ['per_page=7', 'per_page'],
    ['offer=999', 'offer'],
  ])('%s is refused', async (query, field) => {
    expect(await refused(`/api/app/conversions?${query}`)).toEqual({ status: 400, fields: [field] })
  })
})

describe('the details', () => {
  test('have the click, the price, and what it was converted by', async () => {
    expect(await read(sold)).toMatchObject({
      clickDay: '2026-03-10',
      subIds: ['banner', '', '', '', '', ''],
      payoutPrice: { type: 'CPA', source: 'offer' },
      revenuePrice: { type: 'RPA', source: 'offer' },
      rate: { value: '0.9', day: '2026-03-09' },
      payout: '3.5',
      revenue: '7',
      decisions: [],
    })
  })

  test('have the impression of a conversion without a click', async () => {
    const impressionId = idAt(new Date('2026-03-10T07:00:00Z'))
    const { id } = await record('07:30', { clickId: null, clickTime: null, impressionId })
    expect(await read(id)).toMatchObject({
      clickId: null,
      clickTime: null,
      impression: { id: impressionId, time: '2026-03-10T07:00:00.000Z' },
    })
    expect(await read(sold)).toMatchObject({ impression: null })
  })

  test('say what decided, in words', async () => {
    expect((await read(caught)).decisions).toEqual([
      {
        rule: 'fraud_filter',
        effect: 'reject',
        why: 'It came sooner after the click than a fraud filter allows.',
        detail: '2 s after the click',
        by: 'Strict',
      },
      { rule: 'person', effect: 'reject', why: 'Test order', detail: '', by: 'admin' },
    ])
    const { decisions, holdUntil } = await read(held)
    expect(decisions.map(({ why }) => why)).toEqual(['It requires manual approval.', 'Its hold period isn’t over.'])
    expect(holdUntil).toBe('2026-04-10T10:00:00.000Z')
  })

  test('keep revenue, reasons, and people from publishers', async () => {
    expect(await read(caught, publisher)).toMatchObject({ revenue: null, revenuePrice: null, why: '', decisions: [] })
    await database.prisma.publisher.updateMany({
      where: { organizationId, incrementalId: 1 },
      data: { fraudVisibilityEnabled: true },
    })
    const seen = await read(caught, publisher)
    expect(seen.decisions).toMatchObject([
      { detail: '', by: null },
      { detail: '', by: null },
    ])
  })

  test('of someone else’s conversion, or none, aren’t found', async () => {
    for (const [id, person] of [
      [sold, world.publishers[1]],
      [randomUUID(), admin],
    ] as const) {
      const { status } = await send('GET', `/api/app/conversions/${id}`, { headers: { cookie: person.cookie } })
      expect(status).toBe(404)
    }
    expect(await refused('/api/app/conversions/7')).toEqual({ status: 400, fields: ['id'] })
  })
})
