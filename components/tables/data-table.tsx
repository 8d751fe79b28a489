'use client'

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/small'
import { isBrowsersClick, UrlLink } from '@/components/url/url-link'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import type { Column } from './column'
import type { RowsTable, TableColumn } from './rows-table'
import { NoCheckbox, SelectAll, SelectRow } from './selection'

/** A column, its declaration, and the classes that its cells share. */
type Drawn<Row extends object> = {
  column: TableColumn<Row>
  declared: Column<Row>
  className: string
  isFirst: boolean
}

const side = (column: Column<never>) => (column.isFigure ? 'text-right tabular-nums' : 'text-left')
/** Phones show only the key columns, whatever was chosen on a wider screen. The rest is in the details. */
const place = { both: '', wide: 'max-md:hidden', phones: 'md:hidden' } as const
const cell = 'h-10 px-2 whitespace-nowrap first:pl-4 last:pr-4 md:min-w-(--width) md:px-3 md:first:pl-5 md:last:pr-5'
/** The minimum width. Phones ignore it, since the key columns share the screen's width there. */
const widthOf = ({ width, phoneWidth = 'auto' }: Column<never>): CSSProperties & Record<`--${string}`, string> => ({
  '--width': width,
  '--phone': phoneWidth,
})
/** Keeps the first column in view when the table scrolls sideways, to the right of the checkboxes if there are any. */
const pinned = (isSelectable: boolean) => cn('md:sticky', isSelectable ? 'md:left-11' : 'md:left-0')

/** The visible columns on wide screens, plus the key columns for phones, which have no room for other choices. */
function drawnColumns<Row extends object>(table: RowsTable<Row>, columns: Column<Row>[]): Drawn<Row>[] {
  const isSelectable = table.options.enableRowSelection === true
  return table.getAllLeafColumns().flatMap((column) => {
    const declared = columns.find(({ id }) => id === column.id)
    if (!declared || !(column.getIsVisible() || declared.onPhones)) return []
    const on = column.getIsVisible() ? (declared.onPhones ? 'both' : 'wide') : 'phones'
    const isFirst = column.getIsFirstColumn()
    return [
      { column, declared, isFirst, className: cn(cell, isFirst && pinned(isSelectable), side(declared), place[on]) },
    ]
  })
}

function SortLink<Row extends object>({ column, declared }: Drawn<Row>) {
  const t = useTranslations('tables')
  const { params } = useUrl()
  const sorted = column.getIsSorted()
  const sign = column.getNextSortingOrder() === 'desc' ? '-' : ''
  const Icon = sorted ? (sorted === 'desc' ? ArrowDown : ArrowUp) : ChevronsUpDown
  return (
    <UrlLink
      to={withQuestion(params, { sort: `${sign}${declared.sort}` })}
      className={cn(
        'hit-area inline-flex items-center gap-1 align-middle hover:text-text',
        declared.isFigure && 'flex-row-reverse',
        sorted && 'text-text',
      )}
      title={t('sort', { column: declared.name })}
    >
      {declared.name}
      <Icon className={cn('size-3.5', !sorted && 'opacity-50')} aria-hidden />
    </UrlLink>
  )
}

function Head<Row extends object>(drawn: Drawn<Row>) {
  const { column, declared, className, isFirst } = drawn
  const sorted = column.getIsSorted()
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sorted === 'desc' ? 'descending' : 'ascending') : undefined}
      style={widthOf(declared)}
      className={cn(
        className,
        'border-b bg-surface-raised text-sm font-medium text-muted max-md:w-(--phone)',
        isFirst && 'md:z-30',
      )}
    >
      {column.getCanSort() ? <SortLink {...drawn} /> : declared.name}
    </th>
  )
}

/**
 * Rows with a sticky header, first column, and totals row. Clicking a row opens its details. For keyboards, columns put a link to them in
 * the first cell.
 */
