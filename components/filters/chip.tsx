'use client'

import { Popover } from 'radix-ui'
import { X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { PopoverPanel } from '../ui/overlay'
import { dimensionNames, withFilter, type Dimension, type Filter } from '../url-state'
import { useUrl } from '../use-url'
import { useLabels, type Labels } from './labels'
import { ValuePicker } from './value-picker'

/** One filter: pressing it changes it, × and backspace take it away. */
export function FilterChip({ dimension, filter, labels: known, onRemoved }: { dimension: Dimension; filter: Filter; labels: Labels; onRemoved: () => void }) {
  const { params, go } = useUrl()
  const [open, setOpen] = useState(false)
  const labels = useLabels(dimension, filter.values, known)
  const shown = labels.length > 2 ? `${labels[0]} and ${labels.length - 1} more` : labels.join(' or ')
  const words = `${dimensionNames[dimension]} is ${filter.mode === 'exclude' ? 'not ' : ''}${shown}`

  function remove() {
    onRemoved()
    go(withFilter(params, dimension, null))
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return
    event.preventDefault()
    remove()
  }
  return (
    <li className="flex h-8 max-w-full items-center rounded-control border bg-surface-raised pointer-coarse:h-11">
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          onKeyDown={onKeyDown}
          aria-label={`${words}. Change, or press backspace to remove.`}
          className="hit-area h-full min-w-0 truncate rounded-l-control px-2.5 hover:bg-surface-sunken"
        >
          <span className="text-muted">
            {dimensionNames[dimension]} {filter.mode === 'exclude' ? 'is not' : 'is'}
          </span>{' '}
          <span className="font-medium" suppressHydrationWarning>
            {shown}
          </span>
        </Popover.Trigger>
        <PopoverPanel align="start" className="w-72 overflow-hidden" aria-label={`Filter by ${dimensionNames[dimension].toLowerCase()}`}>
          <ValuePicker dimension={dimension} />
        </PopoverPanel>
      </Popover.Root>
      <button
        type="button"
        onClick={remove}
        onKeyDown={onKeyDown}
        aria-label={`Remove the filter: ${words}`}
        className="hit-area flex h-full w-8 shrink-0 items-center justify-center rounded-r-control border-l text-muted hover:bg-surface-sunken hover:text-text pointer-coarse:w-11"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </li>
  )
}
