'use client'

import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { UrlLink } from './url-link'

/** A few views of the same page side by side, of which one is shown. */
export function Segments({
  label,
  current,
  of,
  className,
}: {
  label: string
  /** The key of the one that's shown. */
  current: string
  of: readonly { key: string; to: URLSearchParams; name: ReactNode }[]
  className?: string
}) {
  return (
    <nav
      aria-label={label}
      className={cn('control flex items-stretch rounded-control border bg-surface-sunken p-0.5', className)}
    >
      {of.map(({ key, to, name }) => (
        <UrlLink
          key={key}
          to={to}
          aria-current={key === current ? 'page' : undefined}
          className={cn(
            'hit-area flex items-center rounded-[4px] px-3 font-medium transition-colors duration-100',
            key === current ? 'bg-surface-raised' : 'text-muted hover:text-text',
          )}
        >
          {name}
        </UrlLink>
      ))}
    </nav>
  )
}
