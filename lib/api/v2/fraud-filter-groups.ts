import { seenOffers, type WithOffers } from '@/lib/catalog/offers-in-use'
import { addressLists, missingList } from '@/lib/address-lists'
import { requireStaff } from '@/lib/catalog/staff'
import { changeFraudFilterGroups, createFraudFilterGroup } from '@/lib/catalog/fraud-filter-groups'
import { storedFilters } from '@/lib/catalog/stored'
import { database } from '@/lib/database/client'
import type { FraudFilterGroup } from '@/lib/database/generated/client'
import { handleResource } from '@/lib/api/resource/handle'
import type { Caller } from '@/lib/identity/caller'
import { fraudFilterGroupsResource, type FraudFilterGroupRow } from './fraud-filter-groups.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

function withWarnings(group: WithOffers<FraudFilterGroup>): FraudFilterGroupRow {
  const kinds = new Set(storedFilters(group.filters).map(({ kind }) => kind))
  return { ...group, warnings: addressLists.flatMap((list) => (kinds.has(list) ? (missingList(list) ?? []) : [])) }
}

export const fraudFilterGroups = handleResource(fraudFilterGroupsResource, {
  rows: {
    within: async ({ caller }, where) => {
      requireStaff(caller)
      return where
    },
    find: async (caller, query) => {
      const include = { _count: { select: { offers: { where: { offer: seenOffers(caller) } } } } }
      return (await storeOf(caller).fraudFilterGroup.findMany({ ...query, include })).map(withWarnings)
    },
    count: (caller, where) => storeOf(caller).fraudFilterGroup.count({ where }),
  },
  create: async ({ caller }, columns) => (await createFraudFilterGroup(database(), caller, columns)).id,
  update: ({ caller, unchangedSince }, id, columns) =>
    changeFraudFilterGroups(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeFraudFilterGroups(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeFraudFilterGroups(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeFraudFilterGroups(database(), caller, ids, { archived: true }),
})
