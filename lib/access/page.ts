import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { database } from '../database/client'
import type { Caller } from './caller'
import { resolveCaller } from './resolve'
import { needsSetup } from './setup'

/** Who looks at the page, or null. Asked once per request. */
export const currentCaller = cache(async (): Promise<Caller | null> => {
  const found = await resolveCaller(database(), await headers())
  return 'problem' in found ? null : found
})

/** Who looks at the page; others are sent to sign in, or to set up a new installation. */
export async function requireCaller(): Promise<Caller> {
  const caller = await currentCaller()
  if (caller) return caller
  if (await needsSetup()) redirect('/setup')
  redirect('/sign-in')
}
