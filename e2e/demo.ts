import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { credentials, type Credentials } from '../prisma/demo/credentials'

export { expect }

type Person = Pick<Credentials['admin'], 'email' | 'password' | 'apiKey'>

/** A browser of today, so that clicks are taken for a person's. */
export const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** Who there is to sign in as: what the demo wrote. */
export function demo(): Credentials {
  return credentials.parse(JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? '', 'demo.json'), 'utf8')))
}

export function publisher(index: number): Credentials['publishers'][number] {
  const found = demo().publishers[index]
  if (!found) throw new Error(`the demo has no publisher at ${index}`)
  return found
}

/** The cookies of who has signed in before, by e-mail. */
const signedIn = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>()

/** Leads to the overview. Who has signed in in another test still is, if that did not end it: passwords are slow to check, and have tests of their own. */
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

/** What goes wrong on any page of a browser: errors of scripts and of the console, and what the content security policy refused. */
export async function watch(context: BrowserContext): Promise<string[]> {
  const wrong: string[] = []
  context.on('weberror', (error) => wrong.push(error.error().message))
  context.on('console', (message) => {
    // Answers with 4xx that a test provokes are told by the browser itself.
    if (message.type() === 'error' && !/^Failed to load resource:.* status of 4\d\d/.test(message.text())) wrong.push(`${message.page()?.url()}: ${message.text()}`)
  })
  // Not all that is refused stands in the console: what a script tries and catches does not.
  await context.exposeFunction('reportViolation', (text: string) => wrong.push(text))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      const report: unknown = Reflect.get(window, 'reportViolation')
      if (typeof report === 'function') report(`${location.pathname}: refused ${effectiveDirective} ${blockedURI} ${sample}`)
    })
  })
  return wrong
}

/** Lets each page say what it has to; one that is being left has nothing more to say. */
async function lastWords(context: BrowserContext): Promise<void> {
  await Promise.all(context.pages().map((page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve))).catch(() => {})))
}

/** Tests in browsers in which nothing may go wrong unseen. `elsewhere` opens a page in another one, for somebody else. */
export const test = base.extend<{ elsewhere: () => Promise<Page> }>({
  context: async ({ context }, run) => {
    const wrong = await watch(context)
    await run(context)
    await lastWords(context)
    expect(wrong).toEqual([])
  },
  elsewhere: async ({ browser }, run) => {
    const opened: { context: BrowserContext; wrong: string[] }[] = []
    await run(async () => {
      const context = await browser.newContext({ userAgent: USER_AGENT })
      opened.push({ context, wrong: await watch(context) })
      return context.newPage()
    })
    for (const { context } of opened) {
      await lastWords(context)
      await context.close()
    }
    expect(opened.flatMap(({ wrong }) => wrong)).toEqual([])
  },
})

/** The big figure of the overview, as a number. */
export async function clicksShown(page: Page): Promise<number> {
  const text = await page.getByRole('main').getByText(/^[\d,]+$/).first().innerText()
  return Number(text.replaceAll(',', ''))
}

/** What axe finds on the page as it is, open dialogs included. */
export async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
}
