'use client'

import { useTranslations } from 'next-intl'
import { listConversions, type ConversionsAnswer } from '@/lib/api/app/conversions/list.contract'
import type { ConversionDetails, ConversionSummary } from '@/lib/api/app/conversions/schema'
import { useAnswer, type First } from '@/components/api/use-answer'
import { FilterBar } from '@/components/filters/filter-bar'
import type { Labels } from '@/components/filters/labels'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import type { Selection } from '@/components/tables/selection'
import { TableCard } from '@/components/tables/table-card'
import { shortTime, zoneName } from '@/components/ui/format'
import { question, withParams, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { canDecide } from './can-change'
import { useConversionColumns } from './columns'
import { ConversionSheet } from './conversion-sheet'
import { DecisionButtons } from './decide'
import { NoConversions } from './no-conversions'

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
  const { params, go } = useUrl()
  const viewer = useViewer()
  const { timezone } = viewer.organization
  const asked = question('conversions', params)
  const answer = useAnswer({
    contract: listConversions,
    question: asked,
    first,
    // New conversions appear at the top of the first page.
    live: ({ range }) => range.incomplete && !params.has('cursor'),
  })
  const { data } = answer
  const open = params.get('item')
  const selection: Selection<ConversionSummary> = {
    rowName: ({ time }) => t('row', { time: shortTime(time, timezone) }),
    renderActions: (rows, clear) => <DecisionButtons rows={rows} onDone={clear} />,
  }
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence', { zone: zoneName(timezone) })}>
      <TableCard
        label={t('label')}
        question={asked}
        answer={answer}
        columns={useConversionColumns()}
        rowKey={({ id }) => id}
        onOpen={({ id }) => go(withParams(params, { item: id, changes: null }))}
        isOpen={({ id }) => id === open}
        toolbar={
          <FilterBar className="contents" labels={labels}>
            <StatusChoice counts={data?.statuses} />
          </FilterBar>
        }
        {...(canDecide(viewer) ? { selection } : {})}
        paging={{
          total: data ? { count: data.totalCount, noun: 'conversion' } : null,
          previous: data?.previous
            ? withQuestion(params, { cursor: data.previous })
            : params.has('cursor')
              ? withQuestion(params, {})
              : null,
          next: data?.next ? withQuestion(params, { cursor: data.next }) : null,
        }}
        empty={<NoConversions />}
        isPastEnd={data !== undefined && data.totalCount > 0 && data.rows.length === 0}
      />
      <ConversionSheet first={conversion} />
    </PageFrame>
  )
}
