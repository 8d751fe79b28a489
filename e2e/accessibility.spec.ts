import type { Page } from '@playwright/test'
import { demo, expect, expectNoFindings, publisher, signIn, test } from './demo'

/** Fails when content is wider than the window, which would make the page scroll sideways. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scroll, window } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }))
  expect(scroll).toBeLessThanOrEqual(window)
}

const pages = [
  '/overview',
  '/overview?country=DE&publisher=1',
  '/overview?from=2020-01-01&to=2020-01-31',
  '/clicks',
  '/clicks?view=single',
  '/events',
  '/events?event=leads',
  '/events?event=sales&live=on',
  '/impressions',
  '/conversions',
  '/links',
  '/links/new',
  '/campaigns',
  '/customers',
  '/postback-log',
  '/postbacks',
  '/settings/profile',
  '/settings/security',
  '/settings/api-keys',
  '/advertisers',
  '/advertisers/1',
  '/advertisers/1/details',
  '/advertisers/1/history',
  '/networks',
  '/networks/1/details',
  '/integrations',
  '/tracking-domains',
  '/targeting-groups',
  '/fraud-filter-groups',
  '/tags',
  '/publishers',
  '/publishers/3',
  '/publisher-groups',
  '/users',
  '/audit',
  '/settings/organization',
  '/nowhere',
]

/** Checks the current page at both widths, in both themes. Switches in place, which is faster than loading again. */
async function expectNoFaults(page: Page): Promise<void> {
  for (const [width, height] of [
    [360, 780],
    [1280, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const scheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme)
      await expectNoFindings(page)
      await expectNoSidewaysScroll(page)
    }
  }
}

// A test per page: each has its own time limit, which a busy machine would exceed for all of them together.
test.describe('has no axe findings and no sideways scroll on a phone and a desktop, light and dark', () => {
  for (const path of ['/sign-in', '/forgot-password', '/invitation?token=ended'])
    test(path, async ({ page }) => {
      await page.goto(path)
      await expectNoFaults(page)
    })
  for (const path of pages)
    test(path, async ({ page }) => {
      await signIn(page, demo().admin)
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await expectNoFaults(page)
    })
})

test('the skip link and the search work by keyboard alone', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/overview')
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

test('the search keeps text typed before the page is interactive', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, publisher(0))
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto('/overview', { waitUntil: 'load' })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('clickz')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('s')
  const field = page.getByRole('dialog').getByRole('combobox')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('clicks')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/clicks/)
  // It opens empty the next time.
  await page.keyboard.press('Control+k')
  await expect(field).toHaveValue('')
  await page.keyboard.press('Control+k')
  await expect(field).toBeHidden()
})
