import { clicksShown, expect, publisher, signIn, test, USER_AGENT } from './demo'

test('a click made by a real request appears in the API and on the open page, and for nobody else', async ({ page, request }) => {
  const mine = publisher(0)
  const other = publisher(1)
  const count = async (apiKey: string) => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format()
    const reply = await request.get(`/api/v1/clicks?start_date=${today}&end_date=${today}&per_page=1000`, { headers: { 'X-Api-Key': apiKey } })
    const body: { data: { click_count: number }[] } = await reply.json()
    return body.data.reduce((sum, row) => sum + row.click_count, 0)
  }
  await signIn(page, mine)
  await page.goto('/overview?range=today')
  const before = await clicksShown(page)
  const others = await count(other.apiKey)
  expect(await count(mine.apiKey)).toBe(before)

  const reply = await request.get(mine.trackingUrl, { maxRedirects: 0, headers: { 'User-Agent': USER_AGENT } })
  expect(reply.status()).toBe(302)
  await expect.poll(() => count(mine.apiKey), { timeout: 1_000 }).toBe(before + 1)
  expect(await count(other.apiKey)).toBe(others)
  // The page looks by itself every now and then.
  await expect.poll(() => clicksShown(page), { timeout: 30_000 }).toBe(before + 1)
})

test('the range is in the URL, survives reload and going back', async ({ page }) => {
  await signIn(page, publisher(0))
  const month = await clicksShown(page)
  await page.getByRole('button', { name: /Last 30 days/ }).click()
  await page.getByRole('list', { name: 'Presets' }).getByRole('link', { name: 'Last 7 days' }).click()
  await expect(page).toHaveURL(/range=7d/)
  await expect.poll(() => clicksShown(page)).toBeLessThan(month)
  const week = await clicksShown(page)
  await page.reload()
  await expect.poll(() => clicksShown(page)).toBe(week)
  await page.goBack()
  await expect.poll(() => clicksShown(page)).toBe(month)
})

test('a country filters by itself, is shown as a chip, and backspace takes it away', async ({ page }) => {
  await signIn(page, publisher(0))
  const all = await clicksShown(page)
  await page.getByRole('list', { name: 'Top countries' }).getByRole('link', { name: /Germany/ }).first().click()
  await expect(page).toHaveURL(/country=DE/)
  await expect.poll(() => clicksShown(page)).toBeLessThan(all)
  const chip = page.getByRole('button', { name: /^Country is Germany/ })
  await chip.focus()
  await page.keyboard.press('Backspace')
  await expect(page).not.toHaveURL(/country=/)
  await expect.poll(() => clicksShown(page)).toBe(all)
})

test('leaving a country out and showing only it add up to all', async ({ page }) => {
  await signIn(page, publisher(0))
  const figures = []
  for (const query of ['', '&country=DE', '&country=-DE']) {
    await page.goto(`/overview?from=2026-01-01&to=2026-12-31${query}`)
    figures.push(await clicksShown(page))
  }
  const [all = 0, only = 0, without = 0] = figures
  expect(only).toBeGreaterThan(0)
  expect(only + without).toBe(all)
})

test('a range without clicks says so', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/overview?from=2020-01-01&to=2020-01-31')
  await expect(page.getByText(/No clicks/).first()).toBeVisible()
})

test('a wrong question in the URL is explained, not a crash', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/overview?from=2026-02-30&to=2026-03-01')
  await expect(page.getByRole('main')).toContainText(/must be a day that exists/)
  await page.goto('/overview?publisher=999')
  await expect(page.getByRole('main')).toContainText(/another publisher/)
})
