import { z } from 'zod'
import { click, impression } from '@/lib/events/tables'
import { canSeeReasons } from '@/lib/reports/fraud-visibility'
import { recordsOf } from '@/lib/reports/records'
import { listRows } from '@/lib/reports/row-pages'
import type { Caller } from '@/lib/identity/caller'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import { reportQuestion } from './report-question'
import { clickTable, impressionTable, type ReportQuery, type ReportRow } from './reports.contract'

/** What rows of clicks and impressions have in common. */
const visit = z.object({
  id: z.string(),
  time: z.string(),
  status: z.enum(['Approved', 'Rejected']),
  reason: z.string(),
  publisher: z.number(),
  advertiser: z.number(),
  network: z.number(),
  offer: z.number(),
  landing_page: z.number(),
  external_transaction: z.string(),
  sub_id: z.string(),
  sub_id_2: z.string(),
  sub_id_3: z.string(),
  sub_id_4: z.string(),
  sub_id_5: z.string(),
  sub_id_6: z.string(),
  device: z.string(),
  os: z.string(),
  os_version: z.string(),
  browser: z.string(),
  browser_version: z.string(),
  language: z.string(),
  continent: z.string(),
  country: z.string(),
  region: z.string(),
  city: z.string(),
  referer: z.string(),
  ip: z.string(),
  payout: z.string(),
  revenue: z.string(),
  currency: z.string(),
})

export const reportOperations = [
  handle(clickTable, (caller, { query }) => report(caller, query, click)),
  handle(impressionTable, (caller, { query }) => report(caller, query, impression)),
]

async function report(caller: Caller, query: ReportQuery, table: typeof click | typeof impression) {
  const { after, before, size } = query.page
  if (after !== undefined && before !== undefined) throw invalid('page[before]', 'can’t be combined with page[after]')
  const cursor =
    after !== undefined
      ? { direction: 'after' as const, id: after }
      : before !== undefined
        ? { direction: 'before' as const, id: before }
        : undefined
  const question = await reportQuestion(caller, query)
  const page = await listRows(question, { table, row: visit, size, cursor })
  if (!page)
    throw invalid(`page[${cursor?.direction}]`, 'must be the real_tx_id of a row that exists. Start over without it.')
  const rows = await rowsOf(caller, page.rows, table.name === 'click')
  return {
    data: {
      data: rows,
      pageInfo: {
        startCursor: rows.at(0)?.real_tx_id ?? null,
        endCursor: rows.at(-1)?.real_tx_id ?? null,
        hasPreviousPage: page.hasPrevious,
        hasNextPage: page.hasNext,
      },
    },
  }
}

async function rowsOf(
  caller: Caller,
  rows: readonly z.output<typeof visit>[],
  areClicks: boolean,
): Promise<ReportRow[]> {
  const numbers = (kind: 'advertiser' | 'publisher' | 'network' | 'offer' | 'landing_page') =>
    rows.map((row) => row[kind])
  const [recordOf, showsReasons] = await Promise.all([
    recordsOf(caller.organization.id, {
      advertiser: numbers('advertiser'),
      publisher: numbers('publisher'),
      network: numbers('network'),
      offer: numbers('offer'),
      landingPage: numbers('landing_page'),
    }),
    canSeeReasons(caller),
  ])
  return rows.map(({ id, time: stored, reason, referer, payout, revenue, external_transaction, ...row }) => {
    const time = `${stored.replace(' ', 'T')}Z`
    const visited = areClicks ? { transaction_id: id, click_time: time, session_time: time } : noClick
    return {
      real_tx_id: id,
      tx_id: id,
      ...visited,
      external_transaction_id: external_transaction,
      status: row.status,
      rejection_reason: showsReasons ? reason : '',
      advertiser_id: row.advertiser || null,
      advertiser: recordOf('advertiser', row.advertiser),
      publisher_id: row.publisher || null,
      publisher: recordOf('publisher', row.publisher),
      network_id: row.network || null,
      network: recordOf('network', row.network),
      offer_id: row.offer || null,
      offer: recordOf('offer', row.offer),
      event_id: null,
      event: null,
      landing_page_id: row.landing_page || null,
      landing_page: recordOf('landingPage', row.landing_page),
      sub_id: row.sub_id,
      sub_id_2: row.sub_id_2,
      sub_id_3: row.sub_id_3,
      sub_id_4: row.sub_id_4,
      sub_id_5: row.sub_id_5,
      sub_id_6: row.sub_id_6,
      device: row.device,
      os: row.os,
      os_version: row.os_version,
      browser: row.browser,
      browser_version: row.browser_version,
      language: row.language,
      continent: row.continent,
      country: row.country,
      region: row.region,
      city: row.city,
      referrer: referer,
      ip: row.ip,
      conversion_time: null,
      request_time: time,
      unix_time: Math.floor(Date.parse(time) / 1000),
      purchase_value: null,
      payout: Number(payout),
      revenue: caller.user.role === 'publisher' ? null : Number(revenue),
      currency: row.currency,
      hash: null,
    }
  })
}

const noClick = { transaction_id: null, click_time: null, session_time: null }
