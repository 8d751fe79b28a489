'use client'

import { Command } from 'cmdk'
import { ArrowLeft, ListFilter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useState, type RefObject } from 'react'
import { Button } from '@/components/ui/button'
import { fits } from '@/components/ui/fitting'
import { menuLine, PopoverPanel, searchLine } from '@/components/ui/overlay'
import { useListValue } from '@/components/ui/use-list-value'
import type { Dimension } from '@/components/url/url-state'
import { ValuePicker } from './value-picker'

/** The dimensions to filter by. The keyboard starts at `initial`, the one the user just came back from. */
function DimensionPicker({
  initial,
  without,
  menu,
  onPick,
}: {
  initial: Dimension | null
  without: string | undefined
  menu: readonly Dimension[]
  onPick: (dimension: Dimension) => void
}) {
  const t = useTranslations('filters')
  const common = useTranslations('common')
  const names = useTranslations('reports.dimensions')
  const [typed, setTyped] = useState('')
  const shown = menu.filter((name) => name !== without && fits(typed, names(`${name}.title`)))
  const line = useListValue([...shown], initial ?? '')
  return (
    <Command shouldFilter={false} label={t('addLabel')} {...line}>
      {/* Takes over focus from the list it replaces. */}
      <Command.Input
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={typed}
        onValueChange={setTyped}
        placeholder={t('searchDimensions')}
        className={searchLine}
      />
      <Command.List className="scrollbar-thin max-h-80 overflow-y-auto p-1">
        {shown.map((name) => (
          <Command.Item key={name} value={name} onSelect={() => onPick(name)} className={menuLine}>
            {names(`${name}.title`)}
          </Command.Item>
        ))}
        {shown.length === 0 && <p className="px-3 py-6 text-center text-muted">{common('noMatches')}</p>}
      </Command.List>
    </Command>
  )
}

/** The button that adds a filter: first the dimension, then its values. */
export function AddFilter({
  buttonRef,
  without,
  only,
  menu,
}: {
  buttonRef: RefObject<HTMLButtonElement | null>
  /** A dimension not to offer. */
  without?: string | undefined
  /** The one dimension to offer, without asking which. */
  only?: Dimension | undefined
  /** All dimensions to offer. */
  menu: readonly Dimension[]
}) {
  const t = useTranslations('filters')
  const names = useTranslations('reports.dimensions')
  const [open, setOpen] = useState(false)
  const [dimension, setDimension] = useState<Dimension | null>(null)
  const [left, setLeft] = useState<Dimension | null>(null)

  function onOpenChange(next: boolean) {
    setOpen(next)
    if (!next) return
    setDimension(only ?? null)
    setLeft(null)
  }
  function back() {
    setLeft(dimension)
    setDimension(null)
  }
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>
        <Button ref={buttonRef}>
          <ListFilter className="text-muted" aria-hidden />
          {only === undefined ? t('add') : names(`${only}.title`)}
        </Button>
      </Popover.Trigger>
      <PopoverPanel align="start" className="w-72 overflow-hidden" aria-label={t('addLabel')}>
        {dimension === null ? (
          <DimensionPicker initial={left} without={without} menu={menu} onPick={setDimension} />
        ) : (
          <ValuePicker
            dimension={dimension}
            before={
              only === undefined && (
                <button
                  type="button"
                  onClick={back}
                  aria-label={t('back')}
                  title={t('back')}
                  className="control flex w-full items-center gap-2 border-b px-3 text-sm font-medium text-muted -outline-offset-2! hover:bg-surface-sunken"
                >
                  <ArrowLeft className="size-4" aria-hidden />
                  {names(`${dimension}.title`)}
                </button>
              )
            }
          />
        )}
      </PopoverPanel>
    </Popover.Root>
  )
}
