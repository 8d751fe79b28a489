import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { freePort } from '../lib/testing/free-port'
import { startMailServer } from '../lib/testing/mail-server'
import { startOpenIdProvider } from '../lib/testing/openid-provider'
import { expect, test } from './demo'
import { startProduct, type Product } from './product'

// Ways into an account and changes to it, on an installation of its own that sends mail to a server on this machine.

const ADA = 'ada@example.com'
const PASSWORD = 'correct horse battery'
let product: Product
let mail: Awaited<ReturnType<typeof startMailServer>>
let acme: Awaited<ReturnType<typeof startOpenIdProvider>>

test.describe.configure({ timeout: 180_000 })

test.beforeAll(async ({ request, elsewhere }) => {
  test.setTimeout(180_000)
  mail = await startMailServer()
  acme = await startOpenIdProvider()
  product = await startProduct(await freePort(), [], { SMTP_URL: mail.url, ...acme.environment })
  const reply = await request.post(`${product.baseUrl}/api/app/setup`, {
    data: { organization: 'Müller & Söhne', timezone: 'Europe/Berlin', currency: 'EUR', first_name: 'Ada', last_name: 'Müller', email: ADA, password: PASSWORD },
  })
  expect(reply.status()).toBe(201)
  const admin = await elsewhere()
  await signIn(admin, ADA, PASSWORD)
  for (const name of ['cleo', 'dana', 'eva', 'finn', 'gus']) await makeUser(admin, `${name}@example.com`, PASSWORD)
})
test.afterAll(async () => {
  await product.stop()
  await mail.close()
  await acme.close()
})

const open = (page: Page, path: string) => page.goto(product.baseUrl + path)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function giveCredentials(page: Page, email: string, password: string): Promise<void> {
  await open(page, '/sign-in')
  await page.getByLabel('E-mail').fill(email)
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

/** The link of the newest message, once it has arrived. */
async function linkTo(email: string, path: string): Promise<string> {
  await expect.poll(() => mail.linkTo(email, path)).not.toBeNull()
  return mail.linkTo(email, path) ?? ''
}

async function makeUser(page: Page, email: string, password?: string): Promise<void> {
  const reply = await page.request.post(`${product.baseUrl}/api/v2/users`, {
    headers: { origin: product.baseUrl },
    data: { role: 'admin', first_name: 'Bo', last_name: 'Berg', email, ...(password === undefined ? {} : { password }) },
  })
  expect(reply.ok(), await reply.text()).toBe(true)
}

async function recoveryCodes(page: Page): Promise<string[]> {
  const codes = page.getByRole('dialog').getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  return codes.allInnerTexts()
}

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
}

test('an invitation is accepted, and leads in; its link then opens nothing', async ({ page, elsewhere }) => {
  await signIn(page, ADA, PASSWORD)
  await makeUser(page, 'bo@example.com')
  const link = await linkTo('bo@example.com', '/invitation')
  const theirs = await elsewhere()
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'Welcome to Müller & Söhne' })).toBeVisible()
  await expectNoFindings(theirs)
  await theirs.getByLabel('Password', { exact: true }).fill('short')
  await press(theirs, 'Accept the invitation')
  await expect(theirs.getByText('Use 10 characters or more')).toBeVisible()
  await theirs.getByLabel('Password', { exact: true }).fill('a password of Bo')
  await press(theirs, 'Accept the invitation')
  await expect(theirs).toHaveURL(/\/overview/)
  await signOut(theirs)
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
  await expectNoFindings(theirs)
  await signIn(theirs, 'bo@example.com', 'a password of Bo')
})

test('what another site came back with is said, and does not stand in the way of the password', async ({ page }) => {
  await open(page, '/sign-in?error=NoAccount')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Nobody here has the e-mail address of that account')
  await page.getByLabel('E-mail').fill(ADA)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)
})

test('a lost password is replaced by mail, and whoever was signed in is out', async ({ page, elsewhere }) => {
  const email = 'cleo@example.com'
  await signIn(page, email, PASSWORD)
  const lost = await elsewhere()
  await open(lost, '/sign-in')
  await lost.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(lost).toHaveURL(/\/forgot-password/)
  await lost.getByLabel('E-mail').fill('nobody@nowhere.example')
  await press(lost, 'Send me a link')
  await expect(lost.getByText(/belongs to an account here/)).toBeVisible()
  await open(lost, '/forgot-password')
  await expectNoFindings(lost)
  await lost.getByLabel('E-mail').fill(email)
  await press(lost, 'Send me a link')
  await expect(lost.getByText(/belongs to an account here/)).toBeVisible()
  await lost.goto(await linkTo(email, '/reset-password'))
  await lost.getByLabel('Password', { exact: true }).fill('a new password of Cleo')
  await press(lost, 'Change password')
  await expect(lost).toHaveURL(/\/overview/)
  expect(mail.received.some(({ to }) => to.includes('nobody@nowhere.example'))).toBe(false)
  await page.reload()
  await expect(page).toHaveURL(/\/sign-in/)
  await giveCredentials(page, email, PASSWORD)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('wrong')
})

