import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { resources } from '@/lib/testing/group-samples'
import { askV2, faultOf, refusalThat, type Options } from '@/lib/testing/integr8'
import { createWorld } from '@/lib/testing/world'
import { advertisers } from './advertisers'
import { publishers } from './publishers'

// What offers share: tags, integrations, targeting groups, and fraud filter groups.

const database = await testDatabase()
const events = await testEventLog()
const world = await createWorld(database, events)
const { organizationId, admin } = world

const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown, options?: Options) =>
  askV2(admin.key, method, path, body, options)
const created = z.strictObject({ created_item_id: z.uuid() })
const create = async (path: string, body: object) => created.parse(await ask('POST', path, body)).created_item_id
const actionsOf = async (entityId: string) =>
  (await database.prisma.auditEntry.findMany({ where: { entityId }, orderBy: { id: 'asc' } })).map(
    ({ action, entity }) => `${action} ${entity}`,
  )

let offers = 0
/** Creates an offer of an advertiser. @returns its ID */
async function offerOf(more: object, advertiser = 1): Promise<string> {
  const { id: advertiserId } = await database.prisma.advertiser.findFirstOrThrow({
    where: { organizationId, incrementalId: advertiser },
  })
  const { id: integrationId } = await database.prisma.integration.create({ data: { organizationId, name: 'Any' } })
  const incrementalId = ++offers
  const data = { organizationId, incrementalId, slug: `o${incrementalId}`, name: 'O', advertiserId, integrationId }
  return (await database.prisma.offer.create({ data: { ...data, ...more } })).id
}

const record = {
  organization: organizationId,
  archived: false,
  created_at: expect.any(String),
  updated_at: expect.any(String),
  last_updated_by: admin.userId,
}

describe.each(resources)('$path', ({ path, operations, entity, sample, read, patch, bad, isUnique }) => {
  const get = async (id: string) => operations.read.contract.response.parse(await ask('GET', `${path}/${id}`)).data
  const list = async (query: string) =>
    z
      .looseObject({ data: z.array(z.looseObject({ id: z.uuid() })) })
      .parse(await ask('GET', `${path}${query}`))
      .data.map(({ id }) => id)

  test('create, get, list, update, delete, and restore', async () => {
    const id = await create(path, sample)
    const counts = path === 'publisher-groups' ? { publishers_count: 0 } : { offers_count: 0 }
    const used = path === 'tags' ? {} : counts
    expect(await get(id)).toEqual({ ...record, id, ...sample, ...read, ...used })
    expect(await list(`?q=${sample.name.slice(0, 4)}&filter[name]=${sample.name}&sort=-name`)).toEqual([id])
    expect(await ask('PATCH', `${path}/${id}`, patch)).toEqual({})
    expect(await get(id)).toMatchObject(patch)
    expect(await ask('DELETE', `${path}/${id}`)).toEqual({})
    expect(await get(id)).toMatchObject({ archived: true })
    expect(await list(`?filter[id]=${id}`)).toEqual([])
    expect(await list(`?filter[id]=${id}&filter[archived]=true`)).toEqual([id])
    const other = isUnique ? await create(path, { name: sample.name.toUpperCase() }) : null
    if (other !== null) {
      expect(await ask('PATCH', `${path}/${id}`, { archived: false }, { status: 402 })).toMatchObject(
        faultOf('name', /already the name/),
      )
      expect(await ask('POST', path, sample, { status: 402 })).toMatchObject(faultOf('name', /already the name/))
      await ask('DELETE', `${path}/${other}`)
    }
    await ask('PATCH', `${path}/${id}`, { archived: false })
    const actions = await actionsOf(id)
    expect([actions.at(0), actions.at(-2), actions.at(-1)]).toEqual([
      `create ${entity}`,
      `archive ${entity}`,
      `restore ${entity}`,
    ])
    await ask('DELETE', `${path}/${id}`)
  })

  test.each(bad.map(([body, field, message]) => ({ body, field, message })))('refuses $body', async (wrong) => {
    const body = { name: randomUUID(), ...wrong.body }
    expect(await ask('POST', path, body, { status: 400 })).toMatchObject(faultOf(wrong.field, wrong.message))
    const id = await create(path, { name: randomUUID() })
    await ask('PATCH', `${path}/${id}`, wrong.body, { status: 400 })
    await ask('POST', path, {}, { status: 400 })
  })

  test('bulk verbs and If-Match change all or nothing', async () => {
    const [a, b] = [await create(path, { name: randomUUID() }), await create(path, { name: randomUUID() })]
    const unknown = randomUUID()
    expect(await ask('DELETE', `${path}/bulk`, { data: [a, unknown] }, { status: 400 })).toMatchObject(
      faultOf('data.1', new RegExp(unknown)),
    )
    if ('active' in (await get(a))) {
      await ask('PATCH', `${path}/bulk`, { active: false, data: [a, b] })
      expect(await get(b)).toMatchObject({ active: false })
    }
    const { updated_at: seen } = await get(a)
    await ask('PATCH', `${path}/${a}`, { name: randomUUID() }, { headers: { 'If-Match': seen } })
    await ask('PATCH', `${path}/${a}`, { name: randomUUID() }, { headers: { 'If-Match': seen }, status: 412 })
    await ask('DELETE', `${path}/${a}`, undefined, { headers: { 'If-Match': seen }, status: 412 })
    expect(await get(a)).toMatchObject({ archived: false })
    await ask('DELETE', `${path}/bulk`, { data: [a, b] })
    expect([(await get(a)).archived, (await get(b)).archived]).toEqual([true, true])
    await ask('PATCH', `${path}/bulk`, { archived: false, data: [a, b] })
    expect([(await get(a)).archived, (await get(b)).archived]).toEqual([false, false])
    await ask('GET', `${path}/${unknown}`, undefined, { status: 404 })
    await ask('GET', `${path}/7`, undefined, { status: 404 })
  })

  test('form-encoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { created_item_id: id } = created.parse(await ask('POST', path, 'name=From+a+form', { headers }))
    expect(await get(id)).toMatchObject({ name: 'From a form' })
    await ask('DELETE', `${path}/${id}`)
  })
})

