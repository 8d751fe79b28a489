import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { NO_ID, type ClickRow } from '@/lib/events/tables'
import { setAway } from '@/lib/testing/absence'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'

// How the tracker answers visitors and scripts. For what it records, see click.test.ts.

/** An edit must be live within a second, but a test machine may be busy. */
const SOON = 5000

let t: StartedTracker
let rows: ClickRow[]
let append: (row: ClickRow) => Promise<void>

beforeAll(async () => {
  t = await startTracker({ append: (row) => append(row) })
})
afterAll(() => t.close())

const record = async (row: ClickRow) => void rows.push(row)
async function open(
  query: Record<string, string | undefined> | string,
  options?: Parameters<StartedTracker['get']>[1],
) {
  rows = []
  append = record
  const search =
    typeof query === 'string'
      ? query
      : new URLSearchParams(
          Object.entries(query).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
        ).toString()
  return t.get(`/t/click?${search}`, options)
}
const link = (name = 'Open', rest: Record<string, string | undefined> = {}) => ({
  offer: t.of(name).id,
  publisher: t.publisher.id,
  ...rest,
})

describe('a valid link', () => {
  test('redirects with an uncacheable response', async () => {
    const { status, headers, location, body } = await open(link('Open', { sub_id: 'a b&c' }))
    expect(status).toBe(302)
    expect(location).toBe(`https://shop.example/land?cid=${rows[0]?.id}&s=a%20b%26c`)
    expect(headers).toMatchObject({
      'cache-control': 'no-store, private',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-robots-tag': 'noindex',
      'content-length': '0',
    })
    expect(body).toBe('')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ status: 'Approved', reason: '', url: location })
  })

  test('names things by ID, number, or slug', async () => {
    const offer = t.of('Open')
    for (const query of [
      { offer: offer.id, publisher: t.publisher.id },
      { offer: offer.id.toUpperCase(), publisher: t.publisher.id.toUpperCase() },
      { offer: offer.id, publisher: '1' },
      { offer: offer.id, publisher: 'daily-deals' },
      { offer: '1', publisher: '1', org: 'acme' },
      { offer: offer.id, publisher: '1', org: 'acme' },
      { offer: offer.id, publisher: '1', lp: offer.landingPages[0]?.id },
      { offer: offer.id, publisher: '1', lp: String(offer.landingPages[0]?.incrementalId) },
      { offer: offer.id, publisher: '1', campaign: 'spring 7' },
      { offer: offer.id, publisher: '1', campaign: t.campaign.id },
      { offer: offer.id, publisher: '1', lp: '', campaign: '', org: '', redirect_url: '' },
    ]) {
      const { status } = await open(query)
      expect([query, status]).toEqual([query, 302])
      expect(rows[0]).toMatchObject({ organization: t.organization.id, offer: 1, publisher: 1, status: 'Approved' })
    }
    expect((await open({ offer: '1', publisher: '1', org: 'other' })).location).toBe('https://hats.example/')
    expect(rows[0]).toMatchObject({ organization: t.other.id })
  })

  test('uses the first of a repeated parameter', async () => {
    await open(`offer=${t.of('Open').id}&publisher=1&sub_id=first&sub_id=second&offer=nonsense`)
    expect(rows[0]).toMatchObject({ sub_id: 'first', offer: 1 })
  })

  test('goes to the first active landing page, or to the one it names', async () => {
    const pages = t.of('Many pages').landingPages
    expect((await open(link('Many pages'))).location).toBe('https://shop.example/first')
    expect((await open(link('Many pages', { lp: pages[2]?.id }))).location).toBe('https://shop.example/second')
    expect(rows[0]?.landing_page).toBe(pages[2]?.incrementalId)
  })
})

