import { beforeAll, describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { recordDelivered } from '@/lib/outbound/call-store'
import { loggedPostbacks } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { makeEvent, makeOffer } from '@/lib/testing/terms'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { newUuid } from '@/lib/uuid'
import { postbacks } from './postbacks'
import { readPostbackSecret, testPostback } from './postbacks.contract'

// Who can do what: isolation-publishers.test.ts.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let publisher: Person
let offer: { id: string; incrementalId: number; name: string }
let event: { id: string; incrementalId: number; name: string }

beforeAll(async () => {
  world = await createWorld(database, events)
  publisher = world.publishers[0]
  const made = await makeOffer(database, world.organizationId)
  offer = made
  event = await makeEvent(database, made)
  await setManager(true)
})

const setManager = (postbackManagerEnabled: boolean) =>
  database.prisma.publisher.updateMany({
    where: { organizationId: world.organizationId, incrementalId: 1 },
    data: { postbackManagerEnabled },
  })

async function ask(
  method: Parameters<typeof send>[0],
  path: string,
  { body, status = 200, by = world.admin }: { body?: unknown; status?: number; by?: Person } = {},
): Promise<unknown> {
  const reply = await send(method, `/api/v2/postbacks${path}`, { headers: { 'API-KEY': by.key }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}
const create = async (body: object, by?: Person) =>
  postbacks.create.contract.response.parse(await ask('POST', '', { body, by })).created_item_id
const get = async (id: string, by?: Person) =>
  postbacks.read.contract.response.parse(await ask('GET', `/${id}`, { by })).data
const names = async (query: string, by?: Person) =>
  postbacks.list.contract.response.parse(await ask('GET', `?${query}`, { by })).data.map(({ name }) => name)
const secretOf = async (id: string) => readPostbackSecret.response.parse(await ask('GET', `/${id}/secret`)).data.secret
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})

const postback = (more: object = {}) => ({
  name: 'Sales',
  trigger: 'conversion',
  url: 'https://partner.example/in?id={conversion_id}&click={click_id}&pay={payout}',
  ...more,
})
const json = { method: 'POST', body: '{"click": "{click_id}", "payout": {payout}}' }

test('create, read, list, update, delete, and restore', async () => {
  const id = await create(
    postback({
      publisher_incremental_id: 1,
      offer_incremental_id: offer.incrementalId,
      event_incremental_id: event.incrementalId,
      trigger: 'event',
      headers: { Authorization: 'Bearer first-secret' },
      delay_seconds: 60,
      ...json,
    }),
  )
  expect(await get(id)).toEqual({
    id,
    incremental_id: 1,
    organization: world.organizationId,
    name: 'Sales',
    active: true,
    publisher_incremental_id: 1,
    publisher: expect.objectContaining({ incremental_id: 1, name: 'Publisher 1' }),
    offer_incremental_id: offer.incrementalId,
    offer: { id: offer.id, incremental_id: offer.incrementalId, name: offer.name },
    event_incremental_id: event.incrementalId,
    event: { id: event.id, incremental_id: event.incrementalId, name: event.name },
    trigger: 'event',
    method: 'POST',
    url: postback().url,
    headers: { Authorization: 'Bearer first-secret' },
    body_type: 'JSON',
    body: json.body,
    delay_seconds: 60,
    switched_off_at: null,
    switched_off_why: '',
    delivered: 0,
    waiting: 0,
    failed: 0,
    failing_since: null,
    last_delivered_at: null,
    last_error: '',
    last_error_at: null,
    archived: false,
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: world.admin.userId,
  })
  await create(postback({ name: 'The network’s' }))
  expect(await names('sort=name')).toEqual(['Sales', 'The network’s'])
  expect(await names('filter[publisher_incremental_id]=1')).toEqual(['Sales'])
  expect(await names('q=network')).toEqual(['The network’s'])
  await ask('PATCH', `/${id}`, {
    body: { event_incremental_id: null, headers: { Authorization: 'Bearer second-secret' } },
  })
  expect(await get(id)).toMatchObject({ event: null, headers: { Authorization: 'Bearer second-secret' } })
  await ask('DELETE', `/${id}`)
  expect(await names('')).toEqual(['The network’s'])
  await ask('PATCH', `/${id}`, { body: { archived: false } })
  const entries = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action }) => action)).toEqual(['create', 'update', 'archive', 'restore'])
  expect(JSON.stringify(entries)).not.toMatch(/-secret/)
})

