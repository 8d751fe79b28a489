import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import { Prisma, type PrismaClient } from '@/lib/database/generated/client'
import type { EventLog } from '@/lib/events/log'
import { NO_ID } from '@/lib/events/tables'
import { recordChanges, type Actor } from '@/lib/identity/audit'
import { pastCaps } from './caps'
import { CapWindows, type CapSubject } from './cap-windows'
import { heldUntil, type Decision } from './decision'
import { ledgerRowOf, type LedgerRow } from './ledger'
import { ship } from './outbox'
import { priceConversion, type FoundRate, type Priced } from './price'
import { findRates, type WantedRate } from './rates'
import { auditOf } from './update'
import { changeConversions, type ConversionChange } from './write'

// Conversions whose exchange rate was missing are priced once there's one, by the price they would have had. Nothing else is ever priced again.

/** Conversions priced in one transaction. */
const MOST = 500

const due = z.array(z.object({ id: z.string(), organizationId: z.string(), addedBy: z.string().nullable() }))

/**
 * Prices conversions whose exchange rate has been added since, in the name of whoever added it.
 * @param by the person who just added some: only their organization's are priced, and only as many as one transaction takes
 */
export async function priceWaiting(
  database: Pick<Database, 'prisma'>,
  events: Pick<EventLog, 'append'>,
  { by, signal }: { by?: Actor; signal?: AbortSignal } = {},
): Promise<void> {
  const { prisma } = database
  for (;;) {
    if (signal?.aborted) return
    const found = await findDue(prisma, by)
    const [first] = found
    if (!first) return
    const group = found.filter((one) => one.organizationId === first.organizationId && one.addedBy === first.addedBy)
    const actor = await actorOf(prisma, first, by)
    const { shipments } = await prisma.$transaction((transaction) => priceThese(transaction, group, actor))
    await ship(database, events, shipments)
    if (by || shipments.length === 0) return
  }
}

/** Conversions that wait for a rate that's there now. Those in a statement never change. */
async function findDue(prisma: Pick<PrismaClient, '$queryRaw'>, by: Actor | undefined) {
  const ofOrganization = by ? Prisma.sql`AND row."organizationId" = ${by.organization.id}::uuid` : Prisma.empty
  return due.parse(
    await prisma.$queryRaw`
      SELECT row."id"::text, row."organizationId"::text, rate."addedBy"
      FROM "Conversion" row
      CROSS JOIN LATERAL (
        SELECT "lastUpdatedById"::text AS "addedBy" FROM "ExchangeRate"
        WHERE "organizationId" = row."organizationId" AND "from" = row."amountCurrency" AND "to" = row."currency"
          AND "validFrom" <= (row."facts"->>'day')::date AND NOT "archived"
        ORDER BY "validFrom" DESC LIMIT 1
      ) rate
      WHERE row."priceSource" ? 'terms' AND row."statementId" IS NULL ${ofOrganization}
      ORDER BY row."organizationId", rate."addedBy", row."id" LIMIT ${MOST}`,
  )
}

/** Who added the rate. Undefined if that's nobody who still exists. */
async function actorOf(
  prisma: Pick<PrismaClient, 'user'>,
  { organizationId, addedBy }: { organizationId: string; addedBy: string | null },
  by: Actor | undefined,
): Promise<Actor | undefined> {
  if (addedBy === null || by?.user.id === addedBy) return addedBy === null ? undefined : by
  const where = { organizationId, id: addedBy }
  const user = await prisma.user.findFirst({ where, select: { id: true, email: true } })
  return user ? { organization: { id: organizationId }, user, from: { address: '', userAgent: '' } } : undefined
}

async function priceThese(
  transaction: Prisma.TransactionClient,
  group: readonly { id: string; organizationId: string }[],
  actor: Actor | undefined,
) {
  const organizationId = group[0]?.organizationId ?? ''
  const ids = group.map(({ id }) => id)
  // Conversions before caps, as everything that changes both does.
  await transaction.$queryRaw`
    SELECT "id" FROM "Conversion" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${ids}::uuid[])
    ORDER BY "id" FOR NO KEY UPDATE`
  const stored = await transaction.conversion.findMany({
    where: { organizationId, id: { in: ids }, statementId: null },
    orderBy: { id: 'asc' },
  })
  const before = new Map(stored.map((row) => [row.id, ledgerRowOf(row)]))
  const rows = [...before.values()]
  const windows = await windowsOf(transaction, organizationId, rows)
  const rateOf = await findRates(transaction, rows.map(wantedBy))
  const changes = new Map(
    rows.flatMap((row) => {
      const rate = rateOf(wantedBy(row))
      const change = rate && priced(row, rate, windows)
      return change ? [[row.id, { ...change, lastUpdatedById: actor?.user.id ?? row.lastUpdatedById }] as const] : []
    }),
  )
  const changed = await changeConversions(transaction, organizationId, [...changes.keys()], ({ id }) => changes.get(id))
  const audited = changed.rows.flatMap((row) => auditOf(before.get(row.id), row))
  if (actor) await recordChanges(transaction, actor, audited)
  return changed
}

async function windowsOf(transaction: Prisma.TransactionClient, organizationId: string, rows: readonly LedgerRow[]) {
  const { timezone } = await transaction.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { timezone: true },
  })
  const subjects = rows.map(subjectOf)
  const offerIds = [...new Set(subjects.map(({ offerId }) => offerId))]
  const windows = await CapWindows.lock(transaction, offerIds, new Map([[organizationId, timezone]]))
  await windows.read(subjects)
  return windows
}

