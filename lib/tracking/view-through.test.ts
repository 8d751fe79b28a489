import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { countedConversions, createToken, loggedPostbacks } from '@/lib/testing/conversions'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'

// Conversions that an impression led to instead of a click.

const HOUR = 3_600_000
const SOON = { timeout: 15_000, interval: 20 }
const answer = z.looseObject({ status: z.string(), message: z.string(), conversion_id: z.string().optional() })

let started: StartedTracker
let token: string
let offerId: string
let clock: number | undefined
const isOn = { viewThroughAttributionEnabled: true, viewThroughWindowHours: 24, cookieTrackingEnabled: false }

beforeAll(async () => {
  started = await startTracker({ now: () => clock ?? Date.now() })
  offerId = started.of('Not per click').id
  await setOffer(isOn)
  token = await createToken(started.database, started.organization.id)
  await vi.waitFor(async () => {
    const { body } = await started.get(`/t/postback?secure=${token}`, { method: 'POST' })
    expect(body).toContain('transaction_id is required')
  }, SOON)
})
afterAll(() => started.close())
afterEach(async () => {
  clock = undefined
  await setOffer(isOn)
})

/** Changes the offer, and waits until the tracker knows. */
async function setOffer(data: Partial<typeof isOn>): Promise<void> {
  await started.database.prisma.offer.update({ where: { id: offerId }, data })
  await vi.waitFor(() => expect(started.catalog.offers.get(offerId)).toMatchObject(data), SOON)
}

async function see(headers: Record<string, string> = {}, more = '') {
  const path = `/t/impression?offer=${offerId}&publisher=${started.publisher.id}&sub_id=s1${more}`
  const { headers: answered } = await started.get(path, { headers })
  const [set] = answered['set-cookie'] ?? []
  return { id: String(answered['impression-id']), set, cookie: set?.split(';', 1)[0] ?? '' }
}
async function click(headers: Record<string, string> = {}) {
  const path = `/t/click?offer=${offerId}&publisher=${started.publisher.id}&no_redirect=true`
  const { body, headers: answered } = await started.get(path, { headers })
  const { transaction_id: id } = z.object({ transaction_id: z.string() }).parse(JSON.parse(body))
  return { id, cookie: answered['set-cookie']?.[0]?.split(';', 1)[0] ?? '' }
}
async function post(parameters: Record<string, string>) {
  const { status, body } = await started.get(`/t/postback?${new URLSearchParams({ secure: token, ...parameters })}`)
  return { http: status, ...answer.parse(JSON.parse(body)) }
}
const ledger = (impressionId: string) =>
  started.database.prisma.conversion.findMany({ where: { impressionId }, orderBy: { id: 'asc' } })

test('a postback with an impression’s ID records its conversion, with the impression’s facts and no click', async () => {
  const { id } = await see()
  const said = await post({ transaction_id: id, customer_id: 'viewer 1' })
  expect(said).toMatchObject({ http: 200, status: 'approved' })
  const [row, ...others] = await ledger(id)
  expect(others).toEqual([])
  expect(row).toMatchObject({ id: said.conversion_id, clickId: null, clickTime: null, offerId })
  expect([row?.payout, row?.revenue].map(String)).toEqual(['20', '30'])
  await started.recorder.drain()
  const counted = await countedConversions(started.events, started.organization.id)
  expect(counted.filter(({ impression }) => impression === id)).toMatchObject([
    { id: said.conversion_id, sub_id: 's1', publisher: started.publisher.incrementalId, payout: 20 },
  ])
  const [view] = counted.filter(({ impression }) => impression === id)
  expect([view?.click_time, view?.click_day]).toEqual([view?.time, view?.day])
  expect(view?.click).toMatch(/^0{8}-/)
  expect(
    await started.database.prisma.customer.findFirst({ where: { externalId: 'viewer 1' }, select: { clickId: true } }),
  ).toEqual({ clickId: null })
})

