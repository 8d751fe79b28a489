import type { Route } from '@playwright/test'
import { demo, expect, expectNoFindings, publisher, signIn, test } from './demo'

test('API key and email dialogs ask before input is lost', async ({ page }) => {
  await signIn(page, publisher(6))
  await page.goto('/settings/api-keys')
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  const stay = question.getByRole('button', { name: 'Keep editing' })
  const leave = question.getByRole('button', { name: 'Leave' })

  await page.getByRole('button', { name: 'Create API key' }).click()
  const creating = page.getByRole('dialog', { name: 'Create API key' })
  await creating.getByLabel('Name').fill('Unsaved')
  await page.keyboard.press('Escape')
  await stay.click()
  await creating.getByRole('button', { name: 'Close' }).click()
  await stay.click()
  await expect(creating.getByLabel('Name')).toHaveValue('Unsaved')
  await creating.getByRole('button', { name: 'Create key' }).click()
  await page.getByRole('button', { name: 'I’ve saved the key' }).click()

  await page.getByRole('button', { name: 'Edit Unsaved' }).click()
  const editing = page.getByRole('dialog', { name: 'Edit “Unsaved”' })
  await editing.getByLabel('Allowed origins').fill('https://app.example.com')
  await editing.getByRole('button', { name: 'Cancel' }).click()
  await stay.click()
  await editing.getByRole('button', { name: 'Cancel' }).click()
  await leave.click()
  await expect(editing).toBeHidden()

  await page.getByRole('button', { name: 'Rotate Unsaved' }).click()
  const rotating = page.getByRole('dialog', { name: 'Rotate “Unsaved”' })
  await rotating.getByLabel('Keep the old key').selectOption('1 hour')
  await page.keyboard.press('Escape')
  await leave.click()
  await expect(rotating).toBeHidden()

  await page.goto('/settings/profile')
  await page.getByRole('button', { name: 'Change email' }).click()
  const changing = page.getByRole('dialog', { name: 'Change email' })
  // Untouched, it just closes.
  await page.keyboard.press('Escape')
  await expect(changing).toBeHidden()
  await page.getByRole('button', { name: 'Change email' }).click()
  await changing.getByLabel('New email').fill('new@example.com')
  await page.keyboard.press('Escape')
  await leave.click()
  await expect(changing).toBeHidden()
})

test('the server’s errors about choices and checkboxes are shown at them', async ({ page }) => {
  await signIn(page, demo().admin)
  const refuse = (field: string, message: string) => (route: Route) =>
    route.request().method() === 'GET'
      ? route.continue()
      : route.fulfill({
          status: 400,
          json: { error: { code: 'bad_request', message: `${field}: ${message}`, details: [{ field, message }] } },
        })
  await page.route('**/api/app/organization', refuse('ip_storage', 'must be full today'))
  await page.goto('/settings/organization')
  const addresses = page.getByRole('radiogroup', { name: 'IP addresses' })
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(addresses).toHaveAccessibleDescription('This must be full today.')
  await expect(addresses.getByRole('radio', { checked: true })).toBeFocused()
  await expectNoFindings(page)
  // Choosing clears it.
  await addresses.getByLabel('Full').check()
  await expect(addresses).not.toHaveAccessibleDescription(/./)

  await page.route('**/api/v2/users/*', refuse('api_access_enabled', 'must be false today'))
  await page.goto('/users')
  await page
    .getByRole('row', { name: /Account manager/ })
    .first()
    .getByRole('link')
    .first()
    .click()
  const access = page.getByRole('checkbox', { name: 'API access' })
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(access).toHaveAccessibleDescription('This must be false today.')
  await expect(access).toBeFocused()
  await page.unroute('**/api/v2/users/*')
  // A field that isn't on the screen is named above the form.
  await page.route('**/api/v2/users/*', refuse('status', 'must be Active'))
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'status must be Active.' })).toBeVisible()

  await page.goto('/settings/api-keys')
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Dashboard')
  await dialog.getByLabel('Custom').check()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const permissions = dialog.getByRole('group', { name: 'Permissions' })
  await expect(permissions).toHaveAccessibleDescription('Select at least one permission')
  await expect(permissions.locator('p', { hasText: 'Select at least one permission' }).locator('svg')).toBeVisible()
  await expect(permissions.getByRole('checkbox').first()).toBeFocused()
  // An error about one of the choices is shown at the list.
  await page.route('**/api/app/api-keys', refuse('access.0', 'must be yours'))
  await permissions.getByLabel('View clicks').check()
  await expect(permissions).not.toHaveAccessibleDescription(/./)
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(permissions).toHaveAccessibleDescription('This must be yours.')
  await expectNoFindings(page)
})

test('a dialog that the URL opens has focus', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/clicks')
  const row = await page.locator('a[href*="row="]').first().getAttribute('href')
  await page.goto('/users?invite=1')
  await expect(page.getByRole('dialog').getByLabel('Email')).toBeFocused()
  for (const path of [row ?? '', '/clicks?row=unknown', '/users?user=unknown', '/clicks?view=single&click=unknown']) {
    await page.goto(path)
    await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1)
  }
})
