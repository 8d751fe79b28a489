import { demo, expect, expectNoFindings, signIn, test } from './demo'

const file = (text: string) => ({ name: 'advertisers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

test('a list is exported, edited, and imported again, and mistakes are named by row and column', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/advertisers')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  expect((await download).suggestedFilename()).toBe('advertisers.csv')

  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import advertisers' })
  const mark = Date.now()
  // Letters before the row's number, because the time may contain the same digits, and search finds parts of words.
  const rows = (count: number, wrong: boolean) =>
    Array.from({ length: count }, (_, index) =>
      wrong && [4, 499, 900].includes(index)
        ? `Imported ${mark} no${index},Atlantis`
        : `Imported ${mark} no${index},DE`,
    )
  const csv = (wrong: boolean) => ['name,country', ...rows(1000, wrong)].join('\n')
  await dialog.getByLabel('CSV file').setInputFiles(file(csv(true)))
  await expect(dialog.getByRole('alert')).toHaveText('3 mistakes to fix. Nothing was imported.')
  const mistakes = dialog.getByRole('table')
  for (const row of [6, 501, 902])
    await expect(mistakes.getByRole('row', { name: new RegExp(`^${row} country must be a two-letter`) })).toBeVisible()
  await expectNoFindings(page)
  const list = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download the list' }).click()
  expect((await list).suggestedFilename()).toBe('mistakes.csv')

  await dialog.getByRole('button', { name: 'Choose another file' }).click()
  await dialog.getByLabel('CSV file').setInputFiles(file(csv(false)))
  await expect(dialog.getByRole('status')).toHaveText('1,000 rows will be added.')
  await dialog.getByRole('button', { name: 'Import 1,000 rows' }).click()
  await expect(dialog.getByText(/of 1,000 rows|Done\./).first()).toBeVisible()
  // The outcome is still there after a reload.
  await page.reload()
  await expect(dialog.getByRole('status')).toHaveText('Done. 1,000 rows were added.')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
  // It isn't on the first page of the list.
  await page.getByRole('searchbox').fill(`Imported ${mark} no777`)
  await expect(page.getByRole('table').getByText(`Imported ${mark} no777`, { exact: true })).toBeVisible()

  // Other tests look at the demo's own advertisers.
  const left = await page.evaluate(async (q) => {
    const ask = async (path: string, init?: RequestInit) => (await fetch(`/api/v2/advertisers${path}`, init)).json()
    const ids: string[] = []
    for (let number = 1; number <= 10; number++) {
      const { data } = await ask(`?q=${q}&sort=id&page[size]=100&page[number]=${number}`)
      ids.push(...data.map(({ id }: { id: string }) => id))
    }
    const headers = { 'content-type': 'application/json' }
    await ask('/bulk', { method: 'DELETE', headers, body: JSON.stringify({ data: ids }) })
    return [ids.length, (await ask(`?q=${q}`)).meta.total_count]
  }, mark)
  expect(left).toEqual([1000, 0])
})
