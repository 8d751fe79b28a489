import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { shipOutbox } from '@/lib/conversions/outbox'
import { storeTime } from '@/lib/events/sql'
import { click, type ClickRow } from '@/lib/events/tables'
import { send } from '@/lib/testing/api'
import { createIntegrations, createOffers } from '@/lib/testing/catalog'
import { countedConversions } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { provideRecorder } from '@/lib/testing/recorder'
import { createWorld, type Person } from '@/lib/testing/world'
import { newUuid } from '@/lib/uuid'
import { trackLead, trackSale } from './track.contract'

// Contract: dub-response-shapes.md (Operations, Attribution), and docs/decisions/0032-leads-and-sales.md.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
const world = await createWorld(database, events)
const { organizationId, admin } = world
const recorder = provideRecorder(database, events)
beforeAll(() => prisma.organization.update({ where: { id: organizationId }, data: { currency: 'EUR' } }))

/** Stores a click. Without an offer unless the values name one. @returns its ID */
async function clicked(values: Partial<ClickRow> = {}): Promise<string> {
  const at = new Date(Date.now() - 60_000)
  const none = { offer: 0, advertiser: 0, network: 0, landing_page: 0, publisher: 1 }
  const row = clickRow({ organization: organizationId, id: newUuid(at), time: storeTime(at), ...none, ...values })
  await events.append(click, [row])
  return row.id
}

const ask = (path: string, body: object, by: Person = admin) =>
  send('POST', `/api/track/${path}`, { body, headers: { authorization: `Bearer ${by.key}` } })
/** Asks again while too many others do, as callers should. */
async function insist(path: string, body: object, by?: Person) {
  for (;;) {
    const reply = await ask(path, body, by)
    if (reply.status !== 503) return reply
  }
}
async function lead(body: object, by?: Person) {
  const reply = await insist('lead', { eventName: 'Sign up', ...body }, by)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return trackLead.response.parse(reply.body)
}
async function sale(body: object, by?: Person) {
  const reply = await insist('sale', { amount: 1250, currency: 'eur', ...body }, by)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return trackSale.response.parse(reply.body)
}
async function refused(path: string, body: object, by?: Person) {
  const reply = await ask(path, { ...(path === 'lead' ? { eventName: 'Sign up' } : { amount: 1 }), ...body }, by)
  return [reply.status, reply.body]
}
const refusal = (code: string, field: string) => ({
  error: { code, message: expect.stringMatching(new RegExp(`^${field}(\\..+)?: `)), doc_url: expect.any(String) },
})

let customerExternalId = ''
beforeEach(() => void (customerExternalId = randomUUID()))
const ledger = (customer = customerExternalId) =>
  prisma.conversion.findMany({ where: { organizationId, customer: { externalId: customer } }, orderBy: { id: 'asc' } })

/** An offer with a conversion that's called Purchase. @returns values of its clicks */
async function offer(values: object = {}) {
  const [integration] = await createIntegrations(database, organizationId, [{ name: randomUUID() }])
  const advertiser = await prisma.advertiser.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  const [made] = await createOffers(database, organizationId, [
    {
      name: randomUUID(),
      integrationId: integration?.id ?? '',
      advertiserId: advertiser.id,
      currency: 'EUR',
      conversionName: 'Purchase',
      payoutType: 'CPA',
      payout: '2',
      revenueType: 'RPA',
      revenue: '3',
      ...values,
    },
  ])
  return { id: made?.id ?? '', clicks: { offer: made?.incrementalId ?? 0, advertiser: 1 } }
}
const paid = async (of?: string) => (await ledger(of)).map(({ kind, payout }) => `${kind} ${String(payout)}`)

