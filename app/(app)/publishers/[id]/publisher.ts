import { notFound } from 'next/navigation'
import { cache } from 'react'
import { publishersResource } from '@/lib/api/v2/publishers.contract'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The publisher that the path names by its number or ID. Without one that the caller can see, the page isn't found. */
export const publisherAt = cache(async (id: string) => {
  const caller = await callerWith('publisherUsers:read')
  const publisher = await firstAnswer(publishersResource.contracts.read, caller, '', { publisherID: id })
  if (publisher.problem?.status === 404) notFound()
  return publisher
})
