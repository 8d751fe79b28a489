'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cardsFor, companionOf, declarationOf, type Card, type Metric } from '@/lib/reports/metrics'
import type { OverviewAnswer } from '@/lib/api/app/overview.contract'
import { cn } from '@/components/ui/cn'
import { bareFigure, figure } from '@/components/ui/figure'
import { Skeleton } from '@/components/ui/small'
import { useViewer } from '@/components/shell/viewer'
import { UrlLink } from '@/components/url/url-link'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { ChangeNote } from './change-note'

type Total = NonNullable<OverviewAnswer['totals'][Card]>

/** A quotient that's shown along with a metric, in place of the earlier figure. */
function Companion({ of, value }: { of: Metric; value: number | null }) {
  const t = useTranslations('overview')
  const metrics = useTranslations('reports.metrics')
  return (
    <span title={t('companionTitle', { name: metrics(`${of}.name`), definition: metrics(`${of}.definition`) })}>
      {t('companion', { name: metrics(`${of}.column`), value: bareFigure(value, declarationOf(of).unit) })}
    </span>
  )
}

function Figure({ metric, total, answer, isCurrent }: FigureProps) {
  const t = useTranslations('overview')
  const metrics = useTranslations('reports.metrics')
  const { params } = useUrl()
  const { unit, isMoreBetter = false } = declarationOf(metric)
  const companion = companionOf(metric)
  const kind = { unit, currency: answer.currency }
  const name = metrics(`${metric}.name`)
  const { value, previous } = total
  return (
    <UrlLink
      to={withParams(params, { metric })}
      how="replace"
      aria-current={isCurrent ? 'true' : undefined}
      aria-label={t('chooseMetric', { name, value: figure(value, kind) })}
      title={metrics(`${metric}.definition`)}
      className={cn(
        cell,
        'group relative transition-colors duration-100 -outline-offset-2! hover:bg-surface-sunken!',
        isCurrent &&
          'after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent hover:bg-surface-raised!',
      )}
    >
      <span className={cn('truncate font-medium', isCurrent ? 'text-accent' : 'text-muted')}>{name}</span>
      <span className="flex items-baseline gap-1.5 whitespace-nowrap @2xl:@max-4xl:gap-1">
        <span
          className={cn(
            'truncate text-xl font-semibold tracking-tight tabular-nums @2xl:text-lg @4xl:text-xl @5xl:text-2xl',
            value || 'text-muted',
          )}
        >
          {bareFigure(value, unit)}
        </span>
        {unit === 'money' && value !== null && <span className="text-xs text-muted">{answer.currency}</span>}
      </span>
      {/* It has its height even without a change, so nothing moves when there's none. */}
      <span className="h-5 truncate text-sm text-muted tabular-nums">
        {value !== null && <ChangeNote value={value} previous={previous} neutral={!isMoreBetter} />}{' '}
        <span className="@2xl:@max-4xl:sr-only">
          {companion
            ? value !== 0 && <Companion of={companion} value={answer.totals[companion]?.value ?? null} />
            : Boolean(previous) && t('versus', { value: bareFigure(previous, unit) })}
        </span>
      </span>
    </UrlLink>
  )
}

type FigureProps = { metric: Card; total: Total; answer: OverviewAnswer; isCurrent: boolean }

const cell = 'flex min-w-0 flex-col gap-0.5 px-4 py-3 @2xl:@max-4xl:px-3 @5xl:px-5 @5xl:py-3.5'

/** As many cards as fill whole rows: ten for the network, eight for publishers. */
function Grid({ count, children }: { count: number; children: ReactNode }) {
  return (
    <div className="@container">
      <div
        className={cn(
          // The border color shows through the gaps.
          'grid grid-cols-2 gap-px overflow-hidden rounded-t-card border-b bg-border [&>*]:bg-surface-raised',
          count % 5 === 0 ? '@2xl:grid-cols-5' : '@2xl:grid-cols-4',
        )}
      >
        {children}
      </div>
    </div>
  )
}

/** The key metrics that the viewer may see. Clicking one shows it in the chart and the rankings. */
export function Figures({ answer, metric }: { answer: OverviewAnswer; metric: Metric }) {
  const cards = cardsFor(useViewer().role)
  return (
    <Grid count={cards.length}>
      {cards.map((name) => {
        const total = answer.totals[name]
        return total && <Figure key={name} metric={name} total={total} answer={answer} isCurrent={metric === name} />
      })}
    </Grid>
  )
}

/** As tall as the figures will be. */
export function FiguresSkeleton() {
  const cards = cardsFor(useViewer().role)
  return (
    <Grid count={cards.length}>
      {cards.map((name) => (
        <div key={name} className={cell}>
          <Skeleton className="my-0.5 h-4 w-20" />
          <Skeleton className="my-1 h-5 w-24 @5xl:h-6" />
          <Skeleton className="my-0.5 h-4 w-24" />
        </div>
      ))}
    </Grid>
  )
}