describe('a lead', () => {
  test('ties a click to a customer, and is in the event log', async () => {
    const clickId = await clicked({ link: '', url: 'https://shop.example/landing' })
    const person = { customerName: 'Ada', customerEmail: 'ada@mail.example', customerAvatar: 'https://a.example/a.png' }
    expect(await lead({ clickId, customerExternalId, ...person, metadata: { plan: 'pro' } })).toEqual({
      click: { id: clickId },
      link: null,
      customer: {
        name: 'Ada',
        email: 'ada@mail.example',
        avatar: 'https://a.example/a.png',
        externalId: customerExternalId,
      },
    })
    expect(await ledger()).toMatchObject([
      { kind: 'lead', name: 'Sign up', clickId, status: 'Approved', amount: null, isFirstSale: null, offerId: null },
    ])
    await recorder.drain()
    const [row] = (await ledger()).map(({ id }) => id)
    const counted = (await countedConversions(events, organizationId)).find(({ id }) => id === row)
    expect(counted).toMatchObject({
      kind: 'lead',
      name: 'Sign up',
      metadata: '{"plan":"pro"}',
      url: 'https://shop.example/landing',
      source: 'track',
      sale_type: '',
      currency: 'EUR',
    })
  })

  test('names the short link of the click', async () => {
    const publisher = await prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
    const { id } = await prisma.link.create({
      data: {
        organizationId,
        domain: 'go.example',
        key: 'Sale',
        lookupKey: 'sale',
        url: 'https://shop.example/',
        publisherId: publisher.id,
        externalId: 'mine',
      },
    })
    const clickId = await clicked({ link: id, domain: 'go.example', key: 'Sale' })
    expect((await lead({ clickId, customerExternalId })).link).toEqual({
      id,
      domain: 'go.example',
      key: 'Sale',
      shortLink: 'https://go.example/Sale',
      url: 'https://shop.example/',
      partnerId: publisher.id,
      programId: null,
      tenantId: null,
      externalId: 'mine',
    })
  })

  test('is ignored for 7 days, with the answer of the first', async () => {
    const [first, second] = [await clicked(), await clicked()]
    const answer = await lead({ clickId: first, customerExternalId })
    expect(await lead({ clickId: second, customerExternalId, eventName: 'sign up' })).toEqual(answer)
    expect(await ledger()).toHaveLength(1)
    await lead({ clickId: second, customerExternalId, eventName: 'Demo booked' })
    expect(await ledger()).toHaveLength(2)
    await prisma.conversion.updateMany({
      where: { name: 'Sign up', customer: { externalId: customerExternalId } },
      data: { time: new Date(Date.now() - 7 * 86_400_000 - 1000) },
    })
    expect((await lead({ clickId: second, customerExternalId })).click.id).toBe(second)
    expect(await ledger()).toHaveLength(3)
    // The customer keeps the first click.
    expect(await prisma.customer.findFirst({ where: { externalId: customerExternalId } })).toMatchObject({
      clickId: first,
    })
  })

  test('counts as often as its quantity says, once', async () => {
    const clickId = await clicked()
    for (const _ of [1, 2]) await lead({ clickId, customerExternalId, eventQuantity: 5 })
    expect(await ledger()).toHaveLength(5)
  })

  test('that’s deferred counts with a later call without a click', async () => {
    const clickId = await clicked()
    expect(await lead({ clickId, customerExternalId, mode: 'deferred' })).toMatchObject({ click: { id: clickId } })
    expect(await ledger()).toEqual([])
    expect(await lead({ clickId: '', customerExternalId })).toMatchObject({ click: { id: clickId } })
    expect(await ledger()).toHaveLength(1)
  })

  test('of a rejected click is rejected', async () => {
    await lead({ clickId: await clicked({ status: 'Rejected', reason: 'geo' }), customerExternalId })
    expect(await ledger()).toMatchObject([{ status: 'Rejected', reason: 'click_rejected' }])
  })

  test('that’s retried 50 times at once, by several processes, counts once', async () => {
    const clickId = await clicked()
    const answers = await Promise.all(Array.from({ length: 50 }, () => lead({ clickId, customerExternalId })))
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await ledger()).toHaveLength(1)
  })
})

