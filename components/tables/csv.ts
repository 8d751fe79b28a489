import { csvLine } from '@/lib/csv'
import type { Column } from './column'

/** The rows as CSV with a head line, in the columns that are shown. */
export function toCsv<Row>(columns: Column<Row>[], rows: Row[]): string {
  return [csvLine(columns.map(({ name }) => name)), ...rows.map((row) => csvLine(columns.map(({ text }) => text(row))))].join('')
}
