import {
  addOffers,
  changeEachOffer,
  changeOffers,
  createOffer,
  withOfferRelations,
  type OfferChange,
  type OfferRow,
} from '@/lib/catalog/offers'
import { offersWhere, refusePublishers } from '@/lib/catalog/find-offer'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { handleResource, type Rows } from '@/lib/api/resource/handle'
import { handleImport } from '@/lib/api/resource/import'
import type { ListQuery } from '@/lib/api/resource/listing'
import { allOffersResource, offersImport, offersResource } from './offers.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

type Where = Prisma.OfferWhereInput
type Order = Prisma.OfferOrderByWithRelationInput

const stored = {
  find: (caller: Caller, query: ListQuery<Where, Order>) =>
    storeOf(caller).offer.findMany({ ...query, include: withOfferRelations }),
  count: (caller: Caller, where: Where) => storeOf(caller).offer.count({ where }),
}
const rows: Rows<typeof offersResource.params, OfferRow, Where, Order> = {
  ...stored,
  within: async ({ caller, params }, where) => ({
    AND: [where, await offersWhere(storeOf(caller), caller, params.integrationID)],
  }),
}
const bulk = {
  bulkStatus: ({ caller }: { caller: Caller }, ids: string[], columns: OfferChange) =>
    changeOffers(database(), caller, ids, columns),
  bulkArchive: ({ caller }: { caller: Caller }, ids: string[]) =>
    changeOffers(database(), caller, ids, { archived: true }),
}

export const offers = handleResource(offersResource, {
  rows,
  create: async ({ caller, params }, columns) =>
    (await createOffer(database(), caller, params.integrationID, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeOffers(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeOffers(database(), caller, [id], { archived: true }, { unchangedSince }),
  ...bulk,
})

export const allOffers = handleResource(allOffersResource, {
  rows: {
    ...stored,
    within: async ({ caller }, where) => {
      refusePublishers(caller)
      return { AND: [where, { advertiser: among(caller.reach.advertisers.see) }] }
    },
  },
  ...bulk,
})

export const offersImportOperations = handleImport(offersImport, offersResource, {
  rows,
  save: ({ caller, params }) => ({
    create: (changing, items) => addOffers(changing, caller, params.integrationID, items),
    update: (changing, items) => changeEachOffer(changing, caller, items),
  }),
})
