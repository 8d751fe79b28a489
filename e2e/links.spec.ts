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

test('links are imported from a file, and mistakes are named by row and column', async ({ page }) => {
  const key = `file-${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/links')
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import links' })
  const choose = (rows: string[]) =>
    dialog.getByLabel('CSV file').setInputFiles({
      name: 'links.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['key,url,folder,utm_source', ...rows].join('\n')),
    })
  await choose([`${key},https://shop.example/sale,Marketing,news`, ',nowhere,,', ',https://shop.example,No folder,'])
  await expect(dialog.getByRole('row', { name: /^3 url/ })).toBeVisible()
  await expectNoFindings(page)
  await dialog.getByRole('button', { name: 'Choose another file' }).click()
  await choose([`${key},https://shop.example/sale,Marketing,news`])
  await dialog.getByRole('button', { name: 'Import 1 row' }).click()
  await expect(dialog.getByRole('status')).toHaveText('Done. 1 row was added.')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
  await page.getByRole('searchbox', { name: 'Search keys and URLs' }).fill(key)
  const row = page.getByRole('row', { name: key })
  await expect(row).toContainText('shop.example/sale?utm_source=news')

  // Someone else has this key, which the form says at its field.
  await page.getByRole('link', { name: 'New link' }).click()
  await page.getByLabel('Destination URL').fill('https://shop.example/other')
  await page.getByLabel('Key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Create link' }).click()
  await expect(page.getByLabel('Key', { exact: true })).toHaveAccessibleDescription(/already in use on this domain/)
  await expect(page.getByLabel('Key', { exact: true })).toBeFocused()
})

test('the destinations of an A/B test are compared on the link’s page', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/links?q=pricing')
  await page.getByRole('link', { name: /^pricing/ }).click()
  const table = page.getByRole('region', { name: 'Destinations of the A/B test' })
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(table.getByRole('row', { name: /pricing\/simple 50% / })).toBeVisible()
  await expectNoFindings(page)
})
