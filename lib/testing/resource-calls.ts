import { expect } from 'vitest'
import { z } from 'zod'
import { respond } from '@/lib/api/serve'
import { testDatabase } from './database'
import { testEventLog } from './events'
import { offers, offersResource } from './offers-resource'
import { createWorld, type World } from './world'

export type Verb = keyof typeof offers
type Options = { id?: string; query?: string; body?: unknown; type?: string; key?: string; status?: number }

const problem = z.object({
  error: z.object({ message: z.string(), details: z.array(z.object({ field: z.string(), message: z.string() })) }),
})

/** A resource with every kind of field and every verb, on a database with a world of its own. */
export async function resourceCalls() {
  const database = await testDatabase()
  const events = await testEventLog()
  const newIntegration = async ({ organizationId }: World) =>
    (await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })).id
  const world = await createWorld(database, events)
  const integration = await newIntegration(world)

  async function call(
    verb: Verb,
    { id = '', query = '', body, type = 'application/json', key = world.admin.key, status = 200 }: Options = {},
  ) {
    const { contract } = offers[verb]
    const path = contract.path.replace('{offerID}', id)
    const request = new Request(`http://localhost:3000${path}${query === '' ? '' : `?${query}`}`, {
      method: contract.method,
      headers: { 'API-KEY': key, 'content-type': type },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const response = await respond(offers[verb], request, { offerID: id })
    const text = await response.text()
    expect(response.status, text).toBe(status)
    return z.unknown().parse(JSON.parse(text))
  }

  const refused = async (verb: Verb, options: Options) =>
    problem.parse(await call(verb, { status: 400, ...options })).error

  const body = (more: object = {}) => ({ name: 'Shoes', integration_id: integration, advertiser_id: 1, ...more })
  const create = async (more: object = {}) =>
    offersResource.contracts.create.response.parse(await call('create', { body: body(more) })).created_item_id
  const read = async (id: string) => offersResource.contracts.read.response.parse(await call('read', { id })).data
  const list = async (query: string, options: Options = {}) =>
    offersResource.contracts.list.response.parse(await call('list', { query, ...options }))
  const names = async (query: string) => (await list(query)).data.map((offer) => offer.name)
  const stored = (id: string) => database.prisma.offer.findUniqueOrThrow({ where: { id } })

  return {
    database,
    events,
    world,
    integration,
    newIntegration,
    call,
    refused,
    body,
    create,
    read,
    list,
    names,
    stored,
  }
}
