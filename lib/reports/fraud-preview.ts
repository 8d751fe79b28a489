import { z } from 'zod'
import type { FraudFilter } from '@/lib/catalog/rules/fraud-filters'
import { listedRanges, missingList, type AddressList } from '@/lib/address-lists'
import { networkOf, parseRange, type ParsedRange } from '@/lib/address-ranges'
import { languagesOf } from '@/lib/country-languages'
import { isZoneElsewhere } from '@/lib/country-zones'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, value, type Sql } from '@/lib/events/sql'
import type { Question } from './question'
import { conditions } from './sql'

// What fraud filters would have caught among the clicks that were recorded. They see what trackers see when a click comes in, as far as it's kept.

/** How much of a visitor's address the organization keeps, which limits what can be told afterwards. */
type IpStorage = 'full' | 'anonymised' | 'none'

/** What one filter would have caught by itself, or null if the clicks can't tell. */
type Caught = { clicks: number | null; note: string | null }

export type FraudPreview = {
  /** All clicks that weren't rejected for other reasons. */
  clicks: number
  rejected: number
  /** Flagged and not rejected. */
  flagged: number
  /** In the order of the filters. */
  filters: Caught[]
}

/** How to find what a filter catches. Without a condition, the clicks can't tell. */
type Test = { condition: Sql | null; note: string | null; columns?: readonly Sql[] }

/** Counts what these filters would have caught among a question's clicks. */
export async function previewFraudFilters(
  question: Question,
  filters: readonly FraudFilter[],
  ipStorage: IpStorage,
): Promise<FraudPreview> {
  const zones = filters.some(({ kind }) => kind === 'timezone_mismatch') ? await zonesElsewhere(question) : []
  const listOf = (list: AddressList) =>
    ipStorage !== 'none' && filters.some(({ kind }) => kind === list) ? listedRanges(list) : []
  const lists = { data_center: await listOf('data_center'), proxy: await listOf('proxy') }
  const tests = filters.map((filter, index) => testOf(filter, index, { ipStorage, zones, lists }))
  const matching = (action: FraudFilter['action']) => {
    const found = tests.flatMap(({ condition }, index) =>
      condition && filters[index]?.active && filters[index]?.action === action ? [condition] : [],
    )
    return found.length === 0 ? literal('0') : sql`(${join(found, ' OR ')})`
  }
  const columns = tests.flatMap((test) => test.columns ?? [])
  const counts = tests.flatMap(({ condition }, index) =>
    condition ? [sql`countIf(${condition}) AS ${literal(`filter_${index}`)}`] : [],
  )
  const figures = [
    literal('count() AS clicks'),
    sql`countIf(${matching('Reject')}) AS rejected`,
    sql`countIf(${matching('Flag')} AND NOT ${matching('Reject')}) AS flagged`,
    ...counts,
  ]
  const accepted = conditions(question, 'click', [isAccepted])
  // Windows and long lists cost memory, so there's only a subquery if a filter needs one.
  const from =
    columns.length === 0
      ? sql`click WHERE ${accepted}`
      : sql`(SELECT *, ${join(columns, ', ')} FROM click WHERE ${accepted})`
  const [row] = await eventLog().query({
    sql: sql`SELECT ${join(figures, ', ')} FROM ${from}`,
    row: z.looseObject({ clicks: z.number(), rejected: z.number(), flagged: z.number() }),
  })
  return {
    clicks: row?.clicks ?? 0,
    rejected: row?.rejected ?? 0,
    flagged: row?.flagged ?? 0,
    filters: tests.map(({ condition, note }, index) => ({
      clicks: condition ? z.number().parse(row?.[`filter_${index}`] ?? 0) : null,
      note,
    })),
  }
}

const isAccepted = literal("status = 'Approved'")

/** Most pairs of country and time zone compared. There are about 600 that make sense. */
const MOST_ZONES = 10_000

/** Which countries and time zones of clicks don't fit, as `DE Asia/Tokyo`. Trackers decide by the same rules. */
async function zonesElsewhere(question: Question): Promise<string[]> {
  const pairs = await eventLog().query({
    sql: sql`SELECT DISTINCT toString(country) AS country, extra['timezone'] AS zone FROM click
             WHERE ${conditions(question, 'click', [isAccepted, sql`zone != ''`])} LIMIT ${value('UInt32', MOST_ZONES)}`,
    row: z.object({ country: z.string(), zone: z.string() }),
  })
  return pairs.flatMap(({ country, zone }) => (isZoneElsewhere(country, zone) ? [`${country} ${zone}`] : []))
}

const only = (condition: Sql): Test => ({ condition, note: null })
const unknown = (note: string): Test => ({ condition: null, note })

const noAddresses = 'Your organization doesn’t store addresses.'
const shortened =
  'Your organization shortens stored addresses, so only ranges of /24 (IPv4), /48 (IPv6), and larger count. When a click comes in, its whole address is compared.'

type Known = {
  ipStorage: IpStorage
  zones: readonly string[]
  lists: Readonly<Record<AddressList, readonly ParsedRange[]>>
}

