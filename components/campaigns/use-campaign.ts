'use client'

import { campaignsResource, type CampaignAnswer } from '@/lib/api/campaigns.contract'
import type { First } from '@/components/api/use-answer'
import { useRecord } from '@/components/catalog/use-record'

const { read, list } = campaignsResource.contracts

/** The campaign with this ID, as all of its pages have it. */
export const useCampaign = (id: string, first?: First<{ data: CampaignAnswer }>) =>
  useRecord({ read, list, params: { campaignID: id }, first })
