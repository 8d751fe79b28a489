import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { resolveCaller } from '@/lib/access/resolve'
import { changeConversions } from '@/lib/conversions/write'
import type { Offer, Publisher } from '@/lib/database/generated/client'
import { click, impression } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { recordConversion } from '@/lib/testing/conversions'
import { testDatabase } from '@/lib/testing/database'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { makeEvent, makeOffer } from '@/lib/testing/terms'
import { createWorld, idAt } from '@/lib/testing/world'
import { addAdjustment, removeAdjustment } from './adjust'
import { sumOf } from './amounts'
import { approveStatements, payStatements, reopenStatements, unpayStatements } from './approve'
import { createDrafts } from './create'
import { draftLines } from './drafts'
import { lineOf, type Line } from './lines'

const database = await testDatabase()
const events = await testEventLog()
const { prisma } = database
const JANUARY = new Date('2027-01-10T00:00:00Z')

let caller: Caller
let publisher: Publisher
let offer: Offer
let organizationId: string

beforeEach(async () => {
  const world = await createWorld(database, events, { timezone: 'America/New_York' })
  organizationId = world.organizationId
  const found = await resolveCaller(database, new Headers({ 'API-KEY': world.admin.key }))
  if ('problem' in found) throw new Error(found.problem)
  caller = found
  publisher = await prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  offer = await makeOffer(database, organizationId, { name: 'Shoes' })
})

async function convert(day: string, payout: string, more: Parameters<typeof recordConversion>[3] = {}) {
  const time = `${day} 17:00:00.000`
  const from = clickRow({ organization: organizationId, id: randomUUID(), time, publisher: publisher.incrementalId })
  const values = { publisherId: publisher.id, offerId: offer.id, payout }
  return (await recordConversion(database, events, from, { ...values, ...more })).id
}
const reject = (id: string) =>
  prisma.$transaction((transaction) =>
    changeConversions(transaction, organizationId, [id], () => ({ status: 'Rejected' })),
  )
const create = (month: string, now = JANUARY) => createDrafts(database, events, caller, month, now)
const approve = (id: string, total?: string) => approveStatements(database, events, caller, [{ id, total }], JANUARY)
const pay = (id: string, paidOn = '2027-01-05') =>
  payStatements(database, caller, [id], { paidOn: new Date(paidOn), reference: 'SEPA 7' }, JANUARY)

const statements = () =>
  prisma.statement.findMany({
    where: { organizationId },
    include: { publisher: true, lines: { orderBy: { position: 'asc' } } },
    orderBy: { month: 'asc' },
  })
async function only(month: string) {
  const found = (await statements()).filter((one) => one.month.toISOString().startsWith(month))
  const [first] = found
  if (!first || found.length > 1) throw new Error(`There are ${found.length} statements for ${month}`)
  return first
}
/** The lines of a month's statement, whether it's a draft or not. */
async function lines(month: string): Promise<Line[]> {
  const statement = await only(month)
  if (statement.status !== 'draft') return statement.lines.map(lineOf)
  return (await draftLines(prisma, events, organizationId, [statement])).get(statement.id) ?? []
}
const short = (all: readonly Line[]) =>
  all.map(
    ({ kind, month, name, event, count, amount }) => `${month.slice(0, 7)} ${kind} ${name} ${event} ${count} ${amount}`,
  )
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.message : Promise.reject(error)),
  )

async function paid(table: typeof click | typeof impression, day: string, payouts: string[]) {
  const at = `${day} 17:00:00.000`
  const {
    url: _url,
    trigger: _trigger,
    cap_leases: _leases,
    ...seen
  } = clickRow({
    organization: organizationId,
    id: '',
    time: at,
    publisher: publisher.incrementalId,
    offer: offer.incrementalId,
  })
  const rows = payouts.map((payout) => ({ ...seen, id: idAt(new Date(`${day}T17:00:00Z`)), payout }))
  if (table === impression) return events.append(impression, rows)
  return events.append(
    click,
    rows.map((row) => ({ ...clickRow({ organization: organizationId, id: '', time: at }), ...row })),
  )
}

