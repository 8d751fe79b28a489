import { build } from 'esbuild'
import type { Page } from '@playwright/test'
import { expectNoFindings } from './axe'
import { expect, test } from './browser'

// The table on its own, drawn on an empty page.

let script = ''
test.beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['e2e/mounted/selection.tsx'],
    bundle: true,
    write: false,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
  })
  script = outputFiles[0]?.text ?? ''
})

async function open(page: Page): Promise<void> {
  await page.setContent('<!doctype html><html lang="en"><title>Users</title><body></body></html>')
  await page.addScriptTag({ content: script })
  await expect(page.getByRole('table')).toBeVisible()
}
const box = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}` })
const selected = (page: Page, text: string) =>
  expect(page.getByRole('region', { name: 'Selected rows' }).getByRole('status')).toHaveText(text)

test('rows are selected by keyboard, one by one, as a range, and all at once', async ({ page }) => {
  await open(page)
  await selected(page, '')
  await page.getByRole('region', { name: 'Users' }).focus()
  await page.keyboard.press('Tab')
  await expect(box(page, 'all rows on this page')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(box(page, 'Ana')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(box(page, 'Ana')).toBeChecked()
  await expect(box(page, 'Ana')).toBeFocused()
  await selected(page, '1 row selected')
  expect(await box(page, 'all rows on this page').evaluate((input: HTMLInputElement) => input.indeterminate)).toBe(true)

  await box(page, 'Cem').click({ modifiers: ['Shift'] })
  await selected(page, '3 rows selected')
  await box(page, 'all rows on this page').press('Space')
  await selected(page, '4 rows selected')
  await expectNoFindings(page)
  await page.getByRole('button', { name: 'Clear selection' }).press('Enter')
  await selected(page, '')
})

test('actions get the selected rows, in the table’s order, and selecting doesn’t open a row', async ({ page }) => {
  await open(page)
  await box(page, 'Dag').check()
  await box(page, 'Bo').check()
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('Opened nothing, archived Bo, Dag')).toBeVisible()
  await selected(page, '')
  await page.getByRole('cell', { name: 'Cem', exact: true }).click()
  await expect(page.getByText('Opened Cem')).toBeVisible()
})

test('another page starts with no rows selected', async ({ page }) => {
  await open(page)
  await box(page, 'Ana').check()
  await page.getByRole('button', { name: 'Other page' }).click()
  await selected(page, '')
  await box(page, 'all rows on this page').check()
  await page.getByRole('button', { name: 'Other page' }).click()
  await selected(page, '')
  await expect(box(page, 'Ana')).not.toBeChecked()
})

test('all that match are selected without being there, for as long as the whole page is', async ({ page }) => {
  await open(page)
  const all = page.getByRole('button', { name: 'Select all 5,000 users that match' })
  await box(page, 'Ana').check()
  await expect(all).toBeHidden()
  await box(page, 'all rows on this page').check()
  await all.click()
  await selected(page, '5,000 rows selected')
  await box(page, 'Ana').uncheck()
  await selected(page, '3 rows selected')
  await box(page, 'Ana').check()
  await selected(page, '4 rows selected')
  await all.click()
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('archived all 5,000')).toBeVisible()
  await selected(page, '')
})
