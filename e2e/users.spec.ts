import type { Page } from '@playwright/test'
import { demo, expect, expectNoFindings, publisher, signIn, test } from './demo'

/** The browser's own Back (-1) and Forward (1). Unlike Playwright's, they don't wait for a navigation that may be held up. */
async function step(page: Page, steps: number): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const { currentIndex, entries } = await browser.send('Page.getNavigationHistory')
  const entry = entries[currentIndex + steps]
  if (!entry) throw new Error(`no history entry ${steps} away`)
  await browser.send('Page.navigateToHistoryEntry', { entryId: entry.id })
  await browser.detach()
}

const sheet = (page: Page) => page.getByRole('dialog')

test('an admin invites, edits, archives and restores a user', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/overview')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Users' }).click()
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible()

  await page.getByRole('button', { name: 'Invite user' }).click()
  await expect(sheet(page).getByLabel('Email')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(sheet(page).getByText('Enter an email address')).toBeVisible()
  await expect(sheet(page).getByLabel('Email')).toBeFocused()
  await expectNoFindings(page)
  // A missing choice gets focus like missing text.
  await sheet(page).getByLabel('Email').fill('nora@northwind.example')
  await sheet(page).getByLabel('Publisher', { exact: true }).check()
  await sheet(page).getByRole('button', { name: 'Send invitation' }).click()
  await expect(sheet(page).getByRole('button', { name: 'Publisher', exact: true })).toBeFocused()
  await sheet(page).getByLabel('Account manager').check()
  // An email that's already in use shows an error at the field and keeps the input.
  await sheet(page).getByLabel('Email').fill(demo().admin.email)
  await sheet(page).getByLabel('First name').fill('Nora')
  await sheet(page).getByRole('button', { name: 'Send invitation' }).click()
  await expect(sheet(page).getByText('already in use')).toBeVisible()
  await expect(sheet(page).getByLabel('First name')).toHaveValue('Nora')

  const email = `nora-${Date.now()}@northwind.example`
  await sheet(page).getByLabel('Email').fill(email)
  await sheet(page).getByLabel('Advertisers').selectOption('No access')
  await sheet(page).getByRole('button', { name: 'Send invitation' }).click()
  await expect(page.getByText(`${email} is invited. This server can’t send email yet`)).toBeVisible()
  const row = page.getByRole('row', { name: new RegExp(email) })
  await expect(row.getByText('Invited')).toBeVisible()
  await expect(row.getByText('Account manager')).toBeVisible()

  await row.getByRole('link', { name: 'Nora' }).click()
  await expect(sheet(page).getByLabel('Advertisers')).toHaveValue('none')
  await expectNoFindings(page)
  await sheet(page).getByLabel('Last name').fill('Falk')
  await sheet(page).getByLabel('City').fill('Köln')
  await sheet(page).getByLabel('Country').click()
  await page.getByPlaceholder('Search countries').fill('german')
  await page.getByRole('option', { name: 'Germany' }).click()
  // Leaving asks first.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await sheet(page).getByRole('button', { name: 'Save changes', exact: true }).click()
  await expect(sheet(page).getByText('Changes saved.')).toBeVisible()
  await expect(sheet(page).getByRole('heading', { name: 'Nora Falk' })).toBeVisible()
  await page.reload()
  await expect(sheet(page).getByLabel('City')).toHaveValue('Köln')
  await expect(sheet(page).getByLabel('Country')).toHaveText('Germany')

  await sheet(page).getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByRole('dialog', { name: 'Archive Nora Falk?' })).toBeVisible()
  await page.getByRole('dialog', { name: 'Archive Nora Falk?' }).getByRole('button', { name: 'Archive' }).click()
  await expect(sheet(page).getByRole('button', { name: 'Restore' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(row).toHaveCount(0)

  await page.getByLabel('Archived or not').selectOption('Archived')
  await expect(page).toHaveURL(/archived=true/)
  await row.getByRole('link', { name: 'Nora Falk' }).click()
  await sheet(page).getByRole('button', { name: 'Restore' }).click()
  await page.getByRole('dialog', { name: 'Restore Nora Falk?' }).getByRole('button', { name: 'Restore' }).click()
  await expect(sheet(page).getByRole('button', { name: 'Archive' })).toBeVisible()

  // The audit log has each change.
  await page.goto('/audit')
  await page.getByLabel('Action').selectOption('Restored')
  const entry = page.getByRole('row', { name: /Restored/ }).filter({ hasText: email })
  await entry.getByRole('link', { name: /Details/ }).click()
  await expect(sheet(page).getByText(demo().admin.email)).toBeVisible()
})

test('an admin changes their own details here, and their email in their settings', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/users')
  await page
    .getByRole('row', { name: new RegExp(demo().admin.email) })
    .getByRole('link')
    .first()
    .click()
  await expect(sheet(page).getByLabel('Email', { exact: true })).not.toBeEditable()
  await sheet(page).getByLabel('Phone').fill('+1 212 555 0142')
  await sheet(page).getByRole('button', { name: 'Save changes' }).click()
  await expect(sheet(page).getByText('Changes saved.')).toBeVisible()
  await sheet(page).getByRole('link', { name: 'your settings' }).click()
  await expect(page).toHaveURL(/\/settings\/profile$/)
})

