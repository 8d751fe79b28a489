'use client'

import {
  columnOrderingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  metaHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type ReactTable,
  type RowSelectionState,
} from '@tanstack/react-table'
import { useState } from 'react'
import { withParams, type Params } from '@/components/url/url-state'
import { columnsParameter, sortingOf, visibleColumns, type Column } from './column'

/** What tables can do. The server sorts and pages, so the browser needs no code for either. */
const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  columnMeta: metaHelper<{ name: string }>(),
})

export type RowsTable<Row extends object> = ReactTable<typeof features, Row>
export type TableColumn<Row extends object> = ReturnType<RowsTable<Row>['getAllLeafColumns']>[number]

// Without `cell`: the library would render it as a component, and a new function on each render mounts every cell anew, which loses focus.
const defined = <Row extends object>(column: Column<Row>, isKey: boolean): ColumnDef<typeof features, Row> => ({
  id: column.id,
  accessorFn: column.text,
  enableHiding: !isKey,
  enableSorting: column.sort !== undefined,
  sortDescFirst: column.sortsDown ?? false,
  meta: { name: column.name },
})

const loading: never[] = []

/**
 * A table whose columns and sort order are in the URL, and whose rows are one page of the server's answer. Selected rows belong to the
 * question: another page or filter starts with none selected, so people never act on rows they don't see.
 */
export function useRowsTable<Row extends object>({
  columns,
  rows = loading,
  rowKey,
  question,
  params,
  show,
  defaultSort,
  isSelectable = false,
}: {
  columns: Column<Row>[]
  /** Undefined while loading. */
  rows: Row[] | undefined
  rowKey: (row: Row) => string
  question: string
  params: Params
  /** Goes to a URL that shows other columns. */
  show: (next: URLSearchParams) => void
  defaultSort?: string | undefined
  isSelectable?: boolean
}): RowsTable<Row> {
  const [selected, setSelected] = useState<{ question: string; rows: RowSelectionState }>({ question, rows: {} })
  const rowSelection = selected.question === question ? selected.rows : {}
  const visible = visibleColumns(columns, params).map(({ id }) => id)
  const columnOrder = [...visible, ...columns.map(({ id }) => id).filter((id) => !visible.includes(id))]
  const columnVisibility = Object.fromEntries(columnOrder.map((id) => [id, visible.includes(id)]))
  const showColumns = (ids: string[]) => show(withParams(params, { columns: columnsParameter(columns, ids) }))
  return useTable({
    features,
    columns: columns.map((column, index) => defined(column, index === 0)),
    data: rows,
    getRowId: rowKey,
    manualSorting: true,
    enableMultiSort: false,
    enableSortingRemoval: false,
    enableRowSelection: isSelectable,
    state: { columnOrder, columnVisibility, rowSelection, sorting: sortingOf(columns, params, defaultSort) },
    onColumnOrderChange: (change) =>
      showColumns(functionalUpdate(change, columnOrder).filter((id) => visible.includes(id))),
    onColumnVisibilityChange: (change) => {
      const next = functionalUpdate(change, columnVisibility)
      showColumns(columnOrder.filter((id) => next[id]))
    },
    onRowSelectionChange: (change) =>
      setSelected((old) => ({ question, rows: functionalUpdate(change, old.question === question ? old.rows : {}) })),
  })
}
