import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { credentials, type Credentials } from '@/prisma/demo/credentials'
import { expect } from './browser'
import { textOf } from './read'

export { expectNoFindings } from './axe'
export { awake, expect, test, USER_AGENT, watch } from './browser'
export { textOf, textsOf } from './read'

type Person = Pick<Credentials['admin'], 'email' | 'password' | 'apiKey'>

/** The credentials that the demo data wrote. */
export function demo(): Credentials {
  return credentials.parse(JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? '', 'demo.json'), 'utf8')))
}

export function publisher(index: number): Credentials['publishers'][number] {
  const found = demo().publishers[index]
  if (!found) throw new Error(`the demo has no publisher at ${index}`)
  return found
}

/** Session cookies from earlier sign-ins, by email. */
const signedIn = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>()

/**
 * Signs in without opening a page: the sign-in form has its own tests. Reuses an earlier test's session if it's still valid, since checking passwords
 * is slow.
 */
export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  const { request } = page
  const cookies = signedIn.get(email)
  if (cookies) {
    await page.context().addCookies(cookies)
    if ((await request.get('/api/app/profile')).ok()) return
  }
  const { csrfToken }: { csrfToken: string } = await (await request.get('/api/auth/csrf')).json()
  const form = { csrfToken, email, password, callbackUrl: '/overview', json: 'true' }
  expect((await request.post('/api/auth/callback/credentials', { form })).status()).toBe(200)
  signedIn.set(email, await page.context().cookies())
}

/** The click count at the top of the overview. */
export async function clicksShown(page: Page): Promise<number> {
  const text = await textOf(page.getByRole('main').getByText(/^[\d,]+$/))
  return Number(text.replaceAll(',', ''))
}