export function DataTable<Row extends object>({
  label,
  table,
  columns,
  rowName,
  onOpen,
  isOpen,
  isNew = () => false,
  skeletonRows,
  loading,
  outdated,
  empty,
}: {
  label: string
  table: RowsTable<Row>
  columns: Column<Row>[]
  /** What to call a row when selecting it. Only for tables with selection. */
  rowName?: ((row: Row) => string) | undefined
  onOpen: (row: Row) => void
  isOpen: (row: Row) => boolean
  /** Rows to mark, because they've just come in. */
  isNew?: ((row: Row) => boolean) | undefined
  skeletonRows: number
  loading: boolean
  outdated: boolean
  empty: ReactNode
}) {
  const t = useTranslations('tables')
  const drawn = drawnColumns(table, columns)
  const { rows } = table.getRowModel()
  const hasTotals = drawn.some(({ declared }) => declared.total !== undefined)
  const isSelectable = rowName !== undefined

  function onRowClick(event: MouseEvent, row: Row) {
    const target = event.target
    // Links and controls in the row handle their own clicks, and selecting text isn't a click.
    if (
      isBrowsersClick(event) ||
      !(target instanceof Element) ||
      target.closest('a, button, label') ||
      window.getSelection()?.type === 'Range'
    )
      return
    onOpen(row)
  }
  return (
    // Focusable, so people can scroll it without a mouse.
    <section
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="scrollbar-thin min-h-0 flex-1 -outline-offset-2! md:overflow-auto"
      aria-busy={outdated || loading}
    >
      <table className="w-full border-separate max-md:table-fixed border-spacing-0">
        <thead className="top-0 z-20 max-md:top-14 md:sticky">
          <tr>
            {isSelectable && <SelectAll table={table} />}
            {drawn.map((one) => (
              <Head key={one.column.id} {...one} />
            ))}
          </tr>
          {hasTotals && (
            <tr>
              {isSelectable && <NoCheckbox className="bg-surface md:z-30" />}
              {drawn.map(({ column, declared, className, isFirst }, index) => (
                <td
                  key={column.id}
                  className={cn(className, 'border-b bg-surface font-semibold', isFirst && 'md:z-30')}
                >
                  {declared.total ?? (index === 0 ? t('total') : '')}
                </td>
              ))}
            </tr>
          )}
        </thead>
        <tbody className={cn('transition-opacity duration-100', outdated && 'opacity-60')}>
          {loading &&
            Array.from({ length: skeletonRows }, (_, row) => (
              // oxlint-disable-next-line react/no-array-index-key -- skeletons have nothing else
              <tr key={row}>
                {isSelectable && <NoCheckbox />}
                {drawn.map(({ column, declared, className }) => (
                  <td key={column.id} className={cn(className, 'border-b')} style={widthOf(declared)}>
                    <Skeleton className={cn('h-3.5 w-3/4', declared.isFigure && 'ml-auto w-1/2')} />
                  </td>
                ))}
              </tr>
            ))}
          {rows.map((row) => {
            const background = cn(
              'border-b group-last:border-b-0 group-hover:bg-surface-sunken',
              isOpen(row.original) || row.getIsSelected() ? 'bg-accent-soft' : 'bg-surface-raised',
            )
            return (
              <tr key={row.id} onClick={(event) => onRowClick(event, row.original)} className="group cursor-default">
                {isSelectable && <SelectRow row={row} name={rowName(row.original)} className={background} />}
                {drawn.map(({ column, declared, className, isFirst }) => (
                  <td
                    key={column.id}
                    style={widthOf(declared)}
                    className={cn(
                      className,
                      declared.wraps && 'max-md:py-2 max-md:whitespace-normal',
                      'max-w-56 truncate',
                      isFirst && 'md:z-10',
                      isFirst && isNew(row.original) && 'shadow-[inset_3px_0_0_var(--accent)]',
                      background,
                    )}
                  >
                    {declared.cell(row.original)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {!loading && rows.length === 0 && empty}
    </section>
  )
}
