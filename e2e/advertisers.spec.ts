import type { Page } from '@playwright/test'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { demo, expect, expectNoFindings, signIn, test, textOf } from './demo'

const { create, update } = advertisersResource.contracts

const origin = (page: Page) => new URL(page.url()).origin

/** Creates an advertiser the way another program would. */
async function createAdvertiser(page: Page, name: string): Promise<void> {
  const answer = await page.request.post(create.path, { data: { name }, headers: { origin: origin(page) } })
  expect(answer.status()).toBe(200)
}

/** Changes the advertiser with this number the way someone else would. */
async function changeAdvertiser(page: Page, number: string, data: object): Promise<void> {
  const path = update.path.replace('{advertiserID}', number)
  expect((await page.request.patch(path, { data, headers: { origin: origin(page) } })).status()).toBe(200)
}

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })
const question = (page: Page, name: string) => page.getByRole('dialog', { name })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name, exact: true })

/** Checks the page at every width that we design for. */
async function expectFits(page: Page): Promise<void> {
  for (const width of [360, 768, 1920, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindings(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
}

test('an admin creates an advertiser, edits it, and sees who changed what', async ({ page }) => {
  const name = `Falkenhof ${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/overview')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Advertisers' }).click()
  await page.getByRole('link', { name: 'New advertiser' }).click()
  await expect(page.getByRole('heading', { name: 'New advertiser', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Create advertiser' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await expect(page.getByText('Enter a name')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Email').fill('nobody')
  await page.getByLabel('Phone').focus()
  await expect(page.getByText('Enter an email address')).toBeVisible()
  await page.getByLabel('Email').fill('mara@falkenhof.example')
  await page.getByRole('button', { name: 'Network', exact: true }).click()
  await page.getByPlaceholder('Search networks').fill('kestrel')
  await page.getByRole('option', { name: 'Kestrel Affiliates' }).click()
  await page.getByRole('button', { name: 'Add tag' }).click()
  await page.getByPlaceholder('Search tags').fill(name)
  await page.getByRole('option', { name: `Create “${name}”` }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
  await expectFits(page)
  await page.getByRole('button', { name: 'Create advertiser' }).click()

  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  const number = /\/advertisers\/(\d+)/.exec(page.url())?.[1] ?? ''
  await tab(page, 'Details').click()
  await expect(page.getByRole('button', { name: 'Network', exact: true })).toHaveText('Kestrel Affiliates')

  // Leaving with unsaved changes asks first.
  await page.getByLabel('Company').fill('Falkenhof GmbH')
  await tab(page, 'History').click()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Changes saved.')).toBeVisible()
  await expectFits(page)

  // Someone else changes it in the meantime. Saving anyway keeps their change to another field.
  await page.getByLabel('Phone').fill('+49 30 1234')
  await changeAdvertiser(page, number, { messenger: 'mara' })
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'They changed: Messenger.' })).toBeVisible()
  await expectNoFindings(page)
  await page.getByRole('button', { name: 'Save mine anyway' }).click()
  await expect(page.getByText('Changes saved.')).toBeVisible()
  // Reloading takes over theirs instead.
  await page.getByLabel('Phone').fill('1')
  await changeAdvertiser(page, number, { messenger: 'mara2', phone: '2' })
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('button', { name: 'Discard mine and reload' }).click()
  await expect(page.getByLabel('Messenger')).toHaveValue('mara2')
  await expect(page.getByLabel('Phone')).toHaveValue('2')
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeHidden()

  await tab(page, 'History').click()
  const changes = page.getByRole('region', { name: 'History' }).getByRole('listitem')
  await expect(changes).toHaveCount(5)
  await expect(changes.filter({ hasText: '+49 30 1234' }).filter({ hasText: demo().admin.email })).toHaveCount(2)
  await expect(changes.last()).toContainText('Created')
  await expectFits(page)
})

test('an advertiser with active offers can’t be archived, and one without can, and restored', async ({ page }) => {
  const name = `Lindental ${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/advertisers/1')
  await expect(page.getByRole('region', { name: 'Key metrics' })).toBeVisible()
  await expectFits(page)
  const menu = page.getByRole('button', { name: 'More actions' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Advertisers with active offers can’t')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  await createAdvertiser(page, name)
  await page.goto(`/advertisers?q=${encodeURIComponent(name)}`)
  await row(page, name).getByRole('link', { name }).click()
  await menu.click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await question(page, `Archive ${name}?`).getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('This is archived.')).toBeVisible()
  await tab(page, 'Details').click()
  await expect(page.getByLabel('Company')).toBeDisabled()
  await menu.click()
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  await question(page, `Restore ${name}?`).getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('This is archived.')).toBeHidden()
  await expect(page.getByLabel('Company')).toBeEnabled()
})

test('several advertisers are archived across pages, and restored', async ({ page }) => {
  const mark = `Batch${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto(`/advertisers?q=${mark}&per_page=25`)
  for (let index = 0; index < 27; index++) await createAdvertiser(page, `${mark} ${index}`)
  await page.reload()
  await expect(page.getByText('1–25 of 27 advertisers')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check()
  const bar = page.getByRole('region', { name: 'Selected rows' })
  await expect(bar.getByRole('status')).toHaveText('25 rows selected')
  await bar.getByRole('button', { name: 'Select all 27 advertisers that match' }).click()
  await expect(bar.getByRole('status')).toHaveText('27 rows selected')
  await expectFits(page)
  await bar.getByRole('button', { name: 'Archive' }).click()
  await expect(question(page, 'Archive 27 advertisers?')).toContainText('you can restore them anytime')
  await question(page, 'Archive 27 advertisers?').getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('No matches')).toBeVisible()

  await page.getByLabel('Status').selectOption('Archived')
  await row(page, `${mark} 3`).getByRole('checkbox').check()
  await row(page, `${mark} 4`).getByRole('checkbox').check()
  await bar.getByRole('button', { name: 'Restore' }).click()
  await question(page, 'Restore 2 advertisers?').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('1–25 of 25 advertisers').or(page.getByText('25 advertisers'))).toBeVisible()
})

test('the list has clicks, their change, and a chart per row, for the range', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/advertisers?q=fadenwerk')
  const cells = row(page, 'Fadenwerk')
  await expect(cells.getByRole('img', { name: /^Clicks per day: from / })).toBeVisible()
  const month = await textOf(cells.getByRole('cell', { name: /^[\d,]+$/ }).nth(1))
  await page.goto('/advertisers?q=fadenwerk&range=7d')
  await expect(cells.getByRole('img', { name: /^Clicks per day: from / })).toBeVisible()
  expect(Number(month.replaceAll(',', ''))).toBeGreaterThan(
    Number((await textOf(cells.getByRole('cell', { name: /^[\d,]+$/ }).nth(1))).replaceAll(',', '')),
  )
  // Filters are in the URL, and called by name.
  await page.getByRole('button', { name: 'Network', exact: true }).click()
  await page.getByPlaceholder('Search networks').fill('meridian')
  await page.getByRole('option', { name: 'Meridian Links' }).click()
  await expect(page.getByRole('button', { name: 'Network: Meridian Links' })).toBeVisible()
  await expect(page.getByText('No matches')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Network: Meridian Links' })).toBeVisible()
  await page.goBack()
  await cells.getByRole('link', { name: 'Fadenwerk' }).click()
  await expect(page).toHaveURL(/\/advertisers\/5\?range=7d$/)
})

test('an account manager sees only their advertisers, and publishers see none', async ({ page, elsewhere }) => {
  await signIn(page, demo().accountManager)
  await page.goto('/advertisers')
  await expect(page.getByText('Advertisers appear here once an admin assigns them to you.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'New advertiser' })).toBeHidden()
  expect((await page.goto('/advertisers/1'))?.status()).toBe(404)
  const theirs = await elsewhere()
  await signIn(theirs, demo().publishers[0] ?? demo().admin)
  expect((await theirs.goto('/advertisers'))?.status()).toBe(404)
})
