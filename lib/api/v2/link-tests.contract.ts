import { z } from 'zod'
import { timezone } from '@/lib/fields'
import { hopRecord } from '@/lib/link-tests/hops'
import { failedReasons, linkTestReasons, linkTestStatuses, linkTestTriggers } from '@/lib/link-tests/reasons'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { listOf } from '@/lib/api/resource/fields'
import { wholeNumber } from '@/lib/api/whole-number'
import { offerParams } from './offer-events.contract'
import { namedRecord } from './record-fields'
import { periodParameters } from './time-period'

const status = z.enum(linkTestStatuses)
const reason = z.enum(linkTestReasons)
const number = wholeNumber(1, 2_147_483_647)
const integrationId = z.guid('must be the ID of an integration')
const text = z.string().max(255, 'must be at most 255 characters')
const country = z
  .string()
  .regex(/^([A-Za-z]{2}|direct)$/, 'must be a two-letter ISO 3166-1 code such as DE, or direct')
  .transform((code) => (code === 'direct' ? '' : code.toUpperCase()))

/** Values that a field can be filtered by: any of them, or none of them. */
function oneOf<T extends z.ZodType>(item: T, what: string) {
  const list = z.array(item).min(1, 'must have at least one value').max(100, 'must have at most 100 values').optional()
  return z
    .strictObject({
      eq: list.describe(`Only tests whose ${what} is one of these, separated by commas.`),
      in: list.describe(`The same as without an operator: only tests whose ${what} is one of these.`),
      ne: list.describe(`Only tests whose ${what} is none of these.`),
    })
    .optional()
}

const target = {
  integration_id: integrationId.optional().describe('Only tests of this integration.'),
  advertiser_incremental_id: number.optional().describe('Only tests of this advertiser’s offers.'),
  offer_incremental_id: number.optional().describe('Only tests of this offer.'),
  landing_page_incremental_id: number.optional().describe('Only tests of this landing page.'),
}

export const linkTestFilters = z.strictObject({
  integration_id: oneOf(integrationId, 'integration'),
  advertiser_incremental_id: oneOf(number, 'advertiser'),
  offer_incremental_id: oneOf(number, 'offer'),
  landing_page_incremental_id: oneOf(number, 'landing page'),
  status: oneOf(status, 'status'),
  failed_reason: oneOf(reason, 'reason'),
  proxy_country: oneOf(country, 'country'),
  device: oneOf(text, 'device'),
  trigger: oneOf(z.enum(linkTestTriggers), 'trigger'),
  test_url_domain: oneOf(text, 'first domain'),
  final_domain: oneOf(text, 'final domain'),
  run: oneOf(z.guid('must be the ID of a run'), 'run'),
})

const filtering = { ...target, filter: linkTestFilters.optional() }

const page = z
  .strictObject({
    number: wholeNumber(1, 1_000_000).default(1).describe('Page number, starting at 1.'),
    size: wholeNumber(1, 100).default(25).describe('Items per page, 1 to 100. Default: 25.'),
  })
  .prefault({})

/** An order such as `-timestamp,status`. */
function sorting(names: readonly string[], first: string) {
  return z
    .array(
      z.enum(
        names.flatMap((name) => [name, `-${name}`]),
        `must be one of ${names.join(', ')}, with - before it for descending order`,
      ),
    )
    .min(1, 'must list at least one field')
    .max(5, 'must list at most 5 fields')
    .refine(
      (keys) => new Set(keys.map((key) => key.replace(/^-/, ''))).size === keys.length,
      'must list each field only once',
    )
    .default([first])
    .describe(`Comma-separated fields to sort by, with - before one for descending order: ${names.join(', ')}.`)
}

export const linkTestSorts = [
  'timestamp',
  'status',
  'failed_reason',
  'http_status',
  'duration_ms',
  'redirects',
  'integration_id',
  'advertiser_incremental_id',
  'offer_incremental_id',
  'landing_page_incremental_id',
  'test_url_domain',
  'final_domain',
  'proxy_country',
  'device',
] as const

/** What tests can be grouped by. The document calls these `fields`. */
export const groupFields = [
  'integration_id',
  'advertiser',
  'advertiser_incremental_id',
  'offer',
  'offer_incremental_id',
  'landing_page_incremental_id',
  'test_url_domain',
  'final_domain',
  'proxy_country',
  'device',
] as const
export type GroupField = (typeof groupFields)[number]

const counts = {
  total: z.int(),
  success: z.int(),
  failed: z.int(),
  skipped: z.int().describe('Tests that weren’t made, because there’s no proxy or the device is unknown.'),
}
const measures = {
  ...counts,
  success_rate: z.number().nullable().describe('From 0 to 1, of the tests that were made.'),
  average_duration_ms: z.number().nullable(),
}
/** What groups can be sorted by, besides the fields they're grouped by. */
export const groupMeasures = [
  'total',
  'success',
  'failed',
  'skipped',
  'success_rate',
  'average_duration_ms',
  'last_tested_at',
] as const

/** One link test. */
export const linkTestRecord = z.strictObject({
  id: z.uuid().describe('The request ID.'),
  run: z.uuid().describe('The same for all tests of a landing page that belong together.'),
  timestamp: z.iso.datetime(),
  trigger: z.enum(linkTestTriggers),
  integration_id: z.uuid(),
  advertiser_incremental_id: z.int(),
  advertiser: namedRecord.nullable(),
  offer_incremental_id: z.int(),
  offer: namedRecord.nullable(),
  landing_page_incremental_id: z.int(),
  landing_page: namedRecord.nullable(),
  proxy_country: z.string().nullable().describe('The country it was visited from, or null for the server’s own.'),
  device: z.string(),
  test_url: z.string(),
  test_url_domain: z.string(),
  final_url: z.string().describe('Where it ended; empty without an answer.'),
  final_domain: z.string(),
  expected_domain: z.string(),
  status,
  failed_reason: reason.nullable().describe('Why it failed or was skipped.'),
  message: z.string().describe('The same in words.'),
  http_status: z.int().nullable(),
  redirects: z.int(),
  tls: z.string().nullable().describe('The version of TLS of the last answer.'),
  duration_ms: z.int(),
  hops: z.array(hopRecord).describe('Each request, with its status and its duration in ms.'),
})
export type LinkTestAnswer = z.output<typeof linkTestRecord>

