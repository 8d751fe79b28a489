import { expect, test } from 'vitest'
import { z } from 'zod'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person } from '@/lib/testing/world'
import { listKonvoClicks } from './clicks.contract'

// Contract: konvo-clicks.txt.

const database = await testDatabase()
const events = await testEventLog()
const world = await createWorld(database, events)
const { organizationId } = world
const { id: contactId } = await database.prisma.customer.create({ data: { organizationId, externalId: '15557368765' } })
const iPhone = {
  user_agent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1',
  device: 'Mobile',
  os: 'iOS',
  ip: '127.0.0.1',
  latitude: 52.5363,
  longitude: 13.4169,
  channel: 'whatsapp',
  campaign: world.campaignId,
  external_user: '15557368765',
}
await world.record([
  { at: '2026-08-02T12:31:25.749Z', ...iPhone },
  { at: '2026-08-02T23:59:59.999Z', publisher: 2, user_agent: '', device: '', latitude: null, longitude: null },
  { at: '2026-08-03T00:00:00.000Z', external_user: 'stranger' },
  { at: '2026-08-03T10:00:00Z', bot: true },
  { at: '2026-08-03T10:00:00Z', status: 'Rejected' },
])

async function ask(query = '', by: Person = world.admin) {
  return send('GET', `/api/clicks?${query}`, { headers: { 'x-api-key': by.key } })
}
async function times(query = '', by = world.admin) {
  const reply = await ask(query, by)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  const { count, result } = listKonvoClicks.response.parse(reply.body)
  return [count, ...result.map((one) => one.created_at.slice(5, 16))]
}

/** The document's schemas. It requires no property, but answers have all of them. */
const document = z.strictObject({
  count: z.int(),
  result: z.array(
    z.strictObject({
      ip_address: z.string(),
      device: z.string(),
      operating_system: z.string(),
      browser: z.string(),
      country: z.string(),
      region: z.string(),
      city: z.string(),
      lat_long: z.string(),
      timezone: z.string(),
      id: z.string(),
      workspace_id: z.string(),
      channel: z.string(),
      resource_id: z.string(),
      external_user_id: z.string(),
      contact_id: z.string(),
      created_at: z.string(),
    }),
  ),
})

test('answers are valid by the document, and every property has the format of its example', async () => {
  const { body } = await ask()
  const { result } = document.parse(body)
  const click = result.at(-1)
  expect(click).toEqual({
    ip_address: '127.0.0.1',
    device: 'Applemobile',
    operating_system: 'iOS',
    browser: 'Chrome',
    country: 'DE',
    region: 'BE',
    city: 'Berlin',
    lat_long: '52.5363,13.4169',
    timezone: 'Europe/Berlin',
    id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    workspace_id: organizationId,
    channel: 'whatsapp',
    resource_id: 'spring',
    external_user_id: '15557368765',
    contact_id: contactId,
    created_at: '2026-08-02T12:31:25.749Z',
  })
  expect(result.map(({ lat_long, device }) => [lat_long, device])).toContainEqual(['', ''])
})

test.each<[string, ...unknown[]]>([
  ['', 3, '08-03T00:00', '08-02T23:59', '08-02T12:31'],
  ['limit=2', 3, '08-03T00:00', '08-02T23:59'],
  ['limit=2&page=2', 3, '08-02T12:31'],
  ['page=9', 3],
  ['created_at_min=2026-08-03', 1, '08-03T00:00'],
  ['created_at_max=2026-08-02', 2, '08-02T23:59', '08-02T12:31'],
  ['created_at_min=2026-08-02T12:31:25.749Z&created_at_max=2026-08-02T12:31:25.749Z', 1, '08-02T12:31'],
  ['created_at_min=2026-08-02T12:31:25.750Z', 2, '08-03T00:00', '08-02T23:59'],
  [`contact=${contactId}`, 1, '08-02T12:31'],
  ['contact=15557368765', 1, '08-02T12:31'],
  ['contact=nobody', 0],
  ['originId=spring', 1, '08-02T12:31'],
  ['originId=autumn', 0],
])('%s finds %d', async (query, ...expected) => {
  expect(await times(query)).toEqual(expected)
})

test('a publisher sees their own', async () => {
  expect(await times('', world.publishers[1])).toEqual([1, '08-02T23:59'])
})

const refusal = z.strictObject({ error: z.int(), message: z.string() })

test.each([
  ['created_at_min=soon', 'created_at_min'],
  ['created_at_max=2026-02-30', 'created_at_max'],
  ['created_at_min=2026-08-03&created_at_max=2026-08-02', 'created_at_max'],
  ['contact=', 'contact'],
  ['originId=', 'originId'],
  ['page=0', 'page'],
  ['page=1001', 'page'],
  ['limit=10001', 'limit'],
  ['origin_id=spring', 'origin_id'],
])('%s is a 400 that names it', async (query, name) => {
  const reply = await ask(query)
  expect(reply.status).toBe(400)
  expect(refusal.parse(reply.body)).toEqual({ error: 400, message: expect.stringMatching(new RegExp(`^${name}: `)) })
})

test('without a key, it’s a 401 in the same format', async () => {
  const { status, body } = await send('GET', '/api/clicks')
  expect([status, refusal.parse(body).error]).toEqual([401, 401])
})
