'use client'

import { useEffect, type ReactNode } from 'react'
import type { Answer } from '../use-answer'
import { ProblemView, StaleNotice } from '../problem-view'
import type { Column } from '../tables/column'
import { ColumnMenu } from '../tables/column-menu'
import { toCsv } from '../tables/csv'
import { DataTable } from '../tables/data-table'
import { PagingBar } from '../tables/paging-bar'
import { plural } from '../format'
import { Button } from '../ui/button'
import { Blank } from '../ui/notice'
import { CopyButton } from '../ui/copy-button'
import { Card } from '../ui/small'
import { UrlLink } from '../url-link'
import { filtersOf, withoutFilters, withQuestion } from '../url-state'
import { useAnnouncement } from '../use-announcement'
import { useUrl } from '../use-url'
import { visibleColumns } from '../tables/column'

type Props<Row> = {
  label: string
  question: string
  answer: Answer<{ rows: Row[] }>
  columns: Column<Row>[]
  rowKey: (row: Row) => string
  onOpen: (row: Row) => void
  isOpen: (row: Row) => boolean
  toolbar: ReactNode
  paging: { summary: string; position?: string; previous: URLSearchParams | null; next: URLSearchParams | null }
  /** A page that is not there any more, with rows on others. */
  isPastEnd: boolean
}

function Empty({ isPastEnd }: { isPastEnd: boolean }) {
  const { params } = useUrl()
  if (isPastEnd) {
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
  const isFiltered = filtersOf(params).length > 0 || params.has('status') || params.has('bots')
  return (
    <Blank
      title="No clicks in this range"
      actions={
        <>
          {isFiltered && (
            <Button asChild>
              <UrlLink to={withoutFilters(params)}>Remove all filters</UrlLink>
            </Button>
          )}
          <Button asChild>
            <UrlLink to={withQuestion(params, { from: null, to: null, range: '90d' })}>Show the last 90 days</UrlLink>
          </Button>
        </>
      }
    >
      {isFiltered
        ? 'Nothing fits all the filters in the days above. Remove a filter or widen the range.'
        : 'Clicks appear here a moment after somebody follows a tracking link.'}
    </Blank>
  )
}

/** A table with all that belongs to it, the same for daily rows and single clicks. */
export function TableCard<Row>({ label, question, answer, columns, rowKey, onOpen, isOpen, toolbar, paging, isPastEnd }: Props<Row>) {
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
              empty={<Empty isPastEnd={isPastEnd} />}
            />
            <PagingBar {...paging} />
          </>
        )}
      </Card>
    </>
  )
}
