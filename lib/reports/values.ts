// Fixed values of some dimensions, as stored with clicks. Safe in the browser.

/** How filters refer to clicks that have no value: a click without a known country has '' as its country. */
export const UNKNOWN = '(unknown)'

const fixed: Readonly<Record<string, readonly string[]>> = {
  device: ['Desktop', 'Mobile', 'Tablet', 'SmartTV', 'Console', 'Wearable'],
  status: ['Approved', 'Rejected'],
}

/** A dimension's possible values, if they're known in advance. */
export const fixedValues = (dimension: string): readonly string[] | undefined => fixed[dimension]

/** The word that matches the text regardless of case, or the text itself. */
export function spelledAs(words: readonly string[], text: string): string {
  const lower = text.toLowerCase()
  return words.find((word) => word.toLowerCase() === lower) ?? text
}

/** A value in the form stored with clicks, regardless of the case it's given in. */
export function storedValue(dimension: string, text: string): string {
  if (text.toLowerCase() === UNKNOWN) return UNKNOWN
  if (dimension === 'country') return text.toUpperCase()
  if (dimension === 'campaign') return text.toLowerCase()
  return spelledAs(fixed[dimension] ?? [], text)
}
