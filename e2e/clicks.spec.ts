import { readFileSync } from 'node:fs'
import { demo, expect, publisher, signIn, test, textOf, textsOf } from './demo'

const rows = 'tbody tr'

test('daily rows can be paged and sorted, and a reload stays on the same page', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/clicks?per_page=25')
  await expect(page.getByRole('paragraph').filter({ hasText: /^1–25 of / })).toBeVisible()
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/[?&]page=2/)
  await expect(page.getByRole('paragraph').filter({ hasText: /^26–50 of / })).toBeVisible()
  const second = await textsOf(page.locator(rows))
  await page.reload()
  await expect(page.getByRole('paragraph').filter({ hasText: /^26–50 of / })).toBeVisible()
  expect(await textsOf(page.locator(rows))).toEqual(second)

  await page
    .getByRole('columnheader', { name: 'Clicks', exact: true })
    .getByRole('link')
    .or(page.getByRole('columnheader', { name: 'Clicks', exact: true }).getByRole('button'))
    .click()
  await expect(page).toHaveURL(/sort=-?clicks/)
  await expect(page).not.toHaveURL(/[?&]page=2/)
})

test('each individual click opens in a sheet with its own URL', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/clicks')
  await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Individual clicks' }).click()
  await expect(page).toHaveURL(/view=single/)
  await page
    .locator(rows)
    .nth(2)
    .getByRole('link', { name: /Details of the click/ })
    .click()
  await expect(page).toHaveURL(/click=[0-9a-f-]{36}/)
  const sheet = page.getByRole('dialog', { name: 'Click' })
  await expect(sheet).toContainText('Visitor')
  await page.reload()
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/click=/)
  await expect(sheet).toBeHidden()
})

test('publishers see their payout but never the revenue', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/clicks?view=single&status=Approved&bots=exclude')
  await page
    .locator(rows)
    .first()
    .getByRole('link', { name: /Details of the click/ })
    .click()
  const sheet = page.getByRole('dialog', { name: 'Click' })
  await expect(sheet).toContainText(/Payout/i)
  await expect(sheet).not.toContainText(/Revenue/i)
})

test('individual clicks page forward and back', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/clicks?view=single&per_page=25')
  const first = await textsOf(page.locator(rows))
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/cursor=/)
  await expect.poll(async () => (await textsOf(page.locator(rows)))[0]).not.toBe(first[0])
  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect.poll(() => textsOf(page.locator(rows))).toEqual(first)
})

test('column choices are kept in the URL', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/clicks')
  await expect(page.getByRole('columnheader', { name: 'Network' })).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page
    .getByRole('checkbox', { name: 'Network' })
    .or(page.getByRole('menuitemcheckbox', { name: 'Network' }))
    .click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'Network' })).toBeHidden()
  await expect(page).toHaveURL(/columns=/)
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Network' })).toBeHidden()
})

test('switching publishers in the header keeps the page and its filters', async ({ page }) => {
  const { admin } = demo()
  const [first, second] = [publisher(0), publisher(1)]
  await signIn(page, admin)
  await page.goto('/clicks?range=7d&country=DE')
  await page.getByRole('button', { name: 'Publisher: all publishers' }).click()
  await page.getByPlaceholder('Search publishers').fill(second.name.slice(0, 6))
  await expect(page.getByRole('option', { name: second.name, selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/clicks\\?.*publisher=${second.incrementalId}`))
  await expect(page).toHaveURL(/range=7d/)
  await expect(page).toHaveURL(/country=DE/)
  await expect(page.locator(rows).nth(1)).toContainText(second.name)
  await expect(page.locator('tbody')).not.toContainText(first.name)
  // Links to other pages keep the publisher.
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page).toHaveURL(new RegExp(`/overview\\?.*publisher=${second.incrementalId}`))
})

test('Enter picks a publisher that matches the typed text, even before the search results arrive', async ({ page }) => {
  const { name, incrementalId } = publisher(3)
  await signIn(page, demo().admin)
  await page.goto('/clicks')
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/app/publishers?q=*', async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('button', { name: 'Publisher: all publishers' }).click()
  await page.getByPlaceholder('Search publishers').fill(name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`publisher=${incrementalId}$`))

  await page.getByRole('button', { name: /^Viewing as / }).click()
  await page.getByPlaceholder('Search publishers').fill('no such publisher')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Searching…')).toBeVisible()
  answer()
  await expect(page.getByText('No publishers match')).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`publisher=${incrementalId}$`))
})

test('publishers have no switcher, and a link to another publisher’s clicks shows them nothing', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/overview')
  await expect(page.getByRole('button', { name: /^Publisher:/ })).toHaveCount(0)
  await page.goto(`/clicks?publisher=${publisher(1).incrementalId}`)
  await expect(page.getByRole('main')).toContainText('You don’t have access to this publisher.')
  await expect(page.locator('body')).not.toContainText(publisher(1).name)
})

test('CSV matches the table and its time zone, and the file starts with a byte order mark', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(page, publisher(0))
  await page.goto('/clicks?view=single&range=yesterday&per_page=25')
  const shown = await textOf(page.locator(rows).first().locator('td').first())
  await page.getByRole('button', { name: 'Copy as CSV' }).click()
  await expect(page.getByRole('button', { name: '25 rows copied' })).toBeVisible()
  // Some systems' clipboards change line endings.
  const lines = (text: string) => text.split(/\r?\n/)
  const copied = lines(await page.evaluate(() => navigator.clipboard.readText()))
  const [head = '', first = ''] = copied
  expect(head).toMatch(/^Time \(Europe\/Berlin\),Status,/)
  expect(first).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,/)
  expect(shown.slice(-8)).toBe(first.slice(11, 19))

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download this page as CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('individual-clicks.csv')
  expect(lines(readFileSync(await download.path(), 'utf8'))).toEqual([`\ufeff${head}`, ...copied.slice(1)])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 } })

  test('key columns are fully visible whatever the URL selects, and there’s no column menu', async ({ page }) => {
    await signIn(page, demo().admin)
    await page.goto('/clicks?view=single&bots=only&columns=time,offer')
    for (const name of ['Time', 'Status', 'Country'])
      await expect(page.getByRole('columnheader', { name })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Offer' })).toBeHidden()
    await expect(page.getByRole('button', { name: 'Columns' })).toBeHidden()

    const status = page.locator(rows).first().getByRole('cell').nth(1)
    const badge = status.getByText('Bot', { exact: true })
    await expect(badge).toBeVisible()
    const [cell, own] = await Promise.all([status.boundingBox(), badge.boundingBox()])
    expect((own?.x ?? 0) + (own?.width ?? 0)).toBeLessThanOrEqual((cell?.x ?? 0) + (cell?.width ?? 0))
  })
})
