import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { config } from '@/lib/config'
import { addDays, today } from '@/lib/time'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { askV2, faultOf } from '@/lib/testing/integr8'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { createWorld } from '@/lib/testing/world'
import type { fraudFilter } from '@/lib/catalog/rules/fraud-filters'
import { previewAnswer } from './fraud-filter-groups.contract'

// "This would have rejected 3.1 % of the last 30 days."

const database = await testDatabase()
const events = await testEventLog()
const world = await createWorld(database, events)
const { organizationId, admin } = world
const day = (back: number) => addDays(today('UTC'), -back)
const at = (back: number, time = '00:00:00') => `${day(back)}T${time}Z`
const clean = {
  publisher: 1,
  advertiser: 1,
  offer: 1,
  country: 'DE',
  language: 'de-DE',
  referer: 'https://news.example/a',
  referer_host: 'news.example',
  user_agent: 'Mozilla/5.0 Firefox/140.0',
  ip: '198.51.100.7',
}

beforeAll(async () => {
  await database.prisma.organization.update({ where: { id: organizationId }, data: { ipStorage: 'full' } })
  let visitor = 1000
  const clicks: Parameters<typeof world.record>[0] = [
    { bot: true, user_agent: 'Googlebot/2.1' },
    { referer: '', referer_host: '' },
    { referer_host: 'ads.spam.example' },
    { referer_host: 'spam.example' },
    { referer_host: 'notspam.example' },
    { user_agent: 'Mozilla/5.0 HEADLESSchrome/120' },
    { ip: '203.0.113.200' },
    { ip: '2001:db8::1' },
    { ip: '' },
    { language: 'zh-CN' },
    { language: '', country: 'DE' },
    { language: 'zh', country: '' },
    { language: 'fr', country: 'CH' },
    { extra: { timezone: 'Asia/Tokyo' } },
    { extra: { timezone: 'Europe/Berlin' } },
    { extra: { timezone: "Nowhere'" } },
    { extra: { timezone: 'Asia/Tokyo' }, country: '' },
    // The first two of a visitor within a minute are fine, the third isn't, and the fourth comes later.
    ...['10:00:00', '10:00:20', '10:00:59', '10:02:00'].map((time) => ({ at: at(1, time), visitor: '7' })),
    // Another offer has its own count.
    { at: at(1, '10:00:30'), visitor: '7', offer: 2 },
    ...['11:00:00', '11:00:01'].map((time) => ({ at: at(1, time), sub_id: 'mail' })),
    { at: at(1, '11:00:02'), sub_id: 'mail', publisher: 2, advertiser: 2 },
    { status: 'Rejected', reason: 'offer_inactive', bot: true },
    { at: at(40), bot: true },
  ].map((click) => ({ ...clean, at: at(2), visitor: String(visitor++), ...click }))
  await world.record(clicks)
  const other = await createWorld(database, events)
  await other.record([{ ...clean, at: at(2), bot: true }])
})

const keepAddresses = (ipStorage: 'full' | 'anonymised' | 'none') =>
  database.prisma.organization.update({ where: { id: organizationId }, data: { ipStorage } })

type Filter = z.input<typeof fraudFilter>
const preview = async (filters: readonly Filter[], more: object = {}, key = admin.key) =>
  previewAnswer.parse(await askV2(key, 'POST', 'fraud-filter-groups/preview', { filters, ...more })).data
const caught = async (filter: Filter, more?: object) => (await preview([filter], more)).filters[0]?.clicks

const all = 25

