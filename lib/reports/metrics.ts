import { COUNTED, NO_ID, REJECTED, SALE } from '@/lib/events/tables'
import type { Measure, Source } from './sources'

// What can be counted, defined once for every page and API. Safe to import in the browser. A new metric is one entry: in `counted` if it adds up, in
// `derived` if it's computed from what adds up.

/** What a figure is of: a number of things, an amount in the organization's currency, a percentage, or seconds. */
export type Unit = 'count' | 'money' | 'percent' | 'duration'

/** Something that adds up over days, values, and sources. */
export type SumDeclaration = {
  /** Durations are in ms. */
  unit: Exclude<Unit, 'percent'>
  /** An aggregate for each source that has it. What clicks, impressions, and conversions say adds up. */
  measure: Readonly<Partial<Record<Source, Measure>>>
  /** Counts distinct values. That costs more than all other sums together, so it never shares a pass with them. */
  isDistinct?: true
}

/** Sums plus others, minus some, divided by one. Without a divisor, or if that's 0, a quotient has no value. */
export type Formula<S extends string = string> = { plus: S; minus?: S; per?: S }

type Shown = {
  /**
   * `column` is the name where there's little room: above a ranking's figures. `chart` is the title of a chart per day.
   * `many` is for the middle of a sentence: what the metric counts.
   */
  label: { name: string; column: string; chart: string; many: string }
  definition: string
  unit: Unit
  /** Who may see it: `network` is everyone except publisher users. */
  audience: 'everyone' | 'network'
  /** Whether more is better. Otherwise it's neither better nor worse. */
  isMoreBetter?: boolean
  /** A quotient that's shown along with it. */
  companion?: string
  /** The list of individual clicks or conversions to look into it, and URL parameters that list just what it counts, if there are any. */
  list: { page: 'clicks' | 'conversions'; by?: Readonly<Record<string, string>> }
}

export type CountedDeclaration = Shown & SumDeclaration
export type DerivedDeclaration<S extends string = string> = Shown & { formula: Formula<S> }
export type MetricDeclaration = CountedDeclaration | DerivedDeclaration

const sumOf = (column: string): Measure => ({ aggregate: 'sum', of: column })
/** A column that both the daily roll-up and finished days have. */
const rolledUp = (column: string) => ({ click_daily: sumOf(column), finished: sumOf(column) })
const countOf = (when: string): Measure => ({ aggregate: 'count', when })

const APPROVED = "status = 'Approved'"
/** Of conversions that count, those that are sales. */
const SOLD = `${APPROVED} AND ${SALE}`
/** Of conversions that count, those with a click. Others have no time to convert. */
const AFTER_CLICK = `${APPROVED} AND click != toUUID('${NO_ID}')`

/** An amount of whatever is paid for: clicks, impressions, and conversions. */
function amountOf(column: 'payout' | 'revenue'): SumDeclaration['measure'] {
  const amount: Measure = { aggregate: 'sum', of: column, currency: 'currency' }
  return {
    click: { ...amount, when: COUNTED },
    click_money: amount,
    impression: { ...amount, when: COUNTED },
    impression_daily: amount,
    conversion: { ...amount, when: APPROVED },
  }
}

