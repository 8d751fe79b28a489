import { notFound } from 'next/navigation'
import { cache } from 'react'
import { campaignsResource } from '@/lib/api/campaigns.contract'
import { isUuid } from '@/lib/uuid'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The campaign that the path names by its ID. Without one that the caller can see, the page isn't found. */
export const campaignAt = cache(async (id: string) => {
  if (!isUuid(id)) notFound()
  const caller = await callerWith('links:read')
  const campaign = await firstAnswer(campaignsResource.contracts.read, caller, '', { campaignID: id })
  if (campaign.problem?.status === 404) notFound()
  return campaign
})
