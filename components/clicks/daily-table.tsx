'use client'

import { dailyAnswer, type DailyAnswer } from '@/lib/reports/shapes'
import { FilterBar } from '../filters/filter-bar'
import type { Labels } from '../filters/labels'
import { number, plural } from '../format'
import { question, withParams, withQuestion } from '../url-state'
import { useAnswer, type First } from '../use-answer'
import { useUrl } from '../use-url'
import { useViewer } from '../viewer'
import { dailyColumns, dailyRowKey } from './daily-columns'
import { DailySheet } from './daily-sheet'
import { TableCard } from './table-card'

function summaryOf({ page, perPage, rows, totalCount }: DailyAnswer): string {
  if (rows.length === 0) return plural(totalCount, 'row')
  const first = (page - 1) * perPage + 1
  return `${number(first)}–${number(first + rows.length - 1)} of ${plural(totalCount, 'row')}`
}

export function DailyTable({ first, labels }: { first?: First<DailyAnswer> | undefined; labels: Labels }) {
  const { params, go } = useUrl()
  const { seesMany } = useViewer()
  const asked = question('daily', params)
  const answer = useAnswer({
    path: '/api/app/clicks/daily',
    question: asked,
    shape: dailyAnswer,
    first,
    live: ({ range }) => range.incomplete,
  })
  const { data } = answer
  const pageTo = (page: number) => withQuestion(params, { page: String(page) })
  const open = params.get('row')
  return (
    <>
      <TableCard
        label="Clicks per day"
        question={asked}
        answer={answer}
        columns={dailyColumns(params, seesMany, data?.totals)}
        rowKey={dailyRowKey}
        onOpen={(row) => go(withParams(params, { row: dailyRowKey(row) }))}
        isOpen={(row) => dailyRowKey(row) === open}
        toolbar={<FilterBar className="contents" labels={labels} />}
        paging={{
          summary: data ? summaryOf(data) : 'Loading…',
          ...(data && data.totalPages > 1 && data.page <= data.totalPages ? { position: `Page ${number(data.page)} of ${number(data.totalPages)}` } : {}),
          previous: data && data.page > 1 ? pageTo(Math.min(data.page, data.totalPages + 1) - 1) : null,
          next: data && data.page < data.totalPages ? pageTo(data.page + 1) : null,
        }}
        isPastEnd={data !== undefined && data.totalCount > 0 && data.rows.length === 0}
      />
      <DailySheet answer={answer} />
    </>
  )
}
