import type { Page } from '@playwright/test'
import { freePort } from '@/lib/testing/free-port'
import { startGitHub, type Fault, type GitHubUser } from '@/lib/testing/github'
import { expect, test } from './demo'
import { startProduct, type Product } from './product'

// Signing in with GitHub, using a local GitHub Enterprise server: whose account it opens, and what people see when GitHub fails.

const ADA = 'ada@example.com'
const NOBODY = 'We couldn’t find an account for you. Make sure your email address is verified with that provider'
const UNFINISHED = 'Sign-in with that provider didn’t finish. Try again, or use your password.'
let product: Product
let gitHub: Awaited<ReturnType<typeof startGitHub>>

test.describe.configure({ timeout: 120_000 })

test.beforeAll(async ({ request }) => {
  test.setTimeout(180_000)
  gitHub = await startGitHub()
  // Nothing listens at the OpenID provider's address.
  const away = {
    OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
    OIDC_CLIENT_ID: 'tributary',
    OIDC_CLIENT_SECRET: 'not a secret',
    OIDC_NAME: 'Acme',
  }
  product = await startProduct(await freePort(), [], { ...gitHub.environment, ...away })
  const reply = await request.post(`${product.baseUrl}/api/app/setup`, {
    data: {
      code: product.setupCode,
      organization: 'Acme',
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      first_name: 'Ada',
      last_name: 'Müller',
      email: ADA,
      password: 'correct horse battery',
    },
  })
  expect(reply.status()).toBe(201)
})
test.afterAll(async () => {
  await product.stop()
  await gitHub.close()
})
test.beforeEach(() => gitHub.break(null))

const email = (address: string, more: Partial<GitHubUser['emails'][number]> = {}) => ({
  email: address,
  primary: true,
  verified: true,
  visibility: 'private' as const,
  ...more,
})

async function come(page: Page, path = '/sign-in', name = 'GitHub'): Promise<void> {
  await page.goto(product.baseUrl + path)
  await page.getByRole('button', { name: `Continue with ${name}`, exact: true }).click()
}

async function expectRefusal(page: Page, sentence: string): Promise<void> {
  await expect(page.getByRole('main').getByRole('alert')).toContainText(sentence)
  await expect(page).toHaveURL(/\/sign-in\?/)
  // The password form is still there.
  await expect(page.getByLabel('Email')).toBeVisible()
}

for (const [what, user] of [
  ['whose primary address isn’t verified', { id: 1, publicEmail: ADA, emails: [email(ADA, { verified: false })] }],
  [
    'whose public address isn’t the primary one',
    { id: 2, publicEmail: ADA, emails: [email(ADA, { primary: false }), email('stranger@example.com')] },
  ],
  ['that matches no user', { id: 3, publicEmail: null, emails: [email('stranger@example.com')] }],
  ['without an email address', { id: 4, publicEmail: ADA, emails: [] }],
] as const satisfies [string, GitHubUser][]) {
  test(`an account ${what} can’t sign in`, async ({ page }) => {
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
  test(`when GitHub’s ${fault.path} ${{ fails: 'fails', text: 'returns a page', shape: 'returns the wrong data', silent: 'never responds' }[fault.kind]}, the page says sign-in didn’t finish`, async ({
    page,
  }) => {
    gitHub.become({ id: 5, publicEmail: ADA, emails: [email(ADA)] })
    gitHub.break(fault)
    await come(page)
    await expectRefusal(page, UNFINISHED)
  })
}

test('the page says when a provider can’t be reached', async ({ page }) => {
  await come(page, '/sign-in', 'Acme')
  await expectRefusal(page, 'We couldn’t reach that provider. Try again, or use your password.')
})

test('a verified primary email signs in and opens the requested page, and the account keeps working when its emails change', async ({
  page,
}) => {
  gitHub.become({
    id: 6,
    publicEmail: 'shown@example.com',
    emails: [email('shown@example.com', { primary: false }), email('Ada@Example.com')],
  })
  await come(page, '/clicks?range=7d')
  await expect(page).toHaveURL(/\/clicks\?range=7d/)
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)

  gitHub.become({ id: 6, publicEmail: null, emails: [email('moved@elsewhere.example', { verified: false })] })
  await come(page)
  await expect(page).toHaveURL(/\/overview/)
  await page.context().clearCookies()
  // Another GitHub account with the same address doesn't get in.
  gitHub.become({ id: 7, publicEmail: null, emails: [email(ADA)] })
  await come(page)
  await expectRefusal(page, NOBODY)
})