function testOf(filter: FraudFilter, index: number, known: Known): Test {
  const { zones } = known
  switch (filter.kind) {
    case 'bot':
      return only(literal('bot'))
    case 'data_center':
    case 'proxy': {
      const missing = missingList(filter.kind)
      return missing === undefined ? fromRanges(index, known.lists[filter.kind], known) : unknown(missing)
    }
    case 'empty_referrer':
      return only(literal("referer = ''"))
    case 'blocked_referrer':
      return only(sql`match(referer_host, ${value('String', hostPattern(filter.values))})`)
    case 'blocked_user_agent':
      return only(sql`(${join(chunks(filter.values).map(contains), ' OR ')})`)
    case 'blocked_ip':
      return fromRanges(
        index,
        filter.values.flatMap((range) => parseRange(range) ?? []),
        known,
      )
    case 'visitor_clicks':
      return tooMany(index, 'visitor, offer', filter)
    case 'sub_id_clicks': {
      const { condition, ...test } = tooMany(index, 'publisher, sub_id, offer', filter)
      return { ...test, condition: sql`(sub_id != '' AND ${condition})` }
    }
    case 'language_mismatch':
      return only(mismatched())
    case 'timezone_mismatch':
      return {
        condition:
          zones.length === 0
            ? literal('0')
            : sql`concat(country, ' ', extra['timezone']) IN ${value('Array(String)', zones)}`,
        note: 'Only clicks with the browser’s time zone count, which scripts pass as `timezone`.',
      }
    case 'fast_conversion':
    case 'slow_conversion':
    case 'country_mismatch':
    case 'duplicate_customer':
    case 'sub_id_rate':
      return unknown('It checks conversions, and the preview only covers clicks so far.')
  }
}

/** These hosts and their subdomains. Host names have no characters with a meaning in patterns except dots. */
const hostPattern = (hosts: readonly string[]) =>
  `(^|\\.)(${hosts.map((host) => host.replaceAll('.', '\\.')).join('|')})$`

const contains = (texts: readonly string[]) =>
  sql`multiSearchAnyCaseInsensitiveUTF8(user_agent, ${value('Array(String)', texts)})`

/** ClickHouse searches for at most 255 texts at once. */
function chunks(texts: readonly string[]): string[][] {
  const size = 200
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, index) =>
    texts.slice(index * size, (index + 1) * size),
  )
}

/** Clicks from these addresses, as far as stored ones tell. It's a column, because lists can be long and the condition is needed several times. */
function fromRanges(index: number, ranges: readonly ParsedRange[], { ipStorage }: Known): Test {
  if (ipStorage === 'none') return unknown(noAddresses)
  const name = literal(`listed_${index}`)
  return {
    condition: name,
    note: ipStorage === 'full' ? null : shortened,
    columns: [sql`${inRanges(ranges, ipStorage)} AS ${name}`],
  }
}

/**
 * Compares an address's network with the ranges of each prefix length at once: comparing each address with each of 1,000 ranges needed more memory
 * than a query may have. Addresses alone are ranges of one.
 */
function inRanges(ranges: readonly ParsedRange[], ipStorage: IpStorage): Sql {
  const v4 = new Map<number, number[]>()
  const v6 = new Map<number, string[]>()
  for (const range of ranges) {
    const network = networkOf(range)
    // The first address of a smaller one stands for its whole neighborhood.
    if (ipStorage === 'anonymised' && network.bits > SHORTENED[network.kind]) continue
    if (network.kind === 4) listAt(v4, network.bits).push(network.first)
    else listAt(v6, network.bits).push(network.first)
  }
  const found = [
    ...[...v4].map(
      ([bits, networks]) =>
        sql`(isIPv4String(ip) AND bitAnd(IPv4StringToNumOrDefault(ip), ${value('UInt32', maskOf(bits))}) IN ${value('Array(UInt32)', networks)})`,
    ),
    ...[...v6].map(
      ([bits, networks]) =>
        sql`(isIPv6String(ip) AND toString(tupleElement(IPv6CIDRToRange(toIPv6OrDefault(ip), ${literal(String(bits))}), 1)) IN ${value('Array(String)', networks)})`,
    ),
  ]
  return found.length === 0 ? literal('0') : sql`(${join(found, ' OR ')})`
}

function listAt<T>(lists: Map<number, T[]>, bits: number): T[] {
  const list = lists.get(bits) ?? []
  lists.set(bits, list)
  return list
}

/** The bits that shortened addresses keep. */
const SHORTENED = { 4: 24, 6: 48 } as const

/** The bits of an IPv4 address that tell its network. */
const maskOf = (bits: number): number => 2 ** 32 - 2 ** (32 - bits)

/** Every click after the first `clicks` ones of the same kind within the time before it. */
function tooMany(
  index: number,
  by: string,
  { clicks, minutes }: { clicks: number; minutes: number },
): Test & { condition: Sql } {
  const name = literal(`recent_${index}`)
  return {
    condition: sql`${name} > ${value('UInt32', clicks)}`,
    note: null,
    columns: [
      sql`count() OVER (PARTITION BY ${literal(by)} ORDER BY toUnixTimestamp64Milli(time) RANGE BETWEEN ${literal(String(minutes * 60_000))} PRECEDING AND CURRENT ROW) AS ${name}`,
    ],
  }
}

/** The language is known, the country's languages are known, and it isn't one of them. */
function mismatched(): Sql {
  const countries = Object.keys(languagesOf)
  const pairs = Object.entries(languagesOf).flatMap(([country, languages]) =>
    languages.split(' ').map((language) => `${country} ${language}`),
  )
  return sql`(language != '' AND country IN ${value('Array(String)', countries)}
    AND concat(country, ' ', splitByChar('-', toString(language))[1]) NOT IN ${value('Array(String)', pairs)})`
}
