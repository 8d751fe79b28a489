import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { foldKey } from '@/lib/catalog/rules/short-link-key'
import type { Prisma } from '@/lib/database/generated/client'
import { NO_ID, type ClickRow } from '@/lib/events/tables'
import { hashLinkPassword } from '@/lib/link-password'
import { startTracker, type Answer, type StartedTracker } from '@/lib/testing/tracker'
import { isUuid } from '@/lib/uuid'

/** An edit must be live within a second, but a test machine may be busy. */
const SOON = { timeout: 5000, interval: 10 }
const HOST = 'go.acme.example'
const EXACT = 'Exact.acme.example'.toLowerCase()
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
const PIXEL =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36'
const LONDON = '81.2.69.142'
const SLACK = 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'

let t: StartedTracker
let rows: ClickRow[] = []
let now = Date.UTC(2026, 5, 3, 12)
beforeAll(async () => {
  t = await startTracker({ append: async (row) => void rows.push(row), now: () => now })
  const { prisma } = t.database
  await prisma.trackingDomain.create({ data: { organizationId: t.organization.id, host: HOST } })
  await prisma.trackingDomain.create({
    data: { organizationId: t.organization.id, host: EXACT, isCaseSensitive: true },
  })
})
afterAll(() => t.close())
beforeEach(() => void (rows = []))

type Given = Partial<Prisma.LinkUncheckedCreateInput>

/** Creates a link and waits until the tracker knows it. */
async function link(key: string, { domain = HOST, ...more }: Given = {}) {
  const lookupKey = foldKey(key, domain === EXACT)
  const data = { organizationId: t.organization.id, domain, key, lookupKey, url: 'https://shop.example/p', ...more }
  const created = await t.database.prisma.link.create({ data })
  await known(created.id, domain, lookupKey)
  return created
}
const known = (id: string | undefined, domain: string, lookupKey: string) =>
  vi.waitFor(() => expect(t.catalog.links.get(domain, lookupKey)?.id).toBe(id), SOON)
const edit = (id: string, data: Prisma.LinkUncheckedUpdateInput) =>
  t.database.prisma.link.update({ where: { id }, data })

type How = { host?: string; agent?: string; from?: string; method?: string; body?: string; referer?: string }
function open(path: string, { host = HOST, agent, from, method, body, referer }: How = {}): Promise<Answer> {
  return t.get(path, {
    headers: {
      host,
      ...(agent === undefined ? {} : { 'user-agent': agent }),
      ...(from === undefined ? {} : { 'x-forwarded-for': from }),
      ...(referer === undefined ? {} : { referer }),
    },
    ...(method === undefined ? {} : { method }),
    ...(body === undefined ? {} : { body }),
  })
}

