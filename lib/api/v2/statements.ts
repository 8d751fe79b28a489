import { database } from '@/lib/database/client'
import { eventLog } from '@/lib/events/log'
import type { Caller } from '@/lib/identity/caller'
import { addAdjustment, removeAdjustment } from '@/lib/statements/adjust'
import { sumOf, written } from '@/lib/statements/amounts'
import { approveStatements, payStatements, reopenStatements, unpayStatements } from '@/lib/statements/approve'
import { countMissing, createDrafts } from '@/lib/statements/create'
import { statementCsv } from '@/lib/statements/csv'
import { statementPdf } from '@/lib/statements/pdf'
import { listStatements, readStatement, type Details, type Sort, type Summary } from '@/lib/statements/reading'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import * as contracts from './statements.contract'
import { named } from './record-fields'

const stores = () => ({ database: database(), events: eventLog() })
const statuses = ['draft', 'approved', 'paid'] as const

export const statementOperations = [
  handle(contracts.listStatements, async (caller, { query: { filter, sort, page } }) => {
    const [month, status] = [filter.month?.eq, filter.status?.eq]
    const asked = { month, publisherId: filter.publisher_id?.eq, currency: filter.currency?.eq }
    const isDescending = sort.startsWith('-')
    const by = contracts.statementSorts.find((name) => name === sort.replace(/^-/, '')) ?? 'month'
    const order: { by: Sort; isDescending: boolean } = { by, isDescending }
    const all = await listStatements(stores(), caller, asked, order)
    const rows = status === undefined ? all : all.filter((one) => one.status === status)
    const canCreate = caller.permissions.has('statements:manage') && month !== undefined
    const start = (page.number - 1) * page.size
    return {
      data: rows.slice(start, start + page.size).map(summaryOf),
      meta: { total_count: rows.length, total_page: Math.ceil(rows.length / page.size) },
      totals: totalsOf(rows),
      statuses: {
        draft: count(all, 'draft'),
        approved: count(all, 'approved'),
        paid: count(all, 'paid'),
      },
      missing: canCreate ? await countMissing(database(), eventLog(), caller.organization.id, month) : null,
    }
  }),
  handle(contracts.readStatement, async (caller, { params }) => ({ data: detailsOf(await find(caller, params)) })),
  handle(contracts.downloadStatementPdf, async (caller, { params }) =>
    statementPdf(await find(caller, params), { organization: caller.organization.name }),
  ),
  handle(contracts.downloadStatementCsv, async (caller, { params, query }) =>
    statementCsv(await find(caller, params), query),
  ),
  handle(contracts.draftStatements, (caller, { body: { month } }) =>
    createDrafts(database(), eventLog(), caller, month),
  ),
  handle(contracts.adjustStatement, async (caller, { params, body }) => {
    const { id } = await find(caller, params)
    return { created_item_id: await addAdjustment(database(), caller, id, body) }
  }),
  handle(contracts.removeStatementAdjustment, async (caller, { params }) => {
    const { id } = await find(caller, params)
    await removeAdjustment(database(), caller, id, params.adjustmentID)
    return {}
  }),
  handle(contracts.approveStatements, async (caller, { body: { data } }) => {
    await approveStatements(database(), eventLog(), caller, data)
    return {}
  }),
  handle(contracts.payStatements, async (caller, { body: { data, paid_on: paidOn, reference } }) => {
    await payStatements(database(), caller, data, { paidOn, reference })
    return {}
  }),
  handle(contracts.unpayStatements, async (caller, { body: { data } }) => {
    await unpayStatements(database(), caller, data)
    return {}
  }),
  handle(contracts.reopenStatements, async (caller, { body: { data } }) => {
    await reopenStatements(database(), caller, data)
    return {}
  }),
]

async function find(caller: Caller, { statementID }: { statementID: string }): Promise<Details> {
  const found = await readStatement(stores(), caller, statementID)
  if (!found) throw new Problem('not_found', 'No statement with this ID.')
  return found
}

const count = (rows: readonly Summary[], status: Summary['status']) =>
  rows.filter((one) => one.status === status).length

function totalsOf(rows: readonly Summary[]) {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].toSorted()
  return currencies.map((currency) => {
    const own = rows.filter((one) => one.currency === currency)
    const sum = (some: readonly Summary[]) => written(sumOf(some.map(({ total }) => total)), currency)
    const [draft = '', approved = '', paid = ''] = statuses.map((status) =>
      sum(own.filter((one) => one.status === status)),
    )
    return { currency, total: sum(own), draft, approved, paid }
  })
}

function summaryOf(row: Summary): contracts.StatementSummary {
  return {
    id: row.id,
    incremental_id: row.incrementalId,
    publisher: named(row.publisher),
    month: row.month.slice(0, 7),
    currency: row.currency,
    status: row.status,
    total: row.total,
    approved_at: row.approvedAt?.toISOString() ?? null,
    paid_on: row.paidOn?.toISOString().slice(0, 10) ?? null,
    payment_reference: row.paymentReference,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

function detailsOf(statement: Details): contracts.StatementDetails {
  const { currency, lines, adjustments, billing } = statement
  return {
    ...summaryOf(statement),
    lines: lines.map(({ kind, month, name, event, count: number, amount }) => ({
      kind,
      month: month.slice(0, 7),
      name,
      event,
      count: number,
      amount: written(amount, currency),
    })),
    adjustments: adjustments.map(({ id, amount, reason, createdAt }) => ({
      id,
      amount: written(amount, currency),
      reason,
      created_at: createdAt.toISOString(),
    })),
    billing: {
      name: billing.name,
      address: billing.address,
      country: billing.country,
      tax_id: billing.taxId,
      email: billing.email,
      payment_method: billing.paymentMethod,
    },
  }
}
