'use client'

import { overviewAnswer, type OverviewAnswer } from '@/lib/reports/shapes'
import { ChartPerDay } from '../charts/chart'
import { useNoClicks } from '../clicks/no-clicks'
import { FilterBar } from '../filters/filter-bar'
import type { Labels } from '../filters/labels'
import { plural } from '../format'
import { ProblemView, StaleNotice } from '../problem-view'
import { Card } from '../ui/small'
import { cn } from '../ui/cn'
import { question } from '../url-state'
import { useAnnouncement } from '../use-announcement'
import { useAnswer, type First } from '../use-answer'
import { useUrl } from '../use-url'
import { Figures, metrics, type Metric } from './figures'
import { Rankings } from './rankings'
import { OverviewSkeleton } from './skeleton'

function Figure({ answer }: { answer: OverviewAnswer }) {
  const { params } = useUrl()
  const none = useNoClicks()
  const metric: Metric = params.get('metric') === 'uniqueClicks' ? 'uniqueClicks' : 'clicks'
  const { title, unit, previous } = metrics[metric]
  return (
    <Card aria-label="Figures">
      <Figures answer={answer} metric={metric} />
      <ChartPerDay
        title={title}
        unit={unit}
        points={answer.series.map((point) => ({ day: point.day, value: point[metric], previous: point[previous] }))}
        range={answer.range}
        previous={answer.compared}
        incomplete={answer.range.incomplete}
        empty={`${none.title}. ${none.sentence}`}
      />
    </Card>
  )
}

/** How is my traffic doing, and why? */
export function Overview({ first, labels }: { first: First<OverviewAnswer>; labels: Labels }) {
  const { params } = useUrl()
  const asked = question('overview', params)
  const { data, outdated, problem, stale, retry } = useAnswer({
    path: '/api/app/overview',
    question: asked,
    shape: overviewAnswer,
    first,
    live: ({ range }) => range.incomplete,
  })
  const said = useAnnouncement(
    asked,
    data !== undefined && !outdated,
    data ? `Now showing ${plural(data.totals.clicks.value, 'click')}, ${plural(data.totals.uniqueClicks.value, 'unique click')}` : '',
  )
  return (
    <>
      <FilterBar labels={labels} />
      <output className="sr-only">{said}</output>
      <StaleNotice problem={stale} retry={retry} />
      {problem ? (
        <Card>
          <ProblemView problem={problem} retry={retry} />
        </Card>
      ) : data ? (
        <div className={cn('flex flex-col gap-4 transition-opacity duration-100', outdated && 'opacity-60')} aria-busy={outdated}>
          <Figure answer={data} />
          <Rankings answer={data} />
        </div>
      ) : (
        <OverviewSkeleton />
      )}
    </>
  )
}