describe('addresses', () => {
  test('case, Unicode, and slashes', async () => {
    const own = await link('Sale', { domain: '' })
    const plain = await link('Söle/2026')
    const exact = await link('Sale', { domain: EXACT })
    const emoji = await link('🎉')
    const cases: [path: string, host: string, id: string | null][] = [
      ['/l/Sale', 'localhost', own.id],
      ['/l/SALE?x=1', 'anything.example', own.id],
      ['/l/sale/', 'localhost', own.id],
      ['/S%C3%B6le/2026//', HOST, plain.id],
      ['/l//', 'localhost', null],
      ['/l/', 'localhost', null],
      ['/l/sale', HOST, null],
      ['/s%C3%B6le/2026', HOST, plain.id],
      ['/So%CC%88LE/2026', HOST, plain.id],
      ['/S%C3%96LE%2F2026', HOST, plain.id],
      ['/s%F6le/2026', HOST, null],
      ['/s%zzle', HOST, null],
      ['/Sale', EXACT, exact.id],
      ['/Sale', EXACT.toUpperCase(), exact.id],
      ['/Sale', `${EXACT}:8080`, exact.id],
      ['/sale', EXACT, null],
      ['/%F0%9F%8E%89', HOST, emoji.id],
      ['/_root', HOST, null],
      ['/', HOST, null],
      ['/sign-in', HOST, null],
      ['/team', HOST, null],
      [`/${'x'.repeat(9000)}`, HOST, null],
    ]
    for (const [path, host, id] of cases) {
      rows = []
      const { status } = await open(path, { host })
      expect([path, host, status, rows[0]?.link ?? null]).toEqual([path, host, id === null ? 404 : 302, id])
    }
    expect(await open('/overview', { host: 'localhost' })).toMatchObject({ status: 418 })
    for (const path of ['/api/links', '/robots.txt', '/_next/x']) expect((await open(path)).status).toBe(418)
  })

  test('the domain’s own link', async () => {
    const root = await link('_root')
    expect((await open('/?utm_source=x')).location).toBe('https://shop.example/p?utm_source=x')
    expect(rows[0]).toMatchObject({ link: root.id, key: '_root' })
    await edit(root.id, { deletedAt: new Date() })
    await known(undefined, HOST, '_root')
  })

  test('a domain’s links are its organization’s, its publishers’, and nobody else’s', async () => {
    await link('stolen', { organizationId: t.other.id })
    expect((await open('/stolen')).status).toBe(404)
    const theirs = { offerId: t.otherOffer.id, publisherId: t.otherPublisher.id, url: '' }
    const hats = await link('hats', { organizationId: t.other.id, domain: '', ...theirs })
    expect((await open('/l/hats', { host: 'localhost' })).location).toBe('https://hats.example/')
    expect(rows).toMatchObject([{ link: hats.id, organization: t.other.id, domain: '' }])
    const host = 'own.acme.example'
    await link('deals', { domain: host, publisherId: t.publisher.id })
    await link('paused', { domain: host, publisherId: t.paused.id })
    await t.database.prisma.trackingDomain.create({
      data: {
        organizationId: t.organization.id,
        host,
        publishers: { create: { publisherId: t.publisher.id } },
      },
    })
    await vi.waitFor(() => expect(t.catalog.domains.has(host)).toBe(true), SOON)
    rows = []
    expect((await open('/deals', { host })).status).toBe(302)
    expect((await open('/paused', { host })).status).toBe(404)
    expect(rows).toHaveLength(1)
  })
})

describe('a link without an offer', () => {
  test('is recorded with what it has', async () => {
    const folder = await t.database.prisma.folder.create({ data: { organizationId: t.organization.id, name: 'F' } })
    const tag = await t.database.prisma.tag.create({
      data: { organizationId: t.organization.id, name: 'T', color: 'red' },
    })
    const { id } = await link('plain', {
      url: 'https://shop.example/p?utm_medium=own&c={click_id}#top',
      publisherId: t.publisher.id,
      campaignId: t.campaign.id,
      folderId: folder.id,
      tenantId: 'tenant 1',
      trackConversion: true,
      utmSource: 'news & more',
      utmMedium: 'email',
      ref: 'friend',
      tags: { create: { tagId: tag.id } },
    })
    const { location, headers } = await open(
      '/plain?qr=1&sub_id=s&utm_source=other&color=gr%C3%BCn&c=2&customer=C%201&offer=9&timezone=Europe/Berlin',
    )
    const [row] = rows
    expect(isUuid(row?.id ?? '')).toBe(true)
    expect(location).toBe(
      `https://shop.example/p?utm_medium=own&c=${row?.id}&utm_source=news%20%26%20more&ref=friend&color=gr%C3%BCn&dub_id=${row?.id}#top`,
    )
    expect(headers['x-robots-tag']).toBe('noindex')
    expect(row).toMatchObject({
      organization: t.organization.id,
      link: id,
      domain: HOST,
      key: 'plain',
      url: location,
      offer: 0,
      advertiser: 0,
      network: 0,
      landing_page: 0,
      publisher: 1,
      campaign: t.campaign.id,
      channel: 'email',
      tenant: 'tenant 1',
      folder: folder.id,
      tags: [tag.id],
      trigger: 'qr',
      customer: '',
      external_user: 'C 1',
      sub_id: 's',
      utm_source: 'news & more',
      utm_medium: 'email',
      status: 'Approved',
      payout: '0',
      revenue: '0',
      currency: t.organization.currency,
    })
  })

  test('is rejected if its publisher isn’t active, and not if it has none', async () => {
    await link('paused-plain', { publisherId: t.paused.id })
    expect((await open('/paused-plain')).status).toBe(403)
    await link('ours', { doIndex: true, archived: true })
    const { headers, status } = await open('/ours')
    expect([status, headers['x-robots-tag']]).toEqual([302, undefined])
    expect(rows).toMatchObject([
      { reason: 'publisher_inactive', status: 'Rejected' },
      { publisher: 0, status: 'Approved', campaign: NO_ID },
    ])
  })

  test('HEAD records nothing, no_redirect answers JSON, and other methods are refused', async () => {
    await link('methods', { trackConversion: true })
    expect((await open('/methods', { method: 'HEAD' })).location).toBe(`https://shop.example/p?dub_id=${NO_ID}`)
    expect((await open('/methods', { method: 'POST', body: 'password=x' })).status).toBe(405)
    expect(rows).toEqual([])
    expect(JSON.parse((await open('/methods?no_redirect=1')).body)).toEqual({
      transaction_id: rows[0]?.id,
      status: 'approved',
    })
    expect((await open('/nothing?no_redirect=1')).status).toBe(404)
  })
})

