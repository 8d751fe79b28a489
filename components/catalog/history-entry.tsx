'use client'

import { useTranslations } from 'next-intl'
import type { AuditEntryAnswer } from '@/lib/api/app/audit.contract'
import { whoDid } from '@/components/audit/audit-columns'
import { changesOf } from '@/components/audit/words'
import { useViewer } from '@/components/shell/viewer'
import { cn } from '@/components/ui/cn'
import { Ago } from '@/components/ui/ago'

/** A change to a record: who made it, when, and what each field was before. It needs a `@container`. */
export function HistoryEntry({
  entry,
  heading: Heading = 'h2',
  className,
}: {
  entry: AuditEntryAnswer
  heading?: 'h2' | 'h4'
  className?: string
}) {
  const t = useTranslations('catalog.history')
  const audit = useTranslations('audit')
  const { timezone } = useViewer()
  const changes = changesOf(entry, audit)
  const isNew = entry.before === null
  return (
    <li className={cn('grid gap-x-6 gap-y-2 py-4 @2xl:grid-cols-[14rem_minmax(0,1fr)]', className)}>
      <div className="space-y-0.5">
        <Heading className="font-medium">{audit(`actions.${entry.action}`)}</Heading>
        <p className="text-sm break-words text-muted">
          {t('byAt', { who: whoDid(entry, audit) })} {entry.api_key_id !== null && t('viaKey')}
        </p>
        <p className="text-sm text-muted">
          <Ago time={entry.created_at} timezone={timezone} />
        </p>
      </div>
      {changes.length === 0 ? (
        <p className="text-muted">{t('noFields')}</p>
      ) : (
        <dl className="space-y-1.5">
          {changes.map(({ field, name, before, after }) => (
            <div key={field} className="grid gap-x-4 @md:grid-cols-[10rem_minmax(0,1fr)]">
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
