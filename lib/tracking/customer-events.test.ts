import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createToken, loggedPostbacks } from '@/lib/testing/conversions'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'

// Conversions and events that advertisers report by customer, without a click ID.

const DAY = 86_400_000
const SOON = { timeout: 15_000, interval: 20 }
const answer = z.looseObject({ status: z.string(), message: z.string(), conversion_id: z.string().optional() })

let started: StartedTracker
let token: string
let clock: number | undefined
let upsell: { id: string; incrementalId: number }
const main = () => started.of('Not per click')
const other = () => started.of('Deep')

beforeAll(async () => {
  started = await startTracker({ now: () => clock ?? Date.now() })
  const { database, organization } = started
  token = await createToken(database, organization.id)
  const values = { organizationId: organization.id, name: 'Renewal', payout: '2', allowMultipleEvents: true }
  upsell = await database.prisma.offerEvent.create({ data: { ...values, incrementalId: 71, offerId: main().id } })
  await database.prisma.offerEvent.create({ data: { ...values, incrementalId: 72, offerId: other().id } })
  await known(token)
})
afterAll(() => started.close())

const known = (secret: string) =>
  vi.waitFor(async () => {
    const { body } = await started.get(`/t/postback?secure=${secret}`, { method: 'POST' })
    expect(body).toContain('transaction_id is required')
  }, SOON)

async function click(offer = main()): Promise<string> {
  const { body } = await started.get(`/t/click?offer=${offer.id}&publisher=${started.publisher.id}&no_redirect=true`)
  return z.object({ transaction_id: z.string() }).parse(JSON.parse(body)).transaction_id
}
async function post(parameters: Record<string, string>) {
  const { status, body } = await started.get(`/t/postback?${new URLSearchParams({ secure: token, ...parameters })}`)
  return { http: status, ...answer.parse(JSON.parse(body)) }
}
/** Someone who converted by a click. @returns the click's ID */
async function convert(customer: string, offer = main()): Promise<string> {
  const id = await click(offer)
  expect(await post({ transaction_id: id, customer_id: customer })).toMatchObject({ status: 'approved' })
  return id
}
const renewals = (customer: string) =>
  started.database.prisma.conversion.findMany({
    where: { customer: { externalId: customer }, kind: 'event' },
    orderBy: { id: 'asc' },
  })

test('an event is attributed to the click of the customer’s latest conversion', async () => {
  await convert('ana')
  const second = await convert('ana')
  const said = await post({ customer_id: 'ana', event_name: 'renewal', amount: '9.90' })
  expect(said).toMatchObject({ http: 200, status: 'approved' })
  expect(await renewals('ana')).toMatchObject([{ id: said.conversion_id, clickId: second, offerEventId: upsell.id }])
  await started.recorder.drain()
  const logged = await loggedPostbacks(started.events, started.organization.id)
  expect(logged.at(-1)).toMatchObject({ result: 'approved', click: second, conversion: said.conversion_id })
})

test('a customer is of the publisher and advertiser of the click that first led to them', async () => {
  const first = await convert('abe')
  await convert('abe', other())
  const { organization, publisher, database } = started
  expect(
    await database.prisma.customer.findFirst({ where: { organizationId: organization.id, externalId: 'abe' } }),
  ).toMatchObject({ clickId: first, publisherId: publisher.id, advertiserId: main().advertiserId })
})

test('another conversion is attributed to the click that first led to the customer', async () => {
  const first = await convert('ben')
  await convert('ben')
  expect(await post({ customer_id: 'ben' })).toMatchObject({ status: 'duplicate' })
  const where = { id: main().id }
  await started.database.prisma.offer.update({ where, data: { allowDuplicateConversions: true } })
  const { conversion_id: id = '' } = await post({ customer_id: 'ben', external_transaction_id: 'order 3' })
  expect(await started.database.prisma.conversion.findUnique({ where: { id } })).toMatchObject({ clickId: first })
  await started.database.prisma.offer.update({ where, data: { allowDuplicateConversions: false } })
})

