import { changeOffers, createOffer, withOfferRelations } from '@/lib/catalog/offers'
import { offersWhere } from '@/lib/catalog/find-offer'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { handleResource } from '@/lib/api/resource/handle'
import { offersResource } from './offers.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const offers = handleResource(offersResource, {
  rows: {
    within: async ({ caller, params }, where) => ({
      AND: [where, await offersWhere(storeOf(caller), caller, params.integrationID)],
    }),
    find: (caller, query) => storeOf(caller).offer.findMany({ ...query, include: withOfferRelations }),
    count: (caller, where) => storeOf(caller).offer.count({ where }),
  },
  create: async ({ caller, params }, columns) =>
    (await createOffer(database(), caller, params.integrationID, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeOffers(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeOffers(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, active) => changeOffers(database(), caller, ids, { active }),
  bulkArchive: ({ caller }, ids) => changeOffers(database(), caller, ids, { archived: true }),
})