describe('each filter counts what it would have caught', () => {
  test.each<[Filter, number]>([
    [{ kind: 'bot', action: 'Reject' }, 1],
    [{ kind: 'empty_referrer', action: 'Reject' }, 1],
    [{ kind: 'blocked_referrer', action: 'Reject', values: ['spam.example', 'x.example'] }, 2],
    [{ kind: 'blocked_user_agent', action: 'Reject', values: ['HeadlessChrome', "O'Hara\\"] }, 1],
    [{ kind: 'blocked_ip', action: 'Reject', values: ['203.0.113.0/24'] }, 1],
    [{ kind: 'blocked_ip', action: 'Reject', values: ['203.0.113.200', '2001:db8::/32'] }, 2],
    [{ kind: 'blocked_ip', action: 'Reject', values: ['0.0.0.0/8'] }, 0],
    [{ kind: 'blocked_ip', action: 'Reject', values: ['0.0.0.0/0'] }, 23],
    [{ kind: 'blocked_ip', action: 'Reject', values: ['::/0', '::1'] }, 1],
    [{ kind: 'blocked_ip', action: 'Reject', values: ['2001:DB8:0:0::1', '203.0.113.199/31'] }, 1],
    [{ kind: 'blocked_ip', action: 'Reject', values: ['2001:db8::/127', '203.0.113.201/31'] }, 2],
    [{ kind: 'visitor_clicks', action: 'Reject', clicks: 2, minutes: 1 }, 1],
    [{ kind: 'visitor_clicks', action: 'Reject', clicks: 2, minutes: 60 }, 2],
    [{ kind: 'sub_id_clicks', action: 'Reject', clicks: 1, minutes: 1 }, 1],
    [{ kind: 'language_mismatch', action: 'Reject' }, 1],
  ])('%j', async (filter, clicks) => {
    const found = await preview([filter])
    const percent = Math.round((clicks / all) * 10_000) / 100
    expect(found).toEqual({
      start_date: day(29),
      end_date: day(0),
      clicks: all,
      rejected: { clicks, percent },
      flagged: { clicks: 0, percent: 0 },
      filters: [{ kind: filter.kind, action: 'Reject', active: true, clicks, percent, note: null }],
    })
  })

  test('by the time zones that links have', async () => {
    expect((await preview([{ kind: 'timezone_mismatch', action: 'Reject' }])).filters[0]).toMatchObject({
      clicks: 1,
      note: expect.stringMatching(/`timezone`/),
    })
    const none = await preview([{ kind: 'timezone_mismatch', action: 'Reject' }], { days: 1 })
    expect(none.filters[0]).toMatchObject({ clicks: 0 })
  })

  test.each(['data_center', 'proxy'] as const)('by the list of %s, if there’s one', async (kind) => {
    const file = join(temporaryFolder(), 'list.txt')
    const others = Array.from({ length: 50_000 }, (_, n) => `10.${(n >> 8) % 256}.${n % 256}.0/${24 + (n % 8)}`)
    const lines = ['203.0.113.0/25 # not this one', '203.0.113.192/26', '2001:db8::/32', 'nonsense', ...others]
    writeFileSync(file, lines.join('\n'))
    const setting = kind === 'proxy' ? 'proxyList' : 'dataCenterList'
    config()[setting] = file
    try {
      expect((await preview([{ kind, action: 'Reject' }])).filters[0]).toMatchObject({ clicks: 2, note: null })
      await keepAddresses('anonymised')
      expect((await preview([{ kind, action: 'Reject' }])).filters[0]).toMatchObject({
        clicks: 1,
        note: expect.stringContaining('/24'),
      })
      await keepAddresses('none')
      expect((await preview([{ kind, action: 'Reject' }])).filters[0]).toMatchObject({
        clicks: null,
        note: expect.stringContaining('store'),
      })
    } finally {
      delete config()[setting]
      await keepAddresses('full')
    }
  })

  test.each(['data_center', 'proxy'] as const)('except %s without a list', async (kind) => {
    expect((await preview([{ kind, action: 'Reject' }])).filters[0]).toMatchObject({
      clicks: null,
      percent: null,
      note: expect.stringMatching(/^This server has no list .*_LIST/),
    })
  })

  test('except those that check conversions', async () => {
    expect((await preview([{ kind: 'fast_conversion', action: 'Reject', seconds: 5 }])).filters[0]).toMatchObject({
      clicks: null,
      percent: null,
      note: 'It checks conversions, and the preview only covers clicks so far.',
    })
  })
})

