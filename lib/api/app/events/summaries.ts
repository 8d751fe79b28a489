import { z } from 'zod'
import { isoTime } from '@/lib/events/sql'
import { NO_ID } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { originsOf } from '@/lib/reports/event-context'
import type { EventSummary } from '@/lib/reports/event-schema'
import { namesById, namesOfRows } from '@/lib/reports/names'

/** The columns that clicks and conversions have in common. */
const shared = z.object({
  id: z.string(),
  time: z.string(),
  publisher: z.number(),
  advertiser: z.number(),
  network: z.number(),
  offer: z.number(),
  campaign: z.string(),
  link: z.string(),
  domain: z.string(),
  key: z.string(),
  trigger: z.string(),
  country: z.string(),
  city: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  referer_host: z.string(),
  sub_id: z.string(),
  url: z.string(),
  payout: z.string(),
  revenue: z.string(),
  currency: z.string(),
})

/** The columns of clicks that summaries are made of. */
export const clickEvent = shared.extend({ external_user: z.string() })

/** The columns of leads and sales that summaries are made of. */
export const conversionEvent = shared.extend({
  name: z.string(),
  customer: z.string(),
  external_transaction: z.string(),
  amount: z.string(),
  amount_currency: z.string(),
})

type Row = z.output<typeof shared> & Partial<z.output<typeof clickEvent> & z.output<typeof conversionEvent>>

/** Events as pages show them to the caller. */
export async function eventSummaries(caller: Caller, rows: readonly Row[]): Promise<EventSummary[]> {
  const { organization, user } = caller
  const [names, campaigns, origins] = await Promise.all([
    namesOfRows(organization.id, rows),
    namesById(
      organization.id,
      'campaign',
      rows.map(({ campaign }) => campaign).filter((id) => id !== NO_ID),
    ),
    originsOf(caller, rows),
  ])
  const named = (kind: Parameters<typeof names>[0], id: number) => (id === 0 ? null : names(kind, id))
  return rows.map((row) => ({
    id: row.id,
    time: isoTime(row.time),
    name: row.name ?? '',
    publisher: named('publisher', row.publisher),
    advertiser: named('advertiser', row.advertiser),
    network: named('network', row.network),
    offer: named('offer', row.offer),
    campaign: row.campaign === NO_ID ? null : (campaigns.get(row.campaign) ?? { id: row.campaign, name: row.campaign }),
    ...origins(row),
    country: row.country,
    city: row.city,
    device: row.device,
    browser: row.browser,
    os: row.os,
    refererHost: row.referer_host,
    subId: row.sub_id,
    url: row.url,
    externalId: row.external_transaction ?? '',
    amount: row.amount_currency ? { value: row.amount ?? '0', currency: row.amount_currency } : null,
    payout: { value: row.payout, currency: row.currency },
    // Publishers don't see what the network earns.
    revenue: user.role === 'publisher' ? null : { value: row.revenue, currency: row.currency },
  }))
}
