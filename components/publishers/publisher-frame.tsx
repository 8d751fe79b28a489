'use client'

import { MousePointerClick } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import type { First } from '@/components/api/use-answer'
import { managerName } from '@/components/catalog/sources'
import { RecordFrame } from '@/components/catalog/record-frame'
import { ProblemView } from '@/components/problems/problem-view'
import { PageFrame } from '@/components/shell/page-frame'
import { canEdit, useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageLink } from '@/components/url/page-link'
import { href, keptParams, withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { usePublisherActs } from './acts'
import { publisherPath } from './listing'
import { usePublisherRecord } from './use-publisher'

/** What all pages of a publisher have on top. */
export function PublisherFrame({
  number,
  first,
  children,
}: {
  number: string
  first: First<{ data: PublisherAnswer }>
  children: ReactNode
}) {
  const t = useTranslations('publishers')
  const tab = useTranslations('publishers.tabs')
  const viewer = useViewer()
  const { params } = useUrl()
  const acts = usePublisherActs()
  const { record, problem, retry, reload } = usePublisherRecord(number, first)
  if (!record)
    return <PageFrame title={t('titleOne')}>{problem && <ProblemView problem={problem} retry={retry} />}</PageFrame>
  const path = publisherPath(record.incremental_id)
  const pages = [
    'details',
    'users',
    'sub-ids',
    'blocked-sub-ids',
    'payouts',
    'throttles',
    'links',
    'postbacks',
  ] as const
  return (
    <RecordFrame
      record={record}
      back={{ path: publisherPath(), name: t('back') }}
      dimension="publisher"
      facts={<span>{record.manager ? t('managedBy', { name: managerName(record.manager) }) : t('unassigned')}</span>}
      tabs={[
        { path, name: tab('overview') },
        ...pages.map((page) => ({ path: `${path}/${page}`, name: tab(page) })),
        ...(viewer.permissions.includes('audit:read') ? [{ path: `${path}/history`, name: tab('history') }] : []),
      ]}
      actions={
        <Button asChild>
          <PageLink
            href={href('/clicks', withParams(keptParams(params), { publisher: String(record.incremental_id) }))}
          >
            <MousePointerClick className="text-muted" aria-hidden />
            {t('viewClicks')}
          </PageLink>
        </Button>
      }
      acts={canEdit(viewer.edits.publishers, record.incremental_id) ? acts : undefined}
      onChanged={reload}
      duplicate={
        viewer.edits.publishers === 'all'
          ? href(publisherPath('new'), withParams(keptParams(params), { like: String(record.incremental_id) }))
          : undefined
      }
    >
      {!record.archived && !record.active && <Notice kind="warning">{t('inactive')}</Notice>}
      {children}
    </RecordFrame>
  )
}
