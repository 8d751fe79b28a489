import type { Page } from '@playwright/test'
import { offersResource } from '@/lib/api/v2/offers.contract'
import { demo, expect, expectNoFindings, publisher, signIn, test, textOf, USER_AGENT } from './demo'

// What an admin does for an advertiser, from its first offer to clicks that go to the fallback.

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })
const dialog = (page: Page) => page.getByRole('dialog')
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name, exact: true })
const headers = { 'user-agent': USER_AGENT }

test('an offer’s clicks follow its approvals, its targeting, and its caps', async ({ page, elsewhere }) => {
  const name = `Steinbach ${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/advertisers/new')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Create advertiser' }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()

  await page.goto('/offers/new')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Advertiser', exact: true }).click()
  await page.getByPlaceholder('Search advertisers').fill(name)
  await page.getByRole('option', { name }).click()
  await page.getByRole('radio', { name: /^Private/ }).check()
  await page.getByLabel('Fallback URL').fill('https://shop.example/elsewhere')
  const created = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/offers'),
  )
  await page.getByRole('button', { name: 'Create offer' }).click()
  const { created_item_id: id } = offersResource.contracts.create.response.parse(await (await created).json())
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  const number = /\/offers\/(\d+)/.exec(page.url())?.[1] ?? ''

  await tab(page, 'Landing pages').click()
  for (const landing of ['Spring', 'Summer']) {
    await page.getByRole('button', { name: 'New landing page' }).first().click()
    await dialog(page).getByLabel('Name', { exact: true }).fill(landing)
    await dialog(page).getByLabel('URL', { exact: true }).fill(`https://shop.example/${landing.toLowerCase()}`)
    await dialog(page).getByRole('button', { name: 'Create landing page' }).click()
    await expect(row(page, landing)).toBeVisible()
  }
  await tab(page, 'Events').click()
  await page.getByRole('button', { name: 'New event' }).first().click()
  await dialog(page).getByLabel('Name', { exact: true }).fill('Sale')
  await dialog(page).getByRole('button', { name: 'Create event' }).click()
  await expect(row(page, 'Sale')).toBeVisible()

  await tab(page, 'Approvals').click()
  await page.getByRole('button', { name: 'Approve publisher' }).first().click()
  await dialog(page).getByRole('button', { name: 'Publisher', exact: true }).click()
  await page.getByPlaceholder('Search publishers').fill(publisher(0).name)
  await page.getByRole('option', { name: publisher(0).name }).click()
  await dialog(page).getByRole('button', { name: 'Approve publisher' }).click()
  await expect(row(page, publisher(0).name)).toContainText('Approved')

  // The publisher builds its link.
  const runner = await elsewhere()
  await signIn(runner, publisher(0))
  await runner.goto(`/my-offers/${number}`)
  await runner.getByLabel('Landing page', { exact: true }).selectOption('Summer')
  await runner.getByLabel('Sub ID', { exact: true }).fill('mail')
  const link = runner.getByRole('status', { name: 'Tracking link' })
  await expect(link).toContainText('sub_id=mail')
  const address = new URL(await textOf(link))
  const { origin } = new URL(page.url())
  const click = async () => {
    const answer = await page.request.get(`${origin}${address.pathname}${address.search}`, { maxRedirects: 0, headers })
    return answer.headers().location
  }
  expect(await click()).toBe('https://shop.example/summer')
  await tab(page, 'Test').click()
  const clicks = page.getByRole('region', { name: 'Last clicks' })
  await expect(row(page, 'mail')).toContainText('Approved')

  // Visitors from elsewhere go to the fallback within a second.
  await tab(page, 'Details').click()
  const targeting = page.getByRole('region', { name: 'Targeting', exact: true })
  await targeting.getByRole('button', { name: 'Only: Only these countries' }).click()
  await page.getByPlaceholder('Search countries').fill('Iceland')
  await page.getByRole('option', { name: 'Iceland' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Changes saved.')).toBeVisible()
  await expect.poll(click).toBe('https://shop.example/elsewhere')
  await targeting.getByRole('button', { name: 'Remove Iceland' }).click()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect.poll(click).toBe('https://shop.example/summer')

  // So do clicks past a cap.
  await tab(page, 'Caps').click()
  await page.getByRole('button', { name: 'New cap' }).first().click()
  await dialog(page).getByLabel('Limit', { exact: true }).fill('2')
  await dialog(page).getByRole('button', { name: 'Create cap' }).click()
  await expect(row(page, '2 clicks per day')).toBeVisible()
  await expect.poll(click).toBe('https://shop.example/elsewhere')

  // Everyone reads why in words.
  await tab(page, 'Test').click()
  await expect(clicks.getByText('Country not targeted').first()).toBeVisible()
  await expect(clicks.getByText('Cap reached').first()).toBeVisible()
  await expectNoFindings(page)

  const answer = await page.request.delete(`/api/v2/offers/bulk`, { data: { data: [id] }, headers: { origin } })
  expect(answer.status()).toBe(200)
})

test('a publisher’s sub IDs are imported once their mistakes are fixed', async ({ page }) => {
  const mark = `i${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/publishers/4/sub-ids')
  await page.getByRole('button', { name: 'Import' }).click()
  const importing = page.getByRole('dialog', { name: /^Import/ })
  const file = (wrong: readonly number[]) => ({
    name: 'sub-ids.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        'external_id,name',
        ...Array.from(
          { length: 1000 },
          (_, index) => `${mark}${wrong.includes(index) ? ' ' : '-'}${index},Placement ${index}`,
        ),
      ].join('\n'),
    ),
  })
  await importing.getByLabel('CSV file').setInputFiles(file([4, 499, 900]))
  await expect(importing.getByRole('alert')).toHaveText('3 mistakes to fix. Nothing was imported.')
  for (const number of [6, 501, 902])
    await expect(importing.getByRole('row', { name: new RegExp(`^${number} external_id`) })).toBeVisible()
  await importing.getByRole('button', { name: 'Choose another file' }).click()
  await importing.getByLabel('CSV file').setInputFiles(file([]))
  await importing.getByRole('button', { name: 'Import 1,000 rows' }).click()
  await expect(importing.getByRole('status')).toHaveText('Done. 1,000 rows were added.')
  await importing.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('searchbox').fill(`${mark}-777`)
  await expect(row(page, `${mark}-777`)).toBeVisible()
})
