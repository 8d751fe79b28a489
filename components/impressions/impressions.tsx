'use client'

import { useTranslations } from 'next-intl'
import { listImpressions, type ImpressionsAnswer } from '@/lib/api/app/impressions/list.contract'
import type { VisitDetails } from '@/lib/reports/click-schema'
import type { First } from '@/components/api/use-answer'
import { EventFilters } from '@/components/clicks/event-filters'
import type { Labels } from '@/components/filters/labels'
import { useLog } from '@/components/logs/log'
import { LogTable } from '@/components/logs/log-table'
import { NoRows } from '@/components/logs/no-rows'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { zoneName } from '@/components/ui/format'
import { useImpressionColumns } from './columns'
import { ImpressionCount } from './count'
import { ImpressionSheet } from './impression-sheet'

/** Individual impressions, newest first, with a sheet for the details of one. */
export function Impressions({
  first,
  impression,
  labels,
}: {
  first: First<ImpressionsAnswer>
  impression?: First<VisitDetails>
  labels: Labels
}) {
  const t = useTranslations('impressions')
  const { timezone } = useViewer().organization
  const log = useLog({ contract: listImpressions, kind: 'impressions', first })
  const { data, problem } = log.answer
  const none = {
    title: t('empty.title'),
    sentence: t('empty.sentence'),
    filteredTitle: t('empty.filteredTitle'),
    filtered: t('empty.filtered'),
    unassigned: t('empty.unassigned'),
  }
  return (
    <PageFrame
      fill
      title={t('title')}
      sentence={t('sentence', { zone: zoneName(timezone) })}
      actions={problem ? null : <ImpressionCount counts={data?.counts} />}
    >
      <LogTable
        label={t('label')}
        noun="impression"
        log={log}
        columns={useImpressionColumns()}
        labels={labels}
        filters={<EventFilters />}
        empty={<NoRows words={none} own={['status', 'bots']} />}
      />
      <ImpressionSheet first={impression} />
    </PageFrame>
  )
}
