import { z } from 'zod'
import {
  cards,
  declarationOf,
  formulaOf,
  metricNames,
  sumNames,
  type CommonCard,
  type Metric,
  type Quotient,
} from '@/lib/reports/metrics'

// How metrics are asked for and answered. Safe in the browser.

/** Some metrics, each once. */
export const metricList = z
  .array(z.enum(metricNames, `must be one of ${metricNames.join(', ')}`))
  .max(metricNames.length, `must list at most ${metricNames.length} metrics`)
  .transform((list) => [...new Set(list)])

/** A figure. Quotients have none where there's nothing to divide by. */
export const figure = { sum: z.number(), quotient: z.number().nullable() } as const

type Figure<M extends Metric> = M extends Quotient ? typeof figure.quotient : typeof figure.sum
type Answered = { [M in Metric]: M extends CommonCard ? Figure<M> : z.ZodOptional<Figure<M>> }

/** The schema of each metric's figure. Those with a card are always answered to whoever may see them, the others if they're asked for. */
export const figures = z.object(
  // One entry for each metric, which the compiler doesn't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  Object.fromEntries(metricNames.map((metric) => [metric, whenAnswered(metric, figure[kindOf(metric)])])) as Answered,
)

/** The same with the figure of the period before. */
const change = {
  sum: z.object({ value: figure.sum, previous: figure.quotient }),
  quotient: z.object({ value: figure.quotient, previous: figure.quotient }),
} as const
type Change<M extends Metric> = M extends Quotient ? typeof change.quotient : typeof change.sum
type Changed = { [M in Metric]: M extends CommonCard ? Change<M> : z.ZodOptional<Change<M>> }
export const changes = z.object(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  Object.fromEntries(metricNames.map((metric) => [metric, whenAnswered(metric, change[kindOf(metric)])])) as Changed,
)

/** What an answer's figures are. */
export const answeredMetrics = z.array(
  z.object({ name: z.enum(metricNames), label: z.string(), unit: z.enum(['count', 'money', 'percent', 'duration']) }),
)

/** Amounts that aren't in any figure, because there's no rate for their currency. */
export const unconverted = z.array(
  z.object({ currency: z.string(), amounts: z.partialRecord(z.enum(sumNames), z.number()) }),
)

function kindOf(metric: Metric) {
  return formulaOf(metric).per === undefined ? 'sum' : 'quotient'
}

function whenAnswered(metric: Metric, schema: z.ZodType) {
  const isCommon = cards.some((card) => card === metric) && declarationOf(metric).audience === 'everyone'
  return isCommon ? schema : schema.optional()
}

/** Metrics as an answer describes them. */
export const describedMetrics = (list: readonly Metric[]): z.output<typeof answeredMetrics> =>
  list.map((name) => ({ name, label: declarationOf(name).label.name, unit: declarationOf(name).unit }))
