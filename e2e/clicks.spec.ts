import { demo, expect, publisher, signIn, test, textsOf } from './demo'

const rows = 'tbody tr'

test('daily rows page, sort and keep it all over a reload', async ({ page }) => {
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

  await page.getByRole('columnheader', { name: 'Clicks', exact: true }).getByRole('link').or(page.getByRole('columnheader', { name: 'Clicks', exact: true }).getByRole('button')).click()
  await expect(page).toHaveURL(/sort=-?clicks/)
  await expect(page).not.toHaveURL(/[?&]page=2/)
})

test('single clicks, one switch away; a click has a sheet with a link of its own', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/clicks')
  await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Single clicks' }).click()
  await expect(page).toHaveURL(/view=single/)
  await page.locator(rows).nth(2).getByRole('link', { name: /Details of the click/ }).click()
  await expect(page).toHaveURL(/click=[0-9a-f-]{36}/)
  const sheet = page.getByRole('dialog', { name: 'Click' })
  await expect(sheet).toContainText('Visitor')
  await page.reload()
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/click=/)
  await expect(sheet).toBeHidden()
})

test('publishers never see what the network earns', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/clicks?view=single')
  await page.locator(rows).first().getByRole('link', { name: /Details of the click/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Click' })
  await expect(sheet).toContainText(/Payout/i)
  await expect(sheet).not.toContainText(/Revenue/i)
})

test('paging through single clicks forwards and back', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/clicks?view=single&per_page=25')
  const first = await textsOf(page.locator(rows))
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/cursor=/)
  await expect.poll(async () => (await textsOf(page.locator(rows)))[0]).not.toBe(first[0])
  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect.poll(() => textsOf(page.locator(rows))).toEqual(first)
})

test('columns are chosen, and the choice is in the URL', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/clicks')
  await expect(page.getByRole('columnheader', { name: 'Network' })).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Network' }).or(page.getByRole('menuitemcheckbox', { name: 'Network' })).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'Network' })).toBeHidden()
  await expect(page).toHaveURL(/columns=/)
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Network' })).toBeHidden()
})

test('an admin switches publishers from the header and keeps page and filters', async ({ page }) => {
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
  // The way to another page takes it along.
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page).toHaveURL(new RegExp(`/overview\\?.*publisher=${second.incrementalId}`))
})

test('Enter takes a publisher that fits what was typed, also before the search has answered', async ({ page }) => {
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
  await page.getByPlaceholder('Search publishers').fill('nobody is called so')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Searching…')).toBeVisible()
  answer()
  await expect(page.getByText('No publisher is called')).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`publisher=${incrementalId}$`))
})

test('a publisher has no switcher, and an admin’s link to somebody else’s clicks shows none', async ({ page }) => {
  await signIn(page, publisher(0))
  await expect(page.getByRole('button', { name: /^Publisher:/ })).toHaveCount(0)
  await page.goto(`/clicks?publisher=${publisher(1).incrementalId}`)
  await expect(page.getByRole('main')).toContainText(/another publisher/)
  await expect(page.locator('body')).not.toContainText(publisher(1).name)
})
