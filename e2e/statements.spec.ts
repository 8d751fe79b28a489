import { monthInWords } from '@/lib/days'
import { listStatements } from '@/lib/api/v2/statements.contract'
import { demo, expect, expectNoFindings, publisher, signIn, test, textOf } from './demo'

test('drafts of the last month are adjusted, approved, and paid, and the publisher downloads what they get', async ({
  page,
  elsewhere,
}) => {
  test.setTimeout(180_000)
  await signIn(page, demo().admin)
  await page.goto('/statements')
  const rows = page.getByRole('table').locator('tbody tr')
  await expect(rows.first()).toContainText('Draft')
  await expectNoFindings(page)

  // The one with the adjustment, which is the first publisher's.
  const { name } = publisher(0)
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  const lines = page.getByRole('region', { name: 'Lines' })
  await expect(lines).toContainText('Adjustment')
  const before = await textOf(lines.getByRole('row').last())
  await page.getByRole('button', { name: 'Add adjustment' }).click()
  const adding = page.getByRole('dialog', { name: 'Add an adjustment' })
  await adding.getByLabel('Amount in EUR').fill('12,5')
  await adding.getByLabel('Reason').fill('Bonus for October')
  await adding.getByRole('button', { name: 'Add adjustment' }).click()
  await expect(adding).toContainText('must be an amount other than 0')
  await adding.getByLabel('Amount in EUR').fill('12.5')
  await adding.getByRole('button', { name: 'Add adjustment' }).click()
  await expect(adding).toBeHidden()
  await expect(lines).toContainText('Bonus for October')
  await expect(lines.getByRole('row').last()).not.toHaveText(before)
  await expectNoFindings(page)

  await page.getByRole('button', { name: 'Approve' }).click()
  const approving = page.getByRole('dialog', { name: 'Approve this statement?' })
  await approving.getByRole('button', { name: 'Approve' }).click()
  await expect(approving).toBeHidden()
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Remove the adjustment/ })).toBeHidden()

  await page.goto('/statements?stage=approved')
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await page.getByRole('button', { name: 'Mark as paid' }).click()
  const paying = page.getByRole('dialog', { name: /Mark \d+ statements as paid\?/ })
  await paying.getByLabel('Reference').fill('SEPA 7')
  await expectNoFindings(page)
  await paying.getByRole('button', { name: 'Mark as paid' }).click()
  await expect(paying).toBeHidden()
  await expect(page.getByText('No matching statements')).toBeVisible()

  const other = await elsewhere()
  await signIn(other, publisher(0))
  await other.goto('/statements')
  const { data } = listStatements.response.parse(await (await other.request.get(listStatements.path)).json())
  const [latest] = data
  await other.getByRole('link', { name: monthInWords(`${latest?.month}-01`) }).click()
  await expect(other.getByRole('region', { name: 'Lines' })).toContainText('Bonus for October')
  await expect(other.getByRole('main')).toContainText('SEPA 7')

  // Its conversions say that they're in it, to the publisher, too.
  const month = monthInWords(`${latest?.month}-01`)
  const days = `from=${latest?.month}-01&to=${latest?.month}-28&status=Approved`
  await other.goto(`/conversions?${days}`)
  await other
    .getByRole('link', { name: /Details of the conversion/ })
    .first()
    .click()
  const sheet = other.getByRole('dialog', { name: 'Conversion' })
  await expect(sheet).not.toContainText('can’t change')
  const id = new URL(other.url()).searchParams.get('item')
  await page.goto(`/conversions?${days}&item=${id}`)
  const own = page.getByRole('dialog', { name: 'Conversion' })
  await expect(own).toContainText(`for ${month}, which is paid, so its status and amounts can’t change.`)
  await expect(own.getByRole('button', { name: 'Edit amounts' })).toHaveCount(0)
  await expectNoFindings(page)
  await sheet.getByRole('link', { name: `for ${month}` }).click()
  await expect(other.getByRole('region', { name: 'Lines' })).toContainText('Bonus for October')
  await expectNoFindings(other)
  const downloading = other.waitForEvent('download')
  await other.getByRole('link', { name: 'PDF' }).click()
  expect((await downloading).suggestedFilename()).toBe(`statement-${latest?.incremental_id}.pdf`)
})
