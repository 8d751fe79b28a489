import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadCatalog } from '@/lib/catalog/snapshot'
import type { Catalog } from '@/lib/catalog/records'
import type { Prisma } from '@/lib/database/generated/client'
import { storeTime } from '@/lib/events/sql'
import { click } from '@/lib/events/tables'
import type { EventLog } from '@/lib/events/log'
import {
  createAdvertisers,
  createIntegrations,
  createOffers,
  createOrganization,
  createPublishers,
} from '@/lib/testing/catalog'
import { countedConversions, ledgerRow } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { newUuid } from '@/lib/uuid'
import { conversionFacts } from './facts'
import { shipOutbox } from './outbox'
import type { Report } from './outcome'
import { createRecorder, type Recorder } from './recorder'

// Recording on real stores, by several recorders as in several processes.

const database = await testDatabase()
const events = await testEventLog()

let organizationId: string
let publisherNumber: number
beforeAll(async () => {
  organizationId = (await createOrganization(database, { name: 'Acme' })).id
  const [publisher] = await createPublishers(database, organizationId, [{ name: 'Daily Deals' }])
  publisherNumber = publisher?.incrementalId ?? 0
})

let made = 0
/** An offer, with a catalog that knows it. */
async function offer(values: object = {}, caps: Partial<Prisma.CapUncheckedCreateInput>[] = []) {
  const [advertiser] = await createAdvertisers(database, organizationId, [{ name: `Shoes ${++made}` }])
  const [integration] = await createIntegrations(database, organizationId, [{ name: 'Main' }])
  const [created] = await createOffers(database, organizationId, [
    {
      name: `Offer ${made}`,
      integrationId: integration?.id ?? '',
      advertiserId: advertiser?.id ?? '',
      currency: 'EUR',
      payoutType: 'CPA',
      payout: '0.1',
      revenueType: 'RPA',
      revenue: '0.3',
      ...values,
    },
  ])
  if (!created) throw new Error('Missing test data')
  for (const cap of caps)
    await database.prisma.cap.create({
      data: { metric: 'Conversions', period: 'Total', limit: 1, ...cap, organizationId, offerId: created.id },
    })
  return { ...created, catalog: await loadCatalog(database) }
}

/** Stores clicks on an offer. @returns their IDs */
async function clicks(offerNumber: number, count: number, age = 60_000): Promise<string[]> {
  const time = Date.now() - age
  const rows = Array.from({ length: count }, (_, index) => {
    const at = new Date(time + index)
    return clickRow({
      organization: organizationId,
      id: newUuid(at),
      time: storeTime(at),
      offer: offerNumber,
      publisher: publisherNumber,
    })
  })
  await events.append(click, rows)
  return rows.map(({ id }) => id)
}

const report = (transactionId: string, more: Partial<Report> = {}): Report => ({
  organizationId,
  allowedOfferId: null,
  source: 'postback',
  transactionId,
  offerId: null,
  event: null,
  amount: null,
  amountCurrency: null,
  externalId: '',
  status: null,
  rejectedReason: null,
  country: '',
  customer: null,
  time: Date.now(),
  ...more,
})
const recorder = (catalog: Catalog, log: Pick<EventLog, 'append' | 'query'> = events): Recorder =>
  createRecorder({ database, events: log, catalog, log: () => {} })

const ledgerOf = (offerId: string) => database.prisma.conversion.findMany({ where: { offerId } })
const countedOf = async (offerNumber: number) =>
  (await countedConversions(events, organizationId)).filter((row) => row.offer === offerNumber)
/** Sums without floats. */
const cents = (amounts: readonly { toString(): string }[]) =>
  amounts.reduce<number>((sum, amount) => sum + Math.round(Number(amount.toString()) * 1e6), 0)

/** Whether the event log says what the ledger says, to the last decimal. */
async function expectSame(offerId: string, offerNumber: number): Promise<void> {
  const [ledger, counted] = [await ledgerOf(offerId), await countedOf(offerNumber)]
  expect(counted).toHaveLength(ledger.length)
  expect(counted.map(({ id, version, status }) => `${id} ${version} ${status}`).toSorted()).toEqual(
    ledger.map(({ id, version, status }) => `${id} ${version} ${status}`).toSorted(),
  )
  for (const amount of ['payout', 'revenue'] as const)
    expect(cents(counted.map((row) => row[amount]))).toBe(cents(ledger.map((row) => row[amount])))
}