const counted = {
  clicks: {
    label: { name: 'Clicks', column: 'Clicks', chart: 'Clicks per day', many: 'clicks' },
    definition: 'Approved clicks from humans. Bots and rejected clicks don’t count.',
    unit: 'count',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'clicks' },
    measure: { click: countOf(COUNTED), ...rolledUp('clicks') },
  },
  uniqueClicks: {
    label: { name: 'Unique clicks', column: 'Unique', chart: 'Unique clicks per day', many: 'unique clicks' },
    definition: 'Distinct visitors, counted once per day. Bots and rejected clicks don’t count.',
    unit: 'count',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'clicks' },
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
    definition: 'Approved conversions and events.',
    unit: 'count',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved' } },
    measure: { conversion: countOf(APPROVED) },
  },
  rejected: {
    label: { name: 'Rejected', column: 'Rejected', chart: 'Rejected clicks per day', many: 'rejected clicks' },
    definition: 'Human clicks that didn’t qualify, such as those on an inactive offer. Not included in clicks.',
    unit: 'count',
    audience: 'everyone',
    list: { page: 'clicks', by: { status: 'Rejected', bots: 'exclude' } },
    measure: { click: countOf(REJECTED), ...rolledUp('rejected') },
  },
  bots: {
    label: { name: 'Bots', column: 'Bots', chart: 'Bot clicks per day', many: 'bot clicks' },
    definition: 'Clicks from crawlers, link previews, and other bots. Not included in clicks.',
    unit: 'count',
    audience: 'everyone',
    list: { page: 'clicks', by: { bots: 'only' } },
    measure: { click: countOf('bot'), ...rolledUp('bots') },
  },
  impressions: {
    label: { name: 'Impressions', column: 'Impressions', chart: 'Impressions per day', many: 'impressions' },
    definition: 'Approved impressions seen by humans. Bots and rejected impressions don’t count.',
    unit: 'count',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'clicks' },
    measure: { impression: countOf(COUNTED), impression_daily: sumOf('impressions') },
  },
  pendingConversions: {
    label: {
      name: 'Pending conversions',
      column: 'Pending',
      chart: 'Pending conversions per day',
      many: 'pending conversions',
    },
    definition: 'Conversions and events that are waiting for a decision. Not included in conversions.',
    unit: 'count',
    audience: 'everyone',
    list: { page: 'conversions', by: { status: 'Pending' } },
    measure: { conversion: countOf("status = 'Pending'") },
  },
  rejectedConversions: {
    label: {
      name: 'Rejected conversions',
      column: 'Rejected',
      chart: 'Rejected conversions per day',
      many: 'rejected conversions',
    },
    definition: 'Conversions and events that didn’t qualify. Not included in conversions.',
    unit: 'count',
    audience: 'everyone',
    list: { page: 'conversions', by: { status: 'Rejected' } },
    measure: { conversion: countOf("status = 'Rejected'") },
  },
  payout: {
    label: { name: 'Payout', column: 'Payout', chart: 'Payout per day', many: 'payout' },
    definition: 'What publishers earn from approved conversions and paid clicks and impressions.',
    unit: 'money',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved' } },
    measure: amountOf('payout'),
  },
  revenue: {
    label: { name: 'Revenue', column: 'Revenue', chart: 'Revenue per day', many: 'revenue' },
    definition: 'What advertisers pay for approved conversions and paid clicks and impressions.',
    unit: 'money',
    audience: 'network',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved' } },
    measure: amountOf('revenue'),
  },
  leads: {
    label: { name: 'Leads', column: 'Leads', chart: 'Leads per day', many: 'leads' },
    definition: 'Approved conversions and events without an amount.',
    unit: 'count',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved', conversion_kind: 'lead' } },
    measure: { conversion: countOf(`${APPROVED} AND NOT ${SALE}`) },
  },
  sales: {
    label: { name: 'Sales', column: 'Sales', chart: 'Sales per day', many: 'sales' },
    definition: 'Approved conversions and events with an amount.',
    unit: 'count',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved', conversion_kind: 'sale' } },
    measure: { conversion: countOf(SOLD) },
  },
  saleAmount: {
    label: { name: 'Sale amount', column: 'Amount', chart: 'Sale amount per day', many: 'sale amount' },
    definition: 'What customers paid in sales.',
    unit: 'money',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved', conversion_kind: 'sale' } },
    measure: { conversion: { aggregate: 'sum', of: 'amount', when: SOLD, currency: 'amount_currency' } },
  },
} as const satisfies Record<string, CountedDeclaration>

/** Sums that aren't metrics themselves. */
const terms = {
  /** Sales whose amount is known: those in a currency without a rate aren't among the amounts, and so not here either. */
  saleCount: {
    unit: 'count',
    measure: { conversion: { aggregate: 'count', when: SOLD, currency: 'amount_currency' } },
  },
  convertingTime: {
    unit: 'duration',
    measure: {
      conversion: { aggregate: 'sum', of: "dateDiff('millisecond', click_time, time)", when: AFTER_CLICK },
    },
  },
  conversionsOfClicks: { unit: 'count', measure: { conversion: countOf(AFTER_CLICK) } },
} as const satisfies Record<string, SumDeclaration>

const sums = { ...counted, ...terms }

/** What adds up, so that the store can count it. */
export type Sum = keyof typeof sums

