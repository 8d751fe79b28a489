import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { byteOrderMark } from '@/lib/csv'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { filesBy } from '@/lib/testing/imports'
import { createWorld, type World } from '@/lib/testing/world'
import { advertisersImport } from './advertisers.contract'

// Imports and exports of CSV files, on the resources that have them. What they accept is what the resources' own bodies accept.

const database = await testDatabase()
const events = await testEventLog()
let world: World
let integration = ''

beforeAll(async () => {
  world = await createWorld(database, events)
  const { organizationId } = world
  integration = (await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })).id
})

const { start, progress } = advertisersImport
const { ask, preview, importFile, exported } = filesBy(() => world.admin.key)
const fault = (message: RegExp) => ({
  error: { details: [{ field: 'file', message: expect.stringMatching(message) }] },
})

const subIds = 'publishers/1/sub-ids'
const subIdFile = (count: number, cell: (index: number) => string = (index) => `many-${index}`) =>
  ['external_id,name', ...Array.from({ length: count }, (_, index) => `${cell(index)},Source ${index}`)].join('\n')

test('1,000 sub IDs with three bad rows are refused with these rows, and imported once they’re right', async () => {
  const where = { where: { organizationId: world.organizationId, externalId: { startsWith: 'many-' } } }
  const wrong = subIdFile(1000, (index) =>
    index === 9 ? 'many 9' : index === 499 ? '' : index === 998 ? 'many-3' : `many-${index}`,
  )
  const errors = [
    { row: 11, column: 'external_id', message: expect.stringMatching(/must only contain letters/) },
    { row: 501, column: 'external_id', message: 'is required' },
    { row: 1000, column: 'external_id', message: 'is the same as in row 5' },
  ]
  expect(await preview(subIds, wrong)).toMatchObject({ total: 1000, created: 997, updated: 0, error_count: 3, errors })
  expect(await importFile(subIds, wrong)).toMatchObject({ status: 'failed', errors })
  expect(await database.prisma.publisherSubId.count(where)).toBe(0)

  expect(await preview(subIds, subIdFile(1000))).toMatchObject({ created: 1000, error_count: 0, errors: [] })
  expect(await database.prisma.publisherSubId.count(where)).toBe(0)
  expect(await importFile(subIds, subIdFile(1000))).toMatchObject({ status: 'done', done: 1000, created: 1000 })
  expect(await database.prisma.publisherSubId.count(where)).toBe(1000)
  const [first] = await database.prisma.publisherSubId.findMany({ ...where, take: 1 })
  const entries = await database.prisma.auditEntry.findMany({ where: { entityId: first?.id } })
  expect(entries).toMatchObject([{ action: 'create', entity: 'publisherSubId', actorId: world.admin.userId }])
})

describe('an exported file can be imported again', () => {
  const advertiser = async () =>
    ask('POST', 'advertisers', {
      name: `=${randomUUID()}`,
      external_id: randomUUID(),
      phone: '+49 30 23125 1',
      address: 'A street 1\nBerlin, "Mitte"',
      website: 'https://shop.example',
    })
  const publisher = async () =>
    ask('POST', 'publishers', {
      name: randomUUID(),
      countries: ['DE', 'AT'],
      billing: { tax_id: 'DE1', name: 'One; Two' },
      promotional_method: ['Email', 'Social'],
    })
  const offer = async () =>
    ask('POST', `integrations/${integration}/offers`, {
      name: randomUUID(),
      advertiser_id: 1,
      default_payout: { payout_type: 'CPAxCPS', payout: '1.25', payout_percent: 5 },
      simple_targeting: { country: { include: ['DE'], exclude: [] } },
      fallback_urls: { cap: 'https://full.example/?a={click_id}' },
      deep_link_enabled: true,
      deep_link_hosts: ['shop.example'],
    })
  const payout = async () => {
    const { incrementalId } = await database.prisma.offer.findFirstOrThrow({
      where: { organizationId: world.organizationId },
      orderBy: { createdAt: 'desc' },
    })
    await ask('POST', 'custom-payouts', {
      publisher_incremental_id: 1,
      offer_incremental_id: incrementalId,
      payout_type: 'CPA',
      payout: 0.000001,
      meta: { from: 'x' },
    })
  }
  const subId = () => ask('POST', subIds, { external_id: randomUUID(), name: "'=quoted", description: 'a, b' })

  test.each([
    ['advertisers', () => 'advertisers', advertiser],
    ['publishers', () => 'publishers', publisher],
    ['offers', () => `integrations/${integration}/offers`, offer],
    ['sub IDs', () => subIds, subId],
    ['custom payouts', () => 'custom-payouts', payout],
  ])('%s: unchanged', async (_, pathOf, create) => {
    await create()
    const path = pathOf()
    const file = await exported(path)
    const rows = (await preview(path, file)).total
    expect(rows).toBeGreaterThan(0)
    const unchanged = { created: 0, updated: 0, unchanged: rows, errors: [] }
    expect(await preview(path, file)).toMatchObject(unchanged)
    // As Excel saves it in Germany, with another list separator and true in capitals.
    expect(await preview(path, byteOrderMark + file.replaceAll('\r\n', '\n'))).toMatchObject(unchanged)
    expect(await importFile(path, file)).toMatchObject({ status: 'done', ...unchanged })
  })
})

