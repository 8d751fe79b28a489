'use client'

import { cn } from '../ui/cn'
import { UrlLink } from '../url-link'
import { withQuestion } from '../url-state'
import { useUrl } from '../use-url'

const views = [
  { view: 'daily', name: 'Daily' },
  { view: 'single', name: 'Single clicks' },
] as const

/** Daily rows or single clicks. What only one of them knows is dropped. */
export function ViewSwitch({ current }: { current: 'daily' | 'single' }) {
  const { params } = useUrl()
  return (
    <nav aria-label="View" className="control flex items-stretch rounded-control border bg-surface-sunken p-0.5">
      {views.map(({ view, name }) => (
        <UrlLink
          key={view}
          to={withQuestion(params, { view, columns: null, sort: null, status: null, bots: null })}
          aria-current={view === current ? 'page' : undefined}
          className={cn(
            'hit-area flex items-center rounded-[4px] px-3 font-medium transition-colors duration-100',
            view === current ? 'bg-surface-raised' : 'text-muted hover:text-text',
          )}
        >
          {name}
        </UrlLink>
      ))}
    </nav>
  )
}
