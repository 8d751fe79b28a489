import { monthInWords } from '@/lib/days'
import type { Statement } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Actor } from '@/lib/identity/audit'
import { Refused } from '@/lib/identity/refused'
import { monthOf } from './month'

/** Who changes statements. */
export type Accountant = Actor & { organization: { id: string; timezone: string } }

/** What a statement is called: `Publisher 1’s statement for October 2026`. */
export const nameOf = ({ month, publisher }: Pick<Statement, 'month'> & { publisher: { name: string } }): string =>
  `${publisher.name}’s statement for ${monthInWords(monthOf(month))}`

/** Statements that are about to change. @throws Refused unless all of them exist */
export async function findAll(store: OrganizationTransaction, ids: readonly string[]) {
  const found = await store.statement.findMany({
    where: { id: { in: [...ids] } },
    include: { publisher: true },
    orderBy: [{ month: 'asc' }, { id: 'asc' }],
  })
  if (found.length < new Set(ids).size) throw new Refused('not_found', 'No statement with this ID.')
  return found
}
export type Found = Awaited<ReturnType<typeof findAll>>[number]
