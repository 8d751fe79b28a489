import type { Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { startOpenIdProvider } from '@/lib/testing/openid-provider'
import { expect, expectNoFindings, test, textOf, textsOf } from './demo'
import { ADA, press, startInstallation, type Installation } from './installation'

// Getting into an account and changing it.

const { password: PASSWORD } = ADA
let installation: Installation
let acme: Awaited<ReturnType<typeof startOpenIdProvider>>
const linkTo = (email: string, path: string) => installation.linkTo(email, path)

test.describe.configure({ timeout: 180_000 })

test.beforeAll(async ({ elsewhere }) => {
  test.setTimeout(180_000)
  acme = await startOpenIdProvider()
  installation = await startInstallation(acme.environment)
  const admin = await elsewhere()
  await signIn(admin, ADA.email, PASSWORD)
  for (const name of ['cleo', 'dana', 'eva', 'finn', 'gus']) await makeUser(admin, `${name}@example.com`, PASSWORD)
})
test.afterAll(async () => {
  await installation.stop()
  await acme.close()
})

const open = (page: Page, path: string) => page.goto(installation.product.baseUrl + path)

async function giveCredentials(page: Page, email: string, password: string): Promise<void> {
  await open(page, '/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await press(page, 'Sign in')
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await giveCredentials(page, email, password)
  await expect(page).toHaveURL(/\/overview/)
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
}

async function makeUser(page: Page, email: string, password?: string): Promise<void> {
  const { baseUrl } = installation.product
  const reply = await page.request.post(`${baseUrl}/api/v2/users`, {
    headers: { origin: baseUrl },
    data: {
      role: 'admin',
      first_name: 'Bo',
      last_name: 'Berg',
      email,
      ...(password === undefined ? {} : { password }),
    },
  })
  expect(reply.ok(), await reply.text()).toBe(true)
}

async function recoveryCodes(page: Page): Promise<string[]> {
  const codes = page.getByRole('dialog').getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  return textsOf(codes)
}

test('accepting an invitation signs the user in and uses up the link', async ({ page, elsewhere }) => {
  await signIn(page, ADA.email, PASSWORD)
  await makeUser(page, 'bo@example.com')
  const link = await linkTo('bo@example.com', '/invitation')
  const theirs = await elsewhere()
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'Join Müller & Söhne' })).toBeVisible()
  await expectNoFindings(theirs)
  await theirs.getByLabel('Password', { exact: true }).fill('short')
  await press(theirs, 'Accept invitation')
  await expect(theirs.getByText('Use at least 10 characters')).toBeVisible()
  await theirs.getByLabel('Password', { exact: true }).fill('a password of Bo')
  await press(theirs, 'Accept invitation')
  await expect(theirs).toHaveURL(/\/overview/)
  await signOut(theirs)
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'This link has expired' })).toBeVisible()
  await expectNoFindings(theirs)
  await signIn(theirs, 'bo@example.com', 'a password of Bo')
})

test('a provider’s error is shown, and the password still works', async ({ page }) => {
  await open(page, '/sign-in?error=NoAccount')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('We couldn’t find an account for you')
  await page.getByLabel('Email').fill(ADA.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)
})

test('resetting a password by email signs out every session', async ({ page, elsewhere }) => {
  const email = 'cleo@example.com'
  await signIn(page, email, PASSWORD)
  const lost = await elsewhere()
  await open(lost, '/sign-in')
  await lost.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(lost).toHaveURL(/\/forgot-password/)
  await lost.getByLabel('Email').fill('nobody@nowhere.example')
  await press(lost, 'Send reset link')
  await expect(lost.getByText(/you’ll get an email with a link to reset your password/)).toBeVisible()
  await open(lost, '/forgot-password')
  await expectNoFindings(lost)
  await lost.getByLabel('Email').fill(email)
  await press(lost, 'Send reset link')
  await expect(lost.getByText(/you’ll get an email with a link to reset your password/)).toBeVisible()
  await lost.goto(await linkTo(email, '/reset-password'))
  await lost.getByLabel('New password').fill('a new password of Cleo')
  await press(lost, 'Reset password')
  await expect(lost).toHaveURL(/\/overview/)
  expect(installation.mail.received.some(({ to }) => to.includes('nobody@nowhere.example'))).toBe(false)
  await page.reload()
  await expect(page).toHaveURL(/\/sign-in/)
  await giveCredentials(page, email, PASSWORD)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Incorrect email or password')
})

