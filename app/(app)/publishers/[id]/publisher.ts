import { notFound } from 'next/navigation'
import { cache } from 'react'
import { publisherDetails } from '@/lib/api/app/publishers/directory.contract'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The publisher that the path names. Without one that the caller can see, the page isn't found. */
export const publisherAt = cache(async (id: string) => {
  const publisher = await firstAnswer(publisherDetails, await callerWith('publisherUsers:read'), '', { id })
  if (publisher.problem?.status === 404) notFound()
  return publisher
})