describe('a link that leads nowhere', () => {
  const long = 'x'.repeat(10_000)
  test.each([
    ['nothing at all', ''],
    ['no offer', 'publisher=1'],
    ['no publisher', 'offer=OPEN'],
    ['empty ones', 'offer=&publisher='],
    ['an unknown offer', 'offer=0199d0a0-0000-7000-8000-000000000001&publisher=1'],
    ['an unknown publisher', 'offer=OPEN&publisher=0199d0a0-0000-7000-8000-000000000001'],
    ['an unknown number', 'offer=OPEN&publisher=99'],
    ['an unknown slug', 'offer=OPEN&publisher=nobody'],
    ['an unknown organization', 'offer=1&publisher=1&org=nobody'],
    ['the wrong organization', 'offer=OPEN&publisher=1&org=other'],
    ['another organization’s publisher', 'offer=OPEN&publisher=OTHER_PUBLISHER'],
    ['a number that several organizations have', 'offer=1&publisher=1'],
    ['a number not in its one form', 'offer=01&publisher=1&org=acme'],
    ['a negative number', 'offer=-1&publisher=1&org=acme'],
    ['a fraction', 'offer=1.0&publisher=1&org=acme'],
    ['a number too large', 'offer=99999999999999999999&publisher=1&org=acme'],
    ['a number in other digits', 'offer=%D9%A1&publisher=1&org=acme'],
    ['a number with a space', 'offer=+1&publisher=1&org=acme'],
    ['an archived offer', 'offer=ARCHIVED&publisher=1'],
    ['an unknown landing page', 'offer=OPEN&publisher=1&lp=99'],
    ['another offer’s landing page', 'offer=OPEN&publisher=1&lp=OTHER_LP'],
    ['an unknown campaign', 'offer=OPEN&publisher=1&campaign=nope'],
    ['broken percent-encoding', 'offer=%&publisher=%zz'],
    ['bytes that aren’t UTF-8', 'offer=%ff%fe&publisher=%c3%28'],
    ['NUL bytes', 'offer=OPEN%00&publisher=1'],
    ['a publisher of NUL', 'offer=OPEN&publisher=%00'],
    ['a huge offer', `offer=${long}&publisher=1`],
    ['a huge publisher', `offer=OPEN&publisher=${long}`],
    ['a huge landing page', `offer=OPEN&publisher=1&lp=${long}`],
    ['a huge campaign', `offer=OPEN&publisher=1&campaign=${long}`],
    ['JavaScript property names', 'offer=OPEN&publisher=__proto__&lp=constructor'],
    ['an extra question mark', '?offer=OPEN&publisher=1'],
    ['SQL', "offer=OPEN'--&publisher=1"],
  ])('with %s is a plain 404 page', async (_, query) => {
    const filled = query
      .replace('OPEN', t.of('Open').id)
      .replace('ARCHIVED', t.of('Archived').id)
      .replace('OTHER_LP', t.of('Many pages').landingPages[1]?.id ?? '')
      .replace('OTHER_PUBLISHER', t.otherPublisher.id)
    const { status, headers, body } = await open(filled)
    expect(status).toBe(404)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store, private',
      'x-robots-tag': 'noindex',
    })
    expect(body).toContain('This link doesn’t work')
    expect(rows).toEqual([])
    const json = await open(`${filled}&no_redirect=true`)
    expect(json.status).toBe(404)
    expect(JSON.parse(json.body)).toMatchObject({ error: 'not_found' })
    expect(rows).toEqual([])
  })

  test.each([
    '/t',
    '/t/',
    '/t?offer=1',
    '/t/click/',
    '/t/click/more',
    '/t/other',
    '/t/CLICK',
    '/t/%63lick',
    '/t/..%2f',
  ])('to %s is a 404 page', async (path) => {
    const { status, body } = await t.get(path)
    expect(status).toBe(404)
    expect(body).toContain('This link doesn’t work')
  })

  test.each(['/', '/trends', '/tt/click', '/T/click', '//t/click', '/api/t/click', '*'])(
    'doesn’t handle %s',
    async (path) => {
      expect((await t.get(path, { method: path === '*' ? 'OPTIONS' : 'GET' })).status).toBe(418)
    },
  )

  test('archived publishers and landing pages become unknown within a second', async () => {
    const [page] = t.of('Many pages').landingPages
    await t.database.prisma.landingPage.update({ where: { id: page?.id }, data: { archived: true } })
    await vi.waitFor(async () => expect((await open(link('Many pages', { lp: page?.id }))).status).toBe(404), SOON)
    await t.database.prisma.publisher.update({ where: { id: t.paused.id }, data: { archived: true } })
    await vi.waitFor(
      async () => expect((await open({ offer: t.of('Open').id, publisher: 'paused' })).status).toBe(404),
      SOON,
    )
    await t.database.prisma.publisher.update({ where: { id: t.paused.id }, data: { archived: false } })
    await t.database.prisma.landingPage.update({ where: { id: page?.id }, data: { archived: false } })
    await vi.waitFor(async () => expect((await open(link('Many pages', { lp: page?.id }))).status).toBe(403), SOON)
  })

  test('an archived campaign still counts', async () => {
    await t.database.prisma.campaign.update({ where: { id: t.campaign.id }, data: { archived: true } })
    await vi.waitFor(
      () =>
        expect(t.catalog.organizations.get(t.organization.id)?.campaigns.byId.get(t.campaign.id)?.archived).toBe(true),
      SOON,
    )
    expect((await open(link('Open', { campaign: 'spring 7' }))).status).toBe(302)
    expect(rows[0]?.campaign).toBe(t.campaign.id)
  })
})

