// CSV as spreadsheets open it. The browser and the server write the same.

/** Excel takes a file that begins with it for UTF-8, and one without for the code page of the machine. */
export const byteOrderMark = '\ufeff'

/** What stands before the first visible character: spaces, and characters that take no room. Importers skip some of them. */
const unseen = /^[\s\p{C}]+/u
const startsOddly = /^[\p{Cc}\u2028\u2029]/u
const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text)

/** Whether a spreadsheet would take the text for a formula. Some read full-width signs as the plain ones. */
function isFormula(text: string): boolean {
  if (startsOddly.test(text)) return true
  const first = text.replace(unseen, '').charAt(0).normalize('NFKC')
  return '=+-@'.includes(first) && first !== '' && !isNumber(text)
}

/** One field (RFC 4180). Formulas become text: visitors choose sub IDs and referrers. */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = isFormula(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of CSV. */
export function csvLine(values: readonly (string | number)[]): string {
  return `${values.map(field).join(',')}\r\n`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** An ISO time as the clocks of an IANA zone show it, `2026-11-21 14:03:22`, which spreadsheets know for a time. Name the zone in the head. */
export function csvTime(iso: string, timezone: string): string {
  if (iso === '') return ''
  let clock = clocks.get(timezone)
  if (!clock) {
    // Swedish writes times this way.
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' })
    clocks.set(timezone, clock)
  }
  return clock.format(new Date(iso))
}
