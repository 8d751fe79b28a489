import type { Page } from '@playwright/test'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { approvalsResource } from '@/lib/api/v2/approvals.contract'
import { integrationsResource } from '@/lib/api/v2/integrations.contract'
import { offersResource } from '@/lib/api/v2/offers.contract'
import { demo, expect, expectNoFindings, publisher, signIn, test, textOf } from './demo'

// What belongs to an offer: its landing pages, events, and caps, and the publishers that apply to it.

const origin = (page: Page) => ({ origin: new URL(page.url()).origin })
const dialog = (page: Page, name?: string) => page.getByRole('dialog', name === undefined ? {} : { name })
const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name, exact: true })

type Offer = { id: string; number: number; integration: string }

/** Creates an offer the way another program would. */
async function createOffer(page: Page, name: string, more: object = {}): Promise<Offer> {
  const headers = origin(page)
  const { request } = page
  const made = async (path: string, data: object): Promise<string> => {
    const answer = await request.post(path, { data, headers })
    expect(answer.status()).toBe(200)
    const { created_item_id: id }: { created_item_id: string } = await answer.json()
    return id
  }
  const { data: integrations }: { data: { id: string }[] } = await (
    await request.get(integrationsResource.contracts.list.path)
  ).json()
  const integration = integrations[0]?.id ?? ''
  const advertiser = await made(advertisersResource.contracts.create.path, { name })
  const all = offersResource.contracts.create.path.replace('{integrationID}', integration)
  const id = await made(all, { name, advertiser_id: advertiser, ...more })
  const { data }: { data: { incremental_id: number } } = await (await request.get(`${all}/${id}`)).json()
  return { id, number: data.incremental_id, integration }
}

