import type { Scope } from '../access/caller'
import { COUNTED } from '../events/tables'
import { all, join, literal, sql, storeTime, value, type Sql } from '../events/sql'
import { addDays, startOfDay } from '../time'
import { condition, dimensions, type Dimension, type Filter } from './filter'
import type { Range } from './range'

/** A question about clicks. It needs a scope, and only an authenticated caller has one. */
export type Question = {
  scope: Scope
  /** Days of the organization's zone. */
  range: Range
  filters: readonly Filter[]
}

/** What can be counted: a column of the daily roll-up, and the condition on the clicks themselves. Defined here once for every page and API. */
const counts = {
  clicks: COUNTED,
  rejected: "status = 'Rejected'",
  bots: 'bot',
} as const

/** Where counts are read from: the roll-up if it has every dimension that is asked for, else the clicks. */
export type CountSource = {
  table: Sql
  where: Sql
  /** Only rows that have something to count as clicks. */
  counted: Sql
  /** `only` narrows what is counted. */
  count: (name: keyof typeof counts, only?: Sql) => Sql
}

export function countSource(question: Question, groupedBy: readonly Dimension[] = []): CountSource {
  const needed = [...question.filters.map(({ dimension }) => dimension), ...groupedBy]
  const rollUp = needed.every((dimension) => dimensions[dimension].inRollUp)
  return {
    table: literal(rollUp ? 'click_daily' : 'click'),
    where: conditions(question, rollUp ? 'roll-up' : 'clicks'),
    counted: literal(rollUp ? 'clicks > 0' : COUNTED),
    count: (name, only) =>
      rollUp ? sql`sumIf(${literal(name)}, ${only ?? literal('1')})` : sql`countIf(${all([literal(counts[name]), ...(only ? [only] : [])])})`,
  }
}

/**
 * Where unique clicks per day are read from: distinct visitors of the day. The visitor hash changes with the day, so a range's
 * unique clicks are its days' added up.
 */
export function visitorSource(question: Question): { table: Sql; where: Sql; uniqueClicks: Sql } {
  const publisher = onlyPublisher(question)
  if (publisher === undefined) {
    return {
      table: literal('click'),
      where: conditions(question, 'clicks'),
      uniqueClicks: literal(`uniqExactIf(visitor, ${COUNTED})`),
    }
  }
  return {
    table: literal('visitor_daily'),
    // All of this publisher is in the scope, and nothing else is read; the roll-up has no other column that the scope could ask for.
    where: conditions({ ...question, scope: { ...question.scope, publishers: [publisher], advertisers: [] }, filters: [] }, 'roll-up'),
    uniqueClicks: literal('uniqExactIfMerge(uniques)'),
  }
}

/** The one publisher that a question is about, 0 for all of them, or undefined where visitors must be counted in the clicks. */
function onlyPublisher({ scope, filters }: Question): number | undefined {
  if (filters.length === 0) {
    if (scope.publishers === 'all') return 0
    return scope.publishers.length === 1 && scope.advertisers.length === 0 ? publisherNumber(scope.publishers[0]) : undefined
  }
  const [filter, ...others] = filters
  if (others.length > 0 || filter?.dimension !== 'publisher' || filter.excluded || filter.values.length !== 1) return undefined
  const publisher = publisherNumber(Number(filter.values[0]))
  return publisher !== undefined && (scope.publishers === 'all' || scope.publishers.includes(publisher)) ? publisher : undefined
}

/** 0 means everyone, so no publisher may have that number or get everyone's rows through it. */
const publisherNumber = (publisher: number | undefined) => (publisher === 0 ? undefined : publisher)

/** Which rows a caller sees: the only place where a scope becomes SQL. */
export function within({ organizationId, publishers, advertisers }: Scope): Sql {
  const organization = sql`organization = ${value('UUID', organizationId)}`
  if (publishers === 'all') return organization
  const theirs = [sql`publisher IN ${value('Array(UInt32)', publishers)}`]
  if (advertisers.length > 0) theirs.push(sql`advertiser IN ${value('Array(UInt32)', advertisers)}`)
  return sql`${organization} AND (${join(theirs, ' OR ')})`
}

/** Whose rows, of which days, with which filters. Clicks are found by the instants of the days, which their sort key has: testing `day` as well took a fifth more time. */
export function conditions({ scope, range, filters }: Question, table: 'clicks' | 'roll-up', more: readonly Sql[] = []): Sql {
  const days = table === 'clicks' ? timeWindow(range) : sql`day BETWEEN ${value('Date', range.from)} AND ${value('Date', range.to)}`
  return all([within(scope), days, ...more, ...filters.map(condition)])
}

/** The days as instants. */
function timeWindow({ from, to, timezone }: Range): Sql {
  const start = storeTime(startOfDay(from, timezone))
  const end = storeTime(startOfDay(addDays(to, 1), timezone))
  return sql`time >= ${value("DateTime64(3, 'UTC')", start)} AND time < ${value("DateTime64(3, 'UTC')", end)}`
}
