import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { filesBy } from '@/lib/testing/imports'
import { createWorld } from '@/lib/testing/world'
import { shortLinksResource } from './links.contract'

// Files of short links, and the list that they're exported from.

const database = await testDatabase()
const world = await createWorld(database, await testEventLog())
const { prisma } = database
const { organizationId, admin, publishers } = world
const host = 'go.files.example'
const url = 'https://shop.example/'
const { ask, preview, importFile, exported } = filesBy(() => admin.key)

beforeAll(async () => {
  await prisma.trackingDomain.create({ data: { organizationId, host } })
  await prisma.folder.create({ data: { organizationId, name: 'Open', accessLevel: 'write' } })
  await prisma.folder.create({ data: { organizationId, name: 'Staff' } })
  for (const name of ['Email', 'Spring']) await prisma.tag.create({ data: { organizationId, name } })
})

const stored = (key: string) =>
  prisma.link.findFirstOrThrow({
    where: { organizationId, key, deletedAt: null },
    include: { folder: true, campaign: true, publisher: true, tags: { include: { tag: true } } },
  })
const csv = (...rows: Record<string, string>[]) => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  return [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n')
}

test('a file creates links with everything that they belong to, and its export changes nothing', async () => {
  const key = `Sale-${randomUUID()}`
  const file = csv(
    {
      domain: host,
      key,
      url,
      publisher_incremental_id: '1',
      external_id: key,
      tags: 'email, Spring',
      folder: 'staff',
      campaign: 'spring',
      expires_at: '2027-01-31T23:00:00+01:00',
      expired_url: `${url}over`,
      utm_source: 'newsletter',
      title: 'Sale, today',
      comments: 'Two\nlines',
      geo: `{"DE":"${url}de"}`,
      test_variants: `[{"url":"${url}a","percentage":60},{"url":"${url}b","percentage":40}]`,
      track_conversion: 'TRUE',
      archived: 'true',
    },
    { url: `${url}random` },
  )
  expect(await preview('links', file)).toMatchObject({ created: 2, errors: [] })
  expect(await importFile('links', file)).toMatchObject({ status: 'done', created: 2, errors: [] })
  const link = await stored(key)
  expect(link).toMatchObject({
    domain: host,
    url: `${url}?utm_source=newsletter`,
    externalId: key,
    publisher: { incrementalId: 1 },
    folder: { name: 'Staff' },
    campaign: { externalId: 'spring' },
    expiresAt: new Date('2027-01-31T22:00:00Z'),
    geo: { DE: `${url}de` },
    title: 'Sale, today',
    comments: 'Two\nlines',
    trackConversion: true,
    archived: true,
    createdById: admin.userId,
  })
  expect(link.tags.map(({ tag }) => tag.name).toSorted()).toEqual(['Email', 'Spring'])
  const entries = await prisma.auditEntry.findMany({ where: { entityId: link.id } })
  expect(entries).toMatchObject([{ action: 'create', entity: 'link', actorId: admin.userId }])

  const again = await exported('links', `?filter[archived]=true&q=${key}`)
  expect(again).toContain(host)
  expect(await preview('links', again)).toMatchObject({ total: 1, unchanged: 1, errors: [] })
  const changed = csv({ external_id: '', id: link.id, folder: '', tags: 'Email', test_variants: '', geo: '' })
  expect(await importFile('links', changed)).toMatchObject({ status: 'done', updated: 1, errors: [] })
  expect(await stored(key)).toMatchObject({
    externalId: null,
    folder: null,
    geo: {},
    testVariants: [],
    tags: [{ tag: { name: 'Email' } }],
  })
})

