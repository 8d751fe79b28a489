import { expect, test } from './demo'
import { freePort } from '../lib/testing/free-port'
import { startProduct, type Product } from './product'

// A new installation, without demo data.

let product: Product
test.beforeAll(async () => {
  test.setTimeout(180_000)
  product = await startProduct(await freePort(), [])
})
test.afterAll(() => product.stop())

test('the first visitor makes the organization, is its admin, and meets pages that say what to do next', async ({ page }) => {
  await page.goto(product.baseUrl)
  await expect(page).toHaveURL(/\/setup/)
  await page.getByRole('button', { name: 'Create the organization' }).click()
  await expect(page.getByText('Enter the name of your organization')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()

  await page.getByLabel('Name', { exact: true }).fill('Müller & Söhne')
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('Müller')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await page.getByRole('button', { name: 'Create the organization' }).click()
  await expect(page).toHaveURL(/\/overview/)
  await expect(page.getByText(/No clicks/).first()).toBeVisible()
  for (const path of ['/clicks', '/clicks?view=single', '/settings/api-keys']) {
    await page.goto(product.baseUrl + path)
    await expect(page.getByRole('main').getByText(/No (clicks|API keys)/).first()).toBeVisible()
  }
  await page.goto(`${product.baseUrl}/setup`)
  await expect(page).not.toHaveURL(/\/setup/)
})