test('rows with a number or an external ID update, each to its own values, and empty cells clear', async () => {
  const ids = [randomUUID(), randomUUID()]
  for (const external_id of ids)
    await ask('POST', 'advertisers', { name: 'Before', external_id, phone: '1', country: 'DE', active: true })
  const [first, second] = await database.prisma.advertiser.findMany({
    where: { externalId: { in: ids } },
    orderBy: { incrementalId: 'asc' },
  })
  const file = [
    'incremental_id;external_id;name;phone;active;network_id',
    `${first?.incrementalId};${first?.externalId};"One; two";;TRUE;`,
    `;${second?.externalId};Two;2;false;1`,
    `;${randomUUID()};Three;3;;`,
  ].join('\r\n')
  expect(await importFile('advertisers', file)).toMatchObject({ status: 'done', created: 1, updated: 2, errors: [] })
  const stored = await database.prisma.advertiser.findMany({
    where: { externalId: { in: ids } },
    orderBy: { incrementalId: 'asc' },
    include: { network: true },
  })
  expect(stored).toMatchObject([
    { name: 'One; two', phone: '', active: true, country: 'DE', network: null, lastUpdatedById: world.admin.userId },
    { name: 'Two', phone: '2', active: false, country: 'DE', network: { incrementalId: 1 } },
  ])
  expect(stored[0]?.updatedAt.getTime()).toBeGreaterThan(first?.updatedAt.getTime() ?? Infinity)
  const entries = await database.prisma.auditEntry.findMany({ where: { entityId: second?.id, action: 'deactivate' } })
  expect(entries).toMatchObject([{ before: { name: 'Before', phone: '1' }, after: { name: 'Two', phone: '2' } }])
})

test('every kind can be updated to different values at once', async () => {
  const offers = `integrations/${integration}/offers`
  const names = ['Alpha', 'Beta'].map((name) => `${name} ${randomUUID()}`)
  for (const name of names) await ask('POST', offers, { name, advertiser_id: 1 })
  const file = await exported(offers, `?filter[name][in]=${encodeURIComponent(names.join(','))}`)
  const [header = '', ...lines] = file.trimEnd().split('\r\n')
  const place = (column: string) => header.split(',').indexOf(column)
  const changed = lines.map((line, index) => {
    const cells = line.split(',')
    cells[place('default_payout.payout')] = String(index + 1.5)
    cells[place('simple_targeting')] = '"{""country"":{""include"":[""DE""]}}"'
    cells[place('categories')] = '"Travel,Food"'
    cells[place('visibility')] = index === 0 ? 'Private' : 'Public'
    return cells.join(',')
  })
  expect(await importFile(offers, [header, ...changed].join('\n'))).toMatchObject({ status: 'done', updated: 2 })
  const stored = await database.prisma.offer.findMany({
    where: { name: { in: names } },
    orderBy: { incrementalId: 'asc' },
  })
  expect(stored.map((row) => [row.payout.toNumber(), row.visibility, row.categories])).toEqual([
    [1.5, 'Private', ['Travel', 'Food']],
    [2.5, 'Public', ['Travel', 'Food']],
  ])
  expect(stored[0]?.simpleTargeting).toEqual({ country: { include: ['DE'], exclude: [] } })
})

