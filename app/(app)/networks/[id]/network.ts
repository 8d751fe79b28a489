import { notFound } from 'next/navigation'
import { cache } from 'react'
import { networksResource } from '@/lib/api/v2/networks.contract'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The network that the path names by its number. Without one that the caller can see, the page isn't found. */
export const networkAt = cache(async (id: string) => {
  if (!/^\d+$/.test(id)) notFound()
  const caller = await callerWith('advertisers:read')
  const network = await firstAnswer(networksResource.contracts.read, caller, '', { networkID: id })
  if (network.problem?.status === 404) notFound()
  return network
})
