import { createServer } from 'node:http'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { listConversions } from '@/lib/api/app/conversions/list.contract'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { allOffersResource, offersResource } from '@/lib/api/v2/offers.contract'
import { demo, expect, publisher, signIn, test, textsOf } from './demo'

// The script on an advertiser's site, from the click to the conversion.

const TAG = /<script async src="[^"]+\/t\.js"[^>]*><\/script>/

/** An advertiser's site: every page has the script, and the page of thanks reports a conversion before the script has loaded. */
async function startShop() {
  let tag = ''
  let conversion = ''
  const server = createServer(({ url = '' }, response) => {
    if (url === '/favicon.ico') return response.writeHead(204).end()
    const isThanks = url.startsWith('/thanks')
    response.writeHead(200, { 'content-type': 'text/html' })
    return response.end(
      `<!doctype html><html lang="en"><title>Shop</title>${isThanks ? conversion : ''}${tag}<h1>${isThanks ? 'Thanks' : 'Shop'}</h1>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    put: (snippets: { tag: string; conversion: string }) => ({ tag, conversion } = snippets),
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Creates an offer with JavaScript tracking whose landing page is the shop's. */
async function createOffer(page: Page, shop: string) {
  const headers = { origin: new URL(page.url()).origin }
  const { request } = page
  const { read } = allOffersResource.contracts
  const find = async (id: string) =>
    read.response.parse(await (await request.get(read.path.replace('{offerID}', id))).json()).data
  // One that the publisher's links work for.
  const like = await find(new URL(publisher(0).trackingUrl).searchParams.get('offer') ?? '')
  const { create } = offersResource.contracts
  const path = create.path.replace('{integrationID}', like.integration_id)
  const offer = { advertiser_id: like.advertiser_id, name: `Tag ${Date.now()}`, enable_js_tracking: true }
  const made = await request.post(path, { data: offer, headers })
  const id = create.response.parse(await made.json()).created_item_id
  const landing = offerLandingPagesResource.contracts.create.path
    .replace('{integrationID}', like.integration_id)
    .replace('{offerID}', id)
  const data = { name: 'Shop', redirect_url: `${shop}/land?click_id={click_id}` }
  expect((await request.post(landing, { data, headers })).status()).toBe(200)
  return find(id)
}

const storedIn = (page: Page, key: string) => page.evaluate((name) => localStorage.getItem(name), key)
const cookiesOf = (page: Page) => page.evaluate(() => document.cookie)
const call = (page: Page, name: string) =>
  page.evaluate((first) => {
    const tributary: unknown = Reflect.get(window, 'tributary')
    if (typeof tributary === 'function') tributary(first)
  }, name)

test('a click leads to the shop, and the shop’s script reports its conversion', async ({ page, elsewhere }) => {
  const shop = await startShop()
  await signIn(page, demo().admin)
  await page.goto('/overview')
  const offer = await createOffer(page, shop.url)

  await page.goto(`/offers/${offer.incremental_id}/test`)
  const snippets = page.getByRole('region', { name: 'JavaScript tag' }).locator('code')
  await expect(snippets).toHaveCount(2)
  await expect(snippets.first()).toHaveText(TAG)
  const [tag = '', conversion = ''] = await textsOf(snippets)
  shop.put({ tag, conversion })

  const link = `/t/click?offer=${offer.id}&publisher=${publisher(0).incrementalId}`
  const visitor = await elsewhere()
  await visitor.goto(link)
  await expect(visitor.getByRole('heading', { name: 'Shop' })).toBeVisible()
  const clickId = new URL(visitor.url()).searchParams.get('click_id') ?? ''
  await expect.poll(() => cookiesOf(visitor)).toContain(`tributary_${offer.id}=${clickId}`)

  const reported = visitor.waitForResponse(/\/t\/pixel\?/)
  await visitor.goto(`${shop.url}/thanks`)
  expect((await reported).headers()['conversion-status']).toBe('approved')
  const list = async () => {
    const answer = await page.request.get(`${listConversions.path}?range=7d&offer=${offer.incremental_id}`)
    return listConversions.response.parse(await answer.json()).rows
  }
  await expect.poll(list).toMatchObject([{ clickId, externalId: 'ORDER-1', amount: { value: '12.5' } }])

  // Who opts out is forgotten, and not found again.
  await call(visitor, 'optout')
  expect(await cookiesOf(visitor)).not.toContain(clickId)
  await visitor.goto(link)
  await expect(visitor.getByRole('heading', { name: 'Shop' })).toBeVisible()
  await expect.poll(() => visitor.evaluate(() => typeof Reflect.get(window, 'tributary'))).toBe('function')
  expect(await cookiesOf(visitor)).toBe('tributary_optout=1')

  // Browsers without cookies keep it, too.
  const strict = await elsewhere()
  await strict.addInitScript(() => Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} }))
  await strict.goto(link)
  await expect.poll(() => storedIn(strict, `tributary_${offer.id}`)).toMatch(/^[\da-f-]{36}\|\d+$/)
  const again = strict.waitForResponse(/\/t\/pixel\?/)
  await strict.goto(`${shop.url}/thanks`)
  expect((await again).headers()['conversion-status']).toBe('approved')
  await shop.stop()
})
