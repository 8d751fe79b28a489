'use client'

import { useTranslations } from 'next-intl'
import { useFigures } from '@/components/catalog/figures'
import { useViewer } from '@/components/shell/viewer'
import { ago, fullDay, number as formatted, shortDay } from '@/components/ui/format'
import { Skeleton } from '@/components/ui/small'

/** The publisher's clicks on the offer in the range, and the last one. */
export function OfferFigures({ number }: { number: number }) {
  const t = useTranslations('catalog.figures')
  const { timezone } = useViewer().organization
  const state = useFigures('offer', [number])
  const row = state.kind === 'known' ? state.answer.rows[0] : undefined
  const last = row?.lastAt ? ago(row.lastAt, timezone) : row?.lastDay ? shortDay(row.lastDay) : '–'
  const value = (shown: string) =>
    state.kind === 'loading' ? <Skeleton className="my-1.5 h-6 w-20" /> : row ? shown : t('failed')
  return (
    <>
      <div>
        <dt className="text-sm text-muted">{t('clicks')}</dt>
        <dd className="text-xl font-semibold tracking-tight tabular-nums">{value(formatted(row?.clicks ?? 0))}</dd>
      </div>
      <div>
        <dt className="text-sm text-muted">{t('lastClick')}</dt>
        <dd
          className="text-xl font-semibold tracking-tight tabular-nums"
          title={row?.lastDay ? fullDay(row.lastDay) : undefined}
        >
          {value(last)}
        </dd>
      </div>
    </>
  )
}
