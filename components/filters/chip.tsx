'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import type { KeyboardEvent, ReactNode } from 'react'
import { PopoverPanel } from '@/components/ui/overlay'
import { filterOf, withFilter, type Dimension, type UrlFilter } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useLabels, type Labels } from './labels'
import { ValuePicker } from './value-picker'

const parts = {
  muted: (chunks: ReactNode) => <span className="text-muted">{chunks}</span>,
  // ICU versions name a few countries differently.
  strong: (chunks: ReactNode) => (
    <span className="font-medium" suppressHydrationWarning>
      {chunks}
    </span>
  ),
}

/**
 * One filter. Clicking it edits it; × and Backspace remove it. If `filter` is null, its last value was just unchecked, and the chip goes away
 * when the panel closes. `onRemoved` moves focus elsewhere.
 */
export function FilterChip({
  dimension,
  filter,
  labels: known,
  open,
  onOpenChange,
  onRemoved,
}: {
  dimension: Dimension
  filter: UrlFilter | null
  labels: Labels
  open: boolean
  onOpenChange: (open: boolean) => void
  onRemoved: () => void
}) {
  const t = useTranslations('filters')
  const dimensions = useTranslations('reports.dimensions')
  const { latest, go } = useUrl()
  const labels = useLabels(dimension, filter?.values ?? [], known)
  const [first = '', second = ''] = labels
  const values =
    labels.length > 2
      ? t('manyValues', { first, count: labels.length - 1 })
      : labels.length === 2
        ? t('twoValues', { first, second })
        : first
  const how = filter === null ? 'any' : filter.mode === 'exclude' ? 'isNot' : 'is'
  const named = { dimension: dimensions(`${dimension}.title`), values }
  const words = t(`words.${how}`, named)

  function remove() {
    onRemoved()
    go(withFilter(latest(), dimension, null))
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return
    event.preventDefault()
    remove()
  }
  return (
    <li className="flex h-8 max-w-full items-center rounded-control border bg-surface-raised pointer-coarse:h-11">
      <Popover.Root open={open} onOpenChange={onOpenChange}>
        <Popover.Trigger
          onKeyDown={onKeyDown}
          aria-label={t('change', { filter: words })}
          className="hit-area h-full min-w-0 truncate rounded-l-control px-2.5 hover:bg-surface-sunken"
        >
          {t.rich(how, { ...named, ...parts })}
        </Popover.Trigger>
        <PopoverPanel
          align="start"
          className="w-72 overflow-hidden"
          aria-label={t('filterBy', { dimension: dimensions(`${dimension}.one`) })}
          onCloseAutoFocus={(event) => {
            // The panel may close before the change that emptied the filter is rendered.
            if (filterOf(latest(), dimension)) return
            event.preventDefault()
            onRemoved()
          }}
        >
          <ValuePicker dimension={dimension} />
        </PopoverPanel>
      </Popover.Root>
      <button
        type="button"
        onClick={remove}
        onKeyDown={onKeyDown}
        aria-label={t('remove', { filter: words })}
        className="hit-area flex h-full w-8 shrink-0 items-center justify-center rounded-r-control border-l text-muted hover:bg-surface-sunken hover:text-text pointer-coarse:w-11"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </li>
  )
}
