import type { Page } from '@playwright/test'
import { freePort } from '../lib/testing/free-port'
import { startGitHub, type Fault, type GitHubUser } from '../lib/testing/github'
import { expect, test } from './demo'
import { startProduct, type Product } from './product'

// Signing in with GitHub, here an enterprise's own on this machine: whose account it is, and what people see when GitHub does not do its part.

const ADA = 'ada@example.com'
const NOBODY = 'Nobody here has the e-mail address of that account, or it is not verified there.'
const UNFINISHED = 'Signing in there was not finished. Try again, or use your password.'
let product: Product
let gitHub: Awaited<ReturnType<typeof startGitHub>>

test.describe.configure({ timeout: 120_000 })

test.beforeAll(async ({ request }) => {
  test.setTimeout(180_000)
  gitHub = await startGitHub()
  // Nothing listens where the OpenID provider is said to be.
  const away = { OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`, OIDC_CLIENT_ID: 'tributary', OIDC_CLIENT_SECRET: 'not a secret', OIDC_NAME: 'Acme' }
  product = await startProduct(await freePort(), [], { ...gitHub.environment, ...away })
  const reply = await request.post(`${product.baseUrl}/api/app/setup`, {
    data: { code: product.setupCode, organization: 'Acme', timezone: 'Europe/Berlin', currency: 'EUR', first_name: 'Ada', last_name: 'Müller', email: ADA, password: 'correct horse battery' },
  })
  expect(reply.status()).toBe(201)
})
test.afterAll(async () => {
  await product.stop()
  await gitHub.close()
})
test.beforeEach(() => gitHub.break(null))

const email = (address: string, more: Partial<GitHubUser['emails'][number]> = {}) => ({ email: address, primary: true, verified: true, visibility: 'private' as const, ...more })

async function come(page: Page, path = '/sign-in', name = 'GitHub'): Promise<void> {
  await page.goto(product.baseUrl + path)
  await page.getByRole('button', { name: `Continue with ${name}`, exact: true }).click()
}

async function expectRefusal(page: Page, sentence: string): Promise<void> {
  await expect(page.getByRole('main').getByRole('alert')).toContainText(sentence)
  await expect(page).toHaveURL(/\/sign-in\?/)
  // The password is still a way in.
  await expect(page.getByLabel('E-mail')).toBeVisible()
}

for (const [what, user] of [
  ['whose primary address is not verified', { id: 1, publicEmail: ADA, emails: [email(ADA, { verified: false })] }],
  ['whose profile shows an address that is not the primary one', { id: 2, publicEmail: ADA, emails: [email(ADA, { primary: false }), email('stranger@example.com')] }],
  ['whom nobody here knows', { id: 3, publicEmail: null, emails: [email('stranger@example.com')] }],
  ['without any address', { id: 4, publicEmail: ADA, emails: [] }],
] as const satisfies [string, GitHubUser][]) {
  test(`an account ${what} is nobody’s`, async ({ page }) => {
    gitHub.become(user)
    await come(page)
    await expectRefusal(page, NOBODY)
  })
}

for (const fault of [
  { path: '/login/oauth/access_token', kind: 'fails' },
  { path: '/login/oauth/access_token', kind: 'silent' },
  { path: '/api/v3/user', kind: 'fails' },
  { path: '/api/v3/user', kind: 'shape' },
  { path: '/api/v3/user/emails', kind: 'fails' },
  { path: '/api/v3/user/emails', kind: 'text' },
  { path: '/api/v3/user/emails', kind: 'shape' },
  { path: '/api/v3/user/emails', kind: 'silent' },
] as const satisfies Fault[]) {
  test(`GitHub’s ${fault.path} that ${{ fails: 'fails', text: 'answers with a page', shape: 'answers something else', silent: 'never answers' }[fault.kind]} is told, and lets nobody in`, async ({ page }) => {
    gitHub.become({ id: 5, publicEmail: ADA, emails: [email(ADA)] })
    gitHub.break(fault)
    await come(page)
    await expectRefusal(page, UNFINISHED)
  })
}

test('a provider that can not be reached is told', async ({ page }) => {
  await come(page, '/sign-in', 'Acme')
  await expectRefusal(page, 'The site to sign in with cannot be reached at the moment.')
})

test('the verified primary address lets in, to where one wanted to go, and the account stays theirs whatever the addresses become', async ({ page }) => {
  gitHub.become({ id: 6, publicEmail: 'shown@example.com', emails: [email('shown@example.com', { primary: false }), email('Ada@Example.com')] })
  await come(page, '/clicks?range=7d')
  await expect(page).toHaveURL(/\/clicks\?range=7d/)
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)

  gitHub.become({ id: 6, publicEmail: null, emails: [email('moved@elsewhere.example', { verified: false })] })
  await come(page)
  await expect(page).toHaveURL(/\/overview/)
  await page.context().clearCookies()
  // Another account with the same address is not taken for theirs.
  gitHub.become({ id: 7, publicEmail: null, emails: [email(ADA)] })
  await come(page)
  await expectRefusal(page, NOBODY)
})
