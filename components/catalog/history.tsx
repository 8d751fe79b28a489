'use client'

import { useTranslations } from 'next-intl'
import type { AuditEntity } from '@/lib/identity/audit-names'
import { listAudit, type AuditAnswer, type AuditEntryAnswer } from '@/lib/api/app/audit.contract'
import { useAnswer, type First } from '@/components/api/use-answer'
import { whoDid } from '@/components/audit/audit-columns'
import { changesOf } from '@/components/audit/words'
import { ProblemView, StaleNotice } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { loadingPaging, numberedPaging, PagingBar } from '@/components/tables/paging-bar'
import { ago, fullTime } from '@/components/ui/format'
import { Blank } from '@/components/ui/notice'
import { Card, Skeleton } from '@/components/ui/small'
import { pageOf } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { historyQuestion } from './history-question'

function Change({ entry }: { entry: AuditEntryAnswer }) {
  const t = useTranslations('catalog.history')
  const audit = useTranslations('audit')
  const { timezone } = useViewer()
  const changes = changesOf(entry, audit)
  const isNew = entry.before === null
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-4 md:grid-cols-[14rem_minmax(0,1fr)] md:px-5">
      <div className="space-y-0.5">
        <h2 className="font-medium">{audit(`actions.${entry.action}`)}</h2>
        <p className="text-sm break-words text-muted">
          {t('byAt', { who: whoDid(entry, audit) })} {entry.api_key_id !== null && t('viaKey')}
        </p>
        <p className="text-sm text-muted">
          <time dateTime={entry.created_at} title={fullTime(entry.created_at, timezone)} suppressHydrationWarning>
            {ago(entry.created_at, timezone)}
          </time>
        </p>
      </div>
      {changes.length === 0 ? (
        <p className="text-muted">{t('noFields')}</p>
      ) : (
        <dl className="space-y-1.5">
          {changes.map(({ field, name, before, after }) => (
            <div key={field} className="grid gap-x-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0 break-words">
                {!isNew && (
                  <>
                    <span className="sr-only">{t('from')} </span>
                    <del className="text-muted no-underline">{before ?? t('nothing')}</del>
                    <span aria-hidden className="px-1.5 text-muted">
                      →
                    </span>
                    <span className="sr-only"> {t('to')} </span>
                  </>
                )}
                <ins className="no-underline">{after ?? t('nothing')}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

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
      <Card aria-label={t('title')} className="overflow-clip">
        {problem ? (
          <ProblemView problem={problem} retry={retry} />
        ) : data?.data.length === 0 ? (
          <Blank title={t('empty')}>{t('emptySentence')}</Blank>
        ) : (
          <>
            <ol className="divide-y" aria-busy={data === undefined}>
              {data
                ? data.data.map((entry) => <Change key={entry.id} entry={entry} />)
                : lines.map((line) => (
                    <li key={line} className="grid gap-6 px-4 py-4 md:grid-cols-[14rem_minmax(0,1fr)] md:px-5">
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
