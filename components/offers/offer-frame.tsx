'use client'

import { MousePointerClick } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { OfferAnswer } from '@/lib/api/v2/offers.contract'
import type { First } from '@/components/api/use-answer'
import { advertiserPath } from '@/components/advertisers/listing'
import { RecordFrame } from '@/components/catalog/record-frame'
import { recordHref } from '@/components/catalog/record-list'
import { ProblemView } from '@/components/problems/problem-view'
import { PageFrame } from '@/components/shell/page-frame'
import { canEdit, useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { PageLink } from '@/components/url/page-link'
import { href, keptParams, withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useOfferActs } from './acts'
import { offerPath } from './listing'
import { useOffer } from './use-offer'

/** What all pages of an offer have on top. */
export function OfferFrame({
  number,
  first,
  children,
}: {
  number: string
  first: First<{ data: OfferAnswer }>
  children: ReactNode
}) {
  const t = useTranslations('offers')
  const tab = useTranslations('catalog.record')
  const viewer = useViewer()
  const { params } = useUrl()
  const acts = useOfferActs()
  const { record, problem, retry, reload } = useOffer(number, first)
  if (!record)
    return <PageFrame title={t('titleOne')}>{problem && <ProblemView problem={problem} retry={retry} />}</PageFrame>
  const path = offerPath(record.incremental_id)
  const isEditable = canEdit(viewer.edits.advertisers, record.advertiser.incremental_id)
  return (
    <RecordFrame
      record={record}
      back={{ path: offerPath(), name: t('back') }}
      dimension="offer"
      facts={
        <PageLink
          href={recordHref(advertiserPath(record.advertiser.incremental_id), params, 'offer')}
          className="hit-area hover:text-text hover:underline"
        >
          {record.advertiser.name}
        </PageLink>
      }
      tabs={[
        { path, name: tab('overview') },
        { path: `${path}/details`, name: tab('details') },
        { path: `${path}/landing-pages`, name: t('tabs.landingPages') },
        { path: `${path}/link-tests`, name: t('tabs.linkTests') },
        { path: `${path}/events`, name: t('tabs.events') },
        { path: `${path}/caps`, name: t('tabs.caps') },
        { path: `${path}/approvals`, name: t('tabs.approvals') },
        { path: `${path}/payouts`, name: t('tabs.payouts') },
        { path: `${path}/blocked-sub-ids`, name: t('tabs.blocks') },
        { path: `${path}/throttles`, name: t('tabs.throttles') },
        { path: `${path}/postbacks`, name: t('tabs.postbacks') },
        { path: `${path}/test`, name: t('tabs.test') },
        ...(viewer.permissions.includes('audit:read') ? [{ path: `${path}/history`, name: tab('history') }] : []),
      ]}
      actions={
        <Button asChild>
          <PageLink href={href('/clicks', withParams(keptParams(params), { offer: String(record.incremental_id) }))}>
            <MousePointerClick className="text-muted" aria-hidden />
            {t('viewClicks')}
          </PageLink>
        </Button>
      }
      acts={isEditable ? acts : undefined}
      onChanged={reload}
      duplicate={href(offerPath('new'), withParams(keptParams(params), { like: String(record.incremental_id) }))}
    >
      {children}
    </RecordFrame>
  )
}
