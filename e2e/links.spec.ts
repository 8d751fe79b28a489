import { demo, expect, expectNoFindings, signIn, test } from './demo'

test('an admin creates a link beside its preview, changes it, and deletes it', async ({ page }) => {
  const key = `spring-${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/links')
  await expectNoFindings(page)
  await page.getByRole('link', { name: 'New link' }).click()
  await page.getByLabel('Destination URL').fill('https://shop.example/sale')
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByLabel('Source').fill('newsletter')
  const preview = page.getByRole('region', { name: 'Preview', exact: true })
  await expect(preview).toContainText(key)
  await expect(preview).toContainText('https://shop.example/sale?utm_source=newsletter')
  await expect(preview.getByRole('img', { name: 'QR code of the link' })).toHaveJSProperty('complete', true)
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindings(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
  await page.getByRole('button', { name: 'Create link' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toContainText(key)
  await page.getByRole('link', { name: 'Details' }).click()
  await page.getByLabel('Comments').fill('For the spring sale')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()

  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/links$/)
})
