import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { approveHeld } from '@/lib/conversions/hold'
import { shipOutbox } from '@/lib/conversions/outbox'
import { countedConversions, createToken, loggedPostbacks } from '@/lib/testing/conversions'
import { startTracker, type StartedTracker } from '@/lib/testing/tracker'
import { newUuid } from '@/lib/uuid'

// What advertisers' servers are answered, and what's in the ledger, the event log, and the postback log afterwards.

const DAY = 86_400_000
const SOON = { timeout: 15_000, interval: 20 }
const answer = z.looseObject({ status: z.string(), message: z.string(), conversion_id: z.string().optional() })

let started: StartedTracker
let token: string
let clock: number | undefined
const away = { log: false, store: false }

beforeAll(async () => {
  started = await startTracker({ now: () => clock ?? Date.now() })
  token = await createToken(started.database, started.organization.id)
  await known(token)
})
afterAll(() => started.close())
beforeEach(() => {
  clock = undefined
})
afterEach(async () => {
  away.log = false
  await started.database.prisma.offer.updateMany({
    data: {
      allowDuplicateConversions: false,
      manuallyApproveConversions: false,
      attributionWindowDays: 30,
      holdDays: 0,
    },
  })
})

/** Waits until trackers know the token. */
const known = (secret: string) =>
  vi.waitFor(async () => {
    const { body } = await started.get(`/t/postback?secure=${secret}`, { method: 'POST' })
    expect(body).toContain('transaction_id is required')
  }, SOON)

async function click(name = 'Not per click', more = ''): Promise<string> {
  const { of, publisher, get } = started
  const { body } = await get(`/t/click?offer=${of(name).id}&publisher=${publisher.id}&no_redirect=true${more}`)
  return z.object({ transaction_id: z.string() }).parse(JSON.parse(body)).transaction_id
}

async function post(parameters: Record<string, string>, options: Parameters<StartedTracker['get']>[1] = {}) {
  const { status, body, headers } = await started.get(
    `/t/postback?${new URLSearchParams({ secure: token, ...parameters })}`,
    options,
  )
  return { http: status, headers, ...answer.parse(JSON.parse(body)) }
}
const ledger = (clickId: string) =>
  started.database.prisma.conversion.findMany({ where: { clickId }, orderBy: { id: 'asc' } })
const counted = async (clickId: string) =>
  (await countedConversions(started.events, started.organization.id)).filter((row) => row.click === clickId)
const lastLogged = async () => {
  await started.recorder.drain()
  return (await loggedPostbacks(started.events, started.organization.id)).at(-1)
}

let made = 0
async function event(values: object = {}) {
  const { database, organization, of } = started
  return database.prisma.offerEvent.create({
    data: {
      organizationId: organization.id,
      incrementalId: 100 + ++made,
      offerId: of('Not per click').id,
      name: `Upsell ${made}`,
      payout: '2',
      revenue: '3',
      ...values,
    },
  })
}

test('a postback records its click’s conversion: in the ledger, the event log, and the postback log', async () => {
  const id = await click('Not per click', '&sub_id=s1&external_transaction_id=p1&utm_source=mail')
  const { http, ...said } = await post({ transaction_id: id, amount: '99.90', external_transaction_id: 'order 1' })
  expect(said).toMatchObject({ status: 'approved', message: 'The conversion was recorded.' })
  expect(http).toBe(200)
  await started.recorder.drain()
  const [row, ...others] = await ledger(id)
  expect(others).toEqual([])
  expect(row).toMatchObject({
    id: said.conversion_id,
    kind: 'conversion',
    name: 'Conversion',
    offerId: started.of('Not per click').id,
    publisherId: started.publisher.id,
    advertiserId: started.advertiser.id,
    externalId: 'order 1',
    amountCurrency: 'EUR',
    currency: 'EUR',
    status: 'Approved',
    version: 1,
  })
  expect([row?.amount, row?.payout, row?.revenue].map(String)).toEqual(['99.9', '20', '30'])
  expect(await counted(id)).toEqual([
    expect.objectContaining({
      id: said.conversion_id,
      version: 1,
      status: 'Approved',
      payout: 20,
      revenue: 30,
      amount: 99.9,
      sub_id: 's1',
      utm_source: 'mail',
      external_transaction: 'order 1',
      click_external_transaction: 'p1',
      source: 'postback',
      event: 0,
    }),
  ])
  expect(await started.database.prisma.conversionOutbox.count()).toBe(0)
  expect(await lastLogged()).toMatchObject({
    result: 'approved',
    http_status: 200,
    click: id,
    conversion: said.conversion_id,
    direction: 'in',
    method: 'GET',
  })
})

