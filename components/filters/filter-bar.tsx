'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState, type ReactNode } from 'react'
import { UrlLink } from '@/components/url/url-link'
import { dimensions, filterOf, withoutFilters, type Dimension } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { AddFilter } from './add-filter'
import { FilterChip } from './chip'
import type { Labels } from './labels'

/**
 * The filters as chips, and a button to add more. `without` is the dimension that the page itself filters by, `only` the one that it has, and `menu` all that it has. `children` are the page's own extra
 * controls; `className` is for bars inside another bar.
 */
export function FilterBar({
  labels,
  without,
  only,
  menu = dimensions,
  className = 'flex flex-wrap items-center gap-2',
  children,
}: {
  labels: Labels
  without?: string | undefined
  only?: Dimension | undefined
  menu?: readonly Dimension[] | undefined
  className?: string
  children?: ReactNode
}) {
  const t = useTranslations('filters')
  const { params } = useUrl()
  const [open, setOpen] = useState<Dimension | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  // A chip whose last value was unchecked stays while its panel is open.
  const shown = menu.flatMap((dimension) => {
    if (dimension === without || (only !== undefined && dimension !== only)) return []
    const filter = filterOf(params, dimension)
    return filter || dimension === open ? [{ dimension, filter }] : []
  })
  // Otherwise focus would be lost along with the chip or link that had it.
  const focusButton = () => button.current?.focus()
  return (
    <div className={className}>
      <AddFilter buttonRef={button} without={without} only={only} menu={menu} />
      {shown.length > 0 && (
        <ul className="contents" aria-label={t('label')}>
          {shown.map(({ dimension, filter }) => (
            <FilterChip
              key={dimension}
              dimension={dimension}
              filter={filter}
              labels={labels}
              open={dimension === open}
              onOpenChange={(next) => setOpen(next ? dimension : null)}
              onRemoved={focusButton}
            />
          ))}
        </ul>
      )}
      {shown.length > 1 && (
        <UrlLink
          to={withoutFilters(params)}
          onClick={focusButton}
          className="hit-area rounded-control px-1.5 text-muted hover:text-text hover:underline"
        >
          {t('clearAll')}
        </UrlLink>
      )}
      {children}
    </div>
  )
}
