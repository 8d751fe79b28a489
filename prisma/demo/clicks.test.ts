import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { literal } from '@/lib/events/sql'
import { click, NO_ID, type ClickRow } from '@/lib/events/tables'
import { addDays } from '@/lib/time'
import { testEventLog } from '@/lib/testing/events'
import { targeting } from '@/lib/catalog/rules/targeting'
import { anonymousAddress } from '@/lib/tracking/address'
import { eventTime, localDay } from '@/lib/tracking/day'
import { compileTemplate } from '@/lib/macros'
import { reasons } from '@/lib/tracking/reasons'
import { refererOf } from '@/lib/tracking/referer'
import { mismatch } from '@/lib/catalog/targeting'
import type { Agent } from '@/lib/tracking/user-agent'
import { DAYS, demoOrganizations, type DemoOrganization } from './catalog'
import { demoClicks, Register, type ShortClick } from './clicks'
import { openSpeller } from './spell-out'

const lastDay = '2026-11-20'
const seed = 'test'
const noon = Date.parse(`${lastDay}T12:00:00Z`)
const [main, other] = demoOrganizations({ seed, lastDay })
if (!main || !other) throw new Error('The demo has two organizations.')
const agents = new Register<Agent>()

function shortClicksOf(organization: DemoOrganization, clicks: number, until = noon): ShortClick[] {
  return [...demoClicks(organization, { clicks, lastDay, seed, until, agents })].flat()
}

const events = await testEventLog()
const isRow = (row: unknown) =>
  typeof row === 'object' && row !== null && Object.keys(click.columns).every((column) => column in row)

/** The rows as stored, with numbers too big for JavaScript as text. */
async function rowsOf(organization: DemoOrganization, clicks: readonly ShortClick[]): Promise<ClickRow[]> {
  const speller = await openSpeller(events, agents)
  await speller.begin(organization)
  await speller.prepare(clicks)()
  await speller.close()
  const columns = Object.entries(click.columns).map(([name, type]) =>
    /UInt64|Decimal/.test(type) ? `toString(click.${name}) AS ${name}` : name,
  )
  return events.query({
    work: 'test',
    sql: literal(
      `SELECT ${columns.join(', ')} FROM click WHERE organization = '${organization.row.id}' ORDER BY click.time, click.id`,
    ),
    row: z.custom<ClickRow>(isRow),
  })
}

const short = shortClicksOf(main, 40_000)
let rows: ClickRow[] = []
let otherRows: ClickRow[] = []
beforeAll(async () => {
  rows = await rowsOf(main, short)
  otherRows = await rowsOf(other, shortClicksOf(other, 10_000))
})

function countBy(list: readonly ClickRow[], key: (row: ClickRow) => string | number): Map<string | number, number> {
  const counts = new Map<string | number, number>()
  for (const row of list) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  return counts
}
const share = (list: readonly ClickRow[], which: (row: ClickRow) => boolean) => list.filter(which).length / list.length

