'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cards, companionOf, declarationOf, type Card, type Metric } from '@/lib/reports/metrics'
import type { OverviewAnswer } from '@/lib/api/app/overview.contract'
import { clockTime, dayRange, number, rate } from '@/components/ui/format'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/small'
import { UrlLink } from '@/components/url/url-link'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { ChangeNote } from './change-note'

type Total = OverviewAnswer['totals']['clicks']

/** A quotient that's shown along with a metric. */
type Companion = { metric: Metric; value: number | null }

function companionIn({ totals }: OverviewAnswer, card: Card): Companion | null {
  const metric = companionOf(card)
  return metric ? { metric, value: totals[metric]?.value ?? null } : null
}

type FigureProps = { metric: Metric; total: Total; isCurrent: boolean }

function Choice({ metric, total, isCurrent, children }: FigureProps & { children: ReactNode }) {
  const t = useTranslations('overview')
  const metrics = useTranslations('reports.metrics')
  const { params } = useUrl()
  const name = metrics(`${metric}.name`)
  return (
    <UrlLink
      to={withParams(params, { metric })}
      how="replace"
      aria-current={isCurrent ? 'true' : undefined}
      aria-label={t('chooseMetric', { name, value: number(total.value) })}
      title={metrics(`${metric}.definition`)}
      className={cn(
        widthOf(metric),
        'group relative flex min-w-0 flex-col gap-1 p-4 transition-colors duration-100 -outline-offset-2! hover:bg-surface-sunken! md:p-5',
        isCurrent &&
          'after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent hover:bg-surface-raised!',
      )}
    >
      <span className={cn('font-medium', isCurrent ? 'text-accent' : 'text-muted')}>{name}</span>
      {children}
    </UrlLink>
  )
}

/** A metric of which more is better: how much, and compared with what. Conversions have their rate where the others have those dates. */
function Main({
  compared,
  companion,
  ...figure
}: FigureProps & { compared: string | null; companion: Companion | null }) {
  const t = useTranslations('overview')
  const metrics = useTranslations('reports.metrics')
  const { total } = figure
  return (
    <Choice {...figure}>
      <span className="truncate text-2xl font-semibold tracking-tight tabular-nums sm:text-3xl">
        {number(total.value)}
      </span>
      {/* The change gets a line, and the dates it's compared with get as many as they can take, so nothing moves when a range has longer dates. */}
      <span className="h-5 truncate text-sm text-muted">
        <ChangeNote {...total} />{' '}
        {total.previous !== null && total.previous > 0 && t('versus', { value: number(total.previous) })}
      </span>
      {companion ? (
        <span
          className="h-5 truncate text-sm text-muted tabular-nums"
          title={t('companionTitle', {
            name: metrics(`${companion.metric}.name`),
            definition: metrics(`${companion.metric}.definition`),
          })}
        >
          {companion.value !== null &&
            t('companion', { name: metrics(`${companion.metric}.column`), value: rate(companion.value, 100) })}
        </span>
      ) : (
        <span className="h-5 truncate text-sm text-muted max-sm:sr-only md:h-10 md:text-balance md:whitespace-normal 2xl:h-5 2xl:whitespace-nowrap">
          {(total.value > 0 || Boolean(total.previous)) && compared}
        </span>
      )}
    </Choice>
  )
}

/** Any other metric. */
function Side(figure: FigureProps) {
  const { total } = figure
  return (
    <Choice {...figure}>
      <span className="flex h-9 items-end text-xl font-semibold tracking-tight tabular-nums sm:h-10 sm:items-center">
        {number(total.value)}
      </span>
      <span className="h-5 truncate text-sm">
        <ChangeNote {...total} neutral />
      </span>
    </Choice>
  )
}

// The border color shows through the gaps.
const grid =
  'grid grid-cols-2 gap-px overflow-hidden rounded-t-card border-b bg-border md:grid-cols-6 xl:flex [&>*]:bg-surface-raised max-md:[&>*:last-child:nth-child(odd)]:col-span-2'
/** On tablets, three columns of main metrics above two of the others: in one row, six digits wouldn't fit. */
const widthOf = (metric: Metric) =>
  declarationOf(metric).isMoreBetter ? 'md:col-span-2 xl:flex-[1.8]' : 'md:col-span-3 xl:flex-1'

/** The key metrics, and the clicks that weren't counted. Clicking one shows it in the chart and the rankings. */
export function Figures({ answer, metric }: { answer: OverviewAnswer; metric: Metric }) {
  const t = useTranslations('overview')
  const { totals, compared, range } = answer
  const days = compared && dayRange(compared.from, compared.to)
  const dates =
    compared?.until && days ? t('until', { dates: days, time: clockTime(compared.until, range.timezone) }) : days
  return (
    <div className={grid}>
      {cards.map((name) => {
        const figure = { metric: name, total: totals[name], isCurrent: metric === name }
        return declarationOf(name).isMoreBetter ? (
          <Main key={name} {...figure} compared={dates} companion={companionIn(answer, name)} />
        ) : (
          <Side key={name} {...figure} />
        )
      })}
    </div>
  )
}

/** As tall as the figures will be. */
export function FiguresSkeleton() {
  return (
    <div className={grid}>
      {cards.map((name) => {
        const isMain = declarationOf(name).isMoreBetter === true
        return (
          <div key={name} className={cn('flex flex-col gap-1 p-4 md:p-5', widthOf(name))}>
            <Skeleton className="my-0.5 h-4 w-20" />
            <Skeleton className={cn('my-1', isMain ? 'h-7 w-32 sm:h-8' : 'mt-2 h-6 w-16 sm:my-2')} />
            <Skeleton className="my-0.5 h-4 w-24" />
            {isMain && (
              <Skeleton className={cn('my-0.5 h-4 w-36 md:mb-5.5 2xl:mb-0.5', !companionOf(name) && 'max-sm:hidden')} />
            )}
          </div>
        )
      })}
    </div>
  )
}
