import type { Scope } from '@/lib/identity/caller'
import { COUNTED, NO_ID } from '@/lib/events/tables'
import { all, join, literal, sql, storeTime, value, type Sql } from '@/lib/events/sql'
import { addDays, startOfDay, type Day } from '@/lib/time'
import { declarationOf as declarationOfDimension, type Dimension } from './dimensions'
import type { Filter } from './filter'
import { declarationOf as declarationOfMetric, type Metric, type Source } from './metrics'
import { onlyPublisher, type By, type FinishedDays } from './plan'
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

/** The SQL that rows are grouped by. Hours are seconds since 1970, because a time without its zone may be two of them. */
export function grouped(by: By, source: Source, { instants, timezone }: Range): Sql {
  if (by === 'hour') return sql`toUnixTimestamp(toStartOfHour(toDateTime(time, ${value('String', timezone)})))`
  if (by === 'day') return instants ? sql`toDate(time, ${value('String', timezone)})` : literal('day')
  const expression = literal(expressionOf(by, source))
  const { kind, isList } = declarationOfDimension(by)
  if (!isList) return expression
  const none = kind.type === 'UInt32' ? value('UInt32', Number(kind.none)) : value(kind.type, kind.none)
  return sql`arrayJoin(if(empty(${expression}), [${none}], arrayDistinct(${expression})))`
}

/** Tables with a column or an expression for dimensions. */
type Table = 'click' | 'click_daily' | 'finished_row'

function expressionOf(dimension: Dimension, source: Table | Source): string {
  const { expression } = declarationOfDimension(dimension)
  // A conversion's columns are named as its click's.
  const of =
    source === 'conversion'
      ? expression.click
      : source === 'first_click' || source === 'finished'
        ? undefined
        : expression[source]
  if (of === undefined) throw new Error(`${source} doesn't have ${dimension}.`)
  return of
}

/** What to read a source's rows from. `more` narrows them down. */
export function rowsOf(question: Question, source: Source, periods: readonly Period[], more: readonly Sql[] = []): Sql {
  if (source === 'click') return sql`click PREWHERE ${conditions(question, source, more, periods)}`
  // Not PREWHERE: it would pick rows before FINAL picks each conversion's latest version.
  if (source === 'conversion') return sql`conversion FINAL WHERE ${conditions(question, source, more, periods)}`
  if (source !== 'first_click') return sql`${literal(source)} WHERE ${conditions(question, source, more, periods)}`
  // Names that differ from the columns': an alias that shadows the column it's computed from would refer to itself.
  return sql`(SELECT first_time AS time, first_day AS day FROM (
    SELECT min(time) AS first_time, min(day) AS first_day
    FROM click PREWHERE ${conditions(question, 'click', [...more, literal(COUNTED)], periods)} GROUP BY visitor))`
}

/** Matches only rows with clicks to count. */
export const counted = (source: Source): Sql => literal(source === 'click' ? COUNTED : 'clicks > 0')

/**
 * Limits rows to the caller's scope, the range, and the filters. Of the clicks, filters come first: as PREWHERE, where the order counts, that reads
 * a quarter less than starting with the organization, whose IDs are the widest column.
 */
export function conditions(
  question: Question,
  source: Source,
  more: readonly Sql[] = [],
  periods: readonly Period[] = [wholeOf(question.range)],
  scoped: Sql = within(question.scope),
): Sql {
  const { range, filters } = question
  if (source === 'click' || source === 'conversion')
    return all([
      ...filters.map((filter) => condition(filter, source)),
      ...more,
      either(periods.map((period) => timeWindow(period, range, question.zoneChangedAt ?? null))),
      scoped,
    ])
  return all([scoped, either(periods.map(dayWindow)), ...more, ...filters.map((filter) => condition(filter, source))])
}

/** The figures of one publisher or all of them, per value of these dimensions. */
export function finishedValues(question: Question, dimensions: readonly string[], days: FinishedDays): Sql {
  const publisher = onlyPublisher(question)
  if (publisher === undefined) throw new Error('Finished days only keep figures of one publisher or all of them.')
  return all([
    // The scope contains all of this publisher, so narrow it to that. There's no other column to filter by.
    within({ ...question.scope, publishers: [publisher], advertisers: [] }),
    sql`dimension IN ${value('Array(String)', dimensions)}`,
    versions(days),
  ])
}

/** The rows of finished days that are within the scope and the filters. */
export function finishedRows({ scope, filters }: Question, days: FinishedDays): Sql {
  return all([within(scope), versions(days), ...filters.map((filter) => condition(filter, 'finished_row'))])
}

/** Rows with the right version of their day. As two lists, because reading 60 pairs takes longer than looking them up. */
function versions(days: FinishedDays): Sql {
  const sorted = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const [first, last] = [sorted[0]?.[0] ?? '', sorted.at(-1)?.[0] ?? '']
  const [dates, numbers] = [sorted.map(([day]) => day), sorted.map(([, version]) => version)]
  return sql`${daysFrom(first, last)} AND version = transform(day, ${value('Array(Date)', dates)}, ${value('Array(UInt64)', numbers)}, ${value('UInt64', 0)})`
}

