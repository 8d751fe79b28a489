import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { literal, sql, value } from '@/lib/events/sql'
import { countDays, today, type Day } from '@/lib/time'
import { bucketsOf, slotOf, type Slot } from './buckets'
import { comparedPeriod } from './compared'
import type { Dimension } from './dimensions'
import { addSums, figureOf, readSum, type Sums } from './exact'
import { withFinishedDays } from './finished-days'
import { formulaOf, sumDeclarationOf, sumsOf, type Figures, type Metric, type Sum } from './metrics'
import { moneyIn, type Money } from './money'
import { isTime, mayBeFinished, plan, type FinishedDays, type Part } from './plan'
import type { Question } from './question'
import type { Period } from './range'
import { unconvertedAmounts, type Unconverted } from './unconverted'
import { union } from './union'

/** A dimension's value as text, with its figure in the range and, when comparing, in the period before. */
export type Ranked = { value: string; figure: number; previous: number | null }

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
  totals: Readonly<{ [K in M]: { value: Figures<M>[K]; previous: number | null } }>
  /** An entry for every interval of the range, in order. */
  series: Point<M>[]
  /** Each dimension's values with the highest figures. Values whose figure is 0 aren't among them. */
  rankings: Readonly<Record<D, Ranked[]>>
  /** Amounts of the range that aren't in any figure, because there's no rate for their currency. */
  unconverted: Unconverted[]
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
    { by: [slotOf(interval)], sums: sumsOf(metrics) },
    ...(rankings?.of ?? []).map((dimension): Part => ({
      by: [dimension],
      sums: rankings ? sumsOf([rankings.by]) : [],
    })),
  ]
  const money = await moneyFor(question, parts, now)
  const { found, currencies } = await runAll(question, parts, {
    compared,
    money,
    limit: rankings && { by: rankings.by, to: rankings.limit },
  })

  const slots = { now: new Map<Slot, Sums>(), before: new Map<Slot, Sums>() }
  const ranked = new Map((rankings?.of ?? []).map((dimension): [Dimension, Ranked[]] => [dimension, []]))
  for (const { by, name, sums } of found) {
    if (isTime(by))
      for (const when of ['now', 'before'] as const) {
        if ([...sums[when].values()].some((sum) => sum !== 0n)) slots[when].set(name, sums[when])
      }
    else if (rankings) {
      const [figure, previous] = [figureOf(rankings.by, sums.now), figureOf(rankings.by, sums.before)]
      if (figure) ranked.get(by)?.push({ value: name, figure, previous: compared ? previous : null })
    }
  }
  const figures = (perSlot: ReadonlyMap<Slot, Sums>, of: Iterable<Slot>): Figures<M> => {
    const total = new Map<Sum, bigint>()
    for (const slot of of) addSums(total, perSlot.get(slot) ?? new Map())
    // One entry for each of M, which the compiler doesn't see.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return Object.fromEntries(metrics.map((metric) => [metric, figureOf(metric, total)])) as Figures<M>
  }
  const total = figures(slots.now, slots.now.keys())
  const totalBefore = figures(slots.before, slots.before.keys())
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
      figures: figures(slots.now, of),
      previous: before && { day: before.day, time: before.time, figures: figures(slots.before, before.slots) },
    })),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    rankings: Object.fromEntries(ranked) as Answer<M, D>['rankings'],
    unconverted: money && currencies.length > 0 ? await unconvertedAmounts(question, parts, money) : [],
  }
}

/** How to convert amounts, if there are any among the sums. */
export async function moneyFor(question: Question, parts: readonly Part[], now: Date): Promise<Money | null> {
  const { scope, range, currency } = question
  const isAboutMoney = parts.some(({ sums }) => sums.some((sum) => sumDeclarationOf(sum).unit === 'money'))
  if (!isAboutMoney) return null
  if (currency === undefined) throw new Error('A question about amounts needs a currency.')
  return moneyIn(scope.organizationId, currency, today(range.timezone, now))
}

type Limit = { by: Metric; to: number }

/** What was found about an hour, a day, or a value: sums of the range and of the period it's compared with. */
type Found = { by: Part['by'][number]; name: string; sums: { now: Sums; before: Sums } }

/** Runs all parts as one statement. `currencies` are those of amounts that couldn't be converted. */
async function runAll(
  question: Question,
  parts: readonly Part[],
  { compared, money, limit }: { compared: Period | null; money: Money | null; limit: Limit | undefined },
): Promise<{ found: Found[]; currencies: string[] }> {
  const periods = [question.range, ...(compared ? [compared] : [])]
  const by = parts.map((part) => part.by)
  const sums = [...new Set(parts.flatMap((part) => part.sums))]
  const timeIndex = by.findIndex(([first]) => first !== undefined && isTime(first))

  const run = async (finished: FinishedDays) => {
    const passes = plan(question, parts, { compared, finished })
    if (passes.length === 0) return { found: [], currencies: [] }
    const most = limit && Math.max(limit.to, timeIndex < 0 ? 0 : slotsOf(periods))
    const rank = limit && orderOf(limit.by)
    const rows = await eventLog().query({
      sql: union(
        question,
        passes,
        { by, sums, money },
        {
          compared: compared !== null,
          ...(rank && {
            more: sql`HAVING about = ${literal(String(timeIndex))} OR ${rank} != 0 ORDER BY about, ${rank} DESC, name
             LIMIT ${value('UInt32', most ?? 0)} BY about`,
          }),
        },
      ),
      row,
    })
    const found = parts.flatMap(({ by: [one], sums: of }, index) => {
      if (one === undefined) return []
      const own = rows.filter(({ about }) => about === index)
      return (isTime(one) || !limit ? own : own.slice(0, limit.to)).map((about): Found => ({
        by: one,
        name: about.name,
        sums: { now: readSums(about, of, 'now'), before: compared ? readSums(about, of, 'before') : new Map() },
      }))
    })
    return { found, currencies: rows.flatMap(({ unconverted = [] }) => unconverted) }
  }
  return mayBeFinished(question, parts)
    ? withFinishedDays({ organizationId: question.scope.organizationId, periods }, run)
    : run(new Map())
}

const row = z.looseObject({ about: z.number(), name: z.string(), unconverted: z.array(z.string()).optional() })
const written = z.union([z.number(), z.string()])

/** Sums of a row of a union. */
export const readSums = (of: Readonly<Record<string, unknown>>, sums: readonly Sum[], when: 'now' | 'before'): Sums =>
  new Map(sums.map((sum) => [sum, readSum(sum, written.parse(of[`${sum}_${when}`]))]))

/** A metric of the range as SQL, to sort by. */
export function orderOf(metric: Metric) {
  const { plus, minus, per } = formulaOf(metric)
  const dividend = minus ? `(${plus}_now - ${minus}_now)` : `${plus}_now`
  return literal(per ? `toFloat64(${dividend}) / nullIf(toFloat64(${per}_now), 0)` : dividend)
}

/** The most hours or days that periods can have. */
const slotsOf = (periods: readonly { from: Day; to: Day }[]): number =>
  periods.reduce((sum, { from: first, to }) => sum + 25 * countDays(first, to) + 52, 0)
