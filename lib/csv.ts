import { localTime } from './days'

// CSV for spreadsheets. The browser and the server produce the same.

/** Excel reads a file that starts with this mark as UTF-8, and any other file in the machine's code page. */
export const byteOrderMark = '\ufeff'

/** What can precede the first visible character: spaces and zero-width characters. Some importers skip them. */
const unseen = /^[\s\p{C}]+/u
const startsOddly = /^[\p{Cc}\u2028\u2029]/u
const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text)

/** Whether a spreadsheet would treat the text as a formula. Some read full-width signs like the ordinary ones. */
function isFormula(text: string): boolean {
  if (startsOddly.test(text)) return true
  const first = text.replace(unseen, '').charAt(0).normalize('NFKC')
  return '=+-@'.includes(first) && first !== '' && !isNumber(text)
}

/**
 * Text as `csvLine` would write a formula, also if it only looks like one that was written that way, so that `unescaped` gives it back.
 */
export const escaped = (text: string): string =>
  /^'+/.test(text) && isFormula(text.replace(/^'+/, '')) ? `'${text}` : text

/** Text from a file whose formulas became text. */
export const unescaped = (text: string): string =>
  text.startsWith("'") && isFormula(text.replace(/^'+/, '')) ? text.slice(1) : text

/** One field (RFC 4180). Formulas become text, because visitors choose sub IDs and referrers. */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = isFormula(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of CSV. */
export function csvLine(values: readonly (string | number)[]): string {
  return `${values.map(field).join(',')}\r\n`
}

/** An ISO time as local time in an IANA zone, `2026-11-21 14:03:22`, which spreadsheets recognize as a time. Name the zone in the header. */
export function csvTime(iso: string, timezone: string): string {
  if (iso === '') return ''
  return localTime(new Date(iso), timezone)
}
