import { publisherOffersWhere, withCapsLeft, withPublisherRelations } from '@/lib/catalog/publisher-offers'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { handleResource } from '@/lib/api/resource/handle'
import { publisherOffersResource } from './publisher-offers.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const publisherOffers = handleResource(publisherOffersResource, {
  rows: {
    within: async ({ caller, params: { organizationID } }, where) => {
      const { id, slug } = caller.organization
      if (organizationID.toLowerCase() !== id && organizationID !== slug)
        throw new Refused('not_found', 'No organization with this ID.')
      return { AND: [where, publisherOffersWhere(caller)] }
    },
    find: async (caller, query) => {
      const store = storeOf(caller)
      return withCapsLeft(
        store,
        caller,
        await store.offer.findMany({ ...query, include: withPublisherRelations(caller) }),
      )
    },
    count: (caller, where) => storeOf(caller).offer.count({ where }),
  },
})
