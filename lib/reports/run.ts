import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, value, type Sql } from '@/lib/events/sql'
import { countDays, type Day } from '@/lib/time'
import { bucketsOf, slotOf, type Slot } from './buckets'
import { comparedPeriod } from './compared'
import type { Dimension } from './dimensions'
import type { Metric } from './metrics'
import { withFinishedDays } from './finished-days'
import { isTime, mayBeFinished, plan, type By, type FinishedDays, type Part, type Pass } from './plan'
import type { Question } from './question'
import type { Period } from './range'
import { finishedValues, grouped, measured, rowsOf } from './sql'

/** A dimension's value as text, with its figure in the range and, when comparing, in the period before. */
export type Ranked = { value: string; figure: number; previous: number | null }

/** One figure per metric. */
export type Figures<M extends Metric> = Record<M, number>

/** The figures of an hour, day, week, or month, and those of the one it's compared with. */
export type Point<M extends Metric> = {
  /** Its first day. */
  day: Day
  /** When it starts, if it's an hour. */
  time: Date | null
  /** Whether some of it is outside of the range or hasn't come yet. */
  incomplete: boolean
  figures: Figures<M>
  previous: { day: Day; time: Date | null; figures: Figures<M> } | null
}

export type Asked<M extends Metric, D extends Dimension> = {
  question: Question
  /** Metrics to count in total and per interval. */
  metrics: readonly M[]
  /** Dimensions to rank the values of, the metric to rank by, and how many values to return for each. */
  rankings?: { of: readonly D[]; by: Metric; limit: number }
  now?: Date
}

export type Answer<M extends Metric, D extends Dimension> = {
  /** What the range is compared with. */
  compared: Period | null
  totals: Readonly<Record<M, { value: number; previous: number | null }>>
  /** An entry for every interval of the range, in order. */
  series: Point<M>[]
  /** Each dimension's values with the highest figures. */
  rankings: Readonly<Record<D, Ranked[]>>
}

/** Runs a question: totals, figures per interval, and rankings of some dimensions' values. */
export async function ask<M extends Metric, D extends Dimension = never>({
  question,
  metrics,
  rankings,
  now = new Date(),
}: Asked<M, D>): Promise<Answer<M, D>> {
  const { range, interval = 'day', compare = 'none' } = question
  const compared = comparedPeriod(range, compare, now)
  const parts: Part[] = [
    { by: slotOf(interval), metrics },
    ...(rankings?.of ?? []).map((by): Part => ({ by, metrics: rankings ? [rankings.by] : [] })),
  ]
  const found = await runAll(question, parts, compared, rankings && { by: rankings.by, to: rankings.limit })

  const slots = { now: new Map<Slot, Figures<M>>(), before: new Map<Slot, Figures<M>>() }
  const ranked = new Map(
    (rankings?.of ?? []).map((dimension): [Dimension, Map<string, { now: number; before: number }>] => [
      dimension,
      new Map(),
    ]),
  )
  for (const { by, name, figures } of found) {
    if (isTime(by))
      for (const when of ['now', 'before'] as const) {
        const counted = [...figures].filter(([, figure]) => figure[when] > 0)
        if (counted.length > 0)
          slots[when].set(name, {
            ...(slots[when].get(name) ?? zeros(metrics)),
            ...Object.fromEntries(counted.map(([metric, figure]) => [metric, figure[when]])),
          })
      }
    else {
      const figure = rankings && figures.get(rankings.by)
      const known = ranked.get(by)?.get(name)
      if (known && figure) known.before += figure.before
      else if (figure && figure.now > 0) ranked.get(by)?.set(name, { ...figure })
    }
  }
  const lists = [...ranked].map(([dimension, values]): [Dimension, Ranked[]] => [
    dimension,
    [...values].map(([name, figure]) => ({
      value: name,
      figure: figure.now,
      previous: compared ? figure.before : null,
    })),
  ])
  const total = sumOf(metrics, slots.now, slots.now.keys())
  const totalBefore = sumOf(metrics, slots.before, slots.before.keys())
  const totals = metrics.map((metric) => [
    metric,
    { value: total[metric], previous: compared ? totalBefore[metric] : null },
  ])
  return {
    compared,
    // One entry for each of M and D, which the compiler doesn't see.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    totals: Object.fromEntries(totals) as Answer<M, D>['totals'],
    series: bucketsOf(range, compared, interval, now, slots.now.keys()).map(({ slots: of, before, ...bucket }) => ({
      ...bucket,
      figures: sumOf(metrics, slots.now, of),
      previous: before && { day: before.day, time: before.time, figures: sumOf(metrics, slots.before, before.slots) },
    })),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    rankings: Object.fromEntries(lists) as Answer<M, D>['rankings'],
  }
}

type Limit = { by: Metric; to: number } | undefined

/** What was found about an hour, a day, or a value: figures in the range and in the period it's compared with. */
type Found = { by: By; name: string; figures: ReadonlyMap<Metric, { now: number; before: number }> }

/**
 * Runs all parts as one statement: each pass reads its rows, and what they say about the same hour, day, or value adds up. Figures of different
 * days do, unique clicks too (lib/reports/metrics.ts), and no figure of a day comes from two passes.
 */
async function runAll(
  question: Question,
  parts: readonly Part[],
  compared: Period | null,
  limit: Limit,
): Promise<Found[]> {
  const periods = [question.range, ...(compared ? [compared] : [])]
  const run = (finished: FinishedDays) => runPasses(question, parts, { compared, limit, periods, finished })
  return mayBeFinished(question, parts)
    ? withFinishedDays({ organizationId: question.scope.organizationId, periods }, run)
    : run(new Map())
}