test('a postback that was switched off is switched on again by whoever has seen why', async () => {
  const id = await create(postback())
  await database.prisma.postback.update({
    where: { id },
    data: { active: false, switchedOffAt: new Date(), switchedOffWhy: 'It failed.' },
  })
  expect(await get(id)).toMatchObject({ active: false, switched_off_why: 'It failed.' })
  await ask('PATCH', '/bulk', { body: { active: true, data: [id] } })
  expect(await get(id)).toMatchObject({ active: true, switched_off_at: null, switched_off_why: '' })
})

describe('refuses', () => {
  const long = 'x'.repeat(1001)
  test.each<[object, string, RegExp]>([
    [{ url: 'ftp://partner.example/' }, 'url', /must start with http/],
    [{ url: 'https://{click_id}.example/' }, 'url', /without macros/],
    [
      { url: 'http://0x7f000001/in' },
      'url',
      /leads to 127.0.0.1, which isn’t a public address. Operators .*OUTBOUND_ALLOW/,
    ],
    [{ url: 'https://a.example/{clickid}' }, 'url', /unknown macro \{clickid\}. Macros: .*\{payout\}/],
    [{ url: 'https://a.example/{payout}', trigger: 'click' }, 'url', /which clicks don’t have/],
    [{ url: 'https://a.example/{revenue}', publisher_incremental_id: 1 }, 'url', /publishers never get/],
    [{ ...json, body: '{"r": {revenue}}', publisher_incremental_id: 1 }, 'body', /publishers never get/],
    [{ ...json, body: '{"payout": {payout}' }, 'body', /must be JSON/],
    [{ ...json, method: 'GET' }, 'body', /only allowed with the method POST/],
    [{ headers: { 'X Y': '1' } }, 'headers.X Y', /valid header name/],
    [{ headers: { Host: 'a.example' } }, 'headers.Host', /sets itself/],
    [{ headers: { 'X-Key': 'a\r\nb' } }, 'headers.X-Key', /printable ASCII/],
    [{ headers: { 'X-Key': long } }, 'headers.X-Key', /at most 1,000/],
    [{ headers: { 'X-Key': 'a', 'x-key': 'b' } }, 'headers', /only once/],
    [{ delay_seconds: 86_401 }, 'delay_seconds', /from 0 to 86,400/],
    [{ trigger: 'sale' }, 'trigger', /must be one of click, conversion/],
    [{ publisher_incremental_id: 99 }, 'publisher_incremental_id', /No publisher/],
    [{ offer_incremental_id: 99 }, 'offer_incremental_id', /No offer/],
  ])('%o', async (more, field, message) => {
    expect(await ask('POST', '', { body: postback(more), status: 400 })).toMatchObject(fault(field, message))
  })

  test('events without their offer, of another offer, and of triggers that have none', async () => {
    const of = { offer_incremental_id: offer.id, event_incremental_id: event.id }
    const other = await makeOffer(database, world.organizationId)
    const refused = (more: object) => ask('POST', '', { body: postback(more), status: 400 })
    expect(await refused({ trigger: 'event', event_incremental_id: event.id })).toMatchObject(
      fault('event_incremental_id', /only allowed with its offer/),
    )
    expect(await refused(of)).toMatchObject(fault('event_incremental_id', /isn’t allowed with the trigger conversion/))
    expect(await refused({ ...of, trigger: 'event', offer_incremental_id: other.id })).toMatchObject(
      fault('event_incremental_id', /one of the offer’s events/),
    )
  })

  test('a change that doesn’t go with the rest', async () => {
    const id = await create(postback())
    expect(await ask('PATCH', `/${id}`, { body: { trigger: 'click' }, status: 400 })).toMatchObject(
      fault('url', /which clicks don’t have/),
    )
  })
})

