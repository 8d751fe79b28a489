import { z } from 'zod'
import { entity } from '@/lib/reports/entity'
import { forEachMetric } from '@/lib/reports/metrics'
import { comparisons, intervals } from '@/lib/reports/range'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'
import { answeredRange, count, questionParameters } from './question-parameters'

const day = z.iso.date()
const figures = z.object(forEachMetric(() => count))
/** An interval: its first day, when it starts if it's an hour, and its figures. */
const point = { day, time: z.iso.datetime().nullable(), figures }
const change = z.object({ value: count, previous: count.nullable() })

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
  }),
  response: z.object({
    range: answeredRange,
    /** Ends at `until`, an instant, while the range is still running. */
    compared: z.object({ from: day, to: day, until: z.iso.datetime().nullable() }).nullable(),
    totals: z.object(forEachMetric(() => change)),
    interval: z.enum(intervals),
    /** One entry for every interval of the range, also those without clicks. `previous` is the one at the same place of the compared range. */
    series: z.array(
      z.object({
        ...point,
        /** Whether some of it is outside of the range or hasn't come yet. */
        incomplete: z.boolean(),
        previous: z.object(point).nullable(),
      }),
    ),
    /** Up to 10 each, most clicks first. */
    advertisers: z.array(entity.extend(change.shape)),
    /** ISO 3166-1 alpha-2; '' means unknown. */
    countries: z.array(z.object({ country: z.string(), ...change.shape })),
    /** Only for callers who see more than one publisher; otherwise empty. */
    publishers: z.array(entity.extend(change.shape)),
  }),
})
export type OverviewAnswer = z.infer<typeof overview.response>
