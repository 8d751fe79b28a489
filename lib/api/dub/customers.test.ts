import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { send } from '@/lib/testing/api'
import { recordConversion } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { createWorld, type Person } from '@/lib/testing/world'
import { getCustomer, listCustomers } from './customers.contract'

// Contract: dub-response-shapes.md, and the published SDK.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
const world = await createWorld(database, events)
const other = await createWorld(database, events)
const { organizationId, admin } = world
const [one, two] = world.publishers

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
async function ask(method: Method, path: string, { body, by = admin }: { body?: unknown; by?: Person } = {}) {
  return send(method, `/api/customers${path}`, { body, headers: { authorization: `Bearer ${by.key}` } })
}
async function list(query = '', by = admin) {
  const reply = await ask('GET', query, { by })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return listCustomers.response.parse(reply.body)
}
const names = async (query = '', by = admin) => (await list(query, by)).map(({ externalId }) => externalId)
async function get(id: string, by = admin) {
  const reply = await ask('GET', `/${id}`, { by })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return getCustomer.response.parse(reply.body)
}
const refusal = z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string(), doc_url: z.url() }) })
async function refused(method: Method, path: string, options: { body?: unknown; by?: Person } = {}) {
  const reply = await ask(method, path, options)
  const { error } = refusal.parse(reply.body)
  return [reply.status, error.code, error.message]
}

const ids: Record<string, string> = {}
const numberOf = async (kind: 'publisher' | 'advertiser', number: number) => {
  const where = { organizationId, incrementalId: number }
  return (await (kind === 'publisher' ? prisma.publisher.findFirst({ where }) : prisma.advertiser.findFirst({ where })))
    ?.id
}

/** Stores a customer of a publisher's click. */
async function add(externalId: string, minute: number, publisher: number | null, more: object = {}) {
  const first =
    publisher === null
      ? {}
      : {
          clickId: randomUUID(),
          publisherId: await numberOf('publisher', publisher),
          advertiserId: await numberOf('advertiser', publisher),
        }
  const createdAt = new Date(Date.UTC(2026, 2, 1, 10, minute))
  const data = { organizationId, externalId, createdAt, ...first, ...more }
  ids[externalId] = (await prisma.customer.create({ data })).id
}

async function sell(customer: string, publisher: number, day: number, more: object) {
  const time = new Date(Date.UTC(2026, 2, day))
  const clicked = clickRow({
    organization: organizationId,
    id: randomUUID(),
    time: '2026-03-01 00:00:00.000',
    publisher,
  })
  await recordConversion(database, events, clicked, {
    time,
    customerId: ids[customer] ?? '',
    publisherId: (await numberOf('publisher', publisher)) ?? null,
    advertiserId: (await numberOf('advertiser', publisher)) ?? null,
    amountCurrency: 'EUR',
    ...more,
  })
}

beforeAll(async () => {
  await prisma.organization.update({ where: { id: organizationId }, data: { currency: 'EUR' } })
  await prisma.exchangeRate.create({
    data: { organizationId, from: 'USD', to: 'EUR', rate: '0.5', validFrom: new Date('2026-01-01') },
  })
  await add('ada', 1, 1, { name: 'Ada Byron', email: 'ada@mail.example', country: 'GB' })
  await add('bob', 2, 2, { name: 'Bob 100%', email: 'Bob@mail.example', country: 'US' })
  await add('cy', 3, 1, { country: 'US' })
  await add('dee', 4, null)
  await sell('ada', 1, 10, { amount: '10.005' })
  await sell('ada', 1, 9, { amount: '3', amountCurrency: 'USD' })
  await sell('ada', 2, 8, { amount: '100' })
  // None of these is a sale that counts: no amount, not approved, a currency without a rate.
  await sell('ada', 1, 2, { amount: null, amountCurrency: '' })
  await sell('ada', 1, 3, { amount: '7', status: 'Pending' })
  await sell('ada', 1, 4, { amount: '7', amountCurrency: 'JPY' })
  await sell('bob', 2, 5, { amount: '50' })
  await prisma.customer.create({ data: { organizationId: other.organizationId, externalId: 'ada', name: 'Not ours' } })
})

