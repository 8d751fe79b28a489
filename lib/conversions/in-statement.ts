import type { Prisma } from '@/lib/database/generated/client'
import { monthInWords } from '@/lib/days'
import type { LedgerRow } from './ledger'

type InStatement = Pick<LedgerRow, 'id' | 'organizationId' | 'statementId'>

/**
 * The statements that conversions are in, such as “statement 12 for October 2026”.
 * @returns by the conversion's ID; those that aren't in one are missing
 */
export async function statementsOf(
  transaction: Prisma.TransactionClient,
  rows: readonly InStatement[],
): Promise<ReadonlyMap<string, string>> {
  const within = rows.flatMap(({ id, organizationId, statementId }) =>
    statementId === null ? [] : [{ id, organizationId, statementId }],
  )
  if (within.length === 0) return new Map()
  const found = await transaction.statement.findMany({
    where: {
      organizationId: { in: [...new Set(within.map(({ organizationId }) => organizationId))] },
      id: { in: [...new Set(within.map(({ statementId }) => statementId))] },
    },
    select: { id: true, incrementalId: true, month: true },
  })
  const words = new Map(
    found.map(({ id, incrementalId, month }) => [
      id,
      `statement ${incrementalId} for ${monthInWords(month.toISOString().slice(0, 10))}`,
    ]),
  )
  return new Map(within.map(({ id, statementId }) => [id, words.get(statementId) ?? 'a statement']))
}