test('a deactivated user loses access on the next request, and the audit log shows the change', async ({
  page,
  elsewhere,
}) => {
  const person = publisher(5)
  const theirs = await elsewhere()
  await signIn(theirs, person)
  await theirs.goto('/overview')
  const ask = () => theirs.request.get('/api/v1/clicks', { headers: { 'X-Api-Key': person.apiKey } })
  expect((await ask()).status()).toBe(200)

  await signIn(page, demo().admin)
  await page.goto(`/publishers/${person.incrementalId}/users`)
  await page
    .getByRole('row', { name: new RegExp(person.email) })
    .getByRole('link')
    .first()
    .click()
  await sheet(page).getByRole('button', { name: 'Deactivate' }).click()
  const question = page.getByRole('dialog', { name: /^Deactivate / })
  await expect(question.getByText('signed out immediately')).toBeVisible()
  await expectNoFindings(page)
  await question.getByRole('button', { name: 'Deactivate' }).click()
  await expect(sheet(page).getByRole('button', { name: 'Activate' })).toBeVisible()

  await theirs.goto('/clicks')
  await expect(theirs).toHaveURL(/\/sign-in/)
  expect((await ask()).status()).toBe(401)

  await sheet(page).getByRole('button', { name: 'Activate' }).click()
  await page
    .getByRole('dialog', { name: /^Activate / })
    .getByRole('button', { name: 'Activate' })
    .click()
  await expect(sheet(page).getByRole('button', { name: 'Deactivate' })).toBeVisible()
  expect((await ask()).status()).toBe(200)

  await page.goto('/audit?action=deactivate')
  await page
    .getByRole('link', { name: /Details/ })
    .first()
    .click()
  await expect(sheet(page).locator('del')).toHaveText('Active')
  await expect(sheet(page).locator('ins')).toHaveText('Deactivated')
  await expectNoFindings(page)
  const download = page.waitForEvent('download')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await download).suggestedFilename()).toBe('audit-log.csv')
})

