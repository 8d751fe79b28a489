'use client'

import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { PopoverPanel } from '@/components/ui/overlay'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import type { RowsTable } from './rows-table'

/** Chooses which columns to show, and in what order. Visible ones come first. Not on phones, which always show the key columns. */
export function ColumnMenu<Row extends object>({ table }: { table: RowsTable<Row> }) {
  const t = useTranslations('tables')
  const { params, go } = useUrl()
  const order = table.getAllLeafColumns()
  const shown = table.getVisibleLeafColumns()

  function move(id: string, by: -1 | 1) {
    const ids = order.map((column) => column.id)
    const index = ids.indexOf(id)
    table.setColumnOrder(ids.toSpliced(index, 1).toSpliced(index + by, 0, id))
  }
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button className="max-md:hidden">
          <Columns3 className="text-muted" aria-hidden />
          {t('columns')}
        </Button>
      </Popover.Trigger>
      <PopoverPanel align="end" className="w-64 p-1" aria-label={t('columns')}>
        <ul>
          {order.map((column) => {
            const { id } = column
            const name = column.columnDef.meta?.name ?? id
            const isShown = column.getIsVisible()
            const index = column.getIndex()
            return (
              <li key={id} className="flex items-center rounded-control hover:bg-surface-sunken">
                <label
                  htmlFor={`column-${id}`}
                  title={column.getCanHide() ? undefined : t('columnKept')}
                  className="control flex min-w-0 flex-1 items-center gap-2.5 px-2.5"
                >
                  <input
                    id={`column-${id}`}
                    type="checkbox"
                    checked={isShown}
                    disabled={!column.getCanHide()}
                    onChange={() => column.toggleVisibility()}
                    className="size-4 shrink-0 accent-accent"
                  />
                  <span className={cn('truncate', !isShown && 'text-muted')}>{name}</span>
                </label>
                {isShown && (
                  <span className="flex">
                    <Button
                      variant="ghost"
                      shape="icon"
                      aria-label={t('moveUp', { column: name })}
                      disabled={index === 0}
                      onClick={() => move(id, -1)}
                      className="text-muted"
                    >
                      <ArrowUp aria-hidden />
                    </Button>
                    <Button
                      variant="ghost"
                      shape="icon"
                      aria-label={t('moveDown', { column: name })}
                      disabled={index === shown.length - 1}
                      onClick={() => move(id, 1)}
                      className="text-muted"
                    >
                      <ArrowDown aria-hidden />
                    </Button>
                  </span>
                )}
              </li>
            )
          })}
        </ul>
        <div className="mt-1 flex items-center justify-between gap-2 border-t px-2.5 pt-1">
          <p className="text-xs text-muted">{t('firstColumn')}</p>
          <Button
            variant="ghost"
            className="-mr-2 text-sm"
            disabled={!params.has('columns')}
            onClick={() => go(withParams(params, { columns: null }), 'replace')}
          >
            {t('reset')}
          </Button>
        </div>
      </PopoverPanel>
    </Popover.Root>
  )
}
