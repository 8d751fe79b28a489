import type { Column } from './column'

/** One field (RFC 4180). Text that a spreadsheet would run as a formula is disarmed: visitors write sub ids and referrers. */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The rows as CSV with a head line, in the columns that are shown. */
export function toCsv<Row>(columns: Column<Row>[], rows: Row[]): string {
  const lines = [columns.map(({ name }) => field(name)), ...rows.map((row) => columns.map(({ text }) => field(text(row))))]
  return lines.map((line) => `${line.join(',')}\r\n`).join('')
}