test('an account manager sees only their own publishers', async ({ page }) => {
  await signIn(page, demo().accountManager)
  await page.goto('/overview')
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await expect(navigation.getByRole('link', { name: 'Users' })).toHaveCount(0)
  await navigation.getByRole('link', { name: 'Publishers' }).click()
  await expect(page.getByText('5 publishers', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Publisher: all your publishers' }).click()
  await expect(page.getByRole('dialog', { name: 'Switch publisher' }).getByRole('option')).toHaveCount(6)
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'Deal-Post' }).click()
  await expect(page.getByRole('heading', { name: 'Deal-Post' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Users' }).click()
  await expect(page.getByRole('button', { name: 'Invite user' })).toBeVisible()
  for (const path of ['/publishers/1', '/users', '/audit', '/settings/organization']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  }
})

test('an account manager with nothing assigned yet sees a message that says so', async ({
  page,
  elsewhere,
  baseURL,
}) => {
  await signIn(page, demo().admin)
  const person = { email: `noel-${Date.now()}@northwind.example`, password: 'a password of Noel', apiKey: '' }
  const made = await page.request.post('/api/v2/users', {
    headers: { origin: baseURL ?? '' },
    data: {
      role: 'accountManager',
      first_name: 'Noel',
      last_name: 'Brandt',
      email: person.email,
      password: person.password,
    },
  })
  expect(made.ok(), await made.text()).toBe(true)
  const theirs = await elsewhere()
  await signIn(theirs, person)
  for (const path of ['/overview', '/clicks', '/clicks?view=single']) {
    await theirs.goto(path)
    await expect(theirs.getByText('Nothing assigned to you yet')).toBeVisible()
  }
})

test('an admin can switch to one publisher on every page, and back with one click', async ({ page }) => {
  await signIn(page, demo().admin)
  const { name, incrementalId } = publisher(1)
  for (const path of ['/overview', '/clicks', '/publishers', '/users', '/audit']) {
    await page.goto(path)
    await page.getByRole('button', { name: 'Publisher: all publishers' }).click()
    await page.getByRole('option', { name: new RegExp(name) }).click()
    await expect(page).toHaveURL(new RegExp(`${path}\\?publisher=${incrementalId}$`))
    await expect(page.getByRole('button', { name: `Viewing as ${name}. Switch publisher` })).toBeVisible()
    await page.getByRole('button', { name: 'Back to all publishers' }).click()
    await expect(page).toHaveURL(new RegExp(`${path}$`))
  }
})

test('Back and Forward ask before discarding unsaved changes', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/users?status=Active')
  await page.getByLabel('Role').selectOption('Account managers')
  const row = page.getByRole('row', { name: /Account manager/ }).first()
  await row.getByRole('link').first().click()
  await expect(page).toHaveURL(/user=/)
  const form = sheet(page).filter({ hasText: 'Details' })
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  const lastName = form.getByLabel('Last name')
  const before = await lastName.inputValue()

  // An untouched form closes right away, and Forward brings it back.
  await step(page, -1)
  await expect(form).toHaveCount(0)
  await step(page, 1)
  await expect(lastName).toHaveValue(before)

  await lastName.fill('Unsaved')
  for (const stay of ['press', 'escape'] as const) {
    await step(page, -1)
    await expect(question).toBeVisible()
    await expect(page).toHaveURL(/user=/)
    if (stay === 'press') await question.getByRole('button', { name: 'Keep editing' }).click()
    else await page.keyboard.press('Escape')
    await expect(question).toHaveCount(0)
    await expect(lastName).toHaveValue('Unsaved')
  }
  // The form keeps working: it accepts more input, and closing it asks too.
  await lastName.press('End')
  await lastName.pressSequentially(' still')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(lastName).toHaveValue('Unsaved still')

  await step(page, -1)
  await question.getByRole('button', { name: 'Leave' }).click()
  await expect(form).toHaveCount(0)
  await expect(page).toHaveURL(/\/users\?status=Active&role=accountManager$/)
  // That was one step back, with no extra history entry.
  await step(page, 1)
  await expect(lastName).toHaveValue(before)
  // Going back again instead of answering leaves without asking: no browser lets a page hold people who do that.
  // This waits for a console message because Playwright reading the page would count as user interaction.
  await page.evaluate(() => window.navigation.addEventListener('navigate', () => console.info('a step')))
  await lastName.fill('Unsaved')
  const heldUp = page.waitForEvent('console')
  await step(page, -1)
  await heldUp
  await step(page, -1)
  await expect(page).toHaveURL(/\/users\?status=Active&role=accountManager$/)
  await expect(question).toHaveCount(0)
  await expect(form).toHaveCount(0)
  await step(page, -1)
  await expect(page).toHaveURL(/\/users\?status=Active$/)
  await expect(question).toHaveCount(0)

  // The invitation form, and Forward.
  await page.getByRole('button', { name: 'Invite user' }).click()
  await expect(page).toHaveURL(/invite=1/)
  await sheet(page).getByLabel('First name').fill('Nora')
  await step(page, -1)
  await question.getByRole('button', { name: 'Leave' }).click()
  await expect(sheet(page)).toHaveCount(0)
  await step(page, 1)
  await sheet(page).getByLabel('First name').fill('Nora')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Leave' }).click()
  await expect(sheet(page)).toHaveCount(0)
  await expect(page).toHaveURL(/\/users\?status=Active$/)
})

test('Back to another page, Forward and the command palette also ask', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/overview')
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await navigation.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Organization settings', level: 1 })).toBeVisible()
  const name = page.getByLabel('Name', { exact: true })
  await navigation.getByRole('link', { name: 'Clicks' }).click()
  await expect(page.getByRole('heading', { name: 'Clicks', level: 1 })).toBeVisible()
  await step(page, -1)
  await name.fill('Unsaved')
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  const stay = question.getByRole('button', { name: 'Keep editing' })
  for (const steps of [-1, 1]) {
    await step(page, steps)
    await stay.click()
    await expect(name).toHaveValue('Unsaved')
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: 'Publishers' }).first().click()
  await stay.click()
  await expect(name).toHaveValue('Unsaved')

  await step(page, 1)
  await question.getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', { name: 'Clicks', level: 1 })).toBeVisible()
  await step(page, -1)
  await expect(name).not.toHaveValue('Unsaved')
  await step(page, -1)
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
})

test('the toolbar fits on one line at 1280 pixels', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.setViewportSize({ width: 1280, height: 800 })
  for (const path of ['/users', '/publishers', '/publishers/1/users', '/links', '/campaigns', '/customers']) {
    await page.goto(path)
    const search = await page.getByRole('searchbox').boundingBox()
    const columns = await page.getByRole('button', { name: 'Columns' }).boundingBox()
    expect(columns?.y, path).toBe(search?.y)
  }
})
