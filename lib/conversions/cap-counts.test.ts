import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadCatalog } from '@/lib/catalog/snapshot'
import { organizationTransaction } from '@/lib/database/organization'
import { storeTime } from '@/lib/events/sql'
import { click } from '@/lib/events/tables'
import {
  createAdvertisers,
  createIntegrations,
  createOffers,
  createOrganization,
  createPublishers,
} from '@/lib/testing/catalog'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { newUuid } from '@/lib/uuid'
import { approveHeld } from './hold'
import { hashOf } from './hash'
import { exact } from './money'
import type { Report } from './outcome'
import { createRecorder } from './recorder'
import { priceWaiting } from './reprice'
import { updateWithin, type ConversionUpdate, type Updater } from './update'

// Whatever happens to conversions, what's used of a cap is what the ledger's conversions use of it.

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
let organizationId: string
let publisher: { id: string; incrementalId: number }
let otherPublisher: { id: string; incrementalId: number }

beforeAll(async () => {
  organizationId = (await createOrganization(database, { name: 'Acme' })).id
  const [one, other] = await createPublishers(database, organizationId, [{ name: 'Deals' }, { name: 'News' }])
  if (!one || !other) throw new Error('Missing test data')
  publisher = one
  otherPublisher = other
})

const updater: () => Updater = () => ({
  organization: {
    id: organizationId,
    name: '',
    slug: '',
    timezone: 'UTC',
    timezoneChangedAt: null,
    currency: 'EUR',
    plan: '',
  },
  user: { id: newUuid(), email: '', name: '', role: 'admin', timezone: 'UTC' },
  reach: { publishers: { see: 'all', edit: 'all' }, advertisers: { see: 'all', edit: 'all' } },
})

type Limits = { conversions: number; payout: number; unpaid: number; revenue: number; ofPublisher: number }

/** An offer with caps. 10 % of the sale is paid, and it costs 20 %. */
async function offerWith(limits: Limits) {
  const [advertiser] = await createAdvertisers(database, organizationId, [{ name: `Shoes ${newUuid()}` }])
  const [integration] = await createIntegrations(database, organizationId, [{ name: 'Main' }])
  const [offer] = await createOffers(database, organizationId, [
    {
      name: `Offer ${newUuid()}`,
      integrationId: integration?.id ?? '',
      advertiserId: advertiser?.id ?? '',
      currency: 'EUR',
      payoutType: 'CPS',
      payoutPercent: '10',
      revenueType: 'RPS',
      revenuePercent: '20',
      holdDays: 1,
      allowDuplicateConversions: true,
    },
  ])
  if (!offer) throw new Error('Missing test data')
  const of = { organizationId, offerId: offer.id, action: 'Block' as const }
  await prisma.cap.createMany({
    data: [
      { ...of, metric: 'Conversions', period: 'Total', limit: limits.conversions },
      { ...of, metric: 'Payout', period: 'Day', limit: limits.payout },
      { ...of, metric: 'Payout', period: 'Total', limit: limits.unpaid, action: 'Accept_Unpaid' },
      { ...of, metric: 'Revenue', period: 'Month', limit: limits.revenue },
      { ...of, metric: 'Payout', period: 'Total', limit: limits.ofPublisher, publisherId: publisher.id },
    ],
  })
  const upsell = await prisma.offerEvent.create({
    data: {
      organizationId,
      incrementalId: offer.incrementalId,
      offerId: offer.id,
      name: 'Upsell',
      payout: '1.5',
      allowMultipleEvents: true,
    },
  })
  const at = new Date(Date.now() - 60_000)
  const clicks = [publisher, otherPublisher].map(({ incrementalId }) =>
    clickRow({
      organization: organizationId,
      id: newUuid(at),
      time: storeTime(at),
      offer: offer.incrementalId,
      publisher: incrementalId,
    }),
  )
  await events.append(click, clicks)
  return { id: offer.id, upsell: upsell.id, clicks: clicks.map(({ id }) => id), catalog: await loadCatalog(database) }
}

/** What the ledger's conversions use of each cap, counted again from nothing but their status and amounts. Caps of which nothing is used are left out. */
async function recounted(offerId: string): Promise<Record<string, string>> {
  const rows = await prisma.conversion.findMany({ where: { offerId, status: { not: 'Rejected' } } })
  const caps = await prisma.cap.findMany({ where: { offerId } })
  const sums = caps.map((cap) => {
    const counting = rows.filter(({ publisherId }) => cap.publisherId === null || cap.publisherId === publisherId)
    if (cap.metric !== 'Conversions') {
      const column = cap.metric === 'Payout' ? 'payout' : 'revenue'
      return [cap.id, counting.reduce((sum, row) => sum.plus(row[column]), exact(0))] as const
    }
    const counted = counting.filter(
      ({ kind, payout, revenue, decisions }) =>
        kind === 'conversion' &&
        !(payout.isZero() && revenue.isZero() && JSON.stringify(decisions).includes('"effect":"unpaid"')),
    )
    return [cap.id, exact(counted.length)] as const
  })
  return Object.fromEntries(sums.filter(([, sum]) => !sum.isZero()).map(([id, sum]) => [id, sum.toFixed()]))
}

