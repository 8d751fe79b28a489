import { randomUUID } from 'node:crypto'
import type { MatrixRow, Target } from './matrix-rows'

/** Creates a customer of the publisher's first click, with the mark as their name. @returns their ID, and the advertiser's */
async function customerOf({ database: { prisma }, world, publisher, mark }: Target) {
  const { organizationId } = world
  const where = { organizationId, incrementalId: publisher.number }
  const advertiser = await prisma.advertiser.findFirstOrThrow({ where })
  const first = { clickId: randomUUID(), publisherId: publisher.id, advertiserId: advertiser.id }
  const data = { organizationId, externalId: randomUUID(), name: mark, ...first }
  return prisma.customer.create({ data })
}

export const customerRows: Readonly<Record<string, MatrixRow>> = {
  listCustomers: {
    data: 'customers',
    ask: async (target) => {
      const { externalId } = await customerOf(target)
      return [
        '/api/customers',
        `/api/customers?externalId=${externalId}`,
        `/api/customers?search=${encodeURIComponent(target.mark)}&sortBy=saleAmount`,
      ].map((url) => ({ url }))
    },
  },
  createCustomer: {
    data: 'networks',
    ask: ({ place }) => (place === 'own' ? [{ url: '/api/customers', body: { externalId: randomUUID() } }] : []),
  },
  getCustomer: {
    data: 'customers',
    ask: async (target) => {
      const { id, externalId } = await customerOf(target)
      return [{ url: `/api/customers/${id}` }, { url: `/api/customers/ext_${externalId}` }]
    },
  },
  listCustomerRows: {
    data: 'customers',
    ask: async (target) => {
      await customerOf(target)
      const search = `q=${encodeURIComponent(target.mark)}`
      return [
        { url: `/api/app/customers?${search}&sort=-sales` },
        { url: `/api/app/customers?filter[publisher_id]=${target.publisher.id}&sort=name` },
      ]
    },
  },
  readCustomerJourney: {
    data: 'customers',
    ask: async (target) => [{ url: `/api/app/customers/${(await customerOf(target)).id}` }],
  },
  updateCustomer: {
    data: 'customers',
    ask: async (target) => [{ url: `/api/customers/${(await customerOf(target)).id}`, body: { country: 'DE' } }],
  },
  deleteCustomer: {
    data: 'customers',
    ask: async (target) => [{ url: `/api/customers/${(await customerOf(target)).id}` }],
  },
}
