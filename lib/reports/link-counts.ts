import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { isoTime, literal, sql, value, type Sql } from '@/lib/events/sql'
import { COUNTED, NO_ID, SALE } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { today } from '@/lib/time'
import { moneyIn, rateOf, isConverted } from './money'
import { within } from './sql'

/** What short links led to, of what someone can see. */
export type LinkCounts = {
  clicks: number
  /** Distinct visitors, once per day. 0 unless they're asked for. */
  uniqueClicks: number
  leads: number
  /** Customers who bought something. */
  customers: number
  sales: number
  /** An exact decimal in the organization's currency. */
  saleAmount: string
  lastClicked: Date | null
}

export const noCounts: LinkCounts = {
  clicks: 0,
  uniqueClicks: 0,
  leads: 0,
  customers: 0,
  sales: 0,
  saleAmount: '0',
  lastClicked: null,
}

const row = z.object({
  name: z.string(),
  clicks: z.coerce.number(),
  unique_clicks: z.coerce.number(),
  leads: z.coerce.number(),
  customers: z.coerce.number(),
  sales: z.coerce.number(),
  sale_amount: z.string(),
  last_clicked: z.string(),
})

/** Counts what these links led to, by the same rules as reports. Links without anything are left out. */
export async function linkCounts(
  caller: Pick<Caller, 'scope' | 'organization'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LinkCounts>> {
  if (ids.length === 0) return new Map()
  const of = sql`link IN ${value('Array(String)', ids)}`
  return countsBy(caller, literal('link'), { click: of, conversion: of })
}

/**
 * The same by what an expression says of clicks and conversions alike, with unique clicks if they're asked for: they take longer to count.
 * @param of which of them to count
 */
export async function countsBy(
  { scope, organization }: Pick<Caller, 'scope' | 'organization'>,
  by: Sql,
  { hasUnique = false, ...of }: { click: Sql; conversion: Sql; hasUnique?: boolean },
): Promise<ReadonlyMap<string, LinkCounts>> {
  const money = await moneyIn(organization.id, organization.currency, today(organization.timezone))
  const sold = sql`${literal(SALE)} AND ${isConverted('amount_currency', money)}`
  const rows = await eventLog().query({
    sql: sql`SELECT name, sum(clicked) AS clicks, sum(leads) AS leads, sum(customers) AS customers, sum(sales) AS sales,
        toString(sum(sold)) AS sale_amount, toString(max(last)) AS last_clicked,
        sum(uniques) AS unique_clicks
      FROM (
        SELECT ${by} AS name, count() AS clicked, ${literal(hasUnique ? 'uniqExact(visitor)' : '0')} AS uniques, 0 AS leads, 0 AS customers, 0 AS sales, toDecimal256(0, 16) AS sold, max(time) AS last
        FROM click WHERE ${within(scope)} AND ${of.click} AND ${literal(COUNTED)} GROUP BY name
        UNION ALL
        SELECT ${by} AS name, 0 AS clicked, 0 AS uniques, countIf(NOT ${literal(SALE)}) AS leads,
          uniqExactIf(customer, ${sold} AND customer != ${value('UUID', NO_ID)}) AS customers,
          countIf(${sold}) AS sales, sumIf(toDecimal256(amount, 6) * ${rateOf('amount_currency', money)}, ${sold}) AS sold,
          toDateTime64(0, 3, 'UTC') AS last
        FROM conversion FINAL WHERE ${within(scope)} AND ${of.conversion} AND status = 'Approved' GROUP BY name
      ) GROUP BY name`,
    row,
  })
  return new Map(
    rows.map(({ name, unique_clicks: uniqueClicks, sale_amount: saleAmount, last_clicked: last, ...counts }) => [
      name,
      { ...counts, uniqueClicks, saleAmount, lastClicked: counts.clicks > 0 ? new Date(isoTime(last)) : null },
    ]),
  )
}