describe('a sale', () => {
  test('is of the customer’s latest lead, or of the one it names', async () => {
    const [first, second] = [await clicked(), await clicked()]
    await lead({ clickId: first, customerExternalId })
    await lead({ clickId: second, customerExternalId, eventName: 'Trial' })
    const { id } = await prisma.customer.findFirstOrThrow({ where: { externalId: customerExternalId } })
    expect(
      await sale({ customerExternalId, invoiceId: `${id}-1`, paymentProcessor: 'stripe', metadata: { seats: 3 } }),
    ).toEqual({
      eventName: 'Purchase',
      customer: { id, name: null, email: null, avatar: null, externalId: customerExternalId },
      sale: {
        amount: 1250,
        currency: 'eur',
        paymentProcessor: 'stripe',
        invoiceId: `${id}-1`,
        metadata: { seats: 3 },
      },
    })
    await sale({ customerExternalId, leadEventName: 'Sign up' })
    const sales = (await ledger()).filter(({ kind }) => kind === 'sale')
    expect(sales).toMatchObject([
      { clickId: second, isFirstSale: true, paymentProcessor: 'stripe', payout: expect.anything() },
      { clickId: first, isFirstSale: false, paymentProcessor: 'custom' },
    ])
    await recorder.drain()
    const types = (await countedConversions(events, organizationId)).filter(({ customer }) => customer === id)
    expect(types.map(({ sale_type: type }) => type)).toEqual(['', '', 'new', 'recurring'])
  })

  test('with a click and an unknown customer is direct', async () => {
    const clickId = await clicked()
    expect((await sale({ clickId, customerExternalId, customerName: 'Eve' })).customer).toMatchObject({ name: 'Eve' })
    expect(await ledger()).toMatchObject([{ kind: 'sale', clickId }])
  })

  test('of neither a customer nor a click is nothing', async () => {
    expect(await sale({ customerExternalId })).toEqual({ eventName: 'Purchase', customer: null, sale: null })
    expect(await ledger()).toEqual([])
  })

  test('with the same invoice counts once, with the answer of the first', async () => {
    const clickId = await clicked()
    const invoiceId = randomUUID()
    const first = await sale({ clickId, customerExternalId, invoiceId })
    expect(await sale({ clickId, customerExternalId, invoiceId, amount: 99, metadata: { a: 1 } })).toEqual(first)
    expect(await sale({ clickId, customerExternalId: randomUUID(), invoiceId })).toEqual(first)
    expect(await ledger()).toHaveLength(1)
  })

  test('that’s retried 50 times at once, by several processes, counts once', async () => {
    const clickId = await clicked()
    const invoiceId = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        // Some name another customer.
        sale({ clickId, customerExternalId: `${customerExternalId}${index % 3}`, invoiceId }),
      ),
    )
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await prisma.conversion.count({ where: { organizationId, externalId: invoiceId } })).toBe(1)
  })

  test('is the first one once, however many come at once', async () => {
    const clickId = await clicked()
    await lead({ clickId, customerExternalId })
    await Promise.all(Array.from({ length: 20 }, (_, index) => sale({ customerExternalId, amount: index })))
    const sales = (await ledger()).filter(({ kind }) => kind === 'sale')
    expect(sales).toHaveLength(20)
    expect(sales.filter(({ isFirstSale }) => isFirstSale)).toHaveLength(1)
  })

  test.each([
    ['JPY', 1580, '1580'],
    ['KWD', 1580, '1.58'],
    ['EUR', 1580, '15.8'],
  ])('in %s has minor units', async (currency, amount, stored) => {
    const answer = await sale({
      clickId: await clicked(),
      customerExternalId,
      currency: currency.toLowerCase(),
      amount,
    })
    expect(answer.sale).toMatchObject({ amount, currency: currency.toLowerCase() })
    const [row] = await ledger()
    expect([String(row?.amount), row?.amountCurrency]).toEqual([stored, currency])
  })

  test('is among the customer’s sales, which their publisher sees with the amount', async () => {
    await sale({ clickId: await clicked(), customerExternalId })
    const reply = await send('GET', `/api/customers/ext_${customerExternalId}`, {
      headers: { authorization: `Bearer ${world.publishers[0].key}` },
    })
    expect(reply.body).toMatchObject({ sales: 1, saleAmount: 1250 })
  })
})

describe('an offer', () => {
  test('pays for what’s called like its conversion or an event, and for nothing else', async () => {
    const { id, clicks } = await offer()
    await prisma.offerEvent.create({
      data: { organizationId, incrementalId: 1, offerId: id, name: 'Renewal', payout: '0.5' },
    })
    const clickId = await clicked(clicks)
    await lead({ clickId, customerExternalId })
    // An event needs the conversion first.
    await sale({ customerExternalId, eventName: 'renewal' })
    await sale({ customerExternalId })
    await sale({ customerExternalId, eventName: 'Renewal' })
    // The click has converted.
    await sale({ customerExternalId })
    expect(await paid()).toEqual(['lead 0', 'sale 0', 'conversion 2', 'event 0.5', 'sale 0'])
  })

  test('pays once for what’s reported by postback, too', async () => {
    const { clicks } = await offer({ allowDuplicateConversions: true })
    const clickId = await clicked(clicks)
    const postback = {
      organizationId,
      allowedOfferId: null,
      source: 'postback' as const,
      transactionId: clickId,
      offerId: null,
      event: null,
      amount: '12.50',
      amountCurrency: 'EUR',
      status: null,
      rejectedReason: null,
      country: '',
      customer: { externalId: customerExternalId, name: '', email: '' },
      time: Date.now(),
    }
    const both = (externalId: string) => [
      () => recorder.record({ ...postback, externalId }),
      () => sale({ clickId, customerExternalId, invoiceId: externalId }),
    ]
    for (const report of both('1')) await report()
    for (const report of both('2').toReversed()) await report()
    // At once, and again and again.
    const ids = Array.from({ length: 10 }, (_, index) => `at once ${index}`)
    await Promise.all(ids.flatMap((one) => [...both(one), ...both(one)]).map((report) => report()))
    expect(await paid()).toEqual(Array.from({ length: 12 }, () => 'conversion 2'))
  })

  test('counts a lead as often as it allows', async () => {
    const { clicks } = await offer({ conversionName: 'Sign up' })
    await lead({ clickId: await clicked(clicks), customerExternalId, eventQuantity: 3 })
    expect((await paid()).toSorted()).toEqual(['conversion 2', 'lead 0', 'lead 0'])
  })
})