describe('a link to an offer', () => {
  test('is screened, priced, and led like /t/click', async () => {
    const of = (name: string) => ({ offerId: t.of(name).id, publisherId: t.publisher.id, url: '' })
    await link('open', { ...of('Open'), trackConversion: true })
    await link('page', { ...of('Many pages'), landingPageId: t.of('Many pages').landingPages[2]?.id ?? null })
    await link('deep', { ...of('Deep'), url: 'https://shop.example/deep' })
    await link('elsewhere', { ...of('Deep'), url: 'https://elsewhere.example/' })
    await link('private', of('Private'))
    await link('inactive', of('Inactive'))
    await link('gone', of('Archived'))
    const location = async (key: string) => (await open(`/${key}?sub_id=x`)).location
    expect(await location('open')).toBe(`https://shop.example/land?cid=${rows[0]?.id}&s=x&dub_id=${rows[0]?.id}`)
    expect(rows[0]).toMatchObject({ offer: 1, publisher: 1, payout: '0.15', revenue: '0.25', currency: 'EUR' })
    expect(await location('page')).toBe('https://shop.example/second')
    expect(await location('deep')).toBe('https://shop.example/deep')
    expect(await location('elsewhere')).toMatch(/^https:\/\/fallback\.example\//)
    expect(await location('private')).toMatch(/^https:\/\/fallback\.example\//)
    expect((await open('/inactive')).status).toBe(403)
    expect((await open('/gone')).status).toBe(404)
    expect(rows.map(({ reason }) => reason)).toEqual([
      '',
      '',
      '',
      'redirect_not_allowed',
      'offer_not_approved',
      'offer_inactive',
    ])
  })
})

describe('destinations', () => {
  test('the first that fits: iOS and Android, device, operating system, country, test, URL', async () => {
    const at = (name: string) => `https://${name}.example/`
    const steps: [Prisma.LinkUncheckedUpdateInput, string, string, string][] = [
      [{ testVariants: [{ url: at('variant'), percentage: 100 }] }, 'variant', 'variant', 'variant'],
      [{ geo: { GB: at('britain') } }, 'britain', 'britain', 'britain'],
      [{ systems: { iOS: at('apple'), Windows: at('windows') } }, 'windows', 'apple', 'britain'],
      [{ devices: { Mobile: at('phone') } }, 'windows', 'phone', 'phone'],
      [{ ios: at('ios'), android: at('android') }, 'windows', 'ios', 'android'],
    ]
    const { id } = await link('targets')
    for (const [data, desktop, iphone, android] of steps) {
      await edit(id, data)
      const expected = [desktop, iphone, android].map(at)
      await vi.waitFor(async () => {
        const answers = await Promise.all(
          [{}, { agent: IPHONE }, { agent: PIXEL }].map((how) => open('/targets', { ...how, from: LONDON })),
        )
        expect(answers.map(({ location }) => location)).toEqual(expected)
      }, SOON)
    }
    expect((await open('/targets')).location).toBe(at('windows'))
  })

  test('a test splits visitors by its percentages and keeps each with theirs, from its start to its end', async () => {
    const variants = [
      { url: 'https://a.example/', percentage: 80 },
      { url: 'https://b.example/', percentage: 20 },
    ]
    const { id } = await link('ab', { testVariants: variants })
    const counts: Record<string, number> = {}
    for (let visitor = 0; visitor < 400; visitor++) {
      const from = `203.0.${113 + (visitor >> 7)}.${visitor & 127}`
      const { location } = await open('/ab', { from })
      if (visitor % 20 === 0) expect((await open('/ab', { from })).location).toBe(location)
      counts[location] = (counts[location] ?? 0) + 1
    }
    // Six standard deviations.
    expect(Math.abs((counts['https://b.example/'] ?? 0) - 80)).toBeLessThan(48)
    expect((counts['https://a.example/'] ?? 0) + (counts['https://b.example/'] ?? 0)).toBe(400)
    for (const data of [
      { testStartedAt: new Date(now + 1) },
      { testStartedAt: null, testCompletedAt: new Date(now) },
    ]) {
      await edit(id, data)
      await vi.waitFor(async () => expect((await open('/ab')).location).toBe('https://shop.example/p'), SOON)
    }
  })
})

describe('links that end', () => {
  test('an expired one leads to its own URL, its domain’s, or a page', async () => {
    const { id } = await link('brief', { expiresAt: new Date(now + 1000), passwordHash: null })
    expect((await open('/brief')).status).toBe(302)
    now += 1000
    rows = []
    expect((await open('/brief')).status).toBe(410)
    expect(rows).toMatchObject([{ status: 'Rejected', reason: 'link_expired', payout: '0', url: '' }])
    expect(JSON.parse((await open('/brief?no_redirect=true')).body)).toMatchObject({ reason: 'link_expired' })
    const where = { id: t.catalog.domains.get(HOST)?.id ?? '' }
    await t.database.prisma.trackingDomain.update({ where, data: { expiredUrl: 'https://acme.example/late?k=1' } })
    await vi.waitFor(async () => expect((await open('/brief')).location).toBe('https://acme.example/late?k=1'), SOON)
    await edit(id, { expiredUrl: 'https://acme.example/over/{click_id}' })
    await vi.waitFor(async () => {
      const { location } = await open('/brief')
      expect(location).toBe(`https://acme.example/over/${rows.at(-1)?.id}`)
    }, SOON)
  })

  test('a disabled or unknown one leads to the domain’s page for it and isn’t recorded', async () => {
    const { id } = await link('off')
    await edit(id, { disabledAt: new Date() })
    await vi.waitFor(async () => expect((await open('/off')).status).toBe(404), SOON)
    const where = { id: t.catalog.domains.get(HOST)?.id ?? '' }
    const notFoundUrl = 'https://acme.example/lost'
    await t.database.prisma.trackingDomain.update({ where, data: { notFoundUrl } })
    rows = []
    await vi.waitFor(async () => expect((await open('/off')).location).toBe(notFoundUrl), SOON)
    expect((await open('/nothing')).location).toBe(notFoundUrl)
    expect(rows).toEqual([])
    await t.database.prisma.trackingDomain.update({ where, data: { notFoundUrl: null } })
  })
})

describe('a password', () => {
  test('is asked for, checked, and its attempts are limited', async () => {
    await link('secret', { url: 'https://shop.example/vip', passwordHash: await hashLinkPassword('pässwörd') })
    const asked = await open('/secret?x=1')
    expect(asked).toMatchObject({ status: 200, location: '' })
    expect(asked.body).toContain('<form method="post">')
    expect(asked.body).not.toContain('shop.example')
    expect((await open('/secret?no_redirect=1')).status).toBe(401)
    expect((await open('/secret', { agent: SLACK })).location).toBe('')
    const submit = (password: string, from = LONDON) =>
      open('/secret?x=1', { method: 'POST', body: new URLSearchParams({ password }).toString(), from })
    expect((await submit('wrong')).status).toBe(401)
    expect((await submit('')).status).toBe(401)
    expect(rows).toEqual([])
    // The same letters, as a Mac would send them.
    const right = await submit('pa\u0308sswo\u0308rd')
    expect(right).toMatchObject({ status: 303, location: 'https://shop.example/vip?x=1' })
    expect(rows).toMatchObject([{ status: 'Approved', key: 'secret' }])
    for (let attempt = 0; attempt < 9; attempt++) expect((await submit('guess')).status).toBe(401)
    const refused = await submit('pässwörd')
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '900' } })
    expect((await submit('pässwörd', '2001:db8::1')).status).toBe(303)
    expect(t.lines.join()).not.toMatch(/guess|pässwörd/)
  })
})

