import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findPerson } from '@/lib/access/asker'
import { runBulkUpdates } from '@/lib/conversions/bulk-run'
import { recordConversion } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { askV2, faultOf } from '@/lib/testing/integr8'
import { createWorld, idAt, type Person, type World } from '@/lib/testing/world'
import { hashOf } from '@/lib/conversions/hash'
import { createConversionBulkUpdate, getConversionBulkUpdate } from './conversion-bulk-updates.contract'

// Approving and rejecting all conversions that match, in the background.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
let world: World
/** Each test has a day of its own. */
let day = 0
let date = ''

beforeAll(async () => {
  world = await createWorld(database, events)
})
beforeEach(() => {
  day += 1
  date = `2026-03-${String(day).padStart(2, '0')}`
})

async function convert(values: Parameters<typeof recordConversion>[3] = {}, of: { publisher?: number } = {}) {
  const time = new Date(`${date}T13:00:00Z`)
  const from = clickRow({
    organization: world.organizationId,
    id: idAt(time),
    day: date,
    time: `${date} 12:00:00.000`,
    ...of,
  })
  const pending = { status: 'Pending', reason: 'manual_approval', payout: '3.5', revenue: '7' } as const
  return (await recordConversion(database, events, from, { id: idAt(time), time, ...pending, ...values })).id
}
const convertSeveral = (count: number) => Promise.all(Array.from({ length: count }, () => convert()))

async function ask(body: object = {}, key = world.admin.key): Promise<string> {
  const filters = { from: date, to: date }
  const given = { status: 'Approved', filters, ...body }
  return createConversionBulkUpdate.response.parse(await askV2(key, 'POST', 'conversions/bulk-updates', given))
    .created_item_id
}
const read = async (id: string, key = world.admin.key) =>
  getConversionBulkUpdate.response.parse(await askV2(key, 'GET', `conversions/bulk-updates/${id}`)).data
const act = (id: string, verb: 'start' | 'cancel', rest: { status?: number } = {}, key = world.admin.key) =>
  askV2(key, 'POST', `conversions/bulk-updates/${id}/${verb}`, {}, rest)
const run = (more: { chunk?: number; signal?: AbortSignal } = {}) =>
  runBulkUpdates(database, {
    findPerson: (asked) => findPerson(database, asked),
    signal: new AbortController().signal,
    ...more,
  })
const stored = (id: string) => prisma.conversion.findFirstOrThrow({ where: { id } })
const reject = (id: string, key = world.admin.key) =>
  askV2(key, 'PATCH', 'conversions', {
    updates: [
      {
        tx_id: id,
        conversion_time: `${date}T13:00:00.000Z`,
        hash: hashOf({ id, version: 1 }),
        status: 'Rejected',
        rejection_reason: 'Test',
      },
    ],
  })
const none = { changed: 0, same: 0, frozen: 0, mismatch: 0, not_found: 0 }

test('says how many match and what they pay before it starts, and changes them in several transactions', async () => {
  const [first = ''] = await convertSeveral(5)
  await convert({ payout: '0.000001', currency: 'USD' })
  await convert({ status: 'Approved', reason: '' })
  const id = await ask({ start: false })
  await run()
  const waiting = { state: 'waiting', matched: 7, total: 6, done: 0, results: { ...none, same: 1 }, problem: '' }
  const found = await read(id)
  expect(found).toMatchObject(waiting)
  expect(found.payouts.toSorted((a, b) => (a.currency < b.currency ? -1 : 1))).toEqual([
    { currency: 'EUR', payout: '17.5' },
    { currency: 'USD', payout: '0.000001' },
  ])
  await act(id, 'start')
  expect(await read(id)).toMatchObject({ state: 'running' })
  await run({ chunk: 2 })
  expect(await read(id)).toMatchObject({ state: 'done', done: 6, results: { ...none, changed: 6, same: 1 } })
  const row = await stored(first)
  expect(row).toMatchObject({ status: 'Approved', reason: '', version: 2, lastUpdatedById: world.admin.userId })
  expect(row.decisions).toMatchObject([{ rule: 'person', effect: 'approve', id: world.admin.userId }])
  const [entry, ...others] = await prisma.auditEntry.findMany({ where: { entityId: first } })
  expect(others).toEqual([])
  expect(entry).toMatchObject({
    actorId: world.admin.userId,
    apiKeyId: world.admin.keyId,
    before: { status: 'Pending' },
    after: { status: 'Approved' },
  })
  expect(await prisma.conversionBulkUpdate.findFirstOrThrow({ where: { id } })).toMatchObject({ ids: [], versions: [] })
  await act(id, 'start', { status: 402 })
  await act(id, 'cancel', { status: 402 })
})