test('retries count once, at once and after the customer converted again', async () => {
  const first = await convert('cleo')
  const say = () => post({ customer_id: 'cleo', event_id: upsell.id, external_transaction_id: 'r1' })
  const all = await Promise.all(Array.from({ length: 20 }, say))
  expect(all.map(({ status }) => status).toSorted()).toEqual(['approved', ...Array(19).fill('duplicate')])
  expect(new Set(all.map((one) => one.conversion_id)).size).toBe(1)
  await convert('cleo')
  expect(await say()).toMatchObject({ status: 'duplicate', conversion_id: all[0]?.conversion_id })
  expect(await renewals('cleo')).toMatchObject([{ clickId: first }])
})

describe('the offer', () => {
  test('has to be named if there are several, by number or ID', async () => {
    const [ofMain, ofOther] = [await convert('dora'), await convert('dora', other())]
    const numbers = [main(), other()].map(({ incrementalId }) => incrementalId).toSorted((a, b) => a - b)
    const say = (more: object) => post({ customer_id: 'dora', event_name: 'Renewal', ...more })
    expect(await say({})).toMatchObject({
      http: 400,
      status: 'invalid',
      field: 'offer_id',
      message: `offer_id is required: the customer has conversions of the offers ${numbers.join(', ')}.`,
    })
    expect(await say({ offer_id: String(other().incrementalId) })).toMatchObject({ status: 'approved' })
    expect(await say({ offer_id: main().id })).toMatchObject({ status: 'approved' })
    expect((await renewals('dora')).map(({ clickId }) => clickId)).toEqual([ofOther, ofMain])
  })

  test('is the token’s, if the token is an offer’s', async () => {
    const id = await convert('emil')
    await convert('emil', other())
    const own = await createToken(started.database, started.organization.id, main().id)
    await known(own)
    const say = (more: object) => post({ secure: own, customer_id: 'emil', event_name: 'Renewal', ...more })
    expect(await say({})).toMatchObject({ status: 'approved' })
    expect(await renewals('emil')).toMatchObject([{ clickId: id }])
    expect(await say({ offer_id: other().id })).toMatchObject({ http: 403, status: 'wrong_token', field: 'offer_id' })
    // The organization's token isn't for this offer anymore, so only the other one is left.
    expect(await post({ customer_id: 'emil', event_name: 'Renewal' })).toMatchObject({ status: 'approved' })
    expect(await renewals('emil')).toHaveLength(2)
    await started.database.prisma.postbackToken.deleteMany({ where: { offerId: main().id } })
    await vi.waitFor(
      () =>
        expect(started.catalog.organizations.get(started.organization.id)?.postbackTokens.has(main().id)).toBe(false),
      SOON,
    )
  })
})

test.each<[name: string, parameters: Record<string, string>, http: number, status: string, field: string]>([
  ['an unknown customer', { customer_id: 'nobody' }, 404, 'unknown_customer', 'customer_id'],
  ['neither a click nor a customer', {}, 400, 'invalid', 'transaction_id'],
  ['an unknown offer', { customer_id: 'fay', offer_id: '4711' }, 400, 'invalid', 'offer_id'],
  ['an unknown event', { customer_id: 'fay', event_name: 'Nothing' }, 404, 'unknown_event', 'event_name'],
])('%s is said', async (_, parameters, http, status, field) => {
  await post({ transaction_id: await click(), customer_id: 'fay' })
  expect(await post(parameters)).toMatchObject({ http, status, field })
})

test('an offer that the customer has nothing of is said', async () => {
  await convert('gus')
  const offer_id = other().id
  expect(await post({ customer_id: 'gus', event_name: 'Renewal', offer_id })).toMatchObject({
    http: 409,
    status: 'conversion_missing',
    field: 'customer_id',
  })
  expect(await post({ customer_id: 'gus', offer_id })).toMatchObject({
    http: 404,
    status: 'unknown_click',
    field: 'offer_id',
  })
})

test('the offer’s attribution window applies', async () => {
  clock = Date.now()
  await convert('hal')
  clock += 30 * DAY + 60_000
  expect(await post({ customer_id: 'hal', event_name: 'Renewal' })).toMatchObject({ http: 410, status: 'late' })
  clock = undefined
})
