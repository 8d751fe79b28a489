import { demo, expect, expectNoFindings, signIn, test } from './demo'

test('an admin creates a campaign for a publisher, and groups publishers', async ({ page }) => {
  const mark = `Spring ${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/campaigns/new')
  await expectNoFindings(page)
  await page.getByLabel('Publisher', { exact: true }).click()
  await page.getByRole('option').first().click()
  await page.getByLabel('Name').fill(mark)
  await page.getByLabel('External ID').fill(mark)
  await page.getByRole('button', { name: 'Create campaign' }).click()
  await expect(page.getByRole('heading', { level: 1, name: mark })).toBeVisible()
  await expectNoFindings(page)

  await page.goto('/publisher-groups')
  await page.getByRole('button', { name: 'New publisher group' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill(mark)
  await page.getByRole('dialog').getByRole('button', { name: 'Create publisher group' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page
    .getByRole('row', { name: new RegExp(mark) })
    .getByRole('link')
    .click()
  await expect(page.getByRole('dialog', { name: mark })).toContainText('No publishers are in this group.')
  await expectNoFindings(page)
})
