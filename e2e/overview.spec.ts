import type { Page } from '@playwright/test'
import { clicksShown, demo, expect, publisher, signIn, test, textOf, USER_AGENT } from './demo'

test('a real click shows up in the API and on the open page, for its publisher only', async ({ page, request }) => {
  const mine = publisher(0)
  const other = publisher(1)
  const count = async (apiKey: string) => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format()
    const reply = await request.get(`/api/v1/clicks?start_date=${today}&end_date=${today}&per_page=1000`, {
      headers: { 'X-Api-Key': apiKey },
    })
    const body: { data: { click_count: number }[] } = await reply.json()
    return body.data.reduce((sum, row) => sum + row.click_count, 0)
  }
  await signIn(page, mine)
  await page.clock.install()
  await page.goto('/overview?range=today')
  const before = await clicksShown(page)
  const others = await count(other.apiKey)
  expect(await count(mine.apiKey)).toBe(before)

  const reply = await request.get(mine.trackingUrl, { maxRedirects: 0, headers: { 'User-Agent': USER_AGENT } })
  expect(reply.status()).toBe(302)
  await expect.poll(() => count(mine.apiKey), { timeout: 1_000 }).toBe(before + 1)
  expect(await count(other.apiKey)).toBe(others)
  // The page polls for new clicks.
  await page.clock.fastForward(30_000)
  await expect.poll(() => clicksShown(page)).toBe(before + 1)
})

test('the range is in the URL, and survives Reload and Back', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/overview')
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

test('clicking a country filters by it and adds a chip, which Backspace removes', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/overview')
  const all = await clicksShown(page)
  await page
    .getByRole('list', { name: 'Top countries' })
    .getByRole('link', { name: /Germany/ })
    .first()
    .click()
  await expect(page).toHaveURL(/country=DE/)
  await expect.poll(() => clicksShown(page)).toBeLessThan(all)
  const chip = page.getByRole('button', { name: /^Country is Germany/ })
  await chip.focus()
  await page.keyboard.press('Backspace')
  await expect(page).not.toHaveURL(/country=/)
  await expect.poll(() => clicksShown(page)).toBe(all)
})

test('clicks from one country and from all others add up to the total', async ({ page }) => {
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

test('a range without clicks shows an empty state', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/overview?from=2020-01-01&to=2020-01-31')
  await expect(page.getByText(/No clicks/).first()).toBeVisible()
})

const range = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Date range/ })

