import { csvLine, csvTime } from '@/lib/csv'
import type { Column } from './column'

/** The rows as CSV with a header line, in the given columns. */
export function toCsv<Row>(columns: Column<Row>[], rows: Row[]): string {
  const head = columns.map(({ name, zone }) => (zone ? `${name} (${zone})` : name))
  const line = (row: Row) => columns.map(({ text, zone }) => (zone ? csvTime(String(text(row)), zone) : text(row)))
  return [head, ...rows.map(line)].map(csvLine).join('')
}
