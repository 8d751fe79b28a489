'use client'

import { ArrowLeft, ListFilter } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useRef, useState, type ReactNode } from 'react'
import { Button } from '../ui/button'
import { menuLine, PopoverPanel } from '../ui/overlay'
import { UrlLink } from '../url-link'
import { dimensionNames, dimensions, filtersOf, withoutFilters, type Dimension } from '../url-state'
import { useUrl } from '../use-url'
import { FilterChip } from './chip'
import type { Labels } from './labels'
import { ValuePicker } from './value-picker'

function AddFilter({ buttonRef }: { buttonRef: React.RefObject<HTMLButtonElement | null> }) {
  const [open, setOpen] = useState(false)
  const [dimension, setDimension] = useState<Dimension | null>(null)
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (next) setDimension(null)
      }}
    >
      <Popover.Trigger asChild>
        <Button ref={buttonRef}>
          <ListFilter className="text-muted" aria-hidden />
          Filter
        </Button>
      </Popover.Trigger>
      <PopoverPanel align="start" className="w-72 overflow-hidden" aria-label="Add a filter">
        {dimension === null ? (
          <ul className="p-1">
            {dimensions.map((name) => (
              <li key={name}>
                <button type="button" onClick={() => setDimension(name)} className={`${menuLine} w-full text-left hover:bg-surface-sunken`}>
                  {dimensionNames[name]}
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <ValuePicker
            dimension={dimension}
            before={
              <button
                type="button"
                onClick={() => setDimension(null)}
                className="control flex w-full items-center gap-2 border-b px-3 text-sm font-medium text-muted hover:bg-surface-sunken"
              >
                <ArrowLeft className="size-4" aria-hidden />
                {dimensionNames[dimension]}
              </button>
            }
          />
        )}
      </PopoverPanel>
    </Popover.Root>
  )
}

/** What is filtered, as chips, and the way to filter more. `children` are further controls of the page's own; `className` for bars within a bar. */
export function FilterBar({ labels, className = 'flex flex-wrap items-center gap-2', children }: { labels: Labels; className?: string; children?: ReactNode }) {
  const { params } = useUrl()
  const filters = filtersOf(params)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <div className={className}>
      <AddFilter buttonRef={button} />
      {filters.length > 0 && (
        <ul className="contents" aria-label="Filters">
          {filters.map(({ dimension, filter }) => (
            // A chip that goes takes focus with it: hand it to the button beside.
            <FilterChip key={dimension} dimension={dimension} filter={filter} labels={labels} onRemoved={() => button.current?.focus()} />
          ))}
        </ul>
      )}
      {filters.length > 1 && (
        <UrlLink to={withoutFilters(params)} className="hit-area rounded-control px-1.5 text-muted hover:text-text hover:underline">
          Clear all
        </UrlLink>
      )}
      {children}
    </div>
  )
}
