'use client'

import type { OverviewAnswer } from '@/lib/reports/shapes'
import { dayRange, number } from '../format'
import { PageLink } from '../page-link'
import { cn } from '../ui/cn'
import { Skeleton } from '../ui/small'
import { UrlLink } from '../url-link'
import { href, scopeOf, withParams } from '../url-state'
import { useUrl } from '../use-url'
import { ChangeNote } from './change-note'

export const metrics = {
  clicks: { name: 'Clicks', unit: 'clicks', title: 'Clicks per day', previous: 'previousClicks' },
  uniqueClicks: { name: 'Unique clicks', unit: 'unique clicks', title: 'Unique clicks per day', previous: 'previousUniqueClicks' },
} as const
export type Metric = keyof typeof metrics

type Total = OverviewAnswer['totals']['clicks']

/** A part of a day beside a whole one: less is no bad news yet. */
export function isHardlyComparable({ range }: OverviewAnswer): boolean {
  return range.incomplete && range.days === 1
}

function Main({ metric, total, compared, isOpen, isCurrent }: { metric: Metric; total: Total; compared: string | null; isOpen: boolean; isCurrent: boolean }) {
  const { params } = useUrl()
  const { name } = metrics[metric]
  return (
    <UrlLink
      to={withParams(params, { metric })}
      how="replace"
      aria-current={isCurrent ? 'true' : undefined}
      aria-label={`${name}: ${number(total.value)}. Show per day.`}
      className={cn(
        'group relative flex min-w-0 flex-col gap-1 p-4 transition-colors duration-100 -outline-offset-2! hover:bg-surface-sunken! md:p-5',
        isCurrent && 'after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent hover:bg-surface-raised!',
      )}
    >
      <span className={cn('font-medium', isCurrent ? 'text-accent' : 'text-muted')}>{name}</span>
      <span className="truncate text-2xl font-semibold tracking-tight tabular-nums sm:text-3xl">{number(total.value)}</span>
      <span className="min-h-5 text-sm text-muted">
        {total.previous !== null && (total.previous > 0 || total.value > 0) && (
          <>
            <ChangeNote {...total} neutral={isOpen} /> <span className="whitespace-nowrap">from {number(total.previous)}</span>{' '}
            <span className="whitespace-nowrap max-sm:sr-only">
              in {compared}
              {isOpen && ', so far'}
            </span>
          </>
        )}
      </span>
    </UrlLink>
  )
}

function Side({ name, total, to, title }: { name: string; total: Total; to: Record<string, string>; title: string }) {
  const { params } = useUrl()
  return (
    <PageLink
      href={href('/clicks', withParams(scopeOf(params), { view: 'single', ...to }))}
      title={title}
      className="flex min-w-0 flex-col gap-1 p-4 -outline-offset-2! transition-colors duration-100 hover:bg-surface-sunken! md:p-5"
    >
      <span className="font-medium text-muted">{name}</span>
      <span className="flex h-9 items-end text-xl font-semibold tracking-tight tabular-nums sm:h-10 sm:items-center">{number(total.value)}</span>
      <span className="min-h-5 text-sm">
        <ChangeNote {...total} neutral />
      </span>
    </PageLink>
  )
}

// The gaps show the border's colour through.
const grid =
  'grid grid-cols-2 gap-px overflow-hidden rounded-t-card border-b bg-border md:grid-cols-[1.4fr_1.4fr_1fr_1fr] [&>*]:bg-surface-raised'

/** The figures people came for, and what was not counted. The first two choose what the chart shows. */
export function Figures({ answer, metric }: { answer: OverviewAnswer; metric: Metric }) {
  const { totals, compared } = answer
  const words = compared && dayRange(compared.from, compared.to)
  const isOpen = isHardlyComparable(answer)
  return (
    <div className={grid}>
      <Main metric="clicks" total={totals.clicks} compared={words} isOpen={isOpen} isCurrent={metric === 'clicks'} />
      <Main metric="uniqueClicks" total={totals.uniqueClicks} compared={words} isOpen={isOpen} isCurrent={metric === 'uniqueClicks'} />
      <Side name="Rejected" total={totals.rejected} to={{ status: 'Rejected' }} title="Clicks that were turned away, not counted above" />
      <Side name="Bots" total={totals.bots} to={{ bots: 'only' }} title="Clicks of crawlers and other machines, not counted above" />
    </div>
  )
}

export function FiguresSkeleton() {
  return (
    <div className={grid}>
      {['w-36', 'w-32', 'w-20', 'w-16'].map((width, index) => (
        <div key={width} className="flex flex-col gap-1 p-4 md:p-5">
          <Skeleton className="my-0.5 h-4 w-20" />
          <Skeleton className={cn('my-1', width, index < 2 ? 'h-7 sm:h-8' : 'mt-auto h-6')} />
          <Skeleton className="my-0.5 h-4 w-24" />
        </div>
      ))}
    </div>
  )
}
