'use client'

import type { ReactNode } from 'react'
import type { Answer } from '@/components/api/use-answer'
import { FilterBar } from '@/components/filters/filter-bar'
import type { Labels } from '@/components/filters/labels'
import type { Column } from '@/components/tables/column'
import type { Noun } from '@/components/tables/paging'
import type { Selection } from '@/components/tables/selection'
import { TableCard } from '@/components/tables/table-card'
import { withQuestion, type Dimension } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { opened, type LogAnswer, type OpenKey } from './log'

/** A log's rows, newest first. They're filtered and paged in the URL, and each opens in a sheet. */
export function LogTable<Row extends { id: string }>({
  label,
  noun,
  log: { asked, answer },
  columns,
  opens = 'item',
  labels,
  dimension,
  menu,
  filters,
  tools,
  isNew,
  selection,
  empty,
}: {
  label: string
  noun: Noun
  /** From `useLog`. */
  log: { asked: string; answer: Answer<LogAnswer<Row>> }
  columns: Column<Row>[]
  opens?: OpenKey
  /** Names of the values it's filtered by. */
  labels: Labels
  /** The one dimension that it can be filtered by, if it's not all of them. */
  dimension?: Dimension
  /** Those that it can be filtered by, if they aren't the common ones. */
  menu?: readonly Dimension[]
  /** The log's own filters, after those that all logs have. */
  filters: ReactNode
  /** The log's own controls beside CSV and columns. */
  tools?: ReactNode
  /** Rows to mark, because they've just come in. */
  isNew?: ((row: Row) => boolean) | undefined
  selection?: Selection<Row> | undefined
  empty: ReactNode
}) {
  const { params, go } = useUrl()
  const { data } = answer
  const open = params.get(opens)
  return (
    <TableCard
      label={label}
      question={asked}
      answer={answer}
      columns={columns}
      rowKey={({ id }) => id}
      onOpen={({ id }) => go(opened(params, opens, id))}
      isOpen={({ id }) => id === open}
      toolbar={
        <FilterBar className="contents" labels={labels} only={dimension} menu={menu}>
          {filters}
        </FilterBar>
      }
      tools={tools}
      isNew={isNew}
      {...(selection ? { selection } : {})}
      paging={{
        total: data ? { count: data.totalCount, noun } : null,
        previous: data?.previous
          ? withQuestion(params, { cursor: data.previous })
          : params.has('cursor')
            ? withQuestion(params, {})
            : null,
        next: data?.next ? withQuestion(params, { cursor: data.next }) : null,
      }}
      empty={empty}
      isPastEnd={data !== undefined && data.totalCount > 0 && data.rows.length === 0}
    />
  )
}
