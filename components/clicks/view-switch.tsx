'use client'

import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { UrlLink } from '@/components/url/url-link'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

const views = ['daily', 'single'] as const

/** Switches between daily rows and individual clicks. Drops parameters that only one of them has. */
export function ViewSwitch({ current }: { current: (typeof views)[number] }) {
  const t = useTranslations('clicks.view')
  const { params } = useUrl()
  return (
    <nav aria-label={t('label')} className="control flex items-stretch rounded-control border bg-surface-sunken p-0.5">
      {views.map((view) => (
        <UrlLink
          key={view}
          to={withQuestion(params, { view, columns: null, sort: null, status: null, bots: null })}
          aria-current={view === current ? 'page' : undefined}
          className={cn(
            'hit-area flex items-center rounded-[4px] px-3 font-medium transition-colors duration-100',
            view === current ? 'bg-surface-raised' : 'text-muted hover:text-text',
          )}
        >
          {t(view)}
        </UrlLink>
      ))}
    </nav>
  )
}
