import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createOffers } from '@/lib/testing/catalog'
import { recordConversion } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { askV2, faultOf } from '@/lib/testing/integr8'
import { createWorld, type World } from '@/lib/testing/world'
import { click } from '@/lib/events/tables'
import { updateConversions } from './conversions.contract'
import { conversionTable } from './reports.contract'

// Contract: Conversion Report and Update Conversion in the Integr8 document, and our decisions about them.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
let world: World
let integration: string
/** A conversion of publisher 1's click, 3.5 for 7. */
let id: string

beforeAll(async () => {
  world = await createWorld(database, events)
  const made = await prisma.integration.create({ data: { organizationId: world.organizationId, name: 'Main' } })
  integration = made.id
})
beforeEach(async () => {
  id = await convert()
})

async function convert(values: Parameters<typeof recordConversion>[3] = {}, of: { publisher?: number } = {}) {
  const organization = world.organizationId
  const from = clickRow({ organization, id: idAt('2026-03-10T12:00:00Z'), time: '2026-03-10 12:00:00.000', ...of })
  await events.append(click, [{ ...from, ip: '81.2.69.0' }])
  const row = { id: idAt('2026-03-10T13:00:00Z'), time: new Date('2026-03-10T13:00:00Z'), payout: '3.5', revenue: '7' }
  return (await recordConversion(database, events, from, { ...row, ...values })).id
}

