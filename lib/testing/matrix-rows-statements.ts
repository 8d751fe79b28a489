import { randomInt } from 'node:crypto'
import type { Prisma, Statement } from '@/lib/database/generated/client'
import type { MatrixRow, Target } from './matrix-rows'

// Rows of statements: lib/testing/matrix-rows.ts.

let given = 0

/** Gives the target's publisher a statement, for a month that has none. */
function give({ database, world, publisher }: Target, status: Statement['status']): Promise<Statement> {
  const month = new Date(Date.UTC(1500, given++, 1))
  const data: Prisma.StatementUncheckedCreateInput = {
    organizationId: world.organizationId,
    incrementalId: randomInt(1_000_000, 900_000_000),
    publisherId: publisher.id,
    month,
    currency: 'EUR',
    status,
    ...(status === 'draft' ? {} : { total: '0' }),
  }
  return database.prisma.statement.create({ data })
}

const reading = (path: string, shows?: null): MatrixRow => ({
  data: 'statements',
  ask: async (target) => [{ url: `/api/v2/statements/${(await give(target, 'approved')).id}${path}`, shows }],
})

const changing = (
  status: Statement['status'],
  ask: (
    statement: Statement,
    target: Target,
  ) => { path: string; body?: object } | Promise<{ path: string; body?: object }>,
): MatrixRow => ({
  data: 'statementChanges',
  ask: async (target) => {
    const { path, body } = await ask(await give(target, status), target)
    return [{ url: `/api/v2/statements/${path}`, body }]
  },
})

export const statementRows: Readonly<Record<string, MatrixRow>> = {
  listStatements: {
    data: 'statements',
    ask: async (target) => {
      await give(target, 'approved')
      return ['', `filter[publisher_id]=${target.publisher.id}`].map((filter) => ({
        url: `/api/v2/statements?page[size]=100&${filter}`,
      }))
    },
  },
  readStatement: reading(''),
  // What's in a PDF is compressed.
  downloadStatementPdf: reading('/pdf', null),
  downloadStatementCsv: reading('/csv'),
  draftStatements: {
    data: 'statementChanges',
    // It's about all publishers. Without anything to pay, it deletes what's empty.
    ask: async (target) => {
      if (target.place !== 'own') return []
      const { month } = await give(target, 'draft')
      return [{ url: '/api/v2/statements/drafts', body: { month: month.toISOString().slice(0, 7) } }]
    },
  },
  adjustStatement: changing('draft', ({ id }) => ({ path: `${id}/adjustments`, body: { amount: 5, reason: 'Bonus' } })),
  removeStatementAdjustment: changing('draft', async ({ id, organizationId }, { database }) => {
    const data = { organizationId, statementId: id, amount: 5, reason: 'Bonus' }
    const adjustment = await database.prisma.statementAdjustment.create({ data })
    return { path: `${id}/adjustments/${adjustment.id}` }
  }),
  approveStatements: changing('draft', ({ id }) => ({ path: 'approve', body: { data: [{ id }] } })),
  payStatements: changing('approved', ({ id }) => ({ path: 'pay', body: { data: [id], paid_on: '2026-01-05' } })),
  unpayStatements: changing('paid', ({ id }) => ({ path: 'unpay', body: { data: [id] } })),
  reopenStatements: changing('approved', ({ id }) => ({ path: 'reopen', body: { data: [id] } })),
}
