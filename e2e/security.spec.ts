import { test as withErrors, type Page } from '@playwright/test'
import { demo, expect, publisher, signIn, test } from './demo'

/** What the browser refused because of the page's policy, from the first script on. */
async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  const seen: string[] = []
  await page.exposeFunction('reportViolation', (text: string) => seen.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      const report: unknown = Reflect.get(window, 'reportViolation')
      if (typeof report === 'function') report(`${location.pathname}: ${effectiveDirective} ${blockedURI} ${sample}`)
    })
  })
  return async () => {
    // Lets the last page say what it has to.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    return seen
  }
}

test('no page does what its content security policy forbids, also with everything open', async ({ page }) => {
  const violations = await watchViolations(page)
  await page.goto('/sign-in')
  await signIn(page, demo().admin)
  for (const path of ['/overview', '/overview?range=today&country=DE', '/clicks', '/clicks?view=single', '/settings/profile', '/settings/security', '/settings/api-keys', '/nowhere']) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  }
  await page.goto('/overview')
  await page.getByRole('button', { name: /Last 30 days/ }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.goto('/settings/api-keys')
  await page.getByRole('button', { name: 'Make an API key' }).first().click()
  await page.getByRole('dialog').waitFor()
  // The style element that holds the page still behind a dialog was let through.
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).overflow)).toBe('hidden')
  expect(await violations()).toEqual([])
})

// The browser tells of a refused script as an error, which fails any other test.
withErrors('a script that somebody smuggled into a page does not run', async ({ page }) => {
  const violations = await watchViolations(page)
  await page.route('**/sign-in', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('</main>', '<script>window.smuggled = 1</script><img src="data:," onerror="window.smuggled = 1"></main>')
    await route.fulfill({ response, body })
  })
  await page.goto('/sign-in')
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => Reflect.has(window, 'smuggled'))).toBe(false)
  const refused = await violations()
  expect(refused.some((line) => line.includes('script-src-elem inline'))).toBe(true)
  expect(refused.some((line) => line.includes('script-src-attr inline'))).toBe(true)
})

test('every kind of answer carries the headers that belong to it', async ({ request }) => {
  const headersOf = async (path: string) => (await request.get(path, { maxRedirects: 0 })).headers()
  for (const path of ['/sign-in', '/overview', '/nowhere']) {
    const headers = await headersOf(path)
    expect(headers['content-security-policy'], path).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic'; .*frame-ancestors 'none'/)
    expect(headers['x-content-type-options'], path).toBe('nosniff')
  }
  for (const path of ['/api/v1/clicks', '/api/openapi.json', '/api/auth/session', '/api/nowhere']) {
    const headers = await headersOf(path)
    expect(headers['content-security-policy'], path).toMatch(/^default-src 'none'/)
    expect(headers['referrer-policy'], path).toBe('strict-origin-when-cross-origin')
  }
  expect((await headersOf(new URL(publisher(0).trackingUrl).pathname))['x-content-type-options']).toBe('nosniff')
  // Nobody is held to TLS by an installation without it.
  expect((await headersOf('/sign-in'))['strict-transport-security']).toBeUndefined()
})
