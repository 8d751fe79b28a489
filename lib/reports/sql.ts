import type { Scope } from '@/lib/identity/caller'
import { COUNTED, NO_ID } from '@/lib/events/tables'
import { all, join, literal, sql, storeTime, value, type Sql } from '@/lib/events/sql'
import { addDays, spelledZone, startOfDay, type Day } from '@/lib/time'
import { declarationOf as declarationOfDimension, type Dimension } from './dimensions'
import type { Filter } from './filter'
import { metadataCondition } from './metadata'
import { sumDeclarationOf, type Sum } from './metrics'
import { isTime, onlyPublisher, type By, type FinishedDays } from './plan'
import type { Question } from './question'
import type { Period, Range } from './range'
import { isEvent, isRollUp, type EventSource, type Measure, type Source } from './sources'

/** The SQL for a sum over a source's rows, in the currency of the rows if it's an amount. */
export function measured(sum: Sum, source: Source): Sql {
  const { aggregate, of, when } = measureOf(sum, source)
  const parameters = [of, when && `(${when})`].filter((parameter) => parameter !== undefined)
  return literal(`${aggregate}${when === undefined ? '' : 'If'}(${parameters.join(', ')})`)
}

export function measureOf(sum: Sum, source: Source): Measure {
  const measure = sumDeclarationOf(sum).measure[source]
  if (!measure) throw new Error(`${source} doesn't have ${sum}.`)
  return measure
}

/** Columns with the time that a row counts at, and its day. */
function timeColumns(source: Source, { attribution }: Pick<Question, 'attribution'>): { time: string; day: string } {
  return source === 'conversion' && attribution === 'click'
    ? { time: 'click_time', day: 'click_day' }
    : { time: 'time', day: 'day' }
}

/** Whether a row is from before the range, if days tell. */
export const isBeforeRange = (source: Source, question: Question): Sql =>
  sql`(${literal(timeColumns(source, question).day)} < ${value('Date', question.range.from)})`

const startOf = {
  day: (day: Sql) => day,
  week: (day: Sql) => sql`toMonday(${day})`,
  month: (day: Sql) => sql`toStartOfMonth(${day})`,
} as const

/** The SQL that rows are grouped by. Hours are seconds since 1970, because a time without its zone may be two of them. Weeks and months are their first day. */
export function grouped(by: By, source: Source, question: Pick<Question, 'range' | 'attribution'>): Sql {
  const { instants, timezone } = question.range
  if (isTime(by)) {
    const columns = timeColumns(source, question)
    const time = literal(columns.time)
    if (by === 'hour')
      return sql`toUnixTimestamp(toStartOfHour(toDateTime(${time}, ${value('String', spelledZone(timezone))})))`
    return startOf[by](
      instants ? sql`toDate(${time}, ${value('String', spelledZone(timezone))})` : literal(columns.day),
    )
  }
  const expression = source === 'first_click' ? literal(firstOf(by)) : expressionOf(by, source)
  const { isList } = declarationOfDimension(by)
  if (!isList || source === 'first_click') return expression
  const none = noneOf(by)
  return sql`arrayJoin(if(empty(${expression}), [${none}], arrayDistinct(${expression})))`
}

/** What the first clicks of visitors call a dimension. */
const firstOf = (dimension: Dimension) => `first_${dimension}`

function noneOf(dimension: Dimension): Sql {
  const { none, type } = declarationOfDimension(dimension).kind
  return type === 'UInt32' ? sql`${value(type, Number(none))}` : sql`${value(type, none)}`
}

function expressionOf(dimension: Dimension, source: Source | 'finished_row'): Sql {
  const { expression, isList } = declarationOfDimension(dimension)
  const { click, impression = click, conversion = click, click_daily, finished_row } = expression
  const own = { click, impression, conversion, finished_row, finished: undefined, first_click: undefined }
  const of = source !== 'finished_row' && isRollUp(source) ? click_daily : own[source]
  if (of === undefined) throw new Error(`${source} doesn't have ${dimension}.`)
  if (of !== null) return literal(of)
  return isList ? literal('emptyArrayString()') : noneOf(dimension)
}

