'use client'

import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { PopoverPanel } from '@/components/ui/overlay'
import { withParams } from '@/components/url-state'
import { useUrl } from '@/components/use-url'
import { columnsParameter, visibleColumns, type Column } from './column'

/** Chooses which columns to show, and in what order. Visible ones come first. Not on phones, which always show the key columns. */
export function ColumnMenu<Row>({ columns }: { columns: Column<Row>[] }) {
  const t = useTranslations('tables')
  const { params, go } = useUrl()
  const shown = visibleColumns(columns, params).map(({ id }) => id)
  const order = [...shown, ...columns.map(({ id }) => id).filter((id) => !shown.includes(id))]
  const key = columns[0]?.id

  const show = (ids: string[]) => go(withParams(params, { columns: columnsParameter(columns, ids) }), 'replace')
  const toggle = (id: string) => show(shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id])
  function move(id: string, by: -1 | 1) {
    const index = shown.indexOf(id)
    const next = shown.filter((other) => other !== id)
    next.splice(index + by, 0, id)
    show(next)
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
          {order.map((id) => {
            const column = columns.find((candidate) => candidate.id === id)
            if (!column) return null
            const index = shown.indexOf(id)
            const isShown = index >= 0
            return (
              <li key={id} className="flex items-center rounded-control hover:bg-surface-sunken">
                <label
                  htmlFor={`column-${id}`}
                  title={id === key ? t('columnKept') : undefined}
                  className="control flex min-w-0 flex-1 items-center gap-2.5 px-2.5"
                >
                  <input
                    id={`column-${id}`}
                    type="checkbox"
                    checked={isShown}
                    disabled={id === key}
                    onChange={() => toggle(id)}
                    className="size-4 shrink-0 accent-accent"
                  />
                  <span className={cn('truncate', !isShown && 'text-muted')}>{column.name}</span>
                </label>
                {isShown && (
                  <span className="flex">
                    <Button
                      variant="ghost"
                      shape="icon"
                      aria-label={t('moveUp', { column: column.name })}
                      disabled={index === 0}
                      onClick={() => move(id, -1)}
                      className="text-muted"
                    >
                      <ArrowUp aria-hidden />
                    </Button>
                    <Button
                      variant="ghost"
                      shape="icon"
                      aria-label={t('moveDown', { column: column.name })}
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
