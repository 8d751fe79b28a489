import { expect, publisher, signIn, test } from './demo'

test('a key is made, shown once, used, and revoked', async ({ page, request }) => {
  await signIn(page, publisher(3))
  await page.goto('/settings/api-keys')
  await page.getByRole('button', { name: /Make an API key/ }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make the key' }).click()
  await expect(page.getByText('Give the key a name')).toBeVisible()
  await page.getByLabel('Name').fill('Nightly report')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const key = await page.getByRole('dialog').locator('code').innerText()
  expect(key).toMatch(/^trb_[\w-]{43}$/)
  // It can not be lost by a slip.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('button', { name: 'I have kept the key' }).click()
  await expect(page.locator('body')).not.toContainText(key)

  const ask = () => request.get('/api/v1/clicks', { headers: { Authorization: `Bearer ${key}` } })
  const reply = await ask()
  expect(reply.status()).toBe(200)
  expect((await reply.json()).meta.publisher_id).toBe(publisher(3).incrementalId)

  await page.reload()
  const row = page.getByRole('row', { name: /Nightly report/ })
  await row.getByRole('button', { name: /Revoke/ }).click()
  await page.getByRole('button', { name: 'Revoke the key' }).click()
  await expect(row.getByText('Revoked')).toBeVisible()
  expect((await ask()).status()).toBe(401)
})
