import type { Scope } from '../access/caller'
import { COUNTED } from '../events/tables'
import { all, join, literal, sql, storeTime, value, type Sql } from '../events/sql'
import { addDays, startOfDay } from '../time'
import { condition, dimensions, type Dimension, type Filter } from './filter'
import type { Range } from './range'

/** A question about clicks. It requires a scope, which only an authenticated caller has. */
export type Question = {
  scope: Scope
  /** Days in the organization's time zone. */
  range: Range
  filters: readonly Filter[]
}

/** What can be counted: a column of the daily roll-up, and the equivalent condition on clicks. Defined here once for every page and API. */
const counts = {
  clicks: COUNTED,
  rejected: "status = 'Rejected'",
  bots: 'bot',
} as const

/** Where counts come from: the roll-up if it has every requested dimension, otherwise the clicks. */
export type CountSource = {
  table: Sql
  where: Sql
  /** Matches only rows with clicks to count. */
  counted: Sql
  /** `only` narrows down what's counted. */
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
 * Where unique clicks per day come from: distinct visitors on that day. The visitor hash changes daily, so a range's
 * unique clicks are the sum of its days.
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
    // The scope contains all of this publisher, so narrow it to that. The roll-up has no other column to filter by.
    where: conditions({ ...question, scope: { ...question.scope, publishers: [publisher], advertisers: [] }, filters: [] }, 'roll-up'),
    uniqueClicks: literal('uniqExactIfMerge(uniques)'),
  }
}

/** The only publisher a question is about, 0 for all of them, or undefined if visitors must be counted from the clicks. */
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

/** 0 means everyone, so a publisher with that number must never get everyone's rows. */
const publisherNumber = (publisher: number | undefined) => (publisher === 0 ? undefined : publisher)

/** The rows a caller may see. This is the only place where a scope becomes SQL. */
export function within({ organizationId, publishers, advertisers }: Scope): Sql {
  const organization = sql`organization = ${value('UUID', organizationId)}`
  if (publishers === 'all') return organization
  const theirs = [sql`publisher IN ${value('Array(UInt32)', publishers)}`]
  if (advertisers.length > 0) theirs.push(sql`advertiser IN ${value('Array(UInt32)', advertisers)}`)
  return sql`${organization} AND (${join(theirs, ' OR ')})`
}

/** Selects by scope, days, and filters. Clicks are selected by the days' instants, which their sort key has: testing `day` as well took a fifth longer. */
export function conditions({ scope, range, filters }: Question, table: 'clicks' | 'roll-up', more: readonly Sql[] = []): Sql {
  const days = table === 'clicks' ? timeWindow(range) : sql`day BETWEEN ${value('Date', range.from)} AND ${value('Date', range.to)}`
  return all([within(scope), days, ...more, ...filters.map(condition)])
}

/** The days as a window of instants. */
function timeWindow({ from, to, timezone }: Range): Sql {
  const start = storeTime(startOfDay(from, timezone))
  const end = storeTime(startOfDay(addDays(to, 1), timezone))
  return sql`time >= ${value("DateTime64(3, 'UTC')", start)} AND time < ${value("DateTime64(3, 'UTC')", end)}`
}
