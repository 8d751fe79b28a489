import { z } from 'zod'
import { hashOf } from '@/lib/conversions/hash'
import { isoTime } from '@/lib/events/sql'
import { click, conversion, impression, NO_ID } from '@/lib/events/tables'
import { addressesOfClicks } from '@/lib/reports/clicks-by-id'
import { canSeeReasons } from '@/lib/reports/fraud-visibility'
import { recordsOf } from '@/lib/reports/records'
import { listRows, type RowTable } from '@/lib/reports/row-pages'
import type { Caller } from '@/lib/identity/caller'
import { handle } from '@/lib/api/operation'
import { reportPage } from './report-page'
import { reportQuestion } from './report-question'
import { clickTable, conversionTable, impressionTable, type ReportQuery, type ReportRow } from './reports.contract'

/** What rows of all tables have. */
const common = z.object({
  id: z.string(),
  time: z.string(),
  status: z.enum(['Approved', 'Pending', 'Rejected']),
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
  payout: z.string(),
  revenue: z.string(),
  currency: z.string(),
})
const visit = common.extend({ ip: z.string() })
const converted = common.extend({
  version: z.number(),
  event: z.number(),
  click: z.string(),
  impression: z.string(),
  click_time: z.string(),
  amount: z.string(),
  amount_currency: z.string(),
})

/** What tells the kinds of rows apart. */
type Own = Pick<
  ReportRow,
  'transaction_id' | 'event_id' | 'click_time' | 'conversion_time' | 'session_time' | 'purchase_value' | 'hash' | 'ip'
>

const noEvent = { event_id: null, conversion_time: null, purchase_value: null, hash: null }

export const reportOperations = [
  handle(clickTable, (caller, { query }) =>
    report(caller, query, {
      table: click,
      row: visit,
      own: async (rows) =>
        new Map(
          rows.map(({ id, time, ip }) => {
            const at = isoTime(time)
            return [id, { ...noEvent, transaction_id: id, click_time: at, session_time: at, ip }]
          }),
        ),
    }),
  ),
  handle(conversionTable, (caller, { query }) =>
    report(caller, query, {
      table: conversion,
      row: converted,
      own: async (rows) => {
        const clicks = rows.map((row) => row.click).filter((id) => id !== NO_ID)
        const addresses = await addressesOfClicks(caller.organization.id, clicks)
        return new Map(rows.map((row) => [row.id, conversionOf(row, addresses.get(row.click) ?? '')]))
      },
    }),
  ),
  handle(impressionTable, (caller, { query }) =>
    report(caller, query, {
      table: impression,
      row: visit,
      own: async (rows) =>
        new Map(
          rows.map(({ id, ip }) => [
            id,
            { ...noEvent, transaction_id: null, click_time: null, session_time: null, ip },
          ]),
        ),
    }),
  ),
]

function conversionOf(row: z.output<typeof converted>, ip: string): Own {
  const clickTime = row.click === NO_ID ? null : isoTime(row.click_time)
  return {
    transaction_id: [row.click, row.impression].find((id) => id !== NO_ID) ?? null,
    event_id: row.event || null,
    click_time: clickTime,
    conversion_time: isoTime(row.time),
    session_time: clickTime,
    purchase_value: row.amount_currency === '' ? null : Number(row.amount),
    hash: hashOf(row),
    ip,
  }
}

/** One page of a table. `own` finds what only its rows have, by their IDs. */
async function report<R extends typeof common>(
  caller: Caller,
  query: ReportQuery,
  { table, row, own }: { table: RowTable; row: R; own: (rows: z.output<R>[]) => Promise<ReadonlyMap<string, Own>> },
) {
  const question = await reportQuestion(caller, query)
  return reportPage(
    query.page,
    (size, cursor) => listRows(question, { table, row, size, cursor }),
    async (rows) => rowsOf(caller, rows, await own(rows)),
  )
}

async function rowsOf(
  caller: Caller,
  rows: readonly z.output<typeof common>[],
  own: ReadonlyMap<string, Own>,
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
      offerEvent: [...own.values()].map(({ event_id: event }) => event ?? 0),
    }),
    canSeeReasons(caller),
  ])
  return rows.flatMap((row) => {
    const more = own.get(row.id)
    if (!more) return []
    const time = isoTime(row.time)
    return {
      real_tx_id: row.id,
      tx_id: row.id,
      ...more,
      external_transaction_id: row.external_transaction,
      status: row.status,
      rejection_reason: showsReasons && row.status === 'Rejected' ? row.reason : '',
      advertiser_id: row.advertiser || null,
      advertiser: recordOf('advertiser', row.advertiser),
      publisher_id: row.publisher || null,
      publisher: recordOf('publisher', row.publisher),
      network_id: row.network || null,
      network: recordOf('network', row.network),
      offer_id: row.offer || null,
      offer: recordOf('offer', row.offer),
      event: recordOf('offerEvent', more.event_id ?? 0),
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
      referrer: row.referer,
      request_time: time,
      unix_time: Math.floor(Date.parse(time) / 1000),
      payout: Number(row.payout),
      revenue: caller.user.role === 'publisher' ? null : Number(row.revenue),
      currency: row.currency,
    }
  })
}
