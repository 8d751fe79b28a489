import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { send } from '@/lib/testing/api'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { createWorld, type Person, type World } from '@/lib/testing/world'
import { listOfferChoices } from './offer-choices.contract'
import { listRegions } from './regions.contract'

const database = await testDatabase()
const events = await testEventLog()
let world: World
let manager: Person
const ids = new Map<string, string>()

beforeAll(async () => {
  world = await createWorld(database, events)
  manager = await world.accountManager({}, { publishers: [2] })
  const { organizationId } = world
  const { id: advertiserId } = await database.prisma.advertiser.findFirstOrThrow({ where: { organizationId } })
  const { id: integrationId } = await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })
  for (const [index, name] of ['Winter 100%', 'Autumn', 'Gone'].entries()) {
    const data = { organizationId, advertiserId, integrationId, incrementalId: 900 + index, slug: randomUUID(), name }
    const { id } = await database.prisma.offer.create({ data: { ...data, archived: name === 'Gone' } })
    ids.set(name, id)
    const event = { organizationId, offerId: id, name: 'Sale' }
    await database.prisma.offerEvent.create({ data: { ...event, incrementalId: 10 + index } })
    await database.prisma.offerEvent.create({ data: { ...event, incrementalId: 20 + index, archived: true } })
  }
})

const ask = (person: Person, query = '', publisher = '2') =>
  send('GET', `/api/app/publishers/${publisher}/offers?${query}`, { headers: { cookie: person.cookie } })
const names = async (person: Person, query = '') =>
  listOfferChoices.response.parse((await ask(person, query)).body).data.map(({ name }) => name)

test('lists offers that aren’t archived, also for those who only take care of publishers', async () => {
  for (const person of [world.admin, manager]) {
    const found = await names(person)
    expect(found.filter((name) => ids.has(name))).toEqual(['Autumn', 'Winter 100%'])
  }
  const { data } = listOfferChoices.response.parse((await ask(manager, 'q=autumn')).body)
  expect(data).toMatchObject([{ incremental_id: 901, currency: 'USD', events: [{ incremental_id: 11, name: 'Sale' }] }])
})

test.each([
  // LIKE wildcards are literal.
  ['q=%25', ['Winter 100%']],
  ['q=901', ['Autumn']],
  ['q=nothing', []],
])('finds offers by %s', async (query, expected) => {
  expect(await names(manager, query)).toEqual(expected)
})

test('names an archived offer that a record refers to', async () => {
  expect(await names(manager, `id=${ids.get('Gone')}`)).toEqual(['Gone'])
  expect(await ask(manager, 'id=Gone')).toMatchObject({ status: 400 })
})

test.each([
  ['california', 'US-CA', 'California (US-CA)'],
  ['Bavaria', 'DE-BY', 'Bayern (DE-BY)'],
  ['thueringen', undefined, undefined],
  ['Thuringen', 'DE-TH', 'Thüringen (DE-TH)'],
  ['us-ny', 'US-NY', 'New York (US-NY)'],
])('finds the region %s by its common name, with or without accents', async (q, code, name) => {
  const { body } = await send('GET', `/api/app/regions?q=${q}`, { headers: { cookie: world.admin.cookie } })
  const { data } = listRegions.response.parse(body)
  expect(data.find((region) => region.code === code)).toEqual(code && { code, name })
})

test('is only for those who can see the publisher', async () => {
  expect((await ask(manager, '', '1')).status).toBe(404)
  expect((await ask(world.publishers[1], '', '2')).status).toBe(403)
})
