'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { NetworkAnswer } from '@/lib/api/v2/networks.contract'
import type { First } from '@/components/api/use-answer'
import { RecordFrame } from '@/components/catalog/record-frame'
import { ProblemView } from '@/components/problems/problem-view'
import { MousePointerClick } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { PageLink } from '@/components/url/page-link'
import { href, keptParams, withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { useNetworkActs } from './acts'
import { networkPath } from './listing'
import { useNetwork } from './use-network'

/** What all pages of a network have on top. */
export function NetworkFrame({
  number,
  first,
  children,
}: {
  number: string
  first: First<{ data: NetworkAnswer }>
  children: ReactNode
}) {
  const t = useTranslations('networks')
  const tab = useTranslations('catalog.record')
  const viewer = useViewer()
  const { params } = useUrl()
  const acts = useNetworkActs()
  const { record, problem, retry, reload } = useNetwork(number, first)
  if (!record)
    return <PageFrame title={t('titleOne')}>{problem && <ProblemView problem={problem} retry={retry} />}</PageFrame>
  const path = networkPath(record.incremental_id)
  return (
    <RecordFrame
      record={record}
      back={{ path: networkPath(), name: t('back') }}
      dimension="network"
      tabs={[
        { path, name: tab('overview') },
        { path: `${path}/details`, name: tab('details') },
        ...(viewer.permissions.includes('audit:read') ? [{ path: `${path}/history`, name: tab('history') }] : []),
      ]}
      actions={
        <Button asChild>
          <PageLink href={href('/clicks', withParams(keptParams(params), { network: String(record.incremental_id) }))}>
            <MousePointerClick className="text-muted" aria-hidden />
            {t('viewClicks')}
          </PageLink>
        </Button>
      }
      acts={acts}
      onChanged={reload}
    >
      {children}
    </RecordFrame>
  )
}
