import { findOffer } from '@/lib/catalog/find-offer'
import { changeOfferEvent, createOfferEvent, withOfferEventRelations } from '@/lib/catalog/offer-events'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { handleResource } from '@/lib/api/resource/handle'
import { offerEventsResource } from './offer-events.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const offerEvents = handleResource(offerEventsResource, {
  rows: {
    within: async ({ caller, params }, where) => ({
      AND: [where, { offerId: (await findOffer(storeOf(caller), caller, params, 'see')).id }],
    }),
    find: (caller, query) => storeOf(caller).offerEvent.findMany({ ...query, include: withOfferEventRelations }),
    count: (caller, where) => storeOf(caller).offerEvent.count({ where }),
  },
  create: async ({ caller, params }, columns) => (await createOfferEvent(database(), caller, params, columns)).id,
  update: ({ caller, params, unchangedSince }, id, columns) =>
    changeOfferEvent(database(), caller, params, id, columns, { unchangedSince }),
  archive: ({ caller, params, unchangedSince }, id) =>
    changeOfferEvent(database(), caller, params, id, { archived: true }, { unchangedSince }),
})
