import { z } from 'zod'
import { dimensionNames } from '@/lib/reports/dimensions'
import { metricNames } from '@/lib/reports/metrics'
import { attributions } from '@/lib/reports/question'
import { comparisons, intervals } from '@/lib/reports/range'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { answeredMetrics, changes, figure, figures, metricList, unconverted } from '@/lib/api/metric-fields'
import { answeredRange, questionParameters } from './question-parameters'

const day = z.iso.date()
/** An interval: its first day, when it starts if it's an hour, and its figures. */
const point = { day, time: z.iso.datetime().nullable(), figures }

export const overview = defineContract({
  id: 'overview',
  method: 'GET',
  path: '/api/app/overview',
  dialect: product,
  access: 'clicks:read',
  tags: ['Pages'],
  summary: 'Get traffic totals, daily counts, and rankings',
  query: questionParameters.extend({
    compare: z.enum(comparisons, 'must be previous, year, or none').default('previous'),
    interval: z.enum(intervals, 'must be hour, day, week, or month').default('day'),
    metric: z
      .enum(metricNames, `must be one of ${metricNames.join(', ')}`)
      .default('clicks')
      .describe('What the rankings go by.'),
    metrics: metricList.default([]).describe('Metrics to answer in addition to the usual ones, separated by commas.'),
    attribution: z
      .enum(attributions, 'must be conversion or click')
      .default('conversion')
      .describe('Whether conversions count when they happened or at the time of their click.'),
  }),
  response: z.object({
    range: answeredRange,
    /** Ends at `until`, an instant, while the range is still running. */
    compared: z.object({ from: day, to: day, until: z.iso.datetime().nullable() }).nullable(),
    /** Money is in the organization's currency, percentages are of a hundred, durations in seconds. */
    currency: z.string(),
    attribution: z.enum(attributions),
    /** Those with figures, and what their figures are. */
    metrics: answeredMetrics,
    totals: changes,
    /** Amounts that aren't in any figure, because there's no rate for their currency. */
    unconverted,
    interval: z.enum(intervals),
    /** What the rankings go by. */
    metric: z.enum(metricNames),
    /** One entry for every interval of the range, also those without clicks. `previous` is the one at the same place of the compared range. */
    series: z.array(
      z.object({
        ...point,
        /** Whether some of it is outside of the range or hasn't come yet. */
        incomplete: z.boolean(),
        previous: z.object(point).nullable(),
      }),
    ),
    /** The values of each dimension with the highest figures, at most 10. `value` is what a filter calls it. */
    rankings: z.array(
      z.object({
        dimension: z.enum(dimensionNames),
        rows: z.array(
          z.object({ value: z.string(), label: z.string(), figure: z.number(), previous: figure.quotient }),
        ),
      }),
    ),
  }),
})
export type OverviewAnswer = z.infer<typeof overview.response>
