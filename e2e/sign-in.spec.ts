import { demo, expect, publisher, signIn, test, textOf } from './demo'

test('signing in opens the requested page, and signing out ends the session', async ({ page }) => {
  const { email, password } = publisher(0)
  await page.goto('/clicks?range=7d')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/clicks\?range=7d/)

  const cookies = await page.context().cookies()
  expect(cookies.find(({ name }) => name === 'tributary.session')).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  // The session itself ended, not just its cookie.
  await page.context().addCookies(cookies)
  await page.goto('/overview')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a wrong password and an unknown email get the same message, and the email stays filled in', async ({ page }) => {
  await page.goto('/sign-in')
  const sentences = []
  for (const email of [publisher(1).email, 'nobody@nowhere.example']) {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toBeVisible()
    sentences.push(await textOf(alert))
    await expect(page.getByLabel('Email')).toHaveValue(email)
  }
  expect(sentences[0]).toBe(sentences[1])
  expect(sentences[0]).toContain('Incorrect email or password')
})

test('text typed before the scripts load stays, and signs in', async ({ page }) => {
  const { email, password } = publisher(0)
  let load = () => {}
  const loading = new Promise<void>((resolve) => (load = resolve))
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await loading
    await route.continue()
  })
  await page.goto('/sign-in', { waitUntil: 'commit' })
  for (const [label, text] of [
    ['Email', email],
    ['Password', password],
  ] as const) {
    const field = page.getByLabel(label, { exact: true })
    await expect(field).toBeVisible()
    await field.evaluate((input) => input.focus())
    await page.keyboard.type(text)
  }
  load()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/overview/)
})

test('empty fields are marked, and the first one gets focus', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByLabel('Email')).toBeFocused()
  await expect(page.getByText('Enter your email address')).toBeVisible()
})

test('after too many attempts, the message says when to try again', async ({ page }) => {
  const last = demo().otherOrganization.publishers.at(-1)
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(last?.email ?? '')
  // Eleven are too many, unless a new window starts during them.
  for (let attempt = 0, stopped = false; !stopped && attempt < 21; attempt++) {
    await page.getByLabel('Password', { exact: true }).fill(`wrong ${attempt}`)
    const answered = page.waitForResponse((response) => response.url().includes('/api/auth/callback/credentials'))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    stopped = (await (await answered).text()).includes('TooManyAttempts')
  }
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/Too many attempts\. Try again in \d+ minutes?/)
})

test('without a mail server, pages say that the link is in the server log', async ({ page }) => {
  await page.goto('/forgot-password')
  await page.getByLabel('Email').fill('nobody@nowhere.example')
  await page.getByRole('button', { name: 'Send reset link' }).click()
  await expect(page.getByText(/a link to reset its password is in the server log/)).toContainText(
    'nobody@nowhere.example',
  )

  const person = publisher(2)
  await signIn(page, person)
  await page.goto('/settings/profile')
  await page.getByRole('button', { name: 'Change email' }).click()
  await page.getByLabel('New email').fill('moved@nowhere.example')
  await page.getByLabel('Current password').fill(person.password)
  await page.getByRole('button', { name: 'Send confirmation link' }).click()
  await expect(page.getByText(/^This server can’t send email yet/)).toContainText('moved@nowhere.example')
})

test('signing in never redirects to another site', async ({ page }) => {
  const { email, password } = publisher(2)
  await page.goto('/sign-in?next=https://evil.example/')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/overview/)
})

test('setup is closed once there’s an organization', async ({ page }) => {
  await page.goto('/setup')
  await expect(page).toHaveURL(/\/sign-in/)
  const reply = await page.request.post('/api/app/setup', {
    data: {
      code: 'ABCD-EFGH',
      organization: 'Mine',
      timezone: 'UTC',
      currency: 'EUR',
      first_name: 'E',
      last_name: 'V',
      email: 'e@v.example',
      password: 'long enough to do',
    },
  })
  expect(reply.status()).toBe(409)
})

test('a session lasts across pages', async ({ page }) => {
  await signIn(page, publisher(0))
  for (const path of ['/', '/overview', '/clicks', '/clicks?view=single', '/settings/api-keys']) {
    await page.goto(path)
    await expect(page.getByRole('button', { name: /Your account/ })).toBeVisible()
  }
})
