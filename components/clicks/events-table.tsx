'use client'

import { useTranslations } from 'next-intl'
import { clicksEvents, type EventsAnswer } from '@/lib/api/app/clicks/events.contract'
import type { ClickAnswer } from '@/lib/api/app/clicks/details.contract'
import type { First } from '@/components/api/use-answer'
import type { Labels } from '@/components/filters/labels'
import { useLog } from '@/components/logs/log'
import { LogTable } from '@/components/logs/log-table'
import { ClickSheet } from './click-sheet'
import { useEventColumns } from './event-columns'
import { EventFilters } from './event-filters'
import { NoClicks } from './no-clicks'

/** Individual clicks, newest first, with a sheet for the details of one. */
export function EventsTable({
  first,
  firstClick,
  labels,
}: {
  first?: First<EventsAnswer> | undefined
  firstClick?: First<ClickAnswer> | undefined
  labels: Labels
}) {
  const t = useTranslations('clicks.single')
  return (
    <>
      <LogTable
        label={t('label')}
        noun="click"
        log={useLog({ contract: clicksEvents, kind: 'events', first })}
        columns={useEventColumns()}
        opens="click"
        labels={labels}
        filters={<EventFilters />}
        empty={<NoClicks />}
      />
      <ClickSheet first={firstClick} />
    </>
  )
}
