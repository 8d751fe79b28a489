'use client'

import type { CampaignAnswer } from '@/lib/api/campaigns.contract'
import { campaignsResource } from '@/lib/api/campaigns.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import { RecordForm } from '@/components/catalog/record-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { useViewer } from '@/components/shell/viewer'
import { canEditLinksOf } from './acts'
import { useCampaignFieldName, useCampaignSections } from './campaign-fields'
import { campaignForm } from './edit-form'
import { campaignValues } from './forms'
import { useCampaign } from './use-campaign'

const { update } = campaignsResource.contracts

function Editor({ campaign, reload }: { campaign: CampaignAnswer; reload: () => Promise<CampaignAnswer> }) {
  const viewer = useViewer()
  const form = useRecordForm({
    form: campaignForm,
    record: campaign,
    valuesOf: campaignValues,
    send: (body, ifMatch) => call(update, { params: { campaignID: campaign.id }, body }, { ifMatch }),
    reload,
  })
  return (
    <RecordForm
      form={form}
      sections={useCampaignSections(form)}
      nameOf={useCampaignFieldName()}
      isEditable={canEditLinksOf(viewer, campaign.publisher) && !campaign.archived}
    />
  )
}

/** A campaign's details, to edit. */
export function CampaignDetails({ id, first }: { id: string; first: First<{ data: CampaignAnswer }> }) {
  const { record, reload } = useCampaign(id, first)
  // Without one, the frame says why.
  return record ? <Editor key={record.id} campaign={record} reload={reload} /> : null
}
