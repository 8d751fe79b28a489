import { deviceNames } from '@/lib/agent-names'
import { countryName } from '@/lib/country-name'
import { NO_ID } from '@/lib/events/tables'
import { numberIn } from '@/lib/identifier'
import { isUuid } from '@/lib/uuid'
import { spelledAs } from '@/lib/words'

// What clicks can be filtered and grouped by. Safe to import in the browser. Filters, breakdowns, URL parameters, labels, and API
// parameters derive from these declarations, so a new dimension is one entry.

/** What filters call the value of clicks without one. A click from an unknown country has ''. */
export const UNKNOWN = '(unknown)'

/** How the values of a dimension are written, checked, and compared. */
type Kind = {
  /** ClickHouse type that values are compared as. */
  type: 'UInt32' | 'UUID' | 'String'
  /** The value of clicks without one. */
  none: string
  /** Whether `(unknown)` finds clicks without a value. */
  hasUnknown: boolean
  /** What to call a list of values in errors. */
  expected: string
  accepts: (text: string) => boolean
  /** Corrects a value's case to how it's stored. */
  stored: (text: string) => string
  /** Values come from user agents, so there's no fixed list, and people type them in any case. */
  ignoresCase?: boolean
  /** Makes a value readable. Shown as stored when absent. */
  label?: (value: string) => string
}

/** A catalog record's incrementalId. */
const record: Kind = {
  type: 'UInt32',
  none: '0',
  hasUnknown: false,
  expected: 'numeric IDs',
  accepts: (text) => numberIn(text) !== null,
  stored: (text) => text,
}
/** A catalog record's UUID. */
const id: Kind = {
  type: 'UUID',
  none: NO_ID,
  hasUnknown: false,
  expected: 'IDs',
  accepts: isUuid,
  stored: (text) => text.toLowerCase(),
}
const country: Kind = {
  type: 'String',
  none: '',
  hasUnknown: true,
  expected: 'two-letter country codes',
  accepts: (text) => /^[A-Z]{2}$/.test(text),
  stored: (text) => text.toUpperCase(),
  label: countryName,
}
const name: Kind = {
  type: 'String',
  none: '',
  hasUnknown: true,
  expected: 'values',
  accepts: (text) => text !== '' && text.length <= 200,
  stored: (text) => text,
  ignoresCase: true,
}
const oneOf = (...words: string[]): Kind => ({
  type: 'String',
  none: '',
  hasUnknown: true,
  expected: `any of ${words.join(', ')}`,
  accepts: (text) => words.includes(text),
  stored: (text) => spelledAs(words, text),
})

export type DimensionDeclaration = {
  /** For the middle of a sentence. */
  label: { one: string; many: string }
  kind: Kind
  /** The catalog table with the values' names. */
  catalog?: 'publisher' | 'advertiser' | 'network' | 'offer' | 'campaign'
  /** Whether clicks can be without one. */
  isOptional?: boolean
  /** Whether the expression is a list, such as a click's tags. A click counts for each of its values. */
  isList?: boolean
  /** SQL for each source that has it: a column, or anything computed from a row. */
  expression: { click: string; click_daily?: string; finished_row?: string }
  /** Whether finished days keep figures of its values (finished-days.ts). Not for values that are almost as many as clicks. */
  isKept?: boolean
  /** Whether the filter menu offers it. The others have their own control. */
  inFilterMenu: boolean
  /** `several`: only for callers who see more than one publisher. */
  audience: 'everyone' | 'several'
}

const everyone = { isKept: true, inFilterMenu: true, audience: 'everyone' } as const
/** A column that the daily roll-up also has. */
const rolledUp = (column: string) => ({ click: column, click_daily: column })
/** A column that the daily roll-up and the daily rows of finished days also have. */
const inRows = (column: string) => ({ ...rolledUp(column), finished_row: column })

export const dimensions = {
  advertiser: {
    ...everyone,
    label: { one: 'advertiser', many: 'advertisers' },
    kind: record,
    catalog: 'advertiser',
    expression: inRows('advertiser'),
  },
  network: {
    ...everyone,
    label: { one: 'network', many: 'networks' },
    kind: record,
    catalog: 'network',
    isOptional: true,
    expression: inRows('network'),
  },
  offer: {
    ...everyone,
    label: { one: 'offer', many: 'offers' },
    kind: record,
    catalog: 'offer',
    expression: { click: 'offer' },
  },
  country: {
    ...everyone,
    label: { one: 'country', many: 'countries' },
    kind: country,
    expression: rolledUp('country'),
  },
  device: {
    ...everyone,
    label: { one: 'device', many: 'devices' },
    kind: oneOf(...deviceNames),
    expression: { click: 'device' },
  },
  browser: { ...everyone, label: { one: 'browser', many: 'browsers' }, kind: name, expression: { click: 'browser' } },
  os: {
    ...everyone,
    label: { one: 'operating system', many: 'operating systems' },
    kind: name,
    expression: { click: 'os' },
  },
  campaign: {
    ...everyone,
    label: { one: 'campaign', many: 'campaigns' },
    kind: id,
    catalog: 'campaign',
    isOptional: true,
    expression: rolledUp('campaign'),
  },
  publisher: {
    label: { one: 'publisher', many: 'publishers' },
    kind: record,
    catalog: 'publisher',
    expression: inRows('publisher'),
    isKept: true,
    inFilterMenu: false,
    audience: 'several',
  },
  status: {
    label: { one: 'status', many: 'statuses' },
    kind: oneOf('Approved', 'Rejected'),
    expression: { click: 'status' },
    isKept: true,
    inFilterMenu: false,
    audience: 'everyone',
  },
} as const satisfies Record<string, DimensionDeclaration>

export type Dimension = keyof typeof dimensions

/** A dimension's declaration, typed so that optional fields can be read. */
export const declarationOf = (dimension: Dimension): DimensionDeclaration => dimensions[dimension]

// Object.keys forgets which keys there are.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const dimensionNames = Object.keys(dimensions) as Dimension[]

export type MenuDimension = {
  [D in Dimension]: (typeof dimensions)[D]['inFilterMenu'] extends true ? D : never
}[Dimension]
/** Dimensions that the overview ranks, in order. Those for an audience are left out for others. */
export const overviewBreakdowns = ['publisher', 'advertiser', 'country'] as const satisfies readonly Dimension[]

/** Dimensions of the filter menu, in order. */
export const filterMenu = dimensionNames.filter(
  (dimension): dimension is MenuDimension => dimensions[dimension].inFilterMenu,
)

/** Corrects a value's case to how it's stored. */
export function storedValue(dimension: Dimension, text: string): string {
  const { kind } = dimensions[dimension]
  return kind.hasUnknown && text.toLowerCase() === UNKNOWN ? UNKNOWN : kind.stored(text)
}

export function isValueOf(dimension: Dimension, text: string): boolean {
  const { kind } = dimensions[dimension]
  return (kind.hasUnknown && text === UNKNOWN) || kind.accepts(text)
}
