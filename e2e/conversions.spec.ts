import type { Page } from '@playwright/test'
import { clicksEvents } from '@/lib/api/app/clicks/events.contract'
import { readConversion } from '@/lib/api/app/conversions/details.contract'
import { getPostbackToken } from '@/lib/api/app/postback-tokens.contract'
import { updateConversions } from '@/lib/api/v2/conversions.contract'
import { demo, expect, expectNoFindings, publisher, signIn, test } from './demo'

/** Reports conversions of recent clicks until so many are approved. @returns their IDs, newest first */
async function report(page: Page, count: number): Promise<string[]> {
  const { token } = getPostbackToken.response.parse(await (await page.request.get(getPostbackToken.path)).json())
  const recent = `${clicksEvents.path}?range=7d&publisher=1&status=Approved&bots=exclude&per_page=100`
  const { rows } = clicksEvents.response.parse(await (await page.request.get(recent)).json())
  const made: string[] = []
  for (const { id } of rows) {
    const asked = new URLSearchParams({ transaction_id: id, secure: token ?? '', external_transaction_id: `e2e ${id}` })
    const answer: { status?: string; conversion_id?: string } = await (
      await page.request.get(`/t/postback?${asked}`)
    ).json()
    if (answer.status === 'approved' && answer.conversion_id) made.unshift(answer.conversion_id)
    if (made.length === count) return made
  }
  throw new Error('No recent clicks to convert')
}

const reject = (page: Page) => page.getByRole('button', { name: 'Reject', exact: true })

test('a conversion is rejected from its sheet, with a reason, and several from the list', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, demo().admin)
  const [first = '', ...others] = await report(page, 3)
  await page.goto('/overview?range=7d')
  await page.getByRole('link', { name: /^Conversions: .*Show in chart/ }).click()
  await page
    .getByRole('link', { name: /View in Conversions$/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/conversions\?.*status=Approved/)

  const rows = page.getByRole('table').locator('tbody tr')
  await rows
    .first()
    .getByRole('link', { name: /Details of the conversion/ })
    .click()
  await expect(page).toHaveURL(new RegExp(`item=${first}`))
  const sheet = page.getByRole('dialog', { name: 'Conversion' })
  await expect(sheet).toContainText('Payout type')
  await expectNoFindings(page)
  await reject(page).click()
  const dialog = page.getByRole('dialog', { name: 'Reject this conversion?' })
  await dialog.getByLabel('Reason').fill('Test order')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expect(dialog).toBeHidden()
  await expect(sheet.getByText('Why was this rejected?')).toBeVisible()
  await expect(sheet).toContainText('Test order')
  await expect(sheet.getByRole('button', { name: 'Approve' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()

  await page
    .getByRole('checkbox', { name: /Select the conversion/ })
    .nth(0)
    .check()
  await page
    .getByRole('checkbox', { name: /Select the conversion/ })
    .nth(1)
    .check()
  await reject(page).click()
  const several = page.getByRole('dialog', { name: `Reject ${others.length} conversions?` })
  await expectNoFindings(page)
  await several.getByRole('button', { name: 'Reject' }).click()
  await expect(several).toBeHidden()
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Rejected')
  await expect(page).toHaveURL(/status=Rejected/)
  await expect(rows.first()).toContainText('Rejected')

  await page
    .getByRole('link', { name: /Details of the conversion/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'View click' }).click()
  await expect(page.getByRole('dialog', { name: 'Click' })).toContainText('Visitor')
})

test('all that match are approved in the background, after a question with their number and payout', async ({
  page,
}) => {
  await signIn(page, demo().admin)
  // A publisher that no other test is about.
  await page.goto('/conversions?range=90d&publisher=5&per_page=25')
  const status = page.getByRole('combobox', { name: 'Status' })
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check()
  await page.getByRole('button', { name: /^Select all \d+ conversions that match$/ }).click()
  await expect(page.getByRole('region', { name: 'Selected rows' })).toContainText(/^\d{3} rows selected/)
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  const question = page.getByRole('dialog', { name: /^Approve \d+ conversions\?$/ })
  await expect(question).toContainText(/Payout: [\d,]+\.\d\d EUR/)
  await expect(question).toContainText(/Already approved: \d+/)
  await expectNoFindings(page)
  await question.getByRole('button', { name: 'Approve' }).click()
  await expect(question).toBeHidden()
  const outcome = page.getByRole('status').filter({ hasText: /^\d+ conversions were approved\.$/ })
  await expect(outcome).toBeVisible()
  await expect(status.getByRole('option', { name: /^Pending/ })).toHaveText('Pending (0)')
  await expectNoFindings(page)
  // Until it was seen, it's there after a reload.
  await page.reload()
  await expect(outcome).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(outcome).toBeHidden()
})

test('payout and amount are edited in the sheet, and someone else’s change isn’t overwritten unseen', async ({
  page,
}) => {
  await signIn(page, demo().admin)
  const [id = ''] = await report(page, 1)
  const open = `/conversions?range=7d&item=${id}`
  await page.goto(open)
  const sheet = page.getByRole('dialog', { name: 'Conversion' })
  const edit = page.getByRole('dialog', { name: 'Edit amounts' })
  await sheet.getByRole('button', { name: 'Edit amounts' }).click()
  await expectNoFindings(page)
  await edit.getByLabel('Payout').fill('a lot')
  await edit.getByRole('button', { name: 'Save changes' }).click()
  await expect(edit.getByText('Must be an amount of 0 or more, with up to 6 decimal places.')).toBeVisible()
  await edit.getByLabel('Payout').fill('1.25')
  await edit.getByLabel('Amount').fill('80')
  await edit.getByRole('button', { name: 'Save changes' }).click()
  await expect(edit).toBeHidden()
  await expect(sheet.getByRole('definition').filter({ hasText: /^80\.00 [A-Z]{3}$/ })).toBeVisible()
  await expect(sheet.getByRole('region', { name: 'History' })).toContainText('1.25')

  await sheet.getByRole('button', { name: 'Edit amounts' }).click()
  const asked = await page.request.get(readConversion.path.replace('{id}', id))
  const { hash, time } = readConversion.response.parse(await asked.json())
  const updates = [{ tx_id: id, conversion_time: time, hash, payout: '2' }]
  const headers = { origin: new URL(page.url()).origin }
  expect((await page.request.patch(updateConversions.path, { data: { updates }, headers })).status()).toBe(200)
  await edit.getByLabel('Payout').fill('3')
  await edit.getByRole('button', { name: 'Save changes' }).click()
  await expect(edit).toContainText('Someone else changed this after you opened it.')
  await expect(edit).toContainText('They changed: Payout.')
  await edit.getByRole('button', { name: 'Save mine anyway' }).click()
  await expect(edit).toBeHidden()
  await expect(sheet.getByRole('definition').filter({ hasText: /^3\.00 [A-Z]{3}$/ })).toBeVisible()
})

test('publishers see their payout, but no revenue, and decide nothing', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/conversions')
  await expect(page.getByRole('heading', { level: 1, name: 'Conversions' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Payout' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Revenue' })).toBeHidden()
  await expect(page.getByRole('checkbox', { name: /Select/ })).toHaveCount(0)
})
