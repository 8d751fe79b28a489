import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { sql, value } from '@/lib/events/sql'
import type { Question } from './question'
import { conditions, measured } from './sql'

/** How many clicks have each of these sub IDs. Those without any are left out. */
export async function subIdClicksOf(
  question: Question,
  subIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const these = sql`sub_id IN ${value('Array(String)', subIds)}`
  const rows = await eventLog().query({
    sql: sql`SELECT sub_id, ${measured('clicks', 'click')} AS clicks
             FROM click PREWHERE ${conditions(question, 'click', [these])} GROUP BY sub_id`,
    row: z.object({ sub_id: z.string(), clicks: z.number() }),
  })
  return new Map(rows.map(({ sub_id: subId, clicks }) => [subId, clicks]))
}