describe('a draft', () => {
  test('has the month’s approved conversions by offer and event, its paid clicks and impressions, and adjustments', async () => {
    const event = await makeEvent(database, offer, { name: 'Upgrade' })
    await convert('2026-10-01', '1.25')
    await convert('2026-10-31', '2.5')
    await convert('2026-10-15', '10', { offerEventId: event.id, kind: 'event' })
    await convert('2026-10-15', '99', { status: 'Pending' })
    await convert('2026-10-15', '99', { status: 'Rejected' })
    await convert('2026-10-15', '99', { publisherId: null })
    await convert('2026-11-01', '99')
    await paid(click, '2026-10-31', ['0.1', '0.2', '0'])
    await paid(impression, '2026-10-01', ['0.0015', '0.0015'])
    expect(await create('2026-10-01')).toEqual({ created: 1, deleted: 0 })
    const { id } = await only('2026-10')
    await addAdjustment(database, caller, id, { amount: '-1.5', reason: 'Chargeback' })
    expect(short(await lines('2026-10'))).toEqual([
      '2026-10 conversions Shoes Conversion 2 3.750000',
      '2026-10 conversions Shoes Upgrade 1 10.000000',
      '2026-10 clicks Shoes  2 0.3',
      '2026-10 impressions Shoes  2 0.003',
      '2026-10 adjustment Chargeback  0 -1.5',
      '2026-10 rounding Rounding  0 -0.003',
    ])
  })

  test('is per currency, and rounds to what the currency has', async () => {
    await convert('2026-10-05', '1.005')
    await convert('2026-10-05', '100.5', { currency: 'JPY' })
    await create('2026-10-01')
    const all = await statements()
    const totals = await Promise.all(
      all.map(async (one) => {
        const own = (await draftLines(prisma, events, organizationId, [one])).get(one.id) ?? []
        return `${one.currency} ${sumOf(own.map(({ amount }) => amount)).toFixed()}`
      }),
    )
    expect(totals.toSorted()).toEqual(['EUR 1.01', 'JPY 101'])
  })

  test('goes by the day the conversion had in the organization’s zone', async () => {
    const facts = clickRow({
      organization: organizationId,
      id: randomUUID(),
      time: '2026-11-01 02:00:00.000',
      day: '2026-10-31',
    })
    await recordConversion(database, events, facts, { publisherId: publisher.id, offerId: offer.id, payout: '3' })
    await create('2026-11-01')
    expect(await statements()).toEqual([])
    await create('2026-10-01')
    expect(short(await lines('2026-10'))).toEqual(['2026-10 conversions Shoes Conversion 1 3.000000'])
  })

  test('is deleted once nothing is in it, unless it has adjustments, and isn’t created twice', async () => {
    const id = await convert('2026-10-05', '1')
    await create('2026-10-01')
    expect(await create('2026-10-01')).toEqual({ created: 0, deleted: 0 })
    await reject(id)
    const statement = await only('2026-10')
    const adjustment = await addAdjustment(database, caller, statement.id, { amount: '5', reason: 'Bonus' })
    expect(await create('2026-10-01')).toEqual({ created: 0, deleted: 0 })
    await removeAdjustment(database, caller, statement.id, adjustment)
    expect(await create('2026-10-01')).toEqual({ created: 0, deleted: 1 })
    expect(await refusal(create('2027-02-01'))).toMatch(/this month or an earlier one: February 2027/)
  })
})

