import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { isoTime, literal, sql, value } from '@/lib/events/sql'
import { COUNTED, NO_ID, SALE } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { today } from '@/lib/time'
import { moneyIn, rateOf, isConverted } from './money'
import { within } from './sql'

/** What short links led to, of what someone can see. */
export type LinkCounts = {
  clicks: number
  leads: number
  /** Customers who bought something. */
  customers: number
  sales: number
  /** An exact decimal in the organization's currency. */
  saleAmount: string
  lastClicked: Date | null
}

export const noCounts: LinkCounts = { clicks: 0, leads: 0, customers: 0, sales: 0, saleAmount: '0', lastClicked: null }

const row = z.object({
  link: z.string(),
  clicks: z.coerce.number(),
  leads: z.coerce.number(),
  customers: z.coerce.number(),
  sales: z.coerce.number(),
  sale_amount: z.string(),
  last_clicked: z.string(),
})

/** Counts what these links led to, by the same rules as reports. Links without anything are left out. */
export async function linkCounts(
  { scope, organization }: Pick<Caller, 'scope' | 'organization'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LinkCounts>> {
  if (ids.length === 0) return new Map()
  const money = await moneyIn(organization.id, organization.currency, today(organization.timezone))
  const these = sql`${within(scope)} AND link IN ${value('Array(String)', ids)}`
  const sold = sql`${literal(SALE)} AND ${isConverted('amount_currency', money)}`
  const rows = await eventLog().query({
    sql: sql`SELECT link, sum(clicked) AS clicks, sum(leads) AS leads, sum(customers) AS customers, sum(sales) AS sales,
        toString(sum(sold)) AS sale_amount, toString(max(last)) AS last_clicked
      FROM (
        SELECT link, count() AS clicked, 0 AS leads, 0 AS customers, 0 AS sales, toDecimal256(0, 16) AS sold, max(time) AS last
        FROM click WHERE ${these} AND ${literal(COUNTED)} GROUP BY link
        UNION ALL
        SELECT link, 0 AS clicked, countIf(NOT ${literal(SALE)}) AS leads,
          uniqExactIf(customer, ${sold} AND customer != ${value('UUID', NO_ID)}) AS customers,
          countIf(${sold}) AS sales, sumIf(toDecimal256(amount, 6) * ${rateOf('amount_currency', money)}, ${sold}) AS sold,
          toDateTime64(0, 3, 'UTC') AS last
        FROM conversion FINAL WHERE ${these} AND status = 'Approved' GROUP BY link
      ) GROUP BY link`,
    row,
  })
  return new Map(
    rows.map(({ link, clicks, leads, customers, sales, sale_amount: saleAmount, last_clicked: last }) => [
      link,
      { clicks, leads, customers, sales, saleAmount, lastClicked: clicks > 0 ? new Date(isoTime(last)) : null },
    ]),
  )
}