describe('a click that isn’t in the store yet', () => {
  test('is waited for, if it’s young', async () => {
    const { incrementalId, catalog } = await offer()
    const at = new Date()
    const row = clickRow({
      organization: organizationId,
      id: newUuid(at),
      time: storeTime(at),
      offer: incrementalId,
      publisher: publisherNumber,
    })
    const recording = recorder(catalog).record(report(row.id))
    await events.append(click, [row])
    expect(await recording).toMatchObject({ result: 'approved' })
  })

  test('is unknown, if it’s old', async () => {
    const { catalog } = await offer()
    const outcome = await recorder(catalog).record(report(newUuid(new Date(Date.now() - 60_000))))
    expect(outcome).toMatchObject({ result: 'unknown_click' })
  })

  test('is found although the clock was set back after its ID was made', async () => {
    const { incrementalId, catalog } = await offer()
    const at = new Date(Date.now() - 600_000)
    const row = clickRow({
      organization: organizationId,
      id: newUuid(at),
      time: storeTime(new Date(at.getTime() - 30_000)),
      offer: incrementalId,
      publisher: publisherNumber,
    })
    await events.append(click, [row])
    expect(await recorder(catalog).record(report(row.id))).toMatchObject({ result: 'approved' })
  })
})

test('a store that’s away is said so, and the report can come again', async () => {
  const { id, incrementalId, catalog } = await offer()
  const [clickId = ''] = await clicks(incrementalId, 1)
  const broken = { ...events, query: () => Promise.reject(new Error('The store is away.')) }
  expect(await recorder(catalog, broken).record(report(clickId))).toMatchObject({ result: 'unavailable' })
  expect(await ledgerOf(id)).toEqual([])
  expect(await recorder(catalog).record(report(clickId))).toMatchObject({ result: 'approved' })
})

describe('caps', () => {
  const statuses = (rows: readonly { status: string }[]) =>
    ['Approved', 'Rejected'].map((status) => rows.filter((row) => row.status === status).length)

  test('on conversions are exact, whoever records them at once, and duplicates don’t use them', async () => {
    const { id, incrementalId, catalog } = await offer({}, [{ limit: 25 }])
    const ids = await clicks(incrementalId, 60)
    const recorders = [recorder(catalog), recorder(catalog), recorder(catalog)]
    const outcomes = await Promise.all(ids.flatMap((clickId) => recorders.map((one) => one.record(report(clickId)))))
    await Promise.all(recorders.map((one) => one.drain()))
    expect(outcomes.filter(({ result }) => result === 'duplicate')).toHaveLength(120)
    expect(statuses(await ledgerOf(id))).toEqual([25, 35])
    expect(
      (await ledgerOf(id))
        .filter(({ status }) => status === 'Rejected')
        .every(({ reason }) => reason === 'cap_reached'),
    ).toBe(true)
    const [window] = await database.prisma.capWindow.findMany({ where: { cap: { offerId: id } } })
    expect(String(window?.used)).toBe('25')
    await expectSame(id, incrementalId)
  })

  test('on payout are never exceeded, not even by part of a conversion', async () => {
    const { id, incrementalId, catalog } = await offer({}, [{ metric: 'Payout', limit: 0.75 }])
    const one = recorder(catalog)
    for (const clickId of await clicks(incrementalId, 10)) await one.record(report(clickId))
    await one.drain()
    // 0.1 each.
    expect(statuses(await ledgerOf(id))).toEqual([7, 3])
  })

  test('get back what’s rejected later', async () => {
    const { id, incrementalId, catalog } = await offer({}, [{ limit: 1 }])
    const [first = '', second = '', third = ''] = await clicks(incrementalId, 3)
    const one = recorder(catalog)
    expect(await one.record(report(first))).toMatchObject({ result: 'approved' })
    expect(await one.record(report(second))).toMatchObject({ result: 'rejected', reason: 'cap_reached' })
    expect(await one.record(report(first, { rejectedReason: 'canceled' }))).toMatchObject({ result: 'rejected' })
    expect(await one.record(report(third))).toMatchObject({ result: 'approved' })
    await one.drain()
    expect(statuses(await ledgerOf(id))).toEqual([1, 2])
  })
})

/** A generator of the same numbers for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** An event log to which sending fails before or after it's durable, as when a process is killed. */
function crashing(next: () => number): Pick<EventLog, 'append' | 'query'> {
  return {
    ...events,
    append: async (table, rows) => {
      const luck = next()
      if (luck < 0.4) throw new Error('Crashed before it was sent.')
      await events.append(table, rows)
      if (luck < 0.7) throw new Error('Crashed after it was sent.')
    },
  }
}

