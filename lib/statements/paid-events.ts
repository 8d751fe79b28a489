import { z } from 'zod'
import type { EventLog } from '@/lib/events/log'
import { join, literal, sql, value } from '@/lib/events/sql'
import { lastDayOf, type Month } from './month'

const row = z.object({
  kind: z.enum(['clicks', 'impressions']),
  publisher: z.number(),
  currency: z.string(),
  month: z.string(),
  offer: z.number(),
  count: z.number(),
  amount: z.string(),
})
/** Clicks or impressions of an offer that a publisher is paid for, in one month. Publishers and offers are numbers. */
export type PaidEvents = z.output<typeof row>

/** Everything that's paid per click or impression in these months. Its days are the event log's, so each event has exactly one month. */
export async function paidEvents(
  events: Pick<EventLog, 'query'>,
  organizationId: string,
  months: readonly Month[],
  publishers?: readonly number[],
): Promise<PaidEvents[]> {
  if (months.length === 0 || publishers?.length === 0) return []
  const days = months.map((month) => {
    const [first, last] = [value('Date', month), value('Date', lastDayOf(month))]
    // Wherever the zone is, a day's events are within a day of it, which is all that the store has to look through.
    return sql`(day BETWEEN ${first} AND ${last}
      AND indexHint(time >= toDateTime64(${first}, 3, 'UTC') - INTERVAL 14 HOUR AND time < toDateTime64(${last}, 3, 'UTC') + INTERVAL 36 HOUR))`
  })
  const of = (kind: PaidEvents['kind'], table: string) => sql`
    SELECT ${value('String', kind)} AS kind, publisher, currency, toString(toStartOfMonth(day)) AS month, offer, count() AS count, toString(sum(payout)) AS amount
    FROM ${literal(table)}
    WHERE organization = ${value('UUID', organizationId)} AND (${join(days, ' OR ')}) AND payout > 0
      ${publishers ? sql`AND publisher IN ${value('Array(UInt32)', publishers)}` : literal('')}
    GROUP BY publisher, currency, month, offer`
  return events.query({ sql: join([of('clicks', 'click'), of('impressions', 'impression')], ' UNION ALL '), row })
}