/** Only rows with an amount. */
export const PAID = literal('payout != 0 OR revenue != 0')

/** What to read a source's rows from. `more` narrows them down. First clicks are those of each combination of values of `by`. */
export function rowsOf(
  question: Question,
  source: Source,
  periods: readonly Period[],
  { more = [], by = [] }: { more?: readonly Sql[]; by?: readonly By[] } = {},
): Sql {
  if (source === 'click' || source === 'impression')
    return sql`${literal(source)} PREWHERE ${conditions(question, source, more, periods)}`
  // Not PREWHERE: it would pick rows before FINAL picks each conversion's latest version.
  if (source === 'conversion') return sql`conversion FINAL WHERE ${conditions(question, source, more, periods)}`
  if (source !== 'first_click') return sql`${literal(source)} WHERE ${conditions(question, source, more, periods)}`
  // Names that differ from the columns': an alias that shadows the column it's computed from would refer to itself.
  const values = by.filter((one) => !isTime(one))
  const named = values.map((one) => sql`, ${grouped(one, 'click', question)} AS ${literal(firstOf(one))}`)
  const names = values.map((one) => `, ${firstOf(one)}`).join('')
  return sql`(SELECT first_time AS time, first_day AS day${literal(names)} FROM (
    SELECT min(time) AS first_time, min(day) AS first_day${join(named, '')}
    FROM click PREWHERE ${conditions(question, 'click', [...more, literal(COUNTED)], periods)} GROUP BY visitor${literal(names)}))`
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
  const { filters, metadata } = question
  if (isEvent(source))
    return all([
      ...filters.map((filter) => condition(filter, source)),
      ...(metadata ? [source === 'conversion' ? metadataCondition(metadata) : literal('0')] : []),
      ...more,
      either(periods.map((period) => timeWindow(period, source, question))),
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
export const daysFrom = (from: Day, to: Day, column = 'day'): Sql =>
  sql`${literal(column)} BETWEEN ${value('Date', from)} AND ${value('Date', to)}`

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

function condition({ dimension, values, excluded }: Filter, source: Source | 'finished_row'): Sql {
  const { kind, isList } = declarationOfDimension(dimension)
  const expression = expressionOf(dimension, source)
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
export const WIDEST = 26 * 3_600_000

/**
 * The events of a period. The day stored with an event decides which day it's of; instants only say where to look, and are read themselves only if
 * a day is cut short. That takes a fifth less than comparing each event's time, which is four times as wide as its day.
 */
function timeWindow(period: Period, source: EventSource, question: Question): Sql {
  const { range, zoneChangedAt = null } = question
  const columns = timeColumns(source, question)
  const between = (start: number, end: number) =>
    sql`${literal(columns.time)} >= ${instant(start)} AND ${literal(columns.time)} < ${instant(end)}`
  // Where conversions count at their click's time, they come after it, which is all that the order of the rows knows.
  const look = (start: number, end: number) =>
    columns.time === 'time' ? between(start, end) : sql`time >= ${instant(start - CLOCKS)}`
  if (period.instants) {
    const [start, end] = [period.instants.start.getTime(), period.instants.end.getTime()]
    return columns.time === 'time'
      ? between(start, end)
      : sql`indexHint(${look(start, end)}) AND ${between(start, end)}`
  }
  const start = startOfDay(period.from, range.timezone).getTime()
  const end = startOfDay(addDays(period.to, 1), range.timezone).getTime()
  const hasChanged = zoneChangedAt !== null && zoneChangedAt.getTime() > start - WIDEST
  const margin = hasChanged ? WIDEST : 0
  const days = daysFrom(period.from, period.to, columns.day)
  return period.until
    ? sql`${between(start - margin, Math.min(end + margin, period.until.getTime()))} AND ${days}`
    : sql`indexHint(${look(start - margin, end + margin)}) AND ${days}`
}

/** No two trackers' clocks are further apart than this, in ms. */
const CLOCKS = 3_600_000

export const instant = (ms: number) => value("DateTime64(3, 'UTC')", storeTime(new Date(ms)))