/** A version 7 UUID of that time. */
function idAt(time: string): string {
  const digits = Date.parse(time).toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7${randomUUID().slice(15)}`
}

async function report(query = '', key = world.admin.key) {
  const path = `reports/v2/conversion-table?integration_id=${integration}&start_date=2026-03-10&end_date=2026-03-10&page[size]=100`
  return conversionTable.response.parse(await askV2(key, 'GET', path + query)).data.data
}
async function read(one = id, key = world.admin.key) {
  const row = (await report('', key)).find(({ tx_id }) => tx_id === one)
  if (!row) throw new Error('The report doesn’t have it')
  return row
}
const identity = async (one = id) => {
  const { tx_id, conversion_time, hash } = await read(one)
  return { tx_id, conversion_time, hash }
}
async function update(updates: object[], key = world.admin.key) {
  const { response } = updateConversions
  return response.parse(await askV2(key, 'PATCH', 'conversions', { integration_id: integration, updates })).results
}

test('the report has a conversion with its click, and its sale', async () => {
  const sold = await convert({ amount: '19.99', amountCurrency: 'USD', externalId: 'order 7' })
  expect(await read(sold)).toMatchObject({
    real_tx_id: sold,
    external_transaction_id: 'order 7',
    status: 'Approved',
    publisher: { name: 'Publisher 1' },
    transaction_id: expect.any(String),
    click_time: '2026-03-10T12:00:00.000Z',
    session_time: '2026-03-10T12:00:00.000Z',
    conversion_time: '2026-03-10T13:00:00.000Z',
    purchase_value: 19.99,
    payout: 3.5,
    revenue: 7,
    currency: 'EUR',
    ip: '81.2.69.0',
    hash: expect.any(String),
  })
  expect(await read(id)).toMatchObject({ purchase_value: null })
  expect(await read(id, world.publishers[0].key)).toMatchObject({ revenue: null, payout: 3.5 })
  await expect(read(id, world.publishers[1].key)).rejects.toThrow(/doesn’t have it/)
})

test('one without a click has its impression’s ID, and no click time', async () => {
  const impressionId = idAt('2026-03-10T12:30:00Z')
  const seen = await convert({ clickId: null, clickTime: null, impressionId })
  expect(await read(seen)).toMatchObject({ transaction_id: impressionId, click_time: null, ip: '' })
})

describe('an update', () => {
  test('rejects, with a reason, and the report has it at once', async () => {
    const before = await identity()
    expect(await update([{ ...before, status: 'Rejected', rejection_reason: 'Test order' }])).toEqual([
      { tx_id: id, updated: true, reason: '', code: '' },
    ])
    const after = await read()
    expect(after).toMatchObject({ status: 'Rejected', rejection_reason: 'Test order', payout: 3.5 })
    expect(after.hash).not.toBe(before.hash)
    expect(await report('&filter[status]=Approved')).not.toContainEqual(expect.objectContaining({ tx_id: id }))
    const entry = await prisma.auditEntry.findFirstOrThrow({ where: { entityId: id } })
    expect(entry).toMatchObject({
      action: 'update',
      entity: 'conversion',
      actorId: world.admin.userId,
      before: { status: 'Approved', reason: '' },
      after: { status: 'Rejected', reason: 'Test order' },
    })
  })

  test('leaves conversions of another integration alone', async () => {
    const { organizationId } = world
    const { id: advertiserId } = await prisma.advertiser.findFirstOrThrow({ where: { organizationId } })
    await createOffers(database, organizationId, [{ name: 'Offer', integrationId: integration, advertiserId }])
    const { id: other } = await prisma.integration.create({ data: { organizationId, name: 'Other' } })
    const body = { integration_id: other, updates: [{ ...(await identity()), status: 'Rejected' }] }
    expect(await askV2(world.admin.key, 'PATCH', 'conversions', body)).toMatchObject({
      results: [{ updated: false, code: 'not_found' }],
    })
    expect(await read()).toMatchObject({ status: 'Approved' })
  })

  test('approves what was held, and changes amounts exactly', async () => {
    id = await convert({ status: 'Pending', reason: 'on_hold', holdUntil: new Date('2026-04-10') })
    await update([{ ...(await identity()), status: 'Approved', payout: '1.000001', revenue: 0 }])
    expect(await read()).toMatchObject({ status: 'Approved', rejection_reason: '', payout: 1.000001, revenue: 0 })
    const row = await prisma.conversion.findFirstOrThrow({ where: { id } })
    expect(row).toMatchObject({ holdUntil: null, version: 2, lastUpdatedById: world.admin.userId })
    expect(row.decisions).toMatchObject([{ rule: 'person', effect: 'approve', id: world.admin.userId }])
    const { before } = await prisma.auditEntry.findFirstOrThrow({ where: { entityId: id } })
    expect(before).toMatchObject({ reason: 'Its hold period isn’t over.', payout: '3.5', revenue: '7' })
  })

  test('changes the amount, and neither the price nor the rate', async () => {
    id = await convert({ amount: '19.99', amountCurrency: 'USD', rate: '0.9', rateDate: '2026-03-09' })
    expect(await update([{ ...(await identity()), amount: '20.000001' }])).toMatchObject([{ updated: true }])
    expect(await read()).toMatchObject({ purchase_value: 20.000001, payout: 3.5, revenue: 7, status: 'Approved' })
    const row = await prisma.conversion.findFirstOrThrow({ where: { id } })
    expect(row).toMatchObject({ amountCurrency: 'USD', version: 2, decisions: [] })
    expect(row.rate?.toFixed()).toBe('0.9')
    const entry = await prisma.auditEntry.findFirstOrThrow({ where: { entityId: id } })
    expect([entry.before, entry.after]).toEqual([{ amount: '19.99' }, { amount: '20.000001' }])
    expect(await update([{ ...(await identity()), amount: 20.000001 }])).toMatchObject([
      { updated: false, reason: 'It’s like that already.' },
    ])
  })

  test('gives a conversion without an amount one in its own currency, and takes it away', async () => {
    await update([{ ...(await identity()), amount: 0 }])
    expect(await read()).toMatchObject({ purchase_value: 0 })
    const row = await prisma.conversion.findFirstOrThrow({ where: { id } })
    expect([row.amount?.toFixed(), row.amountCurrency]).toEqual(['0', 'EUR'])
    await update([{ ...(await identity()), amount: null }])
    expect(await read()).toMatchObject({ purchase_value: null })
  })

  test('of another version, time, or conversion changes nothing, and says so', async () => {
    const now = await identity()
    const other = await convert()
    const results = await update([
      { ...now, hash: 'x', status: 'Rejected' },
      { ...(await identity(other)), conversion_time: '2026-03-10T13:00:01.000Z', status: 'Rejected' },
      { tx_id: randomUUID(), conversion_time: now.conversion_time, hash: now.hash, status: 'Rejected' },
    ])
    expect(results.map(({ updated }) => updated)).toEqual([false, false, false])
    expect(results.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/hash is another one/),
      expect.stringMatching(/conversion_time is another one/),
      'No conversion has this tx_id.',
    ])
    expect(results.map(({ code }) => code)).toEqual(['mismatch', 'mismatch', 'not_found'])
    expect(await update([{ ...now, status: 'Approved' }])).toMatchObject([
      { updated: false, reason: 'It’s like that already.', code: 'same' },
    ])
    expect(await identity()).toEqual(now)
  })

  test('gives back what a rejected conversion used of a cap, and takes it again', async () => {
    const { organizationId } = world
    const advertiser = await prisma.advertiser.findFirstOrThrow({ where: { organizationId } })
    const offer = await prisma.offer.create({
      data: {
        organizationId,
        incrementalId: 9,
        slug: 'nine',
        name: 'Nine',
        integrationId: integration,
        advertiserId: advertiser.id,
      },
    })
    const cap = await prisma.cap.create({
      data: { organizationId, offerId: offer.id, metric: 'Payout', period: 'Total', limit: 10 },
    })
    await prisma.capWindow.create({ data: { organizationId, capId: cap.id, start: new Date(0), used: '3.5' } })
    id = await convert({ capUses: [{ capId: cap.id, start: 0, amount: '3.5' }] })
    const used = async () => (await prisma.capWindow.findFirstOrThrow({ where: { capId: cap.id } })).used.toFixed()
    await update([{ ...(await identity()), status: 'Rejected' }])
    expect(await used()).toBe('0')
    await update([{ ...(await identity()), status: 'Approved' }])
    expect(await used()).toBe('3.5')
  })

  test('of one in an approved statement is refused, and says which', async () => {
    const { organizationId } = world
    const { id: publisherId } = await prisma.publisher.findFirstOrThrow({ where: { organizationId } })
    const statement = await prisma.statement.create({
      data: { organizationId, publisherId, incrementalId: 12, month: new Date('2026-03-01'), currency: 'EUR' },
    })
    await prisma.conversion.update({ where: { id }, data: { statementId: statement.id } })
    const now = await identity()
    const other = await convert()
    const changes = [{ status: 'Rejected' }, { status: 'Pending' }, { payout: 9 }, { revenue: 9 }]
    for (const change of changes)
      expect(await update([{ ...now, ...change }])).toEqual([
        {
          tx_id: id,
          updated: false,
          code: 'frozen',
          reason: 'It’s in statement 12 for March 2026, so it can’t change anymore.',
        },
      ])
    expect(await update([{ ...now, status: 'Approved' }])).toMatchObject([{ reason: 'It’s like that already.' }])
    // Others change all the same.
    const both = [now, await identity(other)].map((one) => ({ ...one, status: 'Rejected' }))
    expect((await update(both)).map(({ updated }) => updated)).toEqual([false, true])
    expect(await identity()).toEqual(now)
    // Not even the database lets it be anything but approved.
    await expect(prisma.conversion.update({ where: { id }, data: { status: 'Rejected' } })).rejects.toThrow()
  })

  test('two at once: one of them sees that it’s another version', async () => {
    const now = await identity()
    const both = await Promise.all([update([{ ...now, payout: 1 }]), update([{ ...now, payout: 2 }])])
    expect(both.flat().filter(({ updated }) => updated)).toHaveLength(1)
  })

  test('needs the reach of whoever makes it', async () => {
    const now = await identity()
    const manager = await world.accountManager({}, { publishers: [2] })
    expect(await update([{ ...now, status: 'Rejected' }], manager.key)).toMatchObject([{ updated: false }])
    await askV2(world.publishers[0].key, 'PATCH', 'conversions', { updates: [now] }, { status: 403 })
    await world.assign(manager, { publishers: [1] })
    expect(await update([{ ...now, status: 'Rejected' }], manager.key)).toMatchObject([{ updated: true }])
  })

  test.each([
    [{}, 'updates.0.status', /is required, or payout, revenue, or amount/],
    [{ amount: 'a lot' }, 'updates.0.amount', /amount of 0 or more/],
    [{ status: 'approved' }, 'updates.0.status', /one of Approved, Pending, Rejected/],
    [
      { status: 'Approved', rejection_reason: 'x' },
      'updates.0.rejection_reason',
      /only allowed with the status Rejected/,
    ],
    [{ payout: -1 }, 'updates.0.payout', /amount of 0 or more/],
    [{ status: 'Approved', tx_id: '7' }, 'updates.0.tx_id', /real_tx_id/],
    [{ status: 'Approved', conversion_time: 'now' }, 'updates.0.conversion_time', /that the report returned/],
  ])('%j is refused', async (wrong, field, message) => {
    const body = { updates: [{ ...(await identity()), ...wrong }] }
    expect(await askV2(world.admin.key, 'PATCH', 'conversions', body, { status: 400 })).toMatchObject(
      faultOf(field, message),
    )
  })

  test('of the same conversion twice, or of another organization’s integration, is refused', async () => {
    const one = { ...(await identity()), status: 'Rejected' }
    for (const [body, field, message] of [
      [{ updates: [one, { ...one, tx_id: id.toUpperCase() }] }, 'updates', /each tx_id only once/],
      [{ updates: [] }, 'updates', /at least one/],
      [{ integration_id: randomUUID(), updates: [one] }, 'integration_id', /No integration/],
    ] as const)
      expect(await askV2(world.admin.key, 'PATCH', 'conversions', body, { status: 400 })).toMatchObject(
        faultOf(field, message),
      )
  })
})
