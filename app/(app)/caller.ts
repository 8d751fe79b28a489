import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache, type ReactNode } from 'react'
import { signInPath } from '@/components/sign-in/next-path'
import { readAddress } from '@/components/url/url-state'
import type { Caller } from '@/lib/identity/caller'
import { currentCaller } from '@/lib/access/page'
import { PATH_HEADER } from '@/lib/access/path'
import type { Permission } from '@/lib/identity/permissions'
import { needsSetup } from '@/lib/access/setup'

export type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** A page's parameters, read the way the browser reads them. */
export async function paramsOf({ searchParams }: PageProps): Promise<URLSearchParams> {
  // If a parameter has the name of an inherited object property, Next treats it as repeated and puts the inherited value first.
  const given: [string, unknown][] = Object.entries(await searchParams).flatMap(([key, values]) =>
    [values].flat().map((value): [string, unknown] => [key, value]),
  )
  return readAddress(given.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])))
}

/** The signed-in caller. Redirects anyone else to sign in and come back to this view, or to set up a new installation. */
export const signedInCaller = cache(async (): Promise<Caller> => {
  const caller = await currentCaller()
  if (caller) return caller
  if (await needsSetup()) redirect('/setup')
  redirect(signInPath((await headers()).get(PATH_HEADER) ?? ''))
})

/** Like `signedInCaller`, for a page that needs a permission. Without it, the page isn't found. */
export async function callerWith(permission: Permission): Promise<Caller> {
  const caller = await signedInCaller()
  if (!caller.permissions.has(permission)) notFound()
  return caller
}

/**
 * The layout of pages that need a permission. Checks it above their loading skeleton: once that's sent, it's too late for status 404. Pages check
 * too, since layouts don't run again on every visit.
 */
export function layoutWith(permission: Permission) {
  return async function Layout({ children }: { children: ReactNode }) {
    await callerWith(permission)
    return children
  }
}

/** A caller who belongs to a publisher, for pages that are only about their own. For anyone else, they aren't found. */
export async function publisherCaller(): Promise<Caller> {
  const caller = await callerWith('catalog:read')
  if (caller.publisher === null) notFound()
  return caller
}
