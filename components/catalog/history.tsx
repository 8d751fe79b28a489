'use client'

import { useTranslations } from 'next-intl'
import type { AuditEntity } from '@/lib/identity/audit-names'
import { listAudit, type AuditAnswer } from '@/lib/api/app/audit.contract'
import { useAnswer, type First } from '@/components/api/use-answer'
import { ProblemView, StaleNotice } from '@/components/problems/problem-view'
import { loadingPaging, numberedPaging, PagingBar } from '@/components/tables/paging-bar'
import { Blank } from '@/components/ui/notice'
import { Card, Skeleton } from '@/components/ui/small'
import { pageOf } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { HistoryEntry } from './history-entry'
import { historyQuestion } from './history-question'

const lines = ['first', 'second', 'third'] as const

/** Everything that changed about a record: what from and to, who did it, and when. */
export function History({
  entity,
  id,
  first,
}: {
  entity: AuditEntity
  id: string
  first?: First<AuditAnswer> | undefined
}) {
  const t = useTranslations('catalog.history')
  const { params } = useUrl()
  const { data, problem, stale, retry } = useAnswer({
    contract: listAudit,
    question: historyQuestion(params, entity, id),
    first,
  })
  const paged = data && {
    ...pageOf(params),
    shown: data.data.length,
    totalCount: data.meta.total_count,
    totalPages: data.meta.total_page,
  }
  return (
    <>
      <StaleNotice problem={stale} retry={retry} />
      <Card aria-label={t('title')} className="@container overflow-clip">
        {problem ? (
          <ProblemView problem={problem} retry={retry} />
        ) : data?.data.length === 0 ? (
          <Blank title={t('empty')}>{t('emptySentence')}</Blank>
        ) : (
          <>
            <ol className="divide-y" aria-busy={data === undefined}>
              {data
                ? data.data.map((entry) => <HistoryEntry key={entry.id} entry={entry} className="px-4 md:px-5" />)
                : lines.map((line) => (
                    <li key={line} className="grid gap-6 px-4 py-4 @2xl:grid-cols-[14rem_minmax(0,1fr)] md:px-5">
                      <div className="space-y-1.5">
                        <Skeleton className="h-4 w-24" />
                        <Skeleton className="h-3.5 w-40" />
                      </div>
                      <Skeleton className="h-4 w-64 max-w-full" />
                    </li>
                  ))}
            </ol>
            <PagingBar {...(paged ? numberedPaging(params, paged, 'change') : loadingPaging)} />
          </>
        )}
      </Card>
    </>
  )
}
