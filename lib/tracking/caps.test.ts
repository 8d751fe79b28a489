import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Prisma } from '@/lib/database/generated/client'
import type { ClickRow } from '@/lib/events/tables'
import { createOffers } from '@/lib/testing/catalog'
import { setAway } from '@/lib/testing/absence'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'
import { openCaps } from './cap-upkeep'

// What caps do to clicks, in one process. Several processes: caps-processes.test.ts.

const SOON = { timeout: 10_000, interval: 10 }
const DAY = 86_400_000

let t: StartedTracker
let rows: ClickRow[] = []
let time = Date.now()
let isFailing = false
const append = async (row: ClickRow) => {
  if (isFailing) throw new Error('The disk is full')
  rows.push(row)
}

beforeAll(async () => {
  t = await startTracker({ append, now: () => time })
})
afterAll(() => t.close())
beforeEach(() => {
  rows = []
  isFailing = false
})

/** A new active offer, and its caps. */
async function offerWith(...caps: (Partial<Prisma.CapUncheckedCreateInput> & { limit: number })[]) {
  const organizationId = t.organization.id
  const { integrationId, advertiserId } = t.of('Open')
  const [offer] = await createOffers(t.database, organizationId, [
    {
      name: 'Capped',
      integrationId,
      advertiserId,
      active: false,
      payoutType: 'CPC',
      payout: '0.15',
      fallbackUrls: { cap: 'https://full.example/' },
      landingPages: [{ name: 'Main', redirectUrl: 'https://shop.example/' }],
    },
  ])
  if (!offer) throw new Error('Missing test data')
  const made = []
  for (const cap of caps)
    made.push(
      await t.database.prisma.cap.create({
        data: { organizationId, offerId: offer.id, metric: 'Clicks', period: 'Total', ...cap },
      }),
    )
  await t.database.prisma.offer.update({ where: { id: offer.id }, data: { active: true } })
  const open = (query: Record<string, string> = {}, options?: Parameters<StartedTracker['get']>[1]) =>
    t.get(`/t/click?${new URLSearchParams({ offer: offer.id, publisher: '1', ...query }).toString()}`, options)
  await vi.waitFor(
    async () => expect((await open({}, { method: 'HEAD' })).location).toBe('https://shop.example/'),
    SOON,
  )
  return { open, caps: made, many: (count: number) => Promise.all(Array.from({ length: count }, () => open())) }
}
const edit = (id: string | undefined, data: Prisma.CapUncheckedUpdateInput) =>
  t.database.prisma.cap.update({ where: { id }, data })
const accepted = () => rows.filter(({ status }) => status === 'Approved').length
const usedOf = async (capId: string | undefined) =>
  (await t.database.prisma.capWindow.findMany({ where: { capId } })).map(({ used }) => used.toNumber())

/** Leases of a tracker without a server. */
const anotherTracker = (tick?: number) =>
  openCaps({
    database: t.database,
    catalog: t.catalog,
    holder: randomUUID(),
    countUsed: async () => new Map<string, number>(),
    now: () => time,
    tick,
  })
function linkTo(offerId = '') {
  const organization = t.catalog.organizations.get(t.organization.id)
  const offer = t.catalog.offers.get(offerId)
  const publisher = organization?.publishers.byId.get(t.publisher.id)
  if (!organization || !offer || !publisher) throw new Error('Missing in the catalog')
  return { organization, offer, publisher }
}

