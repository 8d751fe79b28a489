'use client'

import { useTranslations } from 'next-intl'
import { listAudit } from '@/lib/api/app/audit.contract'
import type { AuditEntity } from '@/lib/identity/audit-names'
import { useAnswer } from '@/components/api/use-answer'
import { ProblemView, StaleNotice } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { PagingSteps } from '@/components/tables/paging-bar'
import { Skeleton } from '@/components/ui/small'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { HistoryEntry } from './history-entry'
import { changesQuestion } from './history-question'

const SHOWN = 5

/** The changes to a record that's open in a sheet, a few at a time. The list behind it has `page`, so these have `changes`. */
export function SheetHistory({ entity, id }: { entity: AuditEntity; id: string }) {
  const t = useTranslations('catalog.history')
  const { permissions } = useViewer()
  const { params } = useUrl()
  const isVisible = permissions.includes('audit:read')
  const page = Number(params.get('changes') ?? 1)
  const { data, problem, stale, retry } = useAnswer({
    contract: listAudit,
    question: changesQuestion({ page, perPage: SHOWN }, entity, id),
    enabled: isVisible,
  })
  if (!isVisible) return null
  const pages = data?.meta.total_page ?? 0
  const at = (to: number) => withParams(params, { changes: to === 1 ? null : String(to) })
  return (
    <section
      aria-labelledby={`history-${id}`}
      className="@container space-y-2 border-t pt-4"
      aria-busy={data === undefined && problem === null}
    >
      <h3 id={`history-${id}`} className="font-medium">
        {t('title')}
      </h3>
      <StaleNotice problem={stale} retry={retry} />
      {problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : data === undefined ? (
        <Skeleton className="h-5 w-40" />
      ) : data.data.length === 0 ? (
        <p className="text-muted">{t('emptySentence')}</p>
      ) : (
        <ol className="divide-y">
          {data.data.map((entry) => (
            <HistoryEntry key={entry.id} entry={entry} heading="h4" />
          ))}
        </ol>
      )}
      {(pages > 1 || page > 1) && (
        <div className="flex items-center justify-end gap-3 text-sm text-muted">
          <span className="tabular-nums">{t('position', { page, pages })}</span>
          <PagingSteps previous={page > 1 ? at(page - 1) : null} next={page < pages ? at(page + 1) : null} />
        </div>
      )}
    </section>
  )
}
