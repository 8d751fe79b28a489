import type { APIRequestContext, Page } from '@playwright/test'
import { demo, expect, expectNoFindings, publisher, signIn, test, textOf, USER_AGENT } from './demo'

const person = publisher(0)

/** Calls the API as an admin's own program would. */
function asAdmin(request: APIRequestContext) {
  const headers = { 'API-KEY': demo().admin.apiKey }
  const call = async (method: 'GET' | 'POST' | 'PATCH', path: string, data?: object) => {
    const answer = await request.fetch(path, { method, headers, ...(data && { data }) })
    expect(answer.status(), await answer.text()).toBe(200)
    return answer.json()
  }
  return {
    /** Creates an offer that takes an approval, and terms to accept. @returns its path */
    async createOffer(name: string): Promise<string> {
      const { data: integrations }: { data: { id: string }[] } = await call('GET', '/api/v2/integrations')
      const offers = `/api/v2/integrations/${integrations[0]?.id}/offers`
      const { created_item_id: id }: { created_item_id: string } = await call('POST', offers, {
        name,
        advertiser_id: 1,
        visibility: 'Requires_Approval',
        terms_and_conditions_enabled: true,
        terms_and_conditions: 'No coupons.\nNo brand bidding.',
        deep_link_enabled: true,
        deep_link_hosts: ['shop.example'],
        offer_preview_enabled: true,
      })
      await call('POST', `${offers}/${id}/landing-pages`, {
        name: 'Home',
        redirect_url: 'https://shop.example/?s={sub_id}',
      })
      return `${offers}/${id}`
    },
    /** Decides about the only application to an offer. */
    async decide(offer: string, decision: { status: string; decision_note?: string }): Promise<void> {
      const { data }: { data: { id: string }[] } = await call('GET', `${offer}/approvals`)
      await call('PATCH', `${offer}/approvals/${data[0]?.id}`, decision)
    },
  }
}

/** Checks the page at every width that we design for. */
async function expectFits(page: Page): Promise<void> {
  for (const width of [360, 768, 1920, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoFindings(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
}

test('a publisher finds an offer, applies, builds a link, and sees its click', async ({ page, request }) => {
  const name = `Waldmeister ${Date.now()}`
  const subId = `mail-${Date.now()}`
  const admin = asAdmin(request)
  const offer = await admin.createOffer(name)
  await signIn(page, person)
  await page.goto('/overview')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Offers' }).click()
  await page.getByRole('searchbox', { name: 'Search offers' }).fill(name)
  await page.getByLabel('Status').selectOption('Can apply')
  await expect(page.getByText('1 offer', { exact: true })).toBeVisible()
  await expectFits(page)
  await page.getByRole('link', { name }).click()

  // Two clicks apply.
  await page.getByRole('button', { name: 'Apply' }).click()
  const terms = page.getByRole('dialog', { name: `Apply to ${name}` })
  await expect(terms.getByRole('region', { name: 'Terms and conditions' })).toContainText('No brand bidding.')
  await expectNoFindings(page)
  await terms.getByRole('button', { name: 'Accept and apply' }).click()
  await expect(page.getByText(/Waiting for approval since/)).toBeVisible()
  await expect(page.getByText(/You accepted version 1 on/)).toBeVisible()
  await expectFits(page)

  // Declined applications say why, and can be repeated.
  await admin.decide(offer, { status: 'Rejected', decision_note: 'Tell us where you’d promote it.' })
  await page.reload()
  await expect(page.getByText('Tell us where you’d promote it.')).toBeVisible()
  await page.getByRole('button', { name: 'Apply again' }).click()
  await terms.getByLabel('Note').fill('In our newsletter.')
  await terms.getByRole('button', { name: 'Accept and apply' }).click()
  await expect(page.getByText(/Waiting for approval since/)).toBeVisible()
  await admin.decide(offer, { status: 'Approved' })
  await page.reload()

  const link = page.getByRole('status', { name: 'Tracking link' })
  await page.getByLabel('Sub ID', { exact: true }).fill(subId)
  await expect(link).toContainText(`&sub_id=${subId}`)
  await page.getByLabel('Deep link').fill('https://elsewhere.example/')
  await expect(page.getByText('This page isn’t on shop.example')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy link' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel('Deep link').fill('https://www.shop.example/shoes')
  await page.getByRole('button', { name: 'QR code' }).click()
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
  await expectNoFindings(page)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download PNG' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^qr-offer-\d+-publisher-\d+\.png$/)
  await page.keyboard.press('Escape')
  await expectFits(page)

  // A test isn't counted. A click is.
  const { origin } = new URL(page.url())
  await page.getByLabel('Domain').selectOption({ label: new URL(origin).host })
  const preview = await page.getByRole('link', { name: /Test link/ }).getAttribute('href')
  const headers = { 'user-agent': USER_AGENT }
  const follow = async (url: string) => request.get(url, { maxRedirects: 0, headers })
  expect((await follow(preview ?? '')).headers().location).toBe('https://www.shop.example/shoes')
  const clicked = await follow(await textOf(link))
  expect(clicked.headers().location).toBe('https://www.shop.example/shoes')

  await page.getByRole('link', { name: 'View clicks' }).click()
  await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Individual clicks' }).click()
  await expect(page.getByRole('cell', { name: subId })).toHaveCount(1)
})

test('named sub IDs are found, and pages for publishers aren’t there for admins', async ({ page }) => {
  await signIn(page, person)
  await page.goto('/sub-ids')
  await expect(page.getByRole('heading', { name: 'Sub IDs', level: 1 })).toBeVisible()
  await page.getByRole('searchbox').fill('no such sub ID')
  await expect(page.getByText('No matches')).toBeVisible()
  await expectFits(page)
  await signIn(page, demo().admin)
  for (const path of ['/my-offers', '/my-offers/1', '/sub-ids'])
    expect((await page.request.get(path)).status(), path).toBe(404)
})