describe('past a cap', () => {
  test('clicks go to the fallback for caps', async () => {
    const { many, open } = await offerWith({ limit: 3 })
    expect((await many(5)).map(({ location }) => location).toSorted()).toEqual([
      'https://full.example/',
      'https://full.example/',
      'https://shop.example/',
      'https://shop.example/',
      'https://shop.example/',
    ])
    expect(rows.filter(({ reason }) => reason === 'cap_reached')).toHaveLength(2)
    expect(rows.at(-1)).toMatchObject({ status: 'Rejected', payout: '0', cap_leases: [] })
    expect((await open({}, { method: 'HEAD' })).location).toBe('https://full.example/')
    expect(JSON.parse((await open({ no_redirect: 'true' })).body)).toMatchObject({ reason: 'cap_reached' })
  })

  test('clicks are blocked', async () => {
    const { many } = await offerWith({ limit: 1, action: 'Block' })
    expect((await many(2)).map(({ status }) => String(status)).toSorted()).toEqual(['302', '403'])
    expect(rows.map(({ reason }) => reason).toSorted()).toEqual(['', 'cap_reached'])
  })

  test('clicks are accepted unpaid', async () => {
    const { many, open } = await offerWith({ limit: 1, action: 'Accept_Unpaid' })
    expect((await many(2)).map(({ location }) => location)).toEqual(['https://shop.example/', 'https://shop.example/'])
    expect(rows.map(({ status, reason, payout }) => `${status} ${payout} ${reason}`).toSorted()).toEqual([
      'Approved 0 cap_reached',
      'Approved 0.15 ',
    ])
    expect(JSON.parse((await open({ no_redirect: 'true' })).body)).toMatchObject({ status: 'approved' })
  })

  test('bots neither use a cap nor get past it', async () => {
    const { open } = await offerWith({ limit: 1 })
    const bot = { headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } }
    expect((await open({}, bot)).location).toBe('https://shop.example/')
    expect((await open()).location).toBe('https://shop.example/')
    expect((await open()).location).toBe('https://full.example/')
    expect((await open({}, bot)).location).toBe('https://full.example/')
  })
})