const reading = { method: 'GET', dialect: integr8, access: 'catalog:read', tags: ['OfferLandingPages'] } as const

/** Contract: OfferLandingPages in the Integr8 document, also for those below. */
export const listLinkTests = defineContract({
  ...reading,
  id: 'listLinkTests',
  path: '/api/v2/link-tests',
  summary: 'List link tests, newest first',
  description: 'Tests of the landing pages of offers that you can view.',
  query: z.strictObject({ ...periodParameters, ...filtering, sort: sorting(linkTestSorts, '-timestamp'), page }),
  response: listOf(linkTestRecord),
})

export const listLinkTestsGrouped = defineContract({
  ...reading,
  id: 'listLinkTestsGrouped',
  path: '/api/v2/link-tests/grouped',
  summary: 'Count link tests by offer, domain, country, and the like',
  query: z.strictObject({
    ...periodParameters,
    ...filtering,
    fields: z
      .array(z.enum(groupFields, `must be one of ${groupFields.join(', ')}`))
      .min(1, 'must list at least one field')
      .refine((list) => new Set(list).size === list.length, 'must list each field only once')
      .default(['offer', 'landing_page_incremental_id'])
      .describe(`Comma-separated fields to group by: ${groupFields.join(', ')}.`),
    sort: sorting([...groupFields, ...groupMeasures], '-total'),
    page,
  }),
  response: listOf(
    z.strictObject({
      integration_id: z.uuid().optional(),
      advertiser: namedRecord.nullable().optional(),
      advertiser_incremental_id: z.int().optional(),
      offer: namedRecord.nullable().optional(),
      offer_incremental_id: z.int().optional(),
      landing_page_incremental_id: z.int().optional(),
      test_url_domain: z.string().optional(),
      final_domain: z.string().optional(),
      proxy_country: z.string().nullable().optional(),
      device: z.string().optional(),
      ...measures,
      last_tested_at: z.iso.datetime(),
    }),
  ),
})

export const timePeriods = ['Yesterday', 'Today', 'Last7D', 'Last30D'] as const

export const readLinkTestTotals = defineContract({
  ...reading,
  id: 'readLinkTestTotals',
  path: '/api/v2/link-tests/totals',
  summary: 'Get totals of link tests',
  query: z.strictObject({
    ...filtering,
    time_period: z.enum(timePeriods, `must be one of ${timePeriods.join(', ')}`).describe('The days to count.'),
    timezone: timezone.default('UTC').describe('The IANA time zone of these days. Default: UTC.'),
  }),
  response: z.strictObject({
    data: z.strictObject({
      ...measures,
      landing_pages: z.int().describe('Landing pages that were tested.'),
      failed_landing_pages: z.int().describe('Those of them with a test that failed.'),
    }),
  }),
})

const chartQuery = z.strictObject({ ...periodParameters, ...filtering })

export const readLinkTestStatusChart = defineContract({
  ...reading,
  id: 'readLinkTestStatusChart',
  path: '/api/v2/link-tests/charts/status',
  summary: 'Count link tests by status, in all and per day',
  query: chartQuery,
  response: z.strictObject({
    data: z.strictObject({
      total: z.int(),
      statuses: z.array(z.strictObject({ status, count: z.int() })),
      days: z.array(z.strictObject({ day: z.iso.date(), success: z.int(), failed: z.int(), skipped: z.int() })),
    }),
  }),
})

export const readLinkTestReasonChart = defineContract({
  ...reading,
  id: 'readLinkTestReasonChart',
  path: '/api/v2/link-tests/charts/failed-reason',
  summary: 'Count failed link tests by reason',
  query: chartQuery,
  response: z.strictObject({
    data: z.strictObject({
      total: z.int(),
      reasons: z.array(z.strictObject({ failed_reason: z.enum(failedReasons), count: z.int() })),
    }),
  }),
})

export const readLinkTest = defineContract({
  ...reading,
  id: 'readLinkTest',
  path: '/api/v2/link-tests/{id}',
  params: z.object({ id: z.string().describe('The request ID.') }),
  summary: 'Get a link test',
  response: z.strictObject({ data: linkTestRecord }),
})

export const testLandingPage = defineContract({
  id: 'testLandingPage',
  method: 'POST',
  dialect: integr8,
  access: 'catalog:manage',
  tags: ['OfferLandingPages'],
  path: '/api/v2/integrations/{integrationID}/offers/{offerID}/landing-pages/{offerLandingPageID}/link-test',
  params: offerParams.extend({
    offerLandingPageID: z.string().describe('The landing page’s ID or incremental ID.'),
  }),
  summary: 'Test an offer landing page now',
  description:
    'Visits it from each of its countries with each of its devices, and returns what happened. Visits that take longer than 40 seconds in all are left to the schedule.',
  response: z.strictObject({
    data: z.strictObject({
      tests: z.array(linkTestRecord),
      left: z
        .int()
        .describe('How many visits there wasn’t time for. They’re made within minutes if link tests are on.'),
    }),
  }),
})

export type LinkTestTargets = { [Name in keyof typeof target]?: z.output<(typeof target)[Name]> } & {
  filter?: z.output<typeof linkTestFilters>
}
