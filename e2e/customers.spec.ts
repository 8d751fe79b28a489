import { demo, expect, expectNoFindings, publisher, signIn, test, textOf } from './demo'

test('an admin finds a customer, follows their journey, and renames them', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/customers?sort=-sales')
  await expectNoFindings(page)
  const first = page.getByRole('row').nth(1).getByRole('link').first()
  const name = await textOf(first)
  await first.click()
  const sheet = page.getByRole('dialog', { name })
  await expect(sheet.getByRole('heading', { name: 'Journey' })).toBeVisible()
  const steps = sheet.getByRole('listitem').filter({ has: page.locator('time') })
  await expect(steps.first()).toContainText(/First click|Created/)
  expect(await steps.count()).toBeGreaterThan(1)
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindings(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }

  await sheet.getByRole('button', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: 'Edit customer' })
  const renamed = `Customer ${Date.now()}`
  await form.getByLabel('Name').fill(renamed)
  await form.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('dialog', { name: renamed })).toBeVisible()
})

test('publishers see their own customers, without anyone’s revenue', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/customers')
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'Journey' })).toBeVisible()
  await expect(page.getByText('Revenue')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveCount(0)
})
