import { notFound } from 'next/navigation'
import { cache } from 'react'
import { allOffersResource } from '@/lib/api/v2/offers.contract'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The offer that the path names by its number. Without one that the caller can see, the page isn't found. */
export const offerAt = cache(async (id: string) => {
  if (!/^\d+$/.test(id)) notFound()
  const caller = await callerWith('advertisers:read')
  const offer = await firstAnswer(allOffersResource.contracts.read, caller, '', { offerID: id })
  if (offer.problem?.status === 404) notFound()
  return offer
})
