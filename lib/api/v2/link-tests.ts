import { requireStaff } from '@/lib/catalog/staff'
import { findOffer, requireUsable } from '@/lib/catalog/find-offer'
import { config } from '@/lib/config'
import { database } from '@/lib/database/client'
import { isoTime } from '@/lib/events/sql'
import { eventLog } from '@/lib/events/log'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { numberOrId } from '@/lib/identifier'
import { findTestedPages } from '@/lib/link-tests/pages'
import {
  countFailedReasons,
  countLinkTests,
  countLinkTestsPerDay,
  findLinkTest,
  findLinkTests,
  groupLinkTests,
  readRow,
  type GroupColumn,
  type LinkTestFilter,
  type LinkTestQuestion,
  type Order,
  type StoredLinkTest,
} from '@/lib/link-tests/reading'
import { failedReasons, linkTestStatuses } from '@/lib/link-tests/reasons'
import { testNow } from '@/lib/link-tests/test-now'
import { outbound } from '@/lib/outbound/client'
import { addDays, startOfDay, today } from '@/lib/time'
import { isUuid } from '@/lib/uuid'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import {
  groupMeasures,
  listLinkTests,
  listLinkTestsGrouped,
  readLinkTest,
  readLinkTestReasonChart,
  readLinkTestStatusChart,
  readLinkTestTotals,
  testLandingPage,
  type GroupField,
  type LinkTestAnswer,
  type LinkTestTargets,
} from './link-tests.contract'
import { readPeriod, requirePeriod, type OpenPeriod } from './read-period'
import { named } from './record-fields'

const LONGEST_PERIOD = 400

const columnOf = {
  integration_id: 'integration',
  advertiser: 'advertiser',
  advertiser_incremental_id: 'advertiser',
  offer: 'offer',
  offer_incremental_id: 'offer',
  landing_page_incremental_id: 'landing_page',
  test_url_domain: 'url_domain',
  final_domain: 'final_domain',
  proxy_country: 'country',
  device: 'device',
} as const satisfies Record<GroupField, GroupColumn>

const filterColumns = {
  ...columnOf,
  status: 'status',
  failed_reason: 'reason',
  trigger: 'trigger',
  run: 'run',
} as const

const sortColumns: Readonly<Record<string, string>> = {
  ...filterColumns,
  timestamp: 'time',
  duration_ms: 'duration',
  last_tested_at: 'last_time',
}

const fieldOf = (key: string): string => key.replace(/^-/, '')

const orderOf = (keys: readonly string[]): Order[] =>
  keys.map((key) => {
    const name = fieldOf(key)
    return { column: sortColumns[name] ?? name, descending: key.startsWith('-') }
  })

const targetNames = [
  'integration_id',
  'advertiser_incremental_id',
  'offer_incremental_id',
  'landing_page_incremental_id',
] as const

function filtersOf({ filter = {}, ...plain }: LinkTestTargets): LinkTestFilter[] {
  const ofTargets = targetNames.flatMap((name): LinkTestFilter[] => {
    const given = plain[name]
    return given === undefined ? [] : [{ column: columnOf[name], isNot: false, values: [given] }]
  })
  const names = Object.keys(filterColumns).filter(
    (name): name is keyof typeof filter & keyof typeof filterColumns => name in filter,
  )
  return [
    ...ofTargets,
    ...names.flatMap((name) => {
      const { eq, in: any, ne } = filter[name] ?? {}
      return [
        ...[eq, any].flatMap((values) => (values ? [{ column: filterColumns[name], isNot: false, values }] : [])),
        ...(ne ? [{ column: filterColumns[name], isNot: true, values: ne }] : []),
      ]
    }),
  ]
}

/** Link tests are the network's. */
function questionOf(caller: Caller, query: LinkTestTargets, { start, end }: OpenPeriod): LinkTestQuestion {
  requireStaff(caller)
  return {
    organizationId: caller.organization.id,
    advertisers: caller.reach.advertisers.see,
    start,
    end,
    filters: filtersOf(query),
  }
}

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)
type Named = { id: string; incrementalId: number; name: string }
/** The records that tests name by number. */
async function namesOf(
  caller: Caller,
  rows: readonly { advertiser?: number; offer?: number; landing_page?: number }[],
) {
  const store = storeOf(caller)
  const query = (column: 'advertiser' | 'offer' | 'landing_page') => ({
    where: { incrementalId: { in: [...new Set(rows.flatMap((row) => row[column] ?? []))] } },
    select: { id: true, incrementalId: true, name: true },
  })
  const [advertisers, offers, pages] = await Promise.all([
    store.advertiser.findMany(query('advertiser')),
    store.offer.findMany(query('offer')),
    store.landingPage.findMany(query('landing_page')),
  ])
  const finder = (records: readonly Named[]) => {
    const byNumber = new Map(records.map((record) => [record.incrementalId, named(record)]))
    return (number: number) => byNumber.get(number) ?? null
  }
  return { advertiser: finder(advertisers), offer: finder(offers), page: finder(pages) }
}

