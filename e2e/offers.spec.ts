import type { Page } from '@playwright/test'
import { integrationsResource } from '@/lib/api/v2/integrations.contract'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { allOffersResource, offersResource } from '@/lib/api/v2/offers.contract'
import { demo, expect, expectNoFindings, publisher, signIn, test, textOf } from './demo'

const origin = (page: Page) => new URL(page.url()).origin
const { list: listIntegrations } = integrationsResource.contracts
const { create } = offersResource.contracts
const { read } = allOffersResource.contracts

/** Creates an offer the way another program would. @returns its path in the API */
async function createOffer(page: Page, data: object): Promise<{ id: string; path: string }> {
  const headers = { origin: origin(page) }
  const integrations = listIntegrations.response.parse(await (await page.request.get(listIntegrations.path)).json())
  const path = create.path.replace('{integrationID}', integrations.data[0]?.id ?? '')
  const answer = await page.request.post(path, { data: { advertiser_id: 1, ...data }, headers })
  expect(answer.status()).toBe(200)
  const id = create.response.parse(await answer.json()).created_item_id
  return { id, path: `${path}/${id}` }
}

/** The offer with this ID or number, as the API has it. */
async function offerAt(page: Page, id: string) {
  const answer = await page.request.get(read.path.replace('{offerID}', id))
  return read.response.parse(await answer.json()).data
}

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })
const question = (page: Page, name: string) => page.getByRole('dialog', { name })
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name, exact: true })
const numberOf = (page: Page) => /\/offers\/(\d+)/.exec(page.url())?.[1] ?? ''

