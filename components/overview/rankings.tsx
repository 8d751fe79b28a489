'use client'

import { useTranslations } from 'next-intl'
import { declarationOf, filterMenu, overviewBreakdowns } from '@/lib/reports/dimensions'
import type { OverviewAnswer } from '@/lib/api/app/overview.contract'
import { useRemember } from '@/components/filters/labels'
import { cn } from '@/components/ui/cn'
import { excludeValue, filterOf, metricOf, toggleFilter, withQuestion, type Params } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { Ranking, RankingSkeleton, type RankingRow } from './ranking'

type Ranked = OverviewAnswer['rankings'][number]
const menuDimension = (name: string) => filterMenu.find((dimension) => dimension === name)

function rowOf(
  params: Params,
  dimension: Ranked['dimension'],
  { value, label, figure, previous }: Ranked['rows'][number],
): RankingRow {
  const row = { key: value, label, value: figure, previous }
  const inMenu = menuDimension(dimension)
  if (!inMenu) {
    // What has its own control, such as the publisher, has one value at a time.
    const isChosen = params.get(dimension) === value
    return { ...row, only: withQuestion(params, { [dimension]: isChosen ? null : value }), without: null, isChosen }
  }
  const now = filterOf(params, inMenu)
  const isChosen = now?.mode === 'include' && now.values.length === 1 && now.values[0] === value
  return {
    ...row,
    only: toggleFilter(params, inMenu, value),
    without: isChosen ? null : excludeValue(params, inMenu, value),
    isChosen,
  }
}

const grid = (columns: number) =>
  cn('grid gap-4 md:grid-cols-2', columns === 3 && 'xl:grid-cols-3 md:max-xl:[&>*:first-child]:col-span-2')

/** A ranking for each of the overview's breakdowns, `without` the one that the page is about. */
export function Rankings({ answer, without }: { answer: OverviewAnswer; without?: string | undefined }) {
  const t = useTranslations('overview.rankings')
  const dimensions = useTranslations('reports.dimensions')
  const { params } = useUrl()
  const remember = useRemember()
  const { metric } = answer
  const rankings = answer.rankings.filter(({ dimension }) => dimension !== without)
  return (
    <div className={grid(rankings.length)}>
      {rankings.map(({ dimension, rows }) => (
        <Ranking
          key={dimension}
          title={t('top', { dimension: dimensions(`${dimension}.many`) })}
          metric={metric}
          currency={answer.currency}
          total={answer.totals[metric]?.value ?? 0}
          onChoose={({ key, label }) => {
            const inMenu = menuDimension(dimension)
            if (inMenu) remember(inMenu, key, label)
          }}
          rows={rows.map((row) => rowOf(params, dimension, row))}
        />
      ))}
    </div>
  )
}

/** As many as the viewer will see. */
export function RankingsSkeleton({ without }: { without?: string | undefined }) {
  const t = useTranslations('overview.rankings')
  const dimensions = useTranslations('reports.dimensions')
  const { seesMany } = useViewer()
  const metric = metricOf(useUrl().params)
  const shown = overviewBreakdowns.filter(
    (name) => name !== without && (declarationOf(name).audience === 'everyone' || seesMany),
  )
  return (
    <div className={grid(shown.length)}>
      {shown.map((name) => (
        <RankingSkeleton key={name} title={t('top', { dimension: dimensions(`${name}.many`) })} metric={metric} />
      ))}
    </div>
  )
}
