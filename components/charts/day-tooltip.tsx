'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { figure, type FigureKind } from '@/components/ui/figure'
import { change, changeInWords, dayInWords, fullDay, share } from '@/components/ui/format'
import { Swatch } from './swatch'

const muted = (chunks: ReactNode) => <span className="font-normal text-muted">{chunks}</span>

/** One day: its value, its share of the range, and how it compares. Never wider than a phone's chart. */
export function DayTooltip({
  point,
  metric,
  kind,
  total,
  isOpen,
}: {
  point: {
    day: string
    value: number | null
    previous: { day: string; value: number | null } | null
    isBefore: boolean
  }
  metric: string
  kind: FigureKind
  /** What days have a share of, if they do. */
  total: number | null
  isOpen: boolean
}) {
  const t = useTranslations('charts')
  const changed = point.value === null ? null : change(point.value, point.previous && point.previous.value)
  const day = dayInWords(point.day)
  return (
    <div className="max-w-[min(20rem,calc(100vw-5rem))] rounded-control border bg-surface-raised px-3 py-2 text-sm text-wrap shadow-overlay">
      <p className="mb-1.5 font-medium">{isOpen ? t.rich('dayInProgress', { day, muted }) : day}</p>
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-2.5 gap-y-1 tabular-nums">
        <Swatch kind={isOpen ? 'open' : point.isBefore ? 'previous' : 'current'} />
        <dt>{metric}</dt>
        <dd className="text-right font-medium">{figure(point.value, kind)}</dd>
        {!point.isBefore && total !== null && point.value !== null && (
          <dd className="col-span-2 col-start-2 text-right text-muted">
            {t('shareOfTotal', { share: share(point.value, total) })}
          </dd>
        )}
        {point.previous !== null && (
          <>
            <Swatch kind="previous" />
            <dt className="text-muted">
              {isOpen ? t('sameTime', { day: fullDay(point.previous.day) }) : fullDay(point.previous.day)}
            </dt>
            <dd className="text-right">{figure(point.previous.value, kind)}</dd>
          </>
        )}
        {changed && <dd className="col-span-2 col-start-2 text-right text-muted">{changeInWords(changed)}</dd>}
      </dl>
    </div>
  )
}
