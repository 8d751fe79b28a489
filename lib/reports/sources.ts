// Where figures come from. Safe to import in the browser.

/** Kinds of events, each with its individual rows and the roll-ups that are filled as they come in, the smaller ones first. */
export const families = {
  clicks: { rows: 'click', rollUps: ['click_daily', 'click_money'] },
  impressions: { rows: 'impression', rollUps: ['impression_daily'] },
  conversions: { rows: 'conversion', rollUps: [] },
} as const satisfies Record<string, { rows: string; rollUps: readonly string[] }>

export type Family = keyof typeof families

// Object.keys forgets which keys there are.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const familyNames = Object.keys(families) as Family[]

/** Individual events. Columns that mean the same are named the same. */
export type EventSource = (typeof families)[Family]['rows']
/** Daily figures of the same few dimensions. */
export type RollUpSource = (typeof families)[Family]['rollUps'][number]

/** All of these, each visitor's first click of a day, and what's kept of clicks of days that are over. */
export type Source = EventSource | RollUpSource | 'first_click' | 'finished'

/**
 * An aggregate over a source's rows: `aggregate(of)`, over rows that match `when`. `currency` is the column with the currency of what it's about:
 * amounts are converted, and those without a rate are left out.
 */
export type Measure = { aggregate: string; of?: string; when?: string; currency?: 'currency' | 'amount_currency' }

export const eventSources: readonly EventSource[] = familyNames.map((family) => families[family].rows)
const events: ReadonlySet<string> = new Set(eventSources)
const rollUpSources: ReadonlySet<string> = new Set(familyNames.flatMap((family) => families[family].rollUps))

export const isEvent = (source: Source): source is EventSource => events.has(source)
export const isRollUp = (source: Source): source is RollUpSource => rollUpSources.has(source)