describe('what’s wrong is said', () => {
  const other = randomUUID()
  test.each([
    [
      'lead',
      { clickId: newUuid(new Date(Date.now() - 60_000)), customerExternalId: other },
      404,
      'not_found',
      'clickId',
    ],
    ['lead', { clickId: 'abc', customerExternalId: other }, 404, 'not_found', 'clickId'],
    ['lead', { customerExternalId: other }, 404, 'not_found', 'customerExternalId'],
    ['lead', { clickId: 'abc' }, 422, 'unprocessable_entity', 'customerExternalId'],
    ['lead', { customerExternalId: other, eventName: '' }, 422, 'unprocessable_entity', 'eventName'],
    ['lead', { customerExternalId: other, eventQuantity: 101 }, 422, 'unprocessable_entity', 'eventQuantity'],
    ['lead', { customerExternalId: other, mode: 'later' }, 422, 'unprocessable_entity', 'mode'],
    [
      'lead',
      { customerExternalId: other, metadata: { a: 'x'.repeat(10_000) } },
      422,
      'unprocessable_entity',
      'metadata',
    ],
    ['lead', { customerExternalId: other, metadata: { a: '\0' } }, 422, 'unprocessable_entity', 'metadata'],
    ['lead', { customerExternalId: other, metadata: { 'a\0': 1 } }, 422, 'unprocessable_entity', 'metadata'],
    ['lead', { customerExternalId: other, customerEmail: 'x' }, 422, 'unprocessable_entity', 'customerEmail'],
    ['sale', { clickId: 'abc', customerExternalId: other }, 404, 'not_found', 'clickId'],
    ['sale', { customerExternalId: other, amount: -1 }, 422, 'unprocessable_entity', 'amount'],
    ['sale', { customerExternalId: other, amount: 1.5 }, 422, 'unprocessable_entity', 'amount'],
    ['sale', { customerExternalId: other, amount: 9e15, currency: 'jpy' }, 422, 'unprocessable_entity', 'amount'],
    ['sale', { customerExternalId: other, currency: 'xxx' }, 422, 'unprocessable_entity', 'currency'],
    ['sale', { customerExternalId: other, paymentProcessor: 'cash' }, 422, 'unprocessable_entity', 'paymentProcessor'],
  ])('%s %j', async (path, body, status, code, field) => {
    expect(await refused(path, body)).toEqual([status, refusal(code, field)])
  })

  test('a lead that the customer doesn’t have', async () => {
    await lead({ clickId: await clicked(), customerExternalId })
    expect(await refused('sale', { customerExternalId, leadEventName: 'Trial' })).toEqual([
      404,
      refusal('not_found', 'leadEventName'),
    ])
  })

  test('a click, or a customer, of someone else', async () => {
    const manager = await world.accountManager({}, { publishers: [1] })
    const [mine, theirs] = [await clicked(), await clicked({ publisher: 2 })]
    await lead({ clickId: theirs, customerExternalId, customerName: 'Theirs' })
    expect(await refused('lead', { clickId: theirs, customerExternalId: other }, manager)).toEqual([
      404,
      refusal('not_found', 'clickId'),
    ])
    expect(await refused('sale', { clickId: mine, customerExternalId, customerName: 'Mine' }, manager)).toEqual([
      403,
      refusal('forbidden', 'customerExternalId'),
    ])
    expect(await prisma.customer.findFirst({ where: { externalId: customerExternalId } })).toMatchObject({
      name: 'Theirs',
    })
    await lead({ clickId: mine, customerExternalId: randomUUID() }, manager)
    const publisher = await ask('lead', { clickId: mine, customerExternalId, eventName: 'x' }, world.publishers[0])
    expect(publisher.status).toBe(403)
  })

  test('a store that’s away, with when to come again', async () => {
    const clickId = await clicked()
    const broken = vi.fn(() => Promise.reject(new Error('The store is away.')))
    provideRecorder(database, { ...events, query: broken })
    const reply = await ask('lead', { clickId, customerExternalId, eventName: 'Sign up' })
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)])
    provideRecorder(database, events)
    await lead({ clickId, customerExternalId })
  })
})

test('whatever is tracked reaches the event log once', async () => {
  await recorder.drain()
  await shipOutbox(database, events)
  const ids = await prisma.conversion.findMany({ where: { organizationId }, select: { id: true } })
  expect((await countedConversions(events, organizationId)).map(({ id }) => id).toSorted()).toEqual(
    ids.map(({ id }) => id).toSorted(),
  )
})
