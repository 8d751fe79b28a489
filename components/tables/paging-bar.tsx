'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { ToolbarSelect } from '@/components/ui/field'
import { UrlLink } from '@/components/url/url-link'
import { defaultSize, sizes, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { usePagingSummary, type Paging } from './paging'

export { loadingPaging, numberedPaging } from './paging'

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

/** Links to the previous and next page. */
export function PagingSteps({ previous, next }: Pick<Paging, 'previous' | 'next'>) {
  const t = useTranslations('tables.paging')
  return (
    <span className="flex gap-1.5">
      <Step to={previous} name={t('previous')}>
        <ChevronLeft aria-hidden />
      </Step>
      <Step to={next} name={t('next')}>
        <ChevronRight aria-hidden />
      </Step>
    </span>
  )
}

/** Shows how many rows there are, sets how many to show per page, and links to the previous and next page. */
export function PagingBar(paging: Paging) {
  const t = useTranslations('tables.paging')
  const summary = usePagingSummary(paging)
  const { params, go } = useUrl()
  const { position, previous, next } = paging
  return (
    <div
      tabIndex={-1}
      className="sticky bottom-0 z-20 flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-b-card border-t bg-surface-raised px-4 py-2 md:px-5"
    >
      <p className="text-sm text-muted tabular-nums">{summary}</p>
      <div className="flex items-center gap-3 text-sm text-muted">
        <label htmlFor="per-page" className="flex items-center gap-2 max-sm:hidden">
          <span>{t('perPage')}</span>
          <ToolbarSelect
            id="per-page"
            value={params.get('per_page') ?? defaultSize}
            onChange={(event) => go(withQuestion(params, { per_page: event.target.value }))}
            className="text-text"
          >
            {sizes.map((size) => (
              <option key={size}>{size}</option>
            ))}
          </ToolbarSelect>
        </label>
        {position && <span className="tabular-nums max-sm:sr-only">{t('position', position)}</span>}
        <PagingSteps previous={previous} next={next} />
      </div>
    </div>
  )
}
