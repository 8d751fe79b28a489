import { expect } from 'vitest'
import { z } from 'zod'
import type { Contract } from '@/lib/api/contract'
import { send } from './api'
import { testDatabase } from './database'
import { testEventLog } from './events'
import { createWorld, type Person } from './world'

/** The range that most clicks of `pageWorld` are in. */
export const march = 'from=2026-03-01&to=2026-03-10'

/** An organization with a few clicks of March 2026 and before, and the requests of the product's own pages. */
export async function pageWorld() {
  const database = await testDatabase()
  const events = await testEventLog()
  const world = await createWorld(database, events)
  const { organizationId } = world
  const [integration, advertiser] = await Promise.all([
    database.prisma.integration.create({ data: { organizationId, name: 'Main' } }),
    database.prisma.advertiser.findFirstOrThrow({ where: { organizationId, incrementalId: 1 } }),
  ])
  await database.prisma.offer.create({
    data: {
      organizationId,
      incrementalId: 1,
      slug: 'offer',
      name: 'Offer',
      integrationId: integration.id,
      advertiserId: advertiser.id,
    },
  })
  await world.record([
    {
      at: '2026-03-10T10:00:00Z',
      publisher: 1,
      advertiser: 1,
      network: 1,
      country: 'DE',
      device: 'Mobile',
      visitor: '1',
      count: 3,
    },
    {
      at: '2026-03-10T11:00:00Z',
      publisher: 1,
      advertiser: 1,
      network: 1,
      country: 'US',
      device: 'Desktop',
      visitor: '2',
      count: 1,
    },
    {
      at: '2026-03-10T11:30:00Z',
      publisher: 2,
      advertiser: 2,
      network: 2,
      country: 'DE',
      device: 'Desktop',
      visitor: '1',
      count: 2,
    },
    {
      at: '2026-03-09T11:30:00Z',
      publisher: 2,
      advertiser: 2,
      network: 2,
      country: '',
      device: 'Desktop',
      visitor: '5',
      count: 1,
    },
    { at: '2026-03-08T11:30:00Z', publisher: 2, advertiser: 2, network: 2, bot: true, count: 4 },
    {
      at: '2026-03-08T11:30:00Z',
      publisher: 1,
      advertiser: 2,
      network: 2,
      status: 'Rejected',
      reason: 'not_approved',
      count: 2,
    },
    // The previous ten days.
    { at: '2026-02-28T11:30:00Z', publisher: 1, advertiser: 1, network: 1, country: 'DE', visitor: '7', count: 2 },
    { at: '2026-02-19T00:00:00Z', publisher: 1, advertiser: 3, network: 0, country: 'FR', visitor: '8', count: 1 },
    { at: '2026-02-18T23:59:00Z', publisher: 1, advertiser: 1, network: 1, country: 'DE', count: 50 },
  ])

  async function ask<R extends z.ZodType>(
    contract: Pick<Contract, 'path'> & { response: R },
    query: string,
    person: Person = world.admin,
  ): Promise<z.output<R>> {
    const reply = await send('GET', `${contract.path}?${query}`, { headers: { cookie: person.cookie } })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return contract.response.parse(reply.body)
  }

  async function refused(path: string): Promise<{ status: number; fields: string[] }> {
    const reply = await send('GET', path, { headers: { cookie: world.admin.cookie } })
    const body = z
      .object({ error: z.object({ message: z.string().min(1), details: z.array(z.object({ field: z.string() })) }) })
      .parse(reply.body)
    return { status: reply.status, fields: body.error.details.map(({ field }) => field) }
  }
  return { database, events, world, ask, refused }
}
