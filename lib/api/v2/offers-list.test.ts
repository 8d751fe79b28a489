import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { fault, offerCalls, type Method } from '@/lib/testing/offer-calls'
import { allOffers, offers } from './offers'

// Several offers at once: bulk verbs, lists, and those of all integrations. Contract: Offers in the Integr8 document.

const { database, world, mine, ask, numbers, get, create, patch, setAdvertiser, sample } = await offerCalls()

test('bulk verbs change all or none, and name what’s at fault', async () => {
  const [a, b] = [await create(), await create({ advertiser_id: 3 })]
  const number = String((await get(b)).incremental_id)
  const elsewhere = await database.prisma.integration.create({
    data: { organizationId: world.organizationId, name: 'Other' },
  })
  expect(await ask('PATCH', '/bulk', { active: false, data: [a, number] })).toEqual({})
  expect([(await get(a)).active, (await get(b)).active]).toEqual([false, false])
  const unknown = randomUUID()
  for (const [method, body] of [
    ['PATCH', { active: true, data: [a, unknown] }],
    ['DELETE', { data: [a, unknown] }],
  ] as const)
    expect(await ask(method, '/bulk', body, { status: 400 })).toMatchObject(fault('data.1', new RegExp(unknown)))
  await ask('DELETE', '/bulk', { data: [a] }, { at: elsewhere.id, status: 400 })
  await setAdvertiser(3, true)
  expect(await ask('PATCH', '/bulk', { active: true, data: [a, b] }, { status: 402 })).toMatchObject({
    error: { message: expect.stringMatching(new RegExp(`: ${number}\\. Nothing was changed`)) },
  })
  await setAdvertiser(3, false)
  expect(await get(a)).toMatchObject({ active: false, archived: false })
  await ask('DELETE', '/bulk', { data: [a, b] })
  expect((await get(a)).archived && (await get(b)).archived).toBe(true)
})

test('lists filter, sort, and search', async () => {
  const categories = [randomUUID()]
  const cheap = await create({ name: 'Cheap zeppelin', categories, default_payout: { payout: 1.5, revenue: 9 } })
  const dear = await create({ name: 'Dear', categories, advertiser_id: 2, default_payout: { payout: 20 } })
  const tagged = await create({ categories, tag_ids: [mine.tag], ...sample(), advertiser_id: 1 })
  const ids = (query: string) => numbers(`?filter[categories]=${categories[0]}&${query}`)
  expect(await ids('sort=-default_payout.payout')).toEqual([dear, tagged, cheap])
  expect(await ids('filter[default_payout.payout][gte]=20')).toEqual([dear])
  expect(await ids('filter[default_payout.payout_type]=CPAxCPS')).toEqual([tagged])
  expect(await ids('filter[default_payout.revenue][gt]=8.99&sort=name')).toEqual([cheap, tagged])
  expect(await ids('filter[advertiser_id]=2')).toEqual([dear])
  expect(await ids(`filter[tag_ids]=${mine.tag}`)).toEqual([tagged])
  expect(await ids(`filter[targeting_group_id]=${mine.targetingGroup}`)).toEqual([tagged])
  expect(await ids('filter[visibility]=Public&sort=-incremental_id')).toEqual([tagged, dear, cheap])
  expect(await ids('q=zeppelin')).toEqual([cheap])
  expect(await ids('page[size]=1&page[number]=2&sort=incremental_id')).toEqual([dear])
  expect(await ask('GET', '?filter[default_payout.fee]=1', undefined, { status: 400 })).toMatchObject(
    fault('filter[default_payout.fee]', /./),
  )
})

describe('account managers', () => {
  test('can only give offers to advertisers they can change', async () => {
    const limited = await world.accountManager({ advertiserManagerAccess: 'Limited' }, { advertisers: [1] })
    const key = { key: limited.key }
    const ours = await create({ advertiser_id: 1 })
    const number = String((await get(await create({ advertiser_id: 2 }))).incremental_id)
    const body = { name: 'X', advertiser_id: 2 }
    expect(await ask('POST', '', body, { ...key, status: 403 })).toMatchObject(
      fault('advertiser_id', /account manager/),
    )
    await patch(ours, { advertiser_id: 2 }, { ...key, status: 403 })
    expect(await ask('DELETE', '/bulk', { data: [ours, number] }, { ...key, status: 403 })).toMatchObject({
      error: { message: expect.stringContaining(`: ${number}.`) },
    })
    await patch(ours, { name: 'Ours' }, key)
    expect(await get(ours)).toMatchObject({ name: 'Ours', archived: false, last_updated_by: limited.userId })
    const restricted = await world.accountManager({}, { advertisers: [1] })
    await ask('POST', '', body, { key: restricted.key, status: 400 })
    await ask('POST', '', { ...body, advertiser_id: 1 }, { key: restricted.key })
  })
})

describe('offers of all integrations', () => {
  const all = async (query = '') => {
    const reply = await send('GET', `/api/v2/offers${query}`, { headers: { 'API-KEY': world.admin.key } })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body
  }

  test('are listed, filtered, and read together', async () => {
    const { organizationId } = world
    const second = await database.prisma.integration.create({ data: { organizationId, name: 'Second' } })
    const name = `Everywhere ${randomUUID()}`
    const here = await create({ name, categories: [name] })
    const there = allOffers.list.contract.response
      .parse(await all(`?q=${encodeURIComponent(name)}`))
      .data.map(({ id }) => id)
    expect(there).toEqual([here])
    const reply = await ask('POST', '', { name, advertiser_id: 1 }, { at: second.id })
    const other = offers.create.contract.response.parse(reply).created_item_id
    const found = allOffers.list.contract.response.parse(await all(`?q=${encodeURIComponent(name)}&sort=id`))
    expect(found.data.map(({ id, integration: { name: of } }) => [id, of])).toEqual([
      [here, 'Main'],
      [other, 'Second'],
    ])
    expect(allOffers.read.contract.response.parse(await all(`/${other}`)).data.integration_id).toBe(second.id)
    const categories = await send('GET', `/api/app/categories?q=${encodeURIComponent(name)}`, {
      headers: { cookie: world.admin.cookie },
    })
    expect(categories.body).toEqual({ data: [{ name }] })
  })

  test('change together or not at all', async () => {
    const [one, two] = [await create(), await create()]
    const bulk = (method: Method, body: object) =>
      send(method, '/api/v2/offers/bulk', { headers: { 'API-KEY': world.admin.key }, body })
    expect((await bulk('PATCH', { active: false, data: [one, randomUUID()] })).status).toBe(400)
    expect((await get(one)).active).toBe(true)
    expect((await bulk('PATCH', { active: false, data: [one, two] })).status).toBe(200)
    expect((await bulk('DELETE', { data: [one, two] })).status).toBe(200)
    expect(await get(two)).toMatchObject({ active: false, archived: true })
  })
})
