'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { CampaignAnswer } from '@/lib/api/campaigns.contract'
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
import { useCampaignActs } from './acts'
import { campaignPath } from './listing'
import { useCampaign } from './use-campaign'
import { channelName, kindName } from './words'

/** What all pages of a campaign have on top. */
export function CampaignFrame({
  id,
  first,
  children,
}: {
  id: string
  first: First<{ data: CampaignAnswer }>
  children: ReactNode
}) {
  const t = useTranslations('campaigns')
  const tab = useTranslations('catalog.record')
  const viewer = useViewer()
  const { params } = useUrl()
  const { record, problem, retry, reload } = useCampaign(id, first)
  const acts = useCampaignActs(record)
  if (!record)
    return <PageFrame title={t('titleOne')}>{problem && <ProblemView problem={problem} retry={retry} />}</PageFrame>
  const path = campaignPath(record.id)
  return (
    <RecordFrame
      record={record}
      back={{ path: campaignPath(), name: t('back') }}
      facts={[
        ...(viewer.seesMany ? [record.publisher.name] : []),
        kindName(record.kind, t),
        channelName(record.channel, t),
      ].join(' · ')}
      tabs={[
        { path, name: tab('overview') },
        { path: `${path}/details`, name: tab('details') },
        ...(viewer.permissions.includes('audit:read') ? [{ path: `${path}/history`, name: tab('history') }] : []),
      ]}
      actions={
        <Button asChild>
          <PageLink href={href('/clicks', withParams(keptParams(params), { campaign: record.id }))}>
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
