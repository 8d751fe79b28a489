import { cache } from 'react'
import { listLinkChoices } from '@/lib/api/app/links.contract'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The domains and folders that the caller's links can have. */
export const linkChoices = cache(async () => {
  const { data } = await firstAnswer(listLinkChoices, await callerWith('links:read'), '')
  return data ?? { domains: [], folders: [] }
})