test('takes only leads or only sales, if that’s what the filter says', async () => {
  const sold = await convert({ amount: '20', amountCurrency: 'EUR' })
  const lead = await convert()
  await ask({ filters: { from: date, to: date, conversion_kind: 'sale' } })
  await run()
  expect((await stored(sold)).status).toBe('Approved')
  expect((await stored(lead)).status).toBe('Pending')
})

test('leaves alone what comes in later, what changed meanwhile, and what the filters leave out', async () => {
  const [kept = '', changed = ''] = await convertSeveral(2)
  const other = await convert({}, { publisher: 2 })
  const id = await ask({
    status: 'Rejected',
    rejection_reason: 'Test orders',
    filters: { from: date, to: date, publisher: '-2', status: 'Pending' },
  })
  const late = await convert()
  await reject(changed)
  await run()
  expect(await read(id)).toMatchObject({ state: 'done', matched: 2, results: { ...none, changed: 1, mismatch: 1 } })
  expect(await stored(kept)).toMatchObject({ status: 'Rejected', reason: 'Test orders' })
  expect(await stored(changed)).toMatchObject({ status: 'Rejected', reason: 'Test', version: 2 })
  for (const untouched of [other, late])
    expect(await stored(untouched)).toMatchObject({ status: 'Pending', version: 1 })
})

test('leaves alone what’s in an approved statement', async () => {
  await convert()
  const frozen = await convert({ status: 'Approved', reason: '' })
  const { organizationId } = world
  const { id: publisherId } = await prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  const statement = await prisma.statement.create({
    data: { organizationId, incrementalId: 1, publisherId, month: new Date('2026-03-01'), currency: 'EUR' },
  })
  await prisma.conversion.update({ where: { id: frozen }, data: { statementId: statement.id } })
  const id = await ask({ status: 'Rejected' })
  await run()
  expect(await read(id)).toMatchObject({ state: 'done', results: { ...none, changed: 1, frozen: 1 } })
  expect(await stored(frozen)).toMatchObject({ status: 'Approved', version: 1 })
})

test('goes on where an ended process left off, and counts nothing twice', async () => {
  const ids = await convertSeveral(5)
  const id = await ask()
  const stopping = new AbortController()
  const finder = async (asked: Parameters<typeof findPerson>[1]) => {
    stopping.abort()
    return findPerson(database, asked)
  }
  await runBulkUpdates(database, { findPerson: finder, signal: stopping.signal, chunk: 2 })
  expect(await read(id)).toMatchObject({ state: 'running', done: 2, results: { ...none, changed: 2 } })
  // Two processes that both think it's theirs.
  await Promise.all([run({ chunk: 2 }), run({ chunk: 2 })])
  expect(await read(id)).toMatchObject({ state: 'done', done: 5, results: { ...none, changed: 5 } })
  const rows = await prisma.conversion.findMany({ where: { id: { in: ids } } })
  expect(rows.map(({ version }) => version)).toEqual([2, 2, 2, 2, 2])
})

test('can be canceled, before and while it runs', async () => {
  await convertSeveral(3)
  const id = await ask()
  const stopping = new AbortController()
  const finder = async (asked: Parameters<typeof findPerson>[1]) => {
    stopping.abort()
    return findPerson(database, asked)
  }
  await runBulkUpdates(database, { findPerson: finder, signal: stopping.signal, chunk: 1 })
  await act(id, 'cancel')
  await run({ chunk: 1 })
  expect(await read(id)).toMatchObject({ state: 'canceled', done: 1, results: { ...none, changed: 1 } })
  const waiting = await ask({ start: false })
  expect(
    await askV2(
      world.admin.key,
      'POST',
      `conversions/bulk-updates/${waiting}/start`,
      { rejection_reason: 'x' },
      { status: 400 },
    ),
  ).toMatchObject(faultOf('rejection_reason', /only allowed with the status Rejected/))
  await act(waiting, 'cancel')
  expect(await act(waiting, 'start', { status: 402 })).toMatchObject({
    error: { message: 'It was canceled, so it can’t be started.' },
  })
})

