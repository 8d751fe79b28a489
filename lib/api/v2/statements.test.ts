import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Offer } from '@/lib/database/generated/client'
import { send } from '@/lib/testing/api'
import { recordConversion } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { askV2, faultOf, refusalThat } from '@/lib/testing/integr8'
import { makeEvent, makeOffer } from '@/lib/testing/terms'
import { createWorld, type World } from '@/lib/testing/world'
import { adjustStatement, draftStatements, listStatements, readStatement } from './statements.contract'

// Who can do what: isolation-publishers.test.ts. What's in statements: lib/statements.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
let world: World
let offer: Offer

beforeEach(async () => {
  world = await createWorld(database, events)
  offer = await makeOffer(database, world.organizationId, { name: 'Shoes' })
  await convert(1, '1.50')
  await convert(2, '20')
  await convert(2, '300', { currency: 'JPY' })
})

async function convert(number: number, payout: string, more: object = {}) {
  const { organizationId: organization } = world
  const { id: publisherId } = await prisma.publisher.findFirstOrThrow({
    where: { organizationId: organization, incrementalId: number },
  })
  const from = clickRow({ organization, id: randomUUID(), time: '2026-03-10 12:00:00.000', publisher: number })
  return recordConversion(database, events, from, {
    publisherId,
    offerId: offer.id,
    payout,
    revenue: '777.07',
    ...more,
  })
}

type Method = Parameters<typeof askV2>[1]
const ask = (method: Method, path: string, body?: unknown, status = 200) =>
  askV2(world.admin.key, method, `statements${path}`, body, { status })
const list = async (query = '', key = world.admin.key) =>
  listStatements.response.parse(await askV2(key, 'GET', `statements?${query}`))
const read = async (id: string | number, key = world.admin.key) =>
  readStatement.response.parse(await askV2(key, 'GET', `statements/${id}`)).data
const draft = async (month = '2026-03') => draftStatements.response.parse(await ask('POST', '/drafts', { month }))
const approve = (id: string, total?: string, status = 200) => ask('POST', '/approve', { data: [{ id, total }] }, status)
const short = ({ data }: Awaited<ReturnType<typeof list>>) =>
  data.map(({ publisher, currency, total, status }) => `${publisher.name} ${currency} ${total} ${status}`)

test('drafts, approves, and pays, and lists by month, status, publisher, and currency', async () => {
  expect(await list('filter[month]=2026-03')).toMatchObject({ data: [], missing: 3 })
  expect(await draft()).toEqual({ created: 3, deleted: 0 })
  const all = await list('filter[month]=2026-03&sort=publisher')
  expect(short(all)).toEqual(['Publisher 1 EUR 1.50 draft', 'Publisher 2 JPY 300 draft', 'Publisher 2 EUR 20.00 draft'])
  expect(all).toMatchObject({
    meta: { total_count: 3, total_page: 1 },
    totals: [
      { currency: 'EUR', total: '21.50', draft: '21.50', approved: '0.00', paid: '0.00' },
      { currency: 'JPY', total: '300' },
    ],
    statuses: { draft: 3, approved: 0, paid: 0 },
    missing: 0,
  })
  const [first] = all.data
  if (!first) throw new Error('There’s no statement')
  await approve(first.id, first.total)
  expect(short(await list('filter[status]=approved'))).toEqual(['Publisher 1 EUR 1.50 approved'])
  await ask('POST', '/pay', { data: [first.id], paid_on: '2026-04-15', reference: 'SEPA 7' })
  expect(await read(first.incremental_id)).toMatchObject({
    id: first.id,
    month: '2026-03',
    status: 'paid',
    paid_on: '2026-04-15',
    payment_reference: 'SEPA 7',
    lines: [{ kind: 'conversions', month: '2026-03', name: 'Shoes', event: 'Conversion', count: 1, amount: '1.50' }],
    billing: { name: 'Publisher 1' },
  })
  await ask('POST', '/unpay', { data: [first.id] })
  expect(await read(first.id)).toMatchObject({
    status: 'approved',
    total: '1.50',
    paid_on: null,
    payment_reference: '',
  })
  await ask('POST', '/pay', { data: [first.id], paid_on: '2026-04-16' })
  expect(short(await list('filter[currency]=JPY'))).toEqual(['Publisher 2 JPY 300 draft'])
  expect(short(await list('filter[publisher_id]=1'))).toEqual(['Publisher 1 EUR 1.50 paid'])
  expect(short(await list('filter[publisher_id]=x'))).toEqual([])
  expect(short(await list('page[size]=1&page[number]=2&sort=-total'))).toEqual(['Publisher 2 EUR 20.00 draft'])
  expect((await list()).missing).toBeNull()
})

