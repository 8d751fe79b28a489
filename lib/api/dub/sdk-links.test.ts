import { Dub } from 'dub'
import { HTTPClient } from 'dub/lib/http.js'
import * as errors from 'dub/models/errors'
import { describe, expect, test } from 'vitest'
import { dispatch } from '@/lib/api/dispatch'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld } from '@/lib/testing/world'

// The published SDK with nothing but another base URL. It validates every answer.

const database = await testDatabase()
const world = await createWorld(database, await testEventLog())
const httpClient = new HTTPClient({ fetcher: (input, init) => dispatch(new Request(input, init)) })
const clientOf = (token: string) => new Dub({ token, serverURL: 'http://localhost:3000/api', httpClient })
const dub = clientOf(world.admin.key)
const url = 'https://shop.example/'

test('links: create, get, list, count, update, upsert, and delete', async () => {
  const tag = await dub.tags.create({ name: 'Spring', color: 'green' })
  const folder = await dub.folders.create({ name: 'Ads' })
  const made = await dub.links.create({
    url,
    externalId: 'x 1/2',
    tenantId: 'tenant',
    tagNames: ['spring'],
    folderId: folder.id,
    utmSource: 'news',
    geo: { DE: 'https://shop.example/de' },
    expiresAt: '2030-01-01T00:00:00Z',
    password: 'secret',
    testVariants: [
      { url, percentage: 40 },
      { url: 'https://shop.example/b', percentage: 60 },
    ],
    comments: 'Hello',
  })
  expect(made).toMatchObject({
    url: 'https://shop.example/?utm_source=news',
    utmSource: 'news',
    domain: 'localhost:3000',
    tags: [{ id: tag.id, color: 'green' }],
    folderId: folder.id,
    password: 'secret',
    geo: { DE: 'https://shop.example/de' },
    expiresAt: '2030-01-01T00:00:00.000Z',
    userId: world.admin.userId,
    workspaceId: world.organizationId,
    clicks: 0,
    lastClicked: null,
  })
  expect(made.key).toMatch(/^[0-9a-z]{7}$/)
  expect(made.shortLink).toBe(`http://localhost:3000/l/${made.key}`)
  expect(await dub.links.get({ linkId: made.id })).toEqual(made)
  expect(await dub.links.get({ externalId: 'ext_x 1/2' })).toEqual(made)
  expect(await dub.links.get({ domain: 'localhost', key: made.key.toUpperCase() })).toEqual(made)
  const pages: string[][] = []
  for await (const { result } of await dub.links.list({ pageSize: 1, tagIds: [tag.id] }))
    pages.push(result.map(({ id }) => id))
  expect(pages.flat()).toEqual([made.id])
  expect(await dub.links.count({ folderId: folder.id, tagNames: 'SPRING' })).toBe(1)
  for (const groupBy of ['domain', 'tagId', 'userId', 'folderId'] as const)
    expect(await dub.links.count({ folderId: folder.id, groupBy })).toBe(1)
  const updated = await dub.links.update(`ext_x 1/2`, { tagIds: [], password: null, key: 'sale', utmSource: null })
  expect(updated).toMatchObject({ url, utmSource: null, tags: [], password: null, key: 'sale' })
  expect(await dub.links.upsert({ url, comments: 'Again' })).toMatchObject({ id: made.id, comments: 'Again' })
  const other = await dub.links.upsert({ url: 'https://shop.example/other', prefix: 'c/', keyLength: 4 })
  expect(other.key).toMatch(/^c\/[0-9a-z]{4}$/)
  expect(await dub.links.delete(other.id)).toEqual({ id: other.id })
  await expect(dub.links.get({ linkId: other.id })).rejects.toBeInstanceOf(errors.NotFound)
})

