import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, value } from '@/lib/events/sql'
import { addDays, countDays, type Day } from '@/lib/time'
import type { Dimension } from './dimensions'
import type { Metric } from './metrics'
import { plan, type Part, type Pass } from './plan'
import type { Question } from './question'
import type { Period } from './range'
import { conditions, grouped, measured } from './sql'

/** A dimension's value as text, with its figure in the range and, when comparing, in the period before. */
export type Ranked = { value: string; figure: number; previous: number | null }

/** One figure per metric. */
export type Figures<M extends Metric> = Record<M, number>

export type Asked<M extends Metric, D extends Dimension> = {
  question: Question
  /** Metrics per day. */
  days: readonly M[]
  /** Dimensions to rank the values of, the metric to rank by, and how many values to return for each. */
  rankings?: { of: readonly D[]; by: Metric; limit: number }
  /** The period to compare with, which is before the range. */
  compared: Period | null
}

export type Answered<M extends Metric, D extends Dimension> = {
  /** Days with anything to count, including those of the period compared with. */
  days: ReadonlyMap<Day, Figures<M>>
  /** Each dimension's values with the highest figures. */
  rankings: Readonly<Record<D, Ranked[]>>
}

/** Runs a question: figures per day, and rankings of some dimensions' values. */
export async function ask<M extends Metric, D extends Dimension = never>({
  question,
  days: metrics,
  rankings,
  compared,
}: Asked<M, D>): Promise<Answered<M, D>> {
  const now = { from: question.range.from, to: question.range.to, until: null }
  const parts: Part[] = [
    { by: 'day', metrics },
    ...(rankings?.of ?? []).map((by): Part => ({ by, metrics: rankings ? [rankings.by] : [] })),
  ]
  const limit = rankings && { by: rankings.by, to: rankings.limit }
  const passes = plan(question, parts)
  const rolledUp = passes.filter(({ source }) => source !== 'click')
  // Roll-ups only have whole days, so the clicks answer for the one that's cut short.
  const cut = compared?.until ? { ...compared, from: compared.to } : null
  const whole =
    cut && compared
      ? compared.from < cut.from
        ? { from: compared.from, to: addDays(cut.from, -1), until: null }
        : null
      : compared
  const running = passes.map((pass) =>
    runPass(pass, { question, now, before: pass.source === 'click' ? compared : whole, limit }),
  )
  if (cut && rolledUp.length > 0)
    running.push(runPass({ source: 'click', parts: together(rolledUp) }, { question, now: null, before: cut }))
  const found = await Promise.all(running)

  const days = new Map<Day, Figures<M>>()
  const ranked = new Map(
    (rankings?.of ?? []).map((dimension): [Dimension, Map<string, { now: number; before: number }>] => [
      dimension,
      new Map(),
    ]),
  )
  for (const { by, name, figures } of found.flat()) {
    if (by === 'day')
      days.set(name, {
        ...(days.get(name) ?? zeros(metrics)),
        ...Object.fromEntries([...figures].map(([metric, figure]) => [metric, figure.now + figure.before])),
      })
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
  // One entry for each of D, which the compiler doesn't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { days, rankings: Object.fromEntries(lists) as Record<D, Ranked[]> }
}

/** The parts of several passes, as one pass over a single day can answer them. */
function together(passes: readonly Pass[]): Part[] {
  const parts = new Map<Part['by'], Metric[]>()
  for (const { by, metrics } of passes.flatMap((pass) => pass.parts))
    parts.set(by, [...(parts.get(by) ?? []), ...metrics])
  return [...parts].map(([by, metrics]) => ({ by, metrics }))
}

/** Adds up some days. Unique clicks add up too: see lib/reports/metrics.ts. */
export function sumOf<M extends Metric>(
  metrics: readonly M[],
  perDay: ReadonlyMap<Day, Figures<M>>,
  days: Iterable<Day>,
): Figures<M> {
  const sum = zeros(metrics)
  for (const day of days) {
    const figures = perDay.get(day)
    if (figures) for (const metric of metrics) sum[metric] += figures[metric]
  }
  return sum
}

function zeros<M extends Metric>(metrics: readonly M[]): Figures<M> {
  // One entry for each of M, which the compiler doesn't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(metrics.map((metric) => [metric, 0])) as Figures<M>
}

type Found = { by: Part['by']; name: string; figures: ReadonlyMap<Metric, { now: number; before: number }> }

const row = z.looseObject({ about: z.number(), name: z.string() })

type Bounds = {
  question: Question
  now: Period | null
  before: Period | null
  /** How many values of each dimension to return, by which metric. All of them when absent. */
  limit?: { by: Metric; to: number } | undefined
}

async function runPass({ source, parts }: Pass, { question, now, before, limit }: Bounds): Promise<Found[]> {
  const periods = [now, before].filter((period) => period !== null)
  const isNow = sql`day >= ${value('Date', question.range.from)}`
  // Per-day rows tell the periods apart by their day. Only rankings need a figure for each period.
  const isRanked = (metric: Metric) => parts.some(({ by, metrics }) => by !== 'day' && metrics.includes(metric))
  const columns = [...new Set(parts.flatMap(({ metrics }) => metrics))].map((metric) => ({
    metric,
    now: now && {
      name: `${metric}_now`,
      expression: measured(metric, source, before && isRanked(metric) ? isNow : undefined),
    },
    before:
      before && (now === null || isRanked(metric))
        ? { name: `${metric}_before`, expression: measured(metric, source, now ? sql`NOT ${isNow}` : undefined) }
        : null,
  }))
  const expressions = parts.map(({ by }) => grouped(by, source))
  // `grouping` is 0 for the expression that a row describes.
  const choose = (chosen: (index: number) => string) =>
    literal(
      parts.length === 1
        ? chosen(0)
        : `multiIf(${expressions
            .slice(1)
            .map((expression, index) => `grouping(${expression}) = 0, ${chosen(index + 1)}`)
            .join(', ')}, ${chosen(0)})`,
    )
  const figures = columns
    .flatMap((column) => [column.now, column.before])
    .flatMap((column) => (column ? [sql`${column.expression} AS ${literal(column.name)}`] : []))
  const dayIndex = parts.findIndex(({ by }) => by === 'day')
  const isLimited = limit !== undefined && parts.some(({ by, metrics }) => by !== 'day' && metrics.includes(limit.by))
  const rank = literal(`${limit?.by}_now`)
  const days = periods.reduce((sum, { from, to }) => sum + countDays(from, to), 0)
  const found = await eventLog().query({
    sql: sql`SELECT ${choose(String)} AS about, ${choose((index) => `toString(${expressions[index] ?? ''})`)} AS name, ${join(figures, ', ')}
             FROM ${literal(source)} WHERE ${conditions(question, source, [], periods)}
             GROUP BY GROUPING SETS (${join(
               expressions.map((expression) => literal(`(${expression})`)),
               ', ',
             )})
             ${
               isLimited
                 ? sql`HAVING about = ${literal(String(dayIndex))} OR ${rank} > 0 ORDER BY about, ${rank} DESC, name
             LIMIT ${value('UInt32', Math.max(limit.to, dayIndex < 0 ? 0 : days))} BY about`
                 : literal('')
             }`,
    row,
  })
  const figure = (of: z.infer<typeof row>, column: { name: string } | null) =>
    column ? z.number().parse(of[column.name]) : 0
  return parts.flatMap(({ by }, index) => {
    const rows = found.filter(({ about }) => about === index)
    return (by === 'day' || !limit ? rows : rows.slice(0, limit.to)).map((of): Found => ({
      by,
      name: of.name,
      figures: new Map(
        columns.map((column) => [column.metric, { now: figure(of, column.now), before: figure(of, column.before) }]),
      ),
    }))
  })
}
