import type { Scope } from '@/lib/identity/caller'
import { COUNTED } from '@/lib/events/tables'
import { all, join, literal, sql, storeTime, value, type Sql } from '@/lib/events/sql'
import { addDays, startOfDay } from '@/lib/time'
import { declarationOf as declarationOfDimension } from './dimensions'
import type { Filter } from './filter'
import { declarationOf as declarationOfMetric, type Metric } from './metrics'
import { onlyPublisher, type By, type Source } from './plan'
import type { Question } from './question'
import type { Period, Range } from './range'

/** The SQL for a metric over a source's rows. `only` narrows down what's counted. */
export function measured(metric: Metric, source: Source, only?: Sql): Sql {
  const measure = declarationOfMetric(metric).measure[source]
  if (!measure) throw new Error(`${source} doesn't have ${metric}.`)
  const filter = [...(measure.when === undefined ? [] : [literal(measure.when)]), ...(only ? [only] : [])]
  const of = measure.of === undefined ? [] : [literal(measure.of)]
  const [name, parameters] =
    filter.length === 0 ? [measure.aggregate, of] : [`${measure.aggregate}If`, [...of, all(filter)]]
  return sql`${literal(name)}(${join(parameters, ', ')})`
}

/** The SQL that rows are grouped by. */
export function grouped(by: By, source: Source): string {
  const expression =
    by === 'day' ? by : source === 'visitor_daily' ? undefined : declarationOfDimension(by).expression[source]
  if (expression === undefined) throw new Error(`${source} doesn't have ${by}.`)
  return expression
}

/** Matches only rows with clicks to count. */
export const counted = (source: Source): Sql => literal(source === 'click' ? COUNTED : 'clicks > 0')

/**
 * Limits rows to the caller's scope, the range, and the filters. Clicks are limited by time rather than day, since time is in their sort key:
 * testing `day` as well took a fifth longer.
 */
export function conditions(
  question: Question,
  source: Source,
  more: readonly Sql[] = [],
  periods: readonly Period[] = [wholeOf(question.range)],
): Sql {
  const { scope, range, filters } = question
  if (source === 'click')
    return all([
      within(scope),
      either(periods.map((period) => timeWindow(period, range, question.zoneChangedAt ?? null))),
      ...more,
      ...filters.map((filter) => condition(filter, source)),
    ])
  const days = either(periods.map(dayWindow))
  if (source === 'click_daily')
    return all([within(scope), days, ...more, ...filters.map((filter) => condition(filter, source))])
  const publisher = onlyPublisher(question)
  if (publisher === undefined) throw new Error('visitor_daily only has one publisher or all of them.')
  // The scope contains all of this publisher, so narrow it to that. The roll-up has no other column to filter by.
  return all([within({ ...scope, publishers: [publisher], advertisers: [] }), days, ...more])
}

/** Limits rows to the caller's scope. The only place where a scope becomes SQL. */
export function within({ organizationId, publishers, advertisers }: Scope): Sql {
  const organization = sql`organization = ${value('UUID', organizationId)}`
  if (publishers === 'all') return organization
  const theirs = [sql`publisher IN ${value('Array(UInt32)', publishers)}`]
  if (advertisers.length > 0) theirs.push(sql`advertiser IN ${value('Array(UInt32)', advertisers)}`)
  return sql`${organization} AND (${join(theirs, ' OR ')})`
}

function condition({ dimension, values, excluded }: Filter, source: Source): Sql {
  const { kind } = declarationOfDimension(dimension)
  const expression = literal(grouped(dimension, source))
  const operator = literal(excluded ? 'NOT IN' : 'IN')
  if (kind.type === 'UInt32') return sql`${expression} ${operator} ${value('Array(UInt32)', values.map(Number))}`
  if (kind.type === 'UUID') return sql`${expression} ${operator} ${value('Array(UUID)', values)}`
  if (kind.ignoresCase)
    return sql`lower(${expression}) ${operator} ${value(
      'Array(String)',
      values.map((name) => name.toLowerCase()),
    )}`
  return sql`${expression} ${operator} ${value('Array(String)', values)}`
}

const wholeOf = ({ from, to }: Range): Period => ({ from, to, until: null })

const either = (windows: readonly Sql[]): Sql =>
  windows.length === 1
    ? join(windows, '')
    : sql`(${join(
        windows.map((window) => sql`(${window})`),
        ' OR ',
      )})`

/** Days of a roll-up, which only has whole ones. */
function dayWindow({ from, to, until }: Period): Sql {
  if (until) throw new Error('Roll-ups only have whole days.')
  return sql`day BETWEEN ${value('Date', from)} AND ${value('Date', to)}`
}

/** No two zones are further apart than this, in ms: from UTC−12 to UTC+14. */
const WIDEST = 26 * 3_600_000

/**
 * The clicks of a period. The day stored with a click decides which day it's of. As long as the zone hasn't changed, those are exactly the clicks
 * between two instants; otherwise the instants only narrow down where to look.
 */
function timeWindow(period: Period, { timezone }: Range, zoneChangedAt: Date | null): Sql {
  const start = startOfDay(period.from, timezone).getTime()
  const end = startOfDay(addDays(period.to, 1), timezone).getTime()
  const hasChanged = zoneChangedAt !== null && zoneChangedAt.getTime() > start - WIDEST
  const margin = hasChanged ? WIDEST : 0
  const last = Math.min(end + margin, period.until?.getTime() ?? Infinity)
  const instants = sql`time >= ${instant(start - margin)} AND time < ${instant(last)}`
  return hasChanged ? sql`${instants} AND ${dayWindow({ ...period, until: null })}` : instants
}

const instant = (ms: number) => value("DateTime64(3, 'UTC')", storeTime(new Date(ms)))