/** Checks the page at every width that we design for. */
async function expectFits(page: Page): Promise<void> {
  for (const width of [360, 768, 1920, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindings(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
}

test('an admin creates an offer, and changes what it pays and who it’s for', async ({ page }) => {
  const name = `Alpenglow ${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/overview')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Offers' }).click()
  await page.getByRole('link', { name: 'New offer' }).click()
  await expect(page.getByRole('heading', { name: 'New offer', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Create offer' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await expect(page.getByText('Enter a name')).toBeVisible()
  await expect(page.getByText('Choose an advertiser')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Advertiser', exact: true }).click()
  await page.getByPlaceholder('Search advertisers').fill('fadenwerk')
  await page.getByRole('option', { name: 'Fadenwerk' }).click()
  await page.getByRole('button', { name: 'Add category' }).click()
  await page.getByPlaceholder('Search or create categories').fill(name)
  await page.getByRole('option', { name: `Create “${name}”` }).click()
  await page.keyboard.press('Escape')
  const price = section(page, 'Payout and revenue')
  await price.getByLabel('Payout', { exact: true }).fill('12.5')
  await price.getByLabel('Revenue', { exact: true }).fill('twenty')
  await price.getByLabel('Payout', { exact: true }).focus()
  await expect(price.getByText(/an amount of 0 or more/)).toBeVisible()
  await price.getByLabel('Revenue', { exact: true }).fill('20')
  await page.getByLabel('Fallback URL').fill('https://shop.example/{nothing}')
  await page.getByLabel('Tracking domain').focus()
  await expect(page.getByText(/an unknown macro/)).toBeVisible()
  await page.getByLabel('Fallback URL').fill('https://shop.example/{click_id}')
  await expectFits(page)
  await page.getByRole('button', { name: 'Create offer' }).click()

  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  const number = numberOf(page)
  expect(await offerAt(page, number)).toMatchObject({
    categories: [name],
    default_payout: { payout_type: 'CPA', payout: 12.5, revenue_type: 'RPA', revenue: 20 },
    fallback_url: 'https://shop.example/{click_id}',
  })

  // A type that pays a percentage has no amount.
  await tab(page, 'Details').click()
  await price.getByLabel('Payout type').selectOption('CPS')
  await expect(price.getByLabel('Payout', { exact: true })).toBeHidden()
  await price.getByLabel('Payout percentage').fill('8')
  const targeting = section(page, 'Targeting')
  await targeting.getByRole('button', { name: 'Only: Only these countries' }).press('Enter')
  await page.getByPlaceholder('Search countries').fill('germ')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(targeting.getByRole('button', { name: 'Remove Germany' })).toBeVisible()
  await targeting.getByRole('button', { name: 'Except: All except these regions' }).click()
  await page.getByPlaceholder('Search regions').fill('bavaria')
  await page.getByRole('option', { name: 'Bayern (DE-BY)' }).click()
  await page.keyboard.press('Escape')
  await expectFits(page)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Changes saved.')).toBeVisible()
  expect(await offerAt(page, number)).toMatchObject({
    default_payout: { payout_type: 'CPS', payout: 0, payout_percent: 8 },
    simple_targeting: {
      country: { include: ['DE'], exclude: [] },
      region: { include: [], exclude: ['DE-BY'] },
    },
  })

  // What belongs together is checked by the server, and the error is at its field.
  await page.getByLabel('Publishers must accept terms').check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByLabel(/^Terms, version/)).toBeFocused()
  await page.getByRole('button', { name: 'Discard' }).click()

  await tab(page, 'Test').click()
  const check = section(page, 'Would a click count?')
  await expect(check.getByRole('status')).toContainText('Rejected: Country not targeted')
  await check.getByRole('button', { name: 'Country', exact: true }).click()
  await page.getByPlaceholder('Search countries').fill('Germany')
  await page.getByRole('option', { name: 'Germany' }).click()
  await expect(check.getByRole('status')).toContainText('Accepted')

  // Its postbacks prove themselves with the organization's token, until it has its own.
  const postback = section(page, 'Postback')
  const shared = await textOf(postback.getByText('/t/postback?'))
  await postback.getByRole('button', { name: 'Give it its own token' }).click()
  await question(page, 'Give this offer its own token?').getByRole('button', { name: 'Give it its own token' }).click()
  await expect(postback).toContainText('a security token of its own')
  expect(await textOf(postback.getByText('/t/postback?'))).not.toBe(shared)
  await expectFits(page)

  await tab(page, 'History').click()
  const changes = page.getByRole('region', { name: 'History' }).getByRole('listitem')
  await expect(changes).toHaveCount(3)
  await expectFits(page)
})

test('an offer is duplicated with its landing pages', async ({ page }) => {
  const name = `Bernstein ${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/offers')
  const { id, path } = await createOffer(page, { name, external_id: name, deep_link_hosts: ['shop.example'] })
  const pages = `${path}/landing-pages`
  for (const page_name of ['Home', 'Sale'])
    expect(
      (
        await page.request.post(pages, {
          data: { name: page_name, redirect_url: 'https://shop.example' },
          headers: { origin: origin(page) },
        })
      ).status(),
    ).toBe(200)
  const { incremental_id: number } = await offerAt(page, id)
  await page.goto(`/offers/${number}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`Copy of ${name}`)
  await expect(page.getByLabel('External ID')).toHaveValue('')
  await expect(page.getByLabel('Copy its landing pages')).toBeChecked()
  await page.getByRole('button', { name: 'Create offer' }).click()
  await expect(page.getByRole('heading', { name: `Copy of ${name}`, level: 1 })).toBeVisible()
  const copy = await offerAt(page, numberOf(page))
  expect(copy).toMatchObject({ external_id: null, deep_link_hosts: ['shop.example'] })
  const copied = await page.request.get(pages.replace(id, copy.id))
  const { response } = offerLandingPagesResource.contracts.list
  expect(
    response
      .parse(await copied.json())
      .data.map((one) => one.name)
      .toSorted(),
  ).toEqual(['Home', 'Sale'])
})

test('offers are found, archived, and restored', async ({ page }) => {
  const mark = `Batch${Date.now()}`
  await signIn(page, demo().admin)
  await page.goto('/offers')
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  await expectFits(page)
  for (const visibility of ['Public', 'Private', 'Private'])
    await createOffer(page, { name: `${mark} ${visibility}`, visibility, categories: [mark] })
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(mark)
  await expect(page.getByText('3 offers', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Category' }).click()
  await page.getByPlaceholder('Search categories').fill(mark)
  await page.getByRole('option', { name: mark }).click()
  await page.getByLabel('Visibility').selectOption('Private')
  await expect(page.getByText('2 offers', { exact: true })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check()
  const bar = page.getByRole('region', { name: 'Selected rows' })
  await bar.getByRole('button', { name: 'Archive' }).click()
  await question(page, 'Archive 2 offers?').getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('No matches')).toBeVisible()

  await page.getByLabel('Status').selectOption('Archived')
  await row(page, mark).first().getByRole('link').first().click()
  await expect(page.getByText('This is archived.')).toBeVisible()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  await question(page, `Restore ${mark} Private?`).getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('This is archived.')).toBeHidden()
})

test('publishers don’t find the network’s offers', async ({ page }) => {
  await signIn(page, publisher(0))
  expect((await page.goto('/offers'))?.status()).toBe(404)
  expect(await textOf(page.getByRole('navigation', { name: 'Main' }))).not.toContain('Advertisers')
})
