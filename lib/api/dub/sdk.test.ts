import { Dub } from 'dub'
import { HTTPClient } from 'dub/lib/http.js'
import * as errors from 'dub/models/errors'
import { afterAll, describe, expect, test } from 'vitest'
import { config } from '@/lib/config'
import { storeTime } from '@/lib/events/sql'
import { click } from '@/lib/events/tables'
import { dispatch } from '@/lib/api/dispatch'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { provideRecorder } from '@/lib/testing/recorder'
import { createWorld, idAt } from '@/lib/testing/world'
import { uuidTime } from '@/lib/uuid'

// The published SDK with nothing but another base URL. It validates every answer.

const database = await testDatabase()
const events = await testEventLog()
const world = await createWorld(database, events)
provideRecorder(database, events)
const { rateLimitPerMinute } = config()
afterAll(() => void (config().rateLimitPerMinute = rateLimitPerMinute))

const httpClient = new HTTPClient({ fetcher: (input, init) => dispatch(new Request(input, init)) })
const clientOf = (token: string) => new Dub({ token, serverURL: 'http://localhost:3000/api', httpClient })
const dub = clientOf(world.admin.key)

async function create(externalId: string, more: object = {}): Promise<string> {
  const data = { organizationId: world.organizationId, externalId, ...more }
  return (await database.prisma.customer.create({ data })).id
}

test('customers: list, get, update, and delete', async () => {
  const id = await create('user 1/2', { name: 'Ada', country: 'GB' })
  const second = await create('2')
  const { result: listed } = await dub.customers.list({ sortOrder: 'asc', includeExpandedFields: true })
  expect(listed).toMatchObject([
    { id, name: 'Ada', country: 'GB', sales: 0, saleAmount: 0, partner: null },
    { id: second },
  ])
  const pages: string[][] = []
  for await (const { result } of await dub.customers.list({ sortOrder: 'asc', pageSize: 1 }))
    pages.push(result.map((one) => one.id))
  expect(pages.flat()).toEqual([id, second])
  expect(await dub.customers.get({ id: 'ext_user 1/2' })).toMatchObject({ id })
  expect(await dub.customers.get({ id })).toMatchObject({ externalId: 'user 1/2', email: null })
  const requestBody = { email: 'ada@mail.example', name: null, stripeCustomerId: 'cus_1' }
  expect(await dub.customers.update({ id, requestBody })).toMatchObject({ ...requestBody, country: 'GB' })
  expect(await dub.customers.update({ id, includeExpandedFields: true, requestBody: {} })).toMatchObject({
    id,
    link: null,
  })
  expect(await dub.customers.delete('ext_2')).toEqual({ id: second })
  expect((await dub.customers.list()).result).toHaveLength(1)
})

test('track: a lead, and a sale to the customer', async () => {
  const clickId = idAt(new Date(Date.now() - 60_000))
  const at = storeTime(new Date(uuidTime(clickId)))
  await events.append(click, [clickRow({ organization: world.organizationId, id: clickId, time: at, offer: 0 })])
  const customer = { customerExternalId: 'buyer', customerName: 'Ada' }
  const tracked = await dub.track.lead({ clickId, eventName: 'Sign up', ...customer, metadata: { plan: 'pro' } })
  expect(tracked).toEqual({
    click: { id: clickId },
    link: null,
    customer: { name: 'Ada', email: null, avatar: null, externalId: 'buyer' },
  })
  await dub.track.lead({ clickId: '', eventName: 'Trial', customerExternalId: 'buyer', mode: 'wait' })
  const sold = { customerExternalId: 'buyer', amount: 1250, invoiceId: 'INV-1', paymentProcessor: 'stripe' } as const
  const sale = await dub.track.sale({ ...sold, currency: 'eur', leadEventName: 'Sign up' })
  expect(sale).toMatchObject({
    eventName: 'Purchase',
    customer: { externalId: 'buyer', name: 'Ada' },
    sale: { amount: 1250, currency: 'eur', invoiceId: 'INV-1', paymentProcessor: 'stripe', metadata: null },
  })
  expect(await dub.track.sale({ customerExternalId: 'nobody', amount: 1 })).toEqual({
    eventName: 'Purchase',
    customer: null,
    sale: null,
  })
  const unknown = dub.track.lead({ clickId: idAt(new Date(0)), eventName: 'Sign up', customerExternalId: 'other' })
  await expect(unknown).rejects.toBeInstanceOf(errors.NotFound)
})

describe('errors are the SDK’s own', () => {
  test('401, 403, 404, 409, and 422', async () => {
    const id = await create('taken')
    const other = await create('other')
    await expect(clientOf('wrong').customers.list()).rejects.toBeInstanceOf(errors.Unauthorized)
    const publisher = clientOf(world.publishers[0].key)
    await expect(publisher.customers.delete(id)).rejects.toBeInstanceOf(errors.Forbidden)
    await expect(dub.customers.get({ id: 'ext_nobody' })).rejects.toBeInstanceOf(errors.NotFound)
    const requestBody = { externalId: 'taken' }
    await expect(dub.customers.update({ id: other, requestBody })).rejects.toBeInstanceOf(errors.Conflict)
    const unprocessable = await dub.customers.list({ pageSize: 1000 }).catch((error: unknown) => error)
    expect(unprocessable).toBeInstanceOf(errors.UnprocessableEntity)
    expect(unprocessable).toMatchObject({
      error: {
        code: 'unprocessable_entity',
        message: expect.stringMatching(/^pageSize: /),
        docUrl: expect.any(String),
      },
    })
  })

  test('400: a body that can’t be read', async () => {
    const breaking = new HTTPClient({
      fetcher: (input, init) => {
        const { url, method, headers } = new Request(input, init)
        return dispatch(new Request(url, { method, headers, body: '{' }))
      },
    })
    const broken = new Dub({ token: world.admin.key, serverURL: 'http://localhost:3000/api', httpClient: breaking })
    const id = await create('broken')
    await expect(broken.customers.update({ id, requestBody: {} })).rejects.toBeInstanceOf(errors.BadRequest)
  })

  test('429', async () => {
    config().rateLimitPerMinute = 1
    // Four calls span at most two windows, so at least one is over the limit no matter when the minute ends.
    const calls = await Promise.allSettled(Array.from({ length: 4 }, () => dub.customers.list()))
    const reasons: unknown[] = calls.flatMap((call) => (call.status === 'rejected' ? [call.reason] : []))
    expect(reasons.some((reason) => reason instanceof errors.RateLimitExceeded)).toBe(true)
  })
})
