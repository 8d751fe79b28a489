'use client'

import { useTranslations } from 'next-intl'
import { PageLink } from '@/components/url/page-link'
import { cn } from '@/components/ui/cn'
import { Tip } from '@/components/ui/tip'
import { href, keptParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from './viewer'
import { isCurrentPage, pagesFor, type Page } from './pages'

function Entry({ page, narrow, onFollow }: { page: Page; narrow: boolean; onFollow?: (() => void) | undefined }) {
  const t = useTranslations('shell.pages')
  const { params, pathname } = useUrl()
  const isCurrent = isCurrentPage(page, pathname)
  const { icon: Icon, key, path } = page
  const name = t(`${key}.name`)
  const link = (
    <PageLink
      href={href(path, keptParams(params))}
      aria-current={isCurrent ? 'page' : undefined}
      {...(onFollow ? { onClick: onFollow } : {})}
      className={cn(
        'control flex items-center gap-3 rounded-control px-2.5 font-medium transition-colors duration-100',
        isCurrent ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-surface-sunken hover:text-text',
      )}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <span className={narrow ? 'sr-only' : ''}>{name}</span>
    </PageLink>
  )
  return narrow ? (
    <Tip text={name} side="right">
      {link}
    </Tip>
  ) : (
    link
  )
}

/** Links keep the publisher, range, and filters: they change the page, not the question. */
export function Navigation({ narrow = false, onFollow }: { narrow?: boolean; onFollow?: () => void }) {
  const t = useTranslations('shell.groups')
  const viewer = useViewer()
  return (
    <div className="flex flex-col gap-4 px-3">
      {pagesFor(viewer).map(({ group, pages: entries }) => (
        <div key={group ?? 'main'} className="flex flex-col gap-0.5">
          {group &&
            (narrow ? (
              <div className="mx-2 my-1 border-t" />
            ) : (
              <p className="px-2.5 pb-1 text-xs font-medium text-muted">{t(group)}</p>
            ))}
          {entries.map((page) => (
            <Entry key={page.path} page={page} narrow={narrow} onFollow={onFollow} />
          ))}
        </div>
      ))}
    </div>
  )
}