test('a filter can have 1,000 values', async () => {
  const many = (name: (n: number) => string) => Array.from({ length: 999 }, (_, n) => name(n))
  const agents = [...many((n) => `no${n}`), 'FIREFOX']
  expect(await caught({ kind: 'blocked_user_agent', action: 'Flag', values: agents })).toBe(23)
  const ranges = [...many((n) => `10.${n % 250}.${n % 7}.0/${20 + (n % 9)}`), '203.0.113.0/24']
  expect(await caught({ kind: 'blocked_ip', action: 'Flag', values: ranges })).toBe(1)
})

test('a click that several filters catch counts once, and one that’s rejected isn’t flagged', async () => {
  const found = await preview([
    { kind: 'bot', action: 'Reject' },
    { kind: 'blocked_user_agent', action: 'Reject', values: ['googlebot'] },
    { kind: 'blocked_user_agent', action: 'Flag', values: ['googlebot', 'headless'] },
    { kind: 'empty_referrer', action: 'Reject', active: false },
  ])
  expect([found.rejected.clicks, found.flagged.clicks]).toEqual([1, 1])
  expect(found.filters.map(({ clicks }) => clicks)).toEqual([1, 1, 2, 1])
})

test('looks back as many days as asked, at one offer if asked', async () => {
  expect(await caught({ kind: 'bot', action: 'Flag' }, { days: 60 })).toBe(2)
  expect((await preview([{ kind: 'bot', action: 'Flag' }], { days: 1 })).clicks).toBe(0)
  const advertiser = await database.prisma.advertiser.findFirstOrThrow({ where: { organizationId } })
  const integration = await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const offer = { organizationId, incrementalId: 2, slug: 'o', name: 'O' }
  const { id } = await database.prisma.offer.create({
    data: { ...offer, advertiserId: advertiser.id, integrationId: integration.id },
  })
  for (const offer_id of [2, id])
    expect((await preview([{ kind: 'bot', action: 'Flag' }], { offer_id })).clicks).toBe(1)
})

test('says what shortened addresses can’t tell', async () => {
  const filter: Filter = { kind: 'blocked_ip', action: 'Flag', values: ['203.0.113.0/24'] }
  const smaller: Filter = { kind: 'blocked_ip', action: 'Flag', values: ['203.0.113.200/25', '2001:db8::1'] }
  await keepAddresses('anonymised')
  expect((await preview([smaller])).filters[0]).toMatchObject({ clicks: 0 })
  expect((await preview([filter])).filters[0]).toMatchObject({ clicks: 1, note: expect.stringContaining('/24') })
  await keepAddresses('none')
  expect((await preview([filter])).filters[0]).toMatchObject({ clicks: null, note: expect.stringContaining('store') })
  await keepAddresses('full')
})

test('only counts clicks that the caller can see', async () => {
  const { key } = await world.accountManager({ isPublisherManager: false }, { advertisers: [2] })
  expect(await preview([{ kind: 'bot', action: 'Reject' }], {}, key)).toMatchObject({
    clicks: 1,
    rejected: { clicks: 0, percent: 0 },
  })
})

test('a stored group by its ID', async () => {
  const { id } = await database.prisma.fraudFilterGroup.create({
    data: { organizationId, name: 'Bots', filters: [{ kind: 'bot', action: 'Reject', active: true }] },
  })
  const path = `fraud-filter-groups/${id}/preview`
  expect(previewAnswer.parse(await askV2(admin.key, 'POST', path, {})).data).toMatchObject({
    clicks: all,
    rejected: { clicks: 1, percent: 4 },
  })
  for (const wrong of [randomUUID(), '7'])
    await askV2(admin.key, 'POST', `fraud-filter-groups/${wrong}/preview`, {}, { status: 404 })
})

test.each([
  [{}, 'filters', /./],
  [{ filters: [] }, 'filters', /at least one filter/],
  [{ filters: [{ kind: 'bot' }] }, 'filters.0.action', /./],
  [{ filters: [{ kind: 'bot', action: 'Flag' }], days: 91 }, 'days', /1 to 90/],
  [{ filters: [{ kind: 'bot', action: 'Flag' }], offer_id: 99 }, 'offer_id', /No offer/],
])('refuses %j', async (body, field, message) => {
  expect(await askV2(admin.key, 'POST', 'fraud-filter-groups/preview', body, { status: 400 })).toMatchObject(
    faultOf(field, message),
  )
})
