import { z } from 'zod'
import { database } from '@/lib/database/client'
import { eventLog } from '@/lib/events/log'
import { all, literal, sql } from '@/lib/events/sql'
import { NO_ID } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import type { VisitDetails, VisitSummary } from './click-schema'
import { namesById, namesOfRows } from './names'
import { columnsOf, identified } from './places'
import type { PlacedRow, RowTable } from './row-pages'
import { within } from './sql'

// What clicks and impressions have in common: someone came, from somewhere, through a publisher.

/** The columns of a visit in a list. */
export const visitRow = z.object({
  id: z.string(),
  time: z.string(),
  status: z.enum(['Approved', 'Rejected']),
  reason: z.string(),
  flags: z.array(z.string()),
  bot: z.boolean(),
  publisher: z.number(),
  advertiser: z.number(),
  network: z.number(),
  offer: z.number(),
  campaign: z.string(),
  country: z.string(),
  region: z.string(),
  city: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  referer_host: z.string(),
  sub_id: z.string(),
})

/** The columns of everything that's recorded about a visit. */
export const visitDetailsRow = visitRow.extend({
  landing_page: z.number(),
  channel: z.string(),
  domain: z.string(),
  sub_id_2: z.string(),
  sub_id_3: z.string(),
  sub_id_4: z.string(),
  sub_id_5: z.string(),
  sub_id_6: z.string(),
  external_transaction: z.string(),
  extra: z.record(z.string(), z.string()),
  continent: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  timezone: z.string(),
  browser_version: z.string(),
  os_version: z.string(),
  user_agent: z.string(),
  language: z.string(),
  referer: z.string(),
  utm_source: z.string(),
  utm_medium: z.string(),
  utm_campaign: z.string(),
  utm_term: z.string(),
  utm_content: z.string(),
  ip: z.string(),
  payout: z.string(),
  revenue: z.string(),
  currency: z.string(),
})

/** The row with this ID, or null if it isn't in the caller's scope. */
export async function findRow<R extends PlacedRow>(
  { scope }: Pick<Caller, 'scope'>,
  { table, row }: { table: RowTable; row: R },
  id: string,
): Promise<z.infer<R> | null> {
  const found = identified(id)
  if (!found) return null
  const [first] = await eventLog().query({
    sql: sql`SELECT ${columnsOf(table, row)} FROM ${literal(table.name)} WHERE ${all([within(scope), found])} LIMIT 1`,
    row,
  })
  return first ?? null
}

/** Everything recorded about a visit, with names, as the caller may see it. */
export async function visitDetails(
  { scope, user }: Pick<Caller, 'scope' | 'user'>,
  row: z.infer<typeof visitDetailsRow>,
): Promise<VisitDetails> {
  const [[summary], landingPage] = await Promise.all([
    visitSummaries(scope.organizationId, [row]),
    row.landing_page
      ? database()
          .forOrganization(scope.organizationId)
          .landingPage.findFirst({ where: { incrementalId: row.landing_page }, select: { name: true } })
      : null,
  ])
  if (!summary) throw new Error('Every row has a summary.')
  return {
    ...summary,
    landingPage: row.landing_page ? { id: row.landing_page, name: landingPage?.name ?? `#${row.landing_page}` } : null,
    channel: row.channel,
    domain: row.domain,
    subIds: [row.sub_id, row.sub_id_2, row.sub_id_3, row.sub_id_4, row.sub_id_5, row.sub_id_6],
    externalTransactionId: row.external_transaction,
    extra: row.extra,
    continent: row.continent,
    latitude: row.latitude,
    longitude: row.longitude,
    timezone: row.timezone,
    browserVersion: row.browser_version,
    osVersion: row.os_version,
    userAgent: row.user_agent,
    language: row.language,
    referer: row.referer,
    utm: {
      source: row.utm_source,
      medium: row.utm_medium,
      campaign: row.utm_campaign,
      term: row.utm_term,
      content: row.utm_content,
    },
    ip: row.ip,
    payout: row.payout,
    // Publishers don't see what the network earns.
    revenue: user.role === 'publisher' ? null : row.revenue,
    currency: row.currency,
  }
}

/** Visits with the names of today. */
export async function visitSummaries(
  organizationId: string,
  rows: readonly z.infer<typeof visitRow>[],
): Promise<VisitSummary[]> {
  const [names, campaigns] = await Promise.all([
    namesOfRows(organizationId, rows),
    namesById(
      organizationId,
      'campaign',
      rows.map(({ campaign }) => campaign).filter((id) => id !== NO_ID),
    ),
  ])
  return rows.map((row) => ({
    id: row.id,
    time: `${row.time.replace(' ', 'T')}Z`,
    status: row.status,
    reason: row.reason,
    flags: row.flags,
    bot: row.bot,
    publisher: names('publisher', row.publisher),
    advertiser: names('advertiser', row.advertiser),
    network: row.network === 0 ? null : names('network', row.network),
    offer: names('offer', row.offer),
    campaign: row.campaign === NO_ID ? null : (campaigns.get(row.campaign) ?? { id: row.campaign, name: row.campaign }),
    country: row.country,
    region: row.region,
    city: row.city,
    device: row.device,
    browser: row.browser,
    os: row.os,
    refererHost: row.referer_host,
    subId: row.sub_id,
  }))
}
