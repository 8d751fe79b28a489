import { seenOffers } from '@/lib/catalog/offers-in-use'
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
    find: async (caller, query) => {
      const store = storeOf(caller)
      const found = await store.trackingDomain.findMany({ ...query, include: withPublishers })
      const used = await store.offer.groupBy({
        by: ['primaryDomain'],
        where: { ...seenOffers(caller), primaryDomain: { in: found.map(({ host }) => host) } },
        _count: true,
      })
      const offers = new Map(used.map(({ primaryDomain, _count }) => [primaryDomain, _count]))
      // An archived domain's host may be that of another one by now.
      return found.map((row) => ({ ...row, _count: { offers: row.archived ? 0 : (offers.get(row.host) ?? 0) } }))
    },
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
