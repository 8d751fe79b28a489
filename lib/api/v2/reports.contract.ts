import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { wholeNumber } from '@/lib/api/whole-number'
import { namedRecord } from './record-fields'
import { periodParameters } from './time-period'

const MAX_SIZE = 100

const cursor = z.uuid('must be the real_tx_id of a row')
export const listed = (what: string) => z.strictObject({ eq: z.string().optional().describe(what) }).optional()
export const ids = (what: string) => listed(`The ${what}’s ID or incremental ID, or several separated by commas.`)

/** Which page of a report to list. */
export const reportPage = z.strictObject({
  size: wholeNumber(1, MAX_SIZE).describe(`Rows per page, 1 to ${MAX_SIZE}.`),
  after: cursor.optional().describe('Rows that come after the one with this real_tx_id: older ones.'),
  before: cursor.optional().describe('Rows that come before the one with this real_tx_id: newer ones.'),
})

/** Filters of all reports. */
export const reportFilters = (statuses: readonly [string, ...string[]]) => ({
  status: z.strictObject({ eq: z.enum(statuses).optional().describe('Only rows with this status.') }).optional(),
  offer_id: ids('offer'),
  publisher: ids('publisher'),
  advertiser: ids('advertiser'),
})

const query = (statuses: readonly [string, ...string[]]) =>
  z.strictObject({
    integration_id: z.uuid('must be an integration’s ID').describe('The integration’s ID.'),
    ...periodParameters,
    page: reportPage,
    filter: z.strictObject(reportFilters(statuses)).optional(),
  })

const record = namedRecord.nullable()
const number = z.int().nullable()
const time = z.iso.datetime()

/** What rows of all three reports have. Where the document is silent, names and amounts are as in its other resources. */
const row = z.strictObject({
  real_tx_id: z.uuid().describe('The row’s own ID, which is also its cursor.'),
  tx_id: z.uuid().describe('Same as real_tx_id.'),
  transaction_id: z
    .uuid()
    .nullable()
    .describe('The click’s ID, or the impression’s that a conversion without a click came from.'),
  external_transaction_id: z.string(),
  status: z.enum(['Approved', 'Pending', 'Rejected']),
  rejection_reason: z
    .string()
    .describe('Why it was rejected, or an empty string. Publishers need fraud visibility to see it.'),
  advertiser_id: number,
  advertiser: record,
  publisher_id: number,
  publisher: record,
  network_id: number,
  network: record,
  offer_id: number,
  offer: record,
  event_id: number,
  event: record,
  landing_page_id: number,
  landing_page: record,
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
  referrer: z.string(),
  ip: z.string().describe('As much of the address as the organization keeps.'),
  click_time: time.nullable(),
  conversion_time: time.nullable(),
  session_time: time.nullable().describe('When the visit began that the row is part of: its click’s time.'),
  request_time: time.describe('When the row was recorded.'),
  unix_time: z.int().describe('The same in seconds since 1970.'),
  purchase_value: z.number().nullable(),
  payout: z.number(),
  revenue: z.number().nullable().describe('Null for publishers, who can’t see it.'),
  currency: z.string(),
  hash: z.string().nullable().describe('Identifies this version of a conversion. Null for anything else.'),
})
export type ReportRow = z.infer<typeof row>

/** A page of a report. */
export const reportAnswer = <R extends z.ZodType>(rows: R) =>
  z.strictObject({
    data: z.strictObject({
      data: z.array(rows),
      pageInfo: z.strictObject({
        startCursor: z.string().nullable().describe('The first row’s real_tx_id, or null if the page is empty.'),
        endCursor: z.string().nullable().describe('The last row’s real_tx_id, or null if the page is empty.'),
        hasPreviousPage: z.boolean(),
        hasNextPage: z.boolean(),
      }),
    }),
  })
const response = reportAnswer(row)

export const reportDescription =
  'Newest first. Pages continue after or end before a row, which you name by its real_tx_id, and cost the same at any depth. Give start_time or start_date, and end_time or end_date.'

/** Contract: Reports in the Integr8 document. */
export const clickTable = defineContract({
  id: 'clickTable',
  dialect: integr8,
  tags: ['Reports'],
  method: 'GET',
  path: '/api/v2/reports/v2/click-table',
  access: 'reports:read',
  summary: 'List clicks',
  description: reportDescription,
  query: query(['Approved', 'Rejected']),
  response,
})

export const conversionTable = defineContract({
  id: 'conversionTable',
  dialect: integr8,
  tags: ['Reports'],
  method: 'GET',
  path: '/api/v2/reports/v2/conversion-table',
  access: 'reports:read',
  summary: 'List conversions',
  description: `${reportDescription} Each conversion is as it is now: its status and amounts are those of its latest version.`,
  query: query(['Approved', 'Pending', 'Rejected']),
  response,
})

export const impressionTable = defineContract({
  id: 'impressionTable',
  dialect: integr8,
  tags: ['Reports'],
  method: 'GET',
  path: '/api/v2/reports/v2/impression-table',
  access: 'reports:read',
  summary: 'List impressions',
  description: reportDescription,
  query: query(['Approved', 'Rejected']),
  response,
})

export type ReportQuery = z.output<typeof conversionTable.query>
