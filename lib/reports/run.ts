import { z } from 'zod'
import { eventLog } from '../events/log'
import { join, literal, sql, value, type Sql } from '../events/sql'
import type { Day } from '../time'
import type { Dimension } from './dimensions'
import type { Metric } from './metrics'
import { plan, type Part, type Pass } from './plan'
import type { Question } from './question'
import { previousRange } from './range'
import { conditions, grouped, measured } from './sql'

/** A dimension's value as text, with its figure in the range and, when comparing, in the range before. */
export type Ranked = { value: string; figure: number; previous: number | null }

/** One figure per metric. */
export type Figures<M extends Metric> = Record<M, number>

export type Asked<M extends Metric, D extends Dimension> = {
  question: Question
  /** Metrics per day. */
  days: readonly M[]
  /** Dimensions to rank the values of, the metric to rank by, and how many values to return for each. */
  rankings?: { of: readonly D[]; by: Metric; limit: number }
  /** Whether to include the range before. */
  compared: boolean
}

export type Answered<M extends Metric, D extends Dimension> = {
  /** Days with anything to count, including those of the compared range. */
  days: ReadonlyMap<Day, Figures<M>>
  /** Each dimension's values with the highest figures. */
  rankings: Readonly<Record<D, Ranked[]>>
}

/** Runs a question: figures per day, and rankings of some dimensions' values. */
export async function ask<M extends Metric, D extends Dimension = never>(asked: Asked<M, D>): Promise<Answered<M, D>> {
  const { question, days: metrics, rankings, compared } = asked
  const whole = compared ? { ...question, range: { ...question.range, from: previousRange(question.range).from, days: question.range.days * 2 } } : question
  const parts: Part[] = [{ by: 'day', metrics }, ...(rankings?.of ?? []).map((by): Part => ({ by, metrics: rankings ? [rankings.by] : [] }))]
  const found = (await Promise.all(plan(whole, parts).map((pass) => runPass(pass, whole, asked)))).flat()

  const days = new Map<Day, Figures<M>>()
  const ranked = new Map((rankings?.of ?? []).map((dimension): [Dimension, Ranked[]] => [dimension, []]))
  for (const { by, name, figures } of found) {
    if (by === 'day') days.set(name, { ...(days.get(name) ?? zeros(metrics)), ...Object.fromEntries([...figures].map(([metric, { now, before }]) => [metric, now + before])) })
    else {
      const figure = rankings && figures.get(rankings.by)
      if (figure) ranked.get(by)?.push({ value: name, figure: figure.now, previous: compared ? figure.before : null })
    }
  }
  // One entry for each of D, which the compiler doesn't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { days, rankings: Object.fromEntries(ranked) as Record<D, Ranked[]> }
}

/** Adds up some days. Unique clicks add up too: see lib/reports/metrics.ts. */
export function sumOf<M extends Metric>(metrics: readonly M[], perDay: ReadonlyMap<Day, Figures<M>>, days: Iterable<Day>): Figures<M> {
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

async function runPass({ source, parts }: Pass, whole: Question, { question, rankings, compared }: Pick<Asked<Metric, Dimension>, 'question' | 'rankings' | 'compared'>): Promise<Found[]> {
  const isBefore = (only: boolean): Sql => sql`day ${literal(only ? '<' : '>=')} ${value('Date', question.range.from)}`
  // Per-day rows tell the ranges apart by their day. Only rankings need a figure for each range.
  const isRanked = (metric: Metric) => parts.some(({ by, metrics }) => by !== 'day' && metrics.includes(metric))
  const columns = [...new Set(parts.flatMap(({ metrics }) => metrics))].map((metric) => ({
    metric,
    now: { name: `${metric}_now`, expression: measured(metric, source, compared && isRanked(metric) ? isBefore(false) : undefined) },
    before: compared && isRanked(metric) ? { name: `${metric}_before`, expression: measured(metric, source, isBefore(true)) } : null,
  }))
  const expressions = parts.map(({ by }) => grouped(by, source))
  // `grouping` is 0 for the expression that a row describes.
  const choose = (chosen: (index: number) => string) =>
    literal(parts.length === 1 ? chosen(0) : `multiIf(${expressions.slice(1).map((expression, index) => `grouping(${expression}) = 0, ${chosen(index + 1)}`).join(', ')}, ${chosen(0)})`)
  const figures = columns.flatMap(({ now, before }) => [now, ...(before ? [before] : [])]).map(({ name, expression }) => sql`${expression} AS ${literal(name)}`)
  const rank = rankings && columns.some(({ metric }) => metric === rankings.by) ? literal(`${rankings.by}_now`) : undefined
  const dayIndex = parts.findIndex(({ by }) => by === 'day')
  const found = await eventLog().query({
    sql: sql`SELECT ${choose(String)} AS about, ${choose((index) => `toString(${expressions[index] ?? ''})`)} AS name, ${join(figures, ', ')}
             FROM ${literal(source)} WHERE ${conditions(whole, source)}
             GROUP BY GROUPING SETS (${join(expressions.map((expression) => literal(`(${expression})`)), ', ')})
             ${rank && parts.some(({ by }) => by !== 'day') ? sql`HAVING about = ${literal(String(dayIndex))} OR ${rank} > 0 ORDER BY about, ${rank} DESC, name
             LIMIT ${value('UInt32', Math.max(rankings?.limit ?? 0, dayIndex < 0 ? 0 : whole.range.days))} BY about` : literal('')}`,
    row,
  })
  const figure = (of: z.infer<typeof row>, column: string) => z.number().parse(of[column])
  return parts.flatMap(({ by }, index) => {
    const rows = found.filter(({ about }) => about === index)
    return (by === 'day' ? rows : rows.slice(0, rankings?.limit)).map((of): Found => ({
      by,
      name: of.name,
      figures: new Map(columns.map(({ metric, now, before }) => [metric, { now: figure(of, now.name), before: before ? figure(of, before.name) : 0 }])),
    }))
  })
}