describe('any order, repetition, and concurrency, with crashes between ledger and event log', () => {
  test.each(process.env.TEST_DEEP ? Array.from({ length: 40 }, (_, seed) => seed + 1) : [1, 2, 3])(
    'end in the same ledger and the same totals (seed %i)',
    async (seed) => {
      const next = random(seed)
      const { id, incrementalId, catalog } = await offer({ payoutType: 'CPAxCPS', payoutPercent: '7.3' })
      const upsell = await database.prisma.offerEvent.create({
        data: { organizationId, incrementalId: 1000 + made, offerId: id, name: 'Upsell', payout: '1.000001' },
      })
      const ids = await clicks(incrementalId, 30)
      const amounts = ids.map((_, index) => (index * 3.7 + 0.01).toFixed(2))
      // Each click converts, every third one has an event, and every fifth conversion is rejected in the end.
      const first = ids.map((clickId, index) =>
        report(clickId, { amount: amounts[index] ?? null, externalId: clickId }),
      )
      const upsells = ids
        .filter((_, index) => index % 3 === 0)
        .map((clickId) => report(clickId, { event: { id: upsell.id } }))
      const rejections = ids
        .filter((_, index) => index % 5 === 0)
        .map((clickId) => report(clickId, { rejectedReason: 'canceled' }))
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((item) => [next(), item] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, item]) => item)
      const log = crashing(next)
      const recorders = [recorder(catalog, log), recorder(catalog, log), recorder(catalog, log)]
      const any = () => recorders[Math.floor(next() * recorders.length)] ?? recorder(catalog, log)
      // Senders repeat what wasn't recorded, as they should, and some of what was.
      let open = shuffled([...first, ...first, ...upsells, ...upsells, ...rejections])
      while (open.length > 0) {
        const outcomes = await Promise.all(open.map((one) => any().record(one)))
        const refused = open.filter((_, index) =>
          ['conversion_missing', 'unknown_conversion', 'unavailable'].includes(outcomes[index]?.result ?? ''),
        )
        open = shuffled(refused)
      }
      await Promise.all(recorders.map((one) => one.drain()))
      // The job of a process that's left.
      await shipOutbox(database, events)
      expect(await database.prisma.conversionOutbox.count({ where: { organizationId } })).toBe(0)

      const ledger = await ledgerOf(id)
      expect(ledger.filter(({ kind }) => kind === 'conversion')).toHaveLength(30)
      expect(ledger.filter(({ kind }) => kind === 'event')).toHaveLength(10)
      expect(ledger.filter(({ status }) => status === 'Rejected')).toHaveLength(6)
      const expected =
        amounts.reduce((sum, amount) => sum + 100_000 + Math.round(Number(amount) * 73_000), 0) + 10 * 1_000_001
      expect(cents(ledger.map(({ payout }) => payout))).toBe(expected)
      await expectSame(id, incrementalId)
    },
  )
})

test('what the outbox has is sent as the ledger has it', async () => {
  const { id, incrementalId, catalog } = await offer()
  const [clickId = ''] = await clicks(incrementalId, 1)
  const one = recorder(catalog, { ...events, append: () => Promise.reject(new Error('Never sent.')) })
  await one.record(report(clickId))
  await one.drain()
  const [row] = await ledgerOf(id)
  await database.prisma.conversionOutbox.deleteMany({ where: { organizationId } })
  await database.prisma.conversionOutbox.create({
    data: { organizationId, conversionId: row?.id ?? randomUUID(), version: 1 },
  })
  await shipOutbox(database, events)
  await expectSame(id, incrementalId)
})

test('an ID that isn’t a click’s doesn’t hold up the others of its round', async () => {
  const { incrementalId, catalog } = await offer()
  const [clickId = ''] = await clicks(incrementalId, 1)
  const one = recorder(catalog)
  const ids = ['ffffffff-ffff-4fff-8fff-ffffffffffff', 'ffffffff-ffff-7fff-8fff-ffffffffffff', clickId]
  const outcomes = await Promise.all(ids.map((id) => one.record(report(id))))
  expect(outcomes.map(({ result }) => result)).toEqual(['unknown_click', 'unknown_click', 'approved'])
})

test('a conversion from before the event log had its click’s URL is read without one', () => {
  const { url: _url, ...older } = ledgerRow(
    clickRow({ organization: organizationId, id: newUuid(new Date()), time: storeTime(new Date()) }),
  ).facts
  expect(conversionFacts.parse(older).url).toBe('')
})