test('rules about what’s stored name the row, and nothing is imported', async () => {
  await ask('POST', `integrations/${integration}/offers`, { name: 'Active', advertiser_id: 1 })
  const { incrementalId } = await database.prisma.advertiser.findFirstOrThrow({
    where: { organizationId: world.organizationId, offers: { some: { active: true, archived: false } } },
  })
  const taken = randomUUID()
  await ask('POST', 'advertisers', { name: 'Taken', external_id: taken })
  const other = await database.prisma.advertiser.findFirstOrThrow({ where: { externalId: taken } })
  const name = randomUUID()
  const file = [
    'incremental_id,name,external_id,archived,network_id,manager_id',
    `,${name},,,,`,
    `${incrementalId},,,true,,`,
    `99999,x,,,,`,
    `${other.incrementalId},Renamed,${taken},,999,`,
    `,${name},,,,${randomUUID()}`,
    `,Last ${name},,,,`,
  ].join('\n')
  const errors = [
    { row: 3, column: 'name', message: 'must not be empty' },
    { row: 4, column: 'incremental_id', message: expect.stringMatching(/no advertiser has this ID/) },
    { row: 5, column: 'network_id', message: 'No network with the ID 999.' },
    { row: 6, column: 'manager_id', message: expect.stringMatching(/^No user with the ID/) },
  ]
  expect((await preview('advertisers', file)).errors).toEqual(errors)
  const archiving = `incremental_id,archived\n${other.incrementalId},false\n${incrementalId},true`
  expect((await preview('advertisers', archiving)).errors).toEqual([
    { row: 3, column: null, message: expect.stringMatching(/Advertisers with active offers can’t be deleted/) },
  ])
  expect(await importFile('advertisers', file)).toMatchObject({ status: 'failed', errors })
  expect(await database.prisma.advertiser.count({ where: { name: { contains: name } } })).toBe(0)
})

test('what’s taken names its row, and the rows after it are checked, too', async () => {
  const [one, two] = [randomUUID(), randomUUID()]
  for (const external_id of [one, two]) await ask('POST', subIds, { external_id, name: 'Taken' })
  const [first, second] = await database.prisma.publisherSubId.findMany({
    where: { externalId: { in: [one, two] } },
    orderBy: { id: 'asc' },
  })
  const file = `id,external_id,name\n${first?.id},${two},x\n${second?.id},a b,x\n,${randomUUID()},New`
  expect((await preview(subIds, file)).errors).toEqual([
    { row: 2, column: 'external_id', message: expect.stringMatching(/already used/) },
    { row: 3, column: 'external_id', message: expect.stringMatching(/must only contain/) },
  ])
})

test('values that are taken name their row when many rows change', async () => {
  const mark = randomUUID().slice(0, 8)
  await importFile(
    subIds,
    subIdFile(30, (index) => `${mark}-${index}`),
  )
  const rows = await database.prisma.publisherSubId.findMany({
    where: { externalId: { startsWith: mark } },
    orderBy: { externalId: 'asc' },
  })
  const taken = rows.at(-1)?.externalId
  const lines = rows.slice(0, 10).map(({ id }, index) => `${id},${index === 6 ? taken : `${mark}-new-${index}`}`)
  expect((await preview(subIds, ['id,external_id', ...lines].join('\n'))).errors).toEqual([
    { row: 8, column: 'external_id', message: expect.stringMatching(/already used/) },
  ])
})

test('a preview doesn’t wait for whoever is changing the organization, and no one waits for it', async () => {
  const { organizationId: id } = world
  await database.prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT id FROM "Organization" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
    await transaction.$queryRaw`SELECT entity FROM "Sequence" WHERE "organizationId" = ${id}::uuid FOR UPDATE`
    const file = ['name', ...Array.from({ length: 30 }, () => 'The same name')].join('\n')
    expect(await preview('advertisers', file)).toMatchObject({ created: 30, errors: [] })
  })
})

