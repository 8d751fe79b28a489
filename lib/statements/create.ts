import { takeNumbers } from '@/lib/catalog/create'
import { openPairs } from '@/lib/conversions/freeze'
import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { EventLog } from '@/lib/events/log'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { monthInWords } from '@/lib/days'
import type { Accountant } from './find'
import { isAhead, type Month } from './month'
import { paidEvents, type PaidEvents } from './paid-events'

type Pair = { publisherId: string; currency: string }
type Reader = Pick<Prisma.TransactionClient, '$queryRaw' | 'publisher'>

const keyOf = ({ publisherId, currency }: Pair) => `${publisherId} ${currency}`

/** The publishers and currencies with something to pay for a month, by what identifies them. */
async function pairsOf(
  prisma: Reader,
  organizationId: string,
  month: Month,
  paid: readonly PaidEvents[],
): Promise<Map<string, Pair>> {
  const pairs = new Map<string, Pair>()
  for (const pair of await openPairs(prisma, organizationId, month)) pairs.set(keyOf(pair), pair)
  const publishers = await prisma.publisher.findMany({
    where: { organizationId, incrementalId: { in: [...new Set(paid.map(({ publisher }) => publisher))] } },
    select: { id: true, incrementalId: true },
  })
  const idOf = new Map(publishers.map(({ id, incrementalId }) => [incrementalId, id]))
  for (const { publisher, currency } of paid) {
    const publisherId = idOf.get(publisher)
    if (publisherId !== undefined) pairs.set(keyOf({ publisherId, currency }), { publisherId, currency })
  }
  return pairs
}

/** How many drafts of a month are missing: there's something to pay, and no statement of that month. */
export async function countMissing(
  { prisma }: Pick<Database, 'prisma'>,
  events: Pick<EventLog, 'query'>,
  organizationId: string,
  month: Month,
): Promise<number> {
  const paid = await paidEvents(events, organizationId, [month])
  const pairs = await pairsOf(prisma, organizationId, month, paid)
  const where = { organizationId, month: new Date(month) }
  const existing = await prisma.statement.findMany({ where, select: { publisherId: true, currency: true } })
  for (const one of existing) pairs.delete(keyOf(one))
  return pairs.size
}

/**
 * Creates the drafts of a month that don't exist yet: one for each publisher and currency with something to pay. Drafts of the month that have nothing
 * in them anymore are deleted, unless they have adjustments.
 * @returns how many were created and deleted
 */
export async function createDrafts(
  database: Database,
  events: Pick<EventLog, 'query'>,
  by: Accountant,
  month: Month,
  now = new Date(),
): Promise<{ created: number; deleted: number }> {
  const organizationId = by.organization.id
  if (isAhead(month, by.organization.timezone, now))
    throw new Refused('invalid', `must be this month or an earlier one: ${monthInWords(month)} hasn’t started`, 'month')
  // The event log is asked before the change, which others wait for.
  const paid = await paidEvents(events, organizationId, [month])
  return change(database, by, async ({ database: store, unscoped, record }) => {
    const wanted = await pairsOf(unscoped, organizationId, month, paid)
    const existing = await store.statement.findMany({
      where: { month: new Date(month) },
      include: { adjustments: { select: { id: true } } },
    })
    const empty = existing.filter(
      (one) =>
        one.status === 'draft' && one.countedAt === null && one.adjustments.length === 0 && !wanted.has(keyOf(one)),
    )
    for (const one of existing) wanted.delete(keyOf(one))
    if (empty.length > 0) await store.statement.deleteMany({ where: { id: { in: empty.map(({ id }) => id) } } })
    const missing = [...wanted.values()].toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)))
    const first = missing.length === 0 ? 0 : await takeNumbers(store, 'statement', missing.length)
    const made = await store.statement.createManyAndReturn({
      data: missing.map((pair, index) => ({
        ...pair,
        organizationId,
        incrementalId: first + index,
        month: new Date(month),
        createdAt: now,
        lastUpdatedById: by.user.id,
      })),
    })
    await record([
      ...empty.map(({ id, status }) => ({
        action: 'archive' as const,
        entity: 'statement' as const,
        entityId: id,
        before: { status },
        after: {},
        createdAt: now,
      })),
      ...made.map(({ id, publisherId, currency, status }) => ({
        action: 'create' as const,
        entity: 'statement' as const,
        entityId: id,
        after: { publisherId, month, currency, status },
        createdAt: now,
      })),
    ])
    return { created: made.length, deleted: empty.length }
  })
}