describe('rows', () => {
  test('are the same for the same seed and day, and one more hour only appends some', () => {
    const digest = (list: readonly ShortClick[]) => createHash('sha256').update(JSON.stringify(list)).digest('hex')
    expect(digest(shortClicksOf(main, 40_000))).toBe(digest(short))
    const longer = shortClicksOf(main, 40_000, noon + 3_600_000)
    expect(longer.length).toBeGreaterThan(short.length)
    expect(digest(longer.slice(0, short.length))).toBe(digest(short))
  })

  test('are spelled out the way the tracker writes them', () => {
    expect(rows.length).toBe(short.length)
    for (const [organization, list] of [
      [main, rows],
      [other, otherRows],
    ] as const) {
      const pages = new Map(
        organization.offers.flatMap(({ landingPages }) => landingPages.map((page) => [page.incrementalId, page])),
      )
      for (const row of list.filter((_, index) => index % 25 === 0)) {
        const now = Date.parse(`${row.time.replace(' ', 'T')}Z`)
        const template = compileTemplate(pages.get(row.landing_page)?.redirectUrl ?? '')
        const publisherSlug = organization.publishers[row.publisher - 1]?.row.slug ?? ''
        if (row.status === 'Approved')
          expect(row.url).toBe(template?.fill({ click: row, now, publisherSlug, campaign: '' }))
        expect(row.day).toBe(localDay(organization.plan.timezone, now))
        expect({ host: row.referer_host, url: row.referer }).toEqual(refererOf(row.referer))
        if (organization.plan.ipStorage === 'anonymised') expect(row.ip).toBe(anonymousAddress(row.ip))
        expect(agents.list).toContainEqual({
          userAgent: row.user_agent,
          device: row.device,
          browser: row.browser,
          browserVersion: row.browser_version,
          os: row.os,
          osVersion: row.os_version,
          bot: row.bot,
        })
      }
    }
  })

  test('have unique IDs that contain the click’s time, and end now', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(rows.every(({ id }) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(
      true,
    )
    expect(short.filter(({ time }, index) => time < (short[index - 1]?.time ?? 0))).toEqual([])
    expect(
      rows.filter(({ id, time }) => eventTime(Number.parseInt(id.replace('-', '').slice(0, 12), 16)) !== time),
    ).toEqual([])
    expect((rows.at(-1)?.time ?? '') < eventTime(noon)).toBe(true)
    expect((rows.at(-1)?.time ?? '') > eventTime(noon - 3_600_000)).toBe(true)
  })

  test('fall on the organization’s own days', () => {
    for (const [organization, list] of [
      [main, rows],
      [other, otherRows],
    ] as const) {
      const format = new Intl.DateTimeFormat('en-CA', { timeZone: organization.plan.timezone })
      for (const row of list.slice(0, 500))
        expect(row.day).toBe(format.format(new Date(`${row.time.replace(' ', 'T')}Z`)))
      expect(new Set(list.map((row) => row.day)).size).toBe(DAYS)
      expect(list.every((row) => row.day >= addDays(lastDay, 1 - DAYS) && row.day <= lastDay)).toBe(true)
    }
  })

  test('refer only to records in the catalog', () => {
    for (const [organization, list] of [
      [main, rows],
      [other, otherRows],
    ] as const) {
      const offers = new Map(organization.offers.map((offer) => [offer.row.incrementalId, offer]))
      const publishers = new Map(organization.publishers.map((publisher) => [publisher.row.incrementalId, publisher]))
      const campaigns = new Map(organization.campaigns.map((campaign) => [campaign.row.id, campaign]))
      const strange = list.filter((row) => {
        const offer = offers.get(row.offer)
        const publisher = publishers.get(row.publisher)
        const campaign = campaigns.get(row.campaign)
        return !(
          row.organization === organization.row.id &&
          row.advertiser === offer?.advertiser.row.incrementalId &&
          row.network === offer.advertiser.network &&
          offer.landingPages.some((page) => page.incrementalId === row.landing_page) &&
          publisher &&
          row.channel === (campaign?.row.channel ?? '') &&
          (campaign ? campaign.publisher === publisher : row.campaign === NO_ID)
        )
      })
      expect(strange).toEqual([])
    }
  })

  test('are screened the way the tracker does it', () => {
    for (const row of rows.filter(({ status }, index) => status === 'Rejected' || index % 20 === 0)) {
      const offer = main.offers.find((candidate) => candidate.row.incrementalId === row.offer)
      const page = offer?.landingPages.find((candidate) => candidate.incrementalId === row.landing_page)
      const publisher = main.publishers.find((candidate) => candidate.row.incrementalId === row.publisher)
      const approved =
        offer?.row.visibility === 'Public' ||
        main.approvals.some(
          ({ offerId, publisherId, status }) =>
            offerId === offer?.row.id && publisherId === publisher?.row.id && status === 'Approved',
        )
      if (row.status === 'Approved') {
        expect([row.reason, approved, page?.active]).toEqual(['', true, true])
        expect(row.url).toContain('.example/')
      } else {
        expect(Object.keys(reasons)).toContain(row.reason)
        expect(row.url).toBe(offer?.row.fallbackUrl ?? '')
        if (row.reason === 'offer_not_approved') expect(approved).toBe(false)
        if (row.reason === 'landing_page_inactive') expect(page?.active).toBe(false)
      }
      const paid = row.status === 'Approved' && !row.bot && offer?.row.payoutType === 'CPC'
      expect(Number(row.payout)).toBe(paid ? Number(offer.row.payout) : 0)
    }
  })
})

test('targeting and blocked sub IDs turn clicks away, and only those', () => {
  for (const offer of main.offers) {
    const group = main.groups.targetingGroups.find(({ id }) => id === offer.row.targetingGroupId)
    const rule = group?.targeting ?? offer.row.simpleTargeting
    const ofOffer = rows.filter((row) => row.offer === offer.row.incrementalId)
    for (const row of ofOffer) {
      if (row.reason.endsWith('_targeted')) expect(rule && mismatch(targeting.parse(rule), row)).toBeDefined()
      else if (rule && row.status === 'Approved') expect(mismatch(targeting.parse(rule), row)).toBeUndefined()
    }
  }
  expect(rows.some(({ reason }) => reason === 'country_not_targeted')).toBe(true)
  const blocked = rows.filter(({ reason }) => reason === 'sub_id_blocked')
  expect(blocked.length).toBeGreaterThan(0)
  for (const row of blocked) {
    const [offer, publisher] = [main.offers[row.offer - 1], main.publishers[row.publisher - 1]]
    expect(main.terms.blockedSubIds).toContainEqual(
      expect.objectContaining({ offerId: offer?.row.id, publisherId: publisher?.row.id, subId: row.sub_id }),
    )
  }
})

describe('resembles a real network', () => {
  test('has as many clicks as requested', () => {
    expect(rows.length).toBeGreaterThan(38_000)
    expect(rows.length).toBeLessThan(40_800)
  })

  test('has some bots and some clicks rejected for various reasons', () => {
    expect(share(rows, ({ bot }) => bot)).toBeGreaterThan(0.02)
    expect(share(rows, ({ bot }) => bot)).toBeLessThan(0.045)
    expect(share(rows, ({ status }) => status === 'Rejected')).toBeGreaterThan(0.012)
    expect(share(rows, ({ status }) => status === 'Rejected')).toBeLessThan(0.03)
    expect(countBy(rows, ({ reason }) => reason).size).toBeGreaterThan(4)
  })

  test('has some clicks that fraud filters flag, of bots and of people', () => {
    const flagged = rows.filter(({ flags }) => flags.length > 0)
    expect(flagged.length / rows.length).toBeGreaterThan(0.01)
    expect(flagged.length / rows.length).toBeLessThan(0.03)
    const kinds = new Set(flagged.flatMap(({ bot, flags }) => flags.map((flag) => `${flag} ${bot}`)))
    for (const kind of ['bot true', 'language_mismatch false', 'visitor_clicks false']) expect(kinds).toContain(kind)
  })

  test('a few publishers send most of the clicks, followed by a long tail', () => {
    const counts = [...countBy(rows, ({ publisher }) => publisher).values()].toSorted((a, b) => b - a)
    expect(counts).toHaveLength(main.publishers.length)
    const top = counts.slice(0, 3).reduce((sum, count) => sum + count, 0)
    const tail = counts.slice(-10).reduce((sum, count) => sum + count, 0)
    expect(top / rows.length).toBeGreaterThan(0.5)
    expect(tail / rows.length).toBeLessThan(0.12)
  })

  test('nights are quiet and evenings busy in visitors’ time zones', () => {
    const local = (row: ClickRow) =>
      Number(
        new Intl.DateTimeFormat('en', { timeZone: row.timezone, hour: 'numeric', hourCycle: 'h23' }).format(
          new Date(`${row.time.replace(' ', 'T')}Z`),
        ),
      )
    for (const country of ['DE', 'US']) {
      const people = rows.filter((row) => row.country === country && !row.bot).slice(0, 4000)
      const hours = countBy(people, local)
      const between = (from: number, to: number) =>
        [...hours].reduce((sum, [hour, count]) => (Number(hour) >= from && Number(hour) < to ? sum + count : sum), 0)
      expect(between(1, 5) * 4).toBeLessThan(between(18, 22))
    }
  })

  test('newsletter clicks peak on the days they’re sent', () => {
    const newsletter = main.publishers.find(({ plan }) => plan.kind === 'newsletter')?.row.incrementalId
    const days = countBy(
      rows.filter(({ publisher }) => publisher === newsletter),
      ({ day }) => new Date(day).getUTCDay(),
    )
    for (const quiet of [0, 1, 3, 4, 6])
      expect((days.get(quiet) ?? 0) * 1.5).toBeLessThan(Math.min(days.get(2) ?? 0, days.get(5) ?? 0))
  })

  test('traffic grows and reflects what happened', () => {
    const people = rows.filter(({ bot }) => !bot)
    const between = (from: number, to: number, list: readonly ClickRow[] = people) =>
      list.filter(({ day }) => day >= addDays(lastDay, -from) && day <= addDays(lastDay, -to)).length / (from - to + 1)
    expect(between(30, 1)).toBeGreaterThan(1.08 * between(119, 90))
    const down = main.plan.happenings.find(({ kind, publishers }) => kind === 'outage' && publishers)
    const hit = people.filter(({ publisher }) => main.publishers[publisher - 1]?.plan.name === down?.publishers?.[0])
    const { daysAgo, days } = down ?? { daysAgo: 0, days: 0 }
    expect(between(daysAgo, daysAgo - days + 1, hit)).toBeLessThan(0.3 * between(daysAgo + 10, daysAgo + 1, hit))
  })

  test('some visitors click again within a day, always from the same place and browser', () => {
    const visitors = new Map<string, ClickRow[]>()
    for (const row of rows) visitors.set(row.visitor, [...(visitors.get(row.visitor) ?? []), row])
    const again = [...visitors.values()].filter((list) => list.length > 1)
    expect(again.length / visitors.size).toBeGreaterThan(0.15)
    for (const list of again) {
      expect(new Set(list.map(({ ip, user_agent, city }) => `${ip} ${user_agent} ${city}`)).size).toBe(1)
      expect(Date.parse(list.at(-1)?.time ?? '') - Date.parse(list[0]?.time ?? '')).toBeLessThan(30 * 3_600_000)
    }
  })

  test('stores addresses the way the organization chose', () => {
    expect(rows.every(({ ip }) => ip.endsWith('.0'))).toBe(true)
    expect(share(otherRows, ({ ip }) => ip.endsWith('.0'))).toBeLessThan(0.02)
  })

  test('has many devices, browsers, places, referrers, and sub IDs', () => {
    const kinds = (key: keyof ClickRow) => new Set(rows.map((row) => row[key])).size
    expect(kinds('country')).toBeGreaterThan(20)
    expect(kinds('city')).toBeGreaterThan(100)
    expect(kinds('device')).toBeGreaterThan(3)
    expect(kinds('browser')).toBeGreaterThan(8)
    expect(kinds('user_agent')).toBeGreaterThan(80)
    expect(kinds('referer_host')).toBeGreaterThan(15)
    expect(kinds('sub_id')).toBeGreaterThan(400)
    expect(kinds('utm_campaign')).toBeGreaterThan(30)
    expect(rows.some(({ extra }) => Object.keys(extra).length > 0)).toBe(true)
    expect(rows.some(({ trigger }) => trigger === 'qr')).toBe(true)
  })
})
