'use client'

import { useEffect, type ReactNode } from 'react'
import type { Answer } from '../use-answer'
import { ProblemView, StaleNotice } from '../problem-view'
import { visibleColumns, type Column } from './column'
import { ColumnMenu } from './column-menu'
import { toCsv } from './csv'
import { DataTable } from './data-table'
import { PagingBar, type Paging } from './paging-bar'
import { plural } from '../format'
import { Button } from '../ui/button'
import { Blank } from '../ui/notice'
import { CopyButton } from '../ui/copy-button'
import { Card } from '../ui/small'
import { UrlLink } from '../url-link'
import { withQuestion } from '../url-state'
import { useAnnouncement } from '../use-announcement'
import { useUrl } from '../use-url'

type Props<Row> = {
  label: string
  question: string
  answer: Answer<{ rows: Row[] }>
  columns: Column<Row>[]
  rowKey: (row: Row) => string
  onOpen: (row: Row) => void
  isOpen: (row: Row) => boolean
  toolbar: ReactNode
  paging: Paging
  /** A page that is not there any more, with rows on others. */
  isPastEnd: boolean
  /** What stands there when nothing was found. */
  empty: ReactNode
  /** What the rows are sorted by when the URL does not say. */
  defaultSort?: string
}

/** What a page of rows is when there are others, but none on it. */
function PastEnd() {
  const { params } = useUrl()
  return (
    <Blank
      title="This page is empty"
      actions={
        <Button asChild>
          <UrlLink to={withQuestion(params, {})}>Go to the first page</UrlLink>
        </Button>
      }
    >
      There are fewer rows than when this link was made.
    </Blank>
  )
}

/** A table with all that belongs to it: toolbar, copying, choice of columns, paging. */
export function TableCard<Row>({ label, question, answer, columns, rowKey, onOpen, isOpen, toolbar, paging, isPastEnd, empty, defaultSort }: Props<Row>) {
  const { params } = useUrl()
  const { data, outdated, problem, stale, retry } = answer
  const shown = visibleColumns(columns, params)
  const said = useAnnouncement(question, data !== undefined && !outdated, `Now showing ${paging.summary}`)
  // Another page starts at its top, as following a link does.
  useEffect(() => {
    document.querySelector(`section[aria-label="${label}"]`)?.scrollTo({ top: 0 })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another question is what it waits for
  }, [question, label])
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {toolbar}
        <div className="ml-auto flex gap-2">
          <CopyButton variant="secondary" label="Copy as CSV" done={`${plural(data?.rows.length ?? 0, 'row')} copied`} text={() => toCsv(shown, data?.rows ?? [])}>
            <span className="max-sm:hidden">Copy as CSV</span>
            <span className="sm:hidden">CSV</span>
          </CopyButton>
          <ColumnMenu columns={columns} />
        </div>
      </div>
      <output className="sr-only">{said}</output>
      <StaleNotice problem={stale} retry={retry} />
      <Card className="flex min-h-0 flex-1 flex-col overflow-clip md:mb-6">
        {problem ? (
          <ProblemView problem={problem} retry={retry} />
        ) : (
          <>
            <DataTable
              label={label}
              columns={shown}
              rows={data?.rows}
              rowKey={rowKey}
              onOpen={onOpen}
              isOpen={isOpen}
              skeletonRows={Number(params.get('per_page') ?? 50)}
              outdated={outdated}
              defaultSort={defaultSort}
              empty={isPastEnd ? <PastEnd /> : empty}
            />
            <PagingBar {...paging} />
          </>
        )}
      </Card>
    </>
  )
}
