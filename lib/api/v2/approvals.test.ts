import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { config } from '@/lib/config'
import type { Offer } from '@/lib/database/generated/client'
import { retryMail } from '@/lib/mail/outbox'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { freePort } from '@/lib/testing/free-port'
import { startMailServer } from '@/lib/testing/mail-server'
import { makeOffer } from '@/lib/testing/terms'
import { createWorld, type World } from '@/lib/testing/world'
import { applications, approvals } from './approvals'

// Contract: approvals of and applications to offers, in the style of the Integr8 document, with a real mail server.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
let world: World
let offer: Offer
let server: Awaited<ReturnType<typeof startMailServer>>

beforeAll(async () => {
  server = await startMailServer()
  return () => server.close()
})
beforeEach(async () => {
  server.received.length = 0
  config().smtpUrl = server.url
  world = await createWorld(database, events)
  offer = await makeOffer(database, world.organizationId, { visibility: 'Requires_Approval' })
})
afterEach(() => {
  delete config().smtpUrl
  vi.restoreAllMocks()
})

type Options = { status?: number; key?: string; headers?: Record<string, string>; of?: Offer }

async function ask(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown, options: Options = {}) {
  const { status = 200, key = world.admin.key, headers, of = offer } = options
  const url = path.startsWith('/api') ? path : `/api/v2/integrations/${of.integrationId}/offers/${of.id}/${path}`
  const reply = await send(method, url, { headers: { 'API-KEY': key, ...headers }, body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}

const created = z.object({ created_item_id: z.string() })
const publisherKey = () => world.publishers[0].key
const apply = async (body: object = {}, options: Options = {}) =>
  created.parse(await ask('POST', 'applications', body, { key: publisherKey(), ...options })).created_item_id
const get = async (id: string) => approvals.read.contract.response.parse(await ask('GET', `approvals/${id}`)).data
const list = async (query = '', options: Options = {}) =>
  approvals.list.contract.response.parse(await ask('GET', `approvals${query}`, undefined, options)).data
const all = async (query: string, key: string) =>
  applications.list.contract.response.parse(await ask('GET', `/api/v2/offer-applications${query}`, undefined, { key }))
    .data
const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})
/** Who got emails, with their subjects. */
const mails = () =>
  server.received
    .map(({ to, raw }) => `${to.join()}: ${/^Subject: (.*)$/m.exec(raw)?.[1]?.trim()}`)
    .toSorted((a, b) => a.localeCompare(b))

test('a publisher applies, accepting the terms, an account manager approves with a note, and both get an email', async () => {
  const terms = { termsAndConditionsEnabled: true, termsAndConditions: 'No spam.', termsVersion: 3 }
  await prisma.offer.update({ where: { id: offer.id }, data: terms })
  const manager = await world.accountManager({}, { advertisers: [1] })
  const id = await apply({ application_note: 'We review shoes.', terms_version: 3 })
  expect(mails()).toEqual(
    [`${manager.email}: Publisher 1 applied to Shoes`, `${world.admin.email}: Publisher 1 applied to Shoes`].toSorted(
      (a, b) => a.localeCompare(b),
    ),
  )
  expect(server.received[0]?.raw).toContain('We review shoes.')
  const applied = {
    id,
    organization: world.organizationId,
    offer_incremental_id: offer.incrementalId,
    offer: { id: offer.id, incremental_id: offer.incrementalId, name: 'Shoes' },
    publisher_incremental_id: 1,
    publisher: { id: expect.any(String), incremental_id: 1, name: 'Publisher 1' },
    status: 'Pending',
    decision_note: '',
    decided_at: null,
    decided_by: null,
    application_note: 'We review shoes.',
    applied_at: expect.any(String),
    applied_by: world.publishers[0].userId,
    terms_version: 3,
    terms_accepted_at: expect.any(String),
    created_at: expect.any(String),
    updated_at: expect.any(String),
    last_updated_by: world.publishers[0].userId,
  }
  const forStaff = { ...applied, advertiser: { id: offer.advertiserId, incremental_id: 1, name: 'Zebra' } }
  expect(await get(id)).toEqual(forStaff)
  expect(await all('?filter[status]=Pending', manager.key)).toEqual([forStaff])
  expect(await all('', publisherKey())).toEqual([applied])
  expect(await all('', world.publishers[1].key)).toEqual([])

  server.received.length = 0
  const decision = { status: 'Approved', decision_note: 'Welcome!' }
  expect(await ask('PATCH', `approvals/${id}`, decision, { key: manager.key })).toEqual({})
  expect(await get(id)).toMatchObject({ ...decision, decided_by: manager.userId, decided_at: expect.any(String) })
  expect(mails()).toEqual([`${world.publishers[0].email}: You can now run Shoes`])
  expect(server.received[0]?.raw).toContain('Welcome!')
  // Nothing new to say.
  await ask('PATCH', `approvals/${id}`, decision)
  expect(server.received).toHaveLength(1)
  expect(await prisma.pendingMail.count({ where: { organizationId: world.organizationId } })).toBe(0)
  const log = await prisma.auditEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } })
  expect(log.map(({ action, actorId }) => `${action} ${actorId}`)).toEqual([
    `create ${world.publishers[0].userId}`,
    `update ${manager.userId}`,
  ])
})

