import { requireStaff } from '@/lib/catalog/staff'
import { changeTrackingDomains, createTrackingDomain, withPublishers } from '@/lib/catalog/tracking-domains'
import { database } from '@/lib/database/client'
import { handleResource } from '@/lib/api/resource/handle'
import type { Caller } from '@/lib/identity/caller'
import { trackingDomainsResource } from './tracking-domains.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const trackingDomains = handleResource(trackingDomainsResource, {
  rows: {
    within: async ({ caller }, where) => {
      requireStaff(caller)
      return where
    },
    find: (caller, query) => storeOf(caller).trackingDomain.findMany({ ...query, include: withPublishers }),
    count: (caller, where) => storeOf(caller).trackingDomain.count({ where }),
  },
  create: async ({ caller }, columns) => (await createTrackingDomain(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeTrackingDomains(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeTrackingDomains(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeTrackingDomains(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeTrackingDomains(database(), caller, ids, { archived: true }),
})
