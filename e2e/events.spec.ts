import { createServer } from 'node:http'
import { z } from 'zod'
import { listEventRows } from '@/lib/api/app/events/list.contract'
import { trackLead, trackSale } from '@/lib/api/dub/track.contract'
import { demo, expect, expectNoFindings, publisher, signIn, test, textOf, textsOf, USER_AGENT } from './demo'

const rows = 'tbody tr'

/** A page that links lead to. */
async function startShop() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><h1>Shop</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return { url: `http://127.0.0.1:${port}/sale`, stop: () => new Promise((resolve) => server.close(resolve)) }
}

test('a link’s QR code is scanned with a phone, and its click, lead, and sale come in live, up to the customer’s journey', async ({
  page,
  elsewhere,
}) => {
  test.setTimeout(240_000)
  const shop = await startShop()
  const { admin } = demo()
  const mark = Date.now().toString(36)
  const track = (path: string, data: object) =>
    page.request.post(path, { data, headers: { authorization: `Bearer ${admin.apiKey}` } })
  await signIn(page, admin)

  await page.goto('/links/new')
  await page.getByLabel('Destination URL').fill(shop.url)
  await page.getByLabel('Key', { exact: true }).fill(`poster-${mark}`)
  const code = page
    .getByRole('region', { name: 'Preview', exact: true })
    .getByRole('img', { name: 'QR code of the link' })
  await expect(code).toHaveAttribute('src', new RegExp(`poster-${mark}`))
  await expect(code).toHaveJSProperty('complete', true)
  const scanned = new URL((await code.getAttribute('src')) ?? '', page.url()).searchParams.get('url') ?? ''
  await page.getByRole('button', { name: 'Create link' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`poster-${mark}`)

  await page.goto('/events?range=today')
  const live = page.getByRole('button', { name: 'Live' })
  await live.click()
  await expect(page).toHaveURL(/live=on/)
  await expect(live).toHaveAttribute('aria-pressed', 'true')

  // The phone.
  const phone = await elsewhere()
  await phone.setViewportSize({ width: 390, height: 844 })
  await phone.goto(scanned)
  await expect(phone.getByRole('heading', { name: 'Shop' })).toBeVisible()

  const first = page.locator(rows).first()
  await expect(first).toContainText(`poster-${mark}`)
  await expect(
    page.getByRole('status').filter({ hasText: /^1 new event\. [\d,]+ in this date range\.$/ }),
  ).toBeAttached()
  await first.getByRole('link', { name: /^Details of the click/ }).click()
  const click = page.getByRole('dialog', { name: 'Click' })
  await expect(click).toContainText('QR code')
  await expect(click.getByRole('link', { name: new RegExp(`poster-${mark}$`) })).toBeVisible()
  await expectNoFindings(page)
  const clickId = new URL(page.url()).searchParams.get('click')
  await page.keyboard.press('Escape')
  await expect(click).toBeHidden()

  const kinds = page.getByRole('navigation', { name: 'Kind of event' })
  await kinds.getByRole('link', { name: /^Leads/ }).click()
  await expect(page).toHaveURL(/event=leads.*live=on|live=on.*event=leads/)
  const customer = { customerExternalId: `user ${mark}`, customerName: `Ada ${mark}` }
  const lead = await track(trackLead.path, { clickId, eventName: 'Sign up', ...customer })
  expect(lead.status(), await lead.text()).toBe(200)
  await expect(first).toContainText(`Ada ${mark}`)
  await expect(first).toContainText('Sign up')

  await kinds.getByRole('link', { name: /^Sales/ }).click()
  const paid = { amount: 1250, currency: 'eur', invoiceId: `INV ${mark}`, eventName: 'Purchase' }
  const sale = await track(trackSale.path, { customerExternalId: customer.customerExternalId, ...paid })
  expect(sale.status(), await sale.text()).toBe(200)
  await expect(first).toContainText(`Ada ${mark}`)
  await expect(first).toContainText('12.50 EUR')
  await first.getByRole('link', { name: /^Details of the sale/ }).click()
  const conversion = page.getByRole('dialog', { name: 'Conversion' })
  await expect(conversion).toContainText(`INV ${mark}`)
  await expect(conversion).toContainText('QR code')
  await expectNoFindings(page)
  await conversion.getByRole('link', { name: `Ada ${mark}` }).click()

  const journey = page.getByRole('dialog', { name: `Ada ${mark}` })
  const steps = journey.getByRole('listitem').filter({ has: page.locator('time') })
  await expect(steps).toHaveCount(3)
  await expect(steps.nth(0)).toContainText('First click')
  await expect(steps.nth(1)).toContainText('Sign up')
  await expect(steps.nth(2)).toContainText('Purchase')
  await shop.stop()
})

test('while live, rows stay where they are as long as one is open, and once it’s paused', async ({ page, request }) => {
  const { trackingUrl, incrementalId } = publisher(2)
  const clickOnce = async () => {
    const reply = await request.get(trackingUrl, { maxRedirects: 0, headers: { 'User-Agent': USER_AGENT } })
    expect(reply.status()).toBe(302)
  }
  const total = async () => {
    const answer = await page.request.get(`${listEventRows.path}?range=today&publisher=${incrementalId}`)
    return listEventRows.response.parse(await answer.json()).totalCount
  }
  await signIn(page, demo().admin)
  await clickOnce()
  await page.clock.install()
  await page.goto(`/events?range=today&publisher=${incrementalId}&live=on`)
  const first = page.locator(rows).first().getByRole('link').first()
  await first.click()
  const sheet = page.getByRole('dialog', { name: 'Click' })
  await expect(sheet).toContainText('Visitor')
  const opened = new URL(page.url()).searchParams.get('click') ?? 'none'

  const before = await total()
  await clickOnce()
  await expect.poll(total).toBe(before + 1)
  await page.clock.fastForward(20_000)
  // Behind the sheet, it's still the first.
  await expect(page.locator(rows).first().locator('a').first()).toHaveAttribute('href', new RegExp(opened))
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.clock.fastForward(20_000)
  await expect(first).not.toHaveAttribute('href', new RegExp(opened))

  const newest = (await first.getAttribute('href')) ?? ''
  await page.getByRole('button', { name: 'Live' }).click()
  await expect(page).not.toHaveURL(/live=on/)
  await clickOnce()
  await expect.poll(total).toBe(before + 2)
  await page.clock.fastForward(60_000)
  const id = new URL(newest, page.url()).searchParams.get('click') ?? 'none'
  await expect(first).toHaveAttribute('href', new RegExp(id))
  await page.reload()
  await expect(first).not.toHaveAttribute('href', new RegExp(id))
})

test('events are filtered by how they came about, paged, and not live in the past', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/events?per_page=25')
  const top = await textsOf(page.locator(rows))
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/cursor=after/)
  await expect.poll(async () => (await textsOf(page.locator(rows)))[0]).not.toBe(top[0])
  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect.poll(() => textsOf(page.locator(rows))).toEqual(top)

  await page.getByRole('button', { name: 'Filter' }).click()
  await page.keyboard.type('link')
  await page.keyboard.press('Enter')
  const values = page.getByRole('listbox')
  const option = values.getByRole('option').first()
  await expect(option).toContainText(/\S/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/[?&]link=/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Link is / })).toBeVisible()

  await page.goto('/events?event=sales&from=2020-01-01&to=2020-01-31')
  await expect(page.getByText('No sales in this date range')).toBeVisible()
  const live = page.getByRole('button', { name: 'Live' })
  await expect(live).toHaveAttribute('aria-disabled', 'true')
  await expectNoFindings(page)
})

test('publishers see their own events, and what they pay but not what they earn', async ({ page }) => {
  await signIn(page, publisher(0))
  await page.goto('/events?event=sales&range=90d')
  await expect(page.getByRole('columnheader', { name: 'Payout' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Revenue' })).toHaveCount(0)
  await expect(page.getByRole('columnheader', { name: 'Publisher' })).toHaveCount(0)
  await page.locator(rows).first().getByRole('link').first().click()
  const sheet = page.getByRole('dialog', { name: 'Conversion' })
  await expect(sheet).toContainText('Payout type')
  expect(await textOf(sheet)).not.toMatch(/Revenue/)
})

test('conversions can be narrowed down to sales, which are then all that’s selected', async ({ page }) => {
  await signIn(page, demo().admin)
  await page.goto('/conversions?range=90d&publisher=4')
  const count = page.getByRole('paragraph').filter({ hasText: /^[\d,]+ conversions$/ })
  const all = await textOf(count)
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Sales')
  await expect(page).toHaveURL(/conversion_kind=sale/)
  await expect(count).not.toHaveText(all)
  const sales = await textOf(count)
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check()
  await expect(page.getByRole('button', { name: `Select all ${sales} that match` })).toBeVisible()
})
