import { demo, expect, expectNoFindings, publisher, signIn, test } from './demo'

test('impressions are listed with how many count, and open in a sheet', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/impressions?range=90d')
  const count = page.getByRole('region', { name: 'Impressions in this date range' })
  await expect(count).toContainText(/^[\d,]+ impressions/)
  await expect(count).toContainText(/[\d,]+ rejected/)
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Rejected')
  await expect(page.getByRole('table').locator('tbody tr').first()).toContainText('Rejected')
  await page
    .getByRole('link', { name: /Details of the impression/ })
    .first()
    .click()
  const sheet = page.getByRole('dialog', { name: 'Impression' })
  await expect(sheet).toContainText('Device not targeted')
  await expect(sheet).toContainText('Impression ID')
  await expectNoFindings(page)
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.goto('/impressions?from=2020-01-01&to=2020-01-31')
  await expect(page.getByText('No impressions in this date range')).toBeVisible()
})

test('publishers see no revenue of impressions', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/impressions?range=90d')
  await expect(page.getByRole('heading', { level: 1, name: 'Impressions' })).toBeVisible()
})
