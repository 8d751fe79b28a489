import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { NO_ID, type ClickRow } from '@/lib/events/tables'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'

// What people set in the catalog, as visitors see it a moment later. The decisions themselves: screen.test.ts.

/** An edit must be live within a second, but a test machine may be busy. */
const SOON = { timeout: 5000, interval: 10 }

let t: StartedTracker
let rows: ClickRow[] = []
beforeAll(async () => {
  t = await startTracker({ append: async (row) => void rows.push(row) })
})
afterAll(() => t.close())

async function open(query: Record<string, string>, headers: Record<string, string> = {}, path = '/t/click') {
  rows = []
  return t.get(`${path}?${new URLSearchParams(query).toString()}`, { headers })
}
const link = (name: string, rest: Record<string, string> = {}) => ({ offer: t.of(name).id, publisher: '1', ...rest })
const edit = (name: string, data: Parameters<typeof t.database.prisma.offer.update>[0]['data']) =>
  t.database.prisma.offer.update({ where: { id: t.of(name).id }, data })
const rejectedSoon = (query: Record<string, string>, reason: string, headers?: Record<string, string>) =>
  vi.waitFor(async () => {
    const answer = await open(query, headers)
    expect(rows[0]).toMatchObject({ reason, status: reason === '' ? 'Approved' : 'Rejected' })
    return answer
  }, SOON)

test('a click from elsewhere goes to the fallback for targeting', async () => {
  const london = { 'x-forwarded-for': '81.2.69.142' }
  await edit('Private', { visibility: 'Public', targetingSimpleEnabled: true })
  await rejectedSoon(link('Private'), '', london)
  await edit('Private', {
    simpleTargeting: { country: { include: ['DE', 'AT'], exclude: [] } },
    fallbackUrls: { targeting: 'https://elsewhere.example/?c={country}' },
  })
  const { location } = await rejectedSoon(link('Private'), 'country_not_targeted', london)
  expect(location).toBe('https://elsewhere.example/?c=GB')
  expect(rows[0]).toMatchObject({ payout: '0', revenue: '0', url: location })

  const group = await t.database.prisma.targetingGroup.create({
    data: {
      organizationId: t.organization.id,
      name: 'Brits',
      targeting: { country: { include: ['GB'], exclude: [] } },
    },
  })
  await edit('Private', { targetingSimpleEnabled: false, targetingGroupId: group.id })
  await rejectedSoon(link('Private'), '', london)
  await t.database.prisma.targetingGroup.update({
    where: { id: group.id },
    data: { targeting: { device: { include: [], exclude: ['Desktop'] } } },
  })
  await rejectedSoon(link('Private'), 'device_not_targeted', london)
})

test('a blocked sub ID is turned away, and no other', async () => {
  await t.database.prisma.blockedSubId.create({
    data: { organizationId: t.organization.id, publisherId: t.publisher.id, offerId: t.of('Open').id, subId: 'bad-1' },
  })
  expect((await rejectedSoon(link('Open', { sub_id: 'bad-1' }), 'sub_id_blocked')).status).toBe(403)
  for (const query of [
    link('Open', { sub_id: 'bad-12' }),
    link('Open', { sub_id_2: 'bad-1' }),
    link('Deep', { sub_id: 'bad-1' }),
  ])
    expect((await open(query)).status).toBe(302)
})

test('a custom payout replaces the offer’s price, exactly, and can leave revenue as it is', async () => {
  await open(link('Open'))
  expect(rows[0]).toMatchObject({ payout: '0.15', revenue: '0.25' })
  const ids = { organizationId: t.organization.id, publisherId: t.publisher.id, offerId: t.of('Open').id }
  const custom = await t.database.prisma.customPayout.create({
    data: { ...ids, payoutType: 'CPC', payout: '123456789012.000001' },
  })
  const priced = (payout: string, revenue: string) =>
    vi.waitFor(async () => {
      await open(link('Open'))
      expect(rows[0]).toMatchObject({ payout, revenue })
    }, SOON)
  await priced('123456789012.000001', '0.25')
  await t.database.prisma.customPayout.update({
    where: { id: custom.id },
    data: { payoutType: 'CPA', revenueType: 'RPC', revenue: '0.3' },
  })
  await priced('0', '0.3')
  await t.database.prisma.customPayout.update({ where: { id: custom.id }, data: { archived: true } })
  await priced('0.15', '0.25')
})

test('offers of an integration that isn’t active don’t run', async () => {
  const set = (data: Parameters<typeof t.database.prisma.integration.update>[0]['data']) =>
    t.database.prisma.integration.update({ where: { id: t.integration.id }, data })
  await set({ active: false })
  expect((await rejectedSoon(link('Open'), 'integration_inactive')).status).toBe(403)
  await edit('Open', { fallbackUrls: { inactive: 'https://off.example/' } })
  await vi.waitFor(async () => expect((await open(link('Open'))).location).toBe('https://off.example/'), SOON)
  await set({ active: true })
  await rejectedSoon(link('Open'), '')
  await set({ archived: true })
  await rejectedSoon(link('Open'), 'integration_inactive')
  await set({ archived: false })
  await rejectedSoon(link('Open'), '')
  await edit('Open', { fallbackUrls: {} })
})