/** Checks the page at every width that we design for. */
async function expectFits(page: Page): Promise<void> {
  for (const width of [360, 768, 1920, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindings(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
}

test('an offer gets two landing pages that share its clicks, and an event', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/applications')
  const { number } = await createOffer(page, `Parts ${Date.now()}`)
  await page.goto(`/offers/${number}/landing-pages`)
  await expect(page.getByText('No landing pages yet')).toBeVisible()

  // A URL that isn't one is refused at its field.
  await page.getByRole('button', { name: 'New landing page' }).first().click()
  await expect(dialog(page).getByLabel('Name', { exact: true })).toBeFocused()
  await page.keyboard.type('Spring')
  await dialog(page).getByLabel('URL', { exact: true }).fill('ftp://shop.example.com')
  await dialog(page).getByRole('button', { name: 'Create landing page' }).click()
  await expect(dialog(page).getByLabel('URL', { exact: true })).toBeFocused()
  await expect(dialog(page).getByLabel('URL', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await expectNoFindings(page)
  await dialog(page).getByLabel('URL', { exact: true }).fill('https://shop.example.com/spring?click={click_id}')
  await dialog(page).getByLabel('Weight').fill('30')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect(row(page, 'Spring')).toContainText('100%')

  await page.getByRole('button', { name: 'New landing page' }).click()
  await dialog(page).getByLabel('Name', { exact: true }).fill('Summer')
  await dialog(page).getByLabel('URL', { exact: true }).fill('https://shop.example.com/summer')
  await dialog(page).getByLabel('Weight').fill('10')
  await dialog(page).getByLabel('Default page').check()
  await dialog(page).getByRole('button', { name: 'Create landing page' }).click()
  await expect(row(page, 'Spring')).toContainText('75%')
  await expect(row(page, 'Summer')).toContainText('25%')
  await expect(row(page, 'Summer')).toContainText('Default')
  await expectFits(page)

  // Editing changes the shares; archiving takes the page out of them.
  await row(page, 'Summer').getByRole('link', { name: 'Summer' }).click()
  await dialog(page).getByLabel('Weight').fill('30')
  await dialog(page).getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog(page).getByText('Changes saved.')).toBeVisible()
  await expectNoFindings(page)
  await page.keyboard.press('Escape')
  await expect(row(page, 'Summer')).toContainText('50%')
  await row(page, 'Summer').getByRole('link', { name: 'Summer' }).click()
  await dialog(page).getByRole('button', { name: 'Archive' }).click()
  await dialog(page, 'Archive Summer?').getByRole('button', { name: 'Archive' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Restore' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(row(page, 'Summer')).toHaveCount(0)
  await expect(row(page, 'Spring')).toContainText('100%')

  await tab(page, 'Events').click()
  await page.getByRole('button', { name: 'New event' }).first().click()
  await dialog(page).getByLabel('Name', { exact: true }).fill('First deposit')
  await dialog(page).getByLabel('Payout type').selectOption('CPS: percentage of the sale')
  await dialog(page).getByLabel('Payout percentage').fill('12.5')
  await dialog(page).getByRole('button', { name: 'Create event' }).click()
  await expect(row(page, 'First deposit')).toContainText('12.5%')
  await expectFits(page)

  await tab(page, 'Caps').click()
  await page.getByRole('button', { name: 'New cap' }).first().click()
  await dialog(page).getByRole('button', { name: 'Create cap' }).click()
  await expect(dialog(page).getByText('Enter a limit')).toBeVisible()
  await dialog(page).getByLabel('Limit', { exact: true }).fill('1000')
  await dialog(page).getByRole('button', { name: 'Create cap' }).click()
  await expect(row(page, '1,000 clicks per day')).toContainText('All publishers')
  await expectFits(page)
})

test('a publisher’s application is approved with a note, and no longer counts as waiting', async ({
  page,
  elsewhere,
}) => {
  await signIn(page, demo().admin)
  await page.goto('/applications/decided')
  const name = `Approval ${Date.now()}`
  const offer = await createOffer(page, name, { visibility: 'Requires_Approval' })
  const applicant = await elsewhere()
  await signIn(applicant, publisher(0))
  await applicant.goto('/overview')
  const path = `/api/v2/integrations/${offer.integration}/offers/${offer.id}/applications`
  const applied = await applicant.request.post(path, {
    data: { application_note: 'Two newsletters a week.' },
    headers: origin(applicant),
  })
  expect(applied.status()).toBe(200)

  await page.goto('/overview')
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Applications/ })
  const counted = async () => Number(/(\d+) waiting/.exec(await textOf(link))?.[1] ?? 0)
  const before = await counted()
  expect(before).toBeGreaterThan(0)
  await link.click()
  await expect(row(page, name)).toContainText('Two newsletters a week.')
  await expectFits(page)

  await page.getByLabel(`Select ${publisher(0).name} for ${name}`).check()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  const question = dialog(page, `Approve ${publisher(0).name} for ${name}?`)
  await expect(question.getByLabel('Note to the publisher')).toBeFocused()
  await page.keyboard.type('Welcome aboard.')
  await expectNoFindings(page)
  await question.getByRole('button', { name: 'Approve' }).click()
  await expect(row(page, name)).toHaveCount(0)
  await expect.poll(counted).toBe(before - 1)

  await tab(page, 'Decided').click()
  await expect(row(page, name)).toContainText('Welcome aboard.')
  await expectFits(page)

  // The offer's own page withdraws it.
  await page.goto(`/offers/${offer.number}/approvals`)
  await row(page, publisher(0).name)
    .getByRole('link', { name: publisher(0).name })
    .click()
  await dialog(page).getByRole('button', { name: 'Withdraw approval' }).click()
  await dialog(page, `Withdraw ${publisher(0).name}’s approval for ${name}?`)
    .getByRole('button', { name: 'Withdraw approval' })
    .click()
  await expect(row(page, publisher(0).name)).toContainText('Declined')
  expect(
    (
      await page.request.get(
        approvalsResource.path.replace('{integrationID}', offer.integration).replace('{offerID}', offer.id),
      )
    ).ok(),
  ).toBe(true)
})

test('an offer’s terms with publishers: a custom payout, a blocked sub ID, and a throttle', async ({
  page: adminPage,
  elsewhere,
}) => {
  await signIn(adminPage, demo().admin)
  await adminPage.goto('/applications')
  const { number } = await createOffer(adminPage, `Terms ${Date.now()}`)
  const manager = { email: `manager-${Date.now()}@northwind.example`, password: 'S3cur3P@ssw0rd!' }
  const access = { advertiser_manager_access: 'Global', publisher_manager_access: 'Global' }
  const invited = await adminPage.request.post('/api/v2/users', {
    data: { ...manager, ...access, role: 'accountManager', is_advertiser_manager: true, is_publisher_manager: true },
    headers: origin(adminPage),
  })
  expect(invited.status()).toBe(200)
  const page = await elsewhere()
  await signIn(page, { ...manager, apiKey: '' })
  const { name } = publisher(0)
  await page.goto(`/offers/${number}/blocked-sub-ids`)
  const choosePublisher = async () => {
    await dialog(page).getByRole('button', { name: 'Publisher', exact: true }).click()
    await page.getByPlaceholder('Search publishers').fill(name)
    await page.getByRole('option', { name: new RegExp(name) }).click()
  }
  const mark = `block-${Date.now()}`
  await page.getByRole('button', { name: 'Block sub ID' }).first().click()
  await dialog(page).getByLabel('Sub ID').fill(mark)
  await choosePublisher()
  await dialog(page).getByRole('button', { name: 'Block sub ID' }).click()
  await expect(row(page, mark)).toContainText(name)
  await row(page, mark).getByRole('link', { name: mark }).click()
  // One at a time, which isn't only for admins.
  await dialog(page).getByRole('button', { name: 'Unblock' }).click()
  await dialog(page, `Unblock ${mark}?`).getByRole('button', { name: 'Unblock' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Block again' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: 'Export' })).toBeVisible()

  await tab(page, 'Throttles').click()
  await page.getByRole('button', { name: 'New throttle' }).first().click()
  await dialog(page).getByLabel('Percentage').fill('17')
  await dialog(page).getByRole('button', { name: 'Create throttle' }).click()
  await expect(dialog(page).getByText('Choose a publisher')).toBeVisible()
  await choosePublisher()
  await dialog(page).getByRole('button', { name: 'Create throttle' }).click()
  await expect(row(page, '17%')).toContainText(name)
  await expectFits(page)
  await row(page, '17%').getByRole('link', { name }).click()
  await dialog(page).getByLabel('Percentage').fill('18')
  await dialog(page).getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog(page).getByText('Changes saved.')).toBeVisible()
  await expectNoFindings(page)
  await page.keyboard.press('Escape')
  await page.getByLabel(`Select ${name}`).check()
  await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Archive' }).click()
  await dialog(page, `Archive ${name}?`).getByRole('button', { name: 'Archive' }).click()
  await expect(row(page, '18%')).toHaveCount(0)

  await tab(page, 'Payouts').click()
  await expect(page.getByRole('button', { name: 'Import' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Export' })).toBeVisible()
  await page.getByRole('button', { name: 'New custom payout' }).first().click()
  await choosePublisher()
  await dialog(page).getByLabel('Payout', { exact: true }).fill('9.87')
  await dialog(page).getByRole('button', { name: 'Create custom payout' }).click()
  await expect(row(page, '9.87')).toContainText(name)
})
