import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { AddressRanges } from '@/lib/address-ranges'
import { emptyLists } from '@/lib/address-lists'
import type { ClickRow } from '@/lib/events/tables'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'

// Fraud filters as clicks meet them, from the database to what's recorded.

const SOON = { timeout: 5000, interval: 10 }
const LONDON = '81.2.69.142'
const lists = emptyLists()
let now = Date.UTC(2026, 10, 28, 12)
let t: StartedTracker
let rows: ClickRow[] = []
let groupId: string

beforeAll(async () => {
  lists.data_center = AddressRanges.of(['81.2.69.0/24'])
  t = await startTracker({ append: async (row) => void rows.push(row), lists, now: () => now })
  const { id } = await t.database.prisma.fraudFilterGroup.create({
    data: { organizationId: t.organization.id, name: 'Filters' },
  })
  groupId = id
  await attach(id)
})
afterAll(() => t.close())

const attach = (id: string) =>
  t.database.prisma.offerFraudFilterGroup.create({
    data: { organizationId: t.organization.id, offerId: t.of('Open').id, fraudFilterGroupId: id },
  })
const click = async (query: Record<string, string> = {}, headers: Record<string, string> = {}, method = 'GET') => {
  rows = []
  const search = new URLSearchParams({ offer: t.of('Open').id, publisher: '1', ...query }).toString()
  return t.get(`/t/click?${search}`, {
    method,
    headers: { 'x-forwarded-for': LONDON, referer: 'https://blog.example/', ...headers },
  })
}

type Stored = { kind: string; action: 'Reject' | 'Flag'; active?: boolean } & Record<string, unknown>

/** Sets the group's filters and waits until the tracker has them. */
async function filter(...filters: Stored[]): Promise<void> {
  await t.database.prisma.fraudFilterGroup.update({
    where: { id: groupId },
    data: { filters: filters.map((each) => ({ active: true, ...each })), active: true },
  })
  await vi.waitFor(
    () =>
      expect(t.catalog.organizations.get(t.organization.id)?.fraudFilterGroups.get(groupId)).toMatchObject({
        active: true,
        filters,
      }),
    SOON,
  )
}

describe('each filter catches what it’s about', () => {
  const googlebot = { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }
  test.each<[Record<string, unknown> & { kind: string }, Query, Query]>([
    [{ kind: 'bot' }, [{}, googlebot], [{}]],
    [{ kind: 'data_center' }, [{}], [{}, { 'x-forwarded-for': '81.2.70.1' }]],
    [{ kind: 'empty_referrer' }, [{}, { referer: '' }], [{}]],
    [
      { kind: 'blocked_referrer', values: ['spam.example'] },
      [{}, { referer: 'https://ads.spam.example/x' }],
      [{}, { referer: 'https://notspam.example/' }],
    ],
    [
      { kind: 'blocked_user_agent', values: ['HeadlessCHROME'] },
      [{}, { 'user-agent': 'Mozilla/5.0 Gecko headlessChrome/1' }],
      [{}],
    ],
    [{ kind: 'blocked_ip', values: ['10.0.0.0/8', '81.2.69.142'] }, [{}], [{}, { 'x-forwarded-for': '81.2.69.143' }]],
    [{ kind: 'blocked_ip', values: ['2001:db8::/32'] }, [{}, { 'x-forwarded-for': '2001:db8::7' }], [{}]],
    [{ kind: 'language_mismatch' }, [{}, { 'accept-language': 'zh-CN' }], [{}, { 'accept-language': 'en-US' }]],
    [{ kind: 'timezone_mismatch' }, [{ timezone: 'Asia/Tokyo' }], [{ timezone: 'Europe/London' }]],
  ])('%j', async (settings, caught, fine) => {
    await filter({ ...settings, action: 'Reject' })
    expect((await click(...caught)).location).toMatch(/^https:\/\/shop\.example\/land/)
    expect(rows[0]).toMatchObject({
      status: 'Rejected',
      reason: `fraud_${settings.kind}`,
      flags: [settings.kind],
      payout: '0',
      revenue: '0',
    })
    await click(...fine)
    expect(rows[0]).toMatchObject({ status: 'Approved', reason: '', flags: [], payout: '0.15', revenue: '0.25' })
    for (const known of [[{}, { 'accept-language': '' }], [{}], [{ timezone: 'x' }]] as const)
      if (settings.kind.endsWith('mismatch')) {
        await click(...known)
        expect(rows[0]).toMatchObject({ flags: [] })
      }
  })
  type Query = [query: Record<string, string>, headers?: Record<string, string>]
})

test('a list that nobody supplied catches nothing', async () => {
  await filter({ kind: 'proxy', action: 'Reject' })
  await click()
  expect(rows[0]).toMatchObject({ status: 'Approved', flags: [] })
})

