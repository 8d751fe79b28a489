import type { Page } from '@playwright/test'
import { expect, expectNoFindings, test } from './demo'
import { ADA, press, startInstallation, type Installation } from './installation'

// Recovering an account and its API keys after an email change or a lost password.

const { password: PASSWORD } = ADA
let installation: Installation
let baseUrl: string
let admin: Page
const linkTo = (email: string, path: string) => installation.linkTo(email, path)

test.describe.configure({ timeout: 180_000 })

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  installation = await startInstallation()
  ;({ baseUrl } = installation.product)
  admin = await browser.newPage()
  await signIn(admin, ADA.email, PASSWORD)
})
test.afterAll(async () => {
  await admin.close()
  await installation.stop()
})

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${baseUrl}/sign-in`)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)
}

async function ask(page: Page, method: 'POST' | 'PATCH', path: string, data: unknown): Promise<unknown> {
  const reply = await page.request.fetch(baseUrl + path, { method, headers: { origin: baseUrl }, data })
  expect(reply.ok(), await reply.text()).toBe(true)
  return reply.json()
}

async function createUser(email: string): Promise<string> {
  return JSON.stringify(
    await ask(admin, 'POST', '/api/v2/users', { role: 'accountManager', email, password: PASSWORD }),
  ).replace(/.*":"|".*/g, '')
}

/** Returns the key itself. */
async function createKey(page: Page, name: string): Promise<string> {
  return /trb_[\w-]+/.exec(JSON.stringify(await ask(page, 'POST', '/api/app/api-keys', { name })))?.[0] ?? ''
}

async function statusWith(page: Page, key: string): Promise<number> {
  return (await page.request.get(`${baseUrl}/api/v1/clicks`, { headers: { 'X-Api-Key': key } })).status()
}

/** Checks the page on a phone in dark mode and on a desktop in light mode. */
async function expectNoFaults(page: Page): Promise<void> {
  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1280, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    await expectNoFindings(page)
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)
  }
}

test('undoing an email change returns the account to its owner, and ends the thief’s session and API key', async ({
  page,
  elsewhere,
}) => {
  const [mine, theirs] = ['bo@example.com', 'thief@example.com']
  const id = await createUser(mine)
  await signIn(page, mine, PASSWORD)
  const [kept, old] = [await createKey(page, 'Nightly report'), await createKey(page, 'Spreadsheet')]
  await ask(admin, 'PATCH', `/api/v2/users/${id}`, { email: theirs, password: 'chosen by a thief' })
  const thief = await elsewhere()
  await signIn(thief, theirs, 'chosen by a thief')
  const stolen = await createKey(thief, 'Back door')

  const link = await linkTo(mine, '/undo-email-change')
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Undo email change' })).toBeVisible()
  await expect(page.getByText(theirs)).toBeVisible()
  await expectNoFaults(page)
  await expect(page.getByLabel('Back door')).toBeChecked()
  await expect(page.getByLabel('Back door')).toBeDisabled()
  await page.getByRole('button', { name: 'Deselect all' }).click()
  await page.getByLabel('Spreadsheet').check()
  await page.getByLabel('New password').fill('taken back by Bo')
  await press(page, 'Undo and change password')
  await expect(page).toHaveURL(/\/overview/)

  expect([await statusWith(page, kept), await statusWith(page, old), await statusWith(page, stolen)]).toEqual([
    200, 401, 401,
  ])
  await thief.reload()
  await expect(thief).toHaveURL(/\/sign-in/)
  await page.goto(link)
  await expect(page.getByText('If you didn’t expect your email to change')).toBeVisible()
  await expectNoFaults(page)
  await signIn(await elsewhere(), mine, 'taken back by Bo')
})

test('resetting a password keeps all API keys except the selected ones', async ({ page }) => {
  const email = 'cleo@example.com'
  await createUser(email)
  await signIn(page, email, PASSWORD)
  const [kept, lost] = [await createKey(page, 'Nightly report'), await createKey(page, 'Old laptop')]
  await page.context().clearCookies()
  await page.goto(`${baseUrl}/forgot-password`)
  await page.locator('input[type=email]').fill(email)
  await page.keyboard.press('Enter')
  await page.goto(await linkTo(email, '/reset-password'))
  await expect(page.getByLabel('Nightly report')).not.toBeChecked()
  await expect(page.getByText('Never used')).toHaveCount(2)
  await expectNoFaults(page)
  await page.getByLabel('Old laptop').check()
  await page.getByLabel('New password').fill('a new one for Cleo')
  await press(page, 'Reset password')
  await expect(page).toHaveURL(/\/overview/)
  expect([await statusWith(page, kept), await statusWith(page, lost)]).toEqual([200, 401])
})

test('changing to an email that’s already in use gets the same response, and its owner gets an email about it', async ({
  page,
}) => {
  const email = 'dana@example.com'
  await createUser(email)
  await signIn(page, email, PASSWORD)
  for (const wanted of [ADA.email, 'dana@new.example']) {
    const reply = await page.request.post(`${baseUrl}/api/app/email-change`, {
      headers: { origin: baseUrl },
      data: { email: wanted, password: PASSWORD },
    })
    expect([reply.status(), await reply.text()]).toEqual([204, ''])
  }
  await linkTo('dana@new.example', '/confirm-email')
  expect(installation.mail.linkTo(ADA.email, '/confirm-email')).toBeNull()
  await expect
    .poll(() =>
      installation.mail.received.some(({ to, raw }) => to.includes(ADA.email) && raw.includes('already in use')),
    )
    .toBe(true)
})