describe('landing pages', () => {
  const pages = () => t.of('Many pages').landingPages
  const set = (index: number, data: Parameters<typeof t.database.prisma.landingPage.update>[0]['data']) =>
    t.database.prisma.landingPage.update({ where: { id: pages()[index]?.id }, data })
  const goesTo = (page: string) =>
    vi.waitFor(async () => {
      expect((await open(link('Many pages'))).location).toBe(`https://shop.example/${page}`)
      expect(rows[0]).toMatchObject({
        landing_page: pages().find(({ name }) => name.toLowerCase() === page)?.incrementalId,
      })
    }, SOON)

  test('get clicks by default or by weight, and hidden ones can’t be named', async () => {
    await goesTo('first')
    await set(2, { isDefault: true })
    await goesTo('second')
    await set(1, { weight: 10 })
    await goesTo('first')
    await set(1, { weight: 0, hideFromPublishers: true })
    await goesTo('second')
    await rejectedSoon(link('Many pages', { lp: pages()[1]?.id ?? '' }), 'landing_page_hidden')
  })
})

describe('a tracking domain', () => {
  const host = 'go.other.example'
  const on = (name: string, query: Record<string, string>) => open(query, { host: name })

  test('tells which organization a link belongs to', async () => {
    expect((await on(host, { offer: '1', publisher: '1' })).status).toBe(404)
    const domain = await t.database.prisma.trackingDomain.create({ data: { organizationId: t.other.id, host } })
    await vi.waitFor(async () => expect((await on(host, { offer: '1', publisher: '1' })).status).toBe(302), SOON)
    expect(rows[0]).toMatchObject({ organization: t.other.id, offer: 1, publisher: 1, domain: host })
    for (const spelling of ['GO.Other.example', `${host}:8443`, `${host}.`])
      expect([spelling, (await on(spelling, { offer: '1', publisher: '1' })).status, rows[0]?.domain]).toEqual([
        spelling,
        302,
        host,
      ])
    // The test's proxy is trusted.
    const forwarded = await open({ offer: '1', publisher: '1' }, { 'x-forwarded-host': host })
    expect(forwarded.location).toBe('https://hats.example/')

    // Nothing of another organization works there, and other hosts work as before.
    expect((await on(host, link('Open'))).status).toBe(404)
    expect((await on(host, { offer: '1', publisher: '1', org: 'acme' })).status).toBe(404)
    expect((await on(host, { offer: '1', publisher: '1', org: 'other' })).status).toBe(302)
    expect((await on('unknown.example', { offer: '1', publisher: '1', org: 'acme' })).status).toBe(302)
    expect((await on('unknown.example', { offer: '1', publisher: '1' })).status).toBe(404)

    await t.database.prisma.trackingDomain.update({ where: { id: domain.id }, data: { active: false } })
    await rejectedSoon({ offer: '1', publisher: '1' }, 'tracking_domain_inactive', { host })
    await t.database.prisma.trackingDomain.update({ where: { id: domain.id }, data: { archived: true } })
    await vi.waitFor(async () => expect((await on(host, { offer: '1', publisher: '1' })).status).toBe(404), SOON)
  })

  test('of a publisher is only for their links', async () => {
    const own = 'go.deals.example'
    await t.database.prisma.trackingDomain.create({
      data: {
        organizationId: t.organization.id,
        host: own,
        publishers: { create: { publisherId: t.paused.id } },
      },
    })
    await rejectedSoon({ offer: '1', publisher: 'paused' }, 'publisher_inactive', { host: own })
    expect((await on(own, { offer: '1', publisher: '1' })).status).toBe(404)
  })
})

describe('a preview', () => {
  const preview = (query: Record<string, string>) => open(query, {}, '/t/preview')

  test('shows the landing page, and records nothing', async () => {
    expect((await preview(link('Inactive'))).status).toBe(404)
    await edit('Inactive', { offerPreviewEnabled: true })
    await vi.waitFor(async () => expect((await preview(link('Inactive'))).status).toBe(302), SOON)
    const { location, headers } = await preview({ offer: t.of('Inactive').id, sub_id: 'x' })
    expect(location).toBe(`https://shop.example/land?cid=${NO_ID}&s=x`)
    expect(headers['cache-control']).toBe('no-store, private')
    const page = { id: t.of('Inactive').landingPages[0]?.id }
    await t.database.prisma.landingPage.update({
      where: page,
      data: { previewUrl: 'https://shop.example/see?p={publisher_id}' },
    })
    await vi.waitFor(
      async () => expect((await preview(link('Inactive'))).location).toBe('https://shop.example/see?p=1'),
      SOON,
    )
    expect((await preview({ offer: t.of('Inactive').id, publisher: 'nobody' })).status).toBe(404)
    await t.database.prisma.landingPage.update({ where: page, data: { active: false } })
    await vi.waitFor(async () => expect((await preview(link('Inactive'))).status).toBe(404), SOON)
    expect(rows).toEqual([])
  })

  test('only takes GET and HEAD', async () => {
    expect((await t.get('/t/preview', { method: 'POST' })).status).toBe(405)
  })
})
