'use client'

import { useTranslations } from 'next-intl'
import type { DailyAnswer } from '@/lib/api/app/clicks/daily.contract'
import type { EventsAnswer } from '@/lib/api/app/clicks/events.contract'
import type { ClickAnswer } from '@/lib/api/app/clicks/details.contract'
import type { Labels } from '@/components/filters/labels'
import { zoneName } from '@/components/ui/format'
import { PageFrame } from '@/components/shell/page-frame'
import type { First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { DailyTable } from './daily-table'
import { EventsTable } from './events-table'
import { ViewSwitch } from './view-switch'

/** Clicks, either counted per day or listed individually. */
export function Clicks({
  daily,
  events,
  click,
  labels,
}: {
  daily?: First<DailyAnswer>
  events?: First<EventsAnswer>
  click?: First<ClickAnswer>
  labels: Labels
}) {
  const t = useTranslations('clicks')
  const { params } = useUrl()
  const { timezone } = useViewer().organization
  const view = params.get('view') === 'single' ? 'single' : 'daily'
  return (
    <PageFrame
      fill
      title={t('title')}
      sentence={t(`sentence.${view}`, { zone: zoneName(timezone) })}
      actions={<ViewSwitch current={view} />}
    >
      {view === 'daily' ? (
        <DailyTable first={daily} labels={labels} />
      ) : (
        <EventsTable first={events} firstClick={click} labels={labels} />
      )}
    </PageFrame>
  )
}
