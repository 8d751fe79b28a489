// The words that clicks have in dimensions of a few fixed values, as they're stored. Safe in the browser.

/** How a filter names the value of clicks that have none: a click without a known country has '' there. */
export const UNKNOWN = '(unknown)'

const fixed: Readonly<Record<string, readonly string[]>> = {
  device: ['Desktop', 'Mobile', 'Tablet', 'SmartTV', 'Console', 'Wearable'],
  status: ['Approved', 'Rejected'],
}

/** The values that a dimension can have, where they're known ahead. */
export const fixedValues = (dimension: string): readonly string[] | undefined => fixed[dimension]

/** The one of these words that the text spells in whatever case, or the text itself. */
export function spelledAs(words: readonly string[], text: string): string {
  const lower = text.toLowerCase()
  return words.find((word) => word.toLowerCase() === lower) ?? text
}

/** A value as clicks have it, whatever the case it's asked for in. */
export function storedValue(dimension: string, text: string): string {
  if (text.toLowerCase() === UNKNOWN) return UNKNOWN
  if (dimension === 'country') return text.toUpperCase()
  if (dimension === 'campaign') return text.toLowerCase()
  return spelledAs(fixed[dimension] ?? [], text)
}
