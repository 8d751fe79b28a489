import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, value, type Sql } from '@/lib/events/sql'
import { addDays, countDays, type Day } from '@/lib/time'
import { bucketsOf, slotOf, type Slot } from './buckets'
import { comparedPeriod } from './compared'
import type { Dimension } from './dimensions'
import type { Metric } from './metrics'
import { isTime, plan, type Part, type Pass } from './plan'
import type { Question } from './question'
import type { Period } from './range'
import { rowsOf, grouped, isCurrent, measured } from './sql'

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

/** Runs each pass over the range and the period it's compared with. */
async function runAll(
  question: Question,
  parts: readonly Part[],
  compared: Period | null,
  limit: Limit,
): Promise<Found[]> {
  const { from: first, to, instants } = question.range
  const now: Period = { from: first, to, instants, until: null }
  const passes = plan(question, parts)
  const isRollUp = ({ source }: Pass) => source === 'click_daily' || source === 'visitor_daily'
  // Roll-ups only have whole days, so the clicks answer for the one that's cut short.
  const cut = compared?.until ? { ...compared, from: compared.to } : null
  const whole =
    cut && compared
      ? compared.from < cut.from
        ? { ...compared, to: addDays(cut.from, -1), until: null }
        : null
      : compared
  const running = passes.map((pass) =>
    runPass(pass, { question, now, before: isRollUp(pass) ? whole : compared, limit }),
  )
  const rolledUp = passes.filter(isRollUp)
  if (cut && rolledUp.length > 0)
    running.push(runPass({ source: 'click', parts: together(rolledUp) }, { question, now: null, before: cut }))
  return (await Promise.all(running)).flat()
}

/** The parts of several passes, as one pass over a single day can answer them. */
function together(passes: readonly Pass[]): Part[] {
  const parts = new Map<Part['by'], Metric[]>()
  for (const { by, metrics } of passes.flatMap((pass) => pass.parts))
    parts.set(by, [...(parts.get(by) ?? []), ...metrics])
  return [...parts].map(([by, metrics]) => ({ by, metrics }))
}

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

type Found = { by: Part['by']; name: string; figures: ReadonlyMap<Metric, { now: number; before: number }> }

const row = z.looseObject({ about: z.number(), name: z.string() })

type Bounds = {
  question: Question
  now: Period | null
  before: Period | null
  /** How many values of each dimension to return, by which metric. All of them when absent. */
  limit?: Limit
}

async function runPass({ source, parts }: Pass, { question, now, before, limit }: Bounds): Promise<Found[]> {
  const { range } = question
  const periods = [now, before].filter((period) => period !== null)
  const current = isCurrent(range)
  // Days tell by themselves which period they're of. That's faster than a figure for each.
  const isSplit = (metric: Metric) =>
    now !== null &&
    before !== null &&
    (range.instants !== null || parts.some(({ by, metrics }) => by !== 'day' && metrics.includes(metric)))
  const columns = [...new Set(parts.flatMap(({ metrics }) => metrics))].map((metric) => {
    const column = (when: 'now' | 'before', only?: Sql) => ({
      name: `${metric}_${when}`,
      expression: measured(metric, source, only),
    })
    return isSplit(metric)
      ? { metric, now: column('now', current), before: column('before', sql`NOT (${current})`) }
      : { metric, now: column('now'), before: null }
  })
  const expressions = parts.map(({ by }) => grouped(by, source, range))
  // `grouping` is 0 for the expression that a row describes.
  const choose = (chosen: (index: number) => Sql) =>
    parts.length === 1
      ? chosen(0)
      : sql`multiIf(${join(
          expressions.slice(1).map((expression, index) => sql`grouping(${expression}) = 0, ${chosen(index + 1)}`),
          ', ',
        )}, ${chosen(0)})`
  const sets = join(
    expressions.map((expression) => sql`(${expression})`),
    ', ',
  )
  const figures = columns
    .flatMap((column) => [column.now, column.before])
    .flatMap((column) => (column ? [sql`${column.expression} AS ${literal(column.name)}`] : []))
  const timeIndex = parts.findIndex(({ by }) => isTime(by))
  const isLimited = limit !== undefined && parts.some(({ by, metrics }) => !isTime(by) && metrics.includes(limit.by))
  const rank = literal(`${limit?.by}_now`)
  const found = await eventLog().query({
    sql: sql`SELECT ${choose((index) => literal(String(index)))} AS about, ${choose((index) => sql`toString(${expressions[index] ?? literal('')})`)} AS name, ${join(figures, ', ')}
             FROM ${rowsOf(question, source, periods)}
             GROUP BY ${parts.length === 1 ? sets : sql`GROUPING SETS (${sets})`}
             ${
               isLimited
                 ? sql`HAVING about = ${literal(String(timeIndex))} OR ${rank} > 0 ORDER BY about, ${rank} DESC, name
             LIMIT ${value('UInt32', Math.max(limit.to, timeIndex < 0 ? 0 : slotsOf(periods)))} BY about`
                 : literal('')
             }`,
    row,
  })
  const figure = (of: z.infer<typeof row>, column: { name: string }) => z.number().parse(of[column.name])
  const isBefore = ({ name }: { name: string }) => now === null || (before !== null && name < range.from)
  return parts.flatMap(({ by }, index) => {
    const rows = found.filter(({ about }) => about === index)
    return (isTime(by) || !limit ? rows : rows.slice(0, limit.to)).map((of): Found => ({
      by,
      name: of.name,
      figures: new Map(
        columns.map((column) => {
          const first = figure(of, column.now)
          if (column.before) return [column.metric, { now: first, before: figure(of, column.before) }]
          return [column.metric, isBefore(of) ? { now: 0, before: first } : { now: first, before: 0 }]
        }),
      ),
    }))
  })
}

/** The most hours or days that periods can have. */
const slotsOf = (periods: readonly Period[]): number =>
  periods.reduce((sum, { from: first, to }) => sum + 25 * countDays(first, to) + 52, 0)
