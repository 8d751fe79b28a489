import { withPace } from '@/lib/catalog/cap-pace'
import { changeCaps, createCap, withCapRelations } from '@/lib/catalog/caps'
import { findOffer } from '@/lib/catalog/find-offer'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { handleResource } from '@/lib/api/resource/handle'
import { capsResource } from './caps.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const caps = handleResource(capsResource, {
  rows: {
    within: async ({ caller, params }, where) => ({
      AND: [where, { offerId: (await findOffer(storeOf(caller), caller, params, 'see')).id }],
    }),
    find: async (caller, query) => {
      const store = storeOf(caller)
      return withPace(
        store,
        caller.organization.timezone,
        await store.cap.findMany({ ...query, include: withCapRelations }),
      )
    },
    count: (caller, where) => storeOf(caller).cap.count({ where }),
  },
  create: async ({ caller, params }, columns) => (await createCap(database(), caller, params, columns)).id,
  update: ({ caller, params, unchangedSince }, id, columns) =>
    changeCaps(database(), caller, params, [id], columns, { unchangedSince }),
  archive: ({ caller, params, unchangedSince }, id) =>
    changeCaps(database(), caller, params, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller, params }, ids, columns) => changeCaps(database(), caller, params, ids, columns),
  bulkArchive: ({ caller, params }, ids) => changeCaps(database(), caller, params, ids, { archived: true }),
})