test('errors name the row and the column, and nothing is imported', async () => {
  const taken = randomUUID()
  await importFile('links', csv({ domain: host, key: taken, url, external_id: taken }))
  const fine = randomUUID()
  const rows: Record<string, string>[] = [
    { key: fine, url },
    { url: 'nowhere' },
    { url, key: '//' },
    { url, domain: 'elsewhere.example' },
    { url, publisher_incremental_id: '999' },
    { url, expires_at: 'tomorrow' },
    { url: '' },
    { url, domain: host, key: taken.toUpperCase() },
    { url, external_id: taken, key: 'x'.repeat(200) },
    { url, tags: 'Nothing' },
    { url, folder: 'Nowhere' },
    { url, campaign: 'spring' },
    { url, domain: host, key: `${taken}-new` },
    { url, domain: host, key: `${taken}-NEW` },
    { url, geo: '{"Germany":"https://shop.example"}' },
  ]
  const file = csv(...rows)
  const { errors } = await preview('links', file)
  expect(errors.map(({ row, column, message }) => `${row} ${column}: ${message}`)).toMatchInlineSnapshot(`
    [
      "3 url: must start with http:// or https://",
      "4 key: must not be empty",
      "5 domain: must be localhost:3000 or an active tracking domain that is for everyone",
      "6 publisher_incremental_id: No publisher with the ID 999.",
      "7 expires_at: must be a time in ISO 8601 such as 2026-12-31T23:59:59Z",
      "9 key: is already in use on this domain",
      "10 key: must be at most 192 characters",
      "11 tags: No tag is called Nothing.",
      "12 folder: No folder is called Nowhere.",
      "13 campaign: The publisher has no campaign with the ID spring.",
      "15 key: is already in use on this domain",
      "16 geo.Germany: must be a two-letter ISO 3166-1 code such as DE",
    ]
  `)
  expect(await importFile('links', file)).toMatchObject({ status: 'failed' })
  expect(await prisma.link.count({ where: { organizationId, key: fine } })).toBe(0)
})

test('publisher users import their own links, into folders that are open to them', async () => {
  const [{ key }] = publishers
  const own = randomUUID()
  const file = csv({ key: own, url, folder: 'open', campaign: 'spring' })
  expect(await importFile('links', file, { key })).toMatchObject({ status: 'done', created: 1 })
  expect(await stored(own)).toMatchObject({ publisher: { incrementalId: 1 }, campaign: { externalId: 'spring' } })
  const { errors } = await preview('links', csv({ url, folder: 'Staff' }), { key })
  expect(errors).toEqual([{ row: 2, column: 'folder', message: 'No folder is called Staff.' }])
  await ask('POST', 'links/import', { file: csv({ url, tags: 'Email' }) }, { key, status: 403 })
  const theirs = await exported('links', '', { key })
  expect(theirs).toContain(own)
  expect(await exported('links', '', { key: publishers[1].key })).not.toContain(own)
})

test('the list is filtered by domain, tag, and owner, as its export is', async () => {
  const mark = randomUUID()
  await importFile(
    'links',
    csv(
      { domain: host, key: `${mark}-a`, url, tags: 'Spring', publisher_incremental_id: '2' },
      { domain: host, key: `${mark}-b`, url },
      { key: `${mark}-c`, url },
    ),
  )
  const tag = await prisma.tag.findFirstOrThrow({ where: { organizationId, name: 'Spring' } })
  const publisher = await prisma.publisher.findFirstOrThrow({ where: { organizationId, incrementalId: 2 } })
  const found = async (filter: string) => {
    const query = `?q=${mark}&sort=key&${filter}`
    const { data } = shortLinksResource.contracts.list.response.parse(await ask('GET', `links${query}`))
    const file = await exported('links', query)
    for (const { key } of data) expect(file).toContain(key)
    return data.map(({ key }) => key.at(-1)).join('')
  }
  expect(await found('')).toBe('abc')
  expect(await found(`filter[domain]=${host}`)).toBe('ab')
  expect(await found('filter[domain]=localhost')).toBe('c')
  expect(await found('filter[domain]=no%20host')).toBe('')
  expect(await found(`filter[tag_ids]=${tag.id}`)).toBe('a')
  expect(await found(`filter[publisher_incremental_id]=${publisher.id}`)).toBe('a')
  expect(await found('filter[publisher_incremental_id][ne]=2')).toBe('bc')
})
