import { COUNTED } from '../events/tables'

// What can be counted, each defined once for every page and API. Safe in the browser. A new metric is one entry.

/** An aggregate over a source's rows: `aggregate(of)`, over those where `when` holds. */
export type Measure = { aggregate: string; of?: string; when?: string }

export type MetricDeclaration = {
  /** The chart's title says the metric per day. */
  label: { name: string; chart: string }
  /** In one sentence. */
  definition: string
  unit: 'count'
  /** For each source that has it. */
  measure: { click: Measure; click_daily?: Measure; visitor_daily?: Measure }
  /** Counts distinct values, which costs more than all others together, so it never shares a pass over the rows with them. */
  isDistinct: boolean
}

const rolledUp = (column: string): Measure => ({ aggregate: 'sum', of: column })

export const metrics = {
  clicks: {
    label: { name: 'Clicks', chart: 'Clicks per day' },
    definition: 'Accepted clicks from humans. Bots and rejected clicks don’t count.',
    unit: 'count',
    measure: { click: { aggregate: 'count', when: COUNTED }, click_daily: rolledUp('clicks') },
    isDistinct: false,
  },
  uniqueClicks: {
    label: { name: 'Unique clicks', chart: 'Unique clicks per day' },
    definition: 'Distinct visitors, counted once per day. Bots and rejected clicks don’t count.',
    unit: 'count',
    // The visitor hash changes with the day, so the unique clicks of several days are their days' added up.
    measure: { click: { aggregate: 'uniqExact', of: 'visitor', when: COUNTED }, visitor_daily: { aggregate: 'uniqExactIfMerge', of: 'uniques' } },
    isDistinct: true,
  },
  rejected: {
    label: { name: 'Rejected', chart: 'Rejected clicks per day' },
    definition: 'Clicks that were turned away. Not included in clicks.',
    unit: 'count',
    measure: { click: { aggregate: 'count', when: "status = 'Rejected'" }, click_daily: rolledUp('rejected') },
    isDistinct: false,
  },
  bots: {
    label: { name: 'Bots', chart: 'Bot clicks per day' },
    definition: 'Clicks from crawlers and other bots. Not included in clicks.',
    unit: 'count',
    measure: { click: { aggregate: 'count', when: 'bot' }, click_daily: rolledUp('bots') },
    isDistinct: false,
  },
} as const satisfies Record<string, MetricDeclaration>

export type Metric = keyof typeof metrics

/** The declaration of a metric, as a declaration: what only some metrics have is optional. */
export const declarationOf = (metric: Metric): MetricDeclaration => metrics[metric]

// Object.keys forgets which keys there are.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const metricNames = Object.keys(metrics) as Metric[]

/** Something for each metric. */
export function forEachMetric<T>(make: (metric: Metric) => T): Record<Metric, T> {
  // One entry for each name, which the compiler doesn't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(metricNames.map((metric) => [metric, make(metric)])) as Record<Metric, T>
}
