import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { credentials, type Credentials } from '@/prisma/demo/credentials'
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

/** Signs in and opens the overview. Reuses an earlier test's session if it's still valid: checking passwords is slow and has its own tests. */
export async function signIn(page: Page, person: Person): Promise<void> {
  const cookies = signedIn.get(person.email)
  if (cookies) {
    await page.context().addCookies(cookies)
    await page.goto('/overview')
    if (new URL(page.url()).pathname === '/overview') return
  }
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/overview**')
  signedIn.set(person.email, await page.context().cookies())
}

/** The click count at the top of the overview. */
export async function clicksShown(page: Page): Promise<number> {
  const text = await textOf(page.getByRole('main').getByText(/^[\d,]+$/))
  return Number(text.replaceAll(',', ''))
}
