import { demo, expect, publisher, signIn, test } from './demo'

test('signing in leads back to where one wanted to go, and signing out ends it', async ({ page }) => {
  const { email, password } = publisher(0)
  await page.goto('/clicks?range=7d')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/clicks\?range=7d/)

  const cookies = await page.context().cookies()
  expect(cookies.find(({ name }) => name === 'tributary.session')).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  // The session itself has ended, not only its cookie.
  await page.context().addCookies(cookies)
  await page.goto('/overview')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a wrong password and an unknown address get the same sentence, and what was typed stays', async ({ page }) => {
  await page.goto('/sign-in')
  const sentences = []
  for (const email of [publisher(1).email, 'nobody@nowhere.example']) {
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toBeVisible()
    sentences.push(await alert.innerText())
    await expect(page.getByLabel('E-mail')).toHaveValue(email)
  }
  expect(sentences[0]).toBe(sentences[1])
  expect(sentences[0]).toMatch(/password/i)
})

test('empty fields are named, and the first has focus', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await expect(page.getByText('Enter your e-mail address')).toBeVisible()
})

test('too many attempts are told when to come back', async ({ page }) => {
  const last = demo().otherOrganization.publishers.at(-1)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(last?.email ?? '')
  for (let attempt = 0; attempt < 11; attempt++) {
    await page.getByLabel('Password', { exact: true }).fill(`wrong ${attempt}`)
    const answered = page.waitForResponse((response) => response.url().includes('/api/auth/callback/credentials'))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await answered
  }
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/minute|second/)
})

test('nobody is led to another site after signing in', async ({ page }) => {
  const { email, password } = publisher(2)
  await page.goto('/sign-in?next=https://evil.example/')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/overview/)
})

test('setting up is closed once there is an organization', async ({ page }) => {
  await page.goto('/setup')
  await expect(page).toHaveURL(/\/sign-in/)
  const reply = await page.request.post('/api/app/setup', {
    data: { code: 'ABCD-EFGH', organization: 'Mine', timezone: 'UTC', currency: 'EUR', first_name: 'E', last_name: 'V', email: 'e@v.example', password: 'long enough to do' },
  })
  expect(reply.status()).toBe(409)
})

test('somebody signed in stays so on every page', async ({ page }) => {
  await signIn(page, publisher(0))
  for (const path of ['/', '/overview', '/clicks', '/clicks?view=single', '/settings/api-keys']) {
    await page.goto(path)
    await expect(page.getByRole('button', { name: /Your account/ })).toBeVisible()
  }
})
