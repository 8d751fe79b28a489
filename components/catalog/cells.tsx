import type { ReactNode } from 'react'
import type { Column } from '@/components/tables/column'
import { dateOnly, fullTime, number } from '@/components/ui/format'

/** A cell's content, or a muted word if there's none: a dash unless it has a better one. */
export function orNone(content: ReactNode, none = '–'): ReactNode {
  return content === null || content === undefined || content === '' ? (
    <span className="text-muted">{none}</span>
  ) : (
    content
  )
}

/** A column with a number of things. */
export function countColumn<Row>(id: string, name: string, count: (row: Row) => number): Column<Row> {
  return { id, name, width: '6rem', isFigure: true, cell: (row) => number(count(row)), text: count }
}

/** A column with the day of a time, and the exact time on hover. Hidden until chosen. */
export function timeColumn<Field extends 'created_at' | 'updated_at'>(
  field: Field,
  name: string,
  timezone: string,
): Column<Record<Field, string>> {
  return {
    id: field,
    name,
    width: '7rem',
    sort: field,
    sortsDown: true,
    isExtra: true,
    zone: timezone,
    cell: (row) => <span title={fullTime(row[field], timezone)}>{dateOnly(row[field], timezone)}</span>,
    text: (row) => row[field],
  }
}
