'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { number, plural } from '../format'
import { Button } from '../ui/button'
import { ToolbarSelect } from '../ui/field'
import { UrlLink } from '../url-link'
import { withQuestion, type Params } from '../url-state'
import { useUrl } from '../use-url'

export type Paging = {
  summary: string
  /** `Page 2 of 25`, where pages have numbers. */
  position?: string
  previous: URLSearchParams | null
  next: URLSearchParams | null
}

/** Paging by numbers. `shown` is how many rows the page has; `noun` what a row is. */
export function numberedPaging(
  params: Params,
  { page, perPage, shown, totalCount, totalPages }: { page: number; perPage: number; shown: number; totalCount: number; totalPages: number },
  noun: string,
): Paging {
  const first = (page - 1) * perPage + 1
  const pageTo = (to: number) => withQuestion(params, { page: String(to) })
  return {
    summary: shown === 0 || totalPages === 1 ? plural(totalCount, noun) : `${number(first)}–${number(first + shown - 1)} of ${plural(totalCount, noun)}`,
    ...(totalPages > 1 && page <= totalPages ? { position: `Page ${number(page)} of ${number(totalPages)}` } : {}),
    previous: page > 1 ? pageTo(Math.min(page, totalPages + 1) - 1) : null,
    next: page < totalPages ? pageTo(page + 1) : null,
  }
}

export const loadingPaging: Paging = { summary: 'Loading…', previous: null, next: null }

const sizes = ['25', '50', '100'] as const

function Step({ to, name, children }: { to: URLSearchParams | null; name: string; children: ReactNode }) {
  if (!to) {
    return (
      <Button shape="icon" aria-label={name} disabled>
        {children}
      </Button>
    )
  }
  return (
    <Button shape="icon" asChild>
      <UrlLink to={to} aria-label={name} title={name}>
        {children}
      </UrlLink>
    </Button>
  )
}

/** How many there are, how many at once, and the way to the next ones. */
export function PagingBar({ summary, position, previous, next }: Paging) {
  const { params, go } = useUrl()
  return (
    <div className="sticky bottom-0 z-20 flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-b-card border-t bg-surface-raised px-4 py-2 md:px-5">
      <p className="text-sm text-muted tabular-nums">{summary}</p>
      <div className="flex items-center gap-3 text-sm text-muted">
        <label htmlFor="per-page" className="flex items-center gap-2 max-sm:hidden">
          <span>Rows per page</span>
          <ToolbarSelect
            id="per-page"
            value={params.get('per_page') ?? '50'}
            onChange={(event) => go(withQuestion(params, { per_page: event.target.value }))}
            className="text-text"
          >
            {sizes.map((size) => (
              <option key={size}>{size}</option>
            ))}
          </ToolbarSelect>
        </label>
        {position && <span className="tabular-nums max-sm:sr-only">{position}</span>}
        <span className="flex gap-1.5">
          <Step to={previous} name="Previous page">
            <ChevronLeft aria-hidden />
          </Step>
          <Step to={next} name="Next page">
            <ChevronRight aria-hidden />
          </Step>
        </span>
      </div>
    </div>
  )
}