describe('a rejected click', () => {
  test.each([
    ['Inactive', {}, 'offer_inactive'],
    ['Of a closed advertiser', {}, 'advertiser_inactive'],
    ['Open', { publisher: 'paused' }, 'publisher_inactive'],
    ['Private', {}, 'offer_not_approved'],
    ['On request', {}, 'offer_not_approved'],
    ['Without pages', {}, 'landing_page_missing'],
    ['Many pages', { lp: 'OFF' }, 'landing_page_inactive'],
    ['Open', { redirect_url: 'https://shop.example/deep' }, 'redirect_not_allowed'],
    ['Deep', { redirect_url: 'https://evil.example/' }, 'redirect_not_allowed'],
    ['Deep', { redirect_url: 'javascript:alert(1)' }, 'redirect_not_allowed'],
    ['Deep', { redirect_url: `https://shop.example@evil.example/${'x'.repeat(9000)}` }, 'redirect_not_allowed'],
  ])('%s %j: %s', async (name, rest, reason) => {
    const query = link(name, 'lp' in rest ? { lp: t.of(name).landingPages[0]?.id } : rest)
    const answer = await open(query)
    expect(rows).toHaveLength(1)
    const row = rows[0]
    expect(row).toMatchObject({ status: 'Rejected', reason, payout: '0', revenue: '0' })
    if (t.of(name).fallbackUrl === null) {
      expect(answer.status).toBe(403)
      expect(answer.body).toContain('This offer isn’t available')
      expect(answer.body).toContain(row?.id)
      expect(row?.url).toBe('')
    } else {
      expect(answer.status).toBe(302)
      expect(answer.location).toBe(`https://fallback.example/?from=${t.of(name).incrementalId}&id=${row?.id}`)
      expect(row?.url).toBe(answer.location)
    }
    const json = await open({ ...query, no_redirect: 'true' })
    expect(json.status).toBe(200)
    expect(JSON.parse(json.body)).toEqual({ transaction_id: rows[0]?.id, status: 'rejected', reason })
  })

  test('an approved publisher can run a private offer', async () => {
    expect((await open(link('Approved'))).status).toBe(302)
  })

  test('goes nowhere when neither landing page nor fallback is a valid web address', async () => {
    const offer = t.of('Not per click')
    await t.database.prisma.landingPage.updateMany({
      where: { offerId: offer.id },
      data: { redirectUrl: 'javascript:alert(1)' },
    })
    await t.database.prisma.offer.update({
      where: { id: offer.id },
      data: { fallbackUrl: 'https://{sub_id}.example/' },
    })
    await vi.waitFor(async () => {
      expect((await open(link('Not per click'))).status).toBe(403)
      expect(rows[0]?.reason).toBe('landing_page_broken')
    }, SOON)
  })
})

describe('a deep link', () => {
  test.each([
    ['https://shop.example/p?x=1#y', 'https://shop.example/p?x=1#y'],
    ['https://WWW.shop.example/p', 'https://www.shop.example/p'],
    ['https://shop.example/p?cid={click_id}&s={sub_id}', 'https://shop.example/p?cid=ID&s=a%26b'],
    ['https://shop.example/{sub_id}/p', 'https://shop.example/a%26b/p'],
    ['https://shop.example/ä b', 'https://shop.example/%C3%A4%20b'],
  ])('%s', async (redirect_url, expected) => {
    for (const name of ['Deep', 'Deep without pages']) {
      const { status, location } = await open(link(name, { redirect_url, sub_id: 'a&b' }))
      expect([status, location]).toEqual([302, expected.replace('ID', rows[0]?.id ?? '')])
      expect(rows[0]).toMatchObject({ status: 'Approved', url: location })
    }
  })

  test('falls back to the landing page when the parameter is missing', async () => {
    expect((await open(link('Deep'))).location).toContain('https://shop.example/land')
  })
})

