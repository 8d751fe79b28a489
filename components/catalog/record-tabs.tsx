'use client'

import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { PageLink } from '@/components/url/page-link'
import { keptParams, href } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** One of a record's pages. */
export type RecordTab = { path: string; name: string; count?: number }

/** Links to a record's pages, each with a URL of its own. */
export function RecordTabs({ tabs }: { tabs: readonly RecordTab[] }) {
  const t = useTranslations('catalog.record')
  const { params, pathname } = useUrl()
  // The longest path that fits: the overview's is the start of all others.
  const current = tabs
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
  return (
    <nav aria-label={t('tabs')} className="[scrollbar-width:none] overflow-x-auto border-b">
      <ul className="flex gap-1">
        {tabs.map(({ path, name, count }) => {
          const isCurrent = path === current?.path
          return (
            <li key={path}>
              <PageLink
                href={href(path, keptParams(params))}
                aria-current={isCurrent ? 'page' : undefined}
                className={cn(
                  'control relative flex items-center gap-1.5 px-2.5 font-medium whitespace-nowrap -outline-offset-2!',
                  isCurrent
                    ? 'text-text after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent'
                    : 'text-muted hover:text-text',
                )}
              >
                {name}
                {count !== undefined && count > 0 && <span className="text-sm text-muted tabular-nums">{count}</span>}
              </PageLink>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