test('invalid dates get an error on the page and in the picker, and fixing them keeps the filters', async ({
  page,
}) => {
  await signIn(page, demo().admin)
  for (const [path, words] of [
    ['/overview?from=2026-11-01T00:00&to=2026-11-28T00:00', 'must be a valid date'],
    ['/overview?from=2026-02-30&to=2026-03-01', 'must be a valid date'],
    ['/clicks?from=2000-01-01&to=2026-01-01', 'must give a range of at most 400 days'],
    ['/audit?from=2026-13-01&to=2026-13-02', 'must be a valid date'],
    ['/overview?from=2026-11-20&to=2026-11-01&country=DE', 'must be on or after the start date'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
    await expect(range(page)).toHaveAccessibleName('Date range: Invalid dates')
  }
  await range(page).click()
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Show last 30 days' }).click()
  await expect(page).toHaveURL(/\/overview\?country=DE$/)
  await expect(range(page)).toHaveAccessibleName(/^Date range: Last 30 days, /)
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('Germany')
})

test('a range with only a start date ends today, in both figures and picker', async ({ page }) => {
  await signIn(page, publisher(0))
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format()
  const first = `${today.slice(0, 8)}01`
  await page.goto(`/overview?from=${first}`)
  const alone = await textOf(range(page))
  await expect(page.getByRole('main').getByRole('rowheader')).toHaveCount(Number(today.slice(8)))
  await page.goto(`/overview?from=${first}&to=${today}`)
  await expect(range(page)).toHaveText(alone)
})

test('values in the URL are case-insensitive', async ({ page }) => {
  await signIn(page, publisher(0))
  const figures = []
  for (const query of ['range=last_month&device=Mobile&country=DE', 'range=LAST_MONTH&device=mobile&country=de']) {
    await page.goto(`/overview?${query}`)
    await expect(range(page)).toHaveAccessibleName(/^Date range: Last month/)
    figures.push(await clicksShown(page))
  }
  expect(figures[0]).toBeGreaterThan(0)
  expect(figures[1]).toBe(figures[0])
})

test('an unknown publisher in the URL is named to an admin, and off limits for a publisher', async ({
  page,
  elsewhere,
}) => {
  await signIn(page, demo().admin)
  await page.goto('/overview?publisher=999&range=7d')
  await expect(page.getByRole('alert').filter({ hasText: 'No publisher with the ID 999.' })).toBeVisible()
  await page.getByRole('link', { name: 'Remove this filter' }).click()
  await expect(page).toHaveURL(/\/overview\?range=7d$/)
  await clicksShown(page)
  await page.goto('/overview?publisher=999')
  await expect(page.getByRole('button', { name: 'Viewing as Unknown publisher.' })).toBeVisible()
  await page.goto('/overview?publisher=1,2')
  await expect(page.getByRole('button', { name: 'Viewing as 2 publishers.' })).toBeVisible()
  const theirs = await elsewhere()
  await signIn(theirs, publisher(0))
  await theirs.goto('/overview?publisher=999')
  await expect(theirs.getByRole('main')).toContainText('You don’t have access to this publisher.')
})

test('nonsense in a URL doesn’t break the page', async ({ page }) => {
  // Any script error fails the test.
  await signIn(page, demo().admin)
  for (const path of [
    '/overview?constructor=x&toString=y&metric=z&range=&range=7d&country=%FF',
    '/clicks?columns=a,a&row=x&per_page=1e9&q=%E0%A4%A',
    '/audit?who=%00&action=x',
    '/postbacks?item=x',
    '/audit?entry=x',
    '/conversions?range=7d&item=019abf3e-5c0e-7c1f-9d52-0f6c5f2a7b11',
  ]) {
    await page.goto(path)
    // The page's heading, or that of the sheet in front of it.
    await expect(page.getByRole('heading').first()).toBeVisible()
  }
  // Closing the sheet keeps the list's range and filters.
  await page.getByRole('dialog').getByRole('link', { name: 'Close details' }).click()
  await expect(page).toHaveURL(/\/conversions\?range=7d$/)
  await expect(page.getByRole('region', { name: 'Conversions' })).toBeVisible()
})

test('with one day selected, the first click in the calendar picks a day and the second a range', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/overview?from=2026-03-10&to=2026-03-10')
  const day = (name: string) =>
    page.getByRole('dialog').getByRole('button', { name: new RegExp(`March ${name}\\w\\w, 2026`) })
  const apply = page.getByRole('button', { name: 'Apply' })
  await range(page).click()
  await day('10').click()
  await expect(apply).toBeEnabled()
  await day('12').click()
  await apply.click()
  await expect(page).toHaveURL(/from=2026-03-10&to=2026-03-12/)
  await range(page).click()
  await day('17').click()
  await apply.click()
  await expect(page).toHaveURL(/from=2026-03-17&to=2026-03-17/)
})

test('the range panel works by keyboard at 200 % zoom', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.setViewportSize({ width: 640, height: 360 })
  await page.goto('/overview')
  await range(page).focus()
  await page.keyboard.press('Enter')
  const apply = page.getByRole('button', { name: 'Apply' })
  await expect(apply).toBeInViewport({ ratio: 1 })
  const preset = (name: string) => page.getByRole('list', { name: 'Presets' }).getByRole('link', { name })
  await expect(preset('Last 30 days')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(preset('Last 90 days')).toBeFocused()
  await expect(preset('Last 90 days')).toHaveCSS('outline-style', 'solid')
})

test('the key metrics keep their height when the range changes', async ({ page }) => {
  await signIn(page, publisher(0))
  const figures = page.getByRole('region', { name: 'Key metrics' })
  const heights = { 360: new Set(), 768: new Set(), 1280: new Set() }
  for (const query of [
    '',
    '?range=7d',
    '?range=today',
    '?range=last_month',
    '?compare=none',
    '?from=2025-12-28&to=2026-01-05',
  ]) {
    await page.goto(`/overview${query}`)
    for (const width of [360, 768, 1280] as const) {
      await page.setViewportSize({ width, height: 900 })
      heights[width].add((await figures.boundingBox())?.height)
    }
  }
  for (const set of Object.values(heights)) expect([...set]).toEqual([expect.any(Number)])
})

test('choosing a metric changes chart and rankings, and moves nothing', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/overview')
  const metrics = page.getByRole('region', { name: 'Key metrics' })
  const row = page.getByRole('list', { name: 'Top countries' }).getByRole('listitem').first()
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    const places = new Set()
    for (const [name, title, share] of [
      ['Clicks', 'Clicks per day', 'of all clicks'],
      ['Unique clicks', 'Unique clicks per day', 'of all unique clicks'],
      ['Rejected', 'Rejected clicks per day', 'of all rejected clicks'],
      ['Bots', 'Bot clicks per day', 'of all bot clicks'],
      ['Conversion rate', 'Conversion rate per day', '%'],
      ['Payout', 'Payout per day', 'of all payout'],
      ['Profit', 'Profit per day', 'USD|EUR'],
    ] as const) {
      await metrics.getByRole('link', { name: new RegExp(`^${name}: `) }).click()
      await expect(metrics.getByRole('heading', { name: title, exact: true })).toBeVisible()
      await expect(row.getByTitle(new RegExp(`[ \\d](${share})$`))).toBeVisible()
      places.add(await row.evaluate((element) => element.getBoundingClientRect().top + window.scrollY))
    }
    expect([...places]).toEqual([expect.any(Number)])
  }
})

