'use client'

import { useTranslations } from 'next-intl'
import type { ClickAnswer } from '@/lib/api/app/clicks/details.contract'
import type { ConversionDetails } from '@/lib/api/app/conversions/schema'
import { listEventRows, type EventListAnswer } from '@/lib/api/app/events/list.contract'
import { eventKinds } from '@/lib/reports/event-schema'
import type { First } from '@/components/api/use-answer'
import { ClickSheet } from '@/components/clicks/click-sheet'
import { ConversionSheet } from '@/components/conversions/conversion-sheet'
import type { Labels } from '@/components/filters/labels'
import { isLive, LiveSwitch, useNewRows } from '@/components/logs/live'
import { useLog } from '@/components/logs/log'
import { LogTable } from '@/components/logs/log-table'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { number, zoneName } from '@/components/ui/format'
import { eventDimensions } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useEventLogColumns } from './columns'
import { NoEvents } from './no-events'
import { EventTabs } from './tabs'

const nouns = { clicks: 'click', leads: 'lead', sales: 'sale' } as const

/** Clicks, leads, or sales that count, newest first, with a sheet for the details of one. People can watch them come in. */
export function Events({
  first,
  click,
  conversion,
  labels,
}: {
  first: First<EventListAnswer>
  click: First<ClickAnswer> | undefined
  conversion: First<ConversionDetails> | undefined
  labels: Labels
}) {
  const t = useTranslations('events')
  const logs = useTranslations('logs')
  const { params } = useUrl()
  const { timezone } = useViewer().organization
  const kind = eventKinds.find((one) => one === params.get('event')) ?? 'clicks'
  // While a row is open, the rows behind it stay where they are.
  const isOpen = params.has('click') || params.has('item')
  const log = useLog({ contract: listEventRows, kind: 'eventLog', first, tail: isLive(params) && !isOpen })
  const { data, outdated } = log.answer
  const fresh = useNewRows(log.asked, outdated ? undefined : data?.rows)
  return (
    <PageFrame
      fill
      title={t('title')}
      sentence={t('sentence', { zone: zoneName(timezone) })}
      actions={<EventTabs current={kind} counts={data?.counts} />}
    >
      <output className="sr-only">
        {isLive(params) && fresh.size > 0 && data
          ? logs('live.new', { count: fresh.size, total: number(data.totalCount) })
          : ''}
      </output>
      <LogTable
        label={t('label')}
        noun={nouns[kind]}
        log={log}
        columns={useEventLogColumns(kind)}
        opens={kind === 'clicks' ? 'click' : 'item'}
        labels={labels}
        menu={eventDimensions}
        filters={null}
        tools={<LiveSwitch possible={data?.range.incomplete ?? true} />}
        isNew={({ id }) => fresh.has(id)}
        empty={<NoEvents kind={kind} />}
      />
      {kind === 'clicks' ? <ClickSheet first={click} /> : <ConversionSheet first={conversion} />}
    </PageFrame>
  )
}
