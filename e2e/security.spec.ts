import { test as unwatched } from '@playwright/test'
import { demo, expect, publisher, signIn, test, watch } from './demo'

// Every browser test fails on a content security policy violation (browser.ts). These tests cover what the others leave out.

test('no page violates its content security policy, even with menus and dialogs open', async ({ page }) => {
  await page.goto('/sign-in')
  await signIn(page, demo().admin)
  for (const path of [
    '/overview',
    '/overview?range=today&country=DE',
    '/clicks',
    '/clicks?view=single',
    '/settings/profile',
    '/settings/security',
    '/settings/api-keys',
  ]) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  }
  await page.goto('/overview')
  await page.getByRole('button', { name: /Last 30 days/ }).click()
  await page.getByRole('list', { name: 'Presets' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.goto('/settings/api-keys')
  await page.getByRole('button', { name: 'Create API key' }).click()
  await page.getByRole('dialog').waitFor()
  // The policy allowed the style element that stops the page behind a dialog from scrolling.
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).overflow)).toBe('hidden')
})

test('pages that don’t exist say so, and lead back', async ({ page }) => {
  await signIn(page, demo().admin)
  // Escapes that aren't UTF-8, and Next.js's own paths.
  for (const path of [
    '/nowhere',
    '/%E0%A4%A',
    '/publishers/%E0%A4%A',
    '/publishers/9999',
    '/_global-error',
    '/_next/nowhere',
    '/404',
    '/500',
  ]) {
    expect((await page.goto(path))?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { name: 'Page not found' }), path).toBeVisible()
    await expect(page.getByRole('main'), path).toHaveCount(1)
    await expect(page.getByRole('link', { name: 'Go to overview' }), path).toHaveAttribute('href', '/overview')
  }
  for (const path of ['/nowhere', '/publishers/9999', '/_global-error']) {
    await page.goto(path)
    await page.getByRole('link', { name: 'Go to overview' }).click()
    await expect(page).toHaveURL(/\/overview/)
  }
})

test('unknown paths under /api get a JSON error', async ({ request }) => {
  for (const path of ['/api', '/api/nowhere', '/api/v2/nowhere', '/api/v2/users/%E0%A4%A', '/api/%']) {
    const reply = await request.get(path, { headers: { 'X-Api-Key': demo().admin.apiKey } })
    expect(reply.status(), path).toBe(404)
    expect(await reply.json(), path).toMatchObject({ error: { code: 'not_found' } })
  }
})

unwatched('a script injected into a page doesn’t run', async ({ page, context }) => {
  const wrong = await watch(context)
  await page.route('**/sign-in', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(
      '</main>',
      '<script>window.smuggled = 1</script><img src="data:," onerror="window.smuggled = 1"></main>',
    )
    await route.fulfill({ response, body })
  })
  await page.goto('/sign-in')
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => Reflect.has(window, 'smuggled'))).toBe(false)
  for (const refused of ['refused script-src-elem inline', 'refused script-src-attr inline']) {
    expect(wrong.some((line) => line.includes(refused))).toBe(true)
  }
})

test('pages, API responses and tracking links each carry the right security headers', async ({ request }) => {
  const headersOf = async (path: string) => (await request.get(path, { maxRedirects: 0 })).headers()
  for (const path of ['/sign-in', '/overview', '/nowhere']) {
    const headers = await headersOf(path)
    expect(headers['content-security-policy'], path).toMatch(
      /script-src 'nonce-[^']+' 'strict-dynamic'; .*frame-ancestors 'none'/,
    )
    expect(headers['x-content-type-options'], path).toBe('nosniff')
  }
  for (const path of ['/api/v1/clicks', '/api/openapi.json', '/api/auth/session', '/api/nowhere']) {
    const headers = await headersOf(path)
    expect(headers['content-security-policy'], path).toMatch(/^default-src 'none'/)
    expect(headers['referrer-policy'], path).toBe('strict-origin-when-cross-origin')
  }
  expect((await headersOf(new URL(publisher(0).trackingUrl).pathname))['x-content-type-options']).toBe('nosniff')
  // An installation without TLS doesn't require it.
  expect((await headersOf('/sign-in'))['strict-transport-security']).toBeUndefined()
})