describe('publisher users', () => {
  test('have their own, where their postback manager is on', async () => {
    const id = await create(postback({ name: 'Mine' }), publisher)
    expect(await get(id, publisher)).toMatchObject({ publisher_incremental_id: 1 })
    expect(await names('sort=-created_at&q=Mine', publisher)).toEqual(['Mine'])
    const networks = await create(postback({ name: 'Not mine' }))
    expect(await names('q=Not', publisher)).toEqual([])
    await ask('GET', `/${networks}`, { by: publisher, status: 404 })
    await setManager(false)
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', `/${id}`, undefined],
      ['POST', '', postback()],
      ['PATCH', `/${id}`, { name: 'Off' }],
      ['GET', `/${id}/secret`, undefined],
    ] as const)
      expect(await ask(method, path, { body, by: publisher, status: 403 })).toMatchObject({
        error: { message: expect.stringMatching(/postback manager is off/) },
      })
    await setManager(true)
  })

  test('only name offers that are open to them, and never get revenue', async () => {
    const hidden = await makeOffer(database, world.organizationId, { visibility: 'Private' })
    const refused = (more: object) => ask('POST', '', { body: postback(more), by: publisher, status: 400 })
    expect(await refused({ offer_incremental_id: hidden.incrementalId })).toMatchObject(
      fault('offer_incremental_id', /open to you/),
    )
    expect(await refused({ url: 'https://a.example/{revenue}' })).toMatchObject(fault('url', /publishers never get/))
    await create(postback({ offer_incremental_id: offer.incrementalId }), publisher)
  })
})

test('the network’s own are only for those who see all publishers', async () => {
  const id = await create(postback({ name: 'For all' }))
  const restricted = await world.accountManager({}, { publishers: [2] })
  await ask('GET', `/${id}`, { by: restricted, status: 404 })
  await ask('POST', '', { body: postback(), by: restricted, status: 403 })
  const limited = await world.accountManager({ publisherManagerAccess: 'Limited' })
  expect(await get(id, limited)).toMatchObject({ name: 'For all' })
  await ask('PATCH', `/${id}`, { body: { name: 'Mine' }, by: limited, status: 403 })
})

test('the secret can be read again, and replaced', async () => {
  const id = await create(postback())
  const first = await secretOf(id)
  expect(first).toMatch(/^[\w-]{43}$/)
  expect(await secretOf(id)).toBe(first)
  await ask('POST', `/${id}/secret`)
  expect(await secretOf(id)).not.toBe(first)
  const entries = await database.prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(entries.map(({ action }) => action)).toEqual(['create', 'rotate'])
  expect(JSON.stringify(entries)).not.toContain(first)
})

