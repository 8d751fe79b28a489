'use client'

import { useTranslations } from 'next-intl'
import type { OverviewAnswer } from '@/lib/reports/shapes'
import { dayRange, number } from '../format'
import { PageLink } from '../page-link'
import { cn } from '../ui/cn'
import { Skeleton } from '../ui/small'
import { UrlLink } from '../url-link'
import { href, scopeOf, withParams, type MetricName } from '../url-state'
import { useUrl } from '../use-url'
import { ChangeNote } from './change-note'

type Total = OverviewAnswer['totals']['clicks']

/** Part of a day against a whole one: less isn't bad news yet. */
export function isHardlyComparable({ range }: OverviewAnswer): boolean {
  return range.incomplete && range.days === 1
}

function Main({ metric, total, compared, isOpen, isCurrent }: { metric: MetricName; total: Total; compared: string | null; isOpen: boolean; isCurrent: boolean }) {
  const t = useTranslations('overview')
  const { params } = useUrl()
  const name = t(`metrics.${metric}.name`)
  const value = number(total.value)
  return (
    <UrlLink
      to={withParams(params, { metric })}
      how="replace"
      aria-current={isCurrent ? 'true' : undefined}
      aria-label={t('chooseMetric', { name, value })}
      title={t(`metrics.${metric}.definition`)}
      className={cn(
        'group relative flex min-w-0 flex-col gap-1 p-4 transition-colors duration-100 -outline-offset-2! hover:bg-surface-sunken! md:p-5',
        isCurrent && 'after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent hover:bg-surface-raised!',
      )}
    >
      <span className={cn('font-medium', isCurrent ? 'text-accent' : 'text-muted')}>{name}</span>
      <span className="truncate text-2xl font-semibold tracking-tight tabular-nums sm:text-3xl">{value}</span>
      {/* The change, and the days it's compared with: a line each, so that nothing moves when a range has longer dates. */}
      <span className="h-5 truncate text-sm text-muted">
        <ChangeNote {...total} neutral={isOpen} />{' '}
        {total.previous !== null && total.previous > 0 && t(isOpen ? 'versusSoFar' : 'versus', { value: number(total.previous) })}
      </span>
      <span className="h-5 truncate text-sm text-muted max-sm:sr-only">{(total.value > 0 || Boolean(total.previous)) && compared}</span>
    </UrlLink>
  )
}

function Side({ metric, total, to }: { metric: 'rejected' | 'bots'; total: Total; to: Record<string, string> }) {
  const t = useTranslations('overview')
  const { params } = useUrl()
  return (
    <PageLink
      href={href('/clicks', withParams(scopeOf(params), { view: 'single', ...to }))}
      title={t(`metrics.${metric}.definition`)}
      className="flex min-w-0 flex-col gap-1 p-4 -outline-offset-2! transition-colors duration-100 hover:bg-surface-sunken! md:p-5"
    >
      <span className="font-medium text-muted">{t(`metrics.${metric}.name`)}</span>
      <span className="flex h-9 items-end text-xl font-semibold tracking-tight tabular-nums sm:h-10 sm:items-center">{number(total.value)}</span>
      <span className="h-5 truncate text-sm">
        <ChangeNote {...total} neutral />
      </span>
    </PageLink>
  )
}

// The gaps show the border's color through.
const grid =
  'grid grid-cols-2 gap-px overflow-hidden rounded-t-card border-b bg-border md:grid-cols-[1.4fr_1.4fr_1fr_1fr] [&>*]:bg-surface-raised'

/** The figures people came for, and what wasn't counted. The first two choose what the chart shows. */
export function Figures({ answer, metric }: { answer: OverviewAnswer; metric: MetricName }) {
  const { totals, compared } = answer
  const dates = compared && dayRange(compared.from, compared.to)
  const isOpen = isHardlyComparable(answer)
  return (
    <div className={grid}>
      <Main metric="clicks" total={totals.clicks} compared={dates} isOpen={isOpen} isCurrent={metric === 'clicks'} />
      <Main metric="uniqueClicks" total={totals.uniqueClicks} compared={dates} isOpen={isOpen} isCurrent={metric === 'uniqueClicks'} />
      <Side metric="rejected" total={totals.rejected} to={{ status: 'Rejected' }} />
      <Side metric="bots" total={totals.bots} to={{ bots: 'only' }} />
    </div>
  )
}

/** As high as the figures will be. */
export function FiguresSkeleton() {
  return (
    <div className={grid}>
      {['w-36', 'w-32', 'w-20', 'w-16'].map((width, index) => (
        <div key={width} className="flex flex-col gap-1 p-4 md:p-5">
          <Skeleton className="my-0.5 h-4 w-20" />
          <Skeleton className={cn('my-1', width, index < 2 ? 'h-7 sm:h-8' : 'mt-2 h-6 sm:my-2')} />
          <Skeleton className="my-0.5 h-4 w-24" />
          {index < 2 && <Skeleton className="my-0.5 h-4 w-36 max-sm:hidden" />}
        </div>
      ))}
    </div>
  )
}