test('tokens are masked in the log', async () => {
  await post({ transaction_id: await click() })
  const { url } = (await lastLogged()) ?? {}
  expect(url).toContain('secure=***')
  expect(url).not.toContain(token)
  await post({ transaction_id: await click(), Secure: token })
  expect((await lastLogged())?.url).toContain('Secure=***')
})

describe('POST', () => {
  test.each([
    ['a form', 'application/x-www-form-urlencoded', (values: object) => new URLSearchParams({ ...values }).toString()],
    ['JSON', 'application/json; charset=utf-8', (values: object) => JSON.stringify({ ...values, amount: 12.5 })],
  ])('takes %s', async (_, type, encode) => {
    const id = await click()
    const body = encode({ transaction_id: id, secure: token, amount: '12.50' })
    const { status } = await started.get('/t/postback', { method: 'POST', headers: { 'content-type': type }, body })
    expect(status).toBe(200)
    expect((await ledger(id)).map(({ amount }) => String(amount))).toEqual(['12.5'])
  })

  test('keeps all digits of JSON’s numbers', async () => {
    const id = await click()
    const say = (more: string) =>
      started.get('/t/postback', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"secure":"${token}","transaction_id":"${id}",${more}}`,
      })
    await say('"note":"1\\"2","amount":123456789012.123456,"external_transaction_id":12345678901234567891')
    expect(await ledger(id)).toMatchObject([{ externalId: '12345678901234567891' }])
    expect((await ledger(id)).map(({ amount }) => String(amount))).toEqual(['123456789012.123456'])
    expect((await say('"amount":1.25e2')).body).toContain('"duplicate"')
    expect((await say('"amount":1e-9')).body).toContain('"field":"amount"')
  })

  test.each([
    ['application/x-www-form-urlencoded; charset=utf-8', '&amount=1.5&note=a b<c>'],
    ['text/plain;charset=UTF-8', 'flag&amount=1.5'],
    ['', 'amount=1.5'],
    ['application/xml', ' '],
  ])('takes a form that isn’t quite one: %s %s', async (type, body) => {
    const id = await click()
    const target = `/t/postback?transaction_id=${id}&secure=${token}`
    const { status } = await started.get(target, { method: 'POST', headers: { 'content-type': type }, body })
    expect(status).toBe(200)
    expect((await ledger(id)).map(({ amount }) => Number(amount))).toEqual([body === ' ' ? 0 : 1.5])
  })

  test('takes JSON that’s sent as plain text', async () => {
    const id = await click()
    const body = JSON.stringify({ transaction_id: id, secure: token })
    const headers = { 'content-type': 'text/plain;charset=UTF-8' }
    expect(await started.get('/t/postback', { method: 'POST', headers, body })).toMatchObject({ status: 200 })
  })

  test.each([
    ['application/json', '{"secure":'],
    ['application/json', '[1]'],
    ['application/json', '{"amount":{"value":1}}'],
    ['application/x-www-form-urlencoded', '<sale amount="1"><id>7</id></sale>'],
    ['application/x-www-form-urlencoded', '\ufeff<?xml version="1.0"?><sale><amount>1</amount></sale>'],
    ['text/plain', 'amount: 1'],
    ['text/xml; charset=utf-8', 'amount=1'],
    ['application/octet-stream', 'amount=1'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="amount"\r\n\r\n1\r\n--x--'],
  ])('refuses a body that can’t be read, and logs it: %s %s', async (type, body) => {
    const options = { method: 'POST', headers: { 'content-type': type }, body }
    const foreign = await createToken(started.database, started.other.id)
    await known(foreign)
    expect(await post({ secure: foreign }, options)).toMatchObject({ http: 400, status: 'invalid', message: /body/ })
    await started.recorder.drain()
    const [logged] = (await loggedPostbacks(started.events, started.other.id)).slice(-1)
    expect(logged).toMatchObject({ result: 'invalid', message: /body/ })
  })
})

describe('what’s wrong is said', () => {
  test.each<[name: string, parameters: Record<string, string>, http: number, status: string, field?: string]>([
    ['no token', { secure: '' }, 401, 'missing_token', 'secure'],
    ['a macro as token', { secure: '{secure}' }, 401, 'missing_token', 'secure'],
    ['an unknown token', { secure: 'x' }, 403, 'wrong_token', 'secure'],
    ['no click', { transaction_id: '' }, 400, 'invalid', 'transaction_id'],
    ['a macro as click', { transaction_id: '{click_id}' }, 400, 'invalid', 'transaction_id'],
    ['a click that isn’t an ID', { transaction_id: '17' }, 400, 'invalid', 'transaction_id'],
    ['an old click that doesn’t exist', { transaction_id: newUuid(new Date(0)) }, 404, 'unknown_click'],
    ['an ID that isn’t a click’s', { transaction_id: randomUUID() }, 404, 'unknown_click'],
    ['a negative amount', { amount: '-1' }, 400, 'invalid', 'amount'],
    ['an amount in words', { amount: '12,50' }, 400, 'invalid', 'amount'],
    ['an amount that’s too exact', { amount: '0.0000001' }, 400, 'invalid', 'amount'],
    ['an unknown currency', { amount: '1', currency: 'XXX' }, 400, 'invalid', 'currency'],
    ['an ID that’s too long', { external_transaction_id: 'x'.repeat(256) }, 400, 'invalid', 'external_transaction_id'],
    ['a customer that’s too long', { customer_id: 'x'.repeat(256) }, 400, 'invalid', 'customer_id'],
    ['an unknown status', { status: 'paid' }, 400, 'invalid', 'status'],
    ['an unknown event', { event_id: '4711' }, 404, 'unknown_event', 'event_id'],
    ['an unknown event by name', { event_name: 'Nothing' }, 404, 'unknown_event', 'event_name'],
  ])('%s', async (_, parameters, http, status, field) => {
    const id = await click()
    const said = await post({ transaction_id: id, ...parameters })
    expect(said).toMatchObject({ http, status, ...(field && { field }) })
    expect(said.message).toMatch(/^\w.+\.$/)
    expect(await ledger(id)).toEqual([])
  })

  test('and logged, where the organization is known', async () => {
    const id = await click()
    await post({ transaction_id: id, amount: 'much' })
    expect(await lastLogged()).toMatchObject({
      result: 'invalid',
      http_status: 400,
      message: /^amount must be/,
      click: id,
    })
    await post({ transaction_id: newUuid(new Date(0)) })
    expect(await lastLogged()).toMatchObject({ result: 'unknown_click', http_status: 404 })
  })

  test('methods that it doesn’t take', async () => {
    expect(await post({}, { method: 'DELETE' })).toMatchObject({ http: 405 })
  })
})

test('optional parameters may be macros that weren’t filled in', async () => {
  const id = await click()
  const said = await post({
    transaction_id: id,
    amount: '{amount}',
    currency: '[currency]',
    event_id: '{{event}}',
    event_name: '${name}',
    status: '%%STATUS%%',
    external_transaction_id: '#order#',
    new_rejected_reason: '{reason}',
  })
  expect(said).toMatchObject({ http: 200, status: 'approved' })
  expect(await ledger(id)).toMatchObject([{ amount: null, amountCurrency: '', externalId: '' }])
})

test('HEAD records nothing, and says whether it would be understood', async () => {
  const id = await click()
  const head = (secure: string) =>
    started.get(`/t/postback?transaction_id=${id}&secure=${secure}`, { method: 'HEAD' }).then(({ status }) => status)
  expect([await head(token), await head('x')]).toEqual([200, 403])
  expect(await ledger(id)).toEqual([])
})

describe('tokens', () => {
  test('an offer with its own token only accepts that one, which no other offer does', async () => {
    const { database, organization, of } = started
    const own = await createToken(database, organization.id, of('Open').id)
    await known(own)
    const [ofOpen, ofOther] = [await click('Open'), await click()]
    expect(await post({ transaction_id: ofOpen })).toMatchObject({ http: 403, status: 'wrong_token' })
    expect(await post({ transaction_id: ofOther, secure: own })).toMatchObject({ http: 403, status: 'wrong_token' })
    expect(await post({ transaction_id: ofOpen, secure: own })).toMatchObject({ http: 200 })
    await database.prisma.postbackToken.deleteMany({ where: { offerId: of('Open').id } })
    const next = await click('Open')
    await vi.waitFor(async () => expect(await post({ transaction_id: next })).toMatchObject({ http: 200 }), SOON)
  })

  test('another organization’s token finds nothing', async () => {
    const id = await click()
    const foreign = await createToken(started.database, started.other.id)
    await known(foreign)
    expect(await post({ transaction_id: id, secure: foreign })).toMatchObject({ http: 404, status: 'unknown_click' })
  })

  test('a replaced token isn’t accepted anymore', async () => {
    const old = token
    token = await createToken(started.database, started.organization.id)
    await known(token)
    expect(await post({ transaction_id: await click(), secure: old })).toMatchObject({ http: 403 })
  })
})

describe('repeating', () => {
  test('a conversion changes nothing, whatever it says', async () => {
    const id = await click()
    const first = await post({ transaction_id: id, amount: '1' })
    const again = await post({ transaction_id: id, amount: '2', external_transaction_id: 'other' })
    expect(again).toMatchObject({ http: 200, status: 'duplicate', conversion_id: first.conversion_id })
    expect(await ledger(id)).toHaveLength(1)
  })

  test('is allowed by some offers: each external ID counts once, and without one, each counts', async () => {
    const { database, of } = started
    await database.prisma.offer.update({
      where: { id: of('Not per click').id },
      data: { allowDuplicateConversions: true },
    })
    const id = await click()
    const statuses: string[] = []
    for (const external of ['a', 'b', 'a', '', ''])
      statuses.push((await post({ transaction_id: id, external_transaction_id: external })).status)
    expect(statuses).toEqual(['approved', 'approved', 'duplicate', 'approved', 'approved'])
    expect(await ledger(id)).toHaveLength(4)
  })

  test('at once, many times, counts once', async () => {
    const id = await click()
    const all = await Promise.all(Array.from({ length: 20 }, () => post({ transaction_id: id })))
    const of = (status: string) => all.filter((one) => one.status === status).length
    expect([of('approved'), of('duplicate')]).toEqual([1, 19])
    expect(new Set(all.map((one) => one.conversion_id)).size).toBe(1)
    await started.recorder.drain()
    expect(await counted(id)).toHaveLength(1)
  })
})

describe('events', () => {
  test('need their conversion, and are found by number, ID, and name', async () => {
    const { id: eventId, incrementalId, name } = await event({ allowMultipleEvents: true })
    const id = await click()
    expect(await post({ transaction_id: id, event_id: eventId })).toMatchObject({
      http: 409,
      status: 'conversion_missing',
    })
    await post({ transaction_id: id })
    const ways: Record<string, string>[] = [
      { event_id: eventId },
      { event_id: String(incrementalId) },
      { event_name: name.toUpperCase() },
    ]
    for (const way of ways) expect(await post({ transaction_id: id, ...way })).toMatchObject({ status: 'approved' })
    const [conversion, ...events] = await ledger(id)
    expect(conversion).toMatchObject({ kind: 'conversion' })
    expect(events.map(({ kind, offerEventId, payout }) => [kind, offerEventId, String(payout)])).toEqual(
      ways.map(() => ['event', eventId, '2']),
    )
    await started.recorder.drain()
    expect((await counted(id)).map((row) => row.event)).toEqual([0, incrementalId, incrementalId, incrementalId])
  })

  test('count once per click, unless several are allowed', async () => {
    const { id: eventId } = await event()
    const id = await click()
    await post({ transaction_id: id })
    const say = () => post({ transaction_id: id, event_id: eventId, external_transaction_id: randomUUID() })
    expect([(await say()).status, (await say()).status]).toEqual(['approved', 'duplicate'])
  })

  test('that aren’t active are refused', async () => {
    const { id: eventId } = await event({ active: false })
    const id = await click()
    await post({ transaction_id: id })
    expect(await post({ transaction_id: id, event_id: eventId })).toMatchObject({ http: 409, status: 'inactive_event' })
  })

  test('the offer’s main conversion has a number and a name, too', async () => {
    const { database, of } = started
    const where = { id: of('Not per click').id }
    await database.prisma.offer.update({ where, data: { conversionName: 'Sale' } })
    const [byNumber, byName] = [await click(), await click()]
    expect(await post({ transaction_id: byNumber, event_id: '0' })).toMatchObject({ status: 'approved' })
    expect(await post({ transaction_id: byName, event_name: 'sale' })).toMatchObject({ status: 'approved' })
    expect(await ledger(byName)).toMatchObject([{ kind: 'conversion', name: 'Sale' }])
    await database.prisma.offer.update({ where, data: { conversionName: '' } })
  })
})

describe('time', () => {
  test('a conversion after the attribution window is late, to the millisecond', async () => {
    const { database, of } = started
    await database.prisma.offer.update({ where: { id: of('Not per click').id }, data: { attributionWindowDays: 3 } })
    clock = Date.now()
    const [inTime, late] = [await click(), await click()]
    clock += 3 * DAY
    expect(await post({ transaction_id: inTime })).toMatchObject({ status: 'approved' })
    clock += 1
    expect(await post({ transaction_id: late })).toMatchObject({ http: 410, status: 'late', message: /3 days old/ })
    expect(await ledger(late)).toEqual([])
    expect(await post({ transaction_id: inTime })).toMatchObject({ status: 'duplicate' })
  })
})

describe('status', () => {
  test('can be reported as pending or rejected', async () => {
    const [pending, rejected] = [await click(), await click()]
    expect(await post({ transaction_id: pending, status: 'pending' })).toMatchObject({
      status: 'pending',
      reason: 'reported_pending',
    })
    expect(await post({ transaction_id: rejected, status: 'Rejected' })).toMatchObject({
      http: 200,
      status: 'rejected',
      reason: 'reported_rejected',
    })
    expect(await ledger(rejected)).toMatchObject([{ status: 'Rejected', decisions: [{ rule: 'reported' }] }])
  })

  test('approved doesn’t override an offer that approves by hand', async () => {
    const { database, of } = started
    await database.prisma.offer.update({
      where: { id: of('Not per click').id },
      data: { manuallyApproveConversions: true },
    })
    const id = await click()
    expect(await post({ transaction_id: id, status: 'approved' })).toMatchObject({
      status: 'pending',
      reason: 'manual_approval',
    })
  })

  test('clicks that were rejected, and bots’, have rejected conversions', async () => {
    const { of, publisher, get } = started
    const rejected = await click('Inactive')
    expect(await post({ transaction_id: rejected })).toMatchObject({ status: 'rejected', reason: 'click_rejected' })
    const { body } = await get(`/t/click?offer=${of('Not per click').id}&publisher=${publisher.id}&no_redirect=true`, {
      headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
    })
    const { transaction_id } = z.object({ transaction_id: z.string() }).parse(JSON.parse(body))
    expect(await post({ transaction_id })).toMatchObject({ status: 'rejected', reason: 'click_rejected' })
  })
})

describe('new_rejected_reason', () => {
  test('rejects the conversion that was recorded, with a new version', async () => {
    const id = await click()
    const { conversion_id } = await post({ transaction_id: id })
    expect(await post({ transaction_id: id, new_rejected_reason: 'order canceled' })).toMatchObject({
      http: 200,
      status: 'rejected',
      reason: 'order canceled',
      conversion_id,
    })
    await started.recorder.drain()
    expect(await ledger(id)).toMatchObject([{ status: 'Rejected', reason: 'order canceled', version: 2 }])
    expect(await counted(id)).toMatchObject([{ status: 'Rejected', reason: 'order canceled', version: 2 }])
    await post({ transaction_id: id, new_rejected_reason: 'again' })
    expect(await ledger(id)).toMatchObject([{ reason: 'order canceled', version: 2 }])
  })

  test('is about one external ID, or about one event, if it names them', async () => {
    const { database, of } = started
    await database.prisma.offer.update({
      where: { id: of('Not per click').id },
      data: { allowDuplicateConversions: true },
    })
    const { id: eventId } = await event()
    const id = await click()
    for (const external of ['a', 'b']) await post({ transaction_id: id, external_transaction_id: external })
    await post({ transaction_id: id, event_id: eventId })
    await post({ transaction_id: id, external_transaction_id: 'b', new_rejected_reason: 'x' })
    expect((await ledger(id)).map(({ status }) => status)).toEqual(['Approved', 'Rejected', 'Approved'])
    await post({ transaction_id: id, event_id: eventId, new_rejected_reason: 'x' })
    expect((await ledger(id)).map(({ status }) => status)).toEqual(['Approved', 'Rejected', 'Rejected'])
  })

  test('leaves what’s in an approved statement as it is, and says so', async () => {
    const { database, organization } = started
    const publisher = await database.prisma.publisher.findFirstOrThrow({ where: { organizationId: organization.id } })
    const statement = await database.prisma.statement.create({
      data: {
        organizationId: organization.id,
        publisherId: publisher.id,
        incrementalId: 12,
        month: new Date('2026-10-01'),
        currency: 'EUR',
        status: 'approved',
      },
    })
    const id = await click()
    const { conversion_id } = await post({ transaction_id: id })
    await database.prisma.conversion.updateMany({ where: { clickId: id }, data: { statementId: statement.id } })
    expect(await post({ transaction_id: id, new_rejected_reason: 'order canceled' })).toMatchObject({
      http: 409,
      status: 'in_statement',
      conversion_id,
      message: 'The conversion can’t be rejected anymore, because it’s in statement 12 for October 2026.',
    })
    expect(await ledger(id)).toMatchObject([{ status: 'Approved', version: 1 }])
  })

  test('needs a conversion', async () => {
    const id = await click()
    expect(await post({ transaction_id: id, new_rejected_reason: 'x' })).toMatchObject({
      http: 404,
      status: 'unknown_conversion',
    })
    expect(await ledger(id)).toEqual([])
  })
})

test('organizations don’t mix', async () => {
  expect(await countedConversions(started.events, started.other.id)).toEqual([])
})

test('sales in another currency are converted by the rate of their day, and wait without one', async () => {
  const { prisma } = started.database
  const bySale = { payoutType: 'CPS', payout: 0, payoutPercent: 10, revenueType: 'RPS', revenue: 0, revenuePercent: 20 }
  const { incrementalId } = await event(bySale)
  const sell = async () => {
    const id = await click()
    await post({ transaction_id: id })
    const said = await post({ transaction_id: id, event_id: String(incrementalId), amount: '100', currency: 'USD' })
    return { said, row: (await ledger(id)).at(-1) }
  }
  const waiting = await sell()
  expect(waiting.said.status).toBe('pending')
  expect(waiting.row).toMatchObject({
    reason: 'rate_missing',
    rate: null,
    decisions: [{ rule: 'price', detail: expect.stringContaining('from USD to EUR') }],
  })
  await prisma.exchangeRate.create({
    data: { organizationId: started.organization.id, from: 'USD', to: 'EUR', rate: '0.9', validFrom: new Date(0) },
  })
  const { said, row } = await sell()
  expect(said.status).toBe('approved')
  expect([row?.payout, row?.revenue, row?.rate].map(String)).toEqual(['9', '18', '0.9'])
  expect(row?.rateDate).toEqual(new Date(0))
})

test('a hold period ends by itself, not a moment early', async () => {
  const { database, events } = started
  await database.prisma.offer.updateMany({ data: { holdDays: 30 } })
  const id = await click()
  expect((await post({ transaction_id: id })).status).toBe('pending')
  const [held] = await ledger(id)
  expect(held).toMatchObject({ status: 'Pending', reason: 'on_hold' })
  const until = held?.holdUntil?.getTime() ?? 0
  expect(until - (held?.time.getTime() ?? 0)).toBe(30 * DAY)
  const { signal } = new AbortController()
  await approveHeld(database, { now: until - 1, signal })
  expect((await ledger(id))[0]?.status).toBe('Pending')
  await approveHeld(database, { now: until, signal })
  expect((await ledger(id))[0]).toMatchObject({ status: 'Approved', reason: '', holdUntil: null, version: 2 })
  await shipOutbox(database, events, { signal })
  expect(await counted(id)).toMatchObject([{ status: 'Approved', version: 2 }])
})
