'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { pathOf, type Contract } from '@/lib/api/contract'
import type { RecordDimension } from '@/lib/reports/record-dimensions'
import { ask } from '@/components/api/call'
import { useAnswer, type First } from '@/components/api/use-answer'
import type { Column } from '@/components/tables/column'
import type { Noun } from '@/components/tables/paging'
import { loadingPaging, numberedPaging } from '@/components/tables/paging-bar'
import { SearchField } from '@/components/tables/search-field'
import { TableCard } from '@/components/tables/table-card'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { UrlLink } from '@/components/url/url-link'
import { href, keptParams, pageOf, withParams, withQuestion, type Params } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import type { ActedOn, RecordActs } from './acts'
import { ActButtons } from './bulk-acts'
import { useFigureColumns, useFigures } from './figures'
import { collectingQuestion, filterNames, listQuestion, type RecordListing } from './list'

/** A row of a list. Records without a number have no figures. */
export type RecordRow = Omit<ActedOn, 'name' | 'archived'> & {
  name?: string
  archived?: boolean
  incremental_id?: number
}

export type ListAnswer<Row> = { data: Row[]; meta: { total_count: number; total_page: number } }

type ListContract<Row> = Pick<Contract, 'id' | 'path'> & { response: z.ZodType<ListAnswer<Row>> }

/** The most records that one bulk operation takes. */
const MOST = 1000
const PAGE = 100

type Props<Row extends RecordRow> = {
  contract: ListContract<Row>
  /** The IDs in the contract's path, for records within another one. */
  params?: Readonly<Record<string, string | number>>
  listing: RecordListing
  first?: First<ListAnswer<Row>> | undefined
  /** The dimension of clicks that the records are, for figures. Without it, there are none. */
  dimension?: RecordDimension
  /** Whether rows change by themselves, so that they’re asked for again every few seconds. */
  live?: boolean
  /** Given the columns with figures, which go wherever they fit. */
  columns: (figures: Column<Row>[]) => Column<Row>[]
  /** The page of a record. Records without one open in a sheet, which the URL names as `item`. */
  pathOf?: (row: Row) => string
  /** What people call a row, for records without a name. */
  nameOf?: (row: Row) => string
  /** What the rows are, to count them. */
  noun?: Noun
  /** Without `search`, the API can't search them. */
  words: { label: string; search?: string }
  /** Shown if there are no records at all. */
  empty: ReactNode
  /** More filters, after the search field. Each is named in `listing`. */
  filters?: ReactNode
  /** More controls at the right end of the toolbar, such as import and export. */
  tools?: ReactNode
  /** What people can do to several records at once. Without it, rows can't be selected. */
  acts?: RecordActs | undefined
  /** Other buttons while rows are selected, instead of those of `acts`. They call `onDone` after changes. */
  renderActs?: ((rows: Row[], onDone: (isWhole: boolean) => Promise<void>) => ReactNode) | undefined
}

/** Where a link to a record's page leads: its range and filters stay, apart from the one that the page itself sets. */
export function recordHref(path: string, params: Params, dimension?: RecordDimension): string {
  const kept = keptParams(params)
  if (dimension) kept.delete(dimension)
  return href(path, kept)
}

function NoRows({ listing, empty }: { listing: RecordListing; empty: ReactNode }) {
  const t = useTranslations('catalog.list')
  const { params } = useUrl()
  const names = filterNames(listing)
  if (names.every((name) => !params.has(name))) return empty
  return (
    <Blank
      title={t('noMatch')}
      actions={
        <Button asChild>
          <UrlLink to={withQuestion(params, Object.fromEntries(names.map((name) => [name, null])))}>
            {t('clear')}
          </UrlLink>
        </Button>
      }
    >
      {t('noMatchSentence')}
    </Blank>
  )
}

/** Records of one kind: searched, filtered, and sorted by the API, with figures of their clicks and actions on several at once. */
export function RecordList<Row extends RecordRow>({
  contract,
  params: pathParams = {},
  listing,
  first,
  dimension,
  live = false,
  columns,
  pathOf: pathOfRow,
  nameOf = ({ name, id }) => name ?? id,
  noun,
  words,
  empty,
  filters,
  tools,
  acts,
  renderActs = acts &&
    ((rows, onDone) => (
      <ActButtons
        acts={acts}
        records={rows.map((row) => ({ archived: false, ...row, name: nameOf(row) }))}
        onDone={onDone}
      />
    )),
}: Props<Row>) {
  const { params, go } = useUrl()
  const router = useRouter()
  const client = useQueryClient()
  const asked = listQuestion(listing, params)
  const answer = useAnswer({ contract, params: pathParams, question: asked, first, live: () => live })
  const { data } = answer
  const rows = data?.data
  const counted = acts?.noun ?? noun ?? 'row'
  const numbers = rows?.flatMap(({ incremental_id }) => incremental_id ?? []) ?? []
  const figures = useFigureColumns<Row>(useFigures(dimension, numbers))
  const paged = data && {
    ...pageOf(params),
    shown: data.data.length,
    totalCount: data.meta.total_count,
    totalPages: data.meta.total_page,
  }

  async function collect(): Promise<Row[]> {
    const path = pathOf(contract, pathParams)
    const found: Row[] = []
    for (let page = 1; found.length < MOST; page++) {
      const { data: more, meta } = await ask(
        contract.response,
        `${path}?${collectingQuestion(listing, params, page, PAGE)}`,
      )
      found.push(...more)
      if (page >= meta.total_page) break
    }
    return found
  }
  return (
    <TableCard
      label={words.label}
      question={asked}
      answer={{ ...answer, data: rows && { rows } }}
      columns={columns(dimension ? figures : [])}
      rowKey={({ id }) => id}
      onOpen={(row) =>
        pathOfRow
          ? router.push(recordHref(pathOfRow(row), params, dimension))
          : go(withParams(params, { item: row.id, changes: null }))
      }
      isOpen={({ id }) => id === params.get('item')}
      toolbar={
        <>
          {words.search !== undefined && <SearchField label={words.search} />}
          {filters}
        </>
      }
      tools={tools}
      paging={paged ? numberedPaging(params, paged, counted) : loadingPaging}
      isPastEnd={paged !== undefined && paged.totalCount > 0 && paged.shown === 0}
      defaultSort={listing.sort}
      empty={<NoRows listing={listing} empty={empty} />}
      {...(renderActs
        ? {
            selection: {
              rowName: nameOf,
              allMatching: paged && { count: paged.totalCount, noun: counted, most: MOST, collect },
              renderActions: (selected: Row[], clear: () => void) =>
                renderActs(selected, async (isWhole) => {
                  await client.invalidateQueries({ queryKey: [contract.id] })
                  if (isWhole) clear()
                }),
            },
          }
        : {})}
    />
  )
}
