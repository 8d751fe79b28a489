import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { integr8 } from '@/lib/api/dialect'
import { figure } from '@/lib/api/metric-fields'
import { listOf } from '@/lib/api/resource/fields'
import { wholeNumber } from '@/lib/api/whole-number'
import { timezone } from '@/lib/fields'
import { declarationOf, dimensionNames, type Dimension } from '@/lib/reports/dimensions'
import { filterParameter } from '@/lib/reports/filter'
import { declarationOf as declarationOfMetric, metricNames, type Metric } from '@/lib/reports/metrics'
import { attributions } from '@/lib/reports/question'
import { intervals } from '@/lib/reports/range'
import { reportFilters } from './reports.contract'
import { periodParameters } from './time-period'

const MOST_GROUPS = 4

/** Metrics as the network API spells them. */
const spelled = (metric: Metric) => metric.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const byName = new Map(metricNames.map((metric) => [spelled(metric), metric]))
const spelledMetrics = [...byName.keys()]
export const metricCalled = (name: string): Metric | undefined => byName.get(name)
export const nameOfMetric = spelled

/** What rows can be grouped by. */
export const groups = [...intervals, ...dimensionNames] as const
export type Group = (typeof groups)[number]

/** Dimensions that no other filter of reports is about. Their values are spelled as in answers. */
type ValueDimension = Exclude<Dimension, 'offer' | 'publisher' | 'advertiser' | 'status'>
const others: readonly Dimension[] = ['offer', 'publisher', 'advertiser', 'status']
export const valueDimensions = dimensionNames.filter(
  (dimension): dimension is ValueDimension => !others.includes(dimension),
)
const valueFilter = (dimension: Dimension) =>
  z
    .strictObject({
      eq: filterParameter(dimension)
        .optional()
        .describe(
          `Only events with this ${declarationOf(dimension).label.one}, or one of several separated by commas. With - before them, all others.`,
        ),
    })
    .optional()

// One entry for each dimension, which the compiler doesn't see.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const valueFilters = Object.fromEntries(
  valueDimensions.map((dimension) => [dimension, valueFilter(dimension)]),
) as Record<ValueDimension, ReturnType<typeof valueFilter>>

const sortable = [...groups, ...spelledMetrics]

const query = z.strictObject({
  ...periodParameters,
  timezone: timezone
    .optional()
    .describe('The IANA time zone of these times, and of hours, days, weeks, and months. Default: the organization’s.'),
  integration_id: z.uuid('must be an integration’s ID').optional().describe('Only offers of this integration.'),
  group_by: z
    .array(z.enum(groups, `must be one of ${groups.join(', ')}`))
    .max(MOST_GROUPS, `must list at most ${MOST_GROUPS}`)
    .refine((list) => new Set(list).size === list.length, 'must list each only once')
    .refine(
      (list) => list.filter((one) => intervals.some((interval) => interval === one)).length <= 1,
      'must list only one of hour, day, week, and month',
    )
    .default([])
    .describe(`Up to ${MOST_GROUPS} of ${groups.join(', ')}. There’s a row for each combination of their values.`),
  metrics: z
    .array(z.enum(spelledMetrics, `must be one of ${spelledMetrics.join(', ')}`))
    .min(1, 'must list at least one metric')
    .max(spelledMetrics.length, `must list at most ${spelledMetrics.length} metrics`)
    .refine((list) => new Set(list).size === list.length, 'must list each only once')
    .describe(
      metricNames.map((metric) => `\`${spelled(metric)}\`: ${declarationOfMetric(metric).definition}`).join(' '),
    ),
  attribution: z
    .enum(attributions, 'must be conversion or click')
    .default('conversion')
    .describe('Whether conversions count when they happened or at the time of their click.'),
  filter: z
    .strictObject({
      ...reportFilters(['Approved', 'Pending', 'Rejected']),
      ...valueFilters,
    })
    .optional(),
  sort: z
    .array(
      z.enum(
        sortable.flatMap((name) => [name, `-${name}`]),
        'must be one of the groups or metrics that you ask for, with - before it for descending order',
      ),
    )
    .max(5, 'must list at most 5 fields')
    .optional()
    .describe(
      'Comma-separated groups or metrics to sort by, with - before one for descending order. Records go by number. Default: by time, or most of the first metric first.',
    ),
  page: z
    .strictObject({
      number: wholeNumber(1, 1_000_000).default(1).describe('Page number, starting at 1.'),
      size: wholeNumber(1, 1000).default(100).describe('Rows per page, 1 to 1000. Default: 100.'),
    })
    .prefault({}),
})

const value = z.strictObject({
  value: z
    .string()
    .describe(
      'What a filter calls it: a record’s number, or the value. Times are those of the first second, days YYYY-MM-DD.',
    ),
  label: z.string(),
})
const figures = z.partialRecord(z.enum(spelledMetrics), figure.quotient)

const response = listOf(
  z.strictObject({
    groups: z.partialRecord(z.enum(groups), value),
    metrics: figures,
  }),
).extend({
  totals: figures.describe(
    'Of all pages. Distinct visitors count once, so unique clicks of rows may not add up to it.',
  ),
  metrics: z
    .array(
      z.strictObject({
        name: z.enum(spelledMetrics),
        label: z.string(),
        unit: z.enum(['count', 'money', 'percent', 'duration']),
      }),
    )
    .describe('What figures are. Percentages are of a hundred, durations in seconds.'),
  currency: z
    .string()
    .describe('The organization’s currency, which all amounts are converted to by the latest exchange rates.'),
  attribution: z.enum(attributions),
  timezone: z.string(),
  unconverted: z
    .array(z.strictObject({ currency: z.string(), amounts: z.record(z.string(), z.number()) }))
    .describe('Amounts that aren’t in any figure, because there’s no exchange rate for their currency.'),
})

/** Our own: the document has no report like it. */
export const aggregatedReport = defineContract({
  id: 'aggregatedReport',
  dialect: integr8,
  tags: ['Reports'],
  method: 'GET',
  path: '/api/v2/reports/v2/aggregated',
  access: 'reports:read',
  summary: 'Count clicks, impressions, and conversions',
  description:
    'Any metrics by any dimensions and time, with a row of totals. Rows without any figure aren’t listed. Give start_time or start_date, and end_time or end_date; whole days in the organization’s time zone are the fastest. Publishers can’t ask for revenue, profit, or margin.',
  query,
  response,
})

export type AggregatedQuery = z.output<typeof query>
export type AggregatedAnswer = z.output<typeof response>
