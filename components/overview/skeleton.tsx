'use client'

import { Card, Skeleton } from '../ui/small'
import { useViewer } from '../viewer'
import { FiguresSkeleton } from './figures'
import { RankingsSkeleton } from './rankings'

/** The overview's places, before there is anything to put in them. */
export function OverviewSkeleton() {
  const { seesMany } = useViewer()
  return (
    <div className="flex flex-col gap-4" aria-busy>
      <p className="sr-only">Loading the overview</p>
      <Card>
        <FiguresSkeleton />
        <div className="p-4 md:p-5">
          <Skeleton className="mb-4 h-5 w-28" />
          <div className="flex h-60 flex-col justify-between pt-2 pr-5 pb-[34px] pl-11 md:h-72" aria-hidden>
            {['top', 'upper', 'middle', 'lower', 'zero'].map((line) => (
              <div key={line} className="border-t" />
            ))}
          </div>
        </div>
      </Card>
      <RankingsSkeleton many={seesMany} />
    </div>
  )
}
