'use client'

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/small'
import { isBrowsersClick, UrlLink } from '@/components/url-link'
import { withQuestion } from '@/components/url-state'
import { useUrl } from '@/components/use-url'
import type { Column, DrawnColumn } from './column'

const side = (column: Column<never>) => (column.isFigure ? 'text-right tabular-nums' : 'text-left')
/** Phones show only the key columns. The rest is in the details. */
const place = { both: '', wide: 'max-md:hidden', phones: 'md:hidden' } as const satisfies Record<
  DrawnColumn<never>['on'],
  string
>
const cell = 'h-10 px-2 whitespace-nowrap first:pl-4 last:pr-4 md:min-w-(--width) md:px-3 md:first:pl-5 md:last:pr-5'
/** The minimum width. Phones ignore it, since the key columns share the screen's width there. */
const widthOf = ({ width, phoneWidth = 'auto' }: Column<never>): CSSProperties & Record<`--${string}`, string> => ({
  '--width': width,
  '--phone': phoneWidth,
})
const pinned = 'md:first:sticky md:first:left-0'

function Head<Row>({ column, on, defaultSort }: DrawnColumn<Row> & { defaultSort: string | undefined }) {
  const t = useTranslations('tables')
  const { params } = useUrl()
  const sort = params.get('sort') ?? defaultSort
  const isSorted = column.sort !== undefined && (sort === column.sort || sort === `-${column.sort}`)
  const isDown = sort === `-${column.sort}`
  const next = isSorted ? !isDown : (column.sortsDown ?? false)
  const Icon = isSorted ? (isDown ? ArrowDown : ArrowUp) : ChevronsUpDown
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : undefined}
      style={widthOf(column)}
      className={cn(
        cell,
        pinned,
        side(column),
        place[on],
        'border-b bg-surface-raised text-sm font-medium text-muted max-md:w-(--phone) md:first:z-30',
      )}
    >
      {column.sort === undefined ? (
        column.name
      ) : (
        <UrlLink
          to={withQuestion(params, { sort: next ? `-${column.sort}` : column.sort })}
          className={cn(
            'hit-area inline-flex items-center gap-1 align-middle hover:text-text',
            column.isFigure && 'flex-row-reverse',
            isSorted && 'text-text',
          )}
          title={t('sort', { column: column.name })}
        >
          {column.name}
          <Icon className={cn('size-3.5', !isSorted && 'opacity-50')} aria-hidden />
        </UrlLink>
      )}
    </th>
  )
}

/**
 * Rows with a sticky header, first column, and totals row. Clicking a row opens its details. For keyboards, columns put a link to them in
 * the first cell.
 */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  isOpen,
  skeletonRows,
  outdated,
  empty,
  defaultSort,
}: {
  label: string
  columns: DrawnColumn<Row>[]
  /** Undefined while loading. */
  rows: Row[] | undefined
  rowKey: (row: Row) => string
  onOpen: (row: Row) => void
  isOpen: (row: Row) => boolean
  skeletonRows: number
  outdated: boolean
  empty: ReactNode
  /** The sort order if the URL doesn't set one. */
  defaultSort?: string | undefined
}) {
  const t = useTranslations('tables')
  const hasTotals = columns.some(({ column }) => column.total !== undefined)

  function onRowClick(event: MouseEvent, row: Row) {
    const target = event.target
    // Links and buttons in the row handle their own clicks, and selecting text isn't a click.
    if (
      isBrowsersClick(event) ||
      !(target instanceof Element) ||
      target.closest('a, button') ||
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
      aria-busy={outdated || !rows}
    >
      <table className="w-full border-separate max-md:table-fixed border-spacing-0">
        <thead className="top-0 z-20 max-md:top-14 md:sticky">
          <tr>
            {columns.map(({ column, on }) => (
              <Head key={column.id} column={column} on={on} defaultSort={defaultSort} />
            ))}
          </tr>
          {hasTotals && (
            <tr>
              {columns.map(({ column, on }, index) => (
                <td
                  key={column.id}
                  className={cn(
                    cell,
                    pinned,
                    side(column),
                    place[on],
                    'border-b bg-surface font-semibold md:first:z-30',
                  )}
                >
                  {column.total ?? (index === 0 ? t('total') : '')}
                </td>
              ))}
            </tr>
          )}
        </thead>
        <tbody className={cn('transition-opacity duration-100', outdated && 'opacity-60')}>
          {rows === undefined &&
            Array.from({ length: skeletonRows }, (_, row) => (
              // oxlint-disable-next-line react/no-array-index-key -- skeletons have nothing else
              <tr key={row}>
                {columns.map(({ column, on }) => (
                  <td key={column.id} className={cn(cell, place[on], 'border-b')} style={widthOf(column)}>
                    <Skeleton className={cn('h-3.5 w-3/4', column.isFigure && 'ml-auto w-1/2')} />
                  </td>
                ))}
              </tr>
            ))}
          {rows?.map((row) => (
            <tr key={rowKey(row)} onClick={(event) => onRowClick(event, row)} className="group cursor-default">
              {columns.map(({ column, on }) => (
                <td
                  key={column.id}
                  style={widthOf(column)}
                  className={cn(
                    cell,
                    pinned,
                    side(column),
                    place[on],
                    column.wraps && 'max-md:py-2 max-md:whitespace-normal',
                    'max-w-56 truncate border-b group-last:border-b-0 group-hover:bg-surface-sunken md:first:z-10',
                    isOpen(row) ? 'bg-accent-soft' : 'bg-surface-raised',
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows?.length === 0 && empty}
    </section>
  )
}
