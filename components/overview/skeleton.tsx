'use client'

import { useTranslations } from 'next-intl'
import { keySpace } from '@/components/charts/chart'
import { EmptyAxes } from '@/components/charts/empty-axes'
import { Card, Skeleton } from '@/components/ui/small'
import { FiguresSkeleton } from './figures'
import { RankingsSkeleton } from './rankings'

/** The overview's layout while it loads. */
export function OverviewSkeleton({ without }: { without?: string | undefined }) {
  const t = useTranslations('overview')
  return (
    <div className="flex flex-col gap-4" aria-busy>
      <p className="sr-only">{t('loading')}</p>
      <Card>
        <FiguresSkeleton />
        <div className="px-4 pt-3 max-sm:pb-6 md:px-5">
          <Skeleton className="my-0.5 h-4 w-60" />
        </div>
        <div className="p-4 md:p-5">
          <Skeleton className="mt-0.5 mb-1.5 h-4 w-28" />
          <div className={keySpace} />
          <div className="h-60 md:h-64">
            <EmptyAxes />
          </div>
        </div>
      </Card>
      <RankingsSkeleton without={without} />
    </div>
  )
}