describe('one customer', () => {
  test('has every documented field and no others, with sales of the ledger', async () => {
    const ada = {
      id: ids.ada,
      externalId: 'ada',
      name: 'Ada Byron',
      email: 'ada@mail.example',
      avatar: null,
      stripeCustomerId: null,
      country: 'GB',
      sales: 3,
      saleAmount: 11151,
      createdAt: '2026-03-01T10:01:00.000Z',
      firstSaleAt: '2026-03-08T00:00:00.000Z',
      subscriptionCanceledAt: null,
    }
    expect(await get(ids.ada ?? '')).toEqual(ada)
    expect(await get('ext_ada')).toEqual(ada)
    expect(await get('ext_dee')).toMatchObject({ sales: 0, saleAmount: 0, firstSaleAt: null, country: null })
  })

  test('can include the publisher', async () => {
    const none = { link: null, programId: null, discount: null }
    const partner = { id: await numberOf('publisher', 1), name: 'Publisher 1', email: null, image: null }
    expect(await get('ext_ada?includeExpandedFields=true')).toMatchObject({ ...none, partner })
    expect(await get('ext_dee?includeExpandedFields=true')).toMatchObject({ ...none, partner: null })
  })

  test('is seen by the publisher of the first click, with sales from their own clicks', async () => {
    expect(await get('ext_ada', one)).toMatchObject({
      sales: 2,
      saleAmount: 1151,
      firstSaleAt: '2026-03-09T00:00:00.000Z',
    })
    expect((await refused('GET', '/ext_ada', { by: two })).slice(0, 2)).toEqual([404, 'not_found'])
  })

  test.each(['ada', 'ext_nobody', 'ext_', randomUUID()])('isn’t found by %s', async (id) => {
    expect((await refused('GET', `/${id}`)).slice(0, 2)).toEqual([404, 'not_found'])
  })
})

