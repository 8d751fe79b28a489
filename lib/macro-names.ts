/** The macros that URLs can contain: {click_id}. lib/macros.ts fills them in. Safe in the browser. */
export const macroNames = [
  'click_id',
  'transaction_id',
  'external_transaction_id',
  'sub_id',
  'sub_id_2',
  'sub_id_3',
  'sub_id_4',
  'sub_id_5',
  'sub_id_6',
  'publisher_id',
  'publisher_slug',
  'offer_id',
  'advertiser_id',
  'network_id',
  'landing_page_id',
  'campaign_id',
  'country',
  'region',
  'city',
  'device',
  'os',
  'browser',
  'language',
  'timestamp',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
] as const
export type MacroName = (typeof macroNames)[number]

/** The macros that only postbacks about conversions can contain, besides those of the click. */
export const conversionMacroNames = [
  'conversion_id',
  'event_id',
  'event_name',
  'status',
  'reason',
  'payout',
  'revenue',
  'currency',
  'amount',
  'amount_currency',
  'external_id',
  'conversion_time',
] as const
export type ConversionMacroName = (typeof conversionMacroNames)[number]

/** Matches a macro, whose braces may be percent-encoded. */
export const macroPattern = /(?:\{|%7b)([a-z][a-z0-9_]*)(?:\}|%7d)/gi

/** The names in the text that look like macros, in lowercase. */
export function macrosIn(text: string): string[] {
  return [...text.matchAll(macroPattern)].map(([, name = '']) => name.toLowerCase())
}

const known: ReadonlySet<string> = new Set(macroNames)

/** The names in the text that look like macros but aren't. */
export function unknownMacros(text: string): string[] {
  return [...text.matchAll(macroPattern)].flatMap(([, name = '']) => (known.has(name.toLowerCase()) ? [] : [name]))
}

/** Macros as people write them. */
export const inBraces = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ')
