import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ADDRESS_HEADER } from '@/lib/identity/origin'
import { dispatch } from '@/lib/api/dispatch'
import type { ClickRow } from '@/lib/events/tables'
import { provideLinkViews } from '@/lib/testing/link-views'
import { CHROME, startTracker, type StartedTracker } from '@/lib/testing/tracker'

let t: StartedTracker
let rows: ClickRow[] = []
let isFull = false
beforeAll(async () => {
  t = await startTracker({
    append: async (row) => {
      if (isFull) throw new Error('The disk is full.')
      rows.push(row)
    },
  })
  provideLinkViews((view) => t.tracker.report(view))
  const link = { organizationId: t.organization.id, domain: '', key: 'Launch', lookupKey: 'launch' }
  await t.database.prisma.link.create({ data: { ...link, url: 'https://shop.example/?id={click_id}' } })
  await vi.waitFor(() => expect(t.catalog.links.get('', 'launch')).toBeDefined(), { timeout: 5000, interval: 10 })
})
afterAll(() => t.close())

async function send(body: unknown, more: Record<string, string> = {}, method = 'POST') {
  rows = []
  const headers = {
    'content-type': 'application/json',
    'user-agent': CHROME,
    'accept-language': 'de-AT',
    origin: 'https://shop.example',
    [ADDRESS_HEADER]: '81.2.69.142',
    ...more,
  }
  const init = { method, headers, ...(method === 'POST' ? { body: JSON.stringify(body) } : {}) }
  return dispatch(new Request('http://localhost:3000/api/track/click', init))
}

test('a page records a click on a short link without a key', async () => {
  const answer = await send({ domain: 'localhost:3000', key: 'LAUNCH', referrer: 'https://news.example/' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(await answer.json()).toEqual({ clickId: rows[0]?.id })
  expect(rows).toMatchObject([
    {
      organization: t.organization.id,
      key: 'Launch',
      domain: '',
      trigger: 'pageview',
      country: 'GB',
      browser: 'Chrome',
      language: 'de-AT',
      referer_host: 'news.example',
      url: `https://shop.example/?id=${rows[0]?.id}`,
      bot: false,
      status: 'Approved',
    },
  ])
  await send({ domain: 'localhost', key: 'launch', url: 'https://shop.example/page' })
  expect(rows[0]).toMatchObject({ url: 'https://shop.example/page' })
})

test('any site may ask first', async () => {
  const { status, headers } = await send(undefined, { 'access-control-request-method': 'POST' }, 'OPTIONS')
  expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-methods')]).toEqual([
    204,
    '*',
    'POST',
  ])
})

test.each([
  [{ domain: 'localhost', key: 'nothing' }, 404, 'not_found'],
  [{ domain: 'elsewhere.example', key: 'launch' }, 404, 'not_found'],
  [{ domain: 'not a host', key: 'launch' }, 404, 'not_found'],
  [{ key: 'launch' }, 422, 'unprocessable_entity'],
  [{ domain: 'localhost', key: 'launch', url: 'javascript:1' }, 422, 'unprocessable_entity'],
  [{ domain: 'localhost', key: 'launch', offer: 1 }, 422, 'unprocessable_entity'],
])('%j is refused', async (body, status, code) => {
  const answer = await send(body)
  expect([answer.status, await answer.json()]).toMatchObject([status, { error: { code } }])
  expect(rows).toEqual([])
})

test('a click that can’t be recorded gets no ID', async () => {
  isFull = true
  const answer = await send({ domain: 'localhost', key: 'launch' })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  isFull = false
})
