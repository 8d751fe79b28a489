import { deviceNames } from '@/lib/agent-names'
import { countryName } from '@/lib/country-name'
import { NO_ID, SALE } from '@/lib/events/tables'
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
/** A record's UUID, as text. */
export const idText: Kind = { ...id, type: 'String', none: '' }
/** A short link's ID, or what stands for one where a tracking link was used. */
const link: Kind = {
  ...idText,
  accepts: (text) => isUuid(text) || /^tracking_\d+_\d+$/.test(text),
}
/** A customer's ID, or ext_ and the ID that clicks have for them. */
const customer: Kind = {
  ...idText,
  accepts: (text) => isUuid(text) || /^ext_./.test(text),
  stored: (text) => (isUuid(text) ? text.toLowerCase() : text),
}
const region: Kind = {
  type: 'String',
  none: '',
  hasUnknown: true,
  expected: 'ISO 3166-2 region codes such as US-CA',
  accepts: (text) => /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(text),
  stored: (text) => text.toUpperCase(),
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
/** Text that's compared as it is. */
const exactly: Kind = { ...name, accepts: (text) => text !== '' && text.length <= 2000, ignoresCase: false }
/** Compared without what comes after the path. */
const address: Kind = {
  ...exactly,
  expected: 'URLs',
  stored: (text) => text.replace(/[?#].*$/s, ''),
}
const oneOf = (...words: string[]): Kind => ({
  type: 'String',
  none: '',
  hasUnknown: true,
  expected: `any of ${words.join(', ')}`,
  accepts: (text) => words.includes(text),
  stored: (text) => spelledAs(words, text),
})

/** The same, with what to call each. */
const oneNamed = (names: Readonly<Record<string, string>>): Kind => ({
  ...oneOf(...Object.keys(names)),
  label: (value) => names[value] ?? value,
})

/** Catalog tables whose rows events name by ID. */
export type NamedById = 'campaign' | 'tag' | 'folder' | 'link'

export type DimensionDeclaration = {
  /** For the middle of a sentence. */
  label: { one: string; many: string }
  kind: Kind
  /** The catalog table with the values' names. */
  catalog?: 'publisher' | 'advertiser' | 'network' | 'offer' | NamedById
  /** Whether clicks can be without one. */
  isOptional?: boolean
  /** Whether the expression is a list, such as a click's tags. A click counts for each of its values. */
  isList?: boolean
  /**
   * SQL for each source that has it: a column, or anything computed from a row. Impressions and conversions are as clicks unless it says otherwise.
   * Null: none of its rows have a value.
   */
  expression: {
    click: string | null
    impression?: string | null
    conversion?: string | null
    click_daily?: string
    finished_row?: string
  }
  /** Whether finished days keep figures of its values (finished-days.ts). Not for values that are almost as many as clicks. */
  isKept?: boolean
  /** Whether the filter menu offers it, or only that of events. The others have their own control. */
  inFilterMenu: boolean | 'events'
  /** `several`: only for callers who see more than one publisher. */
  audience: 'everyone' | 'several'
}

const everyone = { isKept: true, inFilterMenu: true, audience: 'everyone' } as const
/** For APIs and reports. The menu would be too long with all of them. */
const inReports = { inFilterMenu: false, audience: 'everyone' } as const
/** The same, and to find single events by. */
const ofEvents = { ...inReports, inFilterMenu: 'events' } as const
/** A column that the daily roll-up also has. */
const rolledUp = (column: string) => ({ click: column, click_daily: column })
/** A column that the daily roll-up and the daily rows of finished days also have. */
const inRows = (column: string) => ({ ...rolledUp(column), finished_row: column })

/** What stands for the key of a short link where a tracking link was used. */
export const TRACKING_KEY = 't/click'
/** The ID of a row's link. A tracking link has one for each offer and publisher. */
export const LINK_ID = "if(link = '', concat('tracking_', toString(offer), '_', toString(publisher)), link)"

/** A customer's first sale, another one, or a sale that it isn't known of. */
export const saleTypes = ['new', 'recurring', 'unknown'] as const

/** What a conversion is: every one is either. */
export const conversionKinds = ['lead', 'sale'] as const

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
  continent: {
    ...ofEvents,
    label: { one: 'continent', many: 'continents' },
    kind: oneNamed({
      AF: 'Africa',
      AN: 'Antarctica',
      AS: 'Asia',
      EU: 'Europe',
      NA: 'North America',
      OC: 'Oceania',
      SA: 'South America',
    }),
    expression: { click: 'continent' },
  },
  region: {
    ...ofEvents,
    label: { one: 'region', many: 'regions' },
    kind: region,
    expression: { click: 'region' },
  },
  city: { ...ofEvents, label: { one: 'city', many: 'cities' }, kind: name, expression: { click: 'city' } },
  referer: {
    ...ofEvents,
    label: { one: 'referrer', many: 'referrers' },
    kind: name,
    expression: { click: 'referer_host' },
  },
  referer_url: {
    ...inReports,
    label: { one: 'referring page', many: 'referring pages' },
    kind: address,
    expression: { click: 'cutQueryStringAndFragment(referer)' },
  },
  utm_source: {
    ...ofEvents,
    label: { one: 'UTM source', many: 'UTM sources' },
    kind: exactly,
    expression: { click: 'utm_source' },
  },
  utm_medium: {
    ...ofEvents,
    label: { one: 'UTM medium', many: 'UTM mediums' },
    kind: exactly,
    expression: { click: 'utm_medium' },
  },
  utm_campaign: {
    ...ofEvents,
    label: { one: 'UTM campaign', many: 'UTM campaigns' },
    kind: exactly,
    expression: { click: 'utm_campaign' },
  },
  utm_term: {
    ...inReports,
    label: { one: 'UTM term', many: 'UTM terms' },
    kind: exactly,
    expression: { click: 'utm_term' },
  },
  utm_content: {
    ...inReports,
    label: { one: 'UTM content', many: 'UTM contents' },
    kind: exactly,
    expression: { click: 'utm_content' },
  },
  trigger: {
    ...ofEvents,
    label: { one: 'trigger', many: 'triggers' },
    kind: oneNamed({ link: 'Link', qr: 'QR code', pageview: 'Page view' }),
    expression: { click: 'trigger', impression: null },
  },
  url: {
    ...inReports,
    label: { one: 'destination', many: 'destinations' },
    kind: address,
    expression: { click: 'cutQueryStringAndFragment(url)', impression: null },
  },
  full_url: {
    ...inReports,
    label: { one: 'destination with its query', many: 'destinations with their query' },
    kind: exactly,
    expression: { click: 'url', impression: null },
  },
  link: {
    ...ofEvents,
    label: { one: 'link', many: 'links' },
    kind: link,
    catalog: 'link',
    expression: { click: LINK_ID },
  },
  domain: { ...ofEvents, label: { one: 'domain', many: 'domains' }, kind: name, expression: { click: 'domain' } },
  key: {
    ...inReports,
    label: { one: 'short link key', many: 'short link keys' },
    kind: exactly,
    expression: { click: `if(link = '', '${TRACKING_KEY}', key)` },
  },
  folder: {
    ...ofEvents,
    label: { one: 'folder', many: 'folders' },
    kind: idText,
    catalog: 'folder',
    isOptional: true,
    expression: { click: 'folder' },
  },
  tag: {
    ...ofEvents,
    label: { one: 'tag', many: 'tags' },
    kind: idText,
    catalog: 'tag',
    isOptional: true,
    isList: true,
    expression: { click: 'tags' },
  },
  tenant: { ...inReports, label: { one: 'tenant', many: 'tenants' }, kind: exactly, expression: { click: 'tenant' } },
  customer: {
    ...inReports,
    label: { one: 'customer', many: 'customers' },
    kind: customer,
    isOptional: true,
    expression: {
      click: "if(external_user = '', '', concat('ext_', external_user))",
      conversion: `if(customer = toUUID('${NO_ID}'), '', toString(customer))`,
    },
  },
  sale_type: {
    ...inReports,
    label: { one: 'kind of sale', many: 'kinds of sales' },
    kind: oneOf(...saleTypes),
    expression: {
      click: null,
      impression: null,
      conversion: `if(${SALE}, if(sale_type = '', 'unknown', sale_type), '')`,
    },
  },
  conversion_kind: {
    ...inReports,
    label: { one: 'kind of conversion', many: 'kinds of conversions' },
    kind: oneOf(...conversionKinds),
    expression: { click: null, impression: null, conversion: `if(${SALE}, 'sale', 'lead')` },
  },
} as const satisfies Record<string, DimensionDeclaration>

export type Dimension = keyof typeof dimensions

/** A dimension's declaration, typed so that optional fields can be read. */
export const declarationOf = (dimension: Dimension): DimensionDeclaration => dimensions[dimension]

// Object.keys forgets which keys there are.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const dimensionNames = Object.keys(dimensions) as Dimension[]

export type MenuDimension = {
  [D in Dimension]: (typeof dimensions)[D]['inFilterMenu'] extends true | 'events' ? D : never
}[Dimension]
const isInMenu = (dimension: Dimension): dimension is MenuDimension => dimensions[dimension].inFilterMenu !== false

/** Dimensions that the overview ranks, in order. Those for an audience are left out for others. */
export const overviewBreakdowns = ['publisher', 'advertiser', 'country'] as const satisfies readonly Dimension[]

/** Dimensions of the filter menu of events, in order. */
export const eventMenu = dimensionNames.filter(isInMenu)

/** Dimensions of the filter menu everywhere else, in order. */
export const filterMenu = eventMenu.filter((dimension) => dimensions[dimension].inFilterMenu === true)

/** Corrects a value's case to how it's stored. */
export const storedValue = (dimension: Dimension, text: string): string => storedAs(dimensions[dimension].kind, text)

export function storedAs(kind: Pick<Kind, 'hasUnknown' | 'stored'>, text: string): string {
  return kind.hasUnknown && text.toLowerCase() === UNKNOWN ? UNKNOWN : kind.stored(text)
}

export function isValueOf(kind: Pick<Kind, 'hasUnknown' | 'accepts'>, text: string): boolean {
  return (kind.hasUnknown && text === UNKNOWN) || kind.accepts(text)
}
