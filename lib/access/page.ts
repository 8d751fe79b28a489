import { headers } from 'next/headers'
import { cache } from 'react'
import { database } from '../database/client'
import type { Caller } from './caller'
import { resolveCaller } from './resolve'

/** Who looks at the page, or null. Asked once per request. */
export const currentCaller = cache(async (): Promise<Caller | null> => {
  const found = await resolveCaller(database(), await headers())
  return 'problem' in found ? null : found
})