test('publishers see theirs once they’re approved, and never revenue', async () => {
  await draft()
  const [mine] = (await list('filter[publisher_id]=1')).data
  const [publisher, other] = world.publishers
  expect(await list('', publisher.key)).toMatchObject({ data: [], statuses: { draft: 0 }, missing: null })
  await askV2(publisher.key, 'GET', `statements/${mine?.id}`, undefined, { status: 404 })
  await approve(mine?.id ?? '')
  expect(short(await list('filter[month]=2026-03', publisher.key))).toEqual(['Publisher 1 EUR 1.50 approved'])
  expect(JSON.stringify(await read(mine?.id ?? '', publisher.key))).not.toMatch(/revenue|777\.07/)
  for (const path of ['', '/pdf', '/csv'])
    await askV2(other.key, 'GET', `statements/${mine?.id}${path}`, undefined, { status: 404 })
  await ask('POST', '/reopen', { data: [mine?.id] })
  expect(short(await list('', publisher.key))).toEqual([])
})

test('adjustments are part of a draft’s total, and of its history', async () => {
  await draft()
  const [mine] = (await list('filter[publisher_id]=1')).data
  const path = `/${mine?.incremental_id}/adjustments`
  const body = { amount: '-2.5', reason: 'Chargeback' }
  const { created_item_id: id } = adjustStatement.response.parse(await ask('POST', path, body, 201))
  expect(await read(mine?.id ?? '')).toMatchObject({
    total: '-1.00',
    adjustments: [{ id, amount: '-2.50', reason: 'Chargeback' }],
    lines: [{ kind: 'conversions' }, { kind: 'adjustment', name: 'Chargeback', amount: '-2.50' }],
  })
  await ask('DELETE', `${path}/${id}`)
  await ask('DELETE', `${path}/${id}`, undefined, 404)
  expect(await read(mine?.id ?? '')).toMatchObject({ total: '1.50', adjustments: [] })
  const entries = await prisma.auditEntry.findMany({ where: { entityId: mine?.id }, orderBy: { id: 'asc' } })
  expect(entries.map(({ before, after }) => [before, after])).toMatchObject([
    [null, { status: 'draft', currency: 'EUR' }],
    [{ adjustment: null }, { adjustment: '-2.5 EUR: Chargeback' }],
    [{ adjustment: '-2.5 EUR: Chargeback' }, { adjustment: null }],
  ])
})

test('lines are in cents, and add up to the total', async () => {
  const event = await makeEvent(database, offer, { name: 'Trial' })
  await convert(1, '0.336')
  await convert(1, '0.336', { offerEventId: event.id, kind: 'event' })
  await draft()
  const [mine] = (await list('filter[publisher_id]=1')).data
  const amounts = async () => {
    const { lines, total } = await read(mine?.id ?? '')
    return [...lines.map(({ kind, amount }) => `${kind} ${amount}`), total]
  }
  // 1.836 and 0.336 are 2.172.
  const expected = ['conversions 1.84', 'conversions 0.34', 'rounding -0.01', '2.17']
  expect(await amounts()).toEqual(expected)
  await approve(mine?.id ?? '', '2.17')
  expect(await amounts()).toEqual(expected)
})

