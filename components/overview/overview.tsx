'use client'

import { useTranslations } from 'next-intl'
import { today } from '@/lib/days'
import { overview, type OverviewAnswer } from '@/lib/api/app/overview.contract'
import { addsUp, declarationOf } from '@/lib/reports/metrics'
import { ChartPerDay } from '@/components/charts/chart'
import { useNoClicks } from '@/components/clicks/no-clicks'
import { FilterBar } from '@/components/filters/filter-bar'
import type { Labels } from '@/components/filters/labels'
import { ProblemView, StaleNotice } from '@/components/problems/problem-view'
import { Card } from '@/components/ui/small'
import { cn } from '@/components/ui/cn'
import { figure } from '@/components/ui/figure'
import { metricOf } from '@/components/url/url-state'
import { useAnnouncement } from '@/components/ui/use-announcement'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { Basis } from './basis'
import { Figures } from './figures'
import { overviewQuestion, type Fixed } from './question'
import { Rankings } from './rankings'
import { OverviewSkeleton } from './skeleton'

function Figure({ answer }: { answer: OverviewAnswer }) {
  const t = useTranslations('overview')
  const metrics = useTranslations('reports.metrics')
  const rankings = useTranslations('overview.rankings')
  const none = useNoClicks()
  const metric = metricOf(useUrl().params)
  const points = answer.series.map(({ day, figures, previous }) => ({
    day,
    value: figures[metric] ?? null,
    previous: previous && { day: previous.day, value: previous.figures[metric] ?? null },
  }))
  // A line along zero would look like a real comparison.
  const compared = points.some(({ previous }) => Boolean(previous?.value))
  // There may be clicks, just none that this metric counts.
  const isEmpty = Object.values(answer.totals).every(({ value }) => !value)
  return (
    <Card aria-label={t('keyMetrics')}>
      <Figures answer={answer} metric={metric} />
      <Basis answer={answer} />
      <ChartPerDay
        title={metrics(`${metric}.chart`)}
        metric={metrics(`${metric}.name`)}
        kind={{ unit: declarationOf(metric).unit, currency: answer.currency }}
        hasShares={addsUp(metric)}
        points={compared ? points : points.map((point) => ({ ...point, previous: null }))}
        compared={compared}
        openDay={answer.range.incomplete ? today(answer.range.timezone) : null}
        empty={isEmpty ? `${none.title}. ${none.sentence}` : rankings('empty', { clicks: metrics(`${metric}.many`) })}
      />
    </Card>
  )
}

/** How is my traffic doing, and why? With `fixed`, it's about one advertiser, offer, or the like. */
export function Overview({ first, labels, fixed }: { first: First<OverviewAnswer>; labels: Labels; fixed?: Fixed }) {
  const t = useTranslations('overview')
  const { params } = useUrl()
  const asked = overviewQuestion(params, fixed)
  const { data, outdated, problem, stale, retry } = useAnswer({
    contract: overview,
    question: asked,
    first,
    live: ({ range }) => range.incomplete,
  })
  const metric = metricOf(params)
  const metrics = useTranslations('reports.metrics')
  const total = data?.totals[metric]?.value ?? null
  const announcement = data
    ? t('announcement', {
        name: metrics(`${metric}.name`),
        value: figure(total, { unit: declarationOf(metric).unit, currency: data.currency }),
      })
    : ''
  const said = useAnnouncement(asked, data !== undefined && !outdated, announcement)
  return (
    <>
      <FilterBar labels={labels} without={fixed?.dimension} />
      <output className="sr-only">{said}</output>
      <StaleNotice problem={stale} retry={retry} />
      {problem ? (
        <Card>
          <ProblemView problem={problem} retry={retry} />
        </Card>
      ) : data ? (
        <div
          className={cn('flex flex-col gap-4 transition-opacity duration-100', outdated && 'opacity-60')}
          aria-busy={outdated}
        >
          <Figure answer={data} />
          <Rankings answer={data} without={fixed?.dimension} />
        </div>
      ) : (
        <OverviewSkeleton without={fixed?.dimension} />
      )}
    </>
  )
}
