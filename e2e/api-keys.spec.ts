import { createServer } from 'node:http'
import { freePort } from '@/lib/testing/free-port'
import { expect, publisher, signIn, test, textOf } from './demo'

test('a key is created, shown once, used, and revoked', async ({ page, request }) => {
  await signIn(page, publisher(3))
  await page.goto('/settings/api-keys')
  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByText('Enter a name')).toBeVisible()
  await page.getByLabel('Name').fill('Nightly report')
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = await textOf(page.getByRole('dialog').locator('code'))
  expect(key).toMatch(/^trb_[\w-]{43}$/)
  // Escape doesn't close the dialog, so the key can't be lost by accident.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('button', { name: 'I’ve saved the key' }).click()
  await expect(page.locator('body')).not.toContainText(key)

  const ask = () => request.get('/api/v1/clicks', { headers: { Authorization: `Bearer ${key}` } })
  const reply = await ask()
  expect(reply.status()).toBe(200)
  expect((await reply.json()).meta.publisher_id).toBe(publisher(3).incrementalId)

  await page.reload()
  const row = page.getByRole('row', { name: /Nightly report/ })
  await row.getByRole('button', { name: /Revoke/ }).click()
  await page.getByRole('button', { name: 'Revoke key' }).click()
  await expect(row.getByText('Revoked')).toBeVisible()
  expect((await ask()).status()).toBe(401)
})

test('after rotating a key with custom access, the old key works during the overlap', async ({ page, request }) => {
  await signIn(page, publisher(4))
  await page.goto('/settings/api-keys')
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Dashboard')
  await dialog.getByLabel('Custom').check()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(dialog.getByText('Select at least one permission')).toBeVisible()
  await dialog.getByLabel('View clicks').check()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const old = await textOf(dialog.locator('code'))
  await dialog.getByRole('button', { name: 'I’ve saved the key' }).click()

  await page.getByRole('button', { name: 'Rotate Dashboard' }).click()
  await dialog.getByRole('button', { name: 'Rotate key' }).click()
  const fresh = await textOf(dialog.locator('code'))
  expect(fresh).not.toBe(old)
  await dialog.getByRole('button', { name: 'I’ve saved the key' }).click()
  await expect(page.getByRole('row', { name: /Dashboard/ }).getByText('Rotating')).toBeVisible()
  for (const key of [old, fresh])
    expect((await request.get('/api/v1/clicks', { headers: { 'X-Api-Key': key } })).status()).toBe(200)
})

test('a page on another site can use a key that allows its origin', async ({ page, elsewhere, baseURL }) => {
  // A real local server, since browsers block requests from public sites to this machine.
  const server = createServer((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('<title>Widget</title>'),
  )
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, resolve))
  const site = `http://localhost:${port}`
  await signIn(page, publisher(5))
  await page.goto('/settings/api-keys')
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Widget')
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const key = await textOf(dialog.locator('code'))
  await dialog.getByRole('button', { name: 'I’ve saved the key' }).click()

  const widget = await elsewhere()
  await widget.goto(`${site}/`)
  const ask = () =>
    widget.evaluate(
      async ([url, sent]) => {
        try {
          const response = await fetch(url, { headers: { 'X-Api-Key': sent } })
          return { status: response.status, remaining: response.headers.get('x-ratelimit-remaining') }
        } catch {
          return null
        }
      },
      [`${baseURL}/api/v1/clicks`, key] as const,
    )

  await page.getByRole('button', { name: 'Edit Widget' }).click()
  await dialog.getByLabel('Allowed origins').fill(`${site}/`)
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog.getByText('This must list origins such as https://app.example.com')).toBeVisible()
  await dialog.getByLabel('Allowed origins').fill(`${site}\nhttps://app.example.com`)
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toBeHidden()
  expect(await ask()).toEqual({ status: 200, remaining: expect.stringMatching(/^\d+$/) })

  await page.getByRole('button', { name: 'Edit Widget' }).click()
  await expect(dialog.getByLabel('Allowed origins')).toHaveValue(`${site}\nhttps://app.example.com`)
  server.close()
  server.closeAllConnections()
})