test('links in bulk', async () => {
  const [one, two, three] = await dub.links.createMany([
    { url, key: 'bulk-1' },
    { url, key: 'Bulk-1' },
    { url, key: 'bulk-2', externalId: 'bulk' },
  ])
  expect(two).toEqual({
    link: { url, key: 'Bulk-1' },
    error: 'key: is already in use on this domain',
    code: 'conflict',
  })
  if (!one || !('id' in one) || !three || !('id' in three)) throw new Error('Expected two links')
  expect(await dub.links.updateMany({ linkIds: [one.id, three.id], data: { archived: true } })).toMatchObject([
    { id: one.id, archived: true },
    { id: three.id, archived: true },
  ])
  expect(await dub.links.updateMany({ externalIds: ['bulk'], data: { comments: 'x' } })).toMatchObject([
    { id: three.id },
  ])
  expect(await dub.links.deleteMany({ linkIds: [one.id, three.id] })).toEqual({ deletedCount: 2 })
})

test('tags, folders, and domains', async () => {
  const tag = await dub.tags.create({ name: 'Blue', color: 'blue' })
  expect(await dub.tags.list({ search: 'blu' })).toEqual([tag])
  expect(await dub.tags.update(tag.id, { name: 'Pink', color: 'pink' })).toMatchObject({
    name: 'Pink',
    color: 'pink',
  })
  expect(await dub.tags.delete(tag.id)).toEqual({ id: tag.id })

  const folder = await dub.folders.create({ name: 'Emails', accessLevel: 'read', description: 'x' })
  expect(folder).toMatchObject({ accessLevel: 'read', description: 'x', type: 'default' })
  expect(await dub.folders.list({ search: 'email' })).toEqual([folder])
  const renamed = await dub.folders.update(folder.id, { name: 'Mails', accessLevel: null })
  expect(renamed).toMatchObject({ name: 'Mails', accessLevel: null })
  const inside = await dub.links.create({ url, folderId: folder.id })
  expect(await dub.folders.delete(folder.id)).toEqual({ id: folder.id })
  expect(await dub.links.get({ linkId: inside.id })).toMatchObject({ folderId: null })

  const host = `${world.organizationId}.example`
  const domain = await dub.domains.create({ slug: host, placeholder: 'https://x', expiredUrl: url })
  expect(domain).toMatchObject({ slug: host, verified: true, primary: false, expiredUrl: url })
  expect((await dub.domains.list({ search: host })).result).toEqual([domain])
  expect(await dub.domains.update(host, { notFoundUrl: url })).toMatchObject({
    notFoundUrl: url,
  })
  const root = await dub.links.create({ url, domain: host, key: '_root' })
  expect(root.shortLink).toBe(`http://${host}:3000`)
  await expect(dub.domains.delete(host)).rejects.toBeInstanceOf(errors.Conflict)
  await dub.links.delete(root.id)
  expect(await dub.domains.delete(host)).toEqual({ slug: host })
  expect(await dub.domains.checkStatus({ domains: [host, 'localhost.example'] })).toMatchObject([
    { domain: host, available: true, price: null },
    { available: true },
  ])
  // Tributary sells no domains.
  await expect(dub.domains.register({ domain: host })).rejects.toBeInstanceOf(errors.Forbidden)
})

describe('errors are the SDK’s own', () => {
  const [publisher] = world.publishers
  test.each([
    ['400', errors.BadRequest, () => dub.links.get({ externalId: 'x' })],
    ['401', errors.Unauthorized, () => clientOf('wrong').links.list()],
    ['403', errors.Forbidden, () => clientOf(publisher.key).tags.create({ name: 'x' })],
    ['404', errors.NotFound, () => dub.links.update('ext_nobody', {})],
    ['422', errors.UnprocessableEntity, () => dub.links.create({ url: 'x' })],
    ['422: programs', errors.UnprocessableEntity, () => dub.links.create({ url, programId: 'prog_1' })],
    ['422: webhooks', errors.UnprocessableEntity, () => dub.links.create({ url, webhookIds: ['wh_1'] })],
  ])('%s', async (_, error, call) => {
    await expect(call()).rejects.toBeInstanceOf(error)
  })

  test('409', async () => {
    await dub.links.create({ url, key: 'taken' })
    await expect(dub.links.create({ url, key: 'TAKEN' })).rejects.toBeInstanceOf(errors.Conflict)
  })
})
