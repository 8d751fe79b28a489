import { beforeAll, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'
import { exchangeRates } from './exchange-rates'
import { exchangeRatesImport } from './exchange-rates.contract'

// Who can do what: isolation-people.test.ts.

const database = await testDatabase()
let world: World
beforeAll(async () => {
  world = await createWorld(database, await testEventLog())
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