const derived = {
  cr: {
    label: { name: 'Conversion rate', column: 'CR', chart: 'Conversion rate per day', many: 'conversion rate' },
    definition: 'Conversions divided by clicks.',
    unit: 'percent',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved' } },
    formula: { plus: 'conversions', per: 'clicks' },
  },
  epc: {
    label: {
      name: 'Earnings per click',
      column: 'EPC',
      chart: 'Earnings per click per day',
      many: 'earnings per click',
    },
    definition: 'Payout divided by clicks.',
    unit: 'money',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved' } },
    formula: { plus: 'payout', per: 'clicks' },
  },
  profit: {
    label: { name: 'Profit', column: 'Profit', chart: 'Profit per day', many: 'profit' },
    definition: 'Revenue minus payout.',
    unit: 'money',
    audience: 'network',
    isMoreBetter: true,
    companion: 'margin',
    list: { page: 'conversions', by: { status: 'Approved' } },
    formula: { plus: 'revenue', minus: 'payout' },
  },
  margin: {
    label: { name: 'Margin', column: 'Margin', chart: 'Margin per day', many: 'margin' },
    definition: 'Profit divided by revenue.',
    unit: 'percent',
    audience: 'network',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved' } },
    formula: { plus: 'revenue', minus: 'payout', per: 'revenue' },
  },
  aov: {
    label: {
      name: 'Average order value',
      column: 'AOV',
      chart: 'Average order value per day',
      many: 'average order value',
    },
    definition: 'The amounts of sales divided by the number of sales with an amount.',
    unit: 'money',
    audience: 'everyone',
    isMoreBetter: true,
    list: { page: 'conversions', by: { status: 'Approved' } },
    formula: { plus: 'saleAmount', per: 'saleCount' },
  },
  timeToConvert: {
    label: {
      name: 'Time to convert',
      column: 'Time',
      chart: 'Time to convert per day',
      many: 'time to convert',
    },
    definition: 'The average time from a click to its conversion.',
    unit: 'duration',
    audience: 'everyone',
    list: { page: 'conversions', by: { status: 'Approved' } },
    formula: { plus: 'convertingTime', per: 'conversionsOfClicks' },
  },
} as const satisfies Record<string, DerivedDeclaration<Sum>>

export const metrics = { ...counted, ...derived }

export type Metric = keyof typeof metrics

/** Metrics that have no figure where there's nothing to divide by. */
export type Quotient = {
  [D in keyof typeof derived]: (typeof derived)[D]['formula'] extends { per: string } ? D : never
}[keyof typeof derived]

/** One figure per metric. */
export type Figures<M extends Metric> = { [K in M]: K extends Quotient ? number | null : number }

/** A metric's declaration, typed so that optional fields can be read. */
export const declarationOf = (metric: Metric): MetricDeclaration => metrics[metric]

/** A sum's declaration, typed likewise. */
export const sumDeclarationOf = (sum: Sum): SumDeclaration => sums[sum]

// Object.keys forgets which keys there are.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const metricNames = Object.keys(metrics) as Metric[]
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const sumNames = Object.keys(sums) as Sum[]

/** Metrics that the overview has cards for, in order: traffic and what it earns, and last the clicks that don't count. */
export const cards = [
  'clicks',
  'uniqueClicks',
  'conversions',
  'cr',
  'epc',
  'payout',
  'revenue',
  'profit',
  'rejected',
  'bots',
] as const satisfies readonly Metric[]

export type Card = (typeof cards)[number]

/** Those that everyone has. */
export type CommonCard = { [M in Card]: (typeof metrics)[M] extends { audience: 'everyone' } ? M : never }[Card]

/** The quotient that's shown along with a metric, if any. */
export const companionOf = (metric: Metric): Metric | undefined =>
  metricNames.find((name) => name === declarationOf(metric).companion)

const isDerived = (metric: Metric): metric is keyof typeof derived => metric in derived

/** How a metric is computed from sums. What adds up by itself is a sum of one. */
export const formulaOf = (metric: Metric): Formula<Sum> =>
  isDerived(metric) ? derived[metric].formula : { plus: metric }

/** The sums that metrics are computed from, each once. */
export function sumsOf(of: readonly Metric[]): Sum[] {
  const needed = new Set(
    of.flatMap((metric) => {
      const { plus, minus, per } = formulaOf(metric)
      return [plus, ...(minus ? [minus] : []), ...(per ? [per] : [])]
    }),
  )
  return sumNames.filter((sum) => needed.has(sum))
}

/** The metrics that someone in this role may see: what the network earns isn't for publisher users. */
export const metricsFor = (role: string): Metric[] =>
  metricNames.filter((metric) => declarationOf(metric).audience === 'everyone' || role !== 'publisher')

/** The cards of someone in this role. */
export const cardsFor = (role: string): Card[] => cards.filter((card) => metricsFor(role).includes(card))

/** Whether figures of parts add up to a total, so that a part has a share of it. Profit doesn't: parts of it can be losses. */
export function addsUp(metric: Metric): boolean {
  const { minus, per } = formulaOf(metric)
  return minus === undefined && per === undefined
}

/** Makes a record with an entry for each metric. */
export function forEachMetric<T>(make: (metric: Metric) => T): Record<Metric, T> {
  // One entry for each name, which the compiler doesn't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(metricNames.map((metric) => [metric, make(metric)])) as Record<Metric, T>
}
