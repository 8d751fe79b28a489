import { z } from 'zod'
import { allowingCountry, withAccess, withPayoutType } from '@/lib/catalog/publisher-offer-filters'
import { publisherOffersWhere, withCapsLeft, withPublisherRelations } from '@/lib/catalog/publisher-offers'
import { offerAccess } from '@/lib/catalog/rules/publisher-offer'
import { database } from '@/lib/database/client'
import { PayoutType } from '@/lib/database/generated/enums'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { handleResource } from '@/lib/api/resource/handle'
import { publisherOffersResource } from './publisher-offers.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

const asked = z.object({
  access: z.enum(offerAccess).optional(),
  payout_type: z.enum(PayoutType).optional(),
  allowed_country: z.string().optional(),
})

export const publisherOffers = handleResource(publisherOffersResource, {
  rows: {
    within: async ({ caller, params: { organizationID }, filters }, where) => {
      const { id, slug } = caller.organization
      if (organizationID.toLowerCase() !== id && organizationID !== slug)
        throw new Refused('not_found', 'No organization with this ID.')
      const { access, payout_type: payoutType, allowed_country: country } = asked.parse(filters)
      return {
        AND: [
          where,
          publisherOffersWhere(caller),
          ...(access ? [withAccess(caller, access)] : []),
          ...(payoutType ? [withPayoutType(caller, payoutType)] : []),
          ...(country ? [allowingCountry(country)] : []),
        ],
      }
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
