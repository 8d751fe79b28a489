import type { Page } from '@playwright/test'
import { demo, expect, publisher, signIn, test, textOf } from './demo'

// Keyboard focus is always visible, and never lost when the focused element goes away.

const hasFocus = (page: Page) =>
  page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body)
const expectFocus = (page: Page) => expect.poll(() => hasFocus(page)).toBe(true)

/** Expects an outline or, while focus is in a search field, the edge on the selected item. */
async function expectVisibleFocus(page: Page): Promise<void> {
  await expectFocus(page)
  const seen = await page.evaluate(() => {
    const focused = document.activeElement
    const line = focused?.closest('[cmdk-root]')?.querySelector('[cmdk-item][data-selected=true]')
    const [own, of] = [focused && getComputedStyle(focused), line && getComputedStyle(line)]
    return (
      (own !== null && own.outlineStyle !== 'none' && own.outlineWidth !== '0px') ||
      (of !== null && of !== undefined && of.boxShadow !== 'none')
    )
  })
  expect(seen, await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))).toBe(true)
}

test('a filter can be added, changed, emptied and cleared by keyboard alone', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/clicks')
  const filter = page.getByRole('button', { name: 'Filter', exact: true })
  await filter.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByPlaceholder('Search filters')).toBeFocused()
  await expectVisibleFocus(page)
  await page.keyboard.type('count')
  await page.keyboard.press('Enter')

  const search = page.getByPlaceholder('Search countries')
  await expect(search).toBeFocused()
  await page.getByRole('button', { name: 'All filters' }).press('Enter')
  await expect(page.getByPlaceholder('Search filters')).toBeFocused()
  await expect(page.getByRole('option', { name: 'Country', selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: /Germany/ })).toBeVisible()
  await page.keyboard.type('germ')
  await expect(page.getByRole('option', { name: /Germany/, selected: true })).toBeVisible()
  await expectVisibleFocus(page)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/country=DE/)
  await expect(search).toBeFocused()
  // Enter on a button in the panel presses it, and doesn't pick from the list.
  await page.getByRole('button', { name: 'Is not' }).press('Enter')
  await expect(page).toHaveURL(/country=-DE/)
  await page.getByRole('button', { name: 'Is', exact: true }).press('Enter')
  await expect(page).toHaveURL(/country=DE/)
  await page.keyboard.press('Escape')
  await expect(filter).toBeFocused()

  // Unchecking the last value keeps the panel open; closing it removes the chip.
  await page.getByRole('button', { name: /^Country is Germany\. / }).press('Enter')
  await expect(search).toBeFocused()
  await page.keyboard.type('germ')
  await expect(page.getByRole('option', { name: /Germany/, selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/country=/)
  await expect(search).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(filter).toBeFocused()
  await expect(page.getByRole('list', { name: 'Filters' })).toHaveCount(0)

  await page.goto('/clicks?country=DE&device=desktop')
  await page.getByRole('button', { name: 'Remove filter: Device is Desktop' }).press('Enter')
  await expect(page).not.toHaveURL(/device=/)
  await expect(filter).toBeFocused()
  await page.goto('/clicks?country=DE&device=desktop')
  await page.getByRole('link', { name: 'Clear all' }).press('Enter')
  await expect(page).not.toHaveURL(/country=/)
  await expect(filter).toBeFocused()
})

test('focus stays nearby when the focused element disappears', async ({ page }) => {
  await signIn(page, demo().admin)
  // An empty state is replaced by rows.
  await page.goto('/clicks?from=2020-01-01&to=2020-01-31')
  await page.getByRole('link', { name: 'Show last 90 days' }).press('Enter')
  await expect(page.locator('tbody tr').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Clicks per day' })).toBeFocused()
  await page.goto('/clicks?view=single&from=2020-01-01&to=2020-01-31&country=DE')
  await page.getByRole('link', { name: 'Clear filters' }).press('Enter')
  await expect(page.getByText('No clicks in this date range', { exact: true })).toBeVisible()
  await expectFocus(page)
  // A message about invalid dates is replaced by rows.
  await page.goto('/clicks?from=2026-02-30&to=2026-03-01')
  await page.getByRole('link', { name: 'Show last 30 days' }).press('Enter')
  await expect(page.locator('tbody tr').first()).toBeVisible()
  await expectFocus(page)
  // “Next page” is disabled on the last page.
  await page.goto('/clicks?range=yesterday&per_page=25')
  const pages = Number((await textOf(page.getByText(/^Page 1 of \d+$/))).split(' ').at(-1))
  await page.goto(`/clicks?range=yesterday&per_page=25&page=${pages - 1}`)
  await page.getByRole('link', { name: 'Next page' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled()
  await expectFocus(page)
  // A button in the column menu is disabled by its own press.
  await page.getByRole('button', { name: 'Columns' }).press('Enter')
  await page.getByRole('button', { name: 'Move Advertiser up' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Move Advertiser up' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Move Advertiser up' })).toBeDisabled()
  await page.getByRole('button', { name: 'Reset' }).press('Enter')
  await expect(page).not.toHaveURL(/columns=/)
  await expect(page.getByRole('button', { name: 'Reset' })).toBeFocused()
})

test('a sheet returns focus, even when it was open on load or one of its links filters the page', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/clicks?view=single')
  const link = page.getByRole('link', { name: /Details of the click/ }).first()
  await link.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Click' })
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(link).toBeFocused()

  await link.press('Enter')
  await expect(sheet.getByText('Visitor')).toBeVisible()
  await page.reload()
  await expect(sheet.getByText('Visitor')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('main')).toBeFocused()

  await link.press('Enter')
  await sheet.locator('a[href*="device="]').press('Enter')
  await expect(page).toHaveURL(/device=/)
  await expect(sheet).toBeHidden()
  await expectFocus(page)
})

test('a confirmation over a sheet returns focus to the sheet, even when the button that opened it is gone', async ({
  page,
}) => {
  await signIn(page, demo().admin)
  const person = publisher(6)
  await page.goto(`/publishers/${person.incrementalId}/users`)
  await page
    .getByRole('row', { name: new RegExp(person.email) })
    .getByRole('link')
    .first()
    .press('Enter')
  for (const act of ['Deactivate', 'Activate']) {
    await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).press('Enter')
    const question = page.getByRole('dialog', { name: new RegExp(`^${act} `) })
    await question.getByRole('button', { name: `${act} user` }).press('Enter')
    await expect(question).toBeHidden()
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
  }
})

test('every menu and list shows keyboard focus', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/clicks')
  for (const name of [/^Publisher: all publishers/, 'Filter', 'Columns', /^Your account/]) {
    await page.getByRole('button', { name, exact: true }).press('Enter')
    await page.keyboard.press('ArrowDown')
    await expectVisibleFocus(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused()
  }
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expectVisibleFocus(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Your account/ })).toBeFocused()
})
