import { countOffers } from '@/lib/catalog/offers-in-use'
import { requireStaff } from '@/lib/catalog/staff'
import { changeIntegrations, createIntegration } from '@/lib/catalog/integrations'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import type { Caller } from '@/lib/identity/caller'
import { integrationsResource } from './integrations.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const integrations = handleResource(integrationsResource, {
  rows: {
    within: async ({ caller }, where) => {
      requireStaff(caller)
      return where
    },
    find: (caller, query) => storeOf(caller).integration.findMany({ ...query, include: countOffers(caller) }),
    count: (caller, where) => storeOf(caller).integration.count({ where }),
  },
  create: async ({ caller }, columns) => (await createIntegration(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeIntegrations(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeIntegrations(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeIntegrations(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeIntegrations(database(), caller, ids, { archived: true }),
})