/** Those without an offer have no caps. */
const subjectOf = ({ offerId, publisherId, facts, time }: LedgerRow): CapSubject => ({
  offerId: offerId ?? NO_ID,
  publisherId: publisherId ?? NO_ID,
  subId: facts.sub_id,
  time: time.getTime(),
})

const wantedBy = ({ organizationId, amountCurrency: from, currency: to, facts: { day } }: LedgerRow): WantedRate => ({
  organizationId,
  from,
  to,
  day,
})

/** What a conversion becomes with the rate that it waited for. Undefined if it doesn't wait. */
function priced(row: LedgerRow, rate: FoundRate, windows: CapWindows): ConversionChange | undefined {
  const { terms, ...priceSource } = row.priceSource
  if (!terms || row.amount === null) return undefined
  const { amount, amountCurrency, currency, facts } = row
  const price = priceConversion({ offer: terms }, { amount, amountCurrency, currency, day: facts.day, rate })
  const past = pastWithAdded(row, price, windows)
  const decisions = [...problemOf(row, price), ...row.decisions.filter(({ rule }) => rule !== 'price'), ...past]
  const isUnpaid = decisions.some(({ effect }) => effect === 'unpaid')
  const change = {
    priceSource,
    rate: price.rate,
    rateDate: price.rateDate,
    payout: isUnpaid ? '0' : price.payout,
    revenue: isUnpaid ? '0' : price.revenue,
    decisions,
    ...statusOf(row, decisions, past),
  }
  const next = { ...row, ...change }
  const capUses = usesOf(next, windows)
  // Later ones find less room.
  windows.count(row, { ...next, capUses })
  return { ...change, capUses }
}

/** What it uses of its caps. Those on money that were added while it waited count it, too. */
function usesOf(next: LedgerRow, windows: CapWindows): LedgerRow['capUses'] {
  const onMoney = new Map(windows.usesOf(subjectOf(next), { ...next, kind: 'event' }).map((use) => [use.capId, use]))
  const known = next.capUses.map((use) => ({ ...use, amount: onMoney.get(use.capId)?.amount ?? use.amount }))
  return [...new Map([...onMoney, ...known.map((use) => [use.capId, use] as const)]).values()]
}

/** Which caps it's past with what's added to its price. Nothing else about it is new to them. */
function pastWithAdded(row: LedgerRow, price: Priced, windows: CapWindows): readonly Decision[] {
  if (row.status === 'Rejected' || row.decisions.some(({ effect }) => effect === 'unpaid')) return []
  const used = new Map(row.capUses.map(({ capId, amount }) => [capId, amount]))
  const rooms = windows.roomOf(subjectOf(row)).map((cap) => ({ ...cap, counted: used.get(cap.id) ?? 0 }))
  return pastCaps(
    // What someone approved counts, even past a cap.
    isDecided(row) ? rooms.map((cap) => ({ ...cap, room: Infinity })) : rooms,
    { payout: price.payout, revenue: price.revenue, isEvent: true },
  )
}

const isDecided = ({ decisions }: LedgerRow): boolean => decisions.some(({ rule }) => rule === 'person')

function problemOf({ decisions }: LedgerRow, { problem }: Priced): LedgerRow['decisions'] {
  const before = decisions.find(({ rule }) => rule === 'price')
  return problem ? [{ rule: 'price', id: before?.id ?? '', effect: 'pend', ...problem }] : []
}

/** The status without the missing rate. What a person decided, and what's rejected, stays. */
function statusOf(
  row: LedgerRow,
  decisions: LedgerRow['decisions'],
  caps: readonly Decision[],
): Pick<ConversionChange, 'status' | 'reason' | 'holdUntil'> {
  const { status, reason } = row
  if (status !== 'Pending' || isDecided(row)) return { status, reason }
  const [past] = caps.filter(({ effect }) => effect === 'reject')
  if (past) return { status: 'Rejected', reason: past.reason, holdUntil: null }
  const pending = decisions.filter(({ effect }) => effect === 'pend')
  const [first] = pending
  const unpaid = decisions.find(({ effect }) => effect === 'unpaid')
  if (!first) return { status: 'Approved', reason: unpaid?.reason ?? '', holdUntil: null }
  const isHeld = pending.every(({ rule }) => rule === 'hold')
  return { status, reason: first.reason, holdUntil: isHeld ? heldUntil(first) : null }
}

/** An exchange rate that conversions wait for. */
export type MissingRate = {
  from: string
  to: string
  /** How many wait for it. */
  count: number
  /** The day of the first: YYYY-MM-DD. */
  since: string
}

const missing = z.array(z.object({ from: z.string(), to: z.string(), count: z.int(), since: z.string() }))

/** The exchange rates that an organization's conversions wait for, most of them first. */
export async function missingRates(
  { prisma }: Pick<Database, 'prisma'>,
  organizationId: string,
): Promise<MissingRate[]> {
  return missing.parse(
    await prisma.$queryRaw`
      SELECT "amountCurrency" AS "from", "currency"::text AS "to", count(*)::int AS count, min("facts"->>'day') AS since
      FROM "Conversion"
      WHERE "organizationId" = ${organizationId}::uuid AND "priceSource" ? 'terms' AND "statementId" IS NULL
      GROUP BY "amountCurrency", "currency" ORDER BY count DESC, 1, 2`,
  )
}
