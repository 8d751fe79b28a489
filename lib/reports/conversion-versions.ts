import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { sql, value } from '@/lib/events/sql'
import { conversion } from '@/lib/events/tables'
import { columnsOf } from './places'
import type { Question } from './question'
import { rowsOf } from './sql'

const row = z.object({
  id: z.string(),
  version: z.number(),
  status: z.enum(['Approved', 'Pending', 'Rejected']),
  publisher: z.number(),
  advertiser: z.number(),
  payout: z.string(),
  currency: z.string(),
})

/** A conversion that a question finds, in the version that reports show. */
export type ConversionVersion = z.output<typeof row>

/** All conversions that a question finds, oldest first, but at most so many. */
export async function conversionVersions(question: Question, most: number): Promise<ConversionVersion[]> {
  const { from, to, instants } = question.range
  return eventLog().query({
    sql: sql`SELECT ${columnsOf(conversion, row)} FROM ${rowsOf(question, 'conversion', [{ from, to, instants, until: null }])}
      ORDER BY conversion.time, conversion.id LIMIT ${value('UInt32', most)}`,
    row,
  })
}