test('can get its reason when it’s started', async () => {
  const one = await convert()
  const id = await ask({ status: 'Rejected', rejection_reason: 'Before', start: false })
  await askV2(world.admin.key, 'POST', `conversions/bulk-updates/${id}/start`, { rejection_reason: 'Test orders' })
  await run()
  expect(await stored(one)).toMatchObject({ status: 'Rejected', reason: 'Test orders' })
})

test('can’t be started once what it shows is old', async () => {
  await convert()
  const id = await ask({ start: false })
  await prisma.conversionBulkUpdate.update({ where: { id }, data: { createdAt: new Date(Date.now() - 3_700_000) } })
  expect(await act(id, 'start', { status: 402 })).toMatchObject({
    error: { message: 'It was created more than an hour ago. Create a new one to start it.' },
  })
})

describe('whoever asks', () => {
  const manage = async (access: Parameters<World['accountManager']>[0] = {}): Promise<Person> => {
    const manager = await world.accountManager(access)
    await world.assign(manager, { publishers: [1] })
    return manager
  }

  test('changes only what’s theirs, as far as it still is', async () => {
    const [mine = ''] = await convertSeveral(2)
    const other = await convert({}, { publisher: 2 })
    const manager = await manage({ isPublisherManager: true, publisherManagerAccess: 'Limited' })
    const id = await ask({}, manager.key)
    expect(await read(id, manager.key)).toMatchObject({ matched: 3, total: 2, results: { ...none, not_found: 1 } })
    await world.assign(world.admin, { publishers: [1] })
    await run()
    expect(await read(id, manager.key)).toMatchObject({ state: 'done', results: { ...none, not_found: 3 } })
    for (const untouched of [mine, other]) expect(await stored(untouched)).toMatchObject({ status: 'Pending' })
  })

  test('needs access until it’s done, with the key that it was asked with', async () => {
    await convertSeveral(2)
    const manager = await manage()
    const id = await ask({}, manager.key)
    await prisma.apiKey.update({ where: { id: manager.keyId }, data: { access: ['reports:read'] } })
    await run()
    await prisma.apiKey.update({
      where: { id: manager.keyId },
      data: { access: ['conversions:manage', 'reports:read'] },
    })
    expect(await read(id, manager.key)).toMatchObject({
      state: 'failed',
      problem: 'Whoever asked for it can’t change conversions anymore.',
      results: none,
    })
    const second = await ask({}, manager.key)
    await prisma.user.update({ where: { id: manager.userId }, data: { status: 'Deactivated' } })
    await run()
    expect(await prisma.conversionBulkUpdate.findFirstOrThrow({ where: { id: second } })).toMatchObject({
      state: 'failed',
    })
  })

  test('is the only one to see it', async () => {
    await convert()
    const id = await ask({ start: false })
    const manager = await manage()
    for (const key of [manager.key, (await world.person('admin')).key]) {
      await askV2(key, 'GET', `conversions/bulk-updates/${id}`, undefined, { status: 404 })
      await act(id, 'start', { status: 404 }, key)
      await act(id, 'cancel', { status: 404 }, key)
    }
    await askV2(world.publishers[0].key, 'POST', 'conversions/bulk-updates', {}, { status: 403 })
  })
})

test.each([
  [{ status: 'Pending' }, 'status', /one of Approved, Rejected/],
  [{ rejection_reason: 'x' }, 'rejection_reason', /only allowed with the status Rejected/],
  [{ filters: {} }, 'filters.from', /is required, or range/],
  [{ filters: { range: '7d', publisher: '99' } }, 'filters.publisher', /No publisher with the ID 99/],
  [{ filters: { range: '7d', country: 'Germany' } }, 'filters.country', /two-letter country codes/],
  [{ filters: { range: '7d', nothing: '1' } }, 'filters.nothing', /isn’t recognized/],
  [{ start: 'now' }, 'start', /true or false/],
])('%j is refused', async (wrong, field, message) => {
  const body = { status: 'Approved', filters: { range: '7d' }, ...wrong }
  expect(await askV2(world.admin.key, 'POST', 'conversions/bulk-updates', body, { status: 400 })).toMatchObject(
    faultOf(field, message),
  )
})

test('of none, it’s done at once', async () => {
  const id = await ask()
  await run()
  expect(await read(id)).toMatchObject({ state: 'done', matched: 0, total: 0, payouts: [] })
  await askV2(world.admin.key, 'GET', `conversions/bulk-updates/${randomUUID()}`, undefined, { status: 404 })
})