test('a rejected publisher is told why, and can apply again', async () => {
  const id = await apply({ application_note: 'first' })
  await ask('PATCH', `approvals/${id}`, { status: 'Rejected', decision_note: 'Too new' })
  const [, told] = server.received
  expect(told?.to).toEqual([world.publishers[0].email])
  expect(told?.raw).toContain('Too new')
  expect(await apply({ application_note: 'second' })).toBe(id)
  expect(await get(id)).toMatchObject({
    status: 'Pending',
    application_note: 'second',
    decision_note: '',
    decided_at: null,
    decided_by: null,
  })
})

describe('applying is refused', () => {
  test('unless the current terms are accepted', async () => {
    const terms = { termsAndConditionsEnabled: true, termsAndConditions: 'No spam.', termsVersion: 2 }
    await prisma.offer.update({ where: { id: offer.id }, data: terms })
    const key = publisherKey()
    expect(await ask('POST', 'applications', {}, { key, status: 400 })).toMatchObject(
      fault('terms_version', /is required.*current version is 2/),
    )
    expect(await ask('POST', 'applications', { terms_version: 1 }, { key, status: 402 })).toMatchObject(
      fault('terms_version', /current version of the terms, which is 2/),
    )
    expect(await ask('POST', 'applications', { terms_version: 'x' }, { key, status: 400 })).toMatchObject(
      fault('terms_version', /version of the offer’s terms/),
    )
    expect(await list()).toEqual([])
    expect(server.received).toEqual([])
  })

  test('if there’s nothing to apply for, or the publisher can’t know of it', async () => {
    const of = (more: Parameters<typeof makeOffer>[2]) => makeOffer(database, world.organizationId, more)
    const wait = { visibility: 'Requires_Approval' } as const
    const key = publisherKey()
    await ask('POST', 'applications', {}, { key, of: await of({}), status: 402 })
    await ask('POST', 'applications', {}, { key, of: await of({ visibility: 'Private' }), status: 404 })
    await ask('POST', 'applications', {}, { key, of: await of({ ...wait, archived: true }), status: 404 })
    await ask('POST', 'applications', {}, { key, of: await of({ ...wait, active: false }), status: 402 })
    const other = await makeOffer(database, (await createWorld(database, events)).organizationId, wait)
    await ask('POST', 'applications', {}, { key, of: other, status: 404 })
    const note = { application_note: 'x'.repeat(2001) }
    expect(await ask('POST', 'applications', note, { key, status: 400 })).toMatchObject(
      fault('application_note', /2000/),
    )

    const id = await apply()
    await ask('POST', 'applications', {}, { key, status: 402 })
    await ask('PATCH', `approvals/${id}`, { status: 'Approved' })
    await ask('POST', 'applications', {}, { key, status: 402 })
  })

  test('for admins and account managers', async () => {
    await ask('POST', 'applications', {}, { status: 403 })
    const manager = await world.accountManager({}, { advertisers: [1], publishers: [1] })
    await ask('POST', 'applications', {}, { key: manager.key, status: 403 })
  })
})