describe('scripts', () => {
  test('get JSON that any page may read', async () => {
    const { status, headers, body } = await open(link('Open', { no_redirect: 'true' }))
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
      'cache-control': 'no-store, private',
    })
    expect(JSON.parse(body)).toEqual({ transaction_id: rows[0]?.id, status: 'approved' })
    expect(rows).toHaveLength(1)
  })

  test('can’t read a redirect', async () => {
    expect((await open(link())).headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('other methods', () => {
  test('HEAD redirects the same way but records nothing', async () => {
    const { status, location, body } = await open(link('Open', { sub_id: 'x' }), { method: 'HEAD' })
    expect([status, location, body]).toEqual([302, `https://shop.example/land?cid=${NO_ID}&s=x`, ''])
    expect((await open(link('Inactive'), { method: 'HEAD' })).status).toBe(403)
    expect((await open(link('Inactive with fallback'), { method: 'HEAD' })).status).toBe(302)
    expect((await open('offer=nope', { method: 'HEAD' })).status).toBe(404)
    expect((await open(link('Open', { no_redirect: 'true' }), { method: 'HEAD' })).status).toBe(200)
    expect(rows).toEqual([])
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
    const { status, headers } = await open(link(), { method })
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
    expect(rows).toEqual([])
  })
})

describe('recording before answering', () => {
  test('answers only once the click is durable', async () => {
    let durable: (() => void) | undefined
    rows = []
    append = (row) => {
      rows.push(row)
      return new Promise<void>((resolve) => (durable = resolve))
    }
    let answered = false
    const answer = t.get(`/t/click?offer=${t.of('Open').id}&publisher=1`).finally(() => (answered = true))
    await vi.waitFor(() => expect(rows).toHaveLength(1))
    let drained = false
    const drain = t.tracker.drain().finally(() => (drained = true))
    await t.get('/t/other')
    expect([answered, drained]).toEqual([false, false])
    durable?.()
    expect((await answer).status).toBe(302)
    await drain
    await t.tracker.drain()
  })

  test.each([
    ['rejects', () => Promise.reject(new Error('disk full'))],
    [
      'throws',
      () => {
        throw new Error('disk full')
      },
    ],
  ])('asks the visitor to try again when the event log %s', async (_, broken) => {
    append = broken
    const path = `/t/click?offer=${t.of('Open').id}&publisher=1`
    const page = await t.get(path)
    expect([page.status, page.headers['retry-after']]).toEqual([503, '5'])
    expect(page.body).toContain('Please try again in a moment')
    const json = await t.get(`${path}&no_redirect=true`)
    expect([json.status, json.headers['retry-after']]).toEqual([503, '5'])
    expect(JSON.parse(json.body)).toMatchObject({ error: 'unavailable' })
    expect(t.lines.join()).toContain('disk full')
    await t.tracker.drain()
  })

  test('logs one line a minute, not one per click, when the disk refuses every click', async () => {
    append = () => Promise.reject(new Error('disk full'))
    const refused = await Promise.all(
      Array.from({ length: 30 }, () => t.get(`/t/click?offer=${t.of('Open').id}&publisher=1`)),
    )
    expect(refused.every(({ status }) => status === 503)).toBe(true)
    expect(t.lines.filter((line) => line.includes('disk full'))).toHaveLength(1)
  })

  test('records the click even if the visitor has left', async () => {
    let durable: (() => void) | undefined
    rows = []
    append = (row) => {
      rows.push(row)
      return new Promise<void>((resolve) => (durable = resolve))
    }
    const socket = connect(t.port, '127.0.0.1')
    socket.write(`GET /t/click?offer=${t.of('Open').id}&publisher=1 HTTP/1.1\r\nHost: x\r\n\r\n`)
    await vi.waitFor(() => expect(rows).toHaveLength(1))
    socket.destroy()
    await new Promise((resolve) => socket.once('close', resolve))
    durable?.()
    await t.tracker.drain()
    expect((await open(link())).status).toBe(302)
  })
})

test('edits are live within a second, and a PostgreSQL outage changes nothing', async () => {
  const { id } = t.of('Open')
  await t.database.prisma.offer.update({ where: { id }, data: { active: false } })
  await vi.waitFor(async () => expect((await open(link())).status).toBe(403), SOON)
  await t.database.prisma.offer.update({ where: { id }, data: { active: true } })
  await t.database.prisma.landingPage.updateMany({
    where: { offerId: id },
    data: { redirectUrl: 'https://shop.example/new?c={click_id}' },
  })
  await vi.waitFor(
    async () => expect((await open(link())).location).toBe(`https://shop.example/new?c=${rows[0]?.id}`),
    SOON,
  )

  await setAway(t.database, true)
  for (let count = 0; count < 50; count++) {
    expect((await open(link())).status).toBe(302)
    expect(rows).toHaveLength(1)
  }
  await setAway(t.database, false)
})
