import { createHash, randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { issueMissingTokens } from '@/lib/access/postback-tokens'
import { send } from '@/lib/testing/api'
import { createAdvertisers, createIntegrations, createOffers } from '@/lib/testing/catalog'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type World } from '@/lib/testing/world'

// Security tokens as admins see them. What trackers accept is in lib/tracking/postback.test.ts.

const database = await testDatabase()
const events = await testEventLog()
const answer = z.object({ token: z.string(), created_at: z.string() })
let world: World

beforeEach(async () => {
  world = await createWorld(database, events)
})

async function ask(method: 'GET' | 'POST' | 'DELETE', path: string, status = method === 'DELETE' ? 204 : 200) {
  const headers = { cookie: world.admin.cookie, origin: 'http://localhost:3000' }
  const reply = await send(method, `/api/app/${path}`, { headers, ...(method === 'POST' && { body: {} }) })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  return reply.body
}
const read = async (path = 'postback-token') => answer.parse(await ask('GET', path)).token
const replace = async (path = 'postback-token') => answer.parse(await ask('POST', path)).token
const hashes = async () =>
  (await database.prisma.postbackToken.findMany({ where: { organizationId: world.organizationId } })).map(({ hash }) =>
    Buffer.from(hash).toString('hex'),
  )
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

async function makeOffer(): Promise<string> {
  const { organizationId } = world
  const [advertiser] = await createAdvertisers(database, organizationId, [{ name: 'Shoes' }])
  const [integration] = await createIntegrations(database, organizationId, [{ name: 'Main' }])
  if (!advertiser || !integration) throw new Error('Missing test data')
  const values = { name: 'Sneakers', advertiserId: advertiser.id, integrationId: integration.id }
  const [offer] = await createOffers(database, organizationId, [values])
  return offer?.id ?? ''
}

test('each organization gets one, once, which is stored encrypted', async () => {
  await ask('GET', 'postback-token', 404)
  await issueMissingTokens(database)
  const token = await read()
  expect(token).toMatch(/^[\w-]{43}$/)
  await issueMissingTokens(database)
  expect(await read()).toBe(token)
  expect(await hashes()).toEqual([hashOf(token)])
  const rows = await database.prisma.postbackToken.findMany({ where: { organizationId: world.organizationId } })
  expect(rows.map((row) => Buffer.from(row.token).toString()).join('')).not.toContain(token)
})

test('replacing it is recorded without the token', async () => {
  await issueMissingTokens(database)
  const old = await read()
  const next = await replace()
  expect(next).not.toBe(old)
  expect(await read()).toBe(next)
  expect(await hashes()).toEqual([hashOf(next)])
  const [entry] = await database.prisma.auditEntry.findMany({ where: { organizationId: world.organizationId } })
  expect(entry).toMatchObject({ action: 'rotate', entity: 'organization', entityId: world.organizationId })
  expect(JSON.stringify(entry)).not.toMatch(new RegExp(`${next}|${hashOf(next)}`))
})

test('an offer can have its own, and give it up', async () => {
  const path = `offers/${await makeOffer()}/postback-token`
  expect(await ask('GET', path)).toEqual({ own: null })
  await ask('DELETE', path, 404)
  const token = await replace(path)
  expect(await ask('GET', path)).toMatchObject({ own: { token } })
  await ask('DELETE', path)
  expect(await ask('GET', path)).toEqual({ own: null })
  const entries = await database.prisma.auditEntry.findMany({
    where: { organizationId: world.organizationId, entity: 'offer' },
    orderBy: { id: 'asc' },
  })
  expect(entries.map(({ action }) => action)).toEqual(['rotate', 'revoke'])
})

test('there are none for offers that don’t exist, or are another organization’s', async () => {
  const elsewhere = await makeOffer()
  world = await createWorld(database, events)
  for (const id of [randomUUID(), elsewhere])
    for (const method of ['GET', 'POST', 'DELETE'] as const) await ask(method, `offers/${id}/postback-token`, 404)
})
