'use client'

import { useTranslations } from 'next-intl'
import { campaignsResource, type CampaignAnswer } from '@/lib/api/campaigns.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { canEdit, useViewer, type Viewer } from '@/components/shell/viewer'

const { bulkStatus, bulkArchive } = campaignsResource.contracts

/** Whether the viewer can change a publisher's campaigns and links: publisher users can change their own. */
export const canEditLinksOf = (viewer: Viewer, publisher: { incremental_id: number } | null): boolean =>
  viewer.permissions.includes('links:manage') &&
  (viewer.publisher === null
    ? publisher === null
      ? viewer.edits.publishers === 'all'
      : canEdit(viewer.edits.publishers, publisher.incremental_id)
    : publisher?.incremental_id === viewer.publisher.id)

/** Whether the viewer can change some publisher's campaigns and links. */
export const canEditSomeLinks = ({ permissions, publisher, edits }: Viewer): boolean =>
  permissions.includes('links:manage') &&
  (publisher !== null || edits.publishers === 'all' || edits.publishers.length > 0)

/** What people can do to campaigns. Undefined for those who can only look. */
export function useCampaignActs(campaign?: CampaignAnswer): RecordActs | undefined {
  const t = useTranslations('campaigns.acts')
  const viewer = useViewer()
  if (!(campaign ? canEditLinksOf(viewer, campaign.publisher) : canEditSomeLinks(viewer))) return undefined
  return {
    noun: 'campaign',
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => (act === 'archive' || act === 'restore' ? t(act, { count }) : ''),
  }
}