describe('a cap', () => {
  test('of a publisher or a sub ID is about theirs alone', async () => {
    const publisherId = t.publisher.id
    const { open } = await offerWith({ limit: 2, publisherId }, { limit: 1, publisherId, subId: 'a' })
    const goes = async (query: Record<string, string>) => (await open(query)).location
    expect(await goes({ sub_id: 'a' })).toBe('https://shop.example/')
    expect(await goes({ sub_id: 'a' })).toBe('https://full.example/')
    expect(await goes({ sub_id: 'A' })).toBe('https://shop.example/')
    expect(await goes({})).toBe('https://full.example/')
  })

  test('counts a click with all of its caps or none of them, and the strictest action wins', async () => {
    const publisherId = t.publisher.id
    const { many, caps } = await offerWith(
      { limit: 5 },
      { limit: 2, action: 'Accept_Unpaid', publisherId },
      { limit: 3, action: 'Block', publisherId },
    )
    // Past the tightest one, nothing counts anymore, so the others never fill up.
    await many(10)
    expect(rows.filter(({ cap_leases }) => cap_leases.length === 3)).toHaveLength(2)
    expect(accepted()).toBe(10)
    await edit(caps[2]?.id, { limit: 2 })
    await vi.waitFor(async () => expect((await many(1))[0]?.status).toBe(403), SOON)
    await edit(caps[1]?.id, { active: false })
    await edit(caps[2]?.id, { archived: true })
    await vi.waitFor(async () => expect((await many(1))[0]?.location).toBe('https://shop.example/'), SOON)
    await vi.waitFor(async () => expect(await usedOf(caps[0]?.id)).not.toEqual([2]), SOON)
  })

  test('follows its limit up and down', async () => {
    const { many, caps } = await offerWith({ limit: 1000 })
    await many(20)
    expect(accepted()).toBe(20)
    await edit(caps[0]?.id, { limit: 25 })
    await vi.waitFor(
      () => expect(t.catalog.organizations.get(t.organization.id)?.caps.byId.get(caps[0]?.id ?? '')?.limit).toBe(25),
      SOON,
    )
    await many(20)
    expect(accepted()).toBe(25)
    await edit(caps[0]?.id, { limit: 30 })
    await vi.waitFor(async () => {
      await many(1)
      expect(accepted()).toBeGreaterThan(25)
    }, SOON)
    await many(20)
    expect(accepted()).toBe(30)
    await edit(caps[0]?.id, { limit: 10 })
    await vi.waitFor(
      () => expect(t.catalog.organizations.get(t.organization.id)?.caps.byId.get(caps[0]?.id ?? '')?.limit).toBe(10),
      SOON,
    )
    await many(5)
    expect(accepted()).toBe(30)
  })

  test('starts over with its period, in its zone', async () => {
    const { many } = await offerWith({ limit: 2, period: 'Day', timezone: 'Asia/Tokyo' })
    const before = time
    // 23:59:59 in Tokyo.
    time = (Math.floor(time / DAY) + 1) * DAY + 15 * 3_600_000 - 1000
    await many(3)
    expect(accepted()).toBe(2)
    time += 1000
    await many(3)
    expect(accepted()).toBe(4)
    time = before
  })

  test('is leased ahead for the next period, so that its first click doesn’t wait', async () => {
    const { caps } = await offerWith({ limit: 100, period: 'Hour', timezone: 'UTC' })
    const link = linkTo(caps[0]?.offerId)
    const before = time
    const end = (Math.floor(time / 3_600_000) + 1) * 3_600_000
    time = end - 20
    const other = await anotherTracker(10)
    const first = await other.caps.claim(link, '', time, true)
    first.settle(true)
    const next = { capId: caps[0]?.id, windowStart: new Date(end) }
    await vi.waitFor(async () => expect(await t.database.prisma.capLease.count({ where: next })).toBe(1), SOON)
    await vi.waitFor(() => expect(other.caps.claim(link, '', end, true)).not.toBeInstanceOf(Promise), SOON)
    await other.close()
    time = before
  })

  test('gets back what a click that isn’t recorded would have used', async () => {
    const { many, open } = await offerWith({ limit: 2 })
    isFailing = true
    expect((await many(2)).map(({ status }) => status)).toEqual([503, 503])
    isFailing = false
    expect((await many(2)).map(({ status }) => status)).toEqual([302, 302])
    expect((await open()).location).toBe('https://full.example/')
  })

  test('gets from other trackers what they don’t use', async () => {
    const { many, open, caps } = await offerWith({ limit: 100 })
    await many(30)
    const other = await anotherTracker()
    const link = linkTo(caps[0]?.offerId)
    let elsewhere = 0
    for (let click = 0; click < 80; click++) {
      const claim = await other.caps.claim(link, '', time, true)
      claim.settle(true)
      if (!claim.over) elsewhere++
    }
    expect(elsewhere).toBe(70)
    expect((await open()).location).toBe('https://full.example/')
    await other.close()
    expect(await usedOf(caps[0]?.id)).toEqual([100])
  })
})

test('without the database, clicks use what’s leased, and are past the cap from there', async () => {
  const { many } = await offerWith({ limit: 800 })
  await many(1)
  await setAway(t.database, true)
  try {
    await many(300)
    const leased = accepted()
    expect(leased).toBeGreaterThan(90)
    expect(leased).toBeLessThan(301)
    expect(rows.at(-1)).toMatchObject({ status: 'Rejected', reason: 'cap_unknown', url: 'https://full.example/' })
  } finally {
    await setAway(t.database, false)
  }
  rows = []
  await vi.waitFor(async () => {
    await many(1)
    expect(accepted()).toBeGreaterThan(0)
  }, SOON)
})

test('a lease that can’t be renewed is used for a minute at most', async () => {
  const { many } = await offerWith({ limit: 800 })
  await many(1)
  await setAway(t.database, true)
  time += 61_000
  try {
    await many(3)
    expect(rows.map(({ reason }) => reason)).toEqual(['', 'cap_unknown', 'cap_unknown', 'cap_unknown'])
  } finally {
    time -= 61_000
    await setAway(t.database, false)
  }
})