test('it counts once, its events follow it, and it can be rejected', async () => {
  const { database, organization } = started
  const upsell = await database.prisma.offerEvent.create({
    data: { organizationId: organization.id, incrementalId: 70, offerId, name: 'Upsell', payout: '2' },
  })
  const { id } = await see()
  expect(await post({ transaction_id: id, event_id: upsell.id })).toMatchObject({
    status: 'conversion_missing',
    message: expect.stringContaining('The impression has no conversion yet'),
  })
  const all = await Promise.all(Array.from({ length: 10 }, () => post({ transaction_id: id })))
  expect(all.map(({ status }) => status).toSorted()).toEqual(['approved', ...Array(9).fill('duplicate')])
  expect(await post({ transaction_id: id, event_id: upsell.id })).toMatchObject({ status: 'approved' })
  expect(await post({ transaction_id: id, new_rejected_reason: 'returned' })).toMatchObject({ status: 'rejected' })
  expect((await ledger(id)).map(({ kind, status }) => [kind, status])).toEqual([
    ['conversion', 'Rejected'],
    ['event', 'Approved'],
  ])
})

test('one past the view-through window is late, to the millisecond', async () => {
  clock = Date.now()
  const [inTime, late] = [await see(), await see()]
  clock += 24 * HOUR
  expect(await post({ transaction_id: inTime.id })).toMatchObject({ status: 'approved' })
  clock += 1
  expect(await post({ transaction_id: late.id })).toMatchObject({
    http: 410,
    status: 'late',
    message: 'The impression was 24 hours ago, and conversions of Not per click count for 24.',
  })
  expect(await post({ transaction_id: inTime.id })).toMatchObject({ status: 'duplicate' })
})

test('an offer without view-through attribution says so, and the log has it', async () => {
  await setOffer({ viewThroughAttributionEnabled: false })
  const { id } = await see()
  expect(await post({ transaction_id: id })).toMatchObject({
    http: 403,
    status: 'not_allowed',
    message: 'The transaction ID is an impression’s, and Not per click doesn’t use view-through attribution.',
  })
  expect(await ledger(id)).toEqual([])
  await started.recorder.drain()
  const logged = await loggedPostbacks(started.events, started.organization.id)
  expect(logged.filter((row) => row.click === id)).toMatchObject([{ result: 'not_allowed', http_status: 403 }])
})

test('a bot’s impression has a rejected conversion', async () => {
  const { id } = await see({ 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })
  expect(await post({ transaction_id: id })).toMatchObject({ status: 'rejected', reason: 'impression_rejected' })
  expect(await ledger(id)).toMatchObject([{ decisions: [{ rule: 'impression', detail: 'A bot saw the ad.' }] }])
})

test('an impression sets a cookie only with cookie tracking and view-through attribution', async () => {
  expect((await see()).set).toBeUndefined()
  await setOffer({ cookieTrackingEnabled: true, viewThroughAttributionEnabled: false })
  expect((await see()).set).toBeUndefined()
  await setOffer({ viewThroughAttributionEnabled: true, viewThroughWindowHours: 2 })
  expect((await see()).set).toMatch(
    /^tributary_impressions=[\w-]{44}; Path=\/t\/; Max-Age=7200; HttpOnly; SameSite=Lax$/,
  )
  expect((await see({ 'user-agent': 'Googlebot/2.1' })).set).toBeUndefined()
})

test('a pixel reports the impression in the cookie, unless there’s a click that can still convert', async () => {
  await setOffer({ cookieTrackingEnabled: true })
  const { id, cookie } = await see()
  const pixel = async (cookies: string) =>
    (await started.get(`/t/pixel?offer=${offerId}`, { headers: { cookie: cookies } })).headers['conversion-status']
  const clicked = await click()
  expect(await pixel(`${cookie}; ${clicked.cookie}`)).toBe('approved')
  expect(await ledger(id)).toEqual([])
  expect(await started.database.prisma.conversion.count({ where: { clickId: clicked.id } })).toBe(1)
  expect(await pixel(cookie)).toBe('approved')
  expect(await ledger(id)).toHaveLength(1)
})
