import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Catalog } from '@/lib/catalog/records'
import { loggedPostbacks } from '@/lib/testing/conversions'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'
import { cookieOf, transactionInCookies } from './cookies'

// Conversions that an image or iframe on the advertiser's page reports, by the cookie that the click set.

const SOON = { timeout: 15_000, interval: 20 }
const HTTPS = { 'x-forwarded-proto': 'https' }
const DAY = 86_400_000

let started: StartedTracker
let offerId: string
beforeAll(async () => {
  started = await startTracker()
  offerId = started.of('Not per click').id
  await started.database.prisma.offer.update({ where: { id: offerId }, data: { cookieTrackingEnabled: true } })
  await vi.waitFor(() => expect(started.catalog.offers.get(offerId)?.cookieTrackingEnabled).toBe(true), SOON)
})
afterAll(() => started.close())

async function click(headers: Record<string, string> = {}, name = 'Not per click') {
  const { of, publisher, get } = started
  const answer = await get(`/t/click?offer=${of(name).id}&publisher=${publisher.id}`, { headers })
  const [set] = answer.headers['set-cookie'] ?? []
  return { set, cookie: set?.split(';', 1)[0] ?? '' }
}
const pixel = (cookie: string, query = '', headers: Record<string, string> = {}) =>
  started.get(`/t/pixel?offer=${offerId}${query}`, { headers: { cookie, ...headers } })
const cookieOffer = () => {
  const found = started.catalog.offers.get(offerId)
  if (!found) throw new Error('No offer')
  return found
}
const conversions = () => started.database.prisma.conversion.findMany({ orderBy: { id: 'asc' } })

describe('the cookie', () => {
  test('is set by clicks on offers that use it, and by no others', async () => {
    expect((await click({}, 'Open')).set).toBeUndefined()
    expect((await click()).set).toMatch(
      /^tributary_clicks=[\w-]{44}; Path=\/t\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    )
    expect((await click(HTTPS)).set).toMatch(/; HttpOnly; SameSite=None; Secure$/)
    expect((await click({ 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })).set).toBeUndefined()
  })

  test('remembers the last click of each of the last 20 offers, as long as they can convert', () => {
    const base = cookieOffer()
    const now = Date.now()
    const idAt = (time: number, number: number) =>
      `${time
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-')}-7000-8000-${String(number).padStart(12, '0')}`
    const offers = Array.from({ length: 25 }, (_, index) => ({ ...base, id: idAt(0, index) }))
    const all = new Catalog()
    for (const offer of offers) all.offers.set(offer.id, offer)
    let cookie = ''
    for (const [index, offer] of offers.entries())
      cookie =
        cookieOf('click', {
          header: cookie,
          catalog: all,
          offer,
          id: idAt(now, index),
          isSecure: true,
          now,
        }).split(';', 1)[0] ?? ''
    expect(cookie.length).toBeLessThan(1000)
    expect(offers.map((offer) => transactionInCookies(cookie, offer, now) !== undefined)).toEqual(
      offers.map((_, index) => index >= 5),
    )
    const [first] = offers
    if (!first) throw new Error('No offer')
    const later = cookieOf('click', {
      header: cookie,
      catalog: all,
      offer: first,
      id: idAt(now, 99),
      isSecure: true,
      now: now + 31 * DAY,
    })
    expect(later).toContain('Max-Age=')
    expect(transactionInCookies(later.split(';', 1)[0], first, now)).toBeUndefined()
  })
})

describe('the pixel', () => {
  test('records the conversion of the click in the cookie, and always looks the same', async () => {
    const { cookie } = await click()
    const before = (await conversions()).length
    const answer = await pixel(cookie, '&amount=12.50&currency=EUR&external_transaction_id=o1')
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/gif', 'conversion-status': 'approved', 'cache-control': 'no-store, private' },
    })
    expect((await conversions()).slice(before)).toMatchObject([
      {
        offerId,
        externalId: 'o1',
        clickId: transactionInCookies(cookie, cookieOffer(), Date.now()),
        status: 'Approved',
      },
    ])
    expect((await pixel(cookie)).headers['conversion-status']).toBe('duplicate')
    await started.recorder.drain()
    expect(
      (await loggedPostbacks(started.events, started.organization.id)).map(({ result, source }) => [source, result]),
    ).toEqual(
      expect.arrayContaining([
        ['pixel', 'approved'],
        ['pixel', 'duplicate'],
      ]),
    )
  })

  test.each<[string, string, Record<string, string>]>([
    ['asked for', '&format=iframe', {}],
    ['by the element it’s in', '', { 'sec-fetch-dest': 'iframe' }],
    ['by what the browser accepts', '', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }],
  ])('is a page in iframes: %s', async (_, query, headers) => {
    const answer = await pixel('', query, headers)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.body).toContain('<!doctype html>')
  })

  test('is logged for the organization that it names, even if the offer is unknown', async () => {
    const logged = async () => loggedPostbacks(started.events, started.organization.id)
    const before = (await logged()).length
    await started.get(`/t/pixel?org=${started.organization.slug}&offer=99999`)
    await started.recorder.drain()
    expect((await logged()).slice(before)).toMatchObject([
      { source: 'pixel', result: 'invalid', message: 'offer must be the ID of an offer.' },
    ])
  })

  test('says what’s wrong in a header', async () => {
    const { cookie } = await click()
    const before = (await conversions()).length
    const resultOf = async (path: string, headers: Record<string, string> = { cookie }) =>
      (await started.get(path, { headers })).headers['conversion-status']
    expect(await resultOf('/t/pixel')).toBe('invalid')
    expect(await resultOf(`/t/pixel?offer=${offerId}`, {})).toBe('unknown_click')
    expect(await resultOf(`/t/pixel?offer=${offerId}&amount=x`)).toBe('invalid')
    expect(await resultOf(`/t/pixel?offer=${started.of('Open').id}`)).toBe('not_allowed')
    expect(await conversions()).toHaveLength(before)
  })

  test('records nothing for HEAD, and nothing once the offer doesn’t use cookies anymore', async () => {
    const { cookie } = await click()
    const before = (await conversions()).length
    expect((await started.get(`/t/pixel?offer=${offerId}`, { method: 'HEAD', headers: { cookie } })).status).toBe(200)
    await started.database.prisma.offer.update({ where: { id: offerId }, data: { cookieTrackingEnabled: false } })
    await vi.waitFor(async () => expect((await pixel(cookie)).headers['conversion-status']).toBe('not_allowed'), SOON)
    expect((await conversions()).length - before).toBeLessThanOrEqual(1)
  })
})