describe('a decision', () => {
  test('can be made without an application', async () => {
    const reply = await ask('POST', 'approvals', { publisher_incremental_id: 2 })
    const { created_item_id: id } = approvals.create.contract.response.parse(reply)
    expect(await get(id)).toMatchObject({ status: 'Approved', applied_at: null, decided_by: world.admin.userId })
    expect(mails()).toEqual([`${world.publishers[1].email}: You can now run Shoes`])
    expect(await ask('POST', 'approvals', { publisher_incremental_id: 2 }, { status: 402 })).toMatchObject(
      fault('publisher_incremental_id', /already has an approval/),
    )
    await ask('PATCH', `approvals/${id}`, { publisher_incremental_id: 2, decision_note: 'x' })
    await ask('PATCH', `approvals/${id}`, { publisher_incremental_id: 1 }, { status: 400 })
    expect((await list('?sort=-applied_at&filter[status]=Approved')).map((row) => row.id)).toEqual([id])
  })

  test.each([
    [{}, 'publisher_incremental_id', /must be an ID/],
    [{ publisher_incremental_id: 99 }, 'publisher_incremental_id', /No publisher/],
    [{ publisher_incremental_id: 1, status: 'Pending' }, 'status', /Approved or Rejected/],
    [{ publisher_incremental_id: 1, note: 'x' }, 'note', /isn’t recognized/],
  ])('can’t be %j', async (body, field, message) => {
    expect(await ask('POST', 'approvals', body, { status: 400 })).toMatchObject(fault(field, message))
  })

  test('can be made about several applications, all or none', async () => {
    const other = await makeOffer(database, world.organizationId, { visibility: 'Requires_Approval' })
    const ids = [await apply(), await apply({}, { of: other })]
    server.received.length = 0
    const path = '/api/v2/offer-applications/bulk'
    const none = '01a22259-af67-765e-9e18-1fc51ef53b90'
    expect(await ask('PATCH', path, { status: 'Approved', data: [...ids, none] }, { status: 404 })).toMatchObject({
      error: { message: `No offer approval with these IDs: ${none}. Nothing was changed.` },
    })
    expect(await ask('PATCH', path, { status: 'Maybe', data: ids }, { status: 400 })).toMatchObject(
      fault('status', /Approved or Rejected/),
    )
    expect(await ask('PATCH', path, { status: 'Approved', data: ['x'] }, { status: 400 })).toMatchObject(
      fault('data.0', /must be an ID/),
    )
    const limited = await world.accountManager({ advertiserManagerAccess: 'Limited' }, { advertisers: [2] })
    await ask('PATCH', path, { status: 'Approved', data: ids }, { key: limited.key, status: 403 })
    const restricted = await world.accountManager({}, { advertisers: [2] })
    await ask('PATCH', path, { status: 'Approved', data: ids }, { key: restricted.key, status: 404 })
    expect((await all('', world.admin.key)).map(({ status }) => status)).toEqual(['Pending', 'Pending'])
    expect(mails()).toEqual([])
    await ask('PATCH', path, { status: 'Rejected', decision_note: 'Not now', data: [...ids, ids[0]] })
    expect((await all('', world.admin.key)).map((row) => [row.status, row.decision_note])).toEqual([
      ['Rejected', 'Not now'],
      ['Rejected', 'Not now'],
    ])
    expect(mails()).toHaveLength(2)
  })

  test('takes If-Match, and access to the advertiser', async () => {
    const id = await apply()
    const headers = { 'If-Match': (await get(id)).updated_at }
    const limited = await world.accountManager({ advertiserManagerAccess: 'Limited' }, { advertisers: [2] })
    await ask('PATCH', `approvals/${id}`, { status: 'Approved' }, { key: limited.key, status: 403 })
    const restricted = await world.accountManager({}, { advertisers: [2] })
    await ask('PATCH', `approvals/${id}`, { status: 'Approved' }, { key: restricted.key, status: 404 })
    expect(await all('', restricted.key)).toEqual([])
    await ask('PATCH', `approvals/${id}`, { status: 'Approved' }, { key: publisherKey(), status: 403 })
    await ask('GET', 'approvals', undefined, { key: publisherKey(), status: 403 })
    await ask('PATCH', `approvals/${id}`, { status: 'Rejected' }, { headers })
    await ask('PATCH', `approvals/${id}`, { status: 'Approved' }, { headers, status: 412 })
    expect((await get(id)).status).toBe('Rejected')
  })
})

describe('emails that can’t be sent', () => {
  const MINUTE = 60_000
  const later = (minutes: number) => ({ now: new Date(Date.now() + minutes * MINUTE) })
  const pending = () => prisma.pendingMail.count({ where: { organizationId: world.organizationId } })

  test('don’t fail the change, and are sent once the server is back, by one process', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    config().smtpUrl = `smtp://mailer:s3cret@127.0.0.1:${await freePort()}`
    const id = await apply()
    expect((await get(id)).status).toBe('Pending')
    expect(logged.mock.calls.join('\n')).toContain(`${world.admin.email} (retrying)`)
    config().smtpUrl = server.url
    await retryMail(database, later(4))
    expect(mails()).toEqual([])
    await Promise.all([retryMail(database, later(6)), retryMail(database, later(6))])
    expect(mails()).toEqual([`${world.admin.email}: Publisher 1 applied to Shoes`])
    expect(await pending()).toBe(0)
  })

  test('are dropped if they’re rejected for good, after a day, or if the person is gone', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const away = `smtp://mailer:s3cret@127.0.0.1:${await freePort()}`
    const rejecting = await startMailServer({ refuse: 550 })
    config().smtpUrl = rejecting.url
    const id = await apply()
    await rejecting.close()
    expect(await pending()).toBe(0)

    config().smtpUrl = away
    await ask('PATCH', `approvals/${id}`, { status: 'Approved' })
    let due = await prisma.pendingMail.findFirst({ where: { organizationId: world.organizationId } })
    let attempts = 0
    for (; due; attempts++) {
      await retryMail(database, { now: due.retryAt })
      due = await prisma.pendingMail.findFirst({ where: { organizationId: world.organizationId } })
    }
    expect(attempts).toBe(9)

    await ask('PATCH', `approvals/${id}`, { status: 'Rejected' })
    await prisma.user.update({ where: { id: world.publishers[0].userId }, data: { status: 'Suspended' } })
    config().smtpUrl = server.url
    await retryMail(database, later(6))
    expect([server.received, await pending()]).toEqual([[], 0])
  })
})
