import { beforeAll, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { createAdvertisers, createIntegrations, createOffers } from '@/lib/testing/catalog'
import { recordConversion } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { newUuid } from '@/lib/uuid'
import { hashOf } from '@/lib/conversions/hash'
import type { DecimalValue } from '@/lib/conversions/money'
import { ledgerRowOf } from '@/lib/conversions/ledger'
import { priceWaiting } from '@/lib/conversions/reprice'
import { listMissingRates } from '@/lib/api/app/missing-rates.contract'
import { exchangeRates } from './exchange-rates'
import { exchangeRatesImport } from './exchange-rates.contract'

// Who can do what: isolation-people.test.ts.

const database = await testDatabase()
const events = await testEventLog()
let world: World
beforeAll(async () => {
  world = await createWorld(database, events)
})

async function ask(method: Parameters<typeof send>[0], path: string, body?: unknown, status = 200): Promise<unknown> {
  const headers = { 'API-KEY': world.admin.key }
  const reply = await send(method, `/api/v2/exchange-rates${path}`, { headers, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}
const create = async (body: object) =>
  exchangeRates.create.contract.response.parse(await ask('POST', '', body)).created_item_id
const get = async (id: string) => exchangeRates.read.contract.response.parse(await ask('GET', `/${id}`)).data
const list = async (query: string) =>
  exchangeRates.list.contract.response
    .parse(await ask('GET', `?${query}`))
    .data.map(({ from, to, valid_from: day }) => `${from} ${to} ${day}`)
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})

const rate = (more: object = {}) => ({ from: 'USD', to: 'EUR', rate: 0.9, valid_from: '2026-11-01', ...more })

test('create, read, list, update, delete, and restore', async () => {
  const id = await create(rate({ rate: '0.0000238095', source: 'ECB' }))
  expect(await get(id)).toEqual({
    id,
    organization: world.organizationId,
    from: 'USD',
    to: 'EUR',
    rate: 0.0000238095,
    valid_from: '2026-11-01',
    source: 'ECB',
    archived: false,
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: world.admin.userId,
  })
  await create(rate({ from: 'GBP', valid_from: '2026-11-02' }))
  expect(await list('sort=valid_from')).toEqual(['USD EUR 2026-11-01', 'GBP EUR 2026-11-02'])
  expect(await list('filter[valid_from][gte]=2026-11-02')).toEqual(['GBP EUR 2026-11-02'])
  expect(await list('q=usd')).toEqual(['USD EUR 2026-11-01'])
  await ask('PATCH', `/${id}`, { rate: '1.2345678901', valid_from: '2026-11-03' })
  expect(await get(id)).toMatchObject({ rate: 1.2345678901, valid_from: '2026-11-03' })
  expect((await database.prisma.exchangeRate.findUniqueOrThrow({ where: { id } })).rate.toFixed()).toBe('1.2345678901')
  await ask('DELETE', `/${id}`)
  expect(await list('')).toEqual(['GBP EUR 2026-11-02'])
  // Another can take its day meanwhile.
  await create(rate({ valid_from: '2026-11-03' }))
  expect(await ask('PATCH', `/${id}`, { archived: false }, 402)).toMatchObject(
    fault('valid_from', /already has a rate between these currencies/),
  )
  const entries = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action }) => action)).toEqual(['create', 'update', 'archive'])
})

describe('refuses', () => {
  test.each([
    [{ from: 'XXX' }, 'from', /ISO 4217/],
    [{ to: 'usd' }, 'to', /ISO 4217/],
    [{ to: 'USD' }, 'to', /must be another currency/],
    [{ rate: 0 }, 'rate', /more than 0/],
    [{ rate: -1 }, 'rate', /more than 0/],
    [{ rate: '0.00000000001' }, 'rate', /up to 10 decimal places/],
    [{ rate: '1,2' }, 'rate', /up to 10 decimal places/],
    [{ valid_from: '2026-02-30' }, 'valid_from', /must be a date such as/],
    [{ valid_from: undefined }, 'valid_from', /./],
    [{ source: 'x'.repeat(101) }, 'source', /at most 100/],
    [{ price: 1 }, 'price', /./],
  ])('%j', async (wrong, field, message) => {
    expect(await ask('POST', '', rate(wrong), 400)).toMatchObject(fault(field, message))
  })
  test('a change that makes both currencies the same', async () => {
    const id = await create(rate({ from: 'CHF' }))
    expect(await ask('PATCH', `/${id}`, { from: 'EUR' }, 400)).toMatchObject(fault('to', /must be another currency/))
  })
  test('a second rate for the same day, but not for the other direction', async () => {
    const body = rate({ from: 'SEK' })
    await create(body)
    expect(await ask('POST', '', body, 402)).toMatchObject(fault('valid_from', /already has a rate/))
    await create({ ...body, from: 'EUR', to: 'SEK' })
  })
})

