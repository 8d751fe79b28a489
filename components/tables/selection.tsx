'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { problemFrom } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { Noun } from './paging'
import type { RowsTable } from './rows-table'

/** Bulk actions of a table. */
export type Selection<Row> = {
  /** What to call a row: "Select {name}". */
  rowName: (row: Row) => string
  /** Shown while rows are selected. `clear` selects none, for after the action. */
  renderActions: (rows: Row[], clear: () => void) => ReactNode
  /** Lets people select the rows of all pages. */
  allMatching?: AllMatching<Row> | undefined
}

/** All rows that match the filters. */
type AllMatching<Row> = {
  count: number
  noun: Noun
  /** The most rows that an action takes. If there are more, people are asked to narrow the list. */
  most: number
} & (
  | { collect: () => Promise<Row[]> }
  /** For actions that find the rows themselves. */
  | { renderActions: (clear: () => void) => ReactNode }
)

type TableRow<Row extends object> = ReturnType<RowsTable<Row>['getRowModel']>['rows'][number]

// As wide as the first column's offset in data-table.tsx.
const cell = 'w-11 min-w-11 md:sticky md:left-0'
// The label is the hit area around the small checkbox.
const hitArea = 'flex h-10 w-11 items-center justify-center'
const box = 'size-4 shrink-0 accent-accent'

/** The header's checkbox, for all rows of the page. */
export function SelectAll<Row extends object>({ table }: { table: RowsTable<Row> }) {
  const t = useTranslations('tables.selection')
  const all = table.getRowModel().rows.length > 0 && table.getIsAllRowsSelected()
  const some = table.getIsSomeRowsSelected()
  return (
    <th scope="col" className={cn(cell, 'border-b bg-surface-raised md:z-30')}>
      <label className={hitArea}>
        <input
          ref={(input) => {
            // HTML has no attribute for it.
            if (input) input.indeterminate = some && !all
          }}
          type="checkbox"
          aria-label={t('all')}
          checked={all}
          onChange={table.getToggleAllRowsSelectedHandler()}
          className={box}
        />
      </label>
    </th>
  )
}

/** The place of a checkbox in rows that can't be selected: totals and skeletons. */
export function NoCheckbox({ className }: { className?: string }) {
  return <td aria-hidden className={cn(cell, 'border-b', className)} />
}

/** A row's checkbox. With Shift, it also selects the rows between this one and the one before. */
export function SelectRow<Row extends object>({
  row,
  name,
  className,
}: {
  row: TableRow<Row>
  name: string
  className: string
}) {
  const t = useTranslations('tables.selection')
  return (
    <td className={cn(cell, 'md:z-10', className)}>
      <label className={hitArea}>
        <input
          type="checkbox"
          aria-label={t('row', { name })}
          checked={row.getIsSelected()}
          onChange={row.getToggleSelectedHandler()}
          className={box}
        />
      </label>
    </td>
  )
}

/** Offers to select the rows of the other pages, too, once all rows of this one are selected. */
function SelectAllMatching<Row>({
  all,
  onCollected,
}: {
  all: AllMatching<Row>
  onCollected: (rows: Row[] | 'all') => void
}) {
  const { count, noun, most } = all
  const t = useTranslations('tables.selection')
  const totals = useTranslations('tables.paging.total')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  if (count > most) return <p className="text-muted">{t('tooMany', { most })}</p>

  async function select() {
    setBusy(true)
    setProblem(null)
    try {
      onCollected('collect' in all ? await all.collect() : 'all')
    } catch (error) {
      setProblem(problemFrom(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button variant="ghost" className="text-accent" busy={busy} onClick={() => void select()}>
        {busy ? t('selecting') : t('allMatching', { things: totals(noun, { count }) })}
      </Button>
      {problem !== null && (
        <p role="alert" className="text-negative">
          {t('failed', { message: problem })}
        </p>
      )}
    </>
  )
}

/** How many rows are selected, and what to do with them. Says so to screen readers, which don't see the checkboxes change the bar. */
export function SelectionBar<Row extends object>({
  table,
  question,
  renderActions,
  allMatching,
}: {
  table: RowsTable<Row>
  question: string
} & Pick<Selection<Row>, 'renderActions' | 'allMatching'>) {
  const t = useTranslations('tables.selection')
  const onPage = table.getSelectedRowModel().rows.map(({ original }) => original)
  const isWholePage = onPage.length > 0 && table.getIsAllRowsSelected()
  /** The rows of all pages, once selected. They belong to the question, and stay only while all rows of the page are selected. */
  const [beyond, setBeyond] = useState<{ question: string; rows: Row[] | 'all' } | null>(null)
  const isBeyond = beyond !== null && isWholePage && beyond.question === question
  if (beyond !== null && !isBeyond) setBeyond(null)
  const rows = isBeyond && beyond.rows !== 'all' ? beyond.rows : onPage
  const isAll = isBeyond && beyond.rows === 'all' && allMatching !== undefined
  const clear = () => table.resetRowSelection(true)
  return (
    <section
      aria-label={t('label')}
      className={cn('flex flex-wrap items-center gap-2', rows.length === 0 && 'sr-only')}
    >
      <output className="font-medium tabular-nums">
        {rows.length > 0 && t('count', { count: isAll ? allMatching.count : rows.length })}
      </output>
      {rows.length > 0 && (
        <>
          {isWholePage && !isBeyond && allMatching && allMatching.count > rows.length && (
            <SelectAllMatching all={allMatching} onCollected={(all) => setBeyond({ question, rows: all })} />
          )}
          {isAll && 'renderActions' in allMatching ? allMatching.renderActions(clear) : renderActions(rows, clear)}
          <Button variant="ghost" onClick={clear}>
            {t('clear')}
          </Button>
        </>
      )}
    </section>
  )
}
