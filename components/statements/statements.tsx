'use client'

import { FilePlus2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import {
  draftStatements,
  listStatements,
  type StatementsAnswer,
  type StatementSummary,
} from '@/lib/api/v2/statements.contract'
import { call } from '@/components/api/call'
import { problemFrom } from '@/components/api/problem'
import { useAnswer, type First } from '@/components/api/use-answer'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { loadingPaging, numberedPaging } from '@/components/tables/paging'
import type { Selection } from '@/components/tables/selection'
import { TableCard } from '@/components/tables/table-card'
import { Button } from '@/components/ui/button'
import { Blank, Notice } from '@/components/ui/notice'
import { UrlLink } from '@/components/url/url-link'
import { pageOf, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { StatementActs, useRefresh } from './acts'
import { amountIn } from './amount'
import { monthName, pathOfStatement, useStatementColumns } from './columns'
import { MonthChoice } from './month-choice'
import { ALL_MONTHS, monthIn, stages, statementsQuestion } from './question'

/** Filters by status, and says how many have each. */
function StageChoice({ counts }: { counts: StatementsAnswer['statuses'] | undefined }) {
  const t = useTranslations('statements.status')
  const { publisher } = useViewer()
  const shown = stages.filter((stage) => publisher === null || stage !== 'draft')
  return (
    <Choice
      parameter="stage"
      label={t('label')}
      choices={[
        { value: '', name: t('any') },
        ...shown.map((stage) => ({
          value: stage,
          name: counts ? t('count', { status: t(stage), count: counts[stage] }) : t(stage),
        })),
      ]}
    />
  )
}

/** Sums of everything that matches, by currency and status. */
function Totals({ totals }: Pick<StatementsAnswer, 'totals'>) {
  const t = useTranslations('statements')
  if (totals.length === 0) return null
  return (
    <ul aria-label={t('totals.label')} className="flex flex-wrap gap-x-8 gap-y-2">
      {totals.map(({ currency, total, ...parts }) => (
        <li key={currency} className="flex flex-wrap items-baseline gap-x-3">
          <span className="text-lg font-semibold tabular-nums">{amountIn(total, currency)}</span>
          <span className="flex flex-wrap gap-x-3 text-sm text-muted tabular-nums">
            {stages
              .filter((stage) => Number(parts[stage]) !== 0)
              .map((stage) => (
                <span key={stage}>
                  {t('totals.status', { status: t(`status.${stage}`) })} {amountIn(parts[stage], currency)}
                </span>
              ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

function CreateDrafts({ month }: { month: string }) {
  const t = useTranslations('statements.missing')
  const refresh = useRefresh()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function create() {
    setBusy(true)
    setProblem(null)
    try {
      await call(draftStatements, { body: { month } })
      await refresh()
    } catch (error) {
      setProblem(problemFrom(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button variant="primary" busy={busy} onClick={() => void create()}>
        <FilePlus2 aria-hidden />
        {busy ? t('creating') : t('create')}
      </Button>
      {problem !== null && (
        <p role="alert" className="text-negative">
          {t('failed', { message: problem })}
        </p>
      )}
    </>
  )
}

function NoStatements({ month, missing }: { month: string; missing: number }) {
  const t = useTranslations('statements.empty')
  const { params } = useUrl()
  const { publisher } = useViewer()
  if (params.has('stage'))
    return (
      <Blank
        title={t('filteredTitle')}
        actions={
          <Button asChild>
            <UrlLink to={withQuestion(params, { stage: null })}>{t('clear')}</UrlLink>
          </Button>
        }
      >
        {t('filtered')}
      </Blank>
    )
  const title = month === ALL_MONTHS ? t('allTitle') : t('title', { month: monthName(month) })
  const showAll = month !== ALL_MONTHS && (
    <Button asChild>
      <UrlLink to={withQuestion(params, { month: ALL_MONTHS })}>{t('showAll')}</UrlLink>
    </Button>
  )
  if (publisher !== null)
    return (
      <Blank title={title} actions={showAll}>
        {t('sentenceOwn')}
      </Blank>
    )
  if (missing > 0)
    return (
      <Blank title={title} actions={<CreateDrafts month={month} />}>
        {t('ready')}
      </Blank>
    )
  return (
    <Blank title={title} actions={showAll}>
      {t(month === ALL_MONTHS ? 'all' : 'sentence')}
    </Blank>
  )
}

/** Statements of a month, or of all months, with what can be done to several at once. */
export function Statements({
  first,
  usualMonth,
  latestMonth,
}: {
  first: First<StatementsAnswer>
  /** The one that the list shows unless the URL names another. */
  usualMonth: string
  latestMonth: string
}) {
  const t = useTranslations('statements')
  const { params } = useUrl()
  const router = useRouter()
  const { permissions, publisher } = useViewer()
  const asked = statementsQuestion(params, usualMonth)
  const answer = useAnswer({ contract: listStatements, question: asked, first })
  const { data } = answer
  const month = monthIn(params, usualMonth)
  const missing = data?.missing ?? 0
  const selection: Selection<StatementSummary> = {
    rowName: (row) => t('row', { publisher: row.publisher.name, month: monthName(row.month), currency: row.currency }),
    renderActions: (rows, clear) => <StatementActs rows={rows} onDone={clear} />,
  }
  const paged = data && {
    ...pageOf(params),
    shown: data.data.length,
    totalCount: data.meta.total_count,
    totalPages: data.meta.total_page,
  }
  const isEmpty = data !== undefined && data.meta.total_count === 0 && !params.has('stage')
  return (
    <PageFrame fill title={t('title')} sentence={t(publisher === null ? 'sentence' : 'sentenceOwn')}>
      {missing > 0 && !isEmpty && (
        <Notice kind="info">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p>{t('missing.sentence', { count: missing, month: monthName(month) })}</p>
            <CreateDrafts month={month} />
          </div>
        </Notice>
      )}
      {data && <Totals totals={data.totals} />}
      <TableCard
        label={t('label')}
        question={asked}
        answer={{ ...answer, data: data && { ...data, rows: data.data } }}
        columns={useStatementColumns()}
        rowKey={({ id }) => id}
        onOpen={(row) => router.push(pathOfStatement(row))}
        isOpen={() => false}
        toolbar={
          <>
            <MonthChoice usual={usualMonth} latest={latestMonth} />
            <StageChoice counts={data?.statuses} />
          </>
        }
        {...(permissions.includes('statements:manage') ? { selection } : {})}
        paging={paged ? numberedPaging(params, paged, 'statement') : loadingPaging}
        defaultSort={month === ALL_MONTHS ? '-month' : '-total'}
        empty={<NoStatements month={month} missing={missing} />}
        isPastEnd={data !== undefined && data.meta.total_count > 0 && data.data.length === 0}
      />
    </PageFrame>
  )
}
