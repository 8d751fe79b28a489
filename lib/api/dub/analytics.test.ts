import { afterAll, expect, test } from 'vitest'
import { config } from '@/lib/config'
import { click, type ClickRow, type ConversionRow } from '@/lib/events/tables'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { domainOf, recordEvents, referredRecords } from '@/lib/testing/dub-events'
import { clickRow, testEventLog } from '@/lib/testing/events'
import { createWorld, idAt } from '@/lib/testing/world'
import { retrieveAnalytics } from './analytics.contract'

// What each group counts, compared with counting all rows by hand.

const database = await testDatabase()
const log = await testEventLog()
const { rateLimitPerMinute } = config()
config().rateLimitPerMinute = 1_000_000
afterAll(() => void (config().rateLimitPerMinute = rateLimitPerMinute))

const world = await createWorld(database, log)
await database.prisma.organization.update({ where: { id: world.organizationId }, data: { currency: 'EUR' } })
const of = await referredRecords(database, world)
const recorded = await recordEvents(log, world, of)
const MARCH = 'start=2026-03-01&end=2026-03-31'

async function analytics(query: string, key = world.admin.key) {
  const reply = await send('GET', `/api/analytics?${query}`, { headers: { authorization: `Bearer ${key}` } })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  const answer = retrieveAnalytics.response.parse(reply.body)
  return Array.isArray(answer) ? answer : [answer]
}

type Row = ClickRow | ConversionRow
const isSale = (row: ConversionRow) => row.kind === 'sale' || (row.kind !== 'lead' && row.amount_currency !== '')
const clicks = recorded.clicks.filter(({ status, bot }) => status === 'Approved' && !bot)
const conversions = recorded.conversions.filter(({ status }) => status === 'Approved')

/** The figures of rows that belong together, by what they belong to. */
function counted(groupsOf: (row: Row) => readonly string[]) {
  const found = new Map<string, { clicks: number; leads: number; sales: number; saleAmount: number }>()
  const add = (row: Row, what: 'clicks' | 'leads' | 'sales', amount = 0) => {
    for (const group of groupsOf(row)) {
      const figures = found.get(group) ?? { clicks: 0, leads: 0, sales: 0, saleAmount: 0 }
      found.set(group, { ...figures, [what]: figures[what] + 1, saleAmount: figures.saleAmount + amount })
    }
  }
  for (const row of clicks) add(row, 'clicks')
  for (const row of conversions)
    if (isSale(row)) add(row, 'sales', Number(row.amount) * 100)
    else add(row, 'leads')
  return Object.fromEntries(found)
}