test('a file imports many, and changes those it has IDs of', async () => {
  const id = await create(rate({ from: 'NOK', rate: '0.08' }))
  const file = ['id,from,to,rate,valid_from', `${id},NOK,EUR,0.09,2026-11-01`, ',DKK,EUR,0.1339876543,2026-11-05'].join(
    '\n',
  )
  // So few are imported once it's answered.
  const { created_item_id: started } = exchangeRatesImport.start.response.parse(await ask('POST', '/import', { file }))
  expect(await ask('GET', `/import/${started}`)).toMatchObject({ data: { status: 'done', created: 1, updated: 1 } })
  expect((await get(id)).rate).toBe(0.09)
  expect(await list('q=dkk')).toEqual(['DKK EUR 2026-11-05'])
})

describe('conversions that wait for a rate', () => {
  const terms = {
    payoutType: 'CPAxCPS',
    payout: '1',
    payoutPercent: '10',
    revenueType: 'RPS',
    revenue: '0',
    revenuePercent: '20.5',
  } as const
  const price = {
    rule: 'price',
    id: '',
    reason: 'rate_missing',
    effect: 'pend',
    detail: 'There’s no exchange rate from THB to EUR for 2026-11-10.',
  }
  async function wait(values: Parameters<typeof recordConversion>[3] = {}) {
    const from = clickRow({
      organization: world.organizationId,
      id: newUuid(),
      day: '2026-11-10',
      time: '2026-11-10 12:00:00.000',
    })
    return (
      await recordConversion(database, events, from, {
        amount: '99.99',
        amountCurrency: 'THB',
        currency: 'EUR',
        payout: '1',
        payoutType: 'CPAxCPS',
        revenueType: 'RPS',
        priceSource: { payout: 'offer', revenue: 'event', terms },
        status: 'Pending',
        reason: 'rate_missing',
        decisions: [price],
        ...values,
      })
    ).id
  }
  const find = (id: string) => database.prisma.conversion.findUniqueOrThrow({ where: { id } })
  const amountsOf = ({ payout, revenue }: { payout: DecimalValue; revenue: DecimalValue }) => [
    String(payout),
    String(revenue),
  ]
  const missing = async () => {
    const { body } = await send('GET', '/api/app/missing-exchange-rates', { headers: { cookie: world.admin.cookie } })
    return listMissingRates.response.parse(body).data
  }

  test('are priced once it’s added, by whoever added it, and nothing else is', async () => {
    const plain = await wait()
    const hold = { rule: 'hold', id: '', reason: 'on_hold', effect: 'pend', detail: 'Until 2027-01-01T00:00:00.000Z' }
    const held = await wait({ decisions: [price, hold] })
    const byHand = { rule: 'person', id: world.admin.userId, reason: '', effect: 'approve', detail: '' }
    const approved = await wait({ status: 'Approved', reason: '', decisions: [price, byHand] })
    const rejected = await wait({ status: 'Rejected', reason: 'sub_id_blocked' })
    const others = [
      await wait({ amountCurrency: 'ISK' }),
      await wait({ facts: { ...(await factsOf(plain)), day: '2026-11-08' } }),
      await wait({ priceSource: { payout: 'offer', revenue: 'event' } }),
    ]
    expect(await missing()).toEqual([
      { from: 'THB', to: 'EUR', count: 5, since: '2026-11-08' },
      { from: 'ISK', to: 'EUR', count: 1, since: '2026-11-10' },
    ])

    await create(rate({ from: 'THB', rate: '1.1', valid_from: '2026-11-09' }))
    expect(await find(plain)).toMatchObject({
      status: 'Approved',
      reason: '',
      decisions: [],
      version: 2,
      priceSource: { payout: 'offer', revenue: 'event' },
      lastUpdatedById: world.admin.userId,
    })
    // 99.99 × 1.1 = 109.989, of which 10 % and 20.5 %.
    for (const id of [plain, held, approved, rejected])
      expect(amountsOf(await find(id))).toEqual(['11.9989', '22.547745'])
    expect(await find(held)).toMatchObject({
      status: 'Pending',
      reason: 'on_hold',
      holdUntil: new Date('2027-01-01T00:00:00.000Z'),
    })
    expect(await find(approved)).toMatchObject({ status: 'Approved', decisions: [{ rule: 'person' }] })
    expect(await find(rejected)).toMatchObject({ status: 'Rejected', reason: 'sub_id_blocked' })
    for (const id of others) expect(await find(id)).toMatchObject({ version: 1, status: 'Pending', rate: null })
    expect(await missing()).toMatchObject([{ count: 1 }, { count: 1 }])

    const entries = await database.prisma.auditEntry.findMany({ where: { entityId: plain } })
    expect(entries).toMatchObject([
      { actorId: world.admin.userId, action: 'update', before: { payout: '1' }, after: { payout: '11.9989' } },
    ])
    // A rate that's corrected later changes nothing.
    await create(rate({ from: 'THB', rate: '2', valid_from: '2026-11-10' }))
    expect(await find(plain)).toMatchObject({ version: 2 })
  })

  test('count against caps on payout, and are rejected past one', async () => {
    const { organizationId } = world
    const [advertiser] = await createAdvertisers(database, organizationId, [{ name: 'Skis' }])
    const [integration] = await createIntegrations(database, organizationId, [{ name: 'Main' }])
    const [offer] = await createOffers(database, organizationId, [
      { name: 'Skis', advertiserId: advertiser?.id ?? '', integrationId: integration?.id ?? '' },
    ])
    if (!offer) throw new Error('Missing test data')
    const { id: capId } = await database.prisma.cap.create({
      data: { organizationId, offerId: offer.id, metric: 'Payout', period: 'Total', limit: 15, action: 'Block' },
    })
    // Both count already, with the part of the price that doesn't need a rate.
    await database.prisma.capWindow.create({ data: { organizationId, capId, start: new Date(0), used: 2 } })
    const capUses = [{ capId, start: 0, amount: '1' }]
    const ids = [
      await wait({ offerId: offer.id, amountCurrency: 'HUF', capUses }),
      await wait({ offerId: offer.id, amountCurrency: 'HUF', capUses }),
    ]
    await create(rate({ from: 'HUF', rate: '1.1', valid_from: '2026-11-01' }))
    const rows = await Promise.all(ids.map(find))
    expect(rows.map(({ status, reason }) => `${status} ${reason}`).toSorted()).toEqual([
      'Approved ',
      'Rejected cap_reached',
    ])
    const [window] = await database.prisma.capWindow.findMany({ where: { capId } })
    expect(String(window?.used)).toBe('11.9989')
  })

  test('are priced by a job, however many, and keep what someone entered', async () => {
    const entered = await wait({ amountCurrency: 'ZAR', time: new Date('2026-11-10T12:00:00Z') })
    const row = await find(entered)
    await send('PATCH', '/api/v2/conversions', {
      headers: { 'API-KEY': world.admin.key },
      body: {
        updates: [{ tx_id: entered, conversion_time: row.time.toISOString(), hash: hashOf(row), payout: 3 }],
      },
    })
    const ids = await Promise.all(Array.from({ length: 5 }, () => wait({ amountCurrency: 'ZAR' })))
    const data = { organizationId: world.organizationId, from: 'ZAR', to: 'EUR', rate: '1.1', validFrom: new Date(0) }
    await database.prisma.exchangeRate.create({ data: { ...data, lastUpdatedById: world.admin.userId } })
    await priceWaiting(database, events)
    for (const id of ids) expect(amountsOf(await find(id))).toEqual(['11.9989', '22.547745'])
    expect(amountsOf(await find(entered))).toEqual(['3', '0'])
    expect(
      await database.prisma.auditEntry.count({ where: { entityId: { in: ids }, actorId: world.admin.userId } }),
    ).toBe(5)
  })

  const factsOf = async (id: string) => ledgerRowOf(await find(id)).facts
})
