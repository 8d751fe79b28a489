import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { all, literal, sql, storeTime, value, type Sql } from '@/lib/events/sql'
import type { Numbers } from '@/lib/identity/caller'
import { spelledZone } from '@/lib/time'
import { storedHops } from './hops'
import { linkTestReasons, linkTestStatuses, linkTestTriggers } from './reasons'

// What's asked of the link tests in the event log.

const columnTypes = {
  integration: 'Array(UUID)',
  advertiser: 'Array(UInt32)',
  offer: 'Array(UInt32)',
  landing_page: 'Array(UInt32)',
  status: 'Array(String)',
  reason: 'Array(String)',
  country: 'Array(String)',
  device: 'Array(String)',
  trigger: 'Array(String)',
  url_domain: 'Array(String)',
  final_domain: 'Array(String)',
  run: 'Array(UUID)',
} as const
type Column = keyof typeof columnTypes

/** Only tests where a column has one of these values, or none of them. */
export type LinkTestFilter = { column: Column; isNot: boolean; values: readonly (string | number)[] }

/** Which tests are asked about. */
export type LinkTestQuestion = {
  organizationId: string
  /** Whose offers' tests the caller sees. */
  advertisers: Numbers
  start: Date | null
  end: Date | null
  filters: readonly LinkTestFilter[]
}

function conditions({ organizationId, advertisers, start, end, filters }: LinkTestQuestion): Sql {
  return all([
    sql`organization = ${value('UUID', organizationId)}`,
    ...(advertisers === 'all' ? [] : [sql`advertiser IN ${value('Array(UInt32)', advertisers)}`]),
    ...(start ? [sql`time >= ${value("DateTime64(3, 'UTC')", storeTime(start))}`] : []),
    ...(end ? [sql`time < ${value("DateTime64(3, 'UTC')", storeTime(end))}`] : []),
    ...filters.map(({ column, isNot, values }) => {
      const type = columnTypes[column]
      const list = type === 'Array(UInt32)' ? value(type, values.map(Number)) : value(type, values.map(String))
      return sql`${literal(column)} ${literal(isNot ? 'NOT IN' : 'IN')} ${list}`
    }),
  ])
}

const row = z.object({
  id: z.string(),
  run: z.string(),
  time: z.string(),
  trigger: z.enum(linkTestTriggers),
  integration: z.string(),
  advertiser: z.number(),
  offer: z.number(),
  landing_page: z.number(),
  country: z.string(),
  device: z.string(),
  url: z.string(),
  url_domain: z.string(),
  final_url: z.string(),
  final_domain: z.string(),
  expected_domain: z.string(),
  status: z.enum(linkTestStatuses),
  reason: z.union([z.literal(''), z.enum(linkTestReasons)]),
  message: z.string(),
  http_status: z.number(),
  redirects: z.number(),
  tls: z.string(),
  duration: z.number(),
  hops: storedHops,
})
export type StoredLinkTest = z.output<typeof row>
/** Reads a row as it's appended, such as those of a test that just ended. */
export const readRow = (stored: unknown): StoredLinkTest => row.parse(stored)

const columns = literal(Object.keys(row.shape).join(', '))

export type Order = { column: string; descending: boolean }
const orderOf = (order: readonly Order[], last: readonly string[]): Sql =>
  literal([...order.map(({ column, descending }) => `${column} ${descending ? 'DESC' : 'ASC'}`), ...last].join(', '))

export type Page = { number: number; size: number }
const limited = ({ number, size }: Page): Sql =>
  sql`LIMIT ${value('UInt32', size)} OFFSET ${value('UInt64', (number - 1) * size)}`

const counted = z.object({ n: z.number() })
const countOf = ([found]: readonly z.output<typeof counted>[]): number => found?.n ?? 0

/** A page of tests, and how many there are. @param order columns of link_test */
export async function findLinkTests(
  question: LinkTestQuestion,
  order: readonly Order[],
  page: Page,
): Promise<{ rows: StoredLinkTest[]; count: number }> {
  const where = conditions(question)
  const down = order.at(-1)?.descending ? ' DESC' : ''
  const [rows, count] = await Promise.all([
    eventLog().query({
      work: 'link-tests',
      sql: sql`SELECT ${columns} FROM link_test WHERE ${where} ORDER BY ${orderOf(order, [`time${down}`, `id${down}`])} ${limited(page)}`,
      row,
    }),
    eventLog().query({
      work: 'link-tests',
      sql: sql`SELECT toUInt32(count()) AS n FROM link_test WHERE ${where}`,
      row: counted,
    }),
  ])
  return { rows, count: countOf(count) }
}

