import { demo, expect, signIn, test } from './demo'

test('organization settings can be changed, and say what a change does', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/overview')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
  const name = await page.getByLabel('Name').inputValue()

  await page.getByLabel('Name').fill('')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByLabel('Name')).toBeFocused()
  // Following a link asks before discarding changes.
  await page.getByRole('link', { name: 'Clicks', exact: true }).click()
  await page.getByRole('button', { name: 'Keep editing' }).click()

  await page.getByLabel('Name').fill(`${name} GmbH`)
  await page.getByLabel('Time zone', { exact: true }).click()
  await page.getByPlaceholder('Search time zones').fill('kathm')
  await page.getByRole('option', { name: /Kathmandu/ }).click()
  await expect(page.getByText('keep their day in Europe/Berlin')).toBeVisible()
  await page.getByLabel('Time zone', { exact: true }).click()
  await page.getByPlaceholder('Search time zones').fill('berlin')
  await page.getByRole('option', { name: 'Europe/Berlin' }).click()

  await page.getByLabel('For a set number of days').check()
  await page.getByLabel('Days', { exact: true }).fill('0')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('This must be a whole number of days from 1 to 36,500.')).toBeVisible()
  await page.getByLabel('Days', { exact: true }).fill('3650')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save and delete older clicks' }).click()
  await expect(page.getByText('Changes saved.')).toBeVisible()

  await page.getByLabel('Forever').check()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Changes saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Name')).toHaveValue(name)
  await expect(page.getByLabel('Forever')).toBeChecked()
})
