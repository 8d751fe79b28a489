import { notFound } from 'next/navigation'
import { cache } from 'react'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The advertiser that the path names by its number. Without one that the caller can see, the page isn't found. */
export const advertiserAt = cache(async (id: string) => {
  if (!/^\d+$/.test(id)) notFound()
  const caller = await callerWith('advertisers:read')
  const advertiser = await firstAnswer(advertisersResource.contracts.read, caller, '', { advertiserID: id })
  if (advertiser.problem?.status === 404) notFound()
  return advertiser
})