test('downloads have names, and CSV starts with a byte order mark if asked', async () => {
  await draft()
  const [mine] = (await list('filter[publisher_id]=1')).data
  const get = (path: string) =>
    send('GET', `/api/v2/statements/${mine?.incremental_id}${path}`, { headers: { 'API-KEY': world.admin.key } })
  const csv = await get('/csv?bom=true')
  expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="statement-${mine?.incremental_id}.csv"`)
  expect(csv.body).toBe(
    [
      '\ufeffStatement,Publisher,Month,Status,Kind,From,Offer or reason,Event,Count,Amount,Currency',
      `${mine?.incremental_id},Publisher 1,2026-03,draft,Conversions,2026-03,Shoes,Conversion,1,1.50,EUR`,
      `${mine?.incremental_id},Publisher 1,2026-03,draft,Total,,,,,1.50,EUR`,
      '',
    ].join('\r\n'),
  )
  const pdf = await get('/pdf')
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(pdf.headers.get('content-disposition')).toBe(`attachment; filename="statement-${mine?.incremental_id}.pdf"`)
  expect(String(pdf.body).slice(0, 5)).toBe('%PDF-')
})

describe('refuses', () => {
  const same = randomUUID()
  test.each([
    ['/drafts', { month: '2026-13' }, 'month', /such as 2026-10/],
    ['/drafts', { month: '2026-3' }, 'month', /such as 2026-10/],
    ['/drafts', { month: '2999-01' }, 'month', /this month or an earlier one/],
    ['/1/adjustments', { amount: 0, reason: 'x' }, 'amount', /other than 0/],
    ['/1/adjustments', { amount: '1,5', reason: 'x' }, 'amount', /such as -12.50/],
    ['/1/adjustments', { amount: '1.005', reason: 'x' }, 'amount', /at most 2 decimal places in EUR/],
    ['/1/adjustments', { amount: 1, reason: ' ' }, 'reason', /must not be empty/],
    ['/approve', { data: [] }, 'data', /at least one statement/],
    ['/approve', { data: [{ id: '1' }] }, 'data.0.id', /a statement’s ID/],
    ['/approve', { data: [{ id: randomUUID(), total: '€5' }] }, 'data.0.total', /such as 12.50/],
    ['/pay', { data: [randomUUID()], paid_on: 'today' }, 'paid_on', /must be a date/],
    ['/pay', { data: [randomUUID()], paid_on: '2999-01-01' }, 'paid_on', /must not be in the future/],
    ['/pay', { data: ['a'], paid_on: '2026-04-15' }, 'data.0', /a statement’s ID/],
    ['/reopen', { data: [same, same] }, 'data', /each ID only once/],
  ])('%s %j', async (path, body, field, message) => {
    await prisma.statement.deleteMany({ where: { organizationId: world.organizationId } })
    const { id: publisherId } = await prisma.publisher.findFirstOrThrow({
      where: { organizationId: world.organizationId },
    })
    await prisma.statement.create({
      data: {
        organizationId: world.organizationId,
        incrementalId: 1,
        publisherId,
        month: new Date('2026-03-01'),
        currency: 'EUR',
      },
    })
    expect(await ask('POST', path, body, 400)).toMatchObject(faultOf(field, message))
  })

  test('what a statement’s status doesn’t allow, in words, and changes none of them', async () => {
    await draft()
    const [one, two] = (await list('sort=publisher')).data
    const both = { data: [one?.id, two?.id] }
    await approve(one?.id ?? '')
    expect(await ask('POST', '/reopen', both, 402)).toMatchObject(
      refusalThat(/isn’t approved yet. Nothing was changed/),
    )
    expect(await approve(one?.id ?? '', undefined, 402)).toMatchObject(refusalThat(/is approved already/))
    expect(await approve(two?.id ?? '', '1', 402)).toMatchObject(refusalThat(/is now .* JPY, not 1/))
    expect(await approve(randomUUID(), undefined, 404)).toMatchObject(refusalThat(/No statement with this ID/))
    expect(await ask('POST', `/${one?.id}/adjustments`, { amount: 1, reason: 'x' }, 402)).toMatchObject(
      refusalThat(/is approved, so it can’t be adjusted. Reopen it first/),
    )
    expect(await list()).toMatchObject({ statuses: { draft: 2, approved: 1, paid: 0 } })
  })
})