test('a click keeps every flag, of all groups, and a flag alone neither rejects it nor costs its payout', async () => {
  const { id } = await t.database.prisma.fraudFilterGroup.create({
    data: {
      organizationId: t.organization.id,
      name: 'More',
      filters: [
        { kind: 'blocked_ip', action: 'Flag', active: true, values: [LONDON] },
        { kind: 'from_the_future', action: 'Reject', active: true, spells: 3 },
      ],
    },
  })
  await attach(id)
  await filter({ kind: 'data_center', action: 'Flag' }, { kind: 'bot', action: 'Reject' })
  await vi.waitFor(async () => {
    await click()
    expect(rows[0]).toMatchObject({ status: 'Approved', payout: '0.15' })
    expect(rows[0]?.flags.toSorted()).toEqual(['blocked_ip', 'data_center'])
  }, SOON)
  await filter({ kind: 'empty_referrer', action: 'Reject' }, { kind: 'data_center', action: 'Reject' })
  await click({}, { referer: '' })
  expect(rows[0]).toMatchObject({ status: 'Rejected', reason: 'fraud_empty_referrer' })
  expect(rows[0]?.flags.toSorted()).toEqual(['blocked_ip', 'data_center', 'empty_referrer'])
  await t.database.prisma.offerFraudFilterGroup.deleteMany({ where: { fraudFilterGroupId: id } })
  await vi.waitFor(async () => {
    await click()
    expect(rows[0]).toMatchObject({ flags: ['data_center'] })
  }, SOON)
})

test('inactive filters and groups catch nothing', async () => {
  await filter({ kind: 'data_center', action: 'Reject', active: false })
  await click()
  expect(rows[0]).toMatchObject({ flags: [] })
  await filter({ kind: 'data_center', action: 'Reject' })
  await t.database.prisma.fraudFilterGroup.update({ where: { id: groupId }, data: { active: false } })
  await vi.waitFor(async () => {
    await click()
    expect(rows[0]).toMatchObject({ flags: [] })
  }, SOON)
})

test('only clicks that nothing else rejects are checked', async () => {
  await filter({ kind: 'data_center', action: 'Reject' })
  await click({ redirect_url: 'https://elsewhere.example/' })
  expect(rows[0]).toMatchObject({ reason: 'redirect_not_allowed', flags: [] })
})

describe('clicks that come too often', () => {
  beforeEach(() => void (now += 86_400_000))
  const caught = async (query: Record<string, string> = {}, headers: Record<string, string> = {}, method?: string) => {
    await click(query, headers, method)
    return rows[0]?.reason
  }

  test('of a visitor on an offer', async () => {
    await filter({ kind: 'visitor_clicks', action: 'Reject', clicks: 2, minutes: 1 })
    expect([await caught(), await caught(), await caught()]).toEqual(['', '', 'fraud_visitor_clicks'])
    // Someone else, and someone else's number for the same visitor
    expect(await caught({}, { 'user-agent': 'Mozilla/5.0 Gecko Firefox/1' })).toBe('')
    // An edit of another filter doesn't start over.
    await filter({ kind: 'visitor_clicks', action: 'Reject', clicks: 2, minutes: 1 }, { kind: 'bot', action: 'Flag' })
    expect(await caught()).toBe('fraud_visitor_clicks')
    now += 60_001
    expect(await caught()).toBe('')
  })

  test('with a publisher’s sub ID', async () => {
    await filter({ kind: 'sub_id_clicks', action: 'Reject', clicks: 1, minutes: 60 })
    expect(await caught({ sub_id: 'a' }, { 'x-forwarded-for': '198.51.100.1' })).toBe('')
    expect(await caught({ sub_id: 'a' }, { 'x-forwarded-for': '198.51.100.2' })).toBe('fraud_sub_id_clicks')
    expect(await caught({ sub_id: 'b' })).toBe('')
    expect([await caught(), await caught()]).toEqual(['', ''])
  })

  test('HEAD requests don’t count', async () => {
    await filter({ kind: 'visitor_clicks', action: 'Reject', clicks: 1, minutes: 1 })
    for (let n = 0; n < 3; n++) await click({}, {}, 'HEAD')
    expect([await caught(), await caught()]).toEqual(['', 'fraud_visitor_clicks'])
  })
})

describe('what becomes of rejected clicks', () => {
  const set = (data: Parameters<typeof t.database.prisma.offer.update>[0]['data']) =>
    t.database.prisma.offer.update({ where: { id: t.of('Open').id }, data })
  const goesTo = (location: string, status: number) =>
    vi.waitFor(async () => {
      const answer = await click()
      expect([answer.status, answer.location]).toEqual([status, location])
      expect(rows[0]).toMatchObject({ reason: 'fraud_data_center', status: 'Rejected', payout: '0', revenue: '0' })
      return answer
    }, SOON)

  test('they’re forwarded, unless the offer blocks them', async () => {
    await filter({ kind: 'data_center', action: 'Reject' })
    const { location } = await click({ sub_id: 'x' })
    expect(location).toBe(`https://shop.example/land?cid=${rows[0]?.id}&s=x`)
    expect(rows[0]).toMatchObject({ url: location, landing_page: 1 })
    await set({ blockOnReject: true })
    await goesTo('', 403)
    await set({ fallbackUrl: 'https://fallback.example/' })
    await goesTo('https://fallback.example/', 302)
    await set({ fallbackUrls: { fraud: 'https://fraud.example/?o={offer_id}' } })
    await goesTo('https://fraud.example/?o=1', 302)
  })

  test('scripts don’t learn which filter it was', async () => {
    const { body } = await click({ no_redirect: 'true' })
    expect(JSON.parse(body)).toEqual({ transaction_id: rows[0]?.id, status: 'rejected', reason: 'fraud' })
  })
})
