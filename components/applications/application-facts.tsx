'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ApprovalAnswer } from '@/lib/api/v2/approvals.contract'
import { recordHref } from '@/components/catalog/record-list'
import { Fact, Facts } from '@/components/clicks/facts'
import { useViewer } from '@/components/shell/viewer'
import { fullTime } from '@/components/ui/format'
import { PageLink } from '@/components/url/page-link'
import { useUrl } from '@/components/url/use-url'

const text = (note: string) => (note === '' ? '' : <span className="whitespace-pre-line">{note}</span>)

/** Everything known about an application or approval. */
export function ApplicationFacts({ approval }: { approval: ApprovalAnswer }) {
  const t = useTranslations('applications.facts')
  const { params } = useUrl()
  const { timezone } = useViewer()
  const link = (path: string, dimension: 'offer' | 'publisher', name: ReactNode) => (
    <PageLink href={recordHref(path, params, dimension)} className="text-accent hover:underline">
      {name}
    </PageLink>
  )
  const { offer, publisher } = approval
  const at = (time: string | null) => time && fullTime(time, timezone)
  return (
    <>
      <Facts title={t('application')}>
        <Fact name={t('publisher')}>
          {link(`/publishers/${publisher.incremental_id}`, 'publisher', publisher.name)}
        </Fact>
        <Fact name={t('offer')}>{link(`/offers/${offer.incremental_id}`, 'offer', offer.name)}</Fact>
        <Fact name={t('applied')}>{at(approval.applied_at) ?? t('notApplied')}</Fact>
        <Fact name={t('note')}>{text(approval.application_note)}</Fact>
        <Fact name={t('terms')}>
          {approval.terms_version !== null && t('version', { version: approval.terms_version })}
        </Fact>
        <Fact name={t('termsAccepted')}>{at(approval.terms_accepted_at)}</Fact>
      </Facts>
      {approval.decided_at !== null && (
        <Facts title={t('decision')}>
          <Fact name={t('decided')}>{at(approval.decided_at)}</Fact>
          <Fact name={t('decisionNote')}>{text(approval.decision_note)}</Fact>
        </Facts>
      )}
    </>
  )
}
