import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { isoTime, join, literal, sql, value, type Sql } from '@/lib/events/sql'
import { NO_ID, SALE } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { today } from '@/lib/time'
import { LINK_ID } from './dimensions'
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
  about: z.string(),
  clicks: z.coerce.number(),
  leads: z.coerce.number(),
  customers: z.coerce.number(),
  sales: z.coerce.number(),
  sale_amount: z.string(),
  last_clicked: z.string(),
})

/** The ID of an event's link, as LINK_ID has it. */
export const linkIdOf = ({ link, offer, publisher }: { link: string; offer: number; publisher: number }): string =>
  link || `tracking_${offer}_${publisher}`

/** The offer and the publisher of a tracking link. Undefined for other IDs. */
export function trackingLinkOf(id: string): { offer: number; publisher: number } | undefined {
  const [, offer, publisher] = /^tracking_(\d+)_(\d+)$/.exec(id) ?? []
  return offer === undefined || publisher === undefined
    ? undefined
    : { offer: Number(offer), publisher: Number(publisher) }
}

/** The rows of these links. */
function ofLinks(ids: readonly string[]): Sql {
  const tracking = ids.flatMap((id) => trackingLinkOf(id) ?? [])
  const short = ids.filter((id) => trackingLinkOf(id) === undefined)
  const [offers, publishers] = [tracking.map(({ offer }) => offer), tracking.map(({ publisher }) => publisher)]
  const either = [
    ...(short.length > 0 ? [sql`link IN ${value('Array(String)', short)}`] : []),
    ...(tracking.length > 0
      ? [
          sql`link = '' AND (offer, publisher) IN arrayZip(${value('Array(UInt32)', offers)}, ${value('Array(UInt32)', publishers)})`,
        ]
      : []),
  ]
  return sql`(${join(either, ' OR ')})`
}

/** Counts what these short links and tracking links led to, by the same rules as reports. Links without anything are left out. */
export async function linkCounts(
  { scope, organization }: Pick<Caller, 'scope' | 'organization'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LinkCounts>> {
  if (ids.length === 0) return new Map()
  const money = await moneyIn(organization.id, organization.currency, today(organization.timezone))
  const these = sql`${within(scope)} AND ${ofLinks(ids)}`
  const about = literal(LINK_ID)
  const sold = sql`${literal(SALE)} AND ${isConverted('amount_currency', money)}`
  const rows = await eventLog().query({
    sql: sql`SELECT about, sum(clicked) AS clicks, sum(leads) AS leads, sum(customers) AS customers, sum(sales) AS sales,
        toString(sum(sold)) AS sale_amount, toString(max(last)) AS last_clicked
      FROM (
        SELECT ${about} AS about, sum(clicks) AS clicked, 0 AS leads, 0 AS customers, 0 AS sales, toDecimal256(0, 16) AS sold,
          max(last_clicked) AS last
        FROM link_daily WHERE ${these} GROUP BY about
        UNION ALL
        SELECT ${about} AS about, 0 AS clicked, countIf(NOT ${literal(SALE)}) AS leads,
          uniqExactIf(customer, ${sold} AND customer != ${value('UUID', NO_ID)}) AS customers,
          countIf(${sold}) AS sales, sumIf(toDecimal256(amount, 6) * ${rateOf('amount_currency', money)}, ${sold}) AS sold,
          toDateTime64(0, 3, 'UTC') AS last
        FROM conversion FINAL WHERE ${these} AND status = 'Approved' GROUP BY about
      ) GROUP BY about`,
    row,
  })
  return new Map(
    rows.map(({ about: id, clicks, leads, customers, sales, sale_amount: saleAmount, last_clicked: last }) => [
      id,
      { clicks, leads, customers, sales, saleAmount, lastClicked: clicks > 0 ? new Date(isoTime(last)) : null },
    ]),
  )
}
