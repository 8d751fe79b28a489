'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { figure, type FigureKind } from '@/components/ui/figure'
import { fullDay } from '@/components/ui/format'
import { cn } from '@/components/ui/cn'
import type { DayChartProps, DayPoint } from './day-chart'
import { EmptyAxes } from './empty-axes'
import { Swatch } from './swatch'

const DayChart = dynamic(() => import('./day-chart'), { ssr: false, loading: EmptyAxes })

/** Reserves the key's height even when there's none, so the chart below stays in place. */
export const keySpace = 'mb-4 min-h-5 max-sm:min-h-11'

function Key({ compared, incomplete }: { compared: boolean; incomplete: boolean }) {
  const t = useTranslations('charts')
  const kinds = [
    'current' as const,
    ...(compared ? ['previous' as const] : []),
    ...(incomplete ? ['open' as const] : []),
  ]
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-2">
          <Swatch kind={kind} />
          {t(kind)}
        </li>
      ))}
    </ul>
  )
}

function Table({
  caption,
  metric,
  kind,
  points,
  compared,
}: {
  caption: string
  metric: string
  kind: FigureKind
  points: DayPoint[]
  compared: boolean
}) {
  const t = useTranslations('charts')
  return (
    // A table wouldn't shrink to the size of a hidden box.
    <div className="sr-only">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col">{metric}</th>
            {compared && <th scope="col">{t('previousDay')}</th>}
            {compared && <th scope="col">{t('previousValue', { metric })}</th>}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.day}>
              <th scope="row">{fullDay(point.day)}</th>
              <td>{figure(point.value, kind)}</td>
              {compared && <td>{point.previous && fullDay(point.previous.day)}</td>}
              {compared && <td>{point.previous && figure(point.previous.value, kind)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A chart of one value per day, with the same data as a table for people who can't see the chart. */
export function ChartPerDay({
  title,
  metric,
  kind,
  hasShares,
  points,
  compared,
  openDay,
  empty,
}: {
  title: string
  /** The metric's name: "Clicks". */
  metric: string
  kind: FigureKind
  /** Whether days add up to the range, so that each has a share of it. */
  hasShares: boolean
  points: DayPoint[]
  compared: boolean
  /** The day that isn't over. */
  openDay: string | null
  /** Shown in the middle when there's nothing to draw. */
  empty: string
}) {
  const isEmpty = points.every(({ value, previous }) => !value && !previous?.value)
  const chart: DayChartProps = { points, metric, kind, hasShares, openDay }
  return (
    <figure className="p-4 md:p-5">
      <figcaption>
        <h2 className="mb-1 text-base font-semibold">{title}</h2>
        <div className={keySpace}>
          {!isEmpty && points.length > 1 && <Key compared={compared} incomplete={openDay !== null} />}
        </div>
      </figcaption>
      <div className="relative h-60 md:h-64">
        {/* Screen readers get the table; the arrow keys still work for people who see the chart. */}
        <div className={cn('h-full', isEmpty && 'pointer-events-none')}>
          <DayChart {...chart} />
        </div>
        {isEmpty && (
          <p className="absolute inset-x-11 top-[38%] flex justify-center">
            {/* Keeps grid lines from running through the text. */}
            <span className="max-w-sm bg-surface-raised px-3 py-1 text-center text-balance text-muted">{empty}</span>
          </p>
        )}
      </div>
      <Table caption={title} metric={metric} kind={kind} points={points} compared={compared} />
    </figure>
  )
}