test('two-factor authentication applies to passwords and sign-in links, accepts recovery codes, and can be turned off', async ({
  page,
}) => {
  const email = 'dana@example.com'
  await signIn(page, email, PASSWORD)
  await open(page, '/settings/security')
  await expectNoFindings(page)
  await press(page, 'Set up two-factor authentication')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Current password').fill(PASSWORD)
  await press(page, 'Continue')
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expectNoFindings(page)
  const secret = (await textOf(dialog.locator('code'))).replaceAll(' ', '')
  const app = new TOTP({ secret })
  /** Returns an unused code. Each 30-second step's code works once, so this uses the next step's when needed. */
  const used = new Set<string>()
  const code = (): string => {
    const fresh =
      [0, 30_000].map((ahead) => app.generate({ timestamp: Date.now() + ahead })).find((one) => !used.has(one)) ?? ''
    used.add(fresh)
    return fresh
  }
  await expect(dialog.getByLabel('Code')).toBeFocused()
  await dialog.getByLabel('Code').fill('123456')
  await press(page, 'Turn on')
  await expect(dialog.getByLabel('Code')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Code').fill(code())
  await press(page, 'Turn on')
  const codes = await recoveryCodes(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await press(page, 'I’ve saved the codes')
  await expect(page.getByText('10 recovery codes left')).toBeVisible()
  await signOut(page)

  await giveCredentials(page, email, PASSWORD)
  await expect(page.getByLabel('Code')).toBeFocused()
  await expectNoFindings(page)
  await page.getByLabel('Code').fill('000000')
  await press(page, 'Sign in')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('code is incorrect')
  await page.getByLabel('Code').fill(code())
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)
  await signOut(page)

  await giveCredentials(page, email, PASSWORD)
  await page.getByLabel('Code').fill(codes[0] ?? '')
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)
  await signOut(page)

  await press(page, 'Email me a sign-in link')
  await page.getByLabel('Email').fill(email)
  await press(page, 'Send sign-in link')
  await page.goto(await linkTo(email, '/sign-in/link'))
  await page.getByLabel('Code').fill(codes[1] ?? '')
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)

  await open(page, '/settings/security')
  await expect(page.getByText('8 recovery codes left')).toBeVisible()
  await press(page, 'Turn off')
  await dialog.getByLabel('Code').fill(codes[2] ?? '')
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByRole('button', { name: 'Set up two-factor authentication' })).toBeVisible()
})

test('OpenID sign-in needs a verified email that matches a user, and two-factor authentication still applies', async ({
  page,
}) => {
  const email = 'gus@example.com'
  for (const identity of [
    { sub: 'stranger', email: 'stranger@example.com', email_verified: true },
    { sub: 'gus', email, email_verified: false },
  ]) {
    acme.become(identity)
    await open(page, '/sign-in')
    await press(page, 'Continue with Acme')
    await expect(page.getByRole('main').getByRole('alert')).toContainText('We couldn’t find an account for you')
  }
  acme.become({ sub: 'gus', email, email_verified: true })
  await open(page, '/clicks?range=7d')
  await press(page, 'Continue with Acme')
  await expect(page).toHaveURL(/\/clicks\?range=7d/)

  await open(page, '/settings/security')
  await press(page, 'Set up two-factor authentication')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Current password').fill(PASSWORD)
  await press(page, 'Continue')
  const app = new TOTP({ secret: (await textOf(dialog.locator('code'))).replaceAll(' ', '') })
  await dialog.getByLabel('Code').fill(app.generate())
  await press(page, 'Turn on')
  const [recovery = ''] = await recoveryCodes(page)
  await press(page, 'I’ve saved the codes')
  await signOut(page)
  await press(page, 'Continue with Acme')
  await expect(page).toHaveURL(/\/sign-in\/link/)
  await page.getByLabel('Code').fill(recovery)
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)
})

test('a new email takes effect once it’s confirmed', async ({ page }) => {
  const email = 'eva@example.com'
  await signIn(page, email, PASSWORD)
  await open(page, '/settings/profile')
  await expectNoFindings(page)
  await page.getByLabel('First name').fill('Evangeline')
  await press(page, 'Save changes')
  await expect(page.getByText('Changes saved.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Your account: Evangeline/ })).toBeVisible()
  await press(page, 'Change email')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('New email').fill('eva@new.example')
  await dialog.getByLabel('Current password').fill(PASSWORD)
  await press(page, 'Send confirmation link')
  await expect(page.getByText(/for a confirmation link/)).toContainText('eva@new.example')
  await page.goto(await linkTo('eva@new.example', '/confirm-email'))
  await expectNoFindings(page)
  await press(page, 'Confirm email')
  await expect(page.getByText(/From now on, sign in with/)).toContainText('eva@new.example')
  await page.getByRole('link', { name: 'Continue' }).click()
  await signOut(page)
  await signIn(page, 'eva@new.example', PASSWORD)
})

test('“Sign out everywhere else” and changing the password both end other sessions', async ({ page, elsewhere }) => {
  const email = 'finn@example.com'
  await signIn(page, email, PASSWORD)
  const other = await elsewhere()
  await signIn(other, email, PASSWORD)
  await open(page, '/settings/security')
  const sessions = page.getByRole('list', { name: 'Your sessions' }).getByRole('listitem')
  await expect(sessions).toHaveCount(2)
  await press(page, 'Sign out everywhere else')
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(sessions).toHaveCount(1)
  await other.reload()
  await expect(other).toHaveURL(/\/sign-in/)
  await signIn(other, email, PASSWORD)
  await page.getByLabel('Current password').fill('not this one')
  await page.getByLabel('New password').fill('another password')
  await press(page, 'Change password')
  await expect(page.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Current password')).toBeFocused()
  await page.getByLabel('Current password').fill(PASSWORD)
  await press(page, 'Change password')
  await expect(page.getByText(/Password changed\. You’re signed out everywhere else/)).toBeVisible()
  await other.reload()
  await expect(other).toHaveURL(/\/sign-in/)
})