test('link previews get the link’s own title, description, and image, and everyone else the destination', async () => {
  await link('shown', { proxy: true, title: 'A "title" <b>', description: 'D', image: 'https://shop.example/i.png' })
  const preview = await open('/shown', { agent: SLACK })
  expect(preview.status).toBe(200)
  expect(preview.body).toContain('<meta property="og:title" content="A &quot;title&quot; &lt;b&gt;">')
  expect(preview.body).toContain('<meta property="og:image" content="https://shop.example/i.png">')
  expect(rows).toMatchObject([{ bot: true, status: 'Approved' }])
  expect((await open('/shown')).location).toBe('https://shop.example/p')
  expect((await open('/shown', { agent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' })).status).toBe(302)
})

describe('reports of pages', () => {
  const report = (query: Record<string, string>) =>
    t.get(`/t/pageview?${new URLSearchParams(query).toString()}`, { method: 'POST' })

  test('record a click with the trigger pageview', async () => {
    const { id } = await link('promo', { publisherId: t.publisher.id })
    const url = 'https://shop.example/p?utm_source=mail&sub_id=7'
    const answer = await report({ domain: HOST.toUpperCase(), key: 'Promo', url, referrer: 'https://news.example/a' })
    expect(answer).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*' } })
    expect(JSON.parse(answer.body)).toEqual({ clickId: rows[0]?.id })
    expect(rows).toMatchObject([
      {
        link: id,
        trigger: 'pageview',
        url,
        utm_source: 'mail',
        sub_id: '7',
        referer_host: 'news.example',
        publisher: 1,
      },
    ])
  })

  test('are refused if something’s wrong with them', async () => {
    const queries: Record<string, string>[] = [
      { key: 'x' },
      { domain: HOST, key: 'no' },
      { domain: 'no.example', key: 'promo' },
      { domain: '', key: 'promo' },
    ]
    const statuses = await Promise.all(queries.map((query) => report(query)))
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect((await report({ domain: HOST, key: 'promo', url: 'javascript:1' })).status).toBe(400)
    expect((await t.get('/t/pageview?key=promo')).status).toBe(405)
    expect(rows).toEqual([])
  })
})

test('edits are live within a second, one by one and many at once', async () => {
  const { id } = await link('first')
  await edit(id, { key: 'second', lookupKey: 'second', url: 'https://shop.example/2' })
  await known(id, HOST, 'second')
  expect((await open('/first')).status).toBe(404)
  expect((await open('/second')).location).toBe('https://shop.example/2')
  const many = Array.from({ length: 3000 }, (_, index) => ({
    organizationId: t.organization.id,
    domain: HOST,
    key: `many-${index}`,
    lookupKey: `many-${index}`,
    url: `https://shop.example/${index}`,
  }))
  await t.database.prisma.link.createMany({ data: many })
  await vi.waitFor(
    () => expect(many.every(({ lookupKey }) => t.catalog.links.get(HOST, lookupKey) !== undefined)).toBe(true),
    SOON,
  )
  const where = { lookupKey: { startsWith: 'many-' } }
  await t.database.prisma.link.updateMany({ where, data: { deletedAt: new Date() } })
  await vi.waitFor(
    () => expect(many.some(({ lookupKey }) => t.catalog.links.get(HOST, lookupKey) !== undefined)).toBe(false),
    SOON,
  )
  // A publisher's edit counts for links that refer to them.
  const theirs = await link('theirs', { publisherId: t.publisher.id })
  await t.database.prisma.publisher.update({ where: { id: t.publisher.id }, data: { active: false } })
  await vi.waitFor(async () => expect((await open('/theirs')).status).toBe(403), SOON)
  await t.database.prisma.publisher.update({ where: { id: t.publisher.id }, data: { active: true } })
  await t.database.prisma.link.delete({ where: { id: theirs.id } })
  await known(undefined, HOST, 'theirs')
})

test('a click that can’t be recorded isn’t redirected', async () => {
  await link('durable')
  const away = await startTracker({ append: () => Promise.reject(new Error('full')) })
  const data = { organizationId: away.organization.id, domain: '', key: 'd', lookupKey: 'd', url: 'https://x.example/' }
  await away.database.prisma.link.create({ data })
  await vi.waitFor(() => expect(away.catalog.links.get('', 'd')).toBeDefined(), SOON)
  expect((await away.get('/l/d')).status).toBe(503)
  await away.close()
})
