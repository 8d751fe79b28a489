import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld } from '@/lib/testing/world'
import { createFormLink } from './link-forms.contract'

const database = await testDatabase()
const { admin, organizationId } = await createWorld(database, await testEventLog())
const url = 'https://shop.example/'

const ask = (method: 'POST' | 'PATCH', path: string, body: object, headers: Record<string, string> = {}) =>
  send(method, `/api/app/links${path}`, { headers: { 'X-Api-Key': admin.key, ...headers }, body })
const create = async (body: object) => createFormLink.response.parse((await ask('POST', '', { url, ...body })).body).id

test('what’s taken or wrong is said about the field of the form', async () => {
  const key = randomUUID()
  const id = await create({ key, externalId: key })
  const publisher = await database.prisma.publisher.findFirstOrThrow({ where: { organizationId } })
  for (const [field, body] of [
    ['key', { key: key.toUpperCase() }],
    ['key', { key: 'api/x' }],
    ['externalId', { externalId: key }],
    ['url', { url: 'nowhere' }],
    ['domain', { domain: 'elsewhere.example' }],
    ['partnerId', { partnerId: randomUUID() }],
    ['campaignId', { campaignId: randomUUID(), partnerId: publisher.id }],
    ['expiredUrl', { expiredUrl: 'x' }],
    ['geo.XX', { geo: { XX: url } }],
  ] as const) {
    const reply = await ask('POST', '', { url, ...body })
    expect(reply.body, JSON.stringify(body)).toMatchObject({ error: { details: [{ field }] } })
  }
  const other = await create({})
  expect((await ask('PATCH', `/${other}`, { key })).body).toMatchObject({ error: { details: [{ field: 'key' }] } })
  expect(await database.prisma.link.findFirstOrThrow({ where: { id } })).toMatchObject({ key })
})

test('a change to a link that someone else changed in the meantime is refused', async () => {
  const id = await create({})
  const versionOf = async () => (await database.prisma.link.findFirstOrThrow({ where: { id } })).updatedAt.toISOString()
  const version = await versionOf()
  expect((await ask('PATCH', `/${id}`, { title: 'Mine' }, { 'if-match': version })).status).toBe(200)
  expect((await ask('PATCH', `/${id}`, { title: 'Theirs' }, { 'if-match': version })).status).toBe(412)
  expect((await ask('PATCH', `/${id}`, { title: 'Theirs' }, { 'if-match': await versionOf() })).status).toBe(200)
  expect(await database.prisma.link.findFirstOrThrow({ where: { id } })).toMatchObject({ title: 'Theirs' })
})