test.each([
  ['', /is empty/],
  ['name\n', /has no rows/],
  ['name,nme,colour\na,b,c', /has unknown columns: nme, colour\. Columns: incremental_id, name, external_id/],
  ['name,Name\na,b', /has a column more than once: name/],
  ['name\na,b', /has more cells in row 2/],
  ['name\n"a', /isn’t valid CSV, at row \d+: a quote is missing/],
  [`name\n${'x\n'.repeat(10_001)}`, /has 10,001 rows, but can have at most 10,000/],
])('the file %# is refused as a whole', async (file, message) => {
  expect(await ask('POST', 'advertisers/import/preview', { file }, { status: 400 })).toMatchObject(fault(message))
  expect(await ask('POST', 'advertisers/import', { file }, { status: 400 })).toMatchObject(fault(message))
})

test('the template has all columns and an example that can be imported', async () => {
  const template = z.string().parse(await ask('GET', 'publishers/import'))
  expect(template).toContain('default_throttle.throttle_percentage')
  expect(await preview('publishers', template)).toMatchObject({ created: 1, errors: [] })
})

test('exports have all rows that match, in the order of the list, page after page', async () => {
  const mark = randomUUID().slice(0, 8)
  await importFile(
    subIds,
    subIdFile(2100, (index) => `${mark}-${index}`),
  )
  const filter = `?filter[external_id][like]=${mark}`
  const lines = (await exported(subIds, filter)).trimEnd().split('\r\n')
  expect(lines).toHaveLength(2101)
  const sorted = (await exported(subIds, `${filter}&sort=-external_id`)).trimEnd().split('\r\n').slice(1)
  const place = lines[0]?.split(',').indexOf('external_id') ?? 0
  const values = sorted.map((line) => line.split(',')[place])
  expect(new Set(values).size).toBe(2100)
  expect([values[0], values.at(-1)]).toEqual([`${mark}-999`, `${mark}-0`])
})

test('an import that loses its connection midway, as when its process is killed, leaves nothing behind', async () => {
  const { prisma } = database
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  const mark = randomUUID()
  const names = ['external_id,name', ...Array.from({ length: 600 }, (_, index) => `${mark}-${index},Killed`)].join('\n')
  let id = ''
  const inTheWay = new Error('only needed meanwhile')
  const held = prisma.$transaction(async (transaction) => {
    // The import's second part waits for this row, which nobody else sees.
    const { organizationId } = world
    const row = { organizationId, incrementalId: 1_000_000, slug: mark, name: 'In the way', externalId: `${mark}-550` }
    await transaction.advertiser.create({ data: row })
    id = start.response.parse(await ask('POST', 'advertisers/import', { file: names })).created_item_id
    const ended = () => prisma.$queryRaw<unknown[]>`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO "Advertiser"%'`
    await vi.waitFor(async () => expect(await ended()).toHaveLength(1), { timeout: 20_000, interval: 20 })
    throw inTheWay
  })
  await expect(held).rejects.toBe(inTheWay)
  await vi.waitFor(async () => {
    const { data } = progress.response.parse(await ask('GET', `advertisers/import/${id}`))
    expect(data).toMatchObject({
      status: 'failed',
      errors: [{ message: expect.stringMatching(/nothing was imported/) }],
    })
  })
  expect(await prisma.advertiser.count({ where: { externalId: { startsWith: mark } } })).toBe(0)
  expect(logged).toHaveBeenCalledWith('An import failed:', expect.anything())
  logged.mockRestore()
})

test('people only follow their own imports, and an import of a process that’s gone is interrupted', async () => {
  const { created_item_id } = start.response.parse(
    await ask('POST', 'advertisers/import', { file: `name\n${randomUUID()}` }),
  )
  await ask('GET', `advertisers/import/${created_item_id}`, undefined, {
    status: 404,
    key: (await world.accountManager()).key,
  })
  const gone = await database.prisma.import.create({
    data: {
      organizationId: world.organizationId,
      userId: world.admin.userId,
      kind: 'Advertiser',
      total: 5,
      updatedAt: new Date(Date.now() - 120_000),
    },
  })
  expect(await ask('GET', `advertisers/import/${gone.id}`)).toMatchObject({ data: { status: 'interrupted' } })
})
