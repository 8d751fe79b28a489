import { COUNTED, REJECTED } from '@/lib/events/tables'

// What can be counted, defined once for every page and API. Safe to import in the browser. A new metric is one entry.

/**
 * Where figures come from: the clicks, each visitor's first one of a day, the daily roll-up, what's kept of days that are over, or the
 * conversions.
 */
export type Source = 'click' | 'first_click' | 'click_daily' | 'finished' | 'conversion'

/** An aggregate over a source's rows: `aggregate(of)`, over rows that match `when`. */
export type Measure = { aggregate: string; of?: string; when?: string }

export type MetricDeclaration = {
  /**
   * `column` is the name where there's little room: above a ranking's figures. `chart` is the title of a chart per day.
   * `many` is for the middle of a sentence: what the metric counts.
   */
  label: { name: string; column: string; chart: string; many: string }
  definition: string
  unit: 'count'
  /** Whether more is better. Otherwise it's neither better nor worse, and its card on the overview is smaller. */
  isMoreBetter?: boolean
  /** URL parameters that list just these among individual clicks or conversions, if they do. */
  listedBy?: Readonly<Record<string, string>>
  /** Whether they're conversions, which have a list of their own. */
  areConversions?: true
  /** SQL for each source that has it. Figures of clicks and of conversions add up. */
  measure: Readonly<Partial<Record<Source, Measure>>>
  /** Counts distinct values. That costs more than all other metrics together, so it never shares a pass with them. */
  isDistinct: boolean
}

const sumOf = (column: string): Measure => ({ aggregate: 'sum', of: column })
/** A column that both the daily roll-up and finished days have. */
const rolledUp = (column: string) => ({ click_daily: sumOf(column), finished: sumOf(column) })

export const metrics = {
  clicks: {
    label: { name: 'Clicks', column: 'Clicks', chart: 'Clicks per day', many: 'clicks' },
    definition: 'Approved clicks from humans. Bots and rejected clicks don’t count.',
    unit: 'count',
    isMoreBetter: true,
    measure: { click: { aggregate: 'count', when: COUNTED }, ...rolledUp('clicks') },
    isDistinct: false,
  },
  uniqueClicks: {
    label: { name: 'Unique clicks', column: 'Unique', chart: 'Unique clicks per day', many: 'unique clicks' },
    definition: 'Distinct visitors, counted once per day. Bots and rejected clicks don’t count.',
    unit: 'count',
    isMoreBetter: true,
    // The visitor hash changes daily, so a range's unique clicks are the sum of its days.
    measure: {
      click: { aggregate: 'uniqExact', of: 'visitor', when: COUNTED },
      first_click: { aggregate: 'count' },
      finished: sumOf('unique_clicks'),
    },
    isDistinct: true,
  },
  conversions: {
    label: { name: 'Conversions', column: 'Conversions', chart: 'Conversions per day', many: 'conversions' },
    definition: 'Approved conversions and events, counted when they happened.',
    unit: 'count',
    isMoreBetter: true,
    listedBy: { status: 'Approved' },
    areConversions: true,
    measure: { conversion: { aggregate: 'count', when: "status = 'Approved'" } },
    isDistinct: false,
  },
  rejected: {
    label: { name: 'Rejected', column: 'Rejected', chart: 'Rejected clicks per day', many: 'rejected clicks' },
    definition: 'Human clicks that didn’t qualify, such as those on an inactive offer. Not included in clicks.',
    unit: 'count',
    listedBy: { status: 'Rejected', bots: 'exclude' },
    measure: { click: { aggregate: 'count', when: REJECTED }, ...rolledUp('rejected') },
    isDistinct: false,
  },
  bots: {
    label: { name: 'Bots', column: 'Bots', chart: 'Bot clicks per day', many: 'bot clicks' },
    definition: 'Clicks from crawlers, link previews, and other bots. Not included in clicks.',
    unit: 'count',
    listedBy: { bots: 'only' },
    measure: { click: { aggregate: 'count', when: 'bot' }, ...rolledUp('bots') },
    isDistinct: false,
  },
} as const satisfies Record<string, MetricDeclaration>

export type Metric = keyof typeof metrics

/** A metric's declaration, typed so that optional fields can be read. */
export const declarationOf = (metric: Metric): MetricDeclaration => metrics[metric]

// Object.keys forgets which keys there are.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const metricNames = Object.keys(metrics) as Metric[]

/** Makes a record with an entry for each metric. */
export function forEachMetric<T>(make: (metric: Metric) => T): Record<Metric, T> {
  // One entry for each name, which the compiler doesn't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(metricNames.map((metric) => [metric, make(metric)])) as Record<Metric, T>
}
