import {
  addOffers,
  changeEachOffer,
  changeOffers,
  createOffer,
  withOfferRelations,
  type OfferRow,
} from '@/lib/catalog/offers'
import { offersWhere } from '@/lib/catalog/find-offer'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { handleResource, type Rows } from '@/lib/api/resource/handle'
import { handleImport } from '@/lib/api/resource/import'
import { offersImport, offersResource } from './offers.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

const rows: Rows<typeof offersResource.params, OfferRow, Prisma.OfferWhereInput, Prisma.OfferOrderByWithRelationInput> =
  {
    within: async ({ caller, params }, where) => ({
      AND: [where, await offersWhere(storeOf(caller), caller, params.integrationID)],
    }),
    find: (caller, query) => storeOf(caller).offer.findMany({ ...query, include: withOfferRelations }),
    count: (caller, where) => storeOf(caller).offer.count({ where }),
  }

export const offers = handleResource(offersResource, {
  rows,
  create: async ({ caller, params }, columns) =>
    (await createOffer(database(), caller, params.integrationID, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeOffers(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeOffers(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, active) => changeOffers(database(), caller, ids, { active }),
  bulkArchive: ({ caller }, ids) => changeOffers(database(), caller, ids, { archived: true }),
})

export const offersImportOperations = handleImport(offersImport, offersResource, {
  rows,
  save: ({ caller, params }) => ({
    create: (changing, items) => addOffers(changing, caller, params.integrationID, items),
    update: (changing, items) => changeEachOffer(changing, caller, items),
  }),
})
