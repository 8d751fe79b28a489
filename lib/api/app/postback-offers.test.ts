import { expect, test } from 'vitest'
import { managesPostbacks } from '@/lib/access/postback-manager'
import { rolePermissions } from '@/lib/identity/permissions'
import { pageWorld } from '@/lib/testing/page-calls'
import { listPostbackOffers } from './postback-offers.contract'

const { ask, database, refused, world } = await pageWorld()
const { organizationId, admin } = world
const { prisma } = database
const names = async (query = '', person = admin) =>
  (await ask(listPostbackOffers, query, person)).data.map(({ name }) => name)

test('publishers choose among the offers that are open to them, and everyone else among all', async () => {
  const offer = await prisma.offer.findFirstOrThrow({ where: { organizationId } })
  await prisma.offer.update({ where: { id: offer.id }, data: { visibility: 'Private' } })
  const copy = { organizationId, integrationId: offer.integrationId, advertiserId: offer.advertiserId }
  const open = await prisma.offer.create({
    data: { ...copy, incrementalId: 2, slug: 'open', name: 'Open 2', visibility: 'Public' },
  })
  await prisma.offerEvent.create({ data: { organizationId, incrementalId: 1, offerId: open.id, name: 'Sign-up' } })
  await prisma.offer.create({ data: { ...copy, incrementalId: 3, slug: 'gone', name: 'Gone', archived: true } })
  expect(await names()).toEqual(['Offer', 'Open 2'])
  expect(await names('q=pen')).toEqual(['Open 2'])
  expect(await names('', world.publishers[0])).toEqual(['Open 2'])
  expect(await names(`id=${offer.id}`, world.publishers[0])).toEqual([])
  expect((await ask(listPostbackOffers, 'q=2')).data).toMatchObject([{ events: [{ name: 'Sign-up' }] }])
  expect(await refused('/api/app/postback-offers?id=7')).toEqual({ status: 400, fields: ['id'] })
})

test('a publisher manages postbacks once that’s turned on', async () => {
  const organization = await prisma.organization.findFirstOrThrow({ where: { id: organizationId } })
  const permissions = new Set(rolePermissions.publisher)
  const publisher = { id: 1, name: 'Publisher 1', slug: 'publisher-1' }
  expect(await managesPostbacks({ organization, publisher, permissions })).toBe(false)
  const where = { organizationId, incrementalId: 1 }
  await prisma.publisher.updateMany({ where, data: { postbackManagerEnabled: true } })
  expect(await managesPostbacks({ organization, publisher, permissions })).toBe(true)
  expect(await managesPostbacks({ organization, publisher: null, permissions })).toBe(true)
})
