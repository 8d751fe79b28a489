import { z } from 'zod'
import { eventLog } from '@/lib/events/log'
import { join, literal, sql, value, type Sql } from '@/lib/events/sql'
import { declarationOf } from './dimensions'
import { figureOf } from './exact'
import { withFinishedDays } from './finished-days'
import { sumsOf, type Figures, type Metric } from './metrics'
import { isTime, mayBeFinished, plan, type By, type FinishedDays, type Part } from './plan'
import type { Question } from './question'
import { ask, moneyFor, orderOf, readSums } from './run'
import type { Unconverted } from './unconverted'
import { nameColumns, union } from './union'

/** A report with a row for each combination of values. */
export type AggregatedReport<M extends Metric> = {
  /** In the order of what it's grouped by. Hours are in seconds since 1970, weeks and months their first day. */
  rows: { values: string[]; figures: Figures<M> }[]
  /** Rows on all pages. */
  totalCount: number
  /** Of everything, however it's grouped: unique clicks of rows don't add up to it. */
  totals: Figures<M>
  unconverted: Unconverted[]
}

export type Order<M extends Metric> = { by: By | M; descending: boolean }

/** One page of a report. Rows without any figure aren't in it. */
export async function aggregated<M extends Metric>({
  question,
  by,
  metrics,
  order,
  page,
  now = new Date(),
}: {
  question: Question
  by: readonly By[]
  metrics: readonly M[]
  order: readonly Order<M>[]
  page: { offset: number; limit: number }
  now?: Date
}): Promise<AggregatedReport<M>> {
  const [{ totals, unconverted }, { rows, totalCount }] = await Promise.all([
    ask({ question: { ...question, interval: 'day', compare: 'none' }, metrics, now }),
    by.length === 0 ? { rows: [], totalCount: 0 } : rowsOfReport(question, { by, metrics, order, page, now }),
  ])
  return {
    rows,
    totalCount,
    // One entry for each of M, which the compiler doesn't see.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    totals: Object.fromEntries(metrics.map((metric) => [metric, totals[metric].value])) as Figures<M>,
    unconverted,
  }
}

const row = z.looseObject({ all_rows: z.number() })
const counted = z.object({ all_rows: z.number() })

/** The rows alone. */
export async function rowsOfReport<M extends Metric>(
  question: Question,
  {
    by,
    metrics,
    order,
    page,
    now,
  }: {
    by: readonly By[]
    metrics: readonly M[]
    order: readonly Order<M>[]
    page: { offset: number; limit: number }
    now: Date
  },
): Promise<Pick<AggregatedReport<M>, 'rows' | 'totalCount'>> {
  const part: Part = { by, sums: sumsOf(metrics) }
  const money = await moneyFor(question, [part], now)
  const names = nameColumns([by])
  const run = async (finished: FinishedDays) => {
    const passes = plan(question, [part], { finished })
    const anything = join(
      part.sums.map((sum) => literal(`${sum}_now != 0`)),
      ' OR ',
    )
    const all = union(
      question,
      passes,
      { by: [by], sums: part.sums, money },
      { compared: false, more: sql`HAVING ${anything}` },
    )
    const found = await eventLog().query({
      sql: sql`SELECT *, count() OVER () AS all_rows FROM (${all})
               ORDER BY ${ordering(order, by, names)} LIMIT ${value('UInt32', page.limit)} OFFSET ${value('UInt64', page.offset)}`,
      row,
    })
    // A page past the end doesn't say how many rows there are.
    const [last] =
      found.length > 0 || page.offset === 0
        ? found
        : await eventLog().query({ sql: sql`SELECT count() AS all_rows FROM (${all})`, row: counted })
    return {
      totalCount: last?.all_rows ?? 0,
      rows: found.map((one) => {
        const sums = readSums(one, part.sums, 'now')
        return {
          values: names.map((name) => z.string().parse(one[name])),
          // One entry for each of M, which the compiler doesn't see.
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          figures: Object.fromEntries(metrics.map((metric) => [metric, figureOf(metric, sums)])) as Figures<M>,
        }
      }),
    }
  }
  return mayBeFinished(question, [part])
    ? withFinishedDays({ organizationId: question.scope.organizationId, periods: [question.range] }, run)
    : run(new Map())
}

/** The order is total, so pages never overlap. Records go by number. Quotients without a divisor come last. */
function ordering<M extends Metric>(order: readonly Order<M>[], by: readonly By[], names: readonly string[]): Sql {
  const byName = (at: number) => {
    const one = by[at]
    const isNumber = one !== undefined && !isTime(one) && declarationOf(one).kind.type === 'UInt32'
    return literal(isNumber ? `toUInt32(${names[at]})` : (names[at] ?? "''"))
  }
  const wanted = order.map(({ by: one, descending }) => {
    const at = by.findIndex((other) => other === one)
    // What isn't one of its groups is a metric.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const expression = at >= 0 ? byName(at) : orderOf(one as M)
    return sql`${expression} ${literal(descending ? 'DESC' : 'ASC')} NULLS LAST`
  })
  return join([...wanted, ...by.map((_, at) => byName(at))], ', ')
}