test('archived tags leave records unseen, and restoring one brings it back', async () => {
  const [sale, summer] = [await create('tags', { name: 'Sale' }), await create('tags', { name: 'Sun' })]
  await ask('PATCH', 'advertisers/1', { tag_ids: [sale, summer] })
  const tagsOf = async () => advertisers.read.contract.response.parse(await ask('GET', 'advertisers/1')).data.tag_ids
  await ask('DELETE', `tags/${sale}`)
  expect(await tagsOf()).toEqual([summer])
  expect(await ask('PATCH', 'advertisers/1', { tag_ids: [sale] }, { status: 400 })).toMatchObject(
    faultOf('tag_ids', /No tag/),
  )
  await ask('PATCH', 'advertisers/1', { tag_ids: [] })
  await ask('PATCH', `tags/${sale}`, { archived: false })
  expect(await tagsOf()).toEqual([sale])
})

test('a publisher is in one group at most, which can’t be deleted meanwhile', async () => {
  const [premium, basic] = [
    await create('publisher-groups', { name: 'A' }),
    await create('publisher-groups', { name: 'B' }),
  ]
  await ask('PATCH', 'publishers/1', { group_id: premium })
  await ask('PATCH', 'publishers/1', { group_id: basic })
  const publisher = publishers.read.contract.response.parse(await ask('GET', 'publishers/1')).data
  expect(publisher).toMatchObject({ group_id: basic, group: { id: basic, name: 'B' } })
  const listed = await ask('GET', `publishers?filter[group_id]=${basic}`)
  expect(listed).toMatchObject({ data: [{ incremental_id: 1 }] })
  const counts = z.looseObject({ data: z.looseObject({ publishers_count: z.int() }) })
  const countOf = async (id: string) => counts.parse(await ask('GET', `publisher-groups/${id}`)).data.publishers_count
  expect([await countOf(premium), await countOf(basic)]).toEqual([0, 1])
  expect(await ask('DELETE', `publisher-groups/${basic}`, undefined, { status: 402 })).toMatchObject(
    refusalThat(/Take these publishers out first: 1\. Nothing was changed/),
  )
  await ask('DELETE', `publisher-groups/${premium}`)
  for (const [group_id, message] of [
    [premium, /isn’t archived/],
    [randomUUID(), /No publisher group/],
  ] as const)
    expect(await ask('PATCH', 'publishers/1', { group_id }, { status: 400 })).toMatchObject(
      faultOf('group_id', message),
    )
  const manager = await world.accountManager({}, { publishers: [2] })
  expect(await askV2(manager.key, 'PATCH', `publisher-groups/${basic}`, { name: 'C' }, { status: 403 })).toMatchObject(
    refusalThat(/only its account manager/),
  )
  await ask('PATCH', 'publishers/1', { group_id: null })
  await ask('DELETE', `publisher-groups/${basic}`)
})

