'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AdvertiserAnswer } from '@/lib/api/v2/advertisers.contract'
import type { First } from '@/components/api/use-answer'
import { RecordFrame } from '@/components/catalog/record-frame'
import { ProblemView } from '@/components/problems/problem-view'
import { MousePointerClick } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { PageLink } from '@/components/url/page-link'
import { href, keptParams, withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { PageFrame } from '@/components/shell/page-frame'
import { canEdit, useViewer } from '@/components/shell/viewer'
import { useAdvertiserActs } from './acts'
import { managerName } from '@/components/catalog/sources'
import { advertiserPath } from './listing'
import { useAdvertiser } from './use-advertiser'

/** What all pages of an advertiser have on top. */
export function AdvertiserFrame({
  number,
  first,
  children,
}: {
  number: string
  first: First<{ data: AdvertiserAnswer }>
  children: ReactNode
}) {
  const t = useTranslations('advertisers')
  const tab = useTranslations('catalog.record')
  const viewer = useViewer()
  const { params } = useUrl()
  const acts = useAdvertiserActs()
  const { record, problem, retry, reload } = useAdvertiser(number, first)
  if (!record)
    return <PageFrame title={t('titleOne')}>{problem && <ProblemView problem={problem} retry={retry} />}</PageFrame>
  const path = advertiserPath(record.incremental_id)
  return (
    <RecordFrame
      record={record}
      back={{ path: advertiserPath(), name: t('back') }}
      dimension="advertiser"
      facts={<span>{record.manager ? t('managedBy', { name: managerName(record.manager) }) : t('unassigned')}</span>}
      tabs={[
        { path, name: tab('overview') },
        { path: `${path}/details`, name: tab('details') },
        ...(viewer.permissions.includes('audit:read') ? [{ path: `${path}/history`, name: tab('history') }] : []),
      ]}
      actions={
        <Button asChild>
          <PageLink
            href={href('/clicks', withParams(keptParams(params), { advertiser: String(record.incremental_id) }))}
          >
            <MousePointerClick className="text-muted" aria-hidden />
            {t('viewClicks')}
          </PageLink>
        </Button>
      }
      acts={canEdit(viewer.edits.advertisers, record.incremental_id) ? acts : undefined}
      onChanged={reload}
      duplicate={
        viewer.edits.advertisers === 'all'
          ? href(advertiserPath('new'), withParams(keptParams(params), { like: String(record.incremental_id) }))
          : undefined
      }
    >
      {children}
    </RecordFrame>
  )
}
