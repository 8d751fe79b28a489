'use client'

import { useTranslations } from 'next-intl'
import { eventKinds, type EventKind } from '@/lib/reports/event-schema'
import type { EventListAnswer } from '@/lib/api/app/events/list.contract'
import { compact, number } from '@/components/ui/format'
import { Skeleton } from '@/components/ui/small'
import { Segments } from '@/components/url/segments'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** Switches between clicks, leads, and sales, and says how many there are of each. Each has columns of its own. */
export function EventTabs({
  current,
  counts,
}: {
  current: EventKind
  /** Undefined while loading. */
  counts: EventListAnswer['counts'] | undefined
}) {
  const t = useTranslations('events.kinds')
  const { params } = useUrl()
  return (
    <Segments
      label={t('label')}
      current={current}
      className="max-sm:w-full max-sm:[&>*]:flex-1 max-sm:[&>*]:justify-center"
      of={eventKinds.map((kind) => ({
        key: kind,
        to: withQuestion(params, { event: kind, columns: null }),
        name: (
          <span className="flex items-baseline gap-1.5">
            {t(kind)}
            {/* As wide while it loads as most counts are. */}
            <span
              className="min-w-6 text-sm font-normal text-muted tabular-nums"
              title={counts && number(counts[kind])}
            >
              {counts && (
                <>
                  <span aria-hidden className="sm:hidden">
                    {compact(counts[kind])}
                  </span>
                  <span className="max-sm:sr-only">{number(counts[kind])}</span>
                </>
              )}
            </span>
          </span>
        ),
      }))}
    />
  )
}

/** As large as the tabs will be. */
export const EventTabsSkeleton = () => <Skeleton className="control w-72 max-w-full" />