const cut = (url: string) => url.replace(/[?#].*$/, '')
const known = (value: string) => (value === '' ? [] : [value])
const publisherOf = ({ publisher }: Row) => known(of.publishers[publisher - 1] ?? '')

type Answered = Awaited<ReturnType<typeof analytics>>[number]
const read = (row: Answered, ...names: readonly string[]) =>
  names.map((name) => String(new Map<string, unknown>(Object.entries(row)).get(name))).join('|')

test.each<[string, readonly string[], (row: Row) => readonly string[]]>([
  ['continents', ['continent'], ({ continent }) => known(continent)],
  ['countries', ['country'], ({ country }) => [country]],
  ['regions', ['country', 'region'], ({ country, region }) => [`${country}|${region}`]],
  ['cities', ['country', 'region', 'city'], ({ country, region, city }) => [`${country}|${region}|${city}`]],
  ['devices', ['device'], ({ device }) => [device]],
  ['browsers', ['browser'], ({ browser }) => [browser]],
  ['os', ['os'], ({ os }) => [os]],
  ['triggers', ['trigger'], ({ trigger }) => [trigger]],
  ['trigger', ['trigger'], ({ trigger }) => [trigger]],
  ['referers', ['referer'], (row) => [row.referer_host]],
  ['referer_urls', ['refererUrl'], ({ referer }) => [cut(referer)]],
  ['top_urls', ['url'], ({ url }) => [url]],
  ['top_base_urls', ['url'], ({ url }) => [cut(url)]],
  ['top_domains', ['domain'], ({ domain }) => [domain || 'localhost:3000']],
  ['top_links', ['id'], ({ link, offer, publisher }) => [link || `tracking_${offer}_${publisher}`]],
  ['top_folders', ['folderId'], ({ folder }) => known(folder)],
  ['top_link_tags', ['tagId'], ({ tags }) => tags],
  ['top_partners', ['partnerId'], publisherOf],
  ['top_groups', ['groupId'], ({ publisher }) => (publisher === 2 ? [of.group] : [])],
  ['top_partner_tags', ['partnerTagId'], ({ publisher }) => (publisher === 1 ? of.tags.slice(0, 1) : [])],
  ['utm_sources', ['utm_source'], (row) => [row.utm_source]],
  ['utm_mediums', ['utm_medium'], (row) => [row.utm_medium]],
  ['utm_campaigns', ['utm_campaign'], (row) => [row.utm_campaign]],
  ['utm_terms', ['utm_term'], (row) => [row.utm_term]],
  ['utm_contents', ['utm_content'], (row) => [row.utm_content]],
])('%s', async (groupBy, names, groupsOf) => {
  const rows = await analytics(`event=composite&groupBy=${groupBy}&${MARCH}`)
  const answered = Object.fromEntries(
    rows.map((row) => {
      const { clicks: clicked, leads, sales, saleAmount } = row
      return [read(row, ...names), { clicks: clicked, leads, sales, saleAmount }]
    }),
  )
  expect(answered).toEqual(counted(groupsOf))
  const figures = rows.map((row) => row.clicks)
  expect(figures).toEqual(figures.toSorted((a, b) => b - a))
})

test('figures that aren’t asked for are 0', async () => {
  const { '': all } = counted(() => [''])
  expect(await analytics(`event=composite&${MARCH}`)).toEqual([all])
  expect(await analytics(MARCH)).toEqual([{ clicks: all?.clicks, leads: 0, sales: 0, saleAmount: 0 }])
  expect(await analytics(`event=leads&${MARCH}`)).toEqual([{ clicks: 0, leads: all?.leads, sales: 0, saleAmount: 0 }])
  expect(await analytics(`event=sales&${MARCH}`)).toEqual([
    { clicks: 0, leads: 0, sales: all?.sales, saleAmount: all?.saleAmount },
  ])
})

test('top links say which they are', async () => {
  const rows = await analytics(`groupBy=top_links&${MARCH}`)
  const link = rows.find((row) => 'id' in row && row.id === of.links[0])
  expect(link).toMatchObject({
    link: of.links[0],
    domain: domainOf(world),
    key: 'Spring',
    shortLink: `http://${domainOf(world)}:3000/Spring`,
    url: 'https://shop.example/0?a=1',
    partnerId: of.publishers[0],
  })
})

test('a publisher’s figures are their own', async () => {
  const [first] = world.publishers
  const rows = await analytics(`groupBy=top_partners&${MARCH}`, first.key)
  expect(rows).toMatchObject([
    { partnerId: of.publishers[0], clicks: clicks.filter((row) => row.publisher === 1).length },
  ])
})

test.each([
  // 45 and 30 minutes off, and both days when clocks change.
  ['Asia/Kathmandu', '2026-04-10', '2026-04-11', 'hour'],
  ['Asia/Kolkata', '2026-04-10', '2026-04-11', 'hour'],
  ['Australia/Lord_Howe', '2026-04-04', '2026-04-05', 'hour'],
  ['Europe/Berlin', '2026-03-28', '2026-03-29', 'hour'],
  ['America/New_York', '2025-11-01', '2025-11-02', 'hour'],
  ['Europe/Berlin', '2026-03-01', '2026-04-12', 'day'],
  ['America/New_York', '2025-10-25', '2025-11-10', 'day'],
  ['Asia/Kathmandu', '2025-09-01', '2026-04-12', 'month'],
] as const)('a series in %s from %s to %s has a figure for every %s', async (timezone, start, end, interval) => {
  const own = await createWorld(database, log)
  const local = (at: Date) => at.toLocaleString('sv', { timeZone: timezone })
  const first = new Date(`${start}T00:00:00Z`).getTime() - 14 * 3_600_000
  const last = new Date(`${end}T00:00:00Z`).getTime() + 38 * 3_600_000
  const step = interval === 'hour' ? 17 * 60_000 : interval === 'day' ? 7 * 3_600_000 : 61 * 3_600_000
  const times: Date[] = []
  for (let at = first; at < last; at += step) times.push(new Date(at))
  await log.append(
    click,
    times.map((at) =>
      clickRow({
        organization: own.organizationId,
        id: idAt(at),
        time: at.toISOString().replace('T', ' ').replace('Z', ''),
      }),
    ),
  )
  const inside = times.filter((at) => local(at).slice(0, 10) >= start && local(at).slice(0, 10) <= end)
  const query = `groupBy=timeseries&start=${start}&end=${end}&timezone=${encodeURIComponent(timezone)}`
  const rows = await analytics(query, own.admin.key)
  const starts = rows.map((row) => new Date(read(row, 'start')))
  // Without gaps: each begins where the one before ends, the first with the range.
  expect(local(starts[0] ?? new Date(0))).toBe(`${interval === 'month' ? `${start.slice(0, 7)}-01` : start} 00:00:00`)
  for (const at of starts)
    expect(local(at)).toMatch({ hour: /:[03]0:00$/, day: / 00:00:00$/, month: /-01 00:00:00$/ }[interval])
  const bounds = [...starts.map((at) => at.getTime()), Infinity]
  expect(rows.map((row) => row.clicks)).toEqual(
    starts.map(
      (_, index) =>
        inside.filter((at) => at.getTime() >= (bounds[index] ?? 0) && at.getTime() < (bounds[index + 1] ?? 0)).length,
    ),
  )
  const days = new Set(inside.map((at) => local(at).slice(0, interval === 'month' ? 7 : 10)))
  if (interval !== 'hour') expect(rows).toHaveLength(days.size)
  if (interval === 'hour') {
    const gaps = starts.slice(1).map((at, index) => at.getTime() - (starts[index]?.getTime() ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(3_600_000)
  }
})

test('all of time begins with the first event', async () => {
  const own = await createWorld(database, log)
  await own.record([{ at: '2024-05-17T10:00:00Z' }])
  const rows = await analytics('groupBy=timeseries&interval=all', own.admin.key)
  expect(rows[0]).toMatchObject({ start: '2024-05-01T00:00:00.000Z', clicks: 1 })
  expect(rows.slice(1).every((row) => row.clicks === 0)).toBe(true)
})
