import type { Page } from '@playwright/test'
import { demo, expect, expectNoFindings, signIn, test } from './demo'

// What the catalog shares among offers: tracking domains, and groups of fraud filters.

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })
const dialog = (page: Page, name?: string | RegExp) => page.getByRole('dialog', name === undefined ? {} : { name })

/** Checks the page at every width that we design for. */
async function expectFits(page: Page): Promise<void> {
  for (const width of [360, 768, 1920, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindings(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
}

test('an admin adds a tracking domain, sees its DNS record, and archives it', async ({ page }) => {
  const host = `go${Date.now()}.example.com`
  await signIn(page, demo().admin)
  await page.goto('/tracking-domains')
  await expectFits(page)
  await page.getByRole('button', { name: 'New tracking domain' }).click()
  await dialog(page).getByLabel('Host').fill(`https://${host}`)
  await dialog(page).getByRole('button', { name: 'Create tracking domain' }).click()
  await expect(dialog(page).getByLabel('Host')).toBeFocused()
  await expect(dialog(page).getByLabel('Host')).toHaveAttribute('aria-invalid', 'true')
  await dialog(page).getByLabel('Host').fill(host)
  await page.keyboard.press('Enter')

  const sheet = dialog(page, host)
  await expect(sheet.getByText('DNS record')).toBeVisible()
  await expect(sheet.getByText('No offers use it.')).toBeVisible()
  await expectFits(page)
  await sheet.getByRole('button', { name: 'Make default' }).click()
  await expect(dialog(page, `Make ${host} the default?`)).toContainText('Links without a domain of their own move')
  await page.keyboard.press('Escape')
  await sheet.getByRole('button', { name: 'Archive' }).click()
  await dialog(page, `Archive ${host}?`).getByRole('button', { name: 'Archive' }).click()
  await expect(sheet.getByRole('button', { name: 'Restore' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(row(page, host)).toHaveCount(0)
})

test('an admin renames a tag, sees what has it and what changed, and restores several at once', async ({ page }) => {
  const mark = `Label${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/tags')
  for (const name of [`${mark} A`, `${mark} B`]) {
    await page.getByRole('button', { name: 'New tag' }).first().click()
    await dialog(page).getByLabel('Name').fill(name)
    await dialog(page).getByRole('button', { name: 'Create tag' }).click()
    await expect(dialog(page)).toHaveCount(0)
  }
  await page.getByRole('searchbox').fill(mark)
  await expect(page.getByText('2 tags', { exact: true })).toBeVisible()
  await row(page, `${mark} A`).getByRole('link').click()
  await dialog(page).getByLabel('Name').fill(`${mark} C`)
  await dialog(page).getByRole('button', { name: 'Color' }).click()
  await page.getByRole('option', { name: 'Green' }).click()
  await dialog(page).getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog(page).getByText('Changes saved.')).toBeVisible()
  await expect(dialog(page).getByText('0 advertisers')).toBeVisible()
  // Its own pages don't turn those of the list behind it.
  await expect(dialog(page).getByRole('region', { name: 'History' }).getByRole('listitem')).toHaveCount(2)
  await expectFits(page)
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)

  const bar = page.getByRole('region', { name: 'Selected rows' })
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check()
  await bar.getByRole('button', { name: 'Archive' }).click()
  await dialog(page, 'Archive 2 tags?').getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('No matches')).toBeVisible()
  await page.getByLabel('Status').selectOption('Archived')
  await expect(row(page, `${mark} B`)).toBeVisible()
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check()
  await bar.getByRole('button', { name: 'Restore' }).click()
  await dialog(page, 'Restore 2 tags?').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('No matches')).toBeVisible()
})

test('an admin builds a fraud filter group and sees what it would have caught', async ({ page }) => {
  const name = `Strict ${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/fraud-filter-groups')
  await page.getByRole('button', { name: 'New fraud filter group' }).click()
  await dialog(page).getByLabel('Name').fill(name)
  await dialog(page).getByRole('button', { name: 'Add filter' }).click()
  const bots = dialog(page).getByRole('group', { name: 'Filter 1: Bots' })
  await bots.getByLabel('What it does').selectOption('Reject')
  await dialog(page).getByRole('button', { name: 'Preview' }).click()
  await expect(dialog(page).getByText(/^Would have rejected \d.*% of the last 30 days/)).toBeVisible()
  await dialog(page).getByLabel('Kind of filter').selectOption('Blocked IP addresses')
  await dialog(page).getByRole('button', { name: 'Add filter' }).click()
  await expect(dialog(page).getByText('The filters have changed since the last preview.')).toBeVisible()
  const addresses = dialog(page).getByLabel('IP addresses and ranges')
  await addresses.fill('203.0.113')
  await dialog(page).getByRole('button', { name: 'Create fraud filter group' }).click()
  await expect(addresses).toBeFocused()
  await expect(dialog(page).getByText(/must be an IP address or range/)).toBeVisible()
  await expectFits(page)
  await addresses.fill('203.0.113.0/24')
  await dialog(page).getByRole('button', { name: 'Create fraud filter group' }).click()
  await expect(dialog(page)).toHaveCount(0)

  await expect(row(page, name)).toContainText('Bots')
  await row(page, name).getByRole('link', { name }).click()
  await dialog(page).getByRole('button', { name: 'Remove Bots' }).click()
  await dialog(page).getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog(page).getByText('Changes saved.')).toBeVisible()
  await expectFits(page)
})