async function used(offerId: string): Promise<Record<string, string>> {
  const windows = await prisma.capWindow.findMany({ where: { cap: { offerId } } })
  return Object.fromEntries(windows.filter((one) => !one.used.isZero()).map((one) => [one.capId, one.used.toFixed()]))
}

const amount = fc.integer({ min: 0, max: 5000 }).map((cents) => (cents / 100).toFixed(2))
const which = fc.nat({ max: 30 })
const step = fc.oneof(
  fc.record({
    act: fc.constant('record' as const),
    click: fc.nat({ max: 1 }),
    isEvent: fc.boolean(),
    isForeign: fc.boolean(),
    amount,
    status: fc.constantFrom(null, 'Pending' as const, 'Rejected' as const),
  }),
  fc.record({
    act: fc.constant('update' as const),
    which,
    change: fc.record(
      {
        status: fc.constantFrom('Approved' as const, 'Pending' as const, 'Rejected' as const),
        payout: amount,
        revenue: amount,
        amount,
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ act: fc.constant('reject' as const), click: fc.nat({ max: 1 }) }),
  fc.record({ act: fc.constantFrom('approveHeld' as const, 'addRate' as const) }),
)
const limit = fc.constantFrom(1, 3, 8, 1000)
const limits = fc.record({ conversions: limit, payout: limit, unpaid: limit, revenue: limit, ofPublisher: limit })
const foreign = ['USD', 'THB', 'HUF', 'ZAR', 'ISK', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'RON', 'GBP']

test('caps count what the ledger has, whatever is recorded, decided, priced, and edited', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(limits, fc.array(step, { minLength: 5, maxLength: 14 }), async (given, steps) => {
      const { id: offerId, upsell, clicks, catalog } = await offerWith(given)
      // Each run waits for a rate of its own.
      const currency = foreign[runs++ % foreign.length] ?? 'USD'
      await prisma.exchangeRate.deleteMany({ where: { organizationId, from: currency } })
      const recorder = createRecorder({ database, events, catalog, log: () => {} })
      const reported = (more: Partial<Report>): Report => ({
        organizationId,
        allowedOfferId: null,
        source: 'postback',
        transactionId: '',
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
      for (const one of steps) {
        if (one.act === 'record')
          await recorder.record(
            reported({
              transactionId: clicks[one.click] ?? '',
              event: one.isEvent ? { id: upsell } : null,
              amount: one.amount,
              amountCurrency: one.isForeign ? currency : null,
              externalId: newUuid(),
              status: one.status,
            }),
          )
        if (one.act === 'reject')
          await recorder.record(reported({ transactionId: clicks[one.click] ?? '', rejectedReason: 'canceled' }))
        if (one.act === 'approveHeld')
          await approveHeld(database, { now: Date.now() + 2 * 86_400_000, signal: new AbortController().signal })
        if (one.act === 'addRate') {
          const rate = { organizationId, from: currency, to: 'EUR', rate: '0.7', validFrom: new Date(0) }
          await prisma.exchangeRate.createMany({ data: [rate], skipDuplicates: true })
          await priceWaiting(database, events)
        }
        if (one.act === 'update') await edit(offerId, one.which, one.change)
        expect(await used(offerId)).toEqual(await recounted(offerId))
      }
      await recorder.drain()
    }),
    { numRuns: process.env.TEST_DEEP ? 100 : 10, seed: 7 },
  )
}, 120_000)

async function edit(offerId: string, index: number, change: Omit<ConversionUpdate, 'id' | 'hash'>): Promise<void> {
  const rows = await prisma.conversion.findMany({ where: { offerId }, orderBy: { id: 'asc' } })
  const row = rows[index % Math.max(rows.length, 1)]
  if (!row) return
  await prisma.$transaction((transaction) =>
    updateWithin(
      {
        database: organizationTransaction(transaction, organizationId),
        unscoped: transaction,
        record: async () => {},
        afterCommit: () => {},
      },
      database,
      updater(),
      [{ id: row.id, hash: hashOf(row), ...change }],
    ),
  )
}
