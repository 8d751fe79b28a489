import { gzipSync } from 'node:zlib'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import built from '@/lib/tag.json'
import { loggedPostbacks } from '@/lib/testing/conversions'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'
import { builtTag } from './tag.generate'

// The script on advertisers' pages. What it does in a browser is in e2e/tag.spec.ts.

const SOON = { timeout: 15_000, interval: 20 }

let started: StartedTracker
let offerId: string
beforeAll(async () => {
  started = await startTracker()
  offerId = started.of('Not per click').id
  await setOffer(true)
})
afterAll(() => started.close())

async function setOffer(enableJsTracking: boolean): Promise<void> {
  await started.database.prisma.offer.update({ where: { id: offerId }, data: { enableJsTracking } })
  await vi.waitFor(() => expect(started.catalog.offers.get(offerId)).toMatchObject({ enableJsTracking }), SOON)
}

test('is built from its source, in at most 2 kB', async () => {
  expect(built.script, 'Run npx tsx lib/tracking/tag.generate.ts').toBe(await builtTag())
  expect(gzipSync(built.script).length).toBeLessThanOrEqual(2048)
})

test('is cached, compressed, and only sent again once it changed', async () => {
  const plain = await started.get('/t.js?v=1')
  expect(plain).toMatchObject({
    status: 200,
    body: built.script,
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': expect.stringMatching(/^public, max-age=\d+/),
      'cross-origin-resource-policy': 'cross-origin',
      etag: expect.stringMatching(/^"[\w-]+"$/),
    },
  })
  const again = await started.get('/t.js', { headers: { 'if-none-match': plain.headers.etag ?? '' } })
  expect(again).toMatchObject({ status: 304, body: '' })
  const { headers } = await started.get('/t.js', { headers: { 'accept-encoding': 'br, gzip' } })
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
  expect((await started.get('/t.js', { method: 'HEAD' })).body).toBe('')
  expect((await started.get('/t.js', { method: 'POST' })).status).toBe(405)
})

describe('a conversion that it reports', () => {
  async function click(name = 'Not per click'): Promise<string> {
    const { of, publisher, get } = started
    const { body } = await get(`/t/click?offer=${of(name).id}&publisher=${publisher.id}&no_redirect=true`)
    return z.object({ transaction_id: z.string() }).parse(JSON.parse(body)).transaction_id
  }
  const report = async (transactionId: string, more = '') =>
    (await started.get(`/t/pixel?offer=${offerId}&transaction_id=${transactionId}${more}`)).headers
  const last = async () => (await loggedPostbacks(started.events, started.organization.id)).at(-1)

  test('is of the click that it names, and pages can read what became of it', async () => {
    const id = await click()
    expect(await report(id, '&amount=5&external_transaction_id=o1')).toMatchObject({
      'conversion-status': 'approved',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Conversion-Status',
    })
    expect(await report(id)).toMatchObject({ 'conversion-status': 'duplicate' })
    const [row] = await started.database.prisma.conversion.findMany({ where: { clickId: id } })
    expect(row).toMatchObject({ externalId: 'o1', facts: { source: 'script' } })
  })

  test('needs an ID, of a click on this offer', async () => {
    expect(await report('17')).toMatchObject({ 'conversion-status': 'invalid' })
    expect(await last()).toMatchObject({ source: 'script', message: 'transaction_id must be a click ID.' })
    expect(await report(await click('Deep'))).toMatchObject({ 'conversion-status': 'not_allowed' })
    expect(await last()).toMatchObject({ message: 'The click is on another offer.' })
  })

  test('is refused if the offer doesn’t use JavaScript tracking', async () => {
    const id = await click()
    await setOffer(false)
    expect(await report(id)).toMatchObject({ 'conversion-status': 'not_allowed' })
    expect(await last()).toMatchObject({ result: 'not_allowed', message: 'The offer doesn’t use JavaScript tracking.' })
    await setOffer(true)
  })
})

describe('a page with data-pageview', () => {
  /** Runs the script in a page that's just large enough for it. @returns what it requested and keeps */
  async function run(attributes: Readonly<Record<string, string>>, cookies = '') {
    const requests: { url: string; method?: string }[] = []
    class HTMLScriptElement {
      src = 'https://go.shop.example/t.js'
      getAttribute = (name: string) => attributes[name] ?? null
      hasAttribute = (name: string) => Object.hasOwn(attributes, name)
    }
    const document = { currentScript: new HTMLScriptElement(), cookie: cookies, referrer: 'https://news.example/?a=1' }
    const location = {
      href: 'https://shop.example/p?x=1',
      search: '?x=1',
      hash: '',
      hostname: 'shop.example',
      protocol: 'https:',
    }
    const fetch = async (url: string, { method }: { method?: string }) => {
      requests.push({ url, ...(method === undefined ? {} : { method }) })
      return { json: async () => ({ clickId: '0199d0a0-0000-7000-8000-000000000001' }) }
    }
    const window = { fetch }
    runInNewContext(built.script, { window, document, location, fetch, HTMLScriptElement, localStorage: {} })
    await new Promise((resolve) => setImmediate(resolve))
    return { requests, cookie: document.cookie }
  }

  test('reports its link, its address, and where the visitor comes from', async () => {
    const { requests } = await run({ 'data-pageview': '', 'data-domain': 'acme.link', 'data-key': 'ad/1' })
    const query = new URLSearchParams({
      domain: 'acme.link',
      key: 'ad/1',
      url: 'https://shop.example/p?x=1',
      referrer: 'https://news.example/?a=1',
    })
    expect(requests).toEqual([{ url: `https://go.shop.example/t/pageview?${query.toString()}`, method: 'POST' }])
    expect((await run({ 'data-pageview': '' })).requests[0]?.url).toContain('?domain=go.shop.example&key=_root&')
  })

  test('keeps the click for conversions only if it has none, and reports nothing after an opt-out', async () => {
    const both = { 'data-pageview': '', 'data-offer': 'o' }
    expect((await run(both)).cookie).toMatch(/^tributary_o=0199d0a0-0000-7000-8000-000000000001;/)
    const earlier = 'tributary_o=0199d0a0-0000-7000-8000-000000000009'
    expect((await run(both, earlier)).cookie).toBe(earlier)
    expect((await run(both, 'tributary_optout=1')).requests).toEqual([])
    expect((await run({ 'data-offer': 'o' })).requests).toEqual([])
  })
})
