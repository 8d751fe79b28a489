import { z } from 'zod'
import { hashOf } from '@/lib/conversions/hash'
import { reasonInWords } from '@/lib/conversions/reasons'
import { isoTime } from '@/lib/events/sql'
import { NO_ID } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { namesOfRows } from '@/lib/reports/names'
import type { ConversionSummary } from './schema'

/** The event log's columns that summaries are made of. */
export const summaryRow = z.object({
  id: z.string(),
  version: z.number(),
  time: z.string(),
  status: z.enum(['Approved', 'Pending', 'Rejected']),
  reason: z.string(),
  name: z.string(),
  event: z.number(),
  publisher: z.number(),
  advertiser: z.number(),
  network: z.number(),
  offer: z.number(),
  click: z.string(),
  click_time: z.string(),
  country: z.string(),
  device: z.string(),
  sub_id: z.string(),
  external_transaction: z.string(),
  amount: z.string(),
  amount_currency: z.string(),
  payout: z.string(),
  revenue: z.string(),
  currency: z.string(),
})

/** Conversions as pages show them to the caller. */
export async function summaries(
  { organization, user }: Pick<Caller, 'organization' | 'user'>,
  rows: readonly z.output<typeof summaryRow>[],
  { showsReasons }: { showsReasons: boolean },
): Promise<ConversionSummary[]> {
  const names = await namesOfRows(organization.id, rows)
  return rows.map((row) => {
    const hasClick = row.click !== NO_ID
    return {
      id: row.id,
      hash: hashOf(row),
      time: isoTime(row.time),
      status: row.status,
      why: showsReasons ? reasonInWords(row.reason) : '',
      name: row.name,
      isEvent: row.event !== 0,
      publisher: names('publisher', row.publisher),
      advertiser: names('advertiser', row.advertiser),
      network: row.network === 0 ? null : names('network', row.network),
      offer: names('offer', row.offer),
      clickId: hasClick ? row.click : null,
      clickTime: hasClick ? isoTime(row.click_time) : null,
      country: row.country,
      device: row.device,
      subId: row.sub_id,
      externalId: row.external_transaction,
      amount: row.amount_currency === '' ? null : { value: row.amount, currency: row.amount_currency },
      payout: row.payout,
      // Publishers don't see what the network earns.
      revenue: user.role === 'publisher' ? null : row.revenue,
      currency: row.currency,
    }
  })
}