test('a second factor is set up, asked for, replaced by a recovery code, asked for with a link, and switched off', async ({ page }) => {
  const email = 'dana@example.com'
  await signIn(page, email, PASSWORD)
  await open(page, '/settings/security')
  await expectNoFindings(page)
  await press(page, 'Set up a second factor')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(PASSWORD)
  await press(page, 'Go on')
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expectNoFindings(page)
  const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '')
  const app = new TOTP({ secret })
  /** A code that was not used: each step counts once, so the next one's where this one's has been. */
  const used = new Set<string>()
  const code = (): string => {
    const fresh = [0, 30_000].map((ahead) => app.generate({ timestamp: Date.now() + ahead })).find((one) => !used.has(one)) ?? ''
    used.add(fresh)
    return fresh
  }
  await dialog.getByLabel('Code').fill('123456')
  await press(page, 'Switch on')
  await expect(dialog.getByText(/is wrong or was used already/)).toBeVisible()
  await dialog.getByLabel('Code').fill(code())
  await press(page, 'Switch on')
  const codes = await recoveryCodes(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await press(page, 'I have kept the codes')
  await expect(page.getByText('10 recovery codes left')).toBeVisible()
  await signOut(page)

  await giveCredentials(page, email, PASSWORD)
  await expect(page.getByLabel('Code')).toBeFocused()
  await expectNoFindings(page)
  await page.getByLabel('Code').fill('000000')
  await press(page, 'Sign in')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('code is wrong')
  await page.getByLabel('Code').fill(code())
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)
  await signOut(page)

  await giveCredentials(page, email, PASSWORD)
  await page.getByLabel('Code').fill(codes[0] ?? '')
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)
  await signOut(page)

  await press(page, 'Mail me a link to sign in')
  await page.getByLabel('E-mail').fill(email)
  await press(page, 'Mail me a link')
  await page.goto(await linkTo(email, '/sign-in/link'))
  await page.getByLabel('Code').fill(codes[1] ?? '')
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)

  await open(page, '/settings/security')
  await expect(page.getByText('8 recovery codes left')).toBeVisible()
  await press(page, 'Switch off')
  await dialog.getByLabel('Code').fill(codes[2] ?? '')
  await dialog.getByRole('button', { name: 'Switch off' }).click()
  await expect(page.getByRole('button', { name: 'Set up a second factor' })).toBeVisible()
})

test('an account elsewhere signs in who has its verified address, and nobody else; a second factor is still asked for', async ({ page }) => {
  const email = 'gus@example.com'
  for (const identity of [{ sub: 'stranger', email: 'stranger@example.com', email_verified: true }, { sub: 'gus', email, email_verified: false }]) {
    acme.become(identity)
    await open(page, '/sign-in')
    await press(page, 'Continue with Acme')
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Nobody here has the e-mail address of that account')
  }
  acme.become({ sub: 'gus', email, email_verified: true })
  await open(page, '/clicks?range=7d')
  await press(page, 'Continue with Acme')
  await expect(page).toHaveURL(/\/clicks\?range=7d/)

  await open(page, '/settings/security')
  await press(page, 'Set up a second factor')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(PASSWORD)
  await press(page, 'Go on')
  const app = new TOTP({ secret: (await dialog.locator('code').innerText()).replaceAll(' ', '') })
  await dialog.getByLabel('Code').fill(app.generate())
  await press(page, 'Switch on')
  const [recovery = ''] = await recoveryCodes(page)
  await press(page, 'I have kept the codes')
  await signOut(page)
  await press(page, 'Continue with Acme')
  await expect(page).toHaveURL(/\/sign-in\/link/)
  await page.getByLabel('Code').fill(recovery)
  await press(page, 'Sign in')
  await expect(page).toHaveURL(/\/overview/)
})

test('another address counts once its link was opened', async ({ page }) => {
  const email = 'eva@example.com'
  await signIn(page, email, PASSWORD)
  await open(page, '/settings/profile')
  await expectNoFindings(page)
  await page.getByLabel('First name').fill('Evangeline')
  await press(page, 'Save')
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Your account: Evangeline/ })).toBeVisible()
  await press(page, 'Change the address')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(PASSWORD)
  await dialog.getByLabel('New e-mail').fill('eva@new.example')
  await press(page, 'Mail me a link')
  await expect(page.getByText(/A link is on its way/)).toBeVisible()
  await page.goto(await linkTo('eva@new.example', '/confirm-email'))
  await expectNoFindings(page)
  await press(page, 'Confirm this address')
  await expect(page.getByText(/you sign in with/)).toContainText('eva@new.example')
  await page.getByRole('link', { name: 'Go on' }).click()
  await signOut(page)
  await signIn(page, 'eva@new.example', PASSWORD)
})

test('sessions are seen, and ended elsewhere; another password ends them too', async ({ page, elsewhere }) => {
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
  await page.getByLabel('Present password').fill('not this one')
  await page.getByLabel('New password').fill('another password')
  await press(page, 'Change the password')
  await expect(page.getByText('This must be your current password.')).toBeVisible()
  await expect(page.getByLabel('Present password')).toBeFocused()
  await page.getByLabel('Present password').fill(PASSWORD)
  await press(page, 'Change the password')
  await expect(page.getByText(/Changed\. You are signed out everywhere else/)).toBeVisible()
  await other.reload()
  await expect(other).toHaveURL(/\/sign-in/)
})
