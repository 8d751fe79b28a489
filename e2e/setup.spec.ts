import { expect, test } from './demo'
import { freePort } from '@/lib/testing/free-port'
import { startProduct, type Product } from './product'

// A new installation, without demo data.

let product: Product
test.beforeAll(async () => {
  test.setTimeout(180_000)
  product = await startProduct(await freePort(), [])
})
test.afterAll(() => product.stop())

test('the setup code from the log creates the organization, whose admin sees empty states until there’s data', async ({
  page,
}) => {
  await page.goto(product.baseUrl)
  await expect(page).toHaveURL(/\/setup/)
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expect(page.getByText('Enter the setup code from the server log')).toBeVisible()
  await expect(page.getByText('Enter your organization’s name')).toBeVisible()
  await expect(page.getByLabel('Setup code')).toBeFocused()

  await page.getByLabel('Setup code').fill('ABCD-EFGH')
  await page.getByLabel('Organization name').fill('Müller & Söhne')
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('Müller')
  await page.getByLabel('Email').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('a long enough password')
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expect(page.getByText('This must be the setup code from the server log.')).toBeVisible()
  await expect(page.getByLabel('Setup code')).toBeFocused()
  await expect(page.getByLabel('Organization name')).toHaveValue('Müller & Söhne')

  expect(product.setupCode).toMatch(/^\w{4}-\w{4}$/)
  await page.getByLabel('Setup code').fill(product.setupCode.toLowerCase())
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expect(page).toHaveURL(/\/overview/)
  await expect(page.getByText(/No clicks/).first()).toBeVisible()
  for (const path of ['/clicks', '/clicks?view=single', '/settings/api-keys']) {
    await page.goto(product.baseUrl + path)
    await expect(
      page
        .getByRole('main')
        .getByText(/No (clicks|API keys)/)
        .first(),
    ).toBeVisible()
  }
  await page.goto(`${product.baseUrl}/setup`)
  await expect(page).not.toHaveURL(/\/setup/)
})