describe('requests', () => {
  const { prisma } = database
  const at = new Date('2026-03-01T10:00:00Z')
  const callOf = (targetId: string, more: object = {}) => {
    const { organizationId } = world
    const id = newUuid()
    const url = 'https://partner.example/'
    const given = {
      id,
      organizationId,
      kind: 'postback',
      targetId,
      uniqueKey: id,
      url,
      host: 'partner.example',
    } as const
    return prisma.outgoingCall.create({ data: { ...given, retryAt: new Date('2100-01-01'), ...more } })
  }

  test('are counted', async () => {
    const id = await create(postback())
    const { organizationId } = world
    const counts = { delivered: 7n, failed: 1n, failures: 2, failingSince: at, lastError: 'No.', lastErrorAt: at }
    await prisma.callTotal.create({ data: { organizationId, kind: 'postback', targetId: id, ...counts } })
    await callOf(id)
    await callOf(id, { givenUpAt: at })
    const time = at.toISOString()
    expect(await get(id)).toMatchObject({
      delivered: 7,
      waiting: 1,
      failed: 1,
      failing_since: time,
      last_delivered_at: null,
      last_error: 'No.',
      last_error_at: time,
    })
  })

  test('that were delivered are sent again', async () => {
    const id = await create(postback())
    const { id: callId } = await callOf(id)
    await recordDelivered(database, [callId])
    expect(await prisma.outgoingCall.count({ where: { id: callId } })).toBe(0)
    await ask('POST', `/${await create(postback())}/calls/${callId}/retry`, { status: 404 })
    await ask('POST', `/${id}/calls/${callId}/retry`)
    const retried = await prisma.outgoingCall.findUniqueOrThrow({ where: { id: callId } })
    expect(retried).toMatchObject({ url: 'https://partner.example/', attempts: 0, uniqueKey: callId })
    expect(retried.retryAt.getTime()).toBeLessThan(Date.parse('2100-01-01'))
  })

  test('that wait or were given up are sent again', async () => {
    const id = await create(postback())
    const { id: callId } = await callOf(id, { givenUpAt: at, attempts: 10 })
    await ask('POST', `/${id}/calls/${callId}/retry`)
    const retried = await prisma.outgoingCall.findUniqueOrThrow({ where: { id: callId } })
    expect(retried).toMatchObject({ givenUpAt: null, attempts: 0 })
    expect(retried.retryAt.getTime()).toBeLessThan(Date.parse('2100-01-01'))
    await ask('POST', `/${await create(postback())}/calls/${callId}/retry`, { status: 404 })
    await ask('POST', `/${id}/calls/${newUuid()}/retry`, { status: 404 })
    expect(await ask('POST', `/${id}/calls/x/retry`, { status: 400 })).toMatchObject(fault('callID', /must be an ID/))
    await ask('PATCH', `/${id}`, { body: { active: false } })
    await ask('POST', `/${id}/calls/${callId}/retry`, { status: 402 })
  })

  test('that were put aside go once the postback is on again', async () => {
    const id = await create(postback({ active: false }))
    const dueAt = new Date('2099-12-31')
    const { id: callId } = await callOf(id, { dueAt })
    await ask('PATCH', `/${id}`, { body: { active: true } })
    const { retryAt } = await prisma.outgoingCall.findUniqueOrThrow({ where: { id: callId } })
    expect(retryAt.getTime()).toBeLessThan(dueAt.getTime())
  })

  test('can be tried out with sample values, and count in nothing', async () => {
    const id = await create(postback({ active: false }))
    // As if the operator had allowed it before.
    const url = 'http://127.0.0.1:9/in?c={conversion_id}&token=abc'
    await prisma.postback.update({ where: { id }, data: { url } })
    await ask('PATCH', `/${id}`, { body: { name: 'Old', url } })
    expect(await ask('PATCH', `/${id}`, { body: { url: 'http://127.0.0.1:10/' }, status: 400 })).toMatchObject(
      fault('url', /isn’t a public address/),
    )
    const { data } = testPostback.response.parse(await ask('POST', `/${id}/test`))
    expect(data).toMatchObject({
      delivered: false,
      status: 0,
      message: expect.stringMatching(/isn’t public/),
      method: 'GET',
      url: expect.stringMatching(/in\?c=[0-9a-f-]{36}&token=\*\*\*$/),
    })
    expect(await get(id)).toMatchObject({ delivered: 0, failed: 0, last_error: '' })
    const rows = await loggedPostbacks(events, world.organizationId)
    expect(rows).toMatchObject([{ direction: 'out', result: 'test', postback: (await get(id)).incremental_id }])
  })
})
