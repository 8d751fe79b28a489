import { expect, test } from './demo'

test('the files that browsers and crawlers request on their own exist', async ({ request, page }) => {
  for (const [path, type] of [
    ['/favicon.ico', /^image\/(x-icon|vnd\.microsoft\.icon)/],
    ['/apple-touch-icon.png', /^image\/png/],
    ['/apple-touch-icon-precomposed.png', /^image\/png/],
    ['/icon-512.png', /^image\/png/],
    ['/manifest.webmanifest', /^application\/manifest\+json/],
    ['/robots.txt', /^text\/plain/],
  ] as const) {
    const reply = await request.get(path)
    expect(reply.status(), path).toBe(200)
    expect(reply.headers()['content-type'], path).toMatch(type)
  }
  expect(await (await request.get('/robots.txt')).text()).toMatch(/User-Agent: \*\s+Allow: \/t\/\s+Disallow: \/\s/)
  await page.goto('/sign-in')
  await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', '/manifest.webmanifest')
})

test('pages have one main landmark, even when they don’t exist', async ({ page }) => {
  for (const path of ['/sign-in', '/nowhere', '/invitation?token=ended']) {
    await page.goto(path)
    await expect(page.getByRole('main')).toHaveCount(1)
  }
})