/** A condition for days from one to another. */
export const daysFrom = (from: Day, to: Day): Sql => sql`day BETWEEN ${value('Date', from)} AND ${value('Date', to)}`

/** Limits rows to the caller's scope. The only place where a scope becomes SQL. */
export function within({ organizationId, publishers, advertisers }: Scope): Sql {
  const organization = sql`organization = ${value('UUID', organizationId)}`
  if (publishers === 'all') return organization
  const theirs = [sql`publisher IN ${value('Array(UInt32)', publishers)}`]
  if (advertisers.length > 0) theirs.push(sql`advertiser IN ${value('Array(UInt32)', advertisers)}`)
  return sql`${organization} AND (${join(theirs, ' OR ')})`
}

/** What narrows the postback log down to a scope that isn't all publishers. */
export type PostbackScope = {
  /** The offers of the scope's advertisers. The log has no advertisers. */
  offers: readonly number[]
  /** The postbacks of the scope's publishers. */
  postbacks: readonly number[]
  /** Whether only reports of conversions are shown, as to publishers. */
  onlyConversions: boolean
}

/** Limits the postback log to the caller's scope: reports about its publishers and offers, and what its publishers' own postbacks sent. */
export function withinPostbacks({ organizationId, publishers }: Scope, narrowed: PostbackScope): Sql {
  const organization = sql`organization = ${value('UUID', organizationId)}`
  if (publishers === 'all') return organization
  const theirs = [sql`publisher IN ${value('Array(UInt32)', publishers)}`]
  if (narrowed.offers.length > 0) theirs.push(sql`offer IN ${value('Array(UInt32)', narrowed.offers)}`)
  const reported = [
    sql`direction = 'in'`,
    sql`(${join(theirs, ' OR ')})`,
    ...(narrowed.onlyConversions ? [sql`conversion <> ${value('UUID', NO_ID)}`] : []),
  ]
  const sent = sql`direction = 'out' AND postback IN ${value('Array(UInt32)', narrowed.postbacks)}`
  return sql`${organization} AND ((${join(reported, ' AND ')}) OR (${sent}))`
}

function condition({ dimension, values, excluded }: Filter, source: Table | Source): Sql {
  const { kind, isList } = declarationOfDimension(dimension)
  const expression = literal(expressionOf(dimension, source))
  const list =
    kind.type === 'UInt32'
      ? value('Array(UInt32)', values.map(Number))
      : kind.type === 'UUID'
        ? value('Array(UUID)', values)
        : value('Array(String)', kind.ignoresCase ? values.map((name) => name.toLowerCase()) : values)
  if (isList) {
    const these = kind.ignoresCase ? sql`arrayMap(one -> lower(one), ${expression})` : expression
    const none = values.includes(kind.none) ? sql` OR empty(${expression})` : literal('')
    return sql`${literal(excluded ? 'NOT ' : '')}(hasAny(${these}, ${list})${none})`
  }
  const it = kind.ignoresCase ? sql`lower(${expression})` : expression
  return sql`${it} ${literal(excluded ? 'NOT IN' : 'IN')} ${list}`
}

const wholeOf = ({ from, to, instants }: Range): Period => ({ from, to, instants, until: null })

const either = (windows: readonly Sql[]): Sql =>
  windows.length === 1
    ? join(windows, '')
    : sql`(${join(
        windows.map((window) => sql`(${window})`),
        ' OR ',
      )})`

/** Days of a roll-up, which only has whole ones. */
function dayWindow({ from, to, instants, until }: Period): Sql {
  if (until || instants) throw new Error('Roll-ups only have whole days.')
  return daysFrom(from, to)
}

/** No two zones are further apart than this, in ms: from UTC−12 to UTC+14. */
const WIDEST = 26 * 3_600_000

/**
 * The clicks of a period. The day stored with a click decides which day it's of; instants only say where to look, and are read themselves only if
 * a day is cut short. That takes a fifth less than comparing each click's time, which is four times as wide as its day.
 */
function timeWindow(period: Period, { timezone }: Range, zoneChangedAt: Date | null): Sql {
  if (period.instants) return between(period.instants.start.getTime(), period.instants.end.getTime())
  const start = startOfDay(period.from, timezone).getTime()
  const end = startOfDay(addDays(period.to, 1), timezone).getTime()
  const hasChanged = zoneChangedAt !== null && zoneChangedAt.getTime() > start - WIDEST
  const margin = hasChanged ? WIDEST : 0
  const days = daysFrom(period.from, period.to)
  return period.until
    ? sql`${between(start - margin, Math.min(end + margin, period.until.getTime()))} AND ${days}`
    : sql`indexHint(${between(start - margin, end + margin)}) AND ${days}`
}

const between = (start: number, end: number) => sql`time >= ${instant(start)} AND time < ${instant(end)}`

const instant = (ms: number) => value("DateTime64(3, 'UTC')", storeTime(new Date(ms)))
