'use client'

import { useTranslations } from 'next-intl'
import { listConversions, type ConversionsAnswer } from '@/lib/api/app/conversions/list.contract'
import type { ConversionDetails, ConversionSummary } from '@/lib/api/app/conversions/schema'
import { createConversionBulkUpdate, MOST_AT_ONCE } from '@/lib/api/v2/conversion-bulk-updates.contract'
import { conversionKinds } from '@/lib/reports/dimensions'
import type { First } from '@/components/api/use-answer'
import type { Labels } from '@/components/filters/labels'
import { useLog } from '@/components/logs/log'
import { LogTable } from '@/components/logs/log-table'
import { NoRows } from '@/components/logs/no-rows'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import type { Selection } from '@/components/tables/selection'
import { shortTime, zoneName } from '@/components/ui/format'
import { useTabMemory } from '@/components/ui/use-tab-memory'
import { useUrl } from '@/components/url/use-url'
import { BulkDecisionButtons } from './bulk-decide'
import { bulkFilters } from './bulk-filters'
import { BulkProgress } from './bulk-progress'
import { canDecide } from './can-change'
import { useConversionColumns } from './columns'
import { ConversionSheet } from './conversion-sheet'
import { DecisionButtons } from './decide'

const statuses = ['Approved', 'Pending', 'Rejected'] as const

/** Filters by status, and says how many have each. */
function StatusChoice({ counts }: { counts: ConversionsAnswer['statuses'] | undefined }) {
  const t = useTranslations('conversions.status')
  return (
    <Choice
      parameter="status"
      label={t('label')}
      choices={[
        { value: '', name: t('any') },
        ...statuses.map((status) => ({
          value: status,
          name: counts ? t('count', { status: t(status), count: counts[status] }) : t(status),
        })),
      ]}
    />
  )
}

/** Filters by what they are. */
function KindChoice() {
  const t = useTranslations('conversions.kind')
  return (
    <Choice
      parameter="conversion_kind"
      label={t('label')}
      choices={[{ value: '', name: t('any') }, ...conversionKinds.map((kind) => ({ value: kind, name: t(kind) }))]}
    />
  )
}

/** Conversions and events, newest first, with a sheet for the details of one. */
export function Conversions({
  first,
  conversion,
  labels,
}: {
  first: First<ConversionsAnswer>
  conversion?: First<ConversionDetails>
  labels: Labels
}) {
  const t = useTranslations('conversions')
  const viewer = useViewer()
  const { params } = useUrl()
  const { timezone } = viewer.organization
  const log = useLog({ contract: listConversions, kind: 'conversions', first })
  const none = {
    title: t('empty.title'),
    sentence: t('empty.sentence'),
    filteredTitle: t('empty.filteredTitle'),
    filtered: t('empty.filtered'),
    unassigned: t('empty.unassigned'),
  }
  const { data } = log.answer
  // Until its outcome was seen.
  const [running, setRunning] = useTabMemory(createConversionBulkUpdate.path)
  const selection: Selection<ConversionSummary> = {
    rowName: ({ time }) => t('row', { time: shortTime(time, timezone) }),
    renderActions: (rows, clear) => <DecisionButtons rows={rows} onDone={clear} />,
    allMatching: data && {
      count: data.totalCount,
      noun: 'conversion',
      most: MOST_AT_ONCE,
      renderActions: (clear) => (
        <BulkDecisionButtons
          filters={bulkFilters(params, data.range)}
          onStarted={(id) => {
            setRunning(id)
            clear()
          }}
        />
      ),
    },
  }
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence', { zone: zoneName(timezone) })}>
      {running !== null && <BulkProgress key={running} id={running} onDismiss={() => setRunning(null)} />}
      <LogTable
        label={t('label')}
        noun="conversion"
        log={log}
        columns={useConversionColumns()}
        labels={labels}
        filters={
          <>
            <StatusChoice counts={data?.statuses} />
            <KindChoice />
          </>
        }
        selection={canDecide(viewer) ? selection : undefined}
        empty={<NoRows words={none} own={['status', 'conversion_kind']} />}
      />
      <ConversionSheet first={conversion} />
    </PageFrame>
  )
}
