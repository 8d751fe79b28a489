import type { Database } from '@/lib/database/client'
import type { Prisma, Statement, StatementAdjustment, StatementStatus } from '@/lib/database/generated/client'
import type { EventLog } from '@/lib/events/log'
import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { numberOrId } from '@/lib/identifier'
import { sumOf, written } from './amounts'
import { billing, billingColumns, billingOf, type Billing } from './billing'
import { draftLines } from './drafts'
import { lineOf, presented, type Line } from './lines'
import { monthOf, type Month } from './month'

type Stores = { database: Database; events: Pick<EventLog, 'query'> }
type Named = { id: string; incrementalId: number; name: string }

/** A statement in a list. */
export type Summary = Omit<Statement, 'month' | 'total' | 'billing'> & {
  publisher: Named
  month: Month
  /** As people read it. A draft's is what it would be if it were approved right now. */
  total: string
}

/** A statement with everything in it. */
export type Details = Summary & { lines: Line[]; adjustments: StatementAdjustment[]; billing: Billing }

export type Filter = { month?: Month; status?: StatementStatus; publisherId?: string; currency?: string }
export type Sort = 'publisher' | 'total' | 'month' | 'status' | 'incremental_id'

/** The statements that the caller can see. Publishers see theirs once they're approved. */
function visible({ reach, user }: Caller, filter: Filter): Prisma.StatementWhereInput {
  const who = filter.publisherId === undefined ? {} : (numberOrId(filter.publisherId) ?? { id: { in: [] } })
  return {
    AND: [
      { publisher: { AND: [among(reach.publishers.see), who] } },
      user.role === 'publisher' ? { status: { not: 'draft' } } : {},
    ],
    ...(filter.month === undefined ? {} : { month: new Date(filter.month) }),
    ...(filter.status === undefined ? {} : { status: filter.status }),
    ...(filter.currency === undefined ? {} : { currency: filter.currency }),
  }
}

const number = { select: { id: true, incrementalId: true, name: true } } as const

/** Statements that match, in order. Drafts are computed, so that lists can go by their totals. */
export async function listStatements(
  { database, events }: Stores,
  caller: Caller,
  filter: Filter,
  { by, isDescending }: { by: Sort; isDescending: boolean },
): Promise<Summary[]> {
  const found = await database
    .forOrganization(caller.organization.id)
    .statement.findMany({ where: visible(caller, filter), include: { publisher: number } })
  const drafts = found.filter(({ status }) => status === 'draft')
  const lines = await draftLines(database.prisma, events, caller.organization.id, drafts)
  const rows = found.map((one) => summaryOf(one, totalOf(one, lines.get(one.id) ?? [])))
  const sign = isDescending ? -1 : 1
  return rows.toSorted((a, b) => sign * orders[by](a, b) || b.incrementalId - a.incrementalId)
}

const collator = new Intl.Collator('en', { numeric: true })
const orders: Readonly<Record<Sort, (a: Summary, b: Summary) => number>> = {
  publisher: (a, b) => collator.compare(a.publisher.name, b.publisher.name),
  total: (a, b) => collator.compare(a.currency, b.currency) || Number(a.total) - Number(b.total),
  month: (a, b) => collator.compare(a.month, b.month),
  status: (a, b) => collator.compare(a.status, b.status),
  incremental_id: (a, b) => a.incrementalId - b.incrementalId,
}

/** A statement by its number or ID, if the caller can see it. */
export async function readStatement(
  { database, events }: Stores,
  caller: Caller,
  numberOrIdText: string,
): Promise<Details | null> {
  const which = numberOrId(numberOrIdText)
  if (!which) return null
  const found = await database.forOrganization(caller.organization.id).statement.findFirst({
    where: { AND: [which, visible(caller, {})] },
    include: {
      publisher: { select: { ...number.select, ...billingColumns } },
      lines: { orderBy: { position: 'asc' } },
      adjustments: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
    },
  })
  if (!found) return null
  const { lines: stored, adjustments, publisher, ...head } = found
  const { id, incrementalId, name } = publisher
  const lines =
    head.status === 'draft'
      ? ((await draftLines(database.prisma, events, caller.organization.id, [{ ...head, publisher }])).get(head.id) ??
        [])
      : stored.map(lineOf)
  const month = monthOf(head.month)
  return {
    ...summaryOf({ ...head, publisher: { id, incrementalId, name } }, totalOf(head, lines)),
    lines: presented(lines, { month, currency: head.currency }),
    adjustments,
    billing: head.billing === null ? billingOf(publisher) : billing.parse(head.billing),
  }
}

function totalOf({ total, currency }: Pick<Statement, 'total' | 'currency'>, lines: readonly Line[]): string {
  return written(total ?? sumOf(lines.map(({ amount }) => amount)), currency)
}

function summaryOf(
  { month, billing: _billing, total: _total, ...row }: Statement & { publisher: Named },
  total: string,
): Summary {
  return { ...row, month: monthOf(month), total }
}