describe('an approved statement', () => {
  test('keeps its lines, total, names, and billing details, whatever changes', async () => {
    const id = await convert('2026-10-05', '1.2345')
    await convert('2026-10-06', '7')
    await create('2026-10-01')
    const draft = await only('2026-10')
    await approve(draft.id, '8.23')
    const before = await only('2026-10')
    expect(before).toMatchObject({ status: 'approved', billing: { name: 'Publisher 1' } })
    expect(before.total?.toFixed(2)).toBe('8.23')
    expect(sumOf(before.lines.map(({ amount }) => amount)).equals(before.total ?? 0)).toBe(true)
    expect(await prisma.conversion.count({ where: { organizationId, statementId: draft.id } })).toBe(2)

    const { frozen, shipments } = await reject(id)
    expect([...frozen.values()]).toEqual([`statement ${draft.incrementalId} for October 2026`])
    expect(shipments).toEqual([])
    await prisma.offer.update({ where: { id: offer.id }, data: { name: 'Boots' } })
    await prisma.publisher.update({ where: { id: publisher.id }, data: { name: 'Other', billingName: 'Other Ltd' } })
    await paid(click, '2026-10-31', ['5'])
    expect(await only('2026-10')).toMatchObject({ lines: before.lines, total: before.total, billing: before.billing })
  })

  test('leaves what’s late to the next one, as a line of its month', async () => {
    const late = await convert('2026-10-05', '4', { status: 'Pending' })
    await convert('2026-10-06', '1')
    await convert('2026-11-06', '2')
    for (const month of ['2026-10-01', '2026-11-01', '2026-12-01']) await create(month)
    await approve((await only('2026-10')).id)
    await prisma.$transaction((transaction) =>
      changeConversions(transaction, organizationId, [late], () => ({ status: 'Approved' })),
    )
    expect(short(await lines('2026-11'))).toEqual([
      '2026-11 conversions Shoes Conversion 1 2.000000',
      '2026-10 conversions Shoes Conversion 1 4.000000',
    ])
    // If that one is approved before, it's the one after, which has nothing else.
    await reject(late)
    await approve((await only('2026-11')).id)
    await prisma.$transaction((transaction) =>
      changeConversions(transaction, organizationId, [late], () => ({ status: 'Approved' })),
    )
    expect(await create('2026-12-01')).toEqual({ created: 1, deleted: 0 })
    expect(short(await lines('2026-12'))).toEqual(['2026-10 conversions Shoes Conversion 1 4.000000'])
  })

  test('is reopened with its clicks as they were counted, until it’s paid', async () => {
    const id = await convert('2026-10-05', '1')
    await paid(click, '2026-10-05', ['0.5'])
    await create('2026-10-01')
    const statement = await only('2026-10')
    await approve(statement.id)
    await reopenStatements(database, caller, [statement.id])
    expect(await only('2026-10')).toMatchObject({ status: 'draft', total: null, billing: null })
    await events.forget({ organizations: [organizationId], before: '2027-01-01' })
    await reject(id)
    expect(short(await lines('2026-10'))).toEqual(['2026-10 clicks Shoes  1 0.5'])
    await approve(statement.id)
    await pay(statement.id)
    expect(await only('2026-10')).toMatchObject({ status: 'paid', paymentReference: 'SEPA 7' })
    expect(await refusal(reopenStatements(database, caller, [statement.id]))).toBe(
      'Publisher 1’s statement for October 2026 is paid. Mark it as unpaid first. Nothing was changed.',
    )
    expect(await refusal(addAdjustment(database, caller, statement.id, { amount: '1', reason: 'x' }))).toMatch(
      /is paid, so it can’t be adjusted. Adjust the next one instead/,
    )
    const entries = await prisma.auditEntry.findMany({ where: { entityId: statement.id }, orderBy: { id: 'asc' } })
    expect(entries.map(({ after }) => after)).toMatchObject([
      { status: 'draft' },
      { status: 'approved', total: '1.5' },
      { status: 'draft' },
      { status: 'approved', total: '0.5' },
      { status: 'paid', paymentReference: 'SEPA 7', paidOn: '2027-01-05' },
    ])
  })
})

describe('a payment', () => {
  test('isn’t in the future, in the organization’s zone', async () => {
    await convert('2026-10-05', '1')
    await create('2026-10-01')
    const { id } = await only('2026-10')
    await approve(id)
    // It's still January 9 in New York.
    expect(await refusal(pay(id, '2027-01-10'))).toBe(
      'must not be in the future: it’s 2027-01-09 in your organization’s time zone',
    )
    expect(await refusal(pay(id, '2027-01-09'))).toBe('done')
    expect(await refusal(pay(id))).toMatch(/is paid already/)
  })

  test('is taken back, and nothing else about the statement changes', async () => {
    const conversion = await convert('2026-10-05', '1')
    await create('2026-10-01')
    const { id } = await only('2026-10')
    await approve(id)
    expect(await refusal(unpayStatements(database, caller, [id]))).toMatch(/isn’t paid. Nothing was changed/)
    const { updatedAt: _before, ...before } = await only('2026-10')
    await pay(id)
    await unpayStatements(database, caller, [id])
    const { updatedAt: _after, ...after } = await only('2026-10')
    expect(after).toEqual(before)
    expect((await reject(conversion)).frozen.size).toBe(1)
    const entry = await prisma.auditEntry.findFirst({ where: { entityId: id }, orderBy: { id: 'desc' } })
    expect(entry).toMatchObject({
      action: 'update',
      before: { status: 'paid', paidOn: '2027-01-05', paymentReference: 'SEPA 7' },
      after: { status: 'approved', paidOn: null, paymentReference: '' },
    })
    await reopenStatements(database, caller, [id])
    expect((await reject(conversion)).frozen.size).toBe(0)
  })
})

describe('approving is refused', () => {
  test('before the month is over in the organization’s zone', async () => {
    await convert('2026-10-05', '1')
    await create('2026-10-01')
    const { id } = await only('2026-10')
    const at = (now: string) => refusal(approveStatements(database, events, caller, [{ id }], new Date(now)))
    // Midnight in New York is at 4:00 in UTC. Trackers have an hour to deliver the last clicks.
    expect(await at('2026-11-01T04:59:59Z')).toMatch(/October 2026 isn’t over yet/)
    expect(await at('2026-11-01T05:00:00Z')).toBe('done')
    expect(await at('2026-11-01T05:00:00Z')).toMatch(/is approved already/)
  })

  test('if the total isn’t the one that was seen, for all of them', async () => {
    await convert('2026-10-05', '1')
    await convert('2026-11-05', '1')
    for (const month of ['2026-10-01', '2026-11-01']) await create(month)
    const [october, november] = [await only('2026-10'), await only('2026-11')]
    await convert('2026-11-06', '2')
    const both = [
      { id: october.id, total: '1.00' },
      { id: november.id, total: '1.00' },
    ]
    expect(await refusal(approveStatements(database, events, caller, both, JANUARY))).toBe(
      'Publisher 1’s statement for November 2026 is now 3.00 EUR, not 1.00. Look at it again.',
    )
    expect((await statements()).map(({ status }) => status)).toEqual(['draft', 'draft'])
    expect(await refusal(pay(october.id))).toMatch(/isn’t approved yet/)
  })
})

