import type { Page } from '@playwright/test'
import { demo, expect, expectNoFindings, publisher, signIn, test } from './demo'

/** Whether anything sticks out to the right, so that the page itself would scroll sideways. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scroll, window } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, window: document.documentElement.clientWidth }))
  expect(scroll).toBeLessThanOrEqual(window)
}

const pages = ['/overview', '/overview?country=DE&publisher=1', '/overview?from=2020-01-01&to=2020-01-31', '/clicks', '/clicks?view=single', '/settings/profile', '/settings/security', '/settings/api-keys', '/publishers', '/publishers/3', '/users', '/audit', '/settings/organization', '/nowhere']

/** Where there is room for everything: in light and in dark, which makes a difference to contrast only. */
async function expectNoFaultsInColour(page: Page): Promise<void> {
  await expectNoFindings(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expectNoFindings(page, 'only')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
}

for (const { width, height, expectNoFaults } of [
  { width: 360, height: 780, expectNoFaults: (page: Page) => expectNoFindings(page, 'not') },
  { width: 1280, height: 900, expectNoFaults: expectNoFaultsInColour },
]) {
  test(`axe finds nothing and nothing sticks out at ${width} px`, async ({ page }) => {
    test.setTimeout(180_000)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height })
    async function expectGood() {
      await expectNoSidewaysScroll(page)
      await expectNoFaults(page)
    }
    for (const path of ['/sign-in', '/forgot-password', '/invitation?token=ended']) {
      await page.goto(path)
      await expectGood()
    }
    await signIn(page, demo().admin)
    for (const path of pages) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await expectGood()
    }
  })
}

test('everything on the overview is reached by keyboard alone', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#main')).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('clicks')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/clicks/)
})

test('the search takes what is typed before the page has woken up', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, publisher(0))
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto('/overview')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('clickz')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('s')
  const field = page.getByRole('dialog').getByRole('combobox')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('clicks')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/clicks/)
  // Closed and opened again, it is as ever.
  await page.keyboard.press('Control+k')
  await expect(field).toHaveValue('')
  await page.keyboard.press('Control+k')
  await expect(field).toBeHidden()
})
