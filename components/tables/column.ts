import type { ReactNode } from 'react'
import type { Params } from '../url-state'

/** One column of a table. The first visible one stays in view when the table scrolls sideways. */
export type Column<Row> = {
  id: string
  name: string
  cell: (row: Row) => ReactNode
  /** The same as text or a number, for CSV. */
  text: (row: Row) => string | number
  /** `text` is an ISO time: CSV has it in this IANA zone, which the head names. */
  zone?: string
  /** Numbers are right-aligned. */
  isFigure?: boolean
  /** What to sort by, in the URL's words; only where the server can. */
  sort?: string
  /** The first sort is descending, as for numbers and times; otherwise from A. */
  sortsDown?: true
  /** Content of the totals row. */
  total?: ReactNode
  /** A key column: shown on phones, where the rest is in the details. */
  onPhones?: boolean
  /** Its CSS width there. Key columns without one share the rest. */
  phoneWidth?: string
  /** Its content may take two lines on phones. */
  wraps?: true
  /** Hidden until chosen. */
  isExtra?: boolean
  /** CSS width of the column's skeleton and its minimum width. */
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

/** A column, and the screens it's drawn on. */
export type DrawnColumn<Row> = { column: Column<Row>; on: 'both' | 'wide' | 'phones' }

/** The visible columns for wide screens. Phones show the key columns whatever was chosen: they have no room for a choice. */
export function drawnColumns<Row>(columns: Column<Row>[], params: Params): DrawnColumn<Row>[] {
  const shown = visibleColumns(columns, params)
  const rest = columns.filter((column) => column.onPhones && !shown.includes(column))
  return [
    ...shown.map((column) => ({ column, on: column.onPhones ? ('both' as const) : ('wide' as const) })),
    ...rest.map((column) => ({ column, on: 'phones' as const })),
  ]
}

/** The URL's value for these columns in this order; null for the default. */
export function columnsParameter<Row>(columns: Column<Row>[], shown: string[]): string | null {
  const usual = columns.filter((column) => !column.isExtra).map(({ id }) => id)
  return shown.join() === usual.join() ? null : shown.join()
}