async function answersOf(caller: Caller, rows: readonly StoredLinkTest[]): Promise<LinkTestAnswer[]> {
  const names = await namesOf(caller, rows)
  return rows.map((row) => ({
    id: row.id,
    run: row.run,
    timestamp: isoTime(row.time),
    trigger: row.trigger,
    integration_id: row.integration,
    advertiser_incremental_id: row.advertiser,
    advertiser: names.advertiser(row.advertiser),
    offer_incremental_id: row.offer,
    offer: names.offer(row.offer),
    landing_page_incremental_id: row.landing_page,
    landing_page: names.page(row.landing_page),
    proxy_country: row.country || null,
    device: row.device,
    test_url: row.url,
    test_url_domain: row.url_domain,
    final_url: row.final_url,
    final_domain: row.final_domain,
    expected_domain: row.expected_domain,
    status: row.status,
    failed_reason: row.reason === '' ? null : row.reason,
    message: row.message,
    http_status: row.http_status || null,
    redirects: row.redirects,
    tls: row.tls || null,
    duration_ms: row.duration,
    hops: row.hops,
  }))
}

const metaOf = (count: number, { size }: { size: number }) => ({
  total_count: count,
  total_page: Math.ceil(count / size),
})

const periodDays = { Today: [0, 0], Yesterday: [-1, -1], Last7D: [-6, 0], Last30D: [-29, 0] } as const

export const linkTestOperations = [
  handle(listLinkTests, async (caller, { query }) => {
    const question = questionOf(caller, query, readPeriod(query))
    const { rows, count } = await findLinkTests(question, orderOf(query.sort), query.page)
    return { data: await answersOf(caller, rows), meta: metaOf(count, query.page) }
  }),

  handle(listLinkTestsGrouped, async (caller, { query }) => {
    const question = questionOf(caller, query, requirePeriod(query, LONGEST_PERIOD))
    const by = [...new Set(query.fields.map((field) => columnOf[field]))]
    const order = orderOf(query.sort)
    const known: readonly string[] = [...by, ...groupMeasures.map((name) => sortColumns[name] ?? name)]
    const unknown = query.sort[order.findIndex(({ column }) => !known.includes(column))]
    if (unknown !== undefined)
      throw invalid(
        'sort',
        `can’t be ${unknown} unless fields has ${fieldOf(unknown)}; use ${[...query.fields, ...groupMeasures].join(', ')}`,
      )
    const { rows, count } = await groupLinkTests(question, by, order, query.page)
    const names = await namesOf(caller, rows)
    const data = rows.map((row) => {
      const values = {
        integration_id: row.integration,
        advertiser: row.advertiser === undefined ? undefined : names.advertiser(row.advertiser),
        advertiser_incremental_id: row.advertiser,
        offer: row.offer === undefined ? undefined : names.offer(row.offer),
        offer_incremental_id: row.offer,
        landing_page_incremental_id: row.landing_page,
        test_url_domain: row.url_domain,
        final_domain: row.final_domain,
        proxy_country: row.country === undefined ? undefined : row.country || null,
        device: row.device,
      } as const satisfies Record<GroupField, unknown>
      const { total, success, failed, skipped, success_rate, average_duration_ms, last_time } = row
      return {
        ...Object.fromEntries(query.fields.map((field) => [field, values[field]])),
        total,
        success,
        failed,
        skipped,
        success_rate,
        average_duration_ms,
        last_tested_at: isoTime(last_time),
      }
    })
    return { data, meta: metaOf(count, query.page) }
  }),

  handle(readLinkTestTotals, async (caller, { query }) => {
    const { time_period: name, timezone } = query
    const [from, to] = periodDays[name]
    const now = today(timezone)
    const period = {
      start: startOfDay(addDays(now, from), timezone),
      end: startOfDay(addDays(now, to + 1), timezone),
    }
    return { data: await countLinkTests(questionOf(caller, query, period)) }
  }),

  handle(readLinkTestStatusChart, async (caller, { query }) => {
    const days = await countLinkTestsPerDay(
      questionOf(caller, query, requirePeriod(query, LONGEST_PERIOD)),
      query.timezone,
    )
    const statuses = linkTestStatuses.map((status) => {
      const key = ({ Success: 'success', Failed: 'failed', Skipped: 'skipped' } as const)[status]
      return { status, count: days.reduce((sum, each) => sum + each[key], 0) }
    })
    return { data: { total: statuses.reduce((sum, { count }) => sum + count, 0), statuses, days } }
  }),

  handle(readLinkTestReasonChart, async (caller, { query }) => {
    const found = await countFailedReasons(questionOf(caller, query, requirePeriod(query, LONGEST_PERIOD)))
    const reasons = found.flatMap(({ reason, count }) => {
      const known = failedReasons.find((each) => each === reason)
      return known ? [{ failed_reason: known, count }] : []
    })
    return { data: { total: reasons.reduce((sum, { count }) => sum + count, 0), reasons } }
  }),

  handle(readLinkTest, async (caller, { params: { id } }) => {
    const question = questionOf(caller, {}, { start: null, end: null })
    const found = isUuid(id) ? await findLinkTest(question, id) : null
    const [data] = found ? await answersOf(caller, [found]) : []
    if (!data) throw new Refused('not_found', 'No link test with this ID.')
    return { data }
  }),

  handle(testLandingPage, async (caller, { params }) => {
    const store = storeOf(caller)
    const offer = await findOffer(store, caller, params, 'edit')
    const key = numberOrId(params.offerLandingPageID)
    const [page] = key ? await findTestedPages(store, { ...key, offerId: offer.id, archived: false }) : []
    if (!page) throw new Refused('not_found', 'No landing page with this ID.')
    requireUsable(offer)
    const client = outbound()
    try {
      const visitor = { outbound: client, proxies: config().linkTestProxies }
      const { rows, left } = await testNow({ database: database(), events: eventLog() }, visitor, page)
      return { data: { tests: await answersOf(caller, rows.map(readRow)), left } }
    } finally {
      client.close()
    }
  }),
]