describe('the list', () => {
  test.each([
    ['', ['dee', 'cy', 'bob', 'ada']],
    ['?sortOrder=asc', ['ada', 'bob', 'cy', 'dee']],
    ['?sortBy=saleAmount', ['ada', 'bob', 'dee', 'cy']],
    ['?sortBy=saleAmount&sortOrder=asc', ['cy', 'dee', 'bob', 'ada']],
    ['?sortBy=firstSaleAt', ['ada', 'bob', 'dee', 'cy']],
    ['?sortBy=firstSaleAt&sortOrder=asc', ['bob', 'ada', 'cy', 'dee']],
    ['?email=ada@mail.example', ['ada']],
    ['?email=bob@mail.example', []],
    ['?externalId=bob', ['bob']],
    ['?externalId=bob&email=ada@mail.example', ['ada']],
    ['?search=MAIL.EXAMPLE', ['bob', 'ada']],
    ['?search=100%25', ['bob']],
    ['?search=_', []],
    ['?search=cy&externalId=bob', ['bob']],
    ['?country=us', ['cy', 'bob']],
    ['?country=US&search=cy', ['cy']],
    ['?pageSize=3', ['dee', 'cy', 'bob']],
    ['?pageSize=3&page=2', ['ada']],
    ['?pageSize=3&page=3', []],
  ])('%s', async (query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test('can be of a publisher', async () => {
    expect(await names(`?partnerId=${await numberOf('publisher', 1)}`)).toEqual(['cy', 'ada'])
  })

  test('of a publisher user has only customers whose first click is theirs', async () => {
    expect(await names('', one)).toEqual(['cy', 'ada'])
    expect(await names('?search=bob', one)).toEqual([])
    expect(await names('?sortBy=saleAmount', two)).toEqual(['bob'])
  })

  test.each(['createdAt', 'saleAmount', 'firstSaleAt', 'subscriptionCanceledAt'])(
    'by %s pages forward and back without repeating or skipping anyone',
    async (sortBy) => {
      for (const sortOrder of ['asc', 'desc']) {
        const sorted = `?sortBy=${sortBy}&sortOrder=${sortOrder}`
        const all = await names(sorted)
        expect(new Set(all).size).toBe(4)
        const forward: string[] = []
        for (let cursor = ''; forward.length < 4; cursor = `&startingAfter=${ids[forward.at(-1) ?? '']}`)
          forward.push(...(await names(`${sorted}&pageSize=1${cursor}`)))
        expect(forward).toEqual(all)
        expect(await names(`${sorted}&pageSize=2&endingBefore=${ids[all[3] ?? '']}`)).toEqual(all.slice(1, 3))
        expect(await names(`${sorted}&startingAfter=${ids[all[3] ?? '']}`)).toEqual([])
      }
    },
  )

  test.each([
    ['sortBy=name', 'sortBy'],
    ['sortOrder=up', 'sortOrder'],
    ['country=XX', 'country'],
    ['pageSize=101', 'pageSize'],
    ['page=0', 'page'],
    ['search=', 'search'],
    ['email=', 'email'],
    ['partnerId=1', 'partnerId'],
    ['programId=prog_1', 'programId'],
    ['startingAfter=1', 'startingAfter'],
    [`startingAfter=${randomUUID()}`, 'startingAfter'],
    [`endingBefore=${randomUUID()}`, 'endingBefore'],
    [`startingAfter=${randomUUID()}&endingBefore=${randomUUID()}`, 'endingBefore'],
    [`startingAfter=${randomUUID()}&page=2`, 'page'],
    ['includeExpandedFields=maybe', 'includeExpandedFields'],
  ])('refuses %s', async (query, field) => {
    expect(await refused('GET', `?${query}`)).toEqual([
      422,
      'unprocessable_entity',
      expect.stringMatching(new RegExp(`^${field}: `)),
    ])
  })
})

describe('changes', () => {
  test('create, update, and delete, each in the audit log', async () => {
    const made = await ask('POST', '', {
      body: { externalId: 'eve', name: 'Eve', email: 'Eve@Mail.example', country: 'de', stripeCustomerId: 'cus_1' },
    })
    expect(made.status).toBe(201)
    const eve = getCustomer.response.parse(made.body)
    expect(eve).toMatchObject({ email: 'eve@mail.example', country: 'DE', stripeCustomerId: 'cus_1', avatar: null })
    const changed = await ask('PATCH', '/ext_eve', {
      body: { externalId: 'eva', name: null, avatar: 'https://img.example/eva.png' },
    })
    expect(changed).toMatchObject({
      status: 200,
      body: {
        id: eve.id,
        externalId: 'eva',
        name: null,
        email: 'eve@mail.example',
        avatar: 'https://img.example/eva.png',
      },
    })
    expect(await ask('DELETE', '/ext_eva')).toMatchObject({ status: 200, body: { id: eve.id } })
    for (const id of ['ext_eva', eve.id]) expect((await refused('GET', `/${id}`))[0]).toBe(404)
    expect((await refused('DELETE', `/${eve.id}`))[0]).toBe(404)
    const entries = await prisma.auditEntry.findMany({ where: { entityId: eve.id }, orderBy: { id: 'asc' } })
    expect(entries.map(({ action, entity }) => `${action} ${entity}`)).toEqual([
      'create customer',
      'update customer',
      'delete customer',
    ])
    expect(entries.at(-1)).toMatchObject({ before: null, after: null })
  })

  test('a deleted customer’s conversions stay, no one knows whose, and their ID can be used again', async () => {
    await add('flo', 30, 1, { name: 'Flo', email: 'flo@mail.example', country: 'FR' })
    await sell('flo', 1, 20, { amount: '5' })
    await ask('DELETE', '/ext_flo')
    const { flo: id = '' } = ids
    expect(await prisma.customer.findUniqueOrThrow({ where: { id } })).toMatchObject({
      name: '',
      email: '',
      avatar: '',
      country: '',
      externalId: ` ${id}`,
    })
    expect(await prisma.conversion.count({ where: { customerId: id } })).toBe(1)
    expect(await names('?search=flo')).toEqual([])
    const again = await ask('POST', '', { body: { externalId: 'flo' } })
    expect(again).toMatchObject({ status: 201, body: { sales: 0 } })
    await ask('DELETE', '/ext_flo')
  })

  test.each([
    ['no externalId', { name: 'X' }, 'externalId'],
    ['an empty externalId', { externalId: ' ' }, 'externalId'],
    ['an email that isn’t one', { externalId: 'x', email: 'x' }, 'email'],
    ['an avatar that isn’t a URL', { externalId: 'x', avatar: 'data:image/png;base64,AA' }, 'avatar'],
    ['a country that isn’t one', { externalId: 'x', country: 'XX' }, 'country'],
    ['a name that’s too long', { externalId: 'x', name: 'x'.repeat(201) }, 'name'],
    ['an unknown field', { externalId: 'x', sales: 7 }, 'sales'],
  ])('%s is refused', async (_, body, field) => {
    const fault = [422, 'unprocessable_entity', expect.stringMatching(new RegExp(`^${field}: `))]
    expect(await refused('POST', '', { body })).toEqual(fault)
    if ('externalId' in body) expect(await refused('PATCH', '/ext_ada', { body })).toEqual(fault)
  })

  test('an ID that another customer has is a conflict', async () => {
    const taken = [409, 'conflict', 'externalId: is already in use']
    expect(await refused('POST', '', { body: { externalId: 'ada' } })).toEqual(taken)
    expect(await refused('PATCH', '/ext_bob', { body: { externalId: 'ada' } })).toEqual(taken)
  })

  test('a body that isn’t JSON is malformed', async () => {
    expect((await refused('POST', '', { body: '{' })).slice(0, 2)).toEqual([400, 'bad_request'])
  })

  test('publishers change nothing, and managers only what’s theirs', async () => {
    expect((await refused('PATCH', '/ext_ada', { body: {}, by: one })).slice(0, 2)).toEqual([403, 'forbidden'])
    const limited = await world.accountManager({ publisherManagerAccess: 'Limited' }, { publishers: [1] })
    expect((await ask('PATCH', '/ext_ada', { body: {}, by: limited })).status).toBe(200)
    expect((await refused('PATCH', '/ext_bob', { body: {}, by: limited }))[0]).toBe(403)
    expect((await refused('DELETE', '/ext_dee', { by: limited }))[0]).toBe(403)
    expect((await refused('POST', '', { body: { externalId: 'x' }, by: limited }))[0]).toBe(403)
  })
})
