import { headers } from 'next/headers'
import { cache } from 'react'
import { database } from '../database/client'
import type { Caller } from './caller'
import { callerBySession } from './resolve'

/** Who looks at the page, or null. Asked once per request. API keys open no pages, where their use would not be limited. */
export const currentCaller = cache(async (): Promise<Caller | null> => {
  const found = await callerBySession(database(), await headers())
  return 'problem' in found ? null : found
})
