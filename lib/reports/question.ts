import type { Scope } from '../access/caller'
import { COUNTED } from '../events/tables'
import { all, join, literal, sql, storeTime, value, type Sql } from '../events/sql'
import { addDays, startOfDay } from '../time'
import { condition, dimensions, type Dimension, type Filter } from './filter'
import type { Range } from './range'

/** What somebody wants to know of clicks. Without a scope there is no question, and only an authenticated caller has one. */
export type Question = {
  scope: Scope
  /** Days of the organization's zone. */
  range: Range
  filters: readonly Filter[]
}

/** What can be counted from the daily roll-up as well as from the clicks themselves. Defined here once for every page and API. */
const counts = {
  clicks: { rollUp: 'sum(clicks)', raw: `countIf(${COUNTED})` },
  rejected: { rollUp: 'sum(rejected)', raw: "countIf(status = 'Rejected')" },
  bots: { rollUp: 'sum(bots)', raw: 'countIf(bot)' },
} as const

/** Where counts are read from: the roll-up if it has every dimension that is asked for, else the clicks. */
export type CountSource = {
  table: Sql
  where: Sql
  /** Only rows that have something to count as clicks. */
  counted: Sql
  count: (name: keyof typeof counts) => Sql
}

export function countSource(question: Question, groupedBy: readonly Dimension[] = []): CountSource {
  const needed = [...question.filters.map(({ dimension }) => dimension), ...groupedBy]
  const rollUp = needed.every((dimension) => dimensions[dimension].inRollUp)
  return {
    table: literal(rollUp ? 'click_daily' : 'click'),
    where: conditions(question, rollUp ? [] : [timeWindow(question.range)]),
    counted: literal(rollUp ? 'clicks > 0' : COUNTED),
    count: (name) => literal(counts[name][rollUp ? 'rollUp' : 'raw']),
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
      where: conditions(question, [timeWindow(question.range)]),
      uniqueClicks: literal(`uniqExactIf(visitor, ${COUNTED})`),
    }
  }
  return {
    table: literal('visitor_daily'),
    // All of this publisher is in the scope, and nothing else is read; the roll-up has no other column that the scope could ask for.
    where: conditions({ ...question, scope: { ...question.scope, publishers: [publisher], advertisers: [] }, filters: [] }),
    uniqueClicks: literal('uniqExactIfMerge(uniques)'),
  }
}

/** The one publisher that a question is about, 0 for all of them, or undefined where visitors must be counted in the clicks. */
function onlyPublisher({ scope, filters }: Question): number | undefined {
  if (filters.length === 0) {
    if (scope.publishers === 'all') return 0
    return scope.publishers.length === 1 && scope.advertisers.length === 0 ? scope.publishers[0] : undefined
  }
  const [filter, ...others] = filters
  if (others.length > 0 || filter?.dimension !== 'publisher' || filter.excluded || filter.values.length !== 1) return undefined
  const publisher = Number(filter.values[0])
  // 0 would be everybody. Nobody has that number, and nobody may become somebody else by asking for it.
  if (publisher === 0) return undefined
  return scope.publishers === 'all' || scope.publishers.includes(publisher) ? publisher : undefined
}

/** Whose rows somebody sees: the one place where a scope becomes SQL. */
export function within({ organizationId, publishers, advertisers }: Scope): Sql {
  const organization = sql`organization = ${value('UUID', organizationId)}`
  if (publishers === 'all') return organization
  const theirs = [sql`publisher IN ${value('Array(UInt32)', publishers)}`]
  if (advertisers.length > 0) theirs.push(sql`advertiser IN ${value('Array(UInt32)', advertisers)}`)
  return sql`${organization} AND (${join(theirs, ' OR ')})`
}

/** Whose rows, of which days, with which filters. Applies to the clicks and to the roll-ups alike. */
export function conditions({ scope, range, filters }: Question, more: readonly Sql[] = []): Sql {
  return all([
    within(scope),
    sql`day BETWEEN ${value('Date', range.from)} AND ${value('Date', range.to)}`,
    ...more,
    ...filters.map(condition),
  ])
}

/** The same days as instants: what the clicks' sort key can use. */
export function timeWindow({ from, to, timezone }: Range): Sql {
  const start = storeTime(startOfDay(from, timezone))
  const end = storeTime(startOfDay(addDays(to, 1), timezone))
  return sql`time >= ${value("DateTime64(3, 'UTC')", start)} AND time < ${value("DateTime64(3, 'UTC')", end)}`
}
