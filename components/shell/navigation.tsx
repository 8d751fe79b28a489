'use client'

import { useTranslations } from 'next-intl'
import { useWaiting } from '@/components/applications/use-waiting'
import { PageLink } from '@/components/url/page-link'
import { cn } from '@/components/ui/cn'
import { Tip } from '@/components/ui/tip'
import { href, keptParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from './viewer'
import { isCurrentPage, pagesFor, type Page } from './pages'

/** The applications that wait, as far as the server knows them. */
export type Waits = Parameters<typeof useWaiting>[0]

const MOST_WAITING = 99

/** How many things wait on a page. */
function Waiting({ count, narrow }: { count: number; narrow: boolean }) {
  const t = useTranslations('shell.navigation')
  if (count === 0) return null
  return (
    <span className={narrow ? 'absolute top-1.5 right-1.5 size-2 rounded-full bg-accent' : 'ml-auto'}>
      <span
        aria-hidden
        className={
          narrow
            ? 'hidden'
            : 'inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-xs text-on-accent tabular-nums'
        }
      >
        {count > MOST_WAITING ? `${MOST_WAITING}+` : count}
      </span>
      <span className="sr-only">{t('waiting', { count })}</span>
    </span>
  )
}

function Entry({
  page,
  narrow,
  waiting = 0,
  onFollow,
}: {
  page: Page
  narrow: boolean
  waiting?: number | undefined
  onFollow?: (() => void) | undefined
}) {
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
        'control relative flex items-center gap-3 rounded-control px-2.5 font-medium transition-colors duration-100',
        isCurrent ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-surface-sunken hover:text-text',
      )}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <span className={narrow ? 'sr-only' : ''}>{name}</span>
      <Waiting count={waiting} narrow={narrow} />
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
export function Navigation({
  narrow = false,
  waiting,
  onFollow,
}: {
  narrow?: boolean
  /** What waited when the page was rendered. */
  waiting: Waits
  onFollow?: () => void
}) {
  const applications = useWaiting(waiting)
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
            <Entry
              key={page.path}
              page={page}
              narrow={narrow}
              waiting={page.waiting && applications}
              onFollow={onFollow}
            />
          ))}
        </div>
      ))}
    </div>
  )
}