async function runPasses(
  question: Question,
  parts: readonly Part[],
  {
    compared,
    limit,
    periods,
    finished,
  }: { compared: Period | null; limit: Limit; periods: readonly { from: Day; to: Day }[]; finished: FinishedDays },
): Promise<Found[]> {
  const passes = plan(question, parts, { compared, finished })
  const asked = parts.map(({ by }) => by)
  const metrics = [...new Set(parts.flatMap((part) => part.metrics))]
  if (passes.length === 0) return []
  const columns = metrics.flatMap((metric) => [
    sql`sumIf(${literal(metric)}, NOT is_before) AS ${literal(`${metric}_now`)}`,
    ...(compared ? [sql`sumIf(${literal(metric)}, is_before) AS ${literal(`${metric}_before`)}`] : []),
  ])
  const timeIndex = asked.findIndex(isTime)
  const rank = literal(`${limit?.by}_now`)
  const found = await eventLog().query({
    sql: sql`SELECT about, name, ${join(columns, ', ')}
             FROM (${join(
               passes.map((pass) => rowsPerName(question, pass, { asked, metrics })),
               ' UNION ALL ',
             )})
             GROUP BY about, name
             ${
               limit
                 ? sql`HAVING about = ${literal(String(timeIndex))} OR ${rank} > 0 ORDER BY about, ${rank} DESC, name
             LIMIT ${value('UInt32', Math.max(limit.to, timeIndex < 0 ? 0 : slotsOf(periods)))} BY about`
                 : literal('')
             }`,
    row,
  })
  const figure = (of: z.infer<typeof row>, column: string) => z.number().parse(of[column])
  return parts.flatMap(({ by, metrics: of }, index) => {
    const rows = found.filter(({ about }) => about === index)
    return (isTime(by) || !limit ? rows : rows.slice(0, limit.to)).map((one): Found => ({
      by,
      name: one.name,
      figures: new Map(
        of.map((metric) => [
          metric,
          { now: figure(one, `${metric}_now`), before: compared ? figure(one, `${metric}_before`) : 0 },
        ]),
      ),
    }))
  })
}

const row = z.looseObject({ about: z.number(), name: z.string() })

/**
 * A pass as SQL: a row for each hour, day, or value that it's about. `about` is the index in `asked` of what the row is grouped by. Each pass has
 * all columns, in the same order: those of metrics it doesn't have are 0.
 */
function rowsPerName(
  question: Question,
  pass: Pass,
  { asked, metrics }: { asked: readonly By[]; metrics: readonly Metric[] },
): Sql {
  const { parts, isBefore } = pass
  const index = ({ by }: Part) => literal(String(asked.indexOf(by)))
  const figures = (about: Sql) =>
    join(
      metrics.map((metric) => {
        const having = parts.filter((part) => part.metrics.includes(metric))
        if (having.length === 0) return sql`0 AS ${literal(metric)}`
        const figure = measured(metric, pass.source)
        return having.length === parts.length
          ? sql`${figure} AS ${literal(metric)}`
          : sql`if(${about} IN (${join(having.map(index), ', ')}), ${figure}, 0) AS ${literal(metric)}`
      }),
      ', ',
    )
  const before = isBefore === null ? sql`(day < ${value('Date', question.range.from)})` : literal(String(isBefore))
  if (pass.source === 'finished') {
    const about = literal(
      `multiIf(${parts.map((part) => `dimension = '${part.by}', ${asked.indexOf(part.by)}`).join(', ')}, -1)`,
    )
    const names = parts.map(({ by }) => by)
    return sql`SELECT ${before} AS is_before, ${about} AS about, if(dimension = 'day', toString(day), value) AS name, ${figures(literal('about'))}
               FROM finished_value WHERE ${finishedValues(question, names, pass.days)} GROUP BY is_before, about, name, dimension`
  }
  const { source, periods } = pass
  const expressions = parts.map(({ by }) => grouped(by, source, question.range))
  // `grouping` is 0 for the expression that a row describes.
  const choose = (chosen: (index: number) => Sql) =>
    parts.length === 1
      ? chosen(0)
      : sql`multiIf(${join(
          expressions.slice(1).map((expression, at) => sql`grouping(${expression}) = 0, ${chosen(at + 1)}`),
          ', ',
        )}, ${chosen(0)})`
  const about = choose((at) => literal(String(parts[at] ? asked.indexOf(parts[at].by) : -1)))
  const sets = join(
    expressions.map((expression) => (isBefore === null ? sql`(${before}, ${expression})` : sql`(${expression})`)),
    ', ',
  )
  return sql`SELECT ${before} AS is_before, ${about} AS about, ${choose((at) => sql`toString(${expressions[at] ?? literal('')})`)} AS name, ${figures(about)}
             FROM ${rowsOf(question, source, periods)}
             GROUP BY ${parts.length === 1 ? sets : sql`GROUPING SETS (${sets})`}`
}

/** The most hours or days that periods can have. */
const slotsOf = (periods: readonly { from: Day; to: Day }[]): number =>
  periods.reduce((sum, { from: first, to }) => sum + 25 * countDays(first, to) + 52, 0)

/** Adds up some hours or days. Unique clicks add up too: see lib/reports/metrics.ts. */
function sumOf<M extends Metric>(
  metrics: readonly M[],
  perSlot: ReadonlyMap<Slot, Figures<M>>,
  slots: Iterable<Slot>,
): Figures<M> {
  const sum = zeros(metrics)
  for (const slot of slots) {
    const figures = perSlot.get(slot)
    if (figures) for (const metric of metrics) sum[metric] += figures[metric]
  }
  return sum
}

function zeros<M extends Metric>(metrics: readonly M[]): Figures<M> {
  // One entry for each of M, which the compiler doesn't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(metrics.map((metric) => [metric, 0])) as Figures<M>
}