/** One test, or null. Its ID says when it was. */
export async function findLinkTest(
  question: Pick<LinkTestQuestion, 'organizationId' | 'advertisers'>,
  id: string,
): Promise<StoredLinkTest | null> {
  const where = conditions({ ...question, start: null, end: null, filters: [] })
  const [found] = await eventLog().query({
    work: 'link-tests',
    sql: sql`SELECT ${columns} FROM link_test WHERE ${where} AND id = ${value('UUID', id)} LIMIT 1`,
    row,
  })
  return found ?? null
}

const measured = {
  total: z.number(),
  success: z.number(),
  failed: z.number(),
  skipped: z.number(),
  success_rate: z.number().nullable(),
  average_duration_ms: z.number().nullable(),
}
const measures = literal(
  [
    'toUInt32(count()) AS total',
    "toUInt32(countIf(status = 'Success')) AS success",
    "toUInt32(countIf(status = 'Failed')) AS failed",
    "toUInt32(countIf(status = 'Skipped')) AS skipped",
    'if(success + failed = 0, NULL, round(success / (success + failed), 4)) AS success_rate',
    "if(success + failed = 0, NULL, round(avgIf(duration, status != 'Skipped'))) AS average_duration_ms",
  ].join(', '),
)

const group = z.object({
  integration: z.string().optional(),
  advertiser: z.number().optional(),
  offer: z.number().optional(),
  landing_page: z.number().optional(),
  url_domain: z.string().optional(),
  final_domain: z.string().optional(),
  country: z.string().optional(),
  device: z.string().optional(),
  ...measured,
  last_time: z.string(),
})
export type GroupColumn = Exclude<keyof z.output<typeof group>, keyof typeof measured | 'last_time'>
export type LinkTestGroup = z.output<typeof group>

/** Counts tests by columns. @param order these columns, or measures */
export async function groupLinkTests(
  question: LinkTestQuestion,
  by: readonly GroupColumn[],
  order: readonly Order[],
  page: Page,
): Promise<{ rows: LinkTestGroup[]; count: number }> {
  const where = conditions(question)
  const keys = literal(by.join(', '))
  const [rows, count] = await Promise.all([
    eventLog().query({
      work: 'link-tests',
      sql: sql`SELECT ${keys}, ${measures}, toString(max(time)) AS last_time FROM link_test WHERE ${where}
               GROUP BY ${keys} ORDER BY ${orderOf(order, by)} ${limited(page)}`,
      row: group,
    }),
    eventLog().query({
      work: 'link-tests',
      sql: sql`SELECT toUInt32(uniqExact(${keys})) AS n FROM link_test WHERE ${where}`,
      row: counted,
    }),
  ])
  return { rows, count: countOf(count) }
}

const totals = z.object({ ...measured, landing_pages: z.number(), failed_landing_pages: z.number() })

/** Counts tests. */
export async function countLinkTests(question: LinkTestQuestion): Promise<z.output<typeof totals>> {
  const [found] = await eventLog().query({
    work: 'link-tests',
    sql: sql`SELECT ${measures}, toUInt32(uniqExact(landing_page)) AS landing_pages,
               toUInt32(uniqExactIf(landing_page, status = 'Failed')) AS failed_landing_pages
             FROM link_test WHERE ${conditions(question)}`,
    row: totals,
  })
  return totals.parse(found)
}

const day = z.object({ day: z.string(), success: z.number(), failed: z.number(), skipped: z.number() })

/** Counts tests per day in a time zone. Days without any are left out. */
export function countLinkTestsPerDay(question: LinkTestQuestion, timezone: string): Promise<z.output<typeof day>[]> {
  return eventLog().query({
    work: 'link-tests',
    sql: sql`SELECT toString(toDate(time, ${value('String', spelledZone(timezone))})) AS day,
               toUInt32(countIf(status = 'Success')) AS success, toUInt32(countIf(status = 'Failed')) AS failed,
               toUInt32(countIf(status = 'Skipped')) AS skipped
             FROM link_test WHERE ${conditions(question)} GROUP BY day ORDER BY day`,
    row: day,
  })
}

const reasonCount = z.object({ reason: z.string(), count: z.number() })

/** Counts failed tests per reason, most first. */
export function countFailedReasons(question: LinkTestQuestion): Promise<z.output<typeof reasonCount>[]> {
  return eventLog().query({
    work: 'link-tests',
    sql: sql`SELECT reason, toUInt32(count()) AS count FROM link_test WHERE ${conditions(question)} AND status = 'Failed'
             GROUP BY reason ORDER BY count DESC, reason`,
    row: reasonCount,
  })
}
