'use client'

import { ArrowRight, CircleMinus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { addsUp, declarationOf, type Metric } from '@/lib/reports/metrics'
import { bareFigure, figure, type FigureKind } from '@/components/ui/figure'
import { share } from '@/components/ui/format'
import { PageLink } from '@/components/url/page-link'
import { Card, Skeleton } from '@/components/ui/small'
import { UrlLink } from '@/components/url/url-link'
import { href, keptParams, withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { ChangeNote } from './change-note'

export type RankingRow = {
  key: string
  label: string
  value: number
  previous: number | null
  /** Where clicking the row leads: filters by it, or removes that filter. */
  only: URLSearchParams
  /** Excludes it. Null if that isn't offered. */
  without: URLSearchParams | null
  isChosen: boolean
}

type Props = {
  title: string
  rows: RankingRow[]
  /** What rows are ranked by. */
  metric: Metric
  /** What amounts are in. */
  currency: string
  /** The total for calculating shares. */
  total: number
  onChoose: (row: RankingRow) => void
}

function Row({
  row,
  widest,
  metric,
  currency,
  total,
  onChoose,
}: { row: RankingRow; widest: number } & Omit<Props, 'title' | 'rows'>) {
  const t = useTranslations('overview.rankings')
  const metrics = useTranslations('reports.metrics')
  const { go } = useUrl()
  const name = row.label
  const exclude = t('exclude', { name })
  const kind: FigureKind = { unit: declarationOf(metric).unit, currency }
  return (
    <li className="group relative flex items-stretch">
      <UrlLink
        to={row.only}
        aria-current={row.isChosen ? 'true' : undefined}
        onClick={(event) => {
          onChoose(row)
          if (!event.altKey || !row.without) return
          event.preventDefault()
          go(row.without)
        }}
        title={row.isChosen ? t('removeFilter') : t(row.without ? 'filterOrExclude' : 'filter', { name })}
        className="control relative flex min-w-0 flex-1 items-center gap-3 rounded-control px-2.5 -outline-offset-2! hover:bg-surface-sunken"
      >
        <span
          className="absolute inset-y-1 left-0 rounded-[4px] bg-accent-soft"
          // Even the longest bar leaves the columns of figures free.
          style={{
            width: `calc((100% - ${(row.previous === null ? 4.5 : 8.75) + (kind.unit === 'money' ? 1.25 : 0)}rem) * ${widest === 0 ? 0 : Math.max(0, row.value / widest)})`,
          }}
          aria-hidden
        />
        <span className="relative min-w-0 flex-1 truncate" suppressHydrationWarning>
          {row.label}
        </span>
        <span
          className="relative font-medium tabular-nums"
          title={
            addsUp(metric)
              ? t('share', { clicks: metrics(`${metric}.many`), share: share(row.value, total) })
              : figure(row.value, kind)
          }
        >
          {bareFigure(row.value, kind.unit)}
        </span>
        {row.previous !== null && (
          <span className="relative w-14 text-right text-sm">
            <ChangeNote value={row.value} previous={row.previous} neutral={!declarationOf(metric).isMoreBetter} brief />
          </span>
        )}
      </UrlLink>
      {row.without === null ? (
        <span className="w-8 shrink-0" />
      ) : (
        <UrlLink
          to={row.without}
          onClick={() => onChoose(row)}
          aria-label={exclude}
          title={exclude}
          className="control flex w-8 shrink-0 items-center justify-center rounded-control text-muted opacity-0 group-hover:opacity-100 hover:bg-surface-sunken hover:text-text focus-visible:opacity-100 pointer-coarse:opacity-100"
        >
          <CircleMinus className="size-4" aria-hidden />
        </UrlLink>
      )}
    </li>
  )
}

function Frame({
  title,
  metric,
  hasChange,
  more,
  children,
}: {
  title: string
  metric: Metric
  hasChange: boolean
  more?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('overview')
  const metrics = useTranslations('reports.metrics')
  return (
    <Card className="flex min-w-0 flex-col">
      <div className="flex items-center justify-between gap-3 px-4 pt-3 pb-1.5 md:px-5">
        <h2 className="font-semibold">{title}</h2>
        <p className="flex gap-3 text-sm whitespace-nowrap text-muted" aria-hidden>
          <span>{metrics(`${metric}.column`)}</span>
          {hasChange && <span className="w-14 text-right">{t('rankings.change')}</span>}
          <span className="w-5" />
        </p>
      </div>
      {/* As tall as ten rows even if there are fewer, so what's below stays in place. */}
      <div className="flex min-h-[23rem] flex-1 flex-col px-1.5 pb-2 md:px-2.5 pointer-coarse:min-h-[28rem]">
        {children}
      </div>
      {more && <div className="border-t px-4 md:px-5">{more}</div>}
    </Card>
  )
}

/** Where the clicks or conversions of a metric are listed. */
function placeOf(metric: Metric): { path: string; params: Readonly<Record<string, string>> } {
  const { page, by } = declarationOf(metric).list
  if (page === 'conversions') return { path: '/conversions', params: { ...by } }
  return { path: '/clicks', params: by ? { view: 'single', ...by } : { sort: '-clicks' } }
}

/** The values with the highest figures, as bars that filter when clicked. */
export function Ranking({ title, rows, metric, currency, total, onChoose }: Props) {
  const t = useTranslations('overview.rankings')
  const metrics = useTranslations('reports.metrics')
  const { params } = useUrl()
  const widest = Math.max(0, ...rows.map(({ value }) => value))
  const hasChange = rows.some(({ previous }) => previous !== null)
  const place = placeOf(metric)
  const list = place.path === '/conversions' ? 'viewInConversions' : 'viewInClicks'
  return (
    <Frame
      title={title}
      metric={metric}
      hasChange={hasChange}
      more={
        <PageLink
          href={href(place.path, withParams(keptParams(params), place.params))}
          aria-label={t(`${list}Label`, { title })}
          className="control flex items-center justify-between text-sm text-muted hover:text-text"
        >
          {t(list)}
          <ArrowRight className="size-4" aria-hidden />
        </PageLink>
      }
    >
      {rows.length > 0 ? (
        <ol aria-label={title}>
          {rows.map((row) => (
            <Row
              key={row.key}
              row={row}
              widest={widest}
              metric={metric}
              currency={currency}
              total={total}
              onChoose={onChoose}
            />
          ))}
        </ol>
      ) : (
        <p className="flex flex-1 items-center justify-center text-muted">
          {t('empty', { clicks: metrics(`${metric}.many`) })}
        </p>
      )}
    </Frame>
  )
}

export function RankingSkeleton({ title, metric }: { title: string; metric: Metric }) {
  return (
    <Frame title={title} metric={metric} hasChange={false} more={<div className="control" />}>
      <ol aria-hidden>
        {[92, 74, 66, 52, 47, 39, 33, 28, 22, 17].map((width) => (
          <li key={width} className="control flex items-center gap-6 px-2.5">
            <span className="flex-1">
              <span className="block" style={{ width: `${width}%` }}>
                <Skeleton className="h-4" />
              </span>
            </span>
            <Skeleton className="h-4 w-20" />
          </li>
        ))}
      </ol>
    </Frame>
  )
}
