'use client'

import { useTranslations } from 'next-intl'
import { useEffect, type ReactNode } from 'react'
import type { Answer } from '@/components/api/use-answer'
import { ProblemView, StaleNotice } from '@/components/problems/problem-view'
import { visibleColumns, type Column } from './column'
import { ColumnMenu } from './column-menu'
import { toCsv } from './csv'
import { CsvButtons } from './csv-buttons'
import { DataTable } from './data-table'
import { usePagingSummary, type Paging } from './paging'
import { PagingBar } from './paging-bar'
import { useRowsTable } from './rows-table'
import { SelectionBar, type Selection } from './selection'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { Card } from '@/components/ui/small'
import { UrlLink } from '@/components/url/url-link'
import { pageOf, withQuestion } from '@/components/url/url-state'
import { useAnnouncement } from '@/components/ui/use-announcement'
import { useUrl } from '@/components/url/use-url'

type Props<Row> = {
  label: string
  question: string
  answer: Answer<{ rows: Row[] }>
  columns: Column<Row>[]
  rowKey: (row: Row) => string
  onOpen: (row: Row) => void
  isOpen: (row: Row) => boolean
  /** Rows to mark, because they've just come in. */
  isNew?: ((row: Row) => boolean) | undefined
  toolbar: ReactNode
  /** More controls beside CSV and columns, such as import and export of the whole list. */
  tools?: ReactNode
  paging: Paging
  /** This page has no rows (anymore), but others do. */
  isPastEnd: boolean
  /** Shown when nothing was found. */
  empty: ReactNode
  /** The sort order if the URL doesn't set one. */
  defaultSort?: string
  /** Lets people select rows, and act on all of them at once. */
  selection?: Selection<Row>
}

/** Shown when this page has no rows but others do. */
function PastEnd() {
  const t = useTranslations('tables.pastEnd')
  const { params } = useUrl()
  return (
    <Blank
      title={t('title')}
      actions={
        <Button asChild>
          <UrlLink to={withQuestion(params, {})}>{t('first')}</UrlLink>
        </Button>
      }
    >
      {t('sentence')}
    </Blank>
  )
}

/** A table with everything around it: toolbar, CSV, column menu, paging. */
export function TableCard<Row extends object>({
  label,
  question,
  answer,
  columns,
  rowKey,
  onOpen,
  isOpen,
  isNew,
  toolbar,
  tools,
  paging,
  isPastEnd,
  empty,
  defaultSort,
  selection,
}: Props<Row>) {
  const t = useTranslations('tables')
  const { params, go } = useUrl()
  const { data, outdated, problem, stale, retry } = answer
  const table = useRowsTable({
    columns,
    rows: data?.rows,
    rowKey,
    question,
    params,
    show: (next) => go(next, 'replace'),
    defaultSort,
    isSelectable: selection !== undefined,
  })
  const summary = usePagingSummary(paging)
  const said = useAnnouncement(question, data !== undefined && !outdated, t('nowShowing', { summary }))
  // A new page starts at the top, as when following a link.
  useEffect(() => {
    document.querySelector(`section[aria-label="${label}"]`)?.scrollTo({ top: 0 })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- waits for a new question
  }, [question, label])
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {toolbar}
        <div className="ml-auto flex gap-2">
          {tools}
          <CsvButtons
            name={label}
            count={data?.rows.length ?? 0}
            csv={() => toCsv(visibleColumns(columns, params), data?.rows ?? [])}
          />
          <ColumnMenu table={table} />
        </div>
      </div>
      <output className="sr-only">{said}</output>
      {selection && (
        <SelectionBar
          table={table}
          question={question}
          renderActions={selection.renderActions}
          allMatching={selection.allMatching}
        />
      )}
      <StaleNotice problem={stale} retry={retry} />
      <Card className="flex min-h-0 flex-1 flex-col overflow-clip md:mb-6">
        {problem ? (
          <ProblemView problem={problem} retry={retry} />
        ) : (
          <>
            <DataTable
              label={label}
              table={table}
              columns={columns}
              rowName={selection?.rowName}
              onOpen={onOpen}
              isOpen={isOpen}
              isNew={isNew}
              skeletonRows={pageOf(params).perPage}
              loading={data === undefined}
              outdated={outdated}
              empty={isPastEnd ? <PastEnd /> : empty}
            />
            <PagingBar {...paging} />
          </>
        )}
      </Card>
    </>
  )
}