test('an adjustment has the decimal places of the currency', async () => {
  await convert('2026-10-05', '1')
  await create('2026-10-01')
  const { id } = await only('2026-10')
  expect(await refusal(addAdjustment(database, caller, id, { amount: '1.234', reason: 'x' }))).toBe(
    'must have at most 2 decimal places in EUR',
  )
})

const months = ['2026-10-01', '2026-11-01', '2026-12-01'] as const
const act = fc.oneof(
  fc.record({
    kind: fc.constant('convert' as const),
    month: fc.constantFrom(...months),
    cents: fc.integer({ min: 1, max: 99_999_999 }),
  }),
  fc.record({
    kind: fc.constant('change' as const),
    which: fc.nat(),
    status: fc.constantFrom('Approved' as const, 'Pending' as const, 'Rejected' as const),
    cents: fc.integer({ min: 0, max: 99_999_999 }),
  }),
  fc.record({
    kind: fc.constantFrom('create' as const, 'approve' as const, 'reopen' as const, 'pay' as const, 'unpay' as const),
    month: fc.constantFrom(...months),
  }),
)

test('whatever changes and is approved at once, statements and what’s open add up to the ledger', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { minLength: 4, maxLength: 10 }), { minLength: 3, maxLength: 5 }),
      async (rounds) => {
        const world = await createWorld(database, events)
        organizationId = world.organizationId
        const found = await resolveCaller(database, new Headers({ 'API-KEY': world.admin.key }))
        if ('problem' in found) throw new Error(found.problem)
        caller = found
        publisher = await prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
        offer = await makeOffer(database, organizationId)
        const ids: string[] = []
        const amount = (cents: number) => (cents / 1_000_000).toFixed(6)
        const run = async (one: (typeof rounds)[number][number]) => {
          if (one.kind === 'convert') return void ids.push(await convert(one.month, amount(one.cents)))
          if (one.kind === 'change') {
            const asked = ids.filter((_, index) => (index + one.which) % 2 === 0)
            const change = { status: one.status, payout: amount(one.cents) }
            return prisma.$transaction((transaction) =>
              changeConversions(transaction, organizationId, asked, () => change),
            )
          }
          if (one.kind === 'create') return create(one.month)
          const [statement] = (await statements()).filter(({ month }) => month.toISOString().startsWith(one.month))
          if (!statement) return
          if (one.kind === 'approve') return refusal(approve(statement.id))
          if (one.kind === 'pay') return refusal(pay(statement.id))
          if (one.kind === 'unpay') return refusal(unpayStatements(database, caller, [statement.id]))
          return refusal(reopenStatements(database, caller, [statement.id]))
        }
        for (const round of rounds) {
          await Promise.all(round.map(run))
          const all = await statements()
          const frozen = all.filter(({ status }) => status !== 'draft')
          for (const { id, total, lines: own } of frozen) {
            const within = await prisma.conversion.findMany({ where: { organizationId, statementId: id } })
            expect(within.every(({ status }) => status === 'Approved')).toBe(true)
            const counted = sumOf(own.filter(({ kind }) => kind === 'conversions').map((line) => line.amount))
            expect(counted.toFixed()).toBe(sumOf(within.map(({ payout }) => payout)).toFixed())
            expect(sumOf(own.map((line) => line.amount)).toFixed()).toBe(total?.toFixed())
          }
          // Everything that's open is in exactly one draft, once they exist.
          for (const month of [...months, '2027-01-01']) await create(month)
          const drafts = (await statements()).filter(({ status }) => status === 'draft')
          const open = [...(await draftLines(prisma, events, organizationId, drafts)).values()].flat()
          const conversions = [...frozen.flatMap(({ lines: own }) => own.map(lineOf)), ...open].filter(
            ({ kind }) => kind === 'conversions',
          )
          const ledger = await prisma.conversion.findMany({ where: { organizationId, status: 'Approved' } })
          expect(sumOf(conversions.map((line) => line.amount)).toFixed()).toBe(
            sumOf(ledger.map(({ payout }) => payout)).toFixed(),
          )
          expect(conversions.reduce((sum, { count }) => sum + count, 0)).toBe(ledger.length)
        }
      },
    ),
    { numRuns: Number(process.env.STATEMENT_RUNS ?? 2) },
  )
}, 120_000)
