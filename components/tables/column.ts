import type { ReactNode } from 'react'
import type { Params } from '../url-state'

/** One column of a table. The first visible one stays in view when the table is scrolled sideways. */
export type Column<Row> = {
  id: string
  name: string
  cell: (row: Row) => ReactNode
  /** The same as text or number for CSV. */
  text: (row: Row) => string | number
  /** Figures stand right. */
  isFigure?: boolean
  /** What to sort by, in the URL's words; only where the server can. */
  sort?: string
  /** Sorted the first time from the greatest or newest down, as figures and times are; else from A. */
  sortsDown?: true
  /** What stands in the totals row. */
  total?: ReactNode
  /** A key column: shown on phones, where the rest is in the details. */
  onPhones?: boolean
  /** Its CSS width there; key columns without one share the rest. */
  phoneWidth?: string
  /** Not shown until chosen. */
  isExtra?: boolean
  /** CSS width of the column's skeleton and its least width. */
  width: string
}

/** The columns to show, in order: those the URL names, or all that aren't extra if it names none that exist. The first column of all is always shown. */
export function visibleColumns<Row>(columns: Column<Row>[], params: Params): Column<Row>[] {
  const named = new Set(params.get('columns')?.toLowerCase().split(','))
  const found = [...named].flatMap((name) => columns.find(({ id }) => id.toLowerCase() === name) ?? [])
  if (found.length === 0) return columns.filter((column) => !column.isExtra)
  const [key] = columns
  return key && !found.includes(key) ? [key, ...found] : found
}

/** What the URL has to say for these columns in this order; null for the default. */
export function columnsParameter<Row>(columns: Column<Row>[], shown: string[]): string | null {
  const usual = columns.filter((column) => !column.isExtra).map(({ id }) => id)
  return shown.join() === usual.join() ? null : shown.join()
}
