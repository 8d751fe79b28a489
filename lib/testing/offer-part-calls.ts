import { randomUUID } from 'node:crypto'
import { beforeEach, expect } from 'vitest'
import { send } from './api'
import { testDatabase } from './database'
import { testEventLog } from './events'
import { createWorld } from './world'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Options = { status?: number; key?: string; headers?: Record<string, string>; of?: string }

/** An error about a field. */
export const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})

/** Requests about the parts of an offer that's new in each test, `current.offer`. */
export async function offerPartCalls() {
  const database = await testDatabase()
  const world = await createWorld(database, await testEventLog())
  const { organizationId } = world
  const { id: integrationId } = await database.prisma.integration.create({ data: { organizationId, name: 'Main' } })
  const advertiser = await database.prisma.advertiser.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } })
  let next = 0

  async function createOffer() {
    const incrementalId = (next += 1)
    const slug = randomUUID()
    const data = { organizationId, incrementalId, slug, name: 'Boots', advertiserId: advertiser.id, integrationId }
    return database.prisma.offer.create({ data })
  }
  const other = await createOffer()
  const current = { offer: other }
  beforeEach(async () => {
    current.offer = await createOffer()
  })

  async function ask(method: Method, path: string, body?: unknown, options: Options = {}) {
    const { status = 200, key = world.admin.key, headers, of = current.offer.id } = options
    const url = `/api/v2/integrations/${integrationId}/offers/${of}/${path}`
    const reply = await send(method, url, { headers: { 'API-KEY': key, ...headers }, body })
    expect(reply.status, JSON.stringify(reply.body)).toBe(status)
    return reply.body
  }
  const actionsOf = async (entityId: string) =>
    (await database.prisma.auditEntry.findMany({ where: { entityId }, orderBy: { id: 'asc' } })).map(
      ({ action, entity }) => `${action} ${entity}`,
    )
  const archiveOffer = (archived: boolean) =>
    database.prisma.offer.update({ where: { id: current.offer.id }, data: { archived } })

  return { database, world, other, current, ask, actionsOf, archiveOffer }
}
