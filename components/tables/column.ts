import type { SortingState } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import type { Params } from '@/components/url/url-state'

/** One column of a table. The first visible one stays in view when the table scrolls sideways. */
export type Column<Row> = {
  id: string
  name: string
  cell: (row: Row) => ReactNode
  /** The cell's content as text or a number, for CSV. */
  text: (row: Row) => string | number
  /** Set if `text` is an ISO time. CSV shows it in this IANA zone and names the zone in the header. */
  zone?: string
  /** Numbers are right-aligned. */
  isFigure?: boolean
  /** The URL's name for sorting by it. Only set if the server can. */
  sort?: string
  /** Sorts in descending order first, as for numbers and times. */
  sortsDown?: true
  /** Content of the totals row. */
  total?: ReactNode
  /** A key column: shown on phones, where the other columns are in the details. */
  onPhones?: boolean
  /** Its CSS width on phones. Key columns without one share the rest. */
  phoneWidth?: string
  /** Its content may take two lines on phones. */
  wraps?: true
  /** Hidden until chosen. */
  isExtra?: boolean
  /** CSS width of the column's skeleton and its minimum width. */
  width: string
}

/** The columns to show, in order: those the URL names, or all but the extra ones if it names none that exist. Always includes the first of all columns. */
export function visibleColumns<Row>(columns: Column<Row>[], params: Params): Column<Row>[] {
  const named = new Set(params.get('columns')?.toLowerCase().split(','))
  const found = [...named].flatMap((name) => columns.find(({ id }) => id.toLowerCase() === name) ?? [])
  if (found.length === 0) return columns.filter((column) => !column.isExtra)
  const [key] = columns
  return key && !found.includes(key) ? [key, ...found] : found
}

/** The URL's value for these columns in this order; null for the default. */
export function columnsParameter<Row>(columns: Column<Row>[], shown: string[]): string | null {
  const usual = columns.filter((column) => !column.isExtra).map(({ id }) => id)
  return shown.join() === usual.join() ? null : shown.join()
}

/** How the rows are sorted, by the URL or by default. Empty if no column sorts that way, which the server refuses with an explanation. */
export function sortingOf<Row>(columns: Column<Row>[], params: Params, defaultSort?: string): SortingState {
  const sort = params.get('sort') ?? defaultSort
  const desc = sort?.startsWith('-') ?? false
  const name = desc ? sort?.slice(1) : sort
  const column = columns.find((candidate) => candidate.sort !== undefined && candidate.sort === name)
  return column ? [{ id: column.id, desc }] : []
}
