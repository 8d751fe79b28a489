'use client'

import { ArrowLeft, Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import type { AuditAnswer } from '@/lib/api/app/audit.contract'
import { pathOf } from '@/lib/api/contract'
import {
  downloadStatementCsv,
  downloadStatementPdf,
  readStatement,
  removeStatementAdjustment,
  type StatementAnswer,
  type StatementDetails,
} from '@/lib/api/v2/statements.contract'
import { call } from '@/components/api/call'
import { useAnswer, type First } from '@/components/api/use-answer'
import { History } from '@/components/catalog/history'
import { Fact, Facts } from '@/components/clicks/facts'
import { ProblemView, StaleNotice } from '@/components/problems/problem-view'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { countryName, dateOnly, fullDay } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { Card } from '@/components/ui/small'
import { PageLink } from '@/components/url/page-link'
import { href, keptParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { StatementActs, useRefresh } from './acts'
import { AdjustButton } from './adjust'
import { amountIn } from './amount'
import { monthName } from './columns'
import { StatementLines } from './lines'
import { StatementSkeleton } from './skeleton'
import { StatusBadge } from './status-badge'

/** Downloads the statement as it is now. */
function Downloads({ number }: { number: number }) {
  const t = useTranslations('statements')
  const params = { statementID: number }
  return (
    <>
      <Button asChild>
        <a href={pathOf(downloadStatementPdf, params)} download title={t('downloadPdf')}>
          <Download className="text-muted" aria-hidden />
          {t('pdf')}
        </a>
      </Button>
      <Button asChild>
        <a href={`${pathOf(downloadStatementCsv, params)}?bom=true`} download title={t('downloadCsv')}>
          <Download className="text-muted" aria-hidden />
          {t('csv')}
        </a>
      </Button>
    </>
  )
}

function About({ statement }: { statement: StatementDetails }) {
  const t = useTranslations('statements.about')
  const columns = useTranslations('statements.columns')
  const { timezone, permissions, publisher: viewed } = useViewer()
  const { billing, publisher } = statement
  const address = [billing.name, billing.address, billing.country === '' ? '' : countryName(billing.country)]
  const name: ReactNode = permissions.includes('publisherUsers:read') ? (
    <PageLink href={`/publishers/${publisher.incremental_id}`} className="text-accent hover:underline">
      {publisher.name}
    </PageLink>
  ) : (
    publisher.name
  )
  return (
    <Card aria-label={t('title')} className="px-4 py-4 md:px-5">
      <Facts title={t('title')}>
        {viewed === null && <Fact name={t('publisher')}>{name}</Fact>}
        <Fact name={t('billing')}>
          <span className="whitespace-pre-line" suppressHydrationWarning>
            {address.filter((part) => part !== '').join('\n')}
          </span>
        </Fact>
        <Fact name={t('taxId')}>{billing.tax_id}</Fact>
        <Fact name={t('email')}>{billing.email}</Fact>
        <Fact name={t('paymentMethod')}>{billing.payment_method}</Fact>
        {statement.approved_at !== null && (
          <Fact name={columns('approvedAt')}>{dateOnly(statement.approved_at, timezone)}</Fact>
        )}
        {statement.paid_on !== null && <Fact name={columns('paidOn')}>{fullDay(statement.paid_on)}</Fact>}
        {statement.paid_on !== null && <Fact name={columns('reference')}>{statement.payment_reference}</Fact>}
      </Facts>
    </Card>
  )
}

/** One statement: its lines, whom it's for, and what happened to it. */
export function Statement({
  number,
  first,
  history,
}: {
  number: string
  first: First<StatementAnswer>
  history?: First<AuditAnswer> | undefined
}) {
  const t = useTranslations('statements')
  const { params } = useUrl()
  const { permissions, publisher: viewed } = useViewer()
  const refresh = useRefresh()
  const [question, setQuestion] = useState<Confirmation | null>(null)
  const { data, problem, stale, retry } = useAnswer({
    contract: readStatement,
    params: { statementID: number },
    question: '',
    first,
  })
  const statement = data?.data
  if (!statement) {
    if (!problem) return <StatementSkeleton />
    return (
      <PageFrame title={t('titleOne')}>
        <Card>
          <ProblemView problem={problem} retry={retry} />
        </Card>
      </PageFrame>
    )
  }
  const { currency, total, status, publisher, month } = statement
  const listParams = keptParams(params)
  if (viewed === null) listParams.set('month', month)
  const isEditable = status === 'draft' && permissions.includes('statements:manage')
  return (
    <PageFrame
      // Publishers know whose statements they see.
      title={viewed === null ? `${publisher.name}, ${monthName(month)}` : monthName(month)}
      sentence={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PageLink
            href={href('/statements', listParams)}
            className="hit-area inline-flex items-center gap-1 text-accent hover:underline"
          >
            <ArrowLeft className="size-4" aria-hidden />
            {t('back')}
          </PageLink>
          <StatusBadge status={status} />
          <span>{t('name', { number: String(statement.incremental_id) })}</span>
        </span>
      }
      actions={
        <>
          <Downloads number={statement.incremental_id} />
          {isEditable && <AdjustButton statement={statement} />}
          <StatementActs rows={[statement]} />
        </>
      }
    >
      <StaleNotice problem={stale} retry={retry} />
      {status === 'draft' && <Notice kind="info">{t('draftNotice')}</Notice>}
      <p className="text-3xl font-semibold tracking-tight tabular-nums">{amountIn(total, currency)}</p>
      {/* The lines say what they are by themselves. */}
      <h2 className="sr-only">{t('lines.title')}</h2>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_25rem]">
        <StatementLines
          statement={statement}
          onRemove={
            isEditable
              ? ({ id, reason, amount }) =>
                  setQuestion({
                    title: t('acts.remove.title', { reason }),
                    sentence: t('acts.remove.sentence', { amount: amountIn(amount, currency) }),
                    act: t('acts.remove.button'),
                    acting: t('acts.remove.submitting'),
                    isDanger: true,
                    run: async () => {
                      await call(removeStatementAdjustment, {
                        params: { statementID: statement.id, adjustmentID: id },
                      })
                      await refresh()
                    },
                  })
              : undefined
          }
        />
        <About statement={statement} />
      </div>
      {permissions.includes('audit:read') && (
        <>
          <h2 className="mt-2 text-lg font-semibold">{t('history')}</h2>
          <History entity="statement" id={statement.id} first={history} />
        </>
      )}
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </PageFrame>
  )
}