describe('what offers use', () => {
  /** Creates a record and an offer that uses it. */
  const used = {
    integrations: async (advertiser?: number) => {
      const id = await create('integrations', { name: randomUUID() })
      return { id, offer: await offerOf({ integrationId: id }, advertiser) }
    },
    'targeting-groups': async (advertiser?: number) => {
      const id = await create('targeting-groups', { name: randomUUID() })
      return { id, offer: await offerOf({ targetingGroupId: id }, advertiser) }
    },
    'fraud-filter-groups': async (advertiser?: number) => {
      const id = await create('fraud-filter-groups', { name: randomUUID() })
      const offerId = await offerOf({}, advertiser)
      await database.prisma.offerFraudFilterGroup.create({ data: { organizationId, offerId, fraudFilterGroupId: id } })
      return { id, offer: offerId }
    },
  } as const
  const paths = ['integrations', 'targeting-groups', 'fraud-filter-groups'] as const

  test.each(paths)('can’t be deleted: %s', async (path) => {
    const { id, offer } = await used[path]()
    const free = await create(path, { name: randomUUID() })
    const number = offers
    expect(await ask('DELETE', `${path}/${id}`, undefined, { status: 402 })).toMatchObject(
      refusalThat(new RegExp(`can’t be deleted.*: offers ${number}\\.$`)),
    )
    await ask('PATCH', `${path}/${id}`, { archived: true }, { status: 402 })
    expect(await ask('DELETE', `${path}/bulk`, { data: [free, id] }, { status: 402 })).toMatchObject(
      refusalThat(new RegExp(`: ${id} \\(offers ${number}\\)\\. Nothing was changed`)),
    )
    await database.prisma.offer.update({ where: { id: offer }, data: { archived: true } })
    await ask('DELETE', `${path}/bulk`, { data: [free, id] })
  })

  test('through an event of theirs can’t be deleted either', async () => {
    const fraudFilterGroupId = await create('fraud-filter-groups', { name: randomUUID() })
    const offerId = await offerOf({})
    const event = await database.prisma.offerEvent.create({
      data: { organizationId, offerId, incrementalId: 1, name: 'Lead' },
    })
    const use = { organizationId, offerEventId: event.id, fraudFilterGroupId }
    await database.prisma.offerEventFraudFilterGroup.create({ data: use })
    await ask('DELETE', `fraud-filter-groups/${fraudFilterGroupId}`, undefined, { status: 402 })
    await database.prisma.offerEvent.update({ where: { id: event.id }, data: { archived: true } })
    await ask('DELETE', `fraud-filter-groups/${fraudFilterGroupId}`)
  })

  test.each(['targeting-groups', 'fraud-filter-groups'] as const)(
    'is only changed by people who can edit these offers: %s',
    async (path) => {
      const manager = await world.accountManager({}, { advertisers: [1] })
      const own = await used[path](1)
      const others = await used[path](2)
      await askV2(manager.key, 'PATCH', `${path}/${own.id}`, { description: 'x' })
      for (const body of [{ description: 'x' }, { archived: true }])
        expect(await askV2(manager.key, 'PATCH', `${path}/${others.id}`, body, { status: 403 })).toMatchObject(
          refusalThat(/advertisers that you can’t edit/),
        )
      await askV2(manager.key, 'GET', `${path}/${others.id}`)
    },
  )
})

test('publisher users see none of it, and account managers can’t edit integrations', async () => {
  const [publisher] = world.publishers
  for (const { path } of resources) {
    const id = await create(path, { name: randomUUID() })
    for (const at of [path, `${path}/${id}`]) await askV2(publisher.key, 'GET', at, undefined, { status: 403 })
    await askV2(publisher.key, 'PATCH', `${path}/${id}`, {}, { status: 403 })
  }
  const manager = await world.accountManager({ advertiserManagerAccess: 'Global' })
  expect(await askV2(manager.key, 'POST', 'integrations', { name: 'X' }, { status: 403 })).toMatchObject(
    refusalThat(/Only admins/),
  )
})
