import { headers } from 'next/headers'
import { cache } from 'react'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { callerBySession } from './resolve'

/** The signed-in user viewing the page, or null. Looked up once per request. API keys can't open pages, since rate limits don't apply there. */
export const currentCaller = cache(async (): Promise<Caller | null> => {
  const found = await callerBySession(database(), await headers())
  return 'problem' in found ? null : found
})
