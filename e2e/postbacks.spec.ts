import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { clicksEvents } from '@/lib/api/app/clicks/events.contract'
import { getPostbackToken } from '@/lib/api/app/postback-tokens.contract'
import { demo, expect, expectNoFindings, publisher, signIn, test, USER_AGENT } from './demo'

/** A server that postbacks can be sent to. `answer` is the status that it answers with. */
async function startTarget() {
  const received: Pick<IncomingMessage, 'url' | 'headers'>[] = []
  const target = { answer: 200, received, url: '', close: () => {} }
  const server = createServer(({ url, headers }, response) => {
    received.push({ url, headers })
    response.writeHead(target.answer).end(`Received ${received.length}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: Pick<AddressInfo, 'port'> = JSON.parse(JSON.stringify(server.address()))
  target.url = `http://127.0.0.1:${port}`
  target.close = () => server.close()
  return target
}

/** Clicks a link of publisher 1 and reports a conversion of that click. @returns the click's ID */
async function convert(page: Page): Promise<string> {
  const { request } = page
  const { token } = getPostbackToken.response.parse(await (await request.get(getPostbackToken.path)).json())
  const recent = `${clicksEvents.path}?range=7d&publisher=1&status=Approved&bots=exclude&per_page=100`
  const { rows } = clicksEvents.response.parse(await (await request.get(recent)).json())
  for (const offer of new Set(rows.map((row) => row.offer.id))) {
    const link = new URLSearchParams({ org: 'northwind', offer: String(offer), publisher: '1', no_redirect: 'true' })
    const clicked: { transaction_id?: string; status?: string } = await (
      await request.get(`/t/click?${link}`, { headers: { 'User-Agent': USER_AGENT } })
    ).json()
    if (clicked.status !== 'approved' || clicked.transaction_id === undefined) continue
    const report = new URLSearchParams({ transaction_id: clicked.transaction_id, secure: token ?? '', amount: '20' })
    const answer: { status?: string } = await (await request.get(`/t/postback?${report}`)).json()
    if (answer.status === 'approved' || answer.status === 'pending') return clicked.transaction_id
  }
  throw new Error('No offer takes clicks and converts')
}

test('a postback is created, tried out, sent for a conversion, and found in the log', async ({ page }) => {
  test.setTimeout(180_000)
  const target = await startTarget()
  try {
    const name = `Tracker at ${target.url}`
    await signIn(page, demo().admin)
    await page.goto('/postbacks')
    await page.getByRole('button', { name: 'New postback' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'New postback' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('URL', { exact: true }).fill(`${target.url}/in?revenue={nothing}&click=`)
    await dialog.getByRole('button', { name: 'Insert macro into the URL' }).click()
    await page.getByPlaceholder('Search macros').fill('click_id')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('click=019')
    await expectNoFindings(page)
    await dialog.getByRole('button', { name: 'Create postback' }).click()
    await expect(dialog.getByText(/unknown macro \{nothing\}/)).toBeVisible()
    await dialog.getByLabel('URL', { exact: true }).fill(`${target.url}/in?revenue={revenue}&click={click_id}`)
    await dialog.getByRole('button', { name: 'Create postback' }).click()
    await expect(dialog).toBeHidden()

    await page.getByRole('link', { name }).click()
    const sheet = page.getByRole('dialog', { name })
    await sheet.getByRole('button', { name: 'Send test' }).click()
    await expect(sheet).toContainText('The target accepted it')
    await expect(sheet).toContainText('Received 1')
    expect(target.received[0]?.headers['tributary-test']).toBe('true')
    await sheet.getByRole('button', { name: 'Show secret' }).click()
    await expect(sheet.getByRole('button', { name: 'Copy secret' })).toBeVisible()
    await expectNoFindings(page)

    const click = await convert(page)
    await expect.poll(() => target.received.map(({ url }) => url)).toContainEqual(expect.stringContaining(click))
    expect(target.received.at(-1)?.headers['tributary-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/)

    await sheet.getByRole('link', { name: 'View in postback log' }).click()
    const rows = page.getByRole('table').locator('tbody tr')
    await expect(rows.filter({ hasText: 'Delivered' })).toHaveCount(1)
    await expect(rows.filter({ has: page.getByText('Test', { exact: true }) })).toHaveCount(1)
    await rows
      .filter({ hasText: 'Delivered' })
      .getByRole('link', { name: /Details of the entry/ })
      .click()
    const entry = page.getByRole('dialog', { name: 'Postback log entry' })
    await expect(entry).toContainText(click)
    await expect(entry).toContainText('Received 2')
    await expect(entry).toContainText('Attempt 1')
    await expectNoFindings(page)

    const requests = () => target.received.filter(({ url }) => url?.includes(click))
    await entry.getByRole('button', { name: 'Send again' }).click()
    const asking = page.getByRole('dialog', { name: 'Send this postback again?' })
    await expect(asking).toContainText('A target that ignores the key may count it twice.')
    await expectNoFindings(page)
    await asking.getByRole('button', { name: 'Cancel' }).click()
    await expect(asking).toBeHidden()
    expect(requests()).toHaveLength(1)
    await entry.getByRole('button', { name: 'Send again' }).click()
    await asking.getByRole('button', { name: 'Send again' }).click()
    await expect(asking).toBeHidden()
    await expect.poll(() => requests().length).toBe(2)
    expect(new Set(requests().map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    await entry.getByRole('link', { name: 'View conversion' }).click()
    await expect(page.getByRole('dialog', { name: 'Conversion' })).toContainText('Payout type')
  } finally {
    target.close()
  }
})

test('publishers see reports of their conversions in the log, without what’s between the network and advertisers', async ({
  page,
}) => {
  await signIn(page, publisher(0))
  await page.goto('/postback-log?range=90d')
  await expect(page.getByRole('heading', { level: 1, name: 'Postback log' })).toBeVisible()
  await page
    .getByRole('link', { name: /Details of the entry/ })
    .first()
    .click()
  const entry = page.getByRole('dialog', { name: 'Postback log entry' })
  await expect(entry).toContainText('Reported by the advertiser')
  await expect(entry).toContainText('secure=***')
  await expect(entry.getByRole('button', { name: 'Send again' })).toHaveCount(0)
})