test('payout changes chart and rankings, and conversions can count on the day of their click', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/overview?range=7d')
  const metrics = page.getByRole('region', { name: 'Key metrics' })
  const first = page.getByRole('list', { name: 'Top publishers' }).getByRole('listitem').first()
  await expect(first.getByText(/^[\d,]+$/)).toBeVisible()
  await metrics.getByRole('link', { name: /^Payout: [\d,.]+ [A-Z]{3}\. Show/ }).click()
  await expect(page).toHaveURL(/metric=payout/)
  await expect(metrics.getByRole('heading', { name: 'Payout per day' })).toBeVisible()
  await expect(metrics.getByRole('cell', { name: /^[\d,]+(\.\d\d+)? [A-Z]{3}$/ }).first()).toBeAttached()
  await expect(first.getByText(/^[\d,]+(\.\d+)?$/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Top publishers: View in Conversions' })).toBeVisible()
  const counting = page.getByRole('navigation', { name: 'How conversions are counted' })
  const payout = metrics.getByRole('link', { name: /^Payout: / })
  const byConversion = await payout.getAttribute('aria-label')
  await counting.getByRole('link', { name: 'click time' }).click()
  await expect(page).toHaveURL(/attribution=click/)
  // Of conversions in these days, some clicks are older.
  await expect(payout).not.toHaveAttribute('aria-label', byConversion ?? '')
  await page.reload()
  await expect(counting.getByRole('link', { name: 'click time' })).toHaveAttribute('aria-current', 'true')
})

test('publishers see what they earn, and nothing of what the network does', async ({ page }) => {
  await signIn(page, publisher(0))
  for (const path of ['/overview', '/clicks']) {
    await page.goto(path)
    const main = page.getByRole('main')
    await expect(main.getByText('Payout').first()).toBeVisible()
    await expect(main).not.toContainText(/revenue|profit|margin/i)
    const [html, overview, daily] = await Promise.all(
      [path, '/api/app/overview', '/api/app/clicks/daily'].map(async (url) => (await page.request.get(url)).text()),
    )
    expect(overview).toContain('"payout"')
    expect(daily).toContain('"payout"')
    expect(html).not.toMatch(/revenue|profit/i)
    for (const json of [overview, daily]) expect(json).not.toMatch(/revenue|profit|margin/i)
  }
})

test('a chart without clicks of the chosen metric doesn’t say there are none at all', async ({ page }) => {
  await signIn(page, publisher(0))
  // No bot in the demo says that it's a tablet.
  await page.goto('/overview?device=Tablet&metric=bots')
  expect(await clicksShown(page)).toBeGreaterThan(0)
  const chart = page.getByRole('region', { name: 'Key metrics' })
  await expect(chart.getByText('No bot clicks in this date range', { exact: true })).toBeVisible()
  await expect(chart.getByText('No matching clicks')).toHaveCount(0)
})

test('on a phone, the chart’s tooltip stays on screen and a tap draws no outline', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await signIn(page, publisher(0))
  await page.goto('/overview')
  const chart = page.locator('.recharts-wrapper')
  const tooltip = page.locator('.recharts-tooltip-wrapper')
  await chart.scrollIntoViewIfNeeded()
  const { width } = (await chart.boundingBox()) ?? { width: 0 }
  for (const at of [0.2, 0.5, 0.9]) {
    await chart.click({ position: { x: width * at, y: 100 } })
    await expect(tooltip).toContainText('of total')
    await expect(tooltip).toBeInViewport({ ratio: 1 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(
      await page.evaluate(() =>
        [document.activeElement, ...document.querySelectorAll('.recharts-wrapper *')].flatMap((element) =>
          element && getComputedStyle(element).outlineStyle !== 'none' ? [element.tagName] : [],
        ),
      ),
    ).toEqual([])
  }
})

test('the key metrics say when there’s no earlier data', async ({ page }) => {
  await signIn(page, publisher(0))
  const monthsAgo = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10)
  await page.goto(`/overview?from=${monthsAgo}`)
  await expect(page.getByRole('region', { name: 'Key metrics' }).getByText('No earlier data').first()).toBeVisible()
  await expect(page.getByText('New', { exact: true })).toHaveCount(0)
})

test('figures, and the dates they’re compared with, are never cut off', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/overview')
  const dates = page.getByRole('region', { name: 'Key metrics' }).getByText(/^Compared with .*, until [\d:]+$/)
  await expect(dates).toHaveCount(1)
  const cutOff = () =>
    dates.evaluateAll((found) =>
      found.map((node) => [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight]),
    )
  const figures = page
    .getByRole('region', { name: 'Key metrics' })
    .getByRole('link')
    .getByText(/^[\d,]+$/)
  await figures.first().evaluate((node) => node.replaceChildren('1,234,567'))
  const amounts = page.getByRole('region', { name: 'Key metrics' }).getByRole('link')
  await amounts
    .filter({ hasText: 'Payout' })
    .getByText(/^[\d,]+(\.\d+)?$/)
    .evaluate((node) => node.replaceChildren('1,234,567'))
  const wide = () =>
    figures.evaluateAll((found) =>
      found.flatMap(({ scrollWidth, clientWidth }) => (scrollWidth > clientWidth ? [[scrollWidth, clientWidth]] : [])),
    )
  for (const text of [null, 'Compared with Dec 28, 2025 – Jan 26, 2026, until 23:59']) {
    // The longest there are. The demo doesn’t have clicks in two years.
    if (text) await dates.evaluateAll((found, long) => found.forEach((node) => node.replaceChildren(long)), text)
    for (const width of [360, 640, 768, 1024, 1280, 1536]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await wide(), `figures at ${width}`).toEqual([])
      expect(await cutOff(), `${text} at ${width}`).toEqual([[0, 0]])
    }
  }
})

test('what’s announced is the chosen metric', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/overview')
  const metrics = page.getByRole('region', { name: 'Key metrics' })
  for (const name of ['Bots', 'Rejected', 'Unique clicks', 'Payout', 'Clicks']) {
    await metrics.getByRole('link', { name: new RegExp(`^${name}: `) }).click()
    await expect(
      page.getByRole('status').filter({ hasText: new RegExp(`^${name}: [\\d,]+(\\.\\d+)?( [A-Z]{3})?$`) }),
    ).toHaveCount(1)
  }
})
