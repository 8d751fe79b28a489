import { changeNetworks, createNetwork } from '@/lib/catalog/networks'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import type { Caller } from '@/lib/identity/caller'
import { networksResource } from './networks.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const networks = handleResource(networksResource, {
  rows: {
    within: async (_asked, where) => where,
    find: (caller, query) => storeOf(caller).network.findMany(query),
    count: (caller, where) => storeOf(caller).network.count({ where }),
  },
  create: async ({ caller }, columns) => (await createNetwork(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeNetworks(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeNetworks(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeNetworks(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeNetworks(database(), caller, ids, { archived: true }),
})
