'use client'

import { ArrowUpRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Entity } from '@/lib/reports/entity'
import { Fact } from '@/components/clicks/facts'
import { DrillLink } from '@/components/filters/drill-link'
import { useRecordPage, type RecordKind } from '@/components/shell/use-record-page'
import { useViewer } from '@/components/shell/viewer'
import { PageLink } from '@/components/url/page-link'
import { PublisherLink } from './publisher-column'

/** Whose event it is. Only people who see several publishers can filter by theirs. */
export function PublisherFact({ publisher }: { publisher: Entity }) {
  const name = useTranslations('clicks.columns')('publisher')
  return useViewer().seesMany ? (
    <RecordFact kind="publisher" record={publisher} name={name} />
  ) : (
    <Fact name={name}>{publisher.name}</Fact>
  )
}

/** A fact about a record. Its name filters by it, and the arrow opens its page, if the viewer can. Left out if there's none. */
export function RecordFact({
  kind,
  record,
  name,
}: {
  kind: RecordKind
  record: { id: number | string; name: string } | null
  name: string
}) {
  const t = useTranslations('logs.facts')
  const pageOf = useRecordPage()
  if (!record || record.id === 0) return null
  const page = pageOf(kind, record.id)
  return (
    <Fact name={name}>
      <span className="inline-flex max-w-full items-center gap-1">
        {kind === 'publisher' ? (
          <PublisherLink publisher={record} className="text-accent" />
        ) : (
          <DrillLink dimension={kind} value={String(record.id)} label={record.name} className="text-accent" />
        )}
        {page !== null && (
          <PageLink
            href={page}
            aria-label={t('open', { name: record.name })}
            title={t('open', { name: record.name })}
            className="hit-area rounded-control text-muted hover:text-text"
          >
            <ArrowUpRight className="size-4" aria-hidden />
          </PageLink>
        )}
      </span>
    </Fact>
  )
}
