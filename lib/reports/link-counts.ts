import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { isoTime, join, literal, sql, value, type Sql } from '@/lib/events/sql'
import { NO_ID, SALE } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { today } from '@/lib/time'
import { LINK_ID } from './dimensions'
import { moneyIn, rateOf, isConverted } from './money'
import { within } from './sql'

/** What short links led to, of what someone can see. Unique clicks take longer to count, so lists have none. */
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
  about: z.string(),
  clicks: z.coerce.number(),
  unique_clicks: z.coerce.number(),
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
  caller: Pick<Caller, 'scope' | 'organization'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LinkCounts>> {
  if (ids.length === 0) return new Map()
  const these = ofLinks(ids)
  return countsBy(caller, literal(LINK_ID), {
    clicks: {
      counts: literal('sum(clicks) AS clicked, 0 AS uniques, max(last_clicked) AS last'),
      rows: sql`link_daily WHERE ${within(caller.scope)} AND ${these}`,
    },
    conversions: these,
  })
}

/**
 * The same by what an expression says of clicks and conversions alike.
 * @param clicks how to count clicks that count, as clicked, uniques, and last, and which
 * @param conversions which of them to count
 */
export async function countsBy(
  { scope, organization }: Pick<Caller, 'scope' | 'organization'>,
  about: Sql,
  { clicks, conversions }: { clicks: { counts: Sql; rows: Sql }; conversions: Sql },
): Promise<ReadonlyMap<string, LinkCounts>> {
  const money = await moneyIn(organization.id, organization.currency, today(organization.timezone))
  const sold = sql`${literal(SALE)} AND ${isConverted('amount_currency', money)}`
  const rows = await eventLog().query({
    sql: sql`SELECT about, sum(clicked) AS clicks, sum(uniques) AS unique_clicks, sum(leads) AS leads, sum(customers) AS customers, sum(sales) AS sales,
        toString(sum(sold)) AS sale_amount, toString(max(last)) AS last_clicked
      FROM (
        SELECT ${about} AS about, ${clicks.counts}, 0 AS leads, 0 AS customers, 0 AS sales, toDecimal256(0, 16) AS sold
        FROM ${clicks.rows} GROUP BY about
        UNION ALL
        SELECT ${about} AS about, 0 AS clicked, 0 AS uniques, toDateTime64(0, 3, 'UTC') AS last, countIf(NOT ${literal(SALE)}) AS leads,
          uniqExactIf(customer, ${sold} AND customer != ${value('UUID', NO_ID)}) AS customers,
          countIf(${sold}) AS sales, sumIf(toDecimal256(amount, 6) * ${rateOf('amount_currency', money)}, ${sold}) AS sold
        FROM conversion FINAL WHERE ${within(scope)} AND ${conversions} AND status = 'Approved' GROUP BY about
      ) GROUP BY about`,
    row,
  })
  return new Map(
    rows.map(({ about: id, unique_clicks: uniqueClicks, sale_amount: saleAmount, last_clicked: last, ...counts }) => [
      id,
      { ...counts, uniqueClicks, saleAmount, lastClicked: counts.clicks > 0 ? new Date(isoTime(last)) : null },
    ]),
  )
}
