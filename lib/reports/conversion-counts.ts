import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { sql } from '@/lib/events/sql'
import type { Question } from './question'
import { rowsOf } from './sql'

const row = z.object({ status: z.string(), count: z.coerce.number() })

/** How many conversions have each status. Statuses without any are absent. */
export async function conversionsByStatus(question: Question): Promise<ReadonlyMap<string, number>> {
  const { from, to, instants } = question.range
  const rows = await eventLog().query({
    sql: sql`SELECT status, count() AS count FROM ${rowsOf(question, 'conversion', [{ from, to, instants, until: null }])} GROUP BY status`,
    row,
  })
  return new Map(rows.map(({ status, count }) => [status, count]))
}
