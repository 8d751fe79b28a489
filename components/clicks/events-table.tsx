'use client'

import { useTranslations } from 'next-intl'
import { clicksEvents, type EventsAnswer } from '@/lib/api/app/clicks/events.contract'
import type { ClickDetails } from '@/lib/reports/click-schema'
import { FilterBar } from '@/components/filters/filter-bar'
import type { Labels } from '@/components/filters/labels'
import { TableCard } from '@/components/tables/table-card'
import { question, withParams, withQuestion } from '@/components/url/url-state'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
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
  firstClick?: First<ClickDetails> | undefined
  labels: Labels
}) {
  const t = useTranslations('clicks.single')
  const { params, go } = useUrl()
  const asked = question('events', params)
  const answer = useAnswer({
    contract: clicksEvents,
    question: asked,
    first,
    // New clicks appear at the top of the first page. Later pages don't change.
    live: ({ range }) => range.incomplete && !params.has('cursor'),
  })
  const { data } = answer
  const open = params.get('click')
  return (
    <>
      <TableCard
        label={t('label')}
        question={asked}
        answer={answer}
        columns={useEventColumns()}
        rowKey={({ id }) => id}
        onOpen={({ id }) => go(withParams(params, { click: id }))}
        isOpen={({ id }) => id === open}
        toolbar={
          <FilterBar className="contents" labels={labels}>
            <EventFilters />
          </FilterBar>
        }
        paging={{
          total: data ? { count: data.totalCount, noun: 'click' } : null,
          previous: data?.previous
            ? withQuestion(params, { cursor: data.previous })
            : params.has('cursor')
              ? withQuestion(params, {})
              : null,
          next: data?.next ? withQuestion(params, { cursor: data.next }) : null,
        }}
        empty={<NoClicks />}
        isPastEnd={data !== undefined && data.totalCount > 0 && data.rows.length === 0}
      />
      <ClickSheet first={firstClick} />
    </>
  )
}
