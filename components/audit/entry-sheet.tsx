'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { listAudit, type AuditEntryAnswer } from '@/lib/api/app/audit.contract'
import { Fact, Facts } from '@/components/clicks/facts'
import { fullTime, zoneName } from '@/components/ui/format'
import { ProblemView } from '@/components/problems/problem-view'
import { CopyButton } from '@/components/ui/copy-button'
import { Blank } from '@/components/ui/notice'
import { Sheet } from '@/components/ui/overlay'
import { Skeleton } from '@/components/ui/small'
import { withParams } from '@/components/url/url-state'
import { useAnswer } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { whoDid } from './audit-columns'
import { entryQuestion } from './question'
import { changesOf } from './words'

function Changes({ entry }: { entry: AuditEntryAnswer }) {
  const t = useTranslations('audit')
  const changes = changesOf(entry, t)
  if (changes.length === 0) return <p className="py-4 text-muted">{t('sheet.noChanges')}</p>
  return (
    <section className="py-4" aria-labelledby="changes">
      <h3 id="changes" className="mb-2 text-sm font-semibold text-muted">
        {entry.before === null ? t('sheet.setTo') : t('sheet.changed')}
      </h3>
      <dl className="divide-y">
        {changes.map(({ field, name, before, after }) => (
          <div key={field} className="space-y-1 py-2.5 first:pt-0">
            <dt className="font-medium">{name}</dt>
            <dd className="space-y-1 break-words">
              {entry.before !== null && (
                <p className="flex gap-2 text-muted">
                  <span className="w-12 shrink-0 text-sm">{t('sheet.before')}</span>
                  <del className="min-w-0 no-underline">{before ?? t('sheet.empty')}</del>
                </p>
              )}
              <p className="flex gap-2">
                {entry.before !== null && <span className="w-12 shrink-0 text-sm text-muted">{t('sheet.after')}</span>}
                <ins className="min-w-0 no-underline">{after ?? t('sheet.empty')}</ins>
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Entry({ entry }: { entry: AuditEntryAnswer }) {
  const t = useTranslations('audit')
  return (
    <>
      <Facts title={t('sheet.actor')}>
        <Fact name={t('sheet.user')}>{whoDid(entry, t)}</Fact>
        <Fact name={t('sheet.via')}>
          {entry.api_key_id === null ? (entry.user_agent ? t('sheet.browser') : '') : t('sheet.apiKey')}
        </Fact>
        <Fact name={t('sheet.apiKeyId')} copy={entry.api_key_id ?? ''} isCode>
          {entry.api_key_id}
        </Fact>
        <Fact name={t('sheet.address')} isCode>
          {entry.address}
        </Fact>
        <Fact name={t('sheet.userAgent')}>{entry.user_agent}</Fact>
      </Facts>
      <Facts title={t('sheet.item')}>
        <Fact name={t(`entities.${entry.entity}`)}>{entry.entity_name}</Fact>
        <Fact name={t('sheet.id')} copy={entry.entity_id} isCode>
          {entry.entity_id}
        </Fact>
      </Facts>
      <Changes entry={entry} />
    </>
  )
}

/** The entry that the URL names, taken from the rows or fetched. */
export function EntrySheet({ rows }: { rows: AuditEntryAnswer[] | undefined }) {
  const t = useTranslations('audit')
  const { params, go } = useUrl()
  const { timezone } = useViewer()
  const id = params.get('entry')
  const known = rows?.find((row) => row.id === id)
  const { data, outdated, problem, retry } = useAnswer({
    contract: listAudit,
    question: entryQuestion(id ?? ''),
    enabled: id !== null && !known,
  })
  const found = outdated ? undefined : data?.data.find((row) => row.id === id)
  const entry = known ?? found
  const isMissing = !entry && data !== undefined && !outdated
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && go(withParams(params, { entry: null }))}
      title={entry ? t(`actions.${entry.action}`) : t('sheet.title')}
      subtitle={entry && t('sheet.subtitle', { time: fullTime(entry.created_at, timezone), zone: zoneName(timezone) })}
      actions={<CopyButton icon={Link2} label={t('sheet.copyLink')} text={() => window.location.href} />}
    >
      {entry ? (
        <Entry entry={entry} />
      ) : problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : isMissing ? (
        <Blank title={t('sheet.missing')}>{t('sheet.missingSentence')}</Blank>
      ) : (
        <div aria-busy className="space-y-3">
          <p className="sr-only">{t('sheet.loading')}</p>
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-4 w-52" />
        </div>
      )}
    </Sheet>
  )
}
