import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { literal, sql } from '@/lib/events/sql'
import { COUNTED, impression, REJECTED } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { botConditions, type Bots } from './click-days'
import type { VisitDetails, VisitSummary } from './click-schema'
import type { Question } from './question'
import { listRows, type RowCursor, type RowPage } from './row-pages'
import { conditions } from './sql'
import { findRow, visitDetails, visitDetailsRow, visitRow, visitSummaries } from './visits'

/** Individual impressions, newest first, accepted or not. @returns null if the cursor's row doesn't exist */
export async function listImpressions(
  question: Question,
  { size, cursor, bots }: { size: number; cursor: RowCursor | undefined; bots: Bots },
): Promise<RowPage<VisitSummary> | null> {
  const page = await listRows(question, {
    table: impression,
    row: visitRow,
    size,
    cursor,
    only: botConditions[bots],
  })
  return page && { ...page, rows: await visitSummaries(question.scope.organizationId, page.rows) }
}

const counts = z.object({ counted: z.coerce.number(), rejected: z.coerce.number(), bots: z.coerce.number() })

/** How many impressions count, were rejected, and are from bots. The three add up to all. */
export async function countImpressions(question: Question): Promise<z.infer<typeof counts>> {
  const [row] = await eventLog().query({
    sql: sql`SELECT countIf(${literal(COUNTED)}) AS counted, countIf(${literal(REJECTED)}) AS rejected, countIf(bot) AS bots
             FROM impression PREWHERE ${conditions(question, 'impression')}`,
    row: counts,
  })
  return row ?? { counted: 0, rejected: 0, bots: 0 }
}

/** Everything recorded about one impression, or null if it isn't in the caller's scope. */
export async function findImpression(caller: Pick<Caller, 'scope' | 'user'>, id: string): Promise<VisitDetails | null> {
  const row = await findRow(caller, { table: impression, row: visitDetailsRow }, id)
  return row && visitDetails(caller, row)
}
