import { notFound } from 'next/navigation'
import { cache } from 'react'
import { readLinkDetails } from '@/lib/api/app/links.contract'
import { isUuid } from '@/lib/uuid'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The link that the path names by its ID. Without one that the caller can see, the page isn't found. */
export const linkAt = cache(async (id: string) => {
  if (!isUuid(id)) notFound()
  const link = await firstAnswer(readLinkDetails, await callerWith('links:read'), '', { id })
  if (link.problem?.status === 404) notFound()
  return link
})
