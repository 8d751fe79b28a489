import { z } from 'zod'
import { database } from '@/lib/database/client'
import { eventLog } from '@/lib/events/log'
import { all, literal, sql, value, type Sql } from '@/lib/events/sql'
import { NO_ID, postback } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { columnsOf, identified } from './places'
import type { Question } from './question'
import { listRows, type RowCursor, type RowPage } from './row-pages'
import { conditions, withinPostbacks } from './sql'

// The postback log: what advertisers reported, and what postbacks sent.

const row = z.object({
  id: z.string(),
  time: z.string(),
  direction: z.enum(['in', 'out']),
  source: z.string(),
  /** The call that an attempt is of. */
  parent: z.string(),
  attempt: z.number(),
  postback: z.number(),
  offer: z.number(),
  publisher: z.number(),
  event: z.number(),
  click: z.string(),
  conversion: z.string(),
  method: z.string(),
  url: z.string(),
  host: z.string(),
  http_status: z.number(),
  result: z.string(),
  message: z.string(),
  duration: z.number(),
  response: z.string(),
})
export type LoggedPostback = z.infer<typeof row>

/** Narrows the log down, besides by offer and publisher. */
export type PostbackFilters = {
  direction?: 'in' | 'out' | undefined
  sources?: readonly string[] | undefined
  results?: readonly string[] | undefined
  /** By number. */
  events?: readonly number[] | undefined
  postbacks?: readonly number[] | undefined
  clicks?: readonly string[] | undefined
  conversions?: readonly string[] | undefined
  calls?: readonly string[] | undefined
  /** 0 finds attempts that weren't answered. */
  httpStatuses?: readonly number[] | undefined
  hosts?: readonly string[] | undefined
}

type Who = Pick<Caller, 'scope' | 'publisher'>

function conditionsOf(filters: PostbackFilters): Sql[] {
  const oneOf = (column: string, list: Parameters<typeof value>, given: readonly unknown[] | undefined) =>
    given ? [sql`${literal(column)} IN ${value(...list)}`] : []
  const { direction, sources, results, events, postbacks, clicks, conversions, calls, httpStatuses, hosts } = filters
  return [
    ...(direction === undefined ? [] : [sql`direction = ${value('String', direction)}`]),
    ...oneOf('source', ['Array(String)', sources ?? []], sources),
    ...oneOf('result', ['Array(String)', results ?? []], results),
    ...oneOf('event', ['Array(UInt32)', events ?? []], events),
    ...oneOf('postback', ['Array(UInt32)', postbacks ?? []], postbacks),
    ...oneOf('click', ['Array(UUID)', clicks ?? []], clicks),
    ...oneOf('conversion', ['Array(UUID)', conversions ?? []], conversions),
    ...oneOf('parent', ['Array(UUID)', calls ?? []], calls),
    ...oneOf('http_status', ['Array(UInt32)', httpStatuses ?? []], httpStatuses),
    ...oneOf('lower(host)', ['Array(String)', (hosts ?? []).map((host) => host.toLowerCase())], hosts),
  ]
}

/** The part of the log that the caller can see. */
async function visibleTo({ scope, publisher }: Who): Promise<Sql> {
  const { organizationId, publishers, advertisers } = scope
  if (publishers === 'all') return withinPostbacks(scope, { offers: [], postbacks: [], onlyConversions: false })
  const store = database().forOrganization(organizationId)
  const select = { incrementalId: true } as const
  const [offers, postbacks] = await Promise.all([
    store.offer.findMany({ where: { advertiser: { incrementalId: { in: [...advertisers] } } }, select }),
    store.postback.findMany({ where: { publisher: { incrementalId: { in: [...publishers] } } }, select }),
  ])
  const numbers = (rows: readonly { incrementalId: number }[]) => rows.map(({ incrementalId }) => incrementalId)
  return withinPostbacks(scope, {
    offers: numbers(offers),
    postbacks: numbers(postbacks),
    onlyConversions: publisher !== null,
  })
}

/** Entries of the log, newest first. @returns null if the cursor's row doesn't exist */
export async function listPostbacks(
  caller: Who,
  question: Question,
  { filters, size, cursor }: { filters: PostbackFilters; size: number; cursor: RowCursor | undefined },
): Promise<RowPage<LoggedPostback> | null> {
  return listRows(question, {
    table: postback,
    row,
    size,
    cursor,
    only: conditionsOf(filters),
    scoped: await visibleTo(caller),
  })
}

const counted = z.object({ result: z.string(), count: z.coerce.number() })

/** How many entries have each result, most first. */
export async function countPostbacks(
  caller: Who,
  question: Question,
  filters: PostbackFilters,
): Promise<z.infer<typeof counted>[]> {
  const where = conditions(question, 'click', conditionsOf(filters), undefined, await visibleTo(caller))
  return eventLog().query({
    sql: sql`SELECT result, count() AS count FROM postback WHERE ${where} GROUP BY result ORDER BY count DESC, result`,
    row: counted,
  })
}

/** How long after the first attempt the last one can be, in ms: a day, a delay of a day, and some. */
const LONGEST_CALL = 3 * 86_400_000

/** An entry with all attempts of the same call, first to last. Null if the caller can't see it. */
export async function findPostback(
  caller: Who,
  id: string,
): Promise<{ entry: LoggedPostback; attempts: LoggedPostback[] } | null> {
  const found = identified(id)
  if (!found) return null
  const visible = await visibleTo(caller)
  const read = (where: readonly Sql[], limit: number) =>
    eventLog().query({
      sql: sql`SELECT ${columnsOf(postback, row)} FROM postback WHERE ${all([visible, ...where])}
               ORDER BY time, id LIMIT ${value('UInt32', limit)}`,
      row,
    })
  const [entry] = await read([found], 1)
  if (!entry) return null
  if (entry.parent === NO_ID) return { entry, attempts: [entry] }
  const at = Date.parse(`${entry.time.replace(' ', 'T')}Z`)
  const around = (offset: number) => sql`fromUnixTimestamp64Milli(${literal(String(at + offset))}, 'UTC')`
  const nearby = sql`time BETWEEN ${around(-LONGEST_CALL)} AND ${around(LONGEST_CALL)}`
  return { entry, attempts: await read([nearby, sql`parent = ${value('UUID', entry.parent)}`], 100) }
}

// Parameters of reports that publishers can see. The others are between the network and its advertisers, who put in them what they like.
const shownParameters: ReadonlySet<string> = new Set([
  'transaction_id',
  'event_id',
  'event_name',
  'amount',
  'currency',
  'external_transaction_id',
  'status',
  'offer',
])

/** Entries as the caller can see them: publishers don't see revenue, customers, and reasons that advertisers reported. */
export function asSeenByPublisher<E extends Pick<LoggedPostback, 'direction' | 'url'>>(
  { publisher }: Pick<Caller, 'publisher'>,
  entries: readonly E[],
): E[] {
  if (!publisher) return [...entries]
  return entries.map((entry) => (entry.direction === 'in' ? { ...entry, url: withoutOthers(entry.url) } : entry))
}

function withoutOthers(url: string): string {
  const [path = '', ...query] = url.split('?')
  if (query.length === 0) return url
  const shown = [...new URLSearchParams(query.join('?'))].map(([name, given]) => [
    name,
    shownParameters.has(name) ? given : '***',
  ])
  return `${path}?${new URLSearchParams(shown)}`
}
